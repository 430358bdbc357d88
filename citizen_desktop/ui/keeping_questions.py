"""What is asked before drafts are kept less safely, or not at all."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.erase_sheet import EraseSheet
from citizen_desktop.ui.passphrase_field import PassphraseField
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class StopKeepingSheet(EraseSheet):
    """Asks before everything is erased and nothing is kept any more; the safe answer has the keyboard.

    Args:
        theme: colours and fonts.
        window: it lies over.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self.title.setText(_("Erase all drafts and keep nothing from now on?"))
        self.subtitle.setText(
            _(
                "Every draft on this computer, its attachments and its snapshots are erased. Nobody can bring them back. "
                "Backups and packages that you saved stay where they are."
            )
        )
        self.panel.setAccessibleName(self.title.text())
        self.erase.say(_("Erase and keep nothing"))
        # A title that breaks into lines knows its height once it was laid out.
        QTimer.singleShot(0, self, self._place)


class GiveUpPassphraseSheet(Sheet):
    """Asks for the passphrase before it is asked no more. Its owner closes it, or says what was wrong.

    Args:
        theme: colours and fonts.
        window: it lies over.
    """

    wanted = Signal(str)
    """The passphrase."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, "lock-open", "warn", 480)
        self.title.setText(_("Open the drafts without a passphrase from now on?"))
        self.subtitle.setText(_("Whoever signs in with your account on this computer sees your drafts"))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.field = PassphraseField(theme)
        self.field.say(_("The passphrase so far"))
        self.field.edited.connect(lambda _text: self.field.show_state(State.PLAIN))
        self.field.entered.connect(self._take)
        column = QVBoxLayout()
        column.setContentsMargins(24, 4, 24, 12)
        column.addWidget(self.field)
        self.body.addLayout(column)
        self.stay = Button(theme, Kind.OUTLINE, height=40)
        self.stay.say(_("Leave it as it is"))
        self.stay.clicked.connect(self.close_sheet)
        self.accept = Button(theme, Kind.PRIMARY, height=40)
        self.accept.say(_("Open without it"))
        self.accept.clicked.connect(self._take)
        self.foot.add_at_end(self.stay)
        self.foot.add_at_end(self.accept)
        self.closed.connect(self.field.empty)
        self.open_sheet(self.field.line)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001  a setter
        """Keep hands off while the passphrase is being tried."""
        for part in (self.field, self.accept, self.stay):
            part.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say that it does not open."""
        self.set_busy(False)
        self.field.empty()
        self.field.show_state(State.ERROR, sentence)
        self.field.line.setFocus()

    def _take(self) -> None:
        if self.accept.isEnabled() and self.field.text:
            self.wanted.emit(self.field.text)
