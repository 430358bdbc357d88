"""A QR code, always dark on white, as large as its place allows in whole pixels."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from citizen_desktop.printing.qr_code import Modules, draw_modules
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.theme import Theme

_QUIET_ZONE: Final = 4
_MODULE: Final = 12


class QrView(Themed, QWidget):
    """A QR code on a white card.

    Args:
        theme: colours of the card's border.
        modules: rows of ones and zeros, without the quiet zone.
        description: what is in the code, for a screen reader.
    """

    def __init__(self, theme: Theme, modules: Modules, description: str) -> None:
        super().__init__()
        self._modules = modules
        self.setAccessibleName(description)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def fit(self, scale: float) -> None:
        """Grow or shrink to so many times the designed size, to a whole number of pixels a module.

        Args:
            scale: 1 gives twelve pixels a module.
        """
        whole = len(self._modules) + 2 * _QUIET_ZONE
        module = max(4, int(_MODULE * scale))
        self.setFixedSize(whole * module + 20, whole * module + 20)

    def sizeHint(self) -> QSize:
        """Return the designed size: twelve pixels a module."""
        side = (len(self._modules) + 2 * _QUIET_ZONE) * _MODULE + 20
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw card and code."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("border2"))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        whole = len(self._modules) + 2 * _QUIET_ZONE
        module = max(1, (min(self.width(), self.height()) - 20) // whole)
        side = module * len(self._modules)
        place = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_modules(painter, self._modules, place, self.theme.colour("n900"))
