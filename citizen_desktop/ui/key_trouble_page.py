"""The key of the drafts can't be had, whatever passphrase is typed: what happened, and what can be done."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from citizen_desktop.drafts.envelope import KeyTrouble
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.page import Page
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.theme import Theme

_WIDTH: Final = 640


class KeyTroublePage(Page):
    """The page.

    Args:
        theme: colours and fonts.
    """

    again_wanted = Signal()
    keep_nothing_wanted = Signal()
    erase_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._trouble = KeyTrouble.UNREADABLE
        self.title = Label(theme, 20, 700, wrap=True)
        self.advice = Label(theme, 15, wrap=True)
        self.again = Button(theme, Kind.PRIMARY)
        self.keep_nothing = Button(theme)
        self.erase = Button(theme, icon="trash", colour="errT")
        for button, signal in (
            (self.again, self.again_wanted),
            (self.keep_nothing, self.keep_nothing_wanted),
            (self.erase, self.erase_wanted),
        ):
            button.clicked.connect(signal)
        self.card = Card(theme)
        ways = FlowRow(8)
        for way in (self.again, self.keep_nothing, self.erase):
            ways.add(way)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.title)
        words.addWidget(self.advice)
        words.addSpacing(8)
        words.addWidget(ways)
        row = QHBoxLayout(self.card)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(16)
        row.addWidget(Tile(theme, "alert-triangle", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card, 100)
        across.addStretch(1)
        self.column.addStretch(1)
        self.column.addLayout(across)
        self.column.addStretch(1)
        self.restyle()
        self.retranslate()

    def show_trouble(self, trouble: KeyTrouble) -> None:
        """Say what is wrong."""
        self._trouble = trouble
        self.retranslate()

    def restyle(self) -> None:
        """Fit the card to the text size."""
        super().restyle()
        if hasattr(self, "card"):
            self.card.setMaximumWidth(self.theme.size(_WIDTH))

    def retranslate(self) -> None:
        """Say everything in the new language."""
        title, advice = self._words()
        self.title.setText(title)
        self.advice.setText(advice)
        self.setAccessibleName(title)
        self.again.say(_("Try again"))
        self.again.setVisible(self._trouble in {KeyTrouble.LOST, KeyTrouble.UNREADABLE})
        self.keep_nothing.say(_("Go on without keeping anything"))
        self.erase.say(_("Erase the drafts and start anew"))
        # A newer version can still open them.
        self.erase.setVisible(self._trouble is not KeyTrouble.NEWER)

    def _words(self) -> tuple[str, str]:
        match self._trouble:
            case KeyTrouble.DAMAGED:
                return (
                    _("The key file is damaged"),
                    _(
                        "The file that says how the drafts open is damaged or gone, and so is its copy. The passphrase is not "
                        "at fault. If you have a backup of the application's folder, put the file store.key back."
                    ),
                )
            case KeyTrouble.NEWER:
                return (
                    _("A newer version of the application keeps these drafts"),
                    _("Open them with that version. Nothing was changed."),
                )
            case KeyTrouble.LOST:
                return (
                    _("The system's keyring does not give the key"),
                    _("It is locked, or the key was removed from it. Unlock the keyring and try again."),
                )
            case _:
                return (
                    _("The key of the drafts can't be read or written"),
                    _(
                        "The disk is full, or the application's folder may not be read or written. See to it and try again."
                    ),
                )
