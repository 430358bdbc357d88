"""Asks for the centre's passphrase before the name of a locked case is shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.jobs import Job
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class UnlockCaseSheet(Sheet):
    """The question; a wrong passphrase is said to be wrong, and nothing more.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        number: of the case, in words.
        verify: whether a text is the passphrase; called off the GUI thread, since it takes its time.
        clock: for the job.
    """

    verified = Signal()

    def __init__(self, theme: Theme, window: QWidget, number: str, verify: Callable[[str], bool], clock: Clock) -> None:
        super().__init__(theme, window, "lock", "off", 480)
        self._verify, self._clock = verify, clock
        self._job: Job | None = None
        self.title.setText(_("Unlock case {number}?").format(number=number))
        self.subtitle.setText(_("Its name is shown again to everybody at this screen."))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.field = TextField(theme)
        self.field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhHiddenText
        )
        self.field.say(_("The centre's passphrase"), _("The one that opens the drafts on this device."))
        self.field.line.returnPressed.connect(self._ask)
        self.keep = Button(theme, Kind.OUTLINE, height=40)
        self.keep.say(_("Leave it locked"))
        self.keep.clicked.connect(self.close_sheet)
        self.accept = Button(theme, Kind.PRIMARY, "lock-open", height=40)
        self.accept.say(_("Unlock the case"))
        self.accept.clicked.connect(self._ask)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 4, 24, 12)
        column.addWidget(self.field)
        self.body.addWidget(holder)
        self.foot.add_at_end(self.keep)
        self.foot.add_at_end(self.accept)
        self.open_sheet(self.field.line)

    def _ask(self) -> None:
        if self._job is not None or not self.field.text:
            return
        text, verify = self.field.text, self._verify
        self.field.line.clear()
        self.field.line.setEnabled(False)
        self.accept.setEnabled(False)
        self._job = Job(lambda _control: verify(text), clock=self._clock)
        self._job.finished.connect(self._answered)
        self._job.failed.connect(lambda _error: self._answered(fine=False))
        self._job.start()

    def _answered(self, fine: object) -> None:
        self._job = None
        if fine is True:
            self.close_sheet()
            self.verified.emit()
            return
        self.field.line.setEnabled(True)
        self.accept.setEnabled(True)
        self.field.show_state(State.ERROR, _("That is not the passphrase."))
        self.field.line.setFocus()

    def close_sheet(self) -> None:
        """Take the sheet away; an answer that comes later changes nothing."""
        self.field.line.clear()
        if self._job is not None:
            self._job.abandon()
            self._job = None
        super().close_sheet()
