"""A row that leads somewhere: an icon, words, a chevron at the end, a line below."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from citizen_desktop.widgets.button import PushedByKeys
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 46
_ICON: Final = 18
_GAP: Final = 10
_PADDING_Y: Final = 8
_WRAP: Final = Qt.TextFlag.TextWordWrap


class LinkRow(PushedByKeys):
    """A row as wide as there is room, higher where its words break.

    Args:
        theme: colours and fonts.
        icon: file name without its ending.
        text: the words.
        last: the last of several, without a line below.
    """

    def __init__(self, theme: Theme, icon: str, text: str, *, last: bool = False) -> None:
        super().__init__()
        self._icon, self._last = icon, last
        self.setText(text)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    def hasHeightForWidth(self) -> bool:
        """Tell that words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words."""
        room = QRect(0, 0, max(1, width - self._beside()), 10_000)
        words = QFontMetrics(self.theme.font(15)).boundingRect(room, _WRAP, self.text())
        return max(self.theme.size(_HEIGHT), words.height() + 2 * _PADDING_Y)

    def sizeHint(self) -> QSize:
        """Return the room of unbroken words."""
        width = QFontMetrics(self.theme.font(15)).horizontalAdvance(self.text()) + 2 + self._beside()
        return QSize(width, self.theme.size(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest word."""
        metrics = QFontMetrics(self.theme.font(15))
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + 2 + self._beside(), self.theme.size(_HEIGHT))

    def _beside(self) -> int:
        return 2 * (self.theme.size(_ICON) + _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lit = self.underMouse() or self.isDown()
        if lit:
            painter.fillRect(self.rect(), theme.colour("surface2"))
        if not self._last:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        side = theme.size(_ICON)
        start = QRectF(0, (self.height() - side) / 2, side, side)
        end = QRectF(self.width() - side, start.top(), side, side)
        if right_to_left:
            start, end = end, start
        draw_icon(painter, theme.icon_folder, self._icon, start, theme.colour("text2"))
        draw_icon(painter, theme.icon_folder, "chevron-left", end, theme.colour("n500"), mirrored=not right_to_left)
        painter.setFont(theme.font(15))
        painter.setPen(theme.colour("accent" if lit else "text"))
        painter.setLayoutDirection(self.layoutDirection())
        aligned = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = aligned | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | _WRAP
        painter.drawText(self.rect().adjusted(side + _GAP, 0, -side - _GAP, 0), flags, self.text())
