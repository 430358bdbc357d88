"""What is said of pages that are sharp, blurred, dark, small, cut, blank, on a card, a slip or a screen."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from citizen_desktop.attachments.legibility import measure
from citizen_desktop.attachments.models import Doubt
from citizen_desktop.content.legibility_loader import load_legibility_rules
from citizen_desktop.paths import resources
from tests.attachments import drawn_pages as drawn
from tests.attachments.drawn_pages import em, sheet
from tests.attachments.legibility_corpus import JUDGED, cases
from tests.attachments.typed_pages import typed

THRESHOLDS = load_legibility_rules(resources() / "content").thresholds


def judged(image, dpi=0):
    return measure(image, dpi, THRESHOLDS)


class TestBlur:
    @pytest.mark.parametrize("dpi", [150, 200, 342])
    @pytest.mark.parametrize("points", [7, 10, 16])
    def test_of_a_sixth_of_the_type_is_told_and_a_thirtieth_is_not(self, dpi, points):
        page = sheet(dpi, points)
        assert judged(drawn.blurred(page, 0.03 * em(dpi, points))).doubts == ()
        assert judged(drawn.blurred(page, 0.17 * em(dpi, points))).doubts[0] is Doubt.BLURRED

    @pytest.mark.parametrize("make", [lambda: sheet(200), lambda: sheet(120, 12), lambda: drawn.receipt(1200)])
    def test_makes_sharpness_sink_step_by_step(self, make):
        page = make()
        found = [judged(drawn.blurred(page, radius)).sharpness for radius in (0, 1, 2, 3, 4, 6, 8)]
        assert found == sorted(found, reverse=True)
        assert found[0] >= 2 * found[-1]

    def test_counts_the_same_at_every_resolution(self):
        page = drawn.blurred(sheet(342), 0.12 * em(342))
        found = [judged(drawn.scaled(page, share)).sharpness for share in (1, 0.8, 0.65, 0.5)]
        assert max(found) <= 1.25 * min(found)

    @pytest.mark.parametrize("pixels", [10, 16, 22])
    def test_of_a_moved_camera_is_told(self, pixels):
        assert Doubt.BLURRED in judged(drawn.moved(sheet(200), pixels)).doubts

    @pytest.mark.parametrize("noise", [4, 10, 18])
    def test_is_not_hidden_by_noise_nor_seen_in_it(self, noise):
        page = sheet(200)
        assert judged(drawn.noisy(page, noise)).doubts == ()
        assert Doubt.BLURRED in judged(drawn.noisy(drawn.blurred(page, 0.15 * em(200)), noise)).doubts

    @pytest.mark.parametrize("quality", [12, 30, 70])
    def test_is_not_hidden_by_the_blocks_of_jpeg_nor_seen_in_them(self, quality):
        page = sheet(200)
        assert judged(drawn.recoded(page, quality)).doubts == ()
        assert Doubt.BLURRED in judged(drawn.recoded(drawn.blurred(page, 0.17 * em(200)), quality)).doubts

    @given(st.integers(100, 220), st.sampled_from([7, 9, 12]), st.floats(0, 4), st.floats(0.5, 4), st.integers(0, 1000))
    @settings(max_examples=25)
    def test_never_makes_a_page_sharper(self, dpi, points, first, more, seed):
        page = drawn.blurred(sheet(dpi, points, seed=seed), first).crop((0, 0, int(8.27 * dpi), int(5 * dpi)))
        before, after = judged(page), judged(drawn.blurred(page, more))
        if Doubt.BLURRED in before.doubts:
            # Of what is a haze there is little to measure, but never enough to call it clear.
            assert Doubt.BLURRED in after.doubts
        else:
            # Lines are measured in whole pixels, and blur makes them a little higher.
            assert after.sharpness <= 1.12 * before.sharpness + 4


class TestLight:
    def test_too_little(self):
        found = judged(drawn.darkened(sheet(150), 0.25))
        assert found.doubts == (Doubt.TOO_DARK,)
        assert found.brightness < THRESHOLDS.brightness

    def test_so_little_that_nothing_is_seen(self):
        assert judged(Image.new("RGB", (1240, 1754))).doubts == (Doubt.TOO_DARK,)

    def test_half_is_enough(self):
        assert judged(drawn.darkened(sheet(150), 0.5)).doubts == ()

    def test_washed_out(self):
        found = judged(sheet(200, ink=222))
        assert found.doubts == (Doubt.TOO_BRIGHT,)
        assert found.contrast < THRESHOLDS.contrast

    def test_grey_print_and_light_from_one_side_are_no_doubt(self):
        assert judged(sheet(200, ink=130)).doubts == ()
        assert judged(drawn.shaded(sheet(200))).doubts == ()


class TestSize:
    def test_is_that_of_the_paper_where_it_is_known(self):
        assert judged(sheet(90), 90).doubts == (Doubt.TOO_SMALL,)
        assert judged(sheet(150), 150).doubts == ()

    def test_is_that_of_the_lines_where_it_is_a_guess(self):
        found = judged(drawn.card(900))
        assert found.dpi < THRESHOLDS.dpi
        assert found.line >= THRESHOLDS.line
        assert found.doubts == ()
        assert Doubt.TOO_SMALL in judged(drawn.scaled(sheet(150), 0.4)).doubts

    def test_of_a_line_grows_with_type_and_resolution(self):
        lines = [judged(sheet(200, points)).line for points in (7, 10, 14, 20)]
        assert lines == sorted(set(lines))
        once, twice = judged(sheet(150)).line, judged(sheet(300)).line
        assert abs(twice - 2 * once) <= 4

    def test_of_the_smaller_print_counts(self):
        page = sheet(200, 14)
        page.paste(sheet(200, 7).crop((0, 300, page.width, 1100)), (0, 1200))
        assert judged(page).line <= judged(sheet(200, 7)).line + 2

    def test_of_a_page_on_its_side_is_the_same(self):
        page = sheet(200)
        assert abs(judged(page.transpose(Image.Transpose.ROTATE_90)).line - judged(page).line) <= 1

    def test_of_a_speck_is_too_small(self):
        assert judged(Image.new("RGB", (20, 30), "white")).doubts == (Doubt.TOO_SMALL,)


class TestCut:
    @pytest.mark.parametrize("left", [190, 230, 270])
    def test_at_a_side(self, left):
        page = sheet(200)
        assert Doubt.CUT_OFF in judged(page.crop((left, 0, page.width, page.height))).doubts
        mirrored = page.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        assert Doubt.CUT_OFF in judged(mirrored.crop((0, 0, page.width - left, page.height))).doubts

    def test_through_a_line_at_the_top_or_the_bottom(self):
        page = sheet(200)
        rows = range(1000, 1050)
        found = [Doubt.CUT_OFF in judged(page.crop((0, 0, page.width, row))).doubts for row in rows]
        # Lines are 50 pixels apart, half of it paper; a cut that goes between them takes nothing away.
        assert 6 <= sum(found) <= 40

    @pytest.mark.parametrize("margin", [2, 6, 12])
    def test_is_not_a_narrow_margin(self, margin):
        page = sheet(200)
        assert judged(page.crop((160 - margin, 0, page.width, page.height))).doubts == ()

    def test_is_not_a_dark_edge_a_frame_or_a_rule_that_runs_out(self):
        page = sheet(200)
        draw = ImageDraw.Draw(page)
        draw.rectangle((0, 0, 30, page.height), fill="black")
        draw.rectangle((0, page.height - 3, page.width, page.height), fill=(60, 50, 40))
        for row in range(300, 2200, 400):
            draw.line((0, row, page.width, row), fill="black", width=2)
        assert Doubt.CUT_OFF not in judged(page).doubts
        assert judged(drawn.photo()).doubts == ()


class TestOtherPages:
    @pytest.mark.parametrize(
        "page",
        [
            drawn.blank(),
            drawn.noisy(drawn.blank(200, 210), 8),
            drawn.shaded(drawn.noisy(drawn.blank(200), 4)),
            drawn.blurred(drawn.blank(), 6),
        ],
    )
    def test_blank_ones_have_no_doubt(self, page):
        found = judged(page)
        assert found.doubts == ()
        assert found.line == found.contrast == 0

    def test_a_page_number_alone_is_blank(self):
        page = drawn.blank(200)
        ImageDraw.Draw(page).text((800, 2200), "2/2", font=drawn.font(26), fill=0)
        assert judged(page).doubts == ()

    @pytest.mark.parametrize("width", [800, 1600, 3200])
    def test_identity_cards(self, width):
        card = drawn.card(width)
        assert judged(card).doubts == ()
        assert Doubt.BLURRED in judged(drawn.blurred(card, width / 180)).doubts

    def test_slips(self):
        assert judged(drawn.receipt()).doubts == ()
        assert Doubt.BLURRED in judged(drawn.blurred(drawn.receipt(), 5)).doubts

    def test_screens_at_night(self):
        found = judged(drawn.night_screen())
        assert found.doubts == ()
        assert found.brightness > 200
        assert Doubt.BLURRED in judged(drawn.blurred(drawn.night_screen(), 5.5)).doubts
        assert judged(drawn.night_screen(1366, 768, 15)).doubts == ()

    @pytest.mark.parametrize("degrees", [-4, -1.5, 2, 5])
    def test_held_askew(self, degrees):
        page = sheet(200).rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=(60, 50, 40))
        assert judged(page).doubts == ()

    @pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK"])
    def test_in_other_modes_are_judged_alike(self, mode):
        page = sheet(150)
        assert judged(page.convert(mode)).doubts == judged(page).doubts

    def test_transparent_ones_lie_on_white(self):
        page = Image.new("RGBA", (1240, 1754))
        page.putalpha(Image.eval(sheet(150).convert("L").resize(page.size), lambda level: 255 - level))
        found = judged(page)
        assert found.brightness > 240
        assert Doubt.TOO_DARK not in found.doubts


# All of them are judged by ``dev.py bench legibility``.
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.group}: {case.name}") for case in list(cases())[::17]])
def test_pages_of_the_corpus_are_told_what_they_lack_and_nothing_else(case):
    found = {doubt for doubt in judged(case.make(), case.dpi).doubts if doubt in JUDGED}
    assert case.told <= found <= case.told | case.open


@pytest.mark.parametrize("face", ["Plex Arabic", "Aileron"])
@pytest.mark.parametrize("lines", [3, 5])
def test_a_few_lines_are_measured_as_many_are(face, lines):
    page, step = typed(face, 200), round(1.7 * em(200))
    strip = page.crop((0, 150, page.width, 160 + lines * step))
    few = drawn.blank(200)
    few.paste(strip, (0, 150))
    whole = judged(page, 200).line
    for some in (strip, few):
        found = judged(some)
        assert found.doubts == ()
        assert found.line == pytest.approx(whole, rel=0.4)
        assert Doubt.BLURRED in judged(drawn.blurred(some, 0.2 * em(200))).doubts


def test_the_dark_edge_of_a_scan_does_not_blur_a_blank_page_nor_a_table_below_it():
    for page in (drawn.blank(200), drawn.on_table(drawn.blank(200))):
        ImageDraw.Draw(page).rectangle((0, 0, 28, page.height), fill="black")
        ImageDraw.Draw(page).rectangle((0, 0, page.width, 12), fill=(50, 50, 50))
        assert judged(page).doubts == ()


def test_thresholds_decide(monkeypatch):
    page = drawn.blurred(sheet(200), 0.07 * em(200))
    assert judged(page).doubts == ()
    strict = msgspec.structs.replace(THRESHOLDS, softness=50, dpi=400, line=40, brightness=255, contrast=255)
    assert set(measure(page, 200, strict).doubts) == {Doubt.BLURRED, Doubt.TOO_DARK, Doubt.TOO_SMALL}
