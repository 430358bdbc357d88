"""The list of scanners as ``scanimage`` prints it in a form of our own: a scanner on each line."""

from collections.abc import Sequence
from typing import Final

from citizen_desktop.scanning.models import Device

_SEPARATOR: Final = "\x1f"
FORMAT: Final = _SEPARATOR.join(("%d", "%v", "%m%n"))
"""For ``--formatted-device-list``: name, vendor, model. What stands between them is in no name of a device."""
_CAMERAS: Final = ("v4l:", "gphoto2:")
"""SANE lists what takes pictures of any kind: a camera is no scanner."""
_NOBODY: Final = "Noname"
"""What SANE has drivers say where there is no vendor."""
_MOST: Final = 100


def parse_device_list(output: str) -> Sequence[Device]:
    """Read the list.

    Args:
        output: what was printed; lines that are no scanner are passed over.
    """
    found: dict[str, Device] = {}
    for line in output.split("\n")[:_MOST]:
        parts = tuple(part.strip() for part in line.split(_SEPARATOR))
        if len(parts) != 3 or not parts[0] or parts[0].startswith(_CAMERAS):
            continue
        name, vendor, model = parts
        found.setdefault(name, Device(name, "" if vendor == _NOBODY else vendor, model))
    return tuple(found.values())
