"""The pill that shows a state: by words and a sign, never by colour alone."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

DOT: Final = "dot"
_GAP: Final = 6


class Pill(Themed, QWidget):
    """A short state.

    Args:
        theme: colours and fonts.
        small: 24 high instead of 28.
    """

    def __init__(self, theme: Theme, *, small: bool = False) -> None:
        super().__init__()
        self._small = small
        self._look, self._icon, self._text = "off", DOT, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def show_state(self, look: str, icon: str, text: str) -> None:
        """Show a state.

        Args:
            look: prefix of the tokens of its colours.
            icon: file name of its icon without the ending, or ``DOT``.
            text: its words.
        """
        self._look, self._icon, self._text = look, icon, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The words that it shows."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the room that it needs."""
        words = QFontMetrics(self.theme.font(13, 600)).horizontalAdvance(self._text)
        padding = 9 if self._small else 11
        return QSize(words + 2 + self._icon_side() + _GAP + 2 * padding, self.theme.size(24 if self._small else 28))

    def minimumSizeHint(self) -> QSize:
        """Return the same: its words are never cut."""
        return self.sizeHint()

    def _icon_side(self) -> int:
        return self.theme.size(8 if self._icon == DOT else 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self.theme.colour(f"{self._look}Bd"))
        painter.setBrush(self.theme.colour(f"{self._look}Bg"))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        colour = self.theme.colour(f"{self._look}T")
        padding = 9 if self._small else 11
        side = self._icon_side()
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = self.width() - padding - side if right_to_left else padding
        place = QRectF(x, (self.height() - side) / 2, side, side)
        if self._icon == DOT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(place)
        else:
            draw_icon(painter, self.theme.icon_folder, self._icon, place, colour, stroke=2)
        painter.setFont(self.theme.font(13, 600))
        painter.setPen(colour)
        room = self.width() - 2 * padding - side - _GAP
        left = padding if right_to_left else padding + side + _GAP
        painter.drawText(QRectF(left - 1, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignCenter, self._text)
