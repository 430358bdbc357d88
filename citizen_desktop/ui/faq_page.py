"""Questions people ask, and what is known in answer."""

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from citizen_desktop.content.models import Faq, Question
from citizen_desktop.formats import gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import language
from citizen_desktop.ui.page import COLUMN_GAP, PADDING_X, Page
from citizen_desktop.ui.sources import status_pill
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_LIST_WIDTH: Final = 496
_ROW: Final = 73
_PADDING: Final = 16
_QUESTION_ROLE: Final = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class QuestionModel(QAbstractListModel):
    """The questions as rows.

    Args:
        faq: the content.
        parent: lives as long.
    """

    def __init__(self, faq: Faq, parent: QWidget) -> None:
        super().__init__(parent)
        self.questions = faq.questions
        self._categories = {category.id: category.name for category in faq.categories}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.questions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the question, its heading as the description, or the row itself."""
        question = self.questions[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return str(question.question)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.category(question)
        return question if role == _QUESTION_ROLE else None

    def category(self, question: Question) -> str:
        """Return the heading that a question stands under."""
        return str(self._categories[question.category])

    def retranslate(self) -> None:
        """Tell the view that every text is another one."""
        self.dataChanged.emit(self.index(0), self.index(len(self.questions) - 1))


class _QuestionDelegate(QStyledItemDelegate):
    """Draws a question with its heading and a chevron."""

    def __init__(self, theme: Theme, model: QuestionModel, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = max(200, option.rect.width())
        words = QFontMetrics(self._theme.font(15, 600)).boundingRect(
            QRect(0, 0, width - self._end_room(index) - 2 * _PADDING, 10_000), Qt.TextFlag.TextWordWrap, index.data()
        )
        return QSize(100, max(self._theme.size(_ROW), words.height() + 24))

    def _end_room(self, index: _Index) -> int:
        """Return the room that heading and chevron take at the end of the row."""
        category = self._model.category(index.data(_QUESTION_ROLE))
        return QFontMetrics(self._theme.font(13, 500)).horizontalAdvance(category) + 2 + self._theme.size(18) + 24

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._theme
        rect = option.rect
        right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accentBg"))
            x = rect.right() - 3 if right_to_left else rect.left()
            painter.fillRect(QRect(x, rect.top(), 4, rect.height()), theme.colour("g300" if theme.dark else "g600"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        side = theme.size(18)
        end = self._end_room(index)
        x = inner.left() if right_to_left else inner.right() + 1 - side
        place = QRectF(x, rect.center().y() - side // 2, side, side)
        draw_icon(painter, theme.icon_folder, "chevron-left", place, theme.colour("n500"), mirrored=not right_to_left)
        painter.setFont(theme.font(13, 500))
        painter.setPen(theme.colour("text2"))
        heading = QRect(inner.left() + side + 12, rect.top(), end - side - 24, rect.height())
        if not right_to_left:
            heading.moveRight(inner.right() - side - 12)
        painter.drawText(heading, Qt.AlignmentFlag.AlignCenter, self._model.category(index.data(_QUESTION_ROLE)))
        painter.setFont(theme.font(15, 600))
        painter.setPen(theme.colour("text"))
        words = inner.adjusted(end, 0, 0, 0) if right_to_left else inner.adjusted(0, 0, -end, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        align |= Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, align | Qt.TextFlag.TextWordWrap, index.data())
        painter.restore()


class QuestionList(Themed, QListView):
    """The list of questions: arrows walk it, a screen reader reads it.

    Args:
        theme: colours and fonts.
        model: the questions.
    """

    def __init__(self, theme: Theme, model: QuestionModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = _QuestionDelegate(theme, model, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.follow(theme)

    def restyle(self) -> None:
        """Lay the rows out for the new text size."""
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
        dress_scroll_bars(self, self.theme)
        super().restyle()


class AnswerView(Themed, QTextBrowser):
    """An answer: Markdown that can be selected, set in the direction of its language.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._markdown = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
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
        dress_scroll_bars(self, self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take no more height than the answer has, so that what follows stands close to it."""
        self.setMaximumHeight(max(self.theme.size(60), round(self.document().size().height()) + 4))

    def _space_out(self, document: QTextDocument) -> None:
        """Give lines and paragraphs air."""
        cursor = QTextCursor(document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(self.theme.size(26), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        spacing.setBottomMargin(self.theme.size(8))
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)


class FaqPage(Page):
    """The questions tab.

    Args:
        theme: colours and fonts.
        faq: the content.
    """

    tab_wanted = Signal(str)
    copied = Signal(str)

    def __init__(self, theme: Theme, faq: Faq) -> None:
        super().__init__(theme)
        self.model = QuestionModel(faq, self)
        self.list = QuestionList(theme, self.model)
        self._list_title = Label(theme, 13, 600, "text2")
        self._list_card = Card(theme)
        column = QVBoxLayout(self._list_card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        heading = QHBoxLayout()
        heading.setContentsMargins(_PADDING, 6, _PADDING, 6)
        heading.addWidget(self._list_title)
        column.addLayout(heading)
        column.addWidget(Rule(theme))
        column.addWidget(self.list, 1)
        self.answer = AnswerCard(theme, self.model)
        self.answer.tab_wanted.connect(self.tab_wanted)
        self.answer.question_wanted.connect(self.show_question)
        self.answer.copied.connect(self.copied)
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
        self._list_card.setMinimumHeight(0 if beside else self.theme.size(_ROW) * 3)
        self.answer.setMinimumHeight(0 if beside else self.theme.size(420))


class AnswerCard(Card):
    """A question, its answer, and where that comes from.

    Args:
        theme: colours and fonts.
        model: the questions.
    """

    tab_wanted = Signal(str)
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
        self.action.clicked.connect(lambda: self.tab_wanted.emit(self._question.tab))
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
        column.addWidget(self.view, 1000)
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
        self.action.setVisible(question.tab is not None)
        self.action.say(tab_action(question.tab))
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

    def _copy(self) -> None:
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

        QGuiApplication.clipboard().setText(f"{self._question.question}\n\n{self.view.toPlainText()}")
        self.copied.emit(_("The answer was copied"))


def tab_action(tab: str | None) -> str:
    """Return the words on the button that leads to a tab."""
    match tab:
        case "channels":
            return _("Open the contact channels")
        case "registration":
            return _("See the steps of registration")
        case "objection":
            return _("See the ways to an objection")
        case _:
            return ""


def _empty(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
