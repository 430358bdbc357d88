"""An answer: what the clock says about it, its text, where that comes from, and what helps further."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.content.faq_models import Faq, Question
from citizen_desktop.content.markdown import paragraphs, plain_text
from citizen_desktop.content.models import Tab
from citizen_desktop.formats import clock_time, gregorian, gregorian_with_weekday
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import language
from citizen_desktop.links import Link, Place
from citizen_desktop.printing.answer_page import AnswerPaper
from citizen_desktop.ui.answer_tools import AnswerTools
from citizen_desktop.ui.answer_view import AnswerView
from citizen_desktop.ui.live_answer import LiveAnswer, LiveSources
from citizen_desktop.ui.page import PADDING_Y, page_around
from citizen_desktop.ui.related_questions import RelatedQuestions
from citizen_desktop.ui.sources import StatusChips
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.theme import Theme

_TITLE_ROOM: Final = 300
_NOTE_ROOM: Final = 200
_TAB_ICONS: Final = {
    Tab.CHANNELS: "messages",
    Tab.REGISTRATION: "user-plus",
    Tab.OBJECTION: "gavel",
    Tab.FAQ: "",
    Tab.DRAFTS: "",
}


class AnswerCard(Arranged, Card):
    """A question, its answer, and where that comes from.

    Args:
        theme: colours and fonts.
        faq: the questions.
        lives: what answers are computed from.
    """

    link_wanted = Signal(object)
    """A ``Link`` was followed, in the answer, its panel, its action or below it; to another question too."""

    copied = Signal(str)
    print_wanted = Signal(object)
    """An ``AnswerPaper`` is to be printed."""

    def __init__(self, theme: Theme, faq: Faq, lives: LiveSources) -> None:
        super().__init__(theme)
        self._faq, self._lives = faq, lives
        self._categories = {category.id: category.name for category in faq.categories}
        self._question = faq.questions[0]
        self._category = Label(theme, 13, colour="text2")
        self.title = Label(theme, 24, 700, wrap=True)
        self.tools = AnswerTools(theme)
        self.tools.copy.clicked.connect(self._copy)
        self.tools.print.clicked.connect(lambda: self.print_wanted.emit(self.paper()))
        self.live = LiveAnswer(theme, lives)
        self.live.copied.connect(self.copied)
        self.live.link_wanted.connect(self._follow)
        self.view = AnswerView(theme)
        self.view.link_wanted.connect(self._follow)
        self.tools.zoom_wanted.connect(self.view.set_zoom)
        self.action = Button(theme, Kind.PRIMARY, height=40)
        self.action.clicked.connect(self._act)
        self.note = Label(theme, 13, colour="text2", wrap=True)
        self._source = Label(theme, 13, colour="text2", wrap=True)
        self._chips = StatusChips(theme)
        self._related = RelatedQuestions(theme)
        self._related.chosen.connect(lambda question: self._follow(Link(Place.FAQ, question.id)))
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._category)
        words.addWidget(self.title)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(words, 1)
        self._head.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        self._action_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._action_row.setSpacing(12)
        self._action_row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeading)
        self._action_row.addWidget(self.note, 1)
        self._after_action = QVBoxLayout()
        self._after_action.setSpacing(16)
        self._sources = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sources.setSpacing(12)
        self._sources.addWidget(self._chips)
        self._sources.addWidget(self._source, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(25, 25, 25, 17)
        column.setSpacing(16)
        column.addLayout(self._head)
        column.addWidget(self.live)
        column.addWidget(self.view)
        column.addLayout(self._action_row)
        column.addLayout(self._after_action)
        column.addWidget(Rule(theme))
        column.addLayout(self._sources)
        column.addWidget(self._related)
        column.addStretch(1)
        self._column = column

    @property
    def question(self) -> Question:
        """The question that is shown."""
        return self._question

    def add_tool(self, widget: QWidget) -> None:
        """Add a tool before the others in the row beside the question, such as one that reads the answer out."""
        self.tools.add_first(widget)
        self._arrange()

    def add_after_action(self, widget: QWidget) -> None:
        """Add a row between the action and the sources, such as one that asks whether this was of use."""
        self._after_action.addWidget(widget)

    def add_at_foot(self, widget: QWidget) -> None:
        """Add something below all else, such as what leads staff to the counts."""
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)

    def let_go(self) -> None:
        """Give the timer back: the window closes."""
        self.live.ticker.close()

    def show_question(self, question: Question) -> None:
        """Show a question."""
        self._question = question
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        question = self._question
        self._category.setText(str(self._categories[question.category]))
        self.title.setText(str(question.question))
        self.tools.retranslate()
        self.live.show_question(question)
        self.view.setAccessibleName(str(question.question))
        self.view.show_markdown(str(question.answer))
        words, icon = _action(question)
        self.action.set_icon(icon)
        self.action.say(words)
        self.action.setVisible(bool(words))
        self.note.setText("" if question.action is None else str(question.action.note))
        self.note.setVisible(bool(words))
        self._source.setText(self._source_words())
        self._chips.show_statuses(question.status)
        self._related.offer(self._faq.related(question))
        self._arrange()

    def take_keyboard_from(self, here: QWidget) -> None:
        """Bring the keyboard to the text, with a ring where there was one.

        Args:
            here: what had it.
        """
        shown = isinstance(here, KeyboardFocus) and here.shows_focus
        self.view.setFocus(Qt.FocusReason.TabFocusReason if shown else Qt.FocusReason.OtherFocusReason)

    def paper(self) -> AnswerPaper:
        """Return the answer as it is printed, as of now."""
        question, now = self._question, self._lives.clock.now()
        return AnswerPaper(
            category=self._category.text(),
            question=str(question.question),
            live=self.live.words(),
            answer=paragraphs(str(question.answer)),
            source=self._source_words(),
            printed=_("Printed {date}, {time}").format(date=gregorian_with_weekday(now), time=clock_time(now)),
            unofficial=_("Unofficial help tool · Works offline"),
            page=_("Page {number} of {count}"),
            right_to_left=language().right_to_left,
        )

    def _arrange(self) -> None:
        """Set side by side what has the room for it."""
        room = self.width() - 50
        beside = room - self.tools.sizeHint().width() - 16 >= self.theme.size(_TITLE_ROOM)
        set_across(self._head, across=beside)
        self._head.setSpacing(16 if beside else 12)
        beside = room - self.action.sizeHint().width() - 12 >= self.theme.size(_NOTE_ROOM)
        set_across(self._action_row, across=beside)
        self._action_row.setSpacing(12 if beside else 8)
        beside = room - self._chips.sizeHint().width() - 12 >= self.theme.size(_NOTE_ROOM)
        set_across(self._sources, across=beside)
        self._sources.setSpacing(12 if beside else 8)

    def _source_words(self) -> str:
        question = self._question
        return _("{source} · verified {date}").format(source=question.source, date=gregorian(question.verified))

    def _act(self) -> None:
        action = self._question.action
        if action is not None:
            self._follow(Link(Place.TAB, action.tab, action.step))

    def _follow(self, link: Link) -> None:
        """Let others lead there; where it is another question, begin at its top, with the keyboard on its text."""
        if link.place is not Place.FAQ:
            self.link_wanted.emit(link)
            return
        here = self.window().focusWidget()
        if here is not None and self.isAncestorOf(here):
            # What was pressed may be gone in a moment, and the keyboard must not end up anywhere.
            self.take_keyboard_from(here)
        self.link_wanted.emit(link)
        self._come_to_top()

    def _come_to_top(self) -> None:
        found = page_around(self)
        if found is not None:
            area, corner = found
            bar, top = area.verticalScrollBar(), corner.y()
            if top < bar.value() or top > bar.value() + area.viewport().height() // 2:
                bar.setValue(max(0, top - PADDING_Y))

    def _copy(self) -> None:
        question = self._question
        parts = (str(question.question), self.live.words(), plain_text(str(question.answer)))
        QGuiApplication.clipboard().setText(bidi.strip_controls("\n\n".join(filter(None, parts))))
        self.copied.emit(_("The answer was copied"))


def _action(question: Question) -> tuple[str, str]:
    """Return words and icon of the button that leads to a tab; empty for none."""
    tab = question.action.tab if question.action else None
    icon = "" if tab is None else _TAB_ICONS[tab]
    match tab:
        case Tab.CHANNELS:
            return _("Open the contact channels"), icon
        case Tab.REGISTRATION:
            return _("See the steps of registration"), icon
        case Tab.OBJECTION:
            return _("See the ways to an objection"), icon
        case Tab.FAQ | Tab.DRAFTS | None:
            return "", ""
