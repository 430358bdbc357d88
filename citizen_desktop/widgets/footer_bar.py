"""The bar below a page: how far one has come, and what comes next."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.layout_parts import parts_of
from citizen_desktop.widgets.theme import Theme

_PADDING: Final = 24
_LARGEST_SHARE: Final = 3
"""A bar that takes more than one part in so many of a page's height leaves too little to the rest."""


class FooterBar(Themed, QFrame):
    """A ground with a line above; things go into ``row``, or into box layouts there, each of which may become a line of its own.

    Args:
        theme: colours and sizes.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(_PADDING, 7, _PADDING, 6)
        self.row.setSpacing(_PADDING)
        self.scrolls_along = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.follow(theme)

    def fit(self, width: int) -> int:
        """Set the things side by side if they find room in a width, else below each other, and return the height."""
        room = width - 2 * _PADDING
        groups = [part for part in parts_of(self.row) if isinstance(part, QBoxLayout)]
        widths = [self._width(group) for group in groups] or [self._width(self.row)]
        across = sum(widths) <= room
        set_across(self.row, across=across)
        for group, needed in zip(groups, widths, strict=False):
            set_across(group, across=across or needed <= room)
        return max(self.minimumHeight(), self.row.totalHeightForWidth(width))

    def stand(self, below: QBoxLayout, along: QBoxLayout, page: QSize, room: int) -> None:
        """Stand below what scrolls; in a low window, where that would take too much of its room, scroll along.

        Args:
            below: where it stands as a rule.
            along: where it stands at the end of what scrolls.
            page: pixels of the page, 0 high where it is not laid out yet.
            room: pixels across for what scrolls.
        """
        low = self.fit(room if self.scrolls_along else page.width()) * _LARGEST_SHARE > page.height() > 0
        if low is not self.scrolls_along:
            (below if low else along).removeWidget(self)
            (along if low else below).addWidget(self)
            self.scrolls_along = low

    def _width(self, layout: QBoxLayout) -> int:
        """Return what the things of a layout need side by side."""
        shown = [part for part in parts_of(layout) if isinstance(part, QWidget) and not part.isHidden()]
        return sum(max(part.minimumSizeHint().width(), part.minimumWidth()) + self.row.spacing() for part in shown)

    def restyle(self) -> None:
        """Take the height from the theme."""
        self.setMinimumHeight(self.theme.size(72))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.colour("surface"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.colour("border"))
