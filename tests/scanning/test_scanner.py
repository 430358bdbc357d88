"""Pages from SANE's own test backend, by the real ``scanimage``."""

import io
import threading
from pathlib import Path

import pytest
from PIL import Image

from citizen_desktop.scanning.models import DPI, SIZES, Failure, Paper, ScanError, Shade, Wish
from citizen_desktop.scanning.scanner import Scanner, find_program
from tests.scanning.sane import Sane, needs_sane, pixels, processes

pytestmark = needs_sane


class BrokenOffError(Exception):
    """What a person's "cancel" raises."""


@pytest.fixture
def sane(tmp_path, monkeypatch) -> Sane:
    folder = tmp_path / "sane"
    folder.mkdir()
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))
    found = Sane(folder)
    found.set_up()
    return found


@pytest.fixture
def scanner(sane) -> Scanner:
    program = find_program()
    assert program is not None
    return Scanner(program)


def go_on() -> None:
    """Break nothing off."""


def scan(scanner: Scanner, wish: Wish | None = None, check=go_on, tell=lambda _done, _total: None) -> bytes:
    (device,) = scanner.devices(go_on)
    return scanner.scan(device, wish or Wish(), check, tell)


def test_scanners_are_listed_with_their_names(sane, scanner):
    sane.set_up(devices=2)
    devices = scanner.devices(go_on)
    assert [device.name for device in devices] == ["test:0", "test:1"]
    assert {(device.vendor, device.model) for device in devices} == {("", "frontend-tester")}


def test_where_there_is_no_scanner_the_list_is_empty(sane, scanner):
    sane.set_up(devices=0)
    assert not scanner.devices(go_on)


@pytest.mark.parametrize("paper", Paper)
def test_a_page_has_the_size_of_the_paper_and_the_dots_that_are_asked_for(scanner, paper):
    picture = Image.open(io.BytesIO(scan(scanner, Wish(paper, Shade.GREY))))
    size = SIZES[paper]
    assert picture.size == pytest.approx((pixels(DPI, size.width), pixels(DPI, size.height)), abs=2)
    assert picture.format == "PNG"


def test_colour_is_colour_and_grey_is_grey(scanner):
    colour = Image.open(io.BytesIO(scan(scanner, Wish(Paper.CARD, Shade.COLOUR))))
    grey = Image.open(io.BytesIO(scan(scanner, Wish(Paper.CARD, Shade.GREY))))
    assert (colour.mode, grey.mode) == ("RGB", "L")
    reds = [(red, green, blue) for _count, (red, green, blue) in colour.getcolors(1 << 24) if red > green + 100]
    assert reds  # the pattern has a red ramp, which no grey page could have


def test_a_glass_that_is_smaller_is_scanned_whole(sane, scanner):
    sane.set_up("geometry_max 120")
    picture = Image.open(io.BytesIO(scan(scanner, Wish(Paper.DOCUMENT, Shade.GREY))))
    assert picture.size == pytest.approx((pixels(DPI, 120), pixels(DPI, 120)), abs=2)


def test_a_scanner_with_fewer_dots_gives_what_it_has(sane, scanner):
    sane.set_up("resolution_max 150")
    picture = Image.open(io.BytesIO(scan(scanner, Wish(Paper.CARD, Shade.GREY))))
    assert picture.width == pytest.approx(pixels(150, 105), abs=2)


def test_it_is_told_how_far_the_page_is(scanner):
    told = []
    scan(scanner, tell=lambda done, total: told.append((done, total)))
    shares = [done for done, _total in told]
    assert {total for _done, total in told} == {1000}
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1000


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        ("UNSUPPORTED", Failure.UNSUPPORTED),
        ("CANCELLED", Failure.CANCELLED),
        ("DEVICE_BUSY", Failure.BUSY),
        ("INVAL", Failure.UNSUPPORTED),
        ("EOF", Failure.NO_PICTURE),
        ("JAMMED", Failure.JAMMED),
        ("NO_DOCS", Failure.NO_PAPER),
        ("COVER_OPEN", Failure.COVER_OPEN),
        ("IO_ERROR", Failure.BROKEN_OFF),
        ("NO_MEM", Failure.NO_MEMORY),
        ("ACCESS_DENIED", Failure.NOT_PERMITTED),
    ],
)
def test_each_failure_of_a_scanner_is_told_apart(sane, scanner, status, failure):
    sane.fail(status)
    with pytest.raises(ScanError) as told:
        scan(scanner)
    assert told.value.failure is failure
    assert processes() == []


def test_a_scanner_that_was_unplugged_since_is_no_device(sane, scanner):
    sane.set_up(devices=2)
    _first, device = scanner.devices(go_on)
    sane.set_up(devices=1)
    with pytest.raises(ScanError) as told:
        scanner.scan(device, Wish(), go_on, lambda _done, _total: None)
    assert told.value.failure is Failure.NO_DEVICE


def test_a_scanner_held_by_hand_gives_no_half_picture(sane, scanner):
    """``scanimage`` crashes over a page whose height nobody knows: that is a failure, and no picture."""
    sane.set_up("hand-scanner true")
    with pytest.raises(ScanError) as told:
        scan(scanner)
    assert told.value.failure is Failure.NO_PICTURE


def test_breaking_off_in_the_middle_of_a_page_ends_the_program(sane, scanner):
    sane.crawl()
    begun = threading.Event()
    seen = []

    def check() -> None:
        if begun.is_set():
            seen.extend(processes())
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        scan(scanner, check=check, tell=lambda _done, _total: begun.set())
    assert len(seen) == 1  # or else nothing was broken off
    assert processes() == []


def test_a_page_is_written_nowhere(sane, scanner, tmp_path, monkeypatch):
    place = tmp_path / "place"
    place.mkdir()
    for name in ("TMPDIR", "TMP", "TEMP", "HOME"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.chdir(place)
    before = shared_files()
    page = scan(scanner)
    sane.fail("JAMMED")
    with pytest.raises(ScanError):
        scan(scanner)
    assert list(place.iterdir()) == []
    # Other programs leave files there, too: what counts is that none of them is the page.
    assert [file for file in shared_files() - before if file.is_file() and file.read_bytes()[:64] == page[:64]] == []


def shared_files() -> set[Path]:
    return {file for folder in (Path("/tmp"), Path("/dev/shm")) for file in folder.iterdir()}  # noqa: S108
