"""What a form shows in a help centre while no case is in hand: answers belong to one, which begins with the person's consent."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.page import PADDING_X, Page
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.theme import Theme

_WIDTH: Final = 640


class CaseFirstPage(Arranged, Page):
    """Leads to a new case, and to those that there are.

    Args:
        theme: colours and fonts.
        writable: whether a case can be begun here; not in a window that only reads.
    """

    begin_wanted = Signal()
    cases_wanted = Signal()
    ways_wanted = Signal()
    """The steps on the portal are nobody's, and need no case."""

    def __init__(self, theme: Theme, *, writable: bool) -> None:
        super().__init__(theme)
        self.title = Label(theme, 20, 700, wrap=True)
        self.line = Label(theme, 15, colour="text2", wrap=True)
        self.begin = Button(theme, Kind.PRIMARY, "plus", height=44)
        self.begin.setEnabled(writable)
        self.cases = Button(theme, Kind.OUTLINE, "folder", height=44)
        self.portal = Button(theme, Kind.GHOST, "world-www", height=44)
        ways = FlowRow(12)
        for way in (self.begin, self.cases, self.portal):
            ways.add(way)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.title)
        words.addWidget(self.line)
        words.addSpacing(12)
        words.addWidget(ways)
        self._card = Card(theme)
        row = QHBoxLayout(self._card)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(16)
        row.addWidget(Tile(theme, "clipboard-check", "ok"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card)
        across.addStretch(1)
        self.column.addStretch(1)
        self.column.addLayout(across)
        self.column.addStretch(2)
        self.begin.clicked.connect(self.begin_wanted)
        self.cases.clicked.connect(self.cases_wanted)
        self.portal.clicked.connect(self.ways_wanted)
        self.retranslate()
        self._arrange()

    def take_keyboard(self) -> None:
        """Bring the keyboard to the way on."""
        way = self.begin if self.begin.isEnabled() else self.cases
        way.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("First a case"))
        self.line.setText(
            _(
                "In a help centre each person's answers are a case of their own, and it begins with that person's consent."
                " Begin a new one, or go on with one of the list."
            )
        )
        self.setAccessibleName(self.title.text())
        self.begin.say(_("New case"))
        self.cases.say(_("To the cases"))
        self.portal.say(_("On the portal"), _("The steps on the portal"))

    def _arrange(self) -> None:
        """Keep the card within the window."""
        room = self.viewport().width() - 2 * PADDING_X
        self._card.setFixedWidth(max(1, min(self.theme.size(_WIDTH), room)))
