"""How one row of a list of files looks."""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from citizen_desktop import bidi
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.widgets.file_list import FileList

_Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 54
_COMPACT_ROW: Final = 82
_THUMB: Final = 44
_GAP: Final = 12
_COLUMN: Final = 76
_STATE: Final = 132
_BUTTON: Final = 36
_ICON: Final = 18
_COMPACT_BELOW: Final = 640
_ROW_ROLE: Final = Qt.ItemDataRole.UserRole


class Part(Enum):
    """What can be pressed in a row."""

    LOOK = auto()
    CHANGE = auto()
    REMOVE = auto()


_BUTTONS: Final = ((Part.LOOK, "eye"), (Part.CHANGE, "arrows-exchange"), (Part.REMOVE, "trash"))
"""In reading order, at the end of a row."""


@dataclass(frozen=True)
class FileRow:
    """What is shown of a file.

    Args:
        title: what it is.
        name: its own, bare; it is isolated and shortened in the middle.
        kind: "PDF file".
        size: "0.6 MB".
        state: words of its pill, empty for none.
        look: prefix of the tokens of the pill's colours.
        state_icon: on the pill.
        icon: on the thumb, where there is no picture.
        pages: "2 pages", empty for one or none counted.
        remark: a few words behind its name, empty for none.
        note: a sentence on its state.
        parts: what can be done with it.
        thumb: its picture.
    """

    title: str
    name: str
    kind: str
    size: str
    state: str
    look: str
    state_icon: str
    icon: str
    pages: str = ""
    remark: str = ""
    note: str = ""
    parts: frozenset[Part] = frozenset(Part)
    thumb: QImage | None = field(default=None, compare=False)

    @property
    def spoken(self) -> str:
        """All words, as a screen reader says them."""
        name = bidi.isolate(self.name)
        parts = (self.title, name, self.remark, self.kind, self.pages, self.size, self.state, self.note)
        return " · ".join(part for part in parts if part)


class FileDelegate(QStyledItemDelegate):
    """Draws the rows.

    Args:
        theme: colours and fonts.
        view: the list.
    """

    def __init__(self, theme: Theme, view: "FileList") -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def is_compact(self, width: float) -> bool:
        """Whether the columns find no room and stand below each other."""
        return width < self._theme.size(_COMPACT_BELOW)

    def height_for(self, width: int) -> int:
        """Return the height of a row."""
        return self._theme.size(_COMPACT_ROW if self.is_compact(width) else _ROW)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the room of a row."""
        return QSize(0, self.height_for(self._view.width()))

    def _mirror(self, rect: QRectF, x: float, y: float, width: float, height: float) -> QRectF:
        """Return a place by its distance from where reading starts."""
        right_to_left = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = rect.right() - x - width if right_to_left else rect.left() + x
        return QRectF(left, rect.top() + y, width, height)

    def button(self, rect: QRectF, part: Part) -> QRectF:
        """Return where a button of a row is."""
        side = self._theme.size(_BUTTON)
        after = len(_BUTTONS) - [each for each, _icon in _BUTTONS].index(part)
        from_end = after * side + (after - 1) * 4
        return self._mirror(rect, rect.width() - from_end, (rect.height() - side) / 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        row = index.data(_ROW_ROLE)
        if not isinstance(row, FileRow):
            return
        theme = self._theme
        rect = QRectF(getattr(option, "rect"))  # noqa: B009  the stubs don't know it
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self._view.layoutDirection())
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accentBg"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        if index.row() < len(self._view.rows) - 1:
            line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, theme.colour("border"))
        thumb = theme.size(_THUMB)
        place = self._mirror(rect, 0, (rect.height() - thumb) / 2, thumb, thumb)
        self._thumb(painter, place, row)
        self._columns(painter, rect, row)
        for part, name in _BUTTONS:
            if part not in row.parts:
                continue
            spot = self.button(rect, part)
            enabled = self._view.isEnabled()
            if enabled and self._view.hovered == (index.row(), part):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("sunken"))
                painter.drawRoundedRect(spot, 8, 8)
            self._icon(painter, spot, name, "text" if enabled else "offT", _ICON)
        painter.restore()

    def _thumb(self, painter: QPainter, place: QRectF, row: FileRow) -> None:
        """Draw the picture of a file as far as a square shows it, from its top; else a sign of its kind."""
        theme = self._theme
        picture = row.icon == "photo"
        painter.setPen(Qt.PenStyle.NoPen)
        if row.thumb is None:
            painter.setBrush(theme.colour("infoBg" if picture else "offBg"))
            painter.drawRoundedRect(place, 6, 6)
            self._icon(painter, place, row.icon, "infoT" if picture else "offT", 22)
            return
        side = min(row.thumb.width(), row.thumb.height())
        seen = QRectF((row.thumb.width() - side) / 2, 0, side, side)
        edge = QPainterPath()
        edge.addRoundedRect(place, 6, 6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(edge)
        painter.fillRect(place, Qt.GlobalColor.white)
        painter.drawImage(place, row.thumb, seen)
        painter.restore()
        painter.setPen(theme.colour("border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _columns(self, painter: QPainter, rect: QRectF, row: FileRow) -> None:
        theme = self._theme
        first = theme.size(_THUMB) + _GAP
        end = len(_BUTTONS) * (theme.size(_BUTTON) + 4) - 4 + _GAP
        compact = self.is_compact(rect.width())
        columns = 0.0 if compact else 2 * (theme.size(_COLUMN) + _GAP) + theme.size(_STATE) + _GAP
        room = rect.width() - first - end - columns
        line, small = theme.size(22), theme.size(20)
        top = (rect.height() - line - small * (2 if compact else 1)) / 2
        self._words(painter, self._mirror(rect, first, top, room, line), row.title, theme.font(15, 600), "text")
        measure = QFontMetrics(theme.font(13))
        remark = f" · {row.remark}" if row.remark else ""
        length = measure.horizontalAdvance(remark) + 2 if remark else 0
        shown = measure.elidedText(row.name, Qt.TextElideMode.ElideMiddle, int(room - length))
        used = measure.horizontalAdvance(shown) + 2
        names = self._mirror(rect, first, top + line, used if remark else room, small)
        self._words(painter, names, bidi.isolate(shown), theme.font(13), "text2")
        if remark:
            after = self._mirror(rect, first + used, top + line, min(length, room - used), small)
            self._words(painter, after, remark, theme.font(13), "warnT")
        if compact:
            words = " · ".join(part for part in (row.pages or row.kind, row.size, row.state) if part)
            below = self._mirror(rect, first, top + line + small, room, small)
            self._words(painter, below, words, theme.font(13), f"{row.look}T" if row.state else "text2")
            return
        x = first + room + _GAP
        for lines in ((row.kind, row.pages), (row.size,)):
            width = theme.size(_COLUMN)
            said = [words for words in lines if words]
            above = (rect.height() - small * len(said)) / 2
            for words in said:
                self._words(painter, self._mirror(rect, x, above, width, small), words, theme.font(13), "text2")
                above += small
            x += width + _GAP
        if row.state:
            self._pill(painter, rect, x, row)

    def _pill(self, painter: QPainter, rect: QRectF, x: float, row: FileRow) -> None:
        theme = self._theme
        font = theme.font(13, 600)
        side, height = theme.size(16), theme.size(24)
        words = QFontMetrics(font).elidedText(
            row.state, Qt.TextElideMode.ElideRight, theme.size(_STATE) - 2 * 9 - side - 6
        )
        length = QFontMetrics(font).horizontalAdvance(words) + 2
        width = 2 * 9 + side + 6 + length
        place = self._mirror(rect, x, (rect.height() - height) / 2, width, height)
        painter.setPen(theme.colour(f"{row.look}Bd"))
        painter.setBrush(theme.colour(f"{row.look}Bg"))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        self._icon(painter, self._mirror(place, 9, (height - side) / 2, side, side), row.state_icon, f"{row.look}T", 16)
        self._words(painter, self._mirror(place, 9 + side + 6, 0, length, height), words, font, f"{row.look}T")

    def _words(self, painter: QPainter, place: QRectF, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))
        right_to_left = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        shown = text
        if text[:1] != bidi.FIRST_STRONG_ISOLATE:
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()) + 1)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)

    def _icon(self, painter: QPainter, place: QRectF, name: str, colour: str, pixels: int) -> None:
        side = self._theme.size(pixels)
        centre = place.center()
        spot = QRectF(round(centre.x() - side / 2), round(centre.y() - side / 2), side, side)
        draw_icon(painter, self._theme.icon_folder, name, spot, self._theme.colour(colour))
