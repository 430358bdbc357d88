"""The list of scanners, also of drivers and names that nobody has seen."""

from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.scanning.device_list import parse_device_list
from citizen_desktop.scanning.models import Device


def line(*parts: str) -> str:
    return "\x1f".join(parts) + "\n"


def test_a_name_may_hold_spaces_commas_and_colons():
    output = line("airscan:e0:HP LaserJet, 2. Etage", "eSCL", "HP LaserJet MFP M28w")
    assert parse_device_list(output) == (Device("airscan:e0:HP LaserJet, 2. Etage", "eSCL", "HP LaserJet MFP M28w"),)


def test_cameras_are_no_scanners():
    output = line("v4l:/dev/video0", "Noname", "Integrated Camera") + line("epson2:libusb:001:004", "Epson", "V39")
    assert [device.name for device in parse_device_list(output)] == ["epson2:libusb:001:004"]


def test_a_scanner_that_two_drivers_list_under_one_name_is_one():
    output = line("a:1", "X", "Y") + line("a:1", "X", "Y")
    assert len(parse_device_list(output)) == 1


def test_what_a_driver_prints_besides_is_passed_over():
    assert parse_device_list("[bjnp] create_broadcast_socket: ERROR\n" + line("", "X", "Y") + "\n") == ()


@given(st.text())
def test_any_text_is_read_to_its_end(output):
    for device in parse_device_list(output):
        assert device.name
