"""The store was found damaged: what happened, what differs, and what to do with the damaged file. Nothing is lost by waiting."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.drafts.rescue import Damage, Difference, Differing
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui import damage_words as words
from citizen_desktop.ui.last_question import LastQuestion
from citizen_desktop.ui.page import Page
from citizen_desktop.widgets.base import Arranged, Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.focus import move_keyboard
from citizen_desktop.widgets.label import Label, Rule, Tile
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme

_WIDTH: Final = 840
_MARGIN: Final = 24
_LOOKS: Final = {
    Difference.NEWER: ("info", "arrows-exchange"),
    Difference.ONLY_THERE: ("info", "file-plus"),
    Difference.UNREADABLE: ("warn", "alert-triangle"),
    Difference.ONLY_HERE: ("off", "file-text"),
}


class DifferingRow(Retranslated, QWidget):
    """A draft that differs.

    Args:
        theme: colours and fonts.
        draft: the draft.
    """

    def __init__(self, theme: Theme, draft: Differing) -> None:
        super().__init__()
        self.draft = draft
        self.name, self.times = Label(theme, 15, 600), Label(theme, 13, colour="text2", wrap=True)
        self.files = Label(theme, 13, colour="warnT", wrap=True)
        self.pill = Pill(theme, small=True)
        head = FlowRow(12)
        head.add(self.name)
        head.add_at_end(self.pill)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 10, 20, 10)
        column.setSpacing(4)
        for widget in (head, self.times, self.files):
            column.addWidget(widget)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.name.setText(words.draft_name(self.draft))
        self.times.setText(words.times(self.draft))
        lost = words.lost_files(self.draft)
        self.files.setText(lost)
        self.files.setVisible(bool(lost))
        self.pill.show_state(*_LOOKS[self.draft.how], words.difference(self.draft))
        self.setAccessibleName(bidi.strip_controls(f"{self.name.text()}, {self.pill.text}, {self.times.text()}"))


class DamagePage(Arranged, Page):
    """The page.

    Args:
        theme: colours and fonts.
        damage: what was set aside; None where there is no sound copy and nobody has yet said to start anew.
        unsaved: something is in memory that an empty file could keep.
    """

    use_wanted = Signal()
    """Take over what is newer in the damaged file (``rescue.use_readable``)."""
    keep_wanted = Signal()
    """Go on with the copy and do away with the damaged file (``rescue.keep_snapshot``); said twice if something is lost by it."""
    start_anew_wanted = Signal()
    """Set the damaged file aside and begin with an empty one (``rescue.open_store`` with ``start_anew``)."""
    later = Signal()
    """Decide another time: everything stays as it is, and the next start asks again. Without a copy: go on in memory alone."""
    sheet_opened = Signal(object)

    def __init__(self, theme: Theme, damage: Damage | None, *, unsaved: bool = False) -> None:
        super().__init__(theme)
        self.damage, self._unsaved = damage, unsaved
        self.title, self.line = Label(theme, 24, 700, wrap=True), Label(theme, 15, colour="text2", wrap=True)
        self.copy, self.choice = Label(theme, 15, 600, wrap=True), Label(theme, 15, wrap=True)
        self.rows = [DifferingRow(theme, draft) for draft in (damage.differing if damage is not None else ())]
        self.note = Notice(theme, "info", "info-circle")
        self.use = Button(theme, Kind.PRIMARY, height=44)
        self.start_anew = Button(theme, Kind.PRIMARY if unsaved else Kind.OUTLINE, height=44)
        self.not_now = Button(theme, Kind.OUTLINE if self._offers or unsaved else Kind.PRIMARY, height=44)
        self.keep = Button(theme, Kind.OUTLINE, height=44, colour="errT")
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 12, 0, 0)
        middle.setSpacing(16)
        middle.addLayout(self._head(theme))
        if damage is not None:
            middle.addWidget(self._card(theme))
        middle.addWidget(self.note)
        middle.addWidget(self._buttons())
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._middle)
        across.addStretch(1)
        self.column.addLayout(across)
        self.column.addStretch(1)
        self.use.clicked.connect(self.use_wanted)
        self.keep.clicked.connect(self._ask)
        self.start_anew.clicked.connect(self.start_anew_wanted)
        self.not_now.clicked.connect(self.later)
        self.retranslate()

    @property
    def _offers(self) -> bool:
        """Whether the damaged file gives something that is nowhere else."""
        return self.damage is not None and bool(self.damage.to_use)

    def _head(self, theme: Theme) -> QHBoxLayout:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.line)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Tile(theme, "database-x", "warn", 56), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(titles, 1)
        return head

    def _card(self, theme: Theme) -> Card:
        card = Card(theme)
        top = QVBoxLayout()
        top.setContentsMargins(20, 16, 20, 12)
        top.setSpacing(4)
        top.addWidget(self.copy)
        top.addWidget(self.choice)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 0, 1, 5)
        column.setSpacing(0)
        column.addLayout(top)
        for row in self.rows:
            column.addWidget(Rule(theme))
            column.addWidget(row)
        return card

    def _buttons(self) -> FlowRow:
        buttons = FlowRow(12)
        if self._offers:
            buttons.add(self.use)
        if self.damage is None:
            for button in (self.start_anew, self.not_now) if self._unsaved else (self.not_now, self.start_anew):
                buttons.add(button)
        else:
            buttons.add(self.not_now)
            buttons.add_at_end(self.keep)
        return buttons

    def take_keyboard(self) -> None:
        """Give the keyboard to the button by which nothing is lost."""
        (self.use if self._offers else self.start_anew if self._unsaved else self.not_now).setFocus()

    def _ask(self) -> None:
        if not self._offers:
            self.keep_wanted.emit()
            return
        sheet = DiscardSheet(self.theme, self.window(), len(self.damage.to_use) if self.damage is not None else 0)
        sheet.accepted.connect(self.keep_wanted)
        self.sheet_opened.emit(sheet)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Walk the page as it is read."""
        return move_keyboard(self, forwards=forwards)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        damage = self.damage
        self.title.setText(_("The file of the drafts is damaged"))
        self.line.setText(words.what_happened(damage))
        self.setAccessibleName(self.title.text())
        if damage is None:
            self.note.say(
                _(
                    "What was typed last is in memory only. Begin with an empty file to keep it; the damaged one is kept."
                )
                if self._unsaved
                else _(
                    "You can go on without saving, or begin with an empty file; the damaged one is kept in either case."
                )
            )
            self.not_now.say(_("Continue without saving"))
            self.start_anew.say(_("Begin with an empty file"))
            return
        if damage.snapshot is None:
            self.copy.setText(_("There was no sound copy"))
        else:
            self.copy.setText(_("The copy is of {when}").format(when=words.when(damage.snapshot)))
        self.choice.setText(words.what_is_to_choose(damage))
        self.note.say(
            _("You need not decide now. What you write meanwhile is not overwritten: a newer draft comes in beside it.")
        )
        count = len(damage.to_use)
        self.use.say(ngettext("Take over the newer draft", "Take over the {n} newer drafts", count).format(n=count))
        self.not_now.say(_("Decide later"))
        self.keep.say(_("Delete the damaged file"))

    def _arrange(self) -> None:
        """Give everything the width there is, no more than is read with ease."""
        self._middle.setFixedWidth(min(self.viewport().width() - 2 * _MARGIN, self.theme.size(_WIDTH)))


class DiscardSheet(LastQuestion):
    """Asks once more before the only file with newer drafts is deleted.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        count: of the newer drafts.
    """

    def __init__(self, theme: Theme, window: QWidget, count: int) -> None:
        self._count = count
        super().__init__(theme, window)

    def _question(self) -> str:
        return _("Delete the damaged file?")

    def _consequence(self) -> str:
        return ngettext(
            "What is newer in one draft is nowhere else, and is lost with it.",
            "What is newer in {n} drafts is nowhere else, and is lost with it.",
            self._count,
        ).format(n=self._count)
