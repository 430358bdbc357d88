"""A button as wide as the column it stands in, whose words break."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from citizen_desktop.widgets.button import PushedByKeys
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 44
_ICON: Final = 18
_GAP: Final = 10
_PADDING_Y: Final = 8
_WRAP: Final = Qt.TextFlag.TextWordWrap


class RowButton(PushedByKeys):
    """An icon, words, and a chevron that points on.

    Args:
        theme: colours and fonts.
        icon: file name of its icon without the ending.
    """

    ring_reach = 0

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._icon_name = icon
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    def say(self, text: str) -> None:
        """Set its words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _beside(self) -> int:
        return 2 * (self.theme.size(_ICON) + _GAP)

    def _words_height(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._beside()), 10_000)
        return QFontMetrics(self.theme.font(15)).boundingRect(room, _WRAP, self.text()).height()

    def hasHeightForWidth(self) -> bool:
        """Tell that words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words."""
        return max(self.theme.size(_HEIGHT), self._words_height(width) + 2 * _PADDING_Y)

    def sizeHint(self) -> QSize:
        """Return the room of unbroken words."""
        width = QFontMetrics(self.theme.font(15)).horizontalAdvance(self.text()) + 2 + self._beside()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest word."""
        metrics = QFontMetrics(self.theme.font(15))
        widest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(widest + 2 + self._beside(), self.theme.size(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        theme = self.theme
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), theme.colour("accentBg"))
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = theme.size(_ICON)
        top = (self.height() - side) // 2
        start, end = QRectF(0, top, side, side), QRectF(self.width() - side, top, side, side)
        if right_to_left:
            start, end = end, start
        draw_icon(painter, theme.icon_folder, self._icon_name, start, theme.colour("text2"))
        draw_icon(painter, theme.icon_folder, "chevron-left", end, theme.colour("text3"), mirrored=not right_to_left)
        words = self.rect().adjusted(side + _GAP, 0, -side - _GAP, 0)
        aligned = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = aligned | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | _WRAP
        painter.setFont(theme.font(15))
        painter.setPen(theme.colour("text"))
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(words, flags, self.text())
