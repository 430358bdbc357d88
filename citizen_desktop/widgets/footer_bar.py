"""The bar below a page: how far one has come, and what comes next."""

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.layout_parts import parts_of
from citizen_desktop.widgets.theme import Theme

_PADDING: Final = 24


class FooterBar(Themed, QFrame):
    """A ground with a line above; things go into ``row``.

    Args:
        theme: colours and sizes.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(_PADDING, 7, _PADDING, 6)
        self.row.setSpacing(_PADDING)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.follow(theme)

    def fit(self, width: int) -> int:
        """Set the things side by side if they find room in a width, else below each other, and return the height."""
        shown = [part for part in parts_of(self.row) if isinstance(part, QWidget) and not part.isHidden()]
        widths = [max(part.minimumSizeHint().width(), part.minimumWidth()) for part in shown]
        across = sum(widths) + self.row.spacing() * len(widths) + 2 * _PADDING <= width
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if direction is not self.row.direction():
            self.row.setDirection(direction)
        return max(self.minimumHeight(), self.row.totalHeightForWidth(width))

    def restyle(self) -> None:
        """Take the height from the theme."""
        self.setMinimumHeight(self.theme.size(72))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.colour("border"))
