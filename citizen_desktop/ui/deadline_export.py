"""Saves the last day to object as a file for calendars, where the person wants it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.files import write_atomically
from citizen_desktop.forms.calendar_file import CALENDAR_FILE, deadline_calendar, reminders_left
from citizen_desktop.forms.deadline import Deadline
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.file_choice import choose_new_file
from citizen_desktop.ui.jobs import Control, Job


class DeadlineExport(QObject):
    """Asks where to, writes, and says how it went.

    Args:
        parent: the dialog's window.
        clock: stamps the file.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QWidget, clock: Clock) -> None:
        super().__init__(parent)
        self._parent, self._clock = parent, clock
        self._reminders = 0
        self._job: Job | None = None

    def ask(self, deadline: Deadline) -> None:
        """Ask where the file goes to, and write it; a time that is not open has none."""
        now = self._clock.now()
        if self._job is not None or deadline.last is None or not deadline.is_open:
            return
        data = deadline_calendar(deadline, now)
        self._reminders = len(reminders_left(deadline.last, now))
        path = choose_new_file(self._parent, _("Save the last day"), CALENDAR_FILE, _("Calendar files") + " (*.ics)")
        if path is None:
            return
        # The place may lie on a network drive that does not answer.
        self._job = Job(_write, path, data, clock=self._clock)
        self._job.finished.connect(self._finished)
        self._job.failed.connect(self._finished)
        self._job.start()

    def close(self) -> None:
        """End what is at work, for a window that closes."""
        if self._job is not None:
            self._job.close()
        self._job = None

    def _finished(self, error: object) -> None:
        self._job = None
        if error is not None:
            self.failed.emit(_("The file could not be saved there. Choose another place."))
        elif self._reminders:
            self.said.emit(
                ngettext(
                    "Saved with {n} reminder: open the file to add it to your calendar.",
                    "Saved with {n} reminders: open the file to add it to your calendar.",
                    self._reminders,
                ).format(n=self._reminders)
            )
        else:
            self.said.emit(_("Saved: open the file to add it to your calendar. It is too late for reminders."))


def _write(_control: Control, path: Path, data: bytes) -> OSError | ValueError | None:
    """Write the file; what the disk says against it is an answer, no mistake of the program's."""
    try:
        write_atomically(path, data)
    except (OSError, ValueError) as error:
        return error
    return None
