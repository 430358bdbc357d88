"""What scrolls by itself beside a list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme


class SidePane(Themed, QScrollArea):
    """A pane without a frame.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.follow(theme)

    def restyle(self) -> None:
        """Dress the scroll bar."""
        dress_scroll_bars(self, self.theme)
        super().restyle()
