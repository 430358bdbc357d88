"""Asks for the centre's passphrase before the name of a locked case is shown."""

import math

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from citizen_desktop.drafts.envelope import KeyTrouble
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.jobs import Job
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class UnlockCaseSheet(Sheet):
    """The question; a wrong passphrase is said to be wrong, and how long to wait after several; nothing more.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        number: of the case, in words.
        desk: judges the passphrase.
    """

    verified = Signal()

    def __init__(self, theme: Theme, window: QWidget, number: str, desk: CaseDesk) -> None:
        super().__init__(theme, window, "lock", "off", 480)
        self._desk = desk
        self._job: Job | None = None
        self._trouble: KeyTrouble | None = None
        self._waited = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self.title.setText(_("Unlock case {number}?").format(number=number))
        self.subtitle.setText(_("Its name is shown again to everybody at this screen."))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.field = TextField(theme, lines=2)
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
        self.look()
        self.open_sheet(self.field.line if self.field.line.isEnabled() else self.keep)

    def _ask(self) -> None:
        if self._job is not None or not self.accept.isEnabled() or not self.field.text:
            return
        text, verify = self.field.text, self._desk.verify_passphrase
        self.field.line.clear()
        self._trouble = None
        self._job = Job(lambda _control: verify(text), clock=self._desk.clock)
        self._job.finished.connect(self._answered)
        # A mistake of the program's own is told elsewhere.
        self._job.failed.connect(lambda _error: self._answered(KeyTrouble.UNREADABLE))
        self._job.start()
        self.look()

    def _answered(self, trouble: KeyTrouble | None) -> None:
        self._job = None
        if trouble is None:
            self.close_sheet()
            self.verified.emit()
            return
        self._trouble = trouble
        self.look()
        (self.field.line if self.field.line.isEnabled() else self.keep).setFocus()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field.line, self._sentence()))

    def look(self) -> None:
        """Look at the clock: show how long there is still to wait, and look again in a second if there is."""
        left = self._desk.wait()
        waits = left > 0 and self._job is None
        for part in (self.field.line, self.accept):
            part.setEnabled(not waits and self._job is None)
        if self._waited and not waits and self._job is None:
            # What is typed after the wait is another try, and whoever waited goes on where it was.
            self._trouble = None
            self.field.line.setFocus()
        sentence = self._sentence()
        if waits:
            seconds = math.ceil(left)
            until = ngettext("You can try in {n} second", "You can try in {n} seconds", seconds).format(n=seconds)
            sentence = f"{sentence} {until}"
            if self._desk.clock.runs:
                self._timer.start(min(1000, math.ceil(left * 1000)))
        self._waited = waits
        self.field.show_state(State.ERROR if sentence else State.PLAIN, sentence)

    def _sentence(self) -> str:
        if self._job is not None:
            return ""
        if self._trouble not in {None, KeyTrouble.WRONG, KeyTrouble.WAIT}:
            return _("The passphrase could not be tried: the file of the key can't be read, or is damaged.")
        if self._desk.wait() > 0:
            return _("The passphrase is not right. Wait before you try again.")
        return "" if self._trouble is None else _("That is not the passphrase.")

    def close_sheet(self) -> None:
        """Take the sheet away; an answer that comes later changes nothing."""
        self._timer.stop()
        self.field.line.clear()
        if self._job is not None:
            self._job.abandon()
            self._job = None
        super().close_sheet()
