"""After a sudden end: each draft that was open, with a look into it. Nothing is opened or deleted that nobody chose."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.models import DraftId
from citizen_desktop.drafts.recovery import Interruption
from citizen_desktop.formats import gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui import recover_words as words
from citizen_desktop.ui.last_question import LastQuestion
from citizen_desktop.ui.page import Page
from citizen_desktop.ui.recover_card import RecoverCard
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.focus import move_keyboard
from citizen_desktop.widgets.label import Icon, Label, Tile
from citizen_desktop.widgets.switch import Switch
from citizen_desktop.widgets.theme import Theme

_WIDTH: Final = 1040
_MARGIN: Final = 24
_ACROSS: Final = 520


class RecoverPage(Arranged, Page):
    """The page. The drafts stay encrypted in the store whatever is chosen but "delete".

    Args:
        theme: colours and fonts.
        content: names.
        interruption: what was open.
        clock: the time.
        retention_days: how long a draft is kept after its last change, None for always.
    """

    continued = Signal(str)
    """Open this draft, in a form of its own: the id."""
    deleted = Signal(str)
    """Erase this draft, the person has said so twice: the id. ``drop`` it once that is done."""
    later = Signal()
    """Ask no more at this start; the drafts are kept."""
    sheet_opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        content: ObjectionContent,
        interruption: Interruption,
        clock: Clock,
        retention_days: int | None = None,
    ) -> None:
        super().__init__(theme)
        self.interruption, self._clock, self._days = interruption, clock, retention_days
        self.title = Label(theme, 24, 700, wrap=True)
        self.line = Label(theme, 15, colour="text2", wrap=True)
        self.hide_numbers = Switch(theme, on=True)
        self.cards = [RecoverCard(theme, draft, content, clock) for draft in interruption.drafts]
        self.note = Label(theme, 13, colour="text2", wrap=True)
        self.not_now = Button(theme, Kind.OUTLINE, height=44)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(16)
        middle.addLayout(self._head(theme))
        for card in self.cards:
            middle.addWidget(card)
            card.continue_wanted.connect(self.continued)
            card.delete_wanted.connect(self._ask_to_delete)
        middle.addLayout(self._foot(theme))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._middle)
        across.addStretch(1)
        self.column.addLayout(across)
        self.column.addStretch(1)
        self.hide_numbers.toggled.connect(self._hide)
        self.not_now.clicked.connect(self.later)
        self.retranslate()

    def _head(self, theme: Theme) -> QBoxLayout:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.line)
        named = QHBoxLayout()
        named.setSpacing(16)
        named.addWidget(Tile(theme, "history", "info", 56), 0, Qt.AlignmentFlag.AlignVCenter)
        named.addLayout(titles, 1)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(16)
        self._top.addLayout(named, 1)
        self._top.addWidget(self.hide_numbers, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._top

    def _foot(self, theme: Theme) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Icon(theme, "lock"))
        foot.addWidget(self.note, 1)
        foot.addWidget(self.not_now)
        return foot

    def drop(self, draft_id: DraftId) -> None:
        """Take away the card of a draft that was erased; after the last one it is as if "later" had been chosen."""
        for card in [card for card in self.cards if card.draft.id == draft_id]:
            self.cards.remove(card)
            card.hide()
            card.deleteLater()
        if self.cards:
            self.retranslate()
            self.cards[0].go_on.setFocus()
        else:
            self.later.emit()

    def _ask_to_delete(self, draft_id: DraftId) -> None:
        sheet = DeleteSheet(self.theme, self.window())
        sheet.accepted.connect(lambda: self.deleted.emit(draft_id))
        self.sheet_opened.emit(sheet)

    def _hide(self, hidden: bool) -> None:  # noqa: FBT001  Qt's signal
        for card in self.cards:
            card.hide_numbers(hidden=hidden)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Walk the page as it is read."""
        return move_keyboard(self, forwards=forwards)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("Continue where you stopped?"))
        remaining = tuple(card.draft for card in self.cards)
        shown = Interruption(at=self.interruption.at, drafts=remaining)
        self.line.setText(words.headline(shown, self._clock.now()))
        self.hide_numbers.say(_("Hide numbers"))
        self.not_now.say(_("Later"))
        self.note.setText(self._kept())
        self.setAccessibleName(self.title.text())

    def _kept(self) -> str:
        count = len(self.cards)
        encrypted = ngettext("The draft is encrypted.", "The {n} drafts are encrypted.", count).format(n=count)
        if self._days is None or not self.cards:
            return " ".join((encrypted, _("If you choose “later”, nothing is lost: you find it among the drafts.")))
        last = min(card.draft.stored.head.changed for card in self.cards) + timedelta(days=self._days)
        kept = ngettext(
            "If you choose “later”, nothing is lost: it is kept until {date}.",
            "If you choose “later”, nothing is lost: they are kept until {date}.",
            count,
        )
        return " ".join((encrypted, kept.format(date=gregorian(last))))

    def _arrange(self) -> None:
        """Give the cards the width there is, no more than designed."""
        room = min(self.viewport().width() - 2 * _MARGIN, max(_WIDTH, self.theme.size(_WIDTH)))
        self._middle.setFixedWidth(room)
        set_across(self._top, across=room >= self.theme.size(_ACROSS))
        self.not_now.setMinimumWidth(self.theme.size(112))
        for card in self.cards:
            card.fit(room)


class DeleteSheet(LastQuestion):
    """Asks once more before a draft is erased."""

    def _question(self) -> str:
        return _("Delete this draft?")

    def _consequence(self) -> str:
        return _("Its answers and its attachments are erased, also from the snapshots. This cannot be undone.")

    def _way_back(self) -> str:
        return _("Keep it")
