"""The bar below a page: how far one has come, and what comes next."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.theme import Theme


class FooterBar(Themed, QFrame):
    """A ground with a line above; things go into ``row``.

    Args:
        theme: colours and sizes.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(24, 7, 24, 6)
        self.row.setSpacing(24)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.follow(theme)

    def restyle(self) -> None:
        """Take the height from the theme."""
        self.setMinimumHeight(self.theme.size(72))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.colour("border"))
