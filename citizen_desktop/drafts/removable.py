"""Whether a place lies on a removable medium: a USB stick or disk, a memory card.

What can't be found out counts as not removable: the owner of the machine asked for a rule, not for a guess.
"""

import os
import sys
from pathlib import Path
from typing import Final

_SYS: Final = Path("/sys")
_MOUNTS: Final = Path("/proc/self/mountinfo")
_DRIVE_REMOVABLE: Final = 2
_ESCAPES: Final = {"\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"}
_DEEPEST: Final = 8


def is_removable(path: Path) -> bool:
    """Return whether a folder that is there lies on a removable medium."""
    try:
        place = path.resolve(strict=True)
        if sys.platform == "win32":
            return _removable_drive(place)
        return removable_device(_device(place), _SYS)
    except OSError:
        return False


def removable_device(device: str, system: Path) -> bool:
    """Return whether a block device is removable, or all the devices behind it are.

    Args:
        device: ``8:17``.
        system: where the kernel shows its devices, ``/sys``.
    """
    folder = system / "dev" / "block" / device
    return folder.is_dir() and _removable(folder.resolve(), 0)


def _removable(folder: Path, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    # An encrypted medium lies behind a device that knows nothing of it.
    behind = folder / "slaves"
    slaves = sorted(behind.iterdir()) if behind.is_dir() else []
    if slaves:
        return all(_removable(slave.resolve(), depth + 1) for slave in slaves)
    disk = folder.parent if (folder / "partition").exists() else folder
    if _read(disk / "removable") == "1":
        return True
    # Disks at USB don't call themselves removable, nor do memory cards in a reader of their own.
    names = disk.parts
    if any(name.startswith("usb") and name[3:].isdigit() for name in names):
        return True
    return any(name.startswith("mmc") for name in names) and _read(disk / "device" / "type") == "SD"


def _device(place: Path) -> str:
    number = place.stat().st_dev
    device = f"{os.major(number)}:{os.minor(number)}"
    if os.major(number):
        return device
    # Some file systems have a number of their own; where they were mounted from is said elsewhere.
    source = mounted_from(place, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    if source is None or not source.is_block_device():
        return device
    number = source.stat().st_rdev
    return f"{os.major(number)}:{os.minor(number)}"


def mounted_from(place: Path, mounts: str) -> Path | None:
    """Return the device that a place lies on.

    Args:
        place: absolute, without symbolic links.
        mounts: what ``/proc/self/mountinfo`` says.
    """
    best: tuple[int, Path] | None = None
    for line in mounts.splitlines():
        front, _, back = line.partition(" - ")
        fields, source = front.split(), back.split()
        if len(fields) < 5 or len(source) < 2:
            continue
        point = Path(_plain(fields[4]))
        if place.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = len(point.parts), Path(_plain(source[1]))
    return best[1] if best is not None else None


def _plain(text: str) -> str:
    for escape, character in _ESCAPES.items():
        text = text.replace(escape, character)
    return text


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _removable_drive(place: Path) -> bool:
    import ctypes  # noqa: PLC0415  only there

    library = getattr(ctypes, "windll").kernel32  # noqa: B009  unknown to the types of other systems
    return bool(library.GetDriveTypeW(place.anchor) == _DRIVE_REMOVABLE)
