"""The ground that the tabs stand on."""

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.tab_bar import TabBar
from citizen_desktop.widgets.theme import Theme


class TabRow(Themed, QWidget):
    """The row below the header, with a line under it.

    Args:
        theme: colours.
        tabs: what stands in it; the caller lays them out.
    """

    def __init__(self, theme: Theme, tabs: TabBar) -> None:
        super().__init__()
        self._tabs = tabs
        self.follow(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tabs fit themselves into the new width."""
        super().resizeEvent(event)
        self._tabs.refit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the line."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.colour("border"))
