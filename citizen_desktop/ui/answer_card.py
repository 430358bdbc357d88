"""An answer: its text, where that comes from, and what helps further."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout

from citizen_desktop import bidi
from citizen_desktop.content.faq_models import Question
from citizen_desktop.content.models import Tab
from citizen_desktop.formats import gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import language
from citizen_desktop.ui.question_list import QuestionModel
from citizen_desktop.ui.sources import status_pill
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.theme import Theme


class AnswerView(KeyboardFocus, QTextBrowser):
    """An answer: Markdown that can be selected, set in the direction of its language.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._markdown = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.follow(theme)

    def show_markdown(self, markdown: str) -> None:
        """Show an answer."""
        self._markdown = markdown
        self.restyle()

    def restyle(self) -> None:
        """Set the answer anew in the theme's font."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self.theme.colour("text"))
        self.setPalette(palette)
        document = self.document()
        document.setDefaultFont(self.theme.font(15))
        document.setDocumentMargin(0)
        option = QTextOption()
        right_to_left = language().right_to_left
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        document.setDefaultTextOption(option)
        document.setMarkdown(self._markdown)
        self._space_out(document)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height of the answer: the page scrolls, not a box within it, and what follows stands close to it."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(math.ceil(self.document().size().height()) + 2)

    def _space_out(self, document: QTextDocument) -> None:
        """Give lines and paragraphs air."""
        cursor = QTextCursor(document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(self.theme.size(26), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        spacing.setBottomMargin(self.theme.size(8))
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)


class AnswerCard(Card):
    """A question, its answer, and where that comes from.

    Args:
        theme: colours and fonts.
        model: the questions.
    """

    tab_wanted = Signal(object)
    question_wanted = Signal(str)
    copied = Signal(str)

    def __init__(self, theme: Theme, model: QuestionModel) -> None:
        super().__init__(theme)
        self._model = model
        self._question = model.questions[0]
        self._category = Label(theme, 13, colour="text2")
        self.title = Label(theme, 24, 700, wrap=True)
        self.copy = Button(theme, Kind.OUTLINE, "copy")
        self.copy.clicked.connect(self._copy)
        self.view = AnswerView(theme)
        self.action = Button(theme, Kind.PRIMARY, height=40)
        self.action.clicked.connect(self._act)
        self._source = Label(theme, 13, colour="text2", wrap=True)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        self._related_title = Label(theme, 15, 600)
        self._related = QVBoxLayout()
        self._related.setSpacing(0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._category)
        words.addWidget(self.title)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(words, 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        sources = QHBoxLayout()
        sources.setSpacing(12)
        sources.addLayout(self._chips)
        sources.addWidget(self._source, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(25, 25, 25, 17)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        column.addWidget(Rule(theme))
        column.addLayout(sources)
        column.addWidget(self._related_title)
        column.addLayout(self._related)

    def show_question(self, question: Question) -> None:
        """Show a question."""
        self._question = question
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        question = self._question
        self._category.setText(self._model.category(question))
        self.title.setText(str(question.question))
        self.copy.say(_("Copy"), _("Copy the answer"))
        self.view.setAccessibleName(str(question.question))
        self.view.show_markdown(str(question.answer))
        self.action.setVisible(bool(_words(question)))
        self.action.say(_words(question))
        self._source.setText(
            _("{source} · verified {date}").format(source=question.source, date=gregorian(question.verified))
        )
        _empty(self._chips)
        for status in question.status:
            self._chips.addWidget(status_pill(self.theme, status))
        self._related_title.setText(_("Related questions"))
        self._related_title.setVisible(bool(question.related))
        _empty(self._related)
        for other in self._model.questions:
            if other.id in question.related:
                link = Button(self.theme, Kind.GHOST, "message-question")
                link.say(str(other.question))
                link.clicked.connect(lambda _checked=False, wanted=other.id: self.question_wanted.emit(wanted))
                self._related.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)

    def _act(self) -> None:
        if self._question.action is not None:
            self.tab_wanted.emit(self._question.action.tab)

    def _copy(self) -> None:
        text = f"{self._question.question}\n\n{self.view.toPlainText()}"
        QGuiApplication.clipboard().setText(bidi.strip_controls(text))
        self.copied.emit(_("The answer was copied"))


def _words(question: Question) -> str:
    """Return the words on the button that leads to a tab."""
    match question.action.tab if question.action else None:
        case Tab.CHANNELS:
            return _("Open the contact channels")
        case Tab.REGISTRATION:
            return _("See the steps of registration")
        case Tab.OBJECTION:
            return _("See the ways to an objection")
        case Tab.FAQ | None:
            return ""


def _empty(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
