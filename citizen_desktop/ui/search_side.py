"""The side of the questions tab that finds: box, headings, and the list of what was found."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.faq_models import Faq, Question
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import language, ngettext
from citizen_desktop.search.findings import Findings
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.ui.nothing_found import NothingFound
from citizen_desktop.ui.page import CARD_GAP
from citizen_desktop.ui.question_groups import Listing, listing
from citizen_desktop.ui.question_list import ROW_HEIGHT, TITLE_HEIGHT, QuestionList, QuestionModel
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.chips import ChipRow, ChipWords
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.search_box import SearchBox
from citizen_desktop.widgets.theme import Theme

_WIDENED: Final = 4
"""So many words are named at most: the line is to explain, not to list."""


class SearchSide(QWidget):
    """Box, headings and list.

    Args:
        theme: colours and fonts.
        library: the search.
        faq: the questions.
        switchboard: judges the channels.
        clock: the time.
    """

    question_chosen = Signal(object)
    """Another question became the current one."""
    unanswered = Signal()
    """Nothing was found: an answer that is still shown would look like one to what was asked."""
    answer_wanted = Signal()
    """The keyboard is to go to the answer."""
    channels_wanted = Signal()
    reflowed = Signal()
    """What it holds asks for another height."""

    def __init__(self, theme: Theme, library: FaqLibrary, faq: Faq, switchboard: Switchboard, clock: Clock) -> None:
        super().__init__()
        self._theme, self._library, self._faq = theme, library, faq
        self._category: str | None = None
        self.question = faq.questions[0]
        self.model = QuestionModel(faq, self)
        self.list = QuestionList(theme, self.model)
        self.box = SearchBox(theme)
        self.box.steer(self.list)
        self.chips = ChipRow(theme, [None, *(category.id for category in faq.categories)])
        self.widened = Label(theme, 13, colour="text2", wrap=True)
        self.no_search = Notice(theme, "warn", "alert-triangle")
        self.nothing = NothingFound(theme, switchboard, clock)
        self._unanswered = False
        self._lay_out(theme)
        self.box.changed.connect(lambda _query: self._typed())
        self.box.opened.connect(self._open)
        self.list.opened.connect(self._open)
        self.chips.chosen.connect(self._choose_category)
        self.nothing.channels_wanted.connect(self.channels_wanted)
        self.nothing.all_wanted.connect(self._show_all)
        self.list.selectionModel().currentChanged.connect(self._current_changed)

    def _lay_out(self, theme: Theme) -> None:
        self._widened_row = QWidget()
        row = QHBoxLayout(self._widened_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(theme, "sparkles", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.widened, 1)
        self.card = Card(theme)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, 2)
        inside.setSpacing(0)
        inside.addWidget(self.nothing)
        inside.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(CARD_GAP)
        column.addWidget(self.box)
        column.addWidget(self.chips)
        column.addWidget(self._widened_row)
        column.addWidget(self.no_search)
        column.addWidget(self.card, 1)
        for hidden in (self._widened_row, self.no_search, self.nothing):
            hidden.hide()

    @property
    def wanted_height(self) -> int:
        """The height below which it is of no use."""
        layout = self.layout()
        return 0 if layout is None else layout.totalHeightForWidth(self.width())

    def keep_rows_in_sight(self, rows: int) -> None:
        """Keep room for so many rows of the list, in the text size."""
        self.list.setMinimumHeight(self._theme.size(TITLE_HEIGHT + rows * ROW_HEIGHT))

    def show_question(self, question: Question) -> None:
        """Go to a question; what was searched for stays, even where the question is none of it."""
        if self.model.index_of(question).isValid():
            self._make_current(question)
        elif question is not self.question or self._unanswered:
            self._unanswered = False
            self.list.selectionModel().clear()
            self.question = question
            self.question_chosen.emit(question)

    def retranslate(self) -> None:
        """Say everything in the new language, and search anew in it; the current question stays."""
        self.box.say(_("Search the questions"), _("Write your question…"), _("Clear the search"))
        self.chips.setAccessibleName(_("Headings"))
        self.no_search.say(
            _("The search cannot be used, since a file of the application is damaged: it needs to be installed again.")
        )
        self._show()
        if not self._unanswered:
            self._make_current(self.question)

    def _typed(self) -> None:
        """Search, and go to what answers best; where there is no such thing, the current question stays."""
        listed = self._show()
        if listed.found == 0:
            self._unanswered = True
            self.list.selectionModel().clear()
            self.unanswered.emit()
            return
        best = listed.first if listed.found else None
        self._make_current(best or self.question)
        if listed.found is not None:
            self.list.scrollToTop()

    def _show(self) -> Listing:
        """Search, and show what was found."""
        findings = self._find()
        listed = listing(self._faq, findings, self._category)
        self.model.show_groups(listed.groups, findings.spans if findings is not None else None)
        self._say_list(listed)
        self._say_chips(listed)
        self._say_widened(findings if listed.found else None)
        self._say_nothing(listed)
        self.reflowed.emit()
        return listed

    def _find(self) -> Findings | None:
        """Search; without anything to search for there is nothing to find."""
        query = self.box.query
        self.no_search.hide()
        if not query.strip():
            return None
        try:
            return self._library.finder().find(query, language())
        except ContentError:
            self.no_search.show()
            return None

    def _make_current(self, question: Question) -> None:
        index = self.model.index_of(question)
        if index.isValid():
            self.list.setCurrentIndex(index)

    def _say_list(self, listed: Listing) -> None:
        words = _("Questions") if listed.found is None else _results(listed.found)
        self.list.setAccessibleName(words)
        self.box.line.setAccessibleDescription("" if listed.found is None else words)
        if listed.found is not None and self.box.line.hasFocus():
            _announce(self.box.line, words)

    def _say_chips(self, listed: Listing) -> None:
        names = [(None, _("All")), *((category.id, str(category.name)) for category in self._faq.categories)]
        for value, name in names:
            count = listed.found if value is None else listed.counts.get(str(value), 0)
            if listed.found is None or count is None:
                words = ChipWords(name)
            else:
                spoken = _("{name}: {results}").format(name=name, results=_results(count))
                words = ChipWords(name, str(count) if count else "", spoken)
            self.chips.chips[value].say(words)

    def _say_widened(self, findings: Findings | None) -> None:
        widened = findings.widened[:_WIDENED] if findings is not None else ()
        self._widened_row.setVisible(bool(widened))
        quoted = [_("“{words}”").format(words=bidi.isolate(words)) for words in widened]
        self.widened.setText(_("The search was widened to include: {words}").format(words=_(", ").join(quoted)))

    def _say_nothing(self, listed: Listing) -> None:
        name = next((str(each.name) for each in self._faq.categories if each.id == self._category), "")
        if listed.nothing_found:
            self.nothing.say(self.box.query, name, listed.found or 0)
        self.nothing.setVisible(listed.nothing_found)
        self.list.keep_corners_free(above=not listed.nothing_found)

    def _choose_category(self, category: object) -> None:
        self._category = category if isinstance(category, str) else None
        listed = self._show()
        self._make_current(self.question if self.question in listed else listed.first or self.question)

    def _show_all(self) -> None:
        self.chips.choose(None)
        self._choose_category(None)
        self.box.take_keyboard()

    def _current_changed(self) -> None:
        question = self.model.question_at(self.list.currentIndex())
        if question is None:
            return
        if self.box.line.hasFocus() and question is not self.question:
            _announce(self.box.line, str(self.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))
        if question is not self.question or self._unanswered:
            self._unanswered = False
            self.question = question
            self.question_chosen.emit(question)

    def _open(self) -> None:
        if self.list.currentIndex().isValid():
            self.answer_wanted.emit()


def _results(count: int) -> str:
    return ngettext("{n} result", "{n} results", count).format(n=count)


def _announce(source: QWidget, words: str) -> None:
    """Tell a screen reader what changed elsewhere while the keyboard stays where it is."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, words))
