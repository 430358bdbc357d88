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
        return pill_size(self.theme, self._icon, self._text, small=self._small)

    def minimumSizeHint(self) -> QSize:
        """Return the same: its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        face = (self._look, self._icon, self._text)
        paint_pill(painter, self.theme, QRectF(self.rect()), face, small=self._small, right_to_left=right_to_left)


def pill_size(theme: Theme, icon: str, text: str, *, small: bool) -> QSize:
    """Return the room that a pill needs."""
    words = QFontMetrics(theme.font(13, 600)).horizontalAdvance(text)
    padding = 9 if small else 11
    return QSize(words + 2 + _icon_side(theme, icon) + _GAP + 2 * padding, theme.size(24 if small else 28))


def _icon_side(theme: Theme, icon: str) -> int:
    return theme.size(8 if icon == DOT else 16)


def paint_pill(
    painter: QPainter, theme: Theme, rect: QRectF, face: tuple[str, str, str], *, small: bool, right_to_left: bool
) -> None:
    """Draw a pill, for lists that draw their rows.

    Args:
        painter: draws.
        theme: colours and fonts.
        rect: where to.
        face: prefix of the tokens of its colours, icon, words.
        small: 24 high instead of 28.
        right_to_left: the icon stands on the right.
    """
    look, icon, text = face
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    rect = QRectF(0, 0, rect.width(), rect.height())
    outline = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(theme.colour(f"{look}Bd"))
    painter.setBrush(theme.colour(f"{look}Bg"))
    painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
    colour = theme.colour(f"{look}T")
    padding = 9 if small else 11
    side = _icon_side(theme, icon)
    x = rect.width() - padding - side if right_to_left else padding
    place = QRectF(x, (rect.height() - side) / 2, side, side)
    if icon == DOT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(place)
    else:
        draw_icon(painter, theme.icon_folder, icon, place, colour, stroke=2)
    painter.setFont(theme.font(13, 600))
    painter.setPen(colour)
    room = rect.width() - 2 * padding - side - _GAP
    left = padding if right_to_left else padding + side + _GAP
    painter.drawText(QRectF(left - 1, 0, room + 2, rect.height()), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
