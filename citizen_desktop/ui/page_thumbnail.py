"""How a page looks in the strip: its picture, its number, and dots to drag it by."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from citizen_desktop.ui.page_model import PICTURE_ROLE
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

WIDTH: Final = 104
_HEIGHT: Final = 134
_LINE: Final = 24
_GAP: Final = 4
_AIR: Final = 6


class PageThumbnail(QStyledItemDelegate):
    """Draws a row.

    Args:
        theme: colours and fonts.
        strip: whose rows they are.
    """

    def __init__(self, theme: Theme, strip: QListView) -> None:
        super().__init__(strip)
        self._theme, self._strip = theme, strip

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of picture and number."""
        height = _HEIGHT + self._theme.size(_LINE) + _GAP + 2 * _AIR
        return QSize(WIDTH + 2 * _AIR, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw picture, number and dots."""
        theme = self._theme
        row = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        to_left = self._strip.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(row.center().x() - WIDTH / 2, row.top() + _AIR, WIDTH, _HEIGHT)
        picture = index.data(PICTURE_ROLE)
        if isinstance(picture, QImage) and not picture.isNull():
            scale = min(frame.width() / picture.width(), frame.height() / picture.height())
            wide, high = picture.width() * scale, picture.height() * scale
            frame = QRectF(frame.center().x() - wide / 2, frame.bottom() - high, wide, high)
            painter.fillRect(frame, Qt.GlobalColor.white)
            painter.drawImage(frame, picture)
        else:
            painter.fillRect(frame, theme.colour("surface2"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("border2"), 1))
        painter.drawRoundedRect(frame, 4, 4)
        current = self._strip.currentIndex().row() == index.row()
        if chosen or current:
            painter.setPen(QPen(theme.colour("seg" if current else "accentBd"), 3))
            painter.drawRoundedRect(frame.adjusted(-2.5, -2.5, 2.5, 2.5), 7, 7)
        line = QRectF(row.center().x() - WIDTH / 2, row.top() + _AIR + _HEIGHT + _GAP, WIDTH, theme.size(_LINE))
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.colour("accent" if current else "text2"))
        side = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(line, flags, str(index.row() + 1))
        dots = theme.size(18)
        x = line.left() if to_left else line.right() - dots
        place = QRectF(x, line.center().y() - dots / 2, dots, dots)
        draw_icon(painter, theme.icon_folder, "grip-vertical", place, theme.colour("text2"))
        painter.restore()
