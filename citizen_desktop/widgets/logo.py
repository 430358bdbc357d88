"""The application's own sign; no emblem of anybody."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_SIZES = (16, 24, 32, 48, 64, 128, 256)


class Logo(Themed, QWidget):
    """The sign in the head of the window.

    Args:
        theme: colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.follow(theme)

    def restyle(self) -> None:
        """Take the size from the theme."""
        self.setFixedSize(self.theme.size(40), self.theme.size(40))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        _draw(painter, self.theme, self.width())


def logo_icon(theme: Theme) -> QIcon:
    """Return the sign for the window and the task bar."""
    icon = QIcon()
    for side in _SIZES:
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _draw(painter, theme, side)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _draw(painter: QPainter, theme: Theme, side: int) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("g700"))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side / 4, side / 4)
    inner = round(side * 0.6)
    place = QRectF((side - inner) / 2, (side - inner) / 2, inner, inner)
    draw_icon(painter, theme.icon_folder, "heart-handshake", place, theme.colour("onprimary"))
