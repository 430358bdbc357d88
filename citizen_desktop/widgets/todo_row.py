"""A line of a list of what is left to do: a sign, words that may break, and a press leads there."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from citizen_desktop.widgets.button import PushedByKeys
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_ICON: Final = 18
_GAP: Final = 10
_LINE: Final = 20
_WRAP: Final = Qt.TextFlag.TextWordWrap


class TodoRow(PushedByKeys):
    """A row as wide as there is room.

    Args:
        theme: colours and fonts.
        icon: file name of the sign without its ending.
        tint: token of the sign's colour.
        text: the words.
        colour: token of theirs.
        hint: what a press does, for a screen reader and as a tool tip.
    """

    ring_reach = 3

    def __init__(self, theme: Theme, icon: str, tint: str, text: str, colour: str = "text", hint: str = "") -> None:
        super().__init__()
        self._icon, self._tint, self._colour = icon, tint, colour
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.setToolTip(hint)
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
        words = QFontMetrics(self.theme.font(13, 500)).boundingRect(room, _WRAP, self.text())
        return max(self.theme.size(_LINE), words.height() + 1)

    def sizeHint(self) -> QSize:
        """Return the room of unbroken words."""
        width = QFontMetrics(self.theme.font(13, 500)).horizontalAdvance(self.text()) + 2 + self._beside()
        return QSize(width, self.theme.size(_LINE))

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest word."""
        metrics = QFontMetrics(self.theme.font(13, 500))
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + 2 + self._beside(), self.theme.size(_LINE))

    def _beside(self) -> int:
        return self.theme.size(_ICON) + _GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = theme.size(_ICON)
        place = QRectF(self.width() - side if to_left else 0, (theme.size(_LINE) - side) / 2, side, side)
        draw_icon(painter, theme.icon_folder, self._icon, place, theme.colour(self._tint))
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setFont(theme.font(13, 500 if self._colour == "warnT" else 400))
        painter.setPen(theme.colour("accent" if lit else self._colour))
        painter.setLayoutDirection(self.layoutDirection())
        aligned = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
        flags = aligned | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop | _WRAP
        beside = self._beside()
        room = self.rect().adjusted(0 if to_left else beside, 0, -beside if to_left else 0, 0)
        painter.drawText(room, flags, self.text())
