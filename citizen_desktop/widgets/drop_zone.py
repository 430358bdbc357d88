"""A place to drop files on; pressing it opens a dialog."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from citizen_desktop.widgets.drops import TakesFiles
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_ICON: Final = 22
_GAP: Final = 12
_PADDING: Final = 12
_LOOKS: Final = ((15, 600, "text"), (15, 400, "text2"), (15, 600, "accent"), (13, 400, "text2"))


class DropZone(TakesFiles, KeyboardFocus, QPushButton):
    """A dashed place.

    Args:
        theme: colours and fonts.
    """

    dropped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._parts: tuple[str, ...] = ("", "", "", "")
        self.setAcceptDrops(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    def say(self, drop: str, joint: str, choose: str, kinds: str) -> None:
        """Set its words: drop files, or, choose them, and which kinds."""
        self._parts = (drop, joint, choose, kinds)
        self.setText(" ".join(self._parts))
        self.setAccessibleName(choose)
        self.setAccessibleDescription(kinds)
        self.updateGeometry()
        self.update()

    def _fonts(self) -> list[QFont]:
        return [self.theme.font(pixels, weight) for pixels, weight, _colour in _LOOKS]

    def _lines(self, width: int) -> list[list[tuple[int, float]]]:
        """Break the parts into lines: numbers of parts and their widths."""
        lines: list[list[tuple[int, float]]] = [[]]
        room = width - 2 * _PADDING - self.theme.size(_ICON) - _GAP
        used = 0.0
        for number, (font, part) in enumerate(zip(self._fonts(), self._parts, strict=True)):
            length = QFontMetrics(font).horizontalAdvance(f"{part} ") + 1.0
            if lines[-1] and used + length > room:
                lines.append([])
                used = 0
            lines[-1].append((number, length))
            used += length
        return lines

    def hasHeightForWidth(self) -> bool:
        """Tell that words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines."""
        return max(self.theme.size(44), len(self._lines(width)) * self.theme.size(24) + 2 * 10)

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        return QSize(self.theme.size(200), self.theme.size(44))

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest part."""
        widest = max(
            QFontMetrics(font).horizontalAdvance(p) for font, p in zip(self._fonts(), self._parts, strict=True)
        )
        return QSize(min(widest, self.theme.size(220)) + 2 * _PADDING + self.theme.size(_ICON), self.theme.size(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the place."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.dragged_over or self.underMouse()
        pen = QPen(theme.colour("primary" if lively else "segPast"), 2, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(theme.colour("okBg" if self.dragged_over else "accentBg"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        lines = self._lines(self.width())
        height = theme.size(24)
        side = theme.size(_ICON)
        widest = max(sum(length for _number, length in line) for line in lines)
        total = side + _GAP + widest
        start = (self.width() - total) / 2
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft

        def mirrored(x: float, width: float) -> float:
            return self.width() - x - width if right_to_left else x

        place = QRectF(QPointF(mirrored(start, side), (self.height() - side) / 2), QPointF())
        place.setSize(QSize(side, side).toSizeF())
        draw_icon(painter, theme.icon_folder, "cloud-upload", place, theme.colour("accent"))
        painter.setLayoutDirection(self.layoutDirection())
        fonts = self._fonts()
        y = (self.height() - height * len(lines)) / 2
        aligned = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        for line in lines:
            x = start + side + _GAP
            for number, length in line:
                painter.setFont(fonts[number])
                painter.setPen(theme.colour(_LOOKS[number][2]))
                flags = aligned | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(QRectF(mirrored(x, length), y, length, height), flags, self._parts[number])
                x += length
            y += height
