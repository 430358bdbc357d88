"""SANE with nothing but its own ``test`` backend: scanners that scan patterns, slowly, or fail as they are told to.

The files are those of SANE itself, so the program that is run, the library and the backend are the real ones.
"""

import os
import shutil
from pathlib import Path

import pytest

needs_sane = pytest.mark.skipif(
    os.name != "posix" or shutil.which("scanimage") is None, reason="scanimage is not there (Debian: sane-utils)"
)


class Sane:
    """The configuration of SANE for this process and its children.

    Args:
        folder: for the files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def set_up(self, *lines: str, devices: int = 1) -> None:
        """Have scanners.

        Args:
            lines: settings of the test backend, as its ``test.conf`` explains them.
            devices: so many.
        """
        (self.folder / "dll.conf").write_text("test\n" if devices else "")
        settings = (f"number_of_devices {devices}", "geometry_max 300", 'test-picture "Color pattern"', *lines)
        (self.folder / "test.conf").write_text("\n".join(settings) + "\n")

    def crawl(self) -> None:
        """Have one that takes minutes."""
        self.set_up("read-delay true", "read-delay-duration 200000")

    def fail(self, status: str) -> None:
        """Have one that fails while it scans, with a status of SANE."""
        self.set_up(f'read-status-code "SANE_STATUS_{status}"')


def processes(name: str = "scanimage") -> list[int]:
    """Return the children of this process that run a program, the dead ones that nobody has buried included."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            status = (folder / "stat").read_text() if folder.name.isdecimal() else ""
        except OSError:
            continue
        if f"({name}" in status and int(status.rpartition(")")[2].split()[1]) == os.getpid():
            found.append(int(folder.name))
    return found


def pixels(dpi: int, millimetres: float) -> int:
    return round(millimetres / 25.4 * dpi)
