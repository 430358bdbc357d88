"""A row in the list of a judged package's files, drawn."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from citizen_desktop import bidi
from citizen_desktop.package.examination import State
from citizen_desktop.ui.package_words import short_digest
from citizen_desktop.ui.result_model import LOOKS, ROW_ROLE, Line, ResultModel, ResultRow, state_words
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.pill import paint_pill, pill_size
from citizen_desktop.widgets.theme import Theme

PADDING: Final = 20
_GAP: Final = 12
_LINE: Final = 20
_ROOM_FOR_DIGEST: Final = 230

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Columns:
    """Where things stand in a row, as if it were read from left to right.

    Args:
        theme: sizes.
        width: of the row.
        title_width: room for what the file is.
    """

    theme: Theme
    width: int
    title_width: int

    @property
    def title(self) -> tuple[int, int]:
        """Start and width of what the file is."""
        start = PADDING + self.theme.size(20) + _GAP
        if self.narrow:
            return start, max(40, self.state[0] - _GAP - start)
        return start, self.title_width

    @property
    def file(self) -> tuple[int, int]:
        """Start and width of its name and the lines below."""
        start = PADDING + self.theme.size(20) + _GAP
        if self.narrow:
            return start, max(40, self.width - PADDING - start)
        start += self.title_width + _GAP
        return start, self.state[0] - _GAP - start

    @property
    def state(self) -> tuple[int, int]:
        """Start and width of the state."""
        return self.width - PADDING - self.theme.size(150), self.theme.size(150)

    @property
    def narrow(self) -> bool:
        """Whether the file's name has to go below its title."""
        taken = 2 * PADDING + 3 * _GAP + self.theme.size(20 + 150) + self.title_width
        return self.width - taken < self.theme.size(_ROOM_FOR_DIGEST)


def fixed_font(theme: Theme, weight: int) -> QFont:
    """Return the system's font for digests."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(theme.size(13))
    font.setWeight(QFont.Weight(weight))
    return font


class ResultDelegate(QStyledItemDelegate):
    """Draws a row.

    Args:
        theme: colours and fonts.
        model: the rows.
        parent: the list.
    """

    def __init__(self, theme: Theme, model: ResultModel, parent: QListView) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height: one line for a sound file, more for what is to be said of another."""
        theme = self._theme
        columns = Columns(theme, max(200, option.rect.width()), self._model.title_width(theme))
        if self._model.state(index.row()) is State.INTACT:
            return QSize(100, theme.size(32 + (_LINE if columns.narrow else 0)))
        row: ResultRow = index.data(ROW_ROLE)
        lines = sum(self._line_height(line, columns.file[1]) for line in row.lines)
        if not row.path and not columns.narrow:
            return QSize(100, max(theme.size(44), 16 + lines + 1))
        head = theme.size(24 + (_LINE if columns.narrow else 0)) if not row.lines or columns.narrow else theme.size(20)
        return QSize(100, max(theme.size(44), 16 + head + lines + 1))

    def _line_height(self, line: Line, width: int) -> int:
        if line.digest or line.size:
            return self._theme.size(_LINE)
        metrics = QFontMetrics(self._theme.font(13))
        wrapped = metrics.boundingRect(QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap, line.label)
        return max(self._theme.size(_LINE), wrapped.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        painter.save()
        columns = Columns(self._theme, option.rect.width(), self._model.title_width(self._theme))
        _RowPainter(self._theme, painter, option, columns).draw(index.data(ROW_ROLE))
        painter.restore()


class _RowPainter:
    """Draws one row."""

    def __init__(self, theme: Theme, painter: QPainter, option: QStyleOptionViewItem, columns: Columns) -> None:
        self._theme, self._painter, self._rect, self._columns = theme, painter, option.rect, columns
        self._right_to_left = option.direction is Qt.LayoutDirection.RightToLeft
        focused = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
        self._current = option.state & focused == focused
        painter.setLayoutDirection(option.direction)

    def draw(self, row: ResultRow) -> None:
        """Draw a row."""
        theme, rect = self._theme, self._rect
        look, _icon, state_icon = LOOKS[row.state]
        sound = row.state is State.INTACT
        if not sound:
            self._painter.fillRect(rect, theme.colour(f"{look}Bg"))
            self._painter.fillRect(self._place(0, 4, 0, rect.height()), theme.colour(f"{look}T"))
        self._painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        # A row without lines below stands in the middle; one with lines begins at the top.
        line = theme.size(24)
        alone = not self._columns.narrow and not row.lines
        top = (rect.height() - 1 - line) // 2 if alone else (4 if sound else 8)
        icon_side = theme.size(18 if sound else 20)
        colour = theme.colour("text2" if sound else f"{look}T")
        place = QRectF(self._place(PADDING, icon_side, top + (line - icon_side) // 2, icon_side))
        draw_icon(self._painter, theme.icon_folder, row.icon, place, colour)
        self._text(self._columns.title, top, line, row.title, (15, 500 if sound else 700, "text"))
        self._draw_state(row.state, look, state_icon, top, line)
        if self._columns.narrow:
            top += line
        if row.path:
            font = (13, 400, "text2") if sound else (13, 600, "text")
            height = theme.size(_LINE) if row.lines else line
            self._text(self._columns.file, top, height, row.path, font, middle=True)
            top += theme.size(_LINE)
        for each in row.lines:
            top += self._draw_line(each, top, f"{look}T" if each.alarming else "text2")
        if self._current:
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._painter.setPen(QPen(theme.colour("focusRing"), 2))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(QRectF(rect).adjusted(6, 2, -6, -3), 6, 6)

    def _place(self, start: int, width: int, top: int, height: int) -> QRect:
        """Return a place in the row that stands so far from where reading starts."""
        rect = self._rect
        x = rect.right() + 1 - start - width if self._right_to_left else rect.left() + start
        return QRect(x, rect.top() + top, width, height)

    def _text(
        self,
        column: tuple[int, int],
        top: int,
        height: int,
        text: str,
        look: tuple[int, int, str],
        *,
        middle: bool = False,
    ) -> None:
        pixels, weight, colour = look
        font = self._theme.font(pixels, weight)
        mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(text, mode, column[1])
        self._put(self._place(column[0], column[1], top, height), bidi.ltr(shown) if middle else shown, font, colour)

    def _put(self, place: QRect, text: str, font: QFont, colour: str) -> None:
        side = Qt.AlignmentFlag.AlignRight if self._right_to_left else Qt.AlignmentFlag.AlignLeft
        self._painter.setFont(font)
        self._painter.setPen(self._theme.colour(colour))
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, text)

    def _draw_state(self, state: State, look: str, icon: str, top: int, line: int) -> None:
        theme = self._theme
        words = state_words(state)
        start, width = self._columns.state
        if state is State.INTACT:
            side = theme.size(18)
            place = QRectF(self._place(start, side, top + (line - side) // 2, side))
            draw_icon(self._painter, theme.icon_folder, icon, place, theme.colour("okT"))
            rest = self._place(start + side + 4, width - side - 4, top, line)
            self._put(rest, words, theme.font(13, 600), "okT")
            return
        size = pill_size(theme, icon, words, small=True)
        place = QRectF(self._place(start, size.width(), top + (line - size.height()) // 2, size.height()))
        face = (look, icon, words)
        paint_pill(self._painter, theme, place, face, small=True, right_to_left=self._right_to_left)

    def _draw_line(self, line: Line, top: int, colour: str) -> int:
        """Draw a line below the file and return its height."""
        theme = self._theme
        start, width = self._columns.file
        height = theme.size(_LINE)
        if not (line.digest or line.size):
            font = theme.font(13)
            side = Qt.AlignmentFlag.AlignRight if self._right_to_left else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap
            bounds = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), flags, line.label)
            self._painter.setFont(font)
            self._painter.setPen(theme.colour(colour))
            self._painter.drawText(self._place(start, width, top, max(height, bounds.height())), flags, line.label)
            return max(height, bounds.height())
        parts = [(line.label, theme.font(13), colour)]
        if line.digest:
            digest_colour = colour if line.alarming else "text"
            font = fixed_font(theme, 600 if line.alarming else 400)
            parts.append((bidi.ltr(short_digest(line.digest)), font, digest_colour))
        parts.append((line.size, theme.font(13), colour))
        for text, font, text_colour in parts:
            advance = QFontMetrics(font).horizontalAdvance(text) + 2
            self._put(self._place(start, advance, top, height), text, font, text_colour)
            start += advance + 6
        return height
