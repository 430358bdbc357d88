"""Questions people ask, and what is known in answer."""

from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from citizen_desktop.i18n import gettext as _
from citizen_desktop.links import Link, Place
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.ui.answer_card import AnswerCard
from citizen_desktop.ui.live_answer import LiveSources
from citizen_desktop.ui.page import COLUMN_GAP, PADDING_X, Page
from citizen_desktop.ui.question_list import PADDING, ROW_HEIGHT, QuestionList, QuestionModel
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.theme import Theme

_LIST_WIDTH: Final = 496


class FaqPage(Page):
    """The questions tab.

    Args:
        theme: colours and fonts.
        library: the questions and the search over them.
        lives: what answers are computed from.
    """

    link_wanted = Signal(object)
    """A ``Link`` that leads away from the questions."""

    copied = Signal(str)
    print_wanted = Signal(object)
    """An ``AnswerPaper`` is to be printed."""

    def __init__(self, theme: Theme, library: FaqLibrary, lives: LiveSources) -> None:
        super().__init__(theme)
        self.model = QuestionModel(library.faq(), self)
        self.list = QuestionList(theme, self.model)
        self._list_title = Label(theme, 13, 600, "text2")
        self._list_card = Card(theme)
        column = QVBoxLayout(self._list_card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        heading = QHBoxLayout()
        heading.setContentsMargins(PADDING, 6, PADDING, 6)
        heading.addWidget(self._list_title)
        column.addLayout(heading)
        column.addWidget(Rule(theme))
        column.addWidget(self.list, 1)
        self.answer = AnswerCard(theme, library.faq(), lives)
        self.answer.link_wanted.connect(self._follow)
        self.answer.copied.connect(self.copied)
        self.answer.print_wanted.connect(self.print_wanted)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(COLUMN_GAP)
        self._halves.addWidget(self._list_card)
        self._halves.addWidget(self.answer, 1)
        self.column.addLayout(self._halves, 1)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.setCurrentIndex(self.model.index(0))
        self.retranslate()

    def show_question(self, question_id: str) -> None:
        """Go to a question."""
        for row, question in enumerate(self.model.questions):
            if question.id == question_id:
                self.list.setCurrentIndex(self.model.index(row))

    def let_go(self) -> None:
        """Give the timer back: the window closes."""
        self.answer.let_go()

    def _follow(self, link: Link) -> None:
        if link.place is Place.FAQ:
            self.show_question(link.name)
        else:
            self.link_wanted.emit(link)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self._list_title.setText(_("Questions"))
        self.list.setAccessibleName(_("Questions"))
        self.model.retranslate()
        self.answer.retranslate()

    def _current_changed(self, index: QModelIndex) -> None:
        self.answer.show_question(self.model.questions[index.row()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set list and answer side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        """Arrange for the new text size."""
        super().restyle()
        if hasattr(self, "_halves"):
            self._arrange()

    def _arrange(self) -> None:
        room = self.viewport().width() - 2 * PADDING_X
        width = min(self.theme.size(_LIST_WIDTH), room * 2 // 5 + 16)
        beside = room >= self.theme.size(760)
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._list_card.setFixedWidth(width if beside else room)
        self._list_card.setMinimumHeight(0 if beside else self.theme.size(ROW_HEIGHT) * 3)
        self.answer.setMinimumHeight(0 if beside else self.theme.size(420))
