"""A filled chip that says in which mode the application runs; it does nothing."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 36
_PADDING: Final = 14
_ICON: Final = 18
_GAP: Final = 8


class ModeChip(Themed, QWidget):
    """An icon and words.

    Args:
        theme: colours and fonts.
        icon: file name without its ending.
    """

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._icon, self._text, self._compact = icon, "", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    @property
    def text(self) -> str:
        """Its words."""
        return self._text

    def say(self, text: str) -> None:
        """Set its words."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text if self._compact else "")
        self.updateGeometry()
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon alone; the words become the tool tip."""
        if compact is not self._compact:
            self._compact = compact
            self.say(self._text)

    def sizeHint(self) -> QSize:
        """Return the room of icon and words."""
        height = self.theme.size(_HEIGHT)
        if self._compact:
            return QSize(height, height)
        words = QFontMetrics(self.theme.font(13, 600)).horizontalAdvance(self._text) + 2
        return QSize(words + self.theme.size(_ICON) + _GAP + 2 * _PADDING, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("g700"))
        rect = QRectF(self.rect())
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        colour = theme.colour("onprimary")
        side = theme.size(_ICON)
        to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        start = (rect.width() - side) / 2 if self._compact else _PADDING
        x = rect.width() - start - side if to_left else start
        draw_icon(painter, theme.icon_folder, self._icon, QRectF(x, (rect.height() - side) / 2, side, side), colour)
        if not self._compact:
            painter.setPen(colour)
            painter.setFont(theme.font(13, 600))
            room = rect.adjusted(_PADDING, 0, -_PADDING - side - _GAP, 0)
            if not to_left:
                room.translate(side + _GAP, 0)
            painter.drawText(room.adjusted(-1, 0, 1, 0), Qt.AlignmentFlag.AlignCenter, self._text)
