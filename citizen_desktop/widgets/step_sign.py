"""The sign before a step: its number, or a lock."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme


class StepSign(Themed, QWidget):
    """A number in a circle, or an icon in an amber one.

    Args:
        theme: colours and fonts.
        number: the number.
        icon: shown in its place, as a file name without its ending.
        side: of the circle at 100 %.
        tinted: in the accent's colours instead of grey.
    """

    def __init__(self, theme: Theme, number: int, icon: str = "", side: int = 28, *, tinted: bool = False) -> None:
        super().__init__()
        self._number, self._icon, self._side = number, icon, side
        self._look = "warn" if icon else "accent" if tinted else "off"
        self.follow(theme)

    def set_tinted(self, *, tinted: bool) -> None:
        """Take the accent's colours, or grey ones; an icon keeps its own."""
        look = "warn" if self._icon else "accent" if tinted else "off"
        if look != self._look:
            self._look = look
            self.update()

    def restyle(self) -> None:
        """Take the size from the theme."""
        self.setFixedSize(self.theme.size(self._side), self.theme.size(self._side))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle and sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.theme.colour("accent" if self._look == "accent" else f"{self._look}T")
        border = self.theme.colour(f"{self._look}Bd" if self._look != "off" else "offBg")
        painter.setPen(border)
        painter.setBrush(self.theme.colour(f"{self._look}Bg"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._icon:
            side = self.theme.size(16)
            place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            draw_icon(painter, self.theme.icon_folder, self._icon, place, colour)
            return
        painter.setPen(colour)
        painter.setFont(self.theme.font(13, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
