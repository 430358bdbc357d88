"""The program ``scanimage``: finds it, asks it for scanners, has it scan a page.

Pages come through a pipe and are written nowhere. They are not looked into here either, but for whether there is a whole picture:
a scanner's bytes are as untrusted as any file's.
"""

import re
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Final

from citizen_desktop.scanning.abilities import parse_abilities, settings_for
from citizen_desktop.scanning.child import Bounds, Ended, run
from citizen_desktop.scanning.device_list import FORMAT, parse_device_list
from citizen_desktop.scanning.failures import failure_of
from citizen_desktop.scanning.models import Device, Failure, ScanError, Wish

PROGRAM: Final = "scanimage"

_MEBIBYTE: Final = 1 << 20
_ASKING: Final = Bounds(silence=60, size=_MEBIBYTE)
"""For lists: drivers ask the network, and wait for what doesn't answer."""
_SCANNING: Final = Bounds(silence=120, size=300 * _MEBIBYTE)
"""For a page: a lamp has to warm up first. More than that no file may have that is taken in."""
_BEGIN: Final = b"\x89PNG\r\n\x1a\n"
_END: Final = b"IEND\xaeB`\x82"
_SHARE: Final = re.compile(rb"Progress: (\d+)\.(\d)%")
_WHOLE: Final = 1000

Check = Callable[[], object]
"""Called now and then; may raise to break off."""
Tell = Callable[[int, int], object]
"""Told how much of a page is there, and of how much."""


def find_program() -> str | None:
    """Return where ``scanimage`` lies, None where there is none. It may touch slow disks: call it off the GUI thread."""
    return None if sys.platform == "win32" else shutil.which(PROGRAM)


class Scanner:
    """What scans here. Its methods block, and start a program that has ended when they return or raise.

    Args:
        program: where it lies.
    """

    def __init__(self, program: str) -> None:
        self._program = program

    def devices(self, check: Check) -> Sequence[Device]:
        """Return the scanners that there are, none if there are none.

        Args:
            check: may raise to break off.

        Raises:
            ScanError: they could not be listed.
        """
        ended = self._run(("-f", FORMAT), _ASKING, check)
        return parse_device_list(ended.output.decode(errors="replace"))

    def scan(self, device: Device, wish: Wish, check: Check, tell: Tell) -> bytes:
        """Return a page, as a PNG file.

        Args:
            device: what scans it.
            wish: how; what comes closest to it is done.
            check: may raise to break off; the scanner is stopped then.
            tell: hears how far it is.

        Raises:
            ScanError: there is no page.
        """
        name = f"--device-name={device.name}"
        options = self._run((name, "--all-options"), _ASKING, check)
        settings = settings_for(parse_abilities(options.output.decode(errors="replace")), wish)

        def hear(words: bytes) -> None:
            shares = _SHARE.findall(words)
            if shares:
                whole, tenth = shares[-1]
                tell(min(int(whole) * 10 + int(tenth), _WHOLE), _WHOLE)

        page = self._run((name, "--format=png", "--progress", *settings), _SCANNING, check, hear).output
        if not (page.startswith(_BEGIN) and page.endswith(_END)):
            raise ScanError(Failure.NO_PICTURE)
        return page

    def _run(
        self,
        arguments: Sequence[str],
        bounds: Bounds,
        check: Check,
        hear: Callable[[bytes], object] = lambda _words: None,
    ) -> Ended:
        ended = run((self._program, *arguments), bounds, check, hear)
        if ended.status:
            raise ScanError(failure_of(ended.status, ended.words))
        return ended
