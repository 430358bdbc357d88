"""A page with a bar at its foot that stays while the page scrolls."""

from typing import Final

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from citizen_desktop.ui.page import PADDING_X, Page
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 72


class Foot(Themed, QWidget):
    """The bar: a note where reading starts, buttons at the end.

    Args:
        theme: colours and fonts.
        icon: before the note, as a file name without its ending.
    """

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self.note = Label(theme, 13, colour="text2", wrap=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(PADDING_X, 9, PADDING_X, 8)
        self.row.setSpacing(12)
        self.row.addWidget(Icon(theme, icon))
        self.row.addWidget(self.note, 1)
        self.follow(theme)

    def height_for(self, width: int) -> int:
        """Return the height that the note needs, and no less than that of the design."""
        layout = self.row
        needed = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return max(self.theme.size(_HEIGHT), needed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line above it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.colour("border"))


class FootedPage(Page):
    """A page with a bar at its foot.

    Args:
        theme: colours and fonts.
        icon: before the note in the bar, as a file name without its ending.
    """

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__(theme)
        self.foot = Foot(theme, icon)
        self.foot.setParent(self)
        self._fit_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the foot."""
        super().resizeEvent(event)
        self._fit_foot()

    def restyle(self) -> None:
        """Fit the bar to the new text size."""
        super().restyle()
        if hasattr(self, "foot"):
            self._fit_foot()

    def _fit_foot(self) -> None:
        height = self.foot.height_for(self.width())
        if self.viewportMargins().bottom() != height:
            self.setViewportMargins(0, 0, 0, height)
        self.foot.setGeometry(0, self.height() - height, self.width(), height)
