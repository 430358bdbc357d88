"""Whether paper can be scanned here, and the sheet that does it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.scanning.scanner import Scanner
    from citizen_desktop.ui.scan_places import Places
    from citizen_desktop.ui.scan_sheet import ScanSheet, Setup


class ScanDesk(QObject):
    """Looks for the program that scans, once and off the GUI thread.

    For scanners it looks only when somebody wants to scan: where the system is set up so, that asks the local network.

    Args:
        clock: measures the pace.
        parent: lives as long.
    """

    found = Signal()
    """There is a program."""

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._job: Job | None = None
        self._scanner: Scanner | None = None
        self._setup: Setup | None = None
        self._sheet: ScanSheet | None = None
        self.has_looked = False
        """Whether it is known if there is a program."""

    @property
    def is_ready(self) -> bool:
        """Whether there is a program."""
        return self._scanner is not None

    def look(self) -> None:
        """Look for the program; only the first call does anything."""
        if self._job is None:
            self._job = Job(_look, clock=self._clock)
            self._job.finished.connect(self._found)
            self._job.start()

    def make_sheet(self, theme: Theme, window: QWidget, places: "Places") -> "ScanSheet":
        """Return a new sheet; ``begin`` opens it.

        Args:
            theme: colours and fonts.
            window: what it lies over.
            places: where pages can go to.

        Raises:
            ValueError: there is no program.
        """
        from citizen_desktop.ui.scan_sheet import ScanSheet, Setup  # noqa: PLC0415  only where somebody scans

        if self._scanner is None:
            raise ValueError(self._scanner)
        if self._setup is None:
            self._setup = Setup()
        sheet = self._sheet = ScanSheet(theme, window, self._scanner, self._setup, places, self._clock)
        sheet.closed.connect(self._forget)
        return sheet

    def close(self) -> None:
        """End what is at work, for a window that closes: no program outlives it."""
        for job in (self._job, None if self._sheet is None else self._sheet.job):
            if job is not None:
                job.close()

    def _forget(self) -> None:
        self._sheet = None

    def _found(self, scanner: "Scanner | None") -> None:
        self.has_looked = True
        if scanner is not None:
            self._scanner = scanner
            self.found.emit()


def _look(_control: Control) -> "Scanner | None":
    from citizen_desktop.scanning.scanner import Scanner, find_program  # noqa: PLC0415  off the GUI thread

    program = find_program()
    return None if program is None else Scanner(program)
