"""Why the program ended; what only some scanners do is told by words that SANE has for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.scanning.failures import failure_of
from citizen_desktop.scanning.models import Failure


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        ("open of device epson2:libusb:001:004 failed: Invalid argument", Failure.NO_DEVICE),
        ("open of device airscan:e0:X failed: Error during device I/O", Failure.NO_DEVICE),
        ("open of device genesys:libusb:001:004 failed: Access to resource has been denied", Failure.NOT_PERMITTED),
        ("open of device pixma:04A9 failed: Device busy", Failure.BUSY),
        ("no SANE devices found", Failure.NO_DEVICE),
        ("setting of option --mode failed (Invalid argument)", Failure.UNSUPPORTED),
        ("sane_start: Scanner cover is open", Failure.COVER_OPEN),
        ("PNG support not compiled in", Failure.NO_PICTURE),
    ],
)
def test_status_1_is_explained_by_the_words(said, failure):
    assert failure_of(1, f"Progress: 1.0%\rscanimage: {said}\n") is failure


def test_a_device_that_is_called_like_a_failure_is_no_failure():
    assert failure_of(3, "scanimage: open of device Device busy failed: Error during device I/O\n") is Failure.NO_DEVICE


def test_a_status_holds_without_words():
    assert failure_of(6, "") is Failure.JAMMED


def test_a_crash_is_no_picture():
    assert failure_of(-11, "libpng error\n") is Failure.NO_PICTURE


@given(st.integers(-64, 255), st.text())
def test_any_end_has_a_reason(status, words):
    assert failure_of(status, words) in Failure
