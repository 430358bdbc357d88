"""A letter in a circle that stands for somebody, or a lock."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme


def paint_avatar(painter: QPainter, theme: Theme, place: QRectF, letter: str, icon: str, pixels: int = 15) -> None:
    """Draw a circle.

    Args:
        painter: draws.
        theme: colours and fonts.
        place: a square.
        letter: the letter; empty for the icon.
        icon: file name of an icon without its ending.
        pixels: size of the letter.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("okBg" if letter and theme.dark else "g100" if letter else "offBg"))
    painter.drawEllipse(place)
    colour = theme.colour("okT" if letter and theme.dark else "g800" if letter else "offT")
    if letter:
        painter.setPen(colour)
        painter.setFont(theme.font(pixels, 700))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)
    else:
        side = theme.size(18)
        corner = place.center()
        inner = QRectF(round(corner.x() - side / 2), round(corner.y() - side / 2), side, side)
        draw_icon(painter, theme.icon_folder, icon, inner, colour)
    painter.restore()


class Avatar(Themed, QWidget):
    """A letter in a circle.

    Args:
        theme: colours and fonts.
        side: of the circle at 100 %.
        pixels: size of the letter.
    """

    def __init__(self, theme: Theme, side: int = 44, pixels: int = 17) -> None:
        super().__init__()
        self._side, self._pixels = side, pixels
        self.letter, self._icon = "", "user"
        self.follow(theme)

    def show_letter(self, letter: str, icon: str) -> None:
        """Show a letter, or an icon where there is none."""
        self.letter, self._icon = letter, icon
        self.update()

    def restyle(self) -> None:
        """Take the size from the theme."""
        self.setFixedSize(self.theme.size(self._side), self.theme.size(self._side))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circle."""
        paint_avatar(QPainter(self), self.theme, QRectF(self.rect()), self.letter, self._icon, self._pixels)
