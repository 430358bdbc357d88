"""Questions people ask, and what is known in answer: the search at one side, the answer at the other."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout

from citizen_desktop.content.faq_models import Question
from citizen_desktop.content.models import Tab
from citizen_desktop.i18n import gettext as _
from citizen_desktop.links import Link, Place
from citizen_desktop.policy import Mode
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.ui.answer_card import AnswerCard
from citizen_desktop.ui.listen_button import ListenButton
from citizen_desktop.ui.live_answer import LiveSources
from citizen_desktop.ui.page import COLUMN_GAP, PADDING_X, PADDING_Y, Page
from citizen_desktop.ui.reader import Reader
from citizen_desktop.ui.search_side import SearchSide
from citizen_desktop.ui.useful_row import UsefulRow
from citizen_desktop.ui.useful_sheet import UsefulCountsButton
from citizen_desktop.usefulness import Tally
from citizen_desktop.widgets.base import Arranged, Themed
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_LIST_WIDTH: Final = 496


class AnswerPane(Themed, QScrollArea):
    """What an answer scrolls in.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.follow(theme)

    def restyle(self) -> None:
        """Dress the scroll bar."""
        dress_scroll_bars(self, self.theme)
        super().restyle()


class FaqPage(Arranged, Page):
    """The questions tab.

    Args:
        theme: colours and fonts.
        library: the questions and the search over them.
        lives: what answers are computed from.
        tally: counts which answers were useful.
        reader: reads answers aloud.
        mode: for whom the machine stands there.

    Raises:
        ContentError: the questions' file is missing or not right.
    """

    link_wanted = Signal(object)
    """A ``Link`` that leads away from the questions."""

    copied = Signal(str)
    print_wanted = Signal(object)
    """An ``AnswerPaper`` is to be printed."""

    counts_wanted = Signal()
    """Staff want to see which answers helped."""

    def __init__(
        self, theme: Theme, library: FaqLibrary, lives: LiveSources, tally: Tally, reader: Reader, mode: Mode
    ) -> None:
        faq = library.faq()
        super().__init__(theme)
        self._faq = faq
        self.search = SearchSide(theme, library, faq, lives.switchboard, lives.clock)
        self.list, self.model = self.search.list, self.search.model
        self.answer = AnswerCard(theme, faq, lives)
        self.answer.link_wanted.connect(self._follow)
        self.answer.copied.connect(self.copied)
        self.answer.print_wanted.connect(self.print_wanted)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(COLUMN_GAP)
        self._halves.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        self._reader = reader
        self.listen = ListenButton(theme, reader)
        self.answer.add_tool(self.listen)
        self.listen.leaving.connect(lambda: self.answer.take_keyboard_from(self.listen))
        self.useful = UsefulRow(theme, tally)
        self.answer.add_after_action(self.useful)
        self.counts = UsefulCountsButton(theme, mode)
        self.counts.clicked.connect(self.counts_wanted)
        self.answer.add_at_foot(self.counts)
        # Beside the list, the answer scrolls by itself on a card of the list's height: the search stays in sight while it is read.
        self.pane = AnswerPane(theme)
        self._frame = Card(theme)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 2)
        inside.addWidget(self.pane)
        self._answer_scrolls: bool | None = None
        self._halves.addWidget(self._frame, 1)
        self.column.addLayout(self._halves, 1)
        self.search.question_chosen.connect(self._show_answer)
        self.search.unanswered.connect(self.answer.hide)
        self.search.answer_wanted.connect(self._go_to_answer)
        self.search.channels_wanted.connect(lambda: self.link_wanted.emit(Link(Place.TAB, Tab.CHANNELS)))
        self.search.reflowed.connect(self._arrange)
        self.search.box.changed.connect(lambda _query: self.ensureWidgetVisible(self.search.box))
        self.list.walked.connect(self._keep_row_in_sight)
        self.list.clicked.connect(self._show_where_answer_is)
        self._show_answer(self.search.question)
        self.retranslate()

    def show_question(self, question_id: str) -> None:
        """Go to a question."""
        question = self._faq.question(question_id)
        if question is not None:
            self.search.show_question(question)

    def take_search(self) -> None:
        """Bring the keyboard to the search."""
        self.ensureWidgetVisible(self.search.box)
        self.search.box.take_keyboard()

    def let_go(self) -> None:
        """Give timers back: the window closes."""
        self.search.nothing.ticker.close()
        self.answer.let_go()

    def _follow(self, link: Link) -> None:
        if link.place is Place.FAQ:
            self.show_question(link.name)
        else:
            self.link_wanted.emit(link)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.setAccessibleName(_("FAQ"))
        self.search.retranslate()
        self.answer.retranslate()
        self.listen.show_text(str(self.answer.question.answer))

    def showEvent(self, event: QShowEvent) -> None:
        """Look for voices when there is something to read aloud for the first time."""
        super().showEvent(event)
        self._reader.look()

    def _show_answer(self, question: Question) -> None:
        self.answer.show_question(question)
        # It may have been hidden, since nothing was found; without a place of its own yet it would be a window.
        self.answer.setVisible(self.answer.parentWidget() is not None)
        self.useful.show_question(question.id)
        self.listen.show_text(str(question.answer))
        # A long answer was read to its end: the next one begins at its beginning.
        self.pane.verticalScrollBar().setValue(0)

    def _keep_row_in_sight(self) -> None:
        """Scroll the page to the current row, since the list may be longer than what is seen of it."""
        row = self.list.visualRect(self.list.currentIndex())
        if row.isValid():
            top = self.list.viewport().mapTo(self.ground, row.topLeft())
            self.ensureVisible(top.x(), top.y() + row.height(), 0, 8)
            self.ensureVisible(top.x(), top.y(), 0, 8)

    def _go_to_answer(self) -> None:
        self.answer.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_where_answer_is()

    def _show_where_answer_is(self) -> None:
        """Scroll down to the answer where it stands below the list."""
        if not self._beside:
            self.verticalScrollBar().setValue(self.answer.y() - PADDING_Y)

    @property
    def _beside(self) -> bool:
        return self._halves.direction() is QBoxLayout.Direction.LeftToRight

    def _arrange(self) -> None:
        """Set list and answer side by side where there is room."""
        room = self.viewport().width() - 2 * PADDING_X
        width = min(self.theme.size(_LIST_WIDTH), room * 2 // 5 + 16)
        beside = room >= self.theme.size(760)
        set_across(self._halves, across=beside)
        self._put_answer(beside=beside)
        self.search.keep_rows_in_sight(2 if beside else 3)
        self.search.setFixedWidth(width if beside else room)
        # As high as what is seen of the page: the list scrolls in itself, however long the answer is.
        seen = self.viewport().height() - 2 * PADDING_Y if beside else 0
        height = max(seen, self.search.wanted_height)
        self.search.setFixedHeight(height)
        self._frame.setFixedHeight(height)
        self.answer.setMinimumHeight(0 if beside else self.theme.size(420))

    def _put_answer(self, *, beside: bool) -> None:
        """Let the answer scroll by itself beside the list, and with the page below it."""
        if beside is self._answer_scrolls:
            return
        self._answer_scrolls = beside
        self.answer.set_bare(bare=beside)
        if beside:
            self._halves.removeWidget(self.answer)
            self.pane.setWidget(self.answer)
            # Qt has a widget that scrolls fill its ground, and the frame's own is to be seen.
            self.answer.setAutoFillBackground(False)
        else:
            self.pane.takeWidget()
            self._halves.addWidget(self.answer, 1)
        self.answer.show()
        self._frame.setVisible(beside)
