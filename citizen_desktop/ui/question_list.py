"""The questions as a list that arrows walk and a screen reader reads."""

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from citizen_desktop.content.faq_models import Faq, Question
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

ROW_HEIGHT: Final = 64
PADDING: Final = 16

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
            QRect(0, 0, width - self._end_room(index) - 2 * PADDING, 10_000), Qt.TextFlag.TextWordWrap, index.data()
        )
        return QSize(100, max(self._theme.size(ROW_HEIGHT), words.height() + 24))

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
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
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


class QuestionList(KeyboardFocus, QListView):
    """The list of questions: arrows walk it, a screen reader reads it.

    Args:
        theme: colours and fonts.
        model: the questions.
    """

    ring_reach = -1

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
