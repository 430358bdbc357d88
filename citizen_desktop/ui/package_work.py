"""The way to a package: where it goes is asked, it is written off the GUI thread, and a bar shows how far that is."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.file_choice import choose_folder
from citizen_desktop.ui.job_row import JobRow
from citizen_desktop.ui.packing import Packed
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.ui.jobs import Job


class PackageWork(QObject):
    """What is the same for every form; what a package is made of is said by the form's own.

    Args:
        theme: colours and fonts.
        host: what sheets and dialogs lie over.
        clock: tells the day.
        state: where places of unfinished files are noted, None where nothing may be kept.
    """

    sheet_opened = Signal(object)
    begun = Signal()
    ended = Signal()
    """Nothing is being written any more."""
    ready = Signal(object)
    """A page that shows the package is to be shown."""
    failed = Signal(str)

    def __init__(self, theme: Theme, host: QWidget, clock: Clock, state: Path | None) -> None:
        super().__init__(host)
        self._theme, self._host, self._clock, self._state = theme, host, clock, state
        self.removable_only = False
        """Whether packages go to removable media only."""
        self.job: Job | None = None
        self.row = JobRow(theme)
        self.card = Card(theme, radius=8)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(17, 12, 17, 12)
        column.addWidget(self.row)
        self.card.hide()

    def close(self) -> None:
        """Break off what is being written, for a window that closes."""
        if self.job is not None:
            self.job.close()
            self._end()

    def _ask_folder(self, pack: Callable[[Path], None]) -> None:
        """Ask where the package goes, and pack it there."""
        folder = choose_folder(self._host, _("Choose where the package goes"))
        if folder is not None:
            pack(folder)

    def _start(self, job: "Job", words: Callable[[], str]) -> None:
        """Let a package be written.

        Args:
            job: that does; ``_packed`` takes what it makes.
            words: what it is at.
        """
        self.job = job
        job.finished.connect(self._finished)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._end)
        self.row.watch(job, words)
        self.card.show()
        # Before what has the keyboard is disabled: Qt would hand it to the head of the window.
        self.row.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.begun.emit()
        job.start()

    def _packed(self, packed: Packed) -> None:
        """Show the package that is there now."""
        raise NotImplementedError

    def _finished(self, packed: Packed) -> None:
        self._end()
        self._packed(packed)

    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, UserError):
            self.failed.emit(error.message)

    def _end(self) -> None:
        self.job = None
        # The card goes last: whoever gets the keyboard back has to see that it was here.
        self.ended.emit()
        self.card.hide()


def writing_words() -> str:
    """Return what is being done while a package is written."""
    return _("Writing the package and reading it back")
