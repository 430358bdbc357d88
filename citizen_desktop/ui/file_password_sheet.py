"""Asks for the password of a locked file. It is used once and kept nowhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.passphrase_field import PassphraseField
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class FilePasswordSheet(Sheet):
    """The question.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        name: of the file, as it can be shown in a sentence.
    """

    answered = Signal(str)
    given_up = Signal()

    def __init__(self, theme: Theme, window: QWidget, name: str) -> None:
        super().__init__(theme, window, "lock-password", "off", 480)
        self._settled = False
        self.title.setText(_("This file is locked"))
        self.subtitle.setText(_("{name} opens with a password only. An unlocked copy is attached.").format(name=name))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.field = PassphraseField(theme, lines=2)
        self.field.say(_("Password of the file"), _("It is used once and kept nowhere."))
        self.field.entered.connect(self._answer)
        self.leave = Button(theme, Kind.OUTLINE, height=40)
        self.leave.say(_("Don't attach it"))
        self.leave.clicked.connect(self.close_sheet)
        self.accept = Button(theme, Kind.PRIMARY, "lock-open", height=40)
        self.accept.say(_("Unlock and attach"))
        self.accept.clicked.connect(self._answer)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 4, 24, 12)
        column.addWidget(self.field)
        self.body.addWidget(holder)
        self.foot.add_at_end(self.leave)
        self.foot.add_at_end(self.accept)
        self.open_sheet(self.field.line)

    def refuse(self, sentence: str) -> None:
        """Say that it was not the password, and ask again."""
        self._let_type(on=True)
        self.field.show_state(State.ERROR, sentence)
        self.field.line.setFocus()

    def settle(self) -> None:
        """Take the sheet away: the file is open, or refused for another reason."""
        self._settled = True
        self.close_sheet()

    def close_sheet(self) -> None:
        """Take the sheet away; without an answer the file is not attached."""
        self.field.empty()
        super().close_sheet()
        if not self._settled:
            self._settled = True
            self.given_up.emit()

    def _answer(self) -> None:
        password = self.field.text
        if not password or not self.accept.isEnabled():
            return
        self.field.empty()
        self._let_type(on=False)
        self.answered.emit(password)

    def _let_type(self, *, on: bool) -> None:
        self.field.line.setEnabled(on)
        self.accept.setEnabled(on)
