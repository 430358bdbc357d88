"""Draws a row of the list of questions: a title, or a question with a line of its answer."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from citizen_desktop.content.markdown import one_line
from citizen_desktop.ui.question_model import Index, QuestionModel, QuestionRow, TitleRow, title_words
from citizen_desktop.ui.snippet import snippet
from citizen_desktop.widgets.card import RADIUS
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.marked_text import MarkedText, Marks
from citizen_desktop.widgets.theme import Theme

PADDING: Final = 16
ROW_HEIGHT: Final = 72
TITLE_HEIGHT: Final = 34
_AIR: Final = 14
_GAP: Final = 12
_CHEVRON: Final = 18


class QuestionDelegate(QStyledItemDelegate):
    """Draws rows.

    Args:
        theme: colours and fonts.
        model: the rows.
        view: the list, which lies on a card and leaves its round corners free.
    """

    def __init__(self, theme: Theme, model: QuestionModel, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view
        self.round_top = True

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of a row."""
        row = self._model.row(index)
        if not isinstance(row, QuestionRow):
            return QSize(100, self._theme.size(TITLE_HEIGHT))
        right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
        height = self._words(row, right_to_left=right_to_left).height + self._theme.size(20)
        return QSize(100, max(self._theme.size(ROW_HEIGHT), round(height) + 2 * _AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = self._model.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(self._inside_of_the_card(), Qt.ClipOperation.IntersectClip)
        if isinstance(row, QuestionRow):
            self._paint_question(painter, option, row)
        elif row is not None:
            self._paint_title(painter, option, row)
        painter.restore()

    def _inside_of_the_card(self) -> QPainterPath:
        """Return the room in which rows may be drawn."""
        room = QRectF(self._view.viewport().rect())
        path = QPainterPath()
        # Without round corners above, they lie beyond the upper edge.
        path.addRoundedRect(room.adjusted(0, 0 if self.round_top else -RADIUS, 0, 0), RADIUS - 1, RADIUS - 1)
        return path

    def _room(self, row: QuestionRow) -> int:
        """Return the width for the words of a question."""
        return max(self._theme.size(96), self._view.viewport().width() - 2 * PADDING - self._end_room(row))

    def _end_room(self, row: QuestionRow) -> int:
        """Return the room that heading and chevron take at the end of the row."""
        heading = QFontMetrics(self._theme.font(13, 500)).horizontalAdvance(self._model.category(row.question)) + 2
        return heading + self._theme.size(_CHEVRON) + 2 * _GAP

    def _words(self, row: QuestionRow, *, right_to_left: bool) -> MarkedText:
        theme = self._theme
        question = str(row.question.question)
        return MarkedText(question, theme.font(15, 600), self._room(row), theme.size(24), right_to_left=right_to_left)

    def _paint_title(self, painter: QPainter, option: QStyleOptionViewItem, row: TitleRow) -> None:
        theme, rect = self._theme, option.rect
        painter.fillRect(rect, theme.colour("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.colour("text2"))
        painter.setLayoutDirection(option.direction)
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(PADDING, 0, -PADDING, -1), align, title_words(row))

    def _paint_question(self, painter: QPainter, option: QStyleOptionViewItem, row: QuestionRow) -> None:
        theme, rect = self._theme, option.rect
        right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
        self._paint_ground(painter, option, right_to_left=right_to_left)
        inner = QRect(rect.left() + PADDING, rect.top(), rect.width() - 2 * PADDING, rect.height() - 1)
        side = theme.size(_CHEVRON)
        x = inner.left() if right_to_left else inner.right() + 1 - side
        place = QRectF(x, rect.top() + (rect.height() - side) // 2, side, side)
        draw_icon(painter, theme.icon_folder, "chevron-left", place, theme.colour("n500"), mirrored=not right_to_left)
        end = self._end_room(row)
        painter.setFont(theme.font(13, 500))
        painter.setPen(theme.colour("text2"))
        heading = QRect(inner.left() + side + _GAP, rect.top(), end - side - 2 * _GAP, rect.height())
        if not right_to_left:
            heading.moveRight(inner.right() - side - _GAP)
        painter.drawText(heading, Qt.AlignmentFlag.AlignCenter, self._model.category(row.question))
        words = self._words(row, right_to_left=right_to_left)
        left = inner.right() + 1 - self._room(row) if right_to_left else inner.left()
        top = rect.top() + (rect.height() - 1 - words.height - theme.size(20)) / 2
        painter.setPen(theme.colour("text"))
        words.draw(painter, QPointF(left, top), self._marked(self._model.marks(row, str(row.question.question))))
        self._paint_snippet(painter, QPointF(left, top + words.height), row, right_to_left=right_to_left)

    def _paint_snippet(self, painter: QPainter, place: QPointF, row: QuestionRow, *, right_to_left: bool) -> None:
        """Draw a line of the answer."""
        theme, room = self._theme, self._room(row)
        metrics = QFontMetrics(theme.font(13))
        answer = one_line(str(row.question.answer))
        line, spans = snippet(
            answer,
            self._model.marks(row, answer),
            lambda text: metrics.elidedText(text, Qt.TextElideMode.ElideRight, room),
        )
        painter.setPen(theme.colour("text2"))
        words = MarkedText(line, theme.font(13), room, theme.size(20), right_to_left=right_to_left, wrap=False)
        words.draw(painter, place, self._marked(spans))

    def _marked(self, spans: tuple[tuple[int, int], ...]) -> Marks | None:
        return Marks(spans, self._theme.colour("mark"), self._theme.colour("markT")) if spans else None

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, *, right_to_left: bool) -> None:
        theme, rect = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accentBg"))
            x = rect.right() - 3 if right_to_left else rect.left()
            painter.fillRect(QRect(x, rect.top(), 4, rect.height()), theme.colour("g300" if theme.dark else "g600"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("surface2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
