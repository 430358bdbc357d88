"""The drafts tab: a help centre's cases, or a person's own drafts. Search and states above, the list, a card beside it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.clock import RIYADH
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.drafts.case_list import CaseState, Wish
from citizen_desktop.drafts.models import DraftId, DraftKind
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.case_actions import CaseActions
from citizen_desktop.ui.case_card import CaseCard
from citizen_desktop.ui.case_columns import HEADER, ROW
from citizen_desktop.ui.case_desk import CaseBook
from citizen_desktop.ui.case_model import CaseModel
from citizen_desktop.ui.case_table import CaseHeader, CaseView
from citizen_desktop.ui.case_words import footer_words, kind_words, state_words, trouble_words
from citizen_desktop.ui.nothing_found import shortened
from citizen_desktop.ui.page import COLUMN_GAP, PADDING_X, PADDING_Y, Page
from citizen_desktop.ui.ticker import Ticker
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import hold_width, set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.chips import ChipRow, ChipWords
from citizen_desktop.widgets.label import Icon, Label, Tile
from citizen_desktop.widgets.menu import ask_below
from citizen_desktop.widgets.search_box import SearchBox
from citizen_desktop.widgets.theme import Theme

_CARD: Final = 312
_SEARCH: Final = 340
_FOOT: Final = 54
_BESIDE: Final = 860
"""Room for the list at which the card stands beside it."""
_FEWEST_ROWS: Final = 4


class CaseSearch(SearchBox):
    """The search box, lower than that of the questions.

    Args:
        theme: colours and fonts.
    """

    radius = 8

    def restyle(self) -> None:
        """Take height and font from the theme."""
        super().restyle()
        self.setFixedHeight(self.theme.size(40))
        self.line.setFont(self.theme.font(15))
        sign = self.findChild(Icon)
        if isinstance(sign, Icon):
            sign.show_icon("search", "text2")


class _Empty(QWidget):
    """What stands in the place of the list where there is nothing to list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.tile = Tile(theme, "folder", "off")
        self.title = Label(theme, 17, 600, wrap=True, centred=True)
        self.advice = Label(theme, 15, colour="text2", wrap=True, centred=True)
        self.button = Button(theme, Kind.OUTLINE, height=40)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        column.addWidget(self.advice)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def say(self, icon: str, title: str, advice: str, button: str) -> None:
        """Set the words; without any, the button goes."""
        self.tile.show_tile(icon, "off")
        self.title.setText(title)
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.button.say(button)
        self.button.setVisible(bool(button))


class CasesPage(Arranged, Page):
    """The tab.

    Args:
        theme: colours and fonts.
        book: the drafts.
        content: names what is missing.
        registration: names what is missing in a registration, None where that can't be read.
    """

    sheet_opened = Signal(object)
    said = Signal(str)
    failed = Signal(str)
    print_wanted = Signal(object)
    """A ``ConsentPaper`` is to be printed."""
    continue_wanted = Signal(str, str)
    """A draft is to be opened, at an item; empty for its beginning."""
    erased = Signal(object)
    """A draft was erased: the ``Receipt``."""
    hand_over_wanted = Signal(str)
    """A draft is to leave as an encrypted file."""
    take_in_wanted = Signal()
    """A draft that was handed over elsewhere is to come in."""
    back_up_wanted = Signal()
    """The whole store is to be copied, or put back."""
    centre_key_wanted = Signal()
    keeping_wanted = Signal()
    """Where drafts are kept is to be seen, or changed."""

    def __init__(
        self,
        theme: Theme,
        book: CaseBook,
        content: ObjectionContent,
        registration: RegistrationContent | None = None,
    ) -> None:
        super().__init__(theme)
        self.book, desk = book, book.desk
        self._wish = Wish()
        self._current: DraftId | None = None
        self._filling = False
        self.ticker = Ticker(desk.clock)
        self.steps = CaseActions(theme, self, book)
        self.search = CaseSearch(theme)
        # On a person's own computer nothing is locked.
        self._states = (None, *(state for state in CaseState if desk.centre or state is not CaseState.LOCKED))
        self.chips = ChipRow(theme, self._states)
        self.new = Button(theme, Kind.PRIMARY, "plus", height=40)
        self.model = CaseModel(desk, self)
        self.header = CaseHeader(theme, centre=desk.centre)
        self.view = CaseView(theme, self.model)
        self.empty = _Empty(theme)
        self.foot_note = Label(theme, 13, colour="text2", wrap=True)
        self.journal = Button(theme, Kind.GHOST, "history")
        if not desk.centre:
            self.journal.hide()
        self.more = Button(theme, Kind.GHOST, "dots")
        self.card = CaseCard(theme, desk, content, registration)
        self._kinds = tuple(
            kind for kind in DraftKind if registration is not None or kind is not DraftKind.REGISTRATION
        )
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        theme = self.theme
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        self._top.addWidget(self.search)
        self._top.addWidget(self.chips, 1)
        # Keeps the button at the end while the states stand in a line of their own.
        self._spring = QWidget()
        self._spring.hide()
        self._top.addWidget(self._spring, 1)
        self._top.addWidget(self.new)
        self._chips_below = False
        self._bar = QVBoxLayout()
        self._bar.setSpacing(12)
        self._bar.addLayout(self._top)
        self.table = Card(theme)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 12, 6)
        foot.setSpacing(8)
        foot.addWidget(Icon(theme, "database", 18, "okT"))
        foot.addWidget(self.foot_note, 1)
        foot.addWidget(self.journal)
        foot.addWidget(self.more)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        table = QVBoxLayout(self.table)
        table.setContentsMargins(1, 1, 1, 1)
        table.setSpacing(0)
        table.addWidget(self.header)
        table.addWidget(self.view, 1)
        table.addWidget(self.empty, 1)
        table.addWidget(self._foot)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(COLUMN_GAP)
        self._halves.addWidget(self.table, 1)
        self._halves.addWidget(self.card)
        self.column.addLayout(self._bar)
        self.column.addLayout(self._halves, 1)

    def _connect(self) -> None:
        self.header.stand_over(self.view)
        self.search.steer(self.view)
        self.search.changed.connect(lambda query: self._wish_for(replace(self._wish, query=query)))
        self.search.opened.connect(self._open_current)
        self.chips.chosen.connect(lambda state: self._wish_for(replace(self._wish, state=state)))
        self.header.sort_wanted.connect(lambda sort, down: self._wish_for(replace(self._wish, sort=sort, down=down)))
        self.view.walked.connect(self._show_current)
        self.view.opened.connect(self._open_current)
        self.view.delete_wanted.connect(self._delete_current)
        self.empty.button.clicked.connect(self._leave_empty)
        self.new.clicked.connect(lambda: self._ask_kind(self.new))
        self.journal.clicked.connect(self.steps.show_journal)
        self.more.clicked.connect(self._offer_more)
        card, steps = self.card, self.steps
        card.continue_wanted.connect(steps.go_on)
        card.lock_wanted.connect(steps.lock)
        card.unlock_wanted.connect(steps.unlock)
        card.delete_wanted.connect(steps.delete)
        card.hand_over_wanted.connect(steps.hand_over)
        steps.hand_over_wanted.connect(self.hand_over_wanted)
        card.consent_wanted.connect(steps.consent)
        steps.sheet_opened.connect(self.sheet_opened)
        steps.said.connect(self.said)
        steps.failed.connect(self.failed)
        steps.erased.connect(self.erased)
        steps.print_wanted.connect(self.print_wanted)
        steps.continue_wanted.connect(self.continue_wanted)
        steps.made.connect(self.show_draft)
        steps.locked.connect(self._hide_locked)
        self.book.changed.connect(self._fill)
        self.book.failed.connect(lambda error: self.failed.emit(trouble_words(error)))
        self.ticker.ticked.connect(self._fill)

    def _ask_kind(self, button: Button) -> None:
        """Begin a new draft, and ask of which kind where there are several."""
        chosen = (
            ask_below(button, self.theme, [kind_words(kind) for kind in self._kinds]) if len(self._kinds) > 1 else 0
        )
        if chosen is not None:
            self.steps.begin(self._kinds[chosen])

    def _offer_more(self) -> None:
        desk = self.book.desk
        offered: list[tuple[str, Callable[[], object]]] = [(_("Where drafts are kept…"), self.keeping_wanted.emit)]
        # A window that only reads can tell where they are kept, and nothing else.
        if not desk.store.read_only:
            offered = [
                (_("Take in a draft that was handed over…"), lambda: self.steps.signed(self.take_in_wanted.emit)),
                (_("Back up all drafts, or put a backup back…"), self.back_up_wanted.emit),
                *([(_("The centre's key for hand-overs…"), self.centre_key_wanted.emit)] if desk.centre else []),
                *offered,
            ]
        chosen = ask_below(self.more, self.theme, [label for label, _wish in offered])
        if chosen is not None:
            offered[chosen][1]()

    # ------------------------------------------------------------------ what is shown

    def _wish_for(self, wish: Wish) -> None:
        self._wish = wish
        self._fill()
        self.view.scrollTo(self.view.currentIndex())

    @property
    def wish(self) -> Wish:
        """What is to be seen."""
        return self._wish

    def _hide_locked(self, draft_id: DraftId) -> None:
        """Search no longer for what a case was found by: it may be the name that is hidden now."""
        if self._wish.query:
            self.show_draft(draft_id)

    def show_draft(self, draft_id: DraftId) -> None:
        """Choose a draft; whatever hides it is taken away."""
        self._current = draft_id
        self.search.line.clear()
        self.chips.choose(None)
        self._wish_for(replace(self._wish, query="", state=None))

    def _fill(self) -> None:
        """Show the list anew; the draft that was chosen stays so, or else its neighbour is chosen."""
        selection = self.book.cases.select(self._wish)
        row = self.view.currentIndex().row()
        self._filling = True
        self.model.show_cases(selection.cases)
        self._filling = False
        index = self.model.index_of(self._current) if self._current is not None else self.model.index(-1)
        if not index.isValid() and selection.cases:
            index = self.model.index(min(max(row, 0), len(selection.cases) - 1))
        self.view.setCurrentIndex(index)
        self._say_counts(selection.counts)
        self._say_foot()
        self._show_empty(found=bool(selection.cases))
        self._show_current()
        self._wake_at_midnight()

    def _show_current(self) -> None:
        """Show the draft that is chosen on the card."""
        if self._filling:
            return
        case = self.model.case(self.view.currentIndex())
        self._current = None if case is None else case.head.id
        self.card.show_case(case, self.model.now, writable=not self.book.desk.store.read_only)
        self.card.setVisible(case is not None)
        self._arrange()

    def _show_empty(self, *, found: bool) -> None:
        centre, ready = self.book.desk.centre, self.book.ready
        self.view.setVisible(found)
        self.empty.setVisible(not found)
        self.header.setEnabled(found)
        if found:
            # It may still name what was searched for.
            self.empty.say("folder", "", "", "")
            return
        if not ready:
            self.empty.say("database", _("Reading the drafts…"), "", "")
        elif not len(self.book.cases):
            title = _("No cases yet") if centre else _("No drafts yet")
            advice = (
                _("Begin with “New case”: what the person agrees to is asked first.")
                if centre
                else _("What you begin to write is kept here, encrypted, until you delete it or its time is over.")
            )
            self.empty.say("folder", title, advice, _("New case") if centre else _("New draft"))
        elif self._wish.query:
            shown = isolate(shortened(self._wish.query))
            advice = (
                _(
                    "Search for a name, a case number, or the last four digits of the ID. Locked cases are found by number."
                )
                if centre
                else _("Search for a name, a number, or the last four digits of the ID.")
            )
            self.empty.say("search-off", _("Nothing found for “{query}”").format(query=shown), advice, _("Show all"))
        else:
            self.empty.say("folder", _("None in this state"), "", _("Show all"))

    def _leave_empty(self) -> None:
        if not len(self.book.cases):
            self._ask_kind(self.empty.button)
            return
        self.search.line.clear()
        self.chips.choose(None)
        self._wish_for(replace(self._wish, query="", state=None))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_counts(self, counts: Mapping[CaseState | None, int]) -> None:
        for state in self._states:
            chip = self.chips.chips[state]
            name = _("All") if state is None else state_words(state)
            count = counts[state]
            spoken = ngettext("{name}: {n} draft", "{name}: {n} drafts", count).format(name=name, n=count)
            chip.say(ChipWords(name, str(count), spoken))
        self._arrange_bar()

    def _open_current(self) -> None:
        case = self.model.case(self.view.currentIndex())
        if case is None:
            return
        if case.locked:
            self.steps.unlock(case.head.id)
        else:
            self.steps.go_on(case.head.id)

    def _delete_current(self) -> None:
        if self._current is not None:
            self.steps.delete(self._current)

    def take_search(self) -> None:
        """Bring the keyboard to the search."""
        self.ensureWidgetVisible(self.search)
        self.search.take_keyboard()

    def let_go(self) -> None:
        """Give the timer back: the window closes."""
        self.ticker.close()

    def _wake_at_midnight(self) -> None:
        """Days are counted anew at midnight, if the list is seen then."""
        if self.isVisible():
            tomorrow = self.book.desk.clock.now().date() + timedelta(days=1)
            self.ticker.start_at(datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=RIYADH))

    def showEvent(self, event: QShowEvent) -> None:
        """Count the days anew."""
        super().showEvent(event)
        self._fill()
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """Order no wake-up for what nobody sees."""
        self.ticker.stop()
        super().hideEvent(event)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        desk = self.book.desk
        centre = desk.centre
        self.setAccessibleName(_("Cases") if centre else _("My drafts"))
        name = _("Search the cases") if centre else _("Search the drafts")
        hint = _("Search by name or case number") if centre else _("Search by name or number")
        self.search.say(name, hint, _("Clear the search"))
        self.chips.setAccessibleName(_("States"))
        self.new.say(_("New case") if centre else _("New draft"))
        self.new.setEnabled(not desk.store.read_only)
        self.view.setAccessibleName(_("Cases") if centre else _("My drafts"))
        self.journal.say(_("Journal"), _("Journal of actions"))
        self.more.say(_("More"), _("Take in, back up, and more"))
        self._fill()

    def _say_foot(self) -> None:
        desk = self.book.desk
        count = len(self.book.cases)
        words = footer_words(count, centre=desk.centre, days=desk.retention_days, lock_minutes=desk.auto_lock_minutes)
        self.foot_note.setText(words)

    # ------------------------------------------------------------------ where it stands

    @property
    def beside(self) -> bool:
        """Whether the card stands beside the list."""
        return self._halves.direction() is QBoxLayout.Direction.LeftToRight

    def _arrange_bar(self) -> None:
        """Let the states go on in a line of their own where they find no room beside the search."""
        room = self.viewport().width() - 2 * PADDING_X
        chips = self.chips.sizeHint().width()
        rest = self.new.sizeHint().width() + 24
        width = min(self.theme.size(_SEARCH), max(self.theme.size(160), room - rest))
        self.search.setFixedWidth(width)
        below = width + chips + rest > room
        if below is not self._chips_below:
            (self._bar if self._chips_below else self._top).removeWidget(self.chips)
            self._spring.setVisible(below)
            if below:
                self._bar.addWidget(self.chips)
            else:
                self._top.insertWidget(1, self.chips, 1)
            self._chips_below = below

    def _arrange(self) -> None:
        """Set list and card side by side where there is room."""
        self._arrange_bar()
        theme = self.theme
        room = self.viewport().width() - 2 * PADDING_X
        card = theme.size(_CARD)
        beside = room - card - COLUMN_GAP >= theme.size(_BESIDE)
        set_across(self._halves, across=beside)
        bar = self._bar.heightForWidth(room) if self._bar.hasHeightForWidth() else self._bar.sizeHint().height()
        seen = self.viewport().height() - 2 * PADDING_Y - bar - COLUMN_GAP
        self._foot.setMinimumHeight(theme.size(_FOOT))
        height = max(seen, theme.size(HEADER + _FEWEST_ROWS * ROW + _FOOT))
        self.table.setFixedHeight(height)
        if beside:
            self.card.setFixedSize(card, height)
        else:
            hold_width(self.card, None)
            self.card.setFixedHeight(self.card.height_for(room))
