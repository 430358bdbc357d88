"""What is asked of scanners, by lists of options as drivers print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.scanning.abilities import Abilities, parse_abilities, settings_for
from citizen_desktop.scanning.models import Paper, Shade, Wish

PIXMA = """
All options specific to device `pixma:04A91912':
  Scan mode:
    --resolution auto||75|150|300|600|1200dpi [75]
        Sets the resolution of the scanned image.
    --mode auto|Color|Gray|48 bits color|16 bits gray|Lineart [Color]
    --source Flatbed|Automatic Document Feeder [Flatbed]
    --button-controlled[=(yes|no)] [no]
  Gamma:
    --gamma-table auto|0..255,...
  Geometry:
    -l auto|0..216.069mm [0]
    -t auto|0..297.011mm [0]
    -x auto|0..216.069mm [216.069]
    -y auto|0..297.011mm [297.011]
"""
BROTHER = """
  Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color[Fast]]
    --resolution 100|150|200|400|600|1200|2400|4800|9600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned) [FlatBed]
  Geometry:
    -x 0..211.9mm (in steps of 0.0999908) [211.9]
    -y 0..295.5mm (in steps of 0.0999908) [295.5]
"""
FEEDER = """
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart] [advanced]
    --resolution 50..600dpi (in steps of 1) [300]
    -x 0..215.872mm (in steps of 0.0211639) [inactive]
    -y 0..355.6mm (in steps of 0.0211639) [355.6]
"""
DOTS = """
    --mode Gray [Gray]
    --resolution 75|150|200dpi [75]
    -x 0..1700pel [1700]
    -y 0..2338pel [2338]
"""


def asked(output: str, paper=Paper.DOCUMENT, shade=Shade.COLOUR) -> list[str]:
    return list(settings_for(parse_abilities(output), Wish(paper, shade)))


def test_a_list_with_gaps_and_an_automatic_choice():
    area = ["-l", "0", "-t", "0", "-x", "210", "-y", "297"]
    assert asked(PIXMA) == ["--source=Flatbed", "--mode=Color", "--resolution=300", *area]


def test_a_card_is_a_small_part_of_the_glass():
    assert asked(PIXMA, Paper.CARD)[-4:] == ["-x", "105", "-y", "74"]


def test_true_grey_is_chosen_before_dots_of_black():
    assert "--mode=True Gray" in asked(BROTHER, shade=Shade.GREY)
    assert "--mode=24bit Color" in asked(BROTHER, shade=Shade.COLOUR)


def test_the_next_finer_resolution_is_taken_and_a_page_is_cut_to_the_glass():
    assert asked(BROTHER)[2:] == ["--resolution=400", "-l", "0", "-t", "0", "-x", "210", "-y", "295.5"]


def test_a_feeder_is_left_as_it_is_and_what_is_idle_is_not_set():
    assert asked(FEEDER) == ["--mode=Color", "--resolution=300"]


def test_the_finest_there_is_where_none_is_fine_enough_and_dots_are_no_millimetres():
    assert asked(DOTS) == ["--resolution=200"]
    assert asked(DOTS, shade=Shade.GREY) == ["--mode=Gray", "--resolution=200"]


@pytest.mark.parametrize(("least", "most", "asked_for"), [(50, 1200, 300), (50, 150, 150), (600, 2400, 600)])
def test_a_range_is_kept_to(least, most, asked_for):
    assert list(settings_for(Abilities(least=least, most=most), Wish())) == [f"--resolution={asked_for}"]


def test_nothing_known_asks_for_nothing():
    assert asked("scanimage: some other program\n") == []


@given(st.text(alphabet=st.sampled_from("-xymode resolution|.0123456789dpi[]()=\n auto")))
def test_any_list_is_read_to_its_end(output):
    for setting in asked(output):
        assert "\n" not in setting
