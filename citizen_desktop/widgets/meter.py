"""A bar that fills from where reading starts, always with numbers."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 8
_WARNING: Final = 0.9
AMBER: Final = "warnT"


class Bar(Themed, QWidget):
    """The bar alone; what stands beside it says its number.

    Args:
        theme: colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.share = 0.0
        self._colour = "seg"
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def show_share(self, share: float, colour: str = "seg") -> None:
        """Fill it up to a share of 1, in a colour by its token."""
        self.share, self._colour = min(1.0, max(0.0, share)), colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(rect, _HEIGHT / 2, _HEIGHT / 2)
        painter.setClipPath(path)
        painter.fillRect(rect, self.theme.colour("track"))
        width = rect.width() * self.share
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(self._colour))
        if width:
            painter.drawRoundedRect(QRectF(rect.right() - width if right_to_left else 0, 0, width, _HEIGHT), 4, 4)


class Meter(Themed, QWidget):
    """A title and a number above a bar, a sentence below.

    Args:
        theme: colours and fonts.
        limited: amber from nine tenths on, red beyond the whole.
        strong: the number is what counts: bold and in the accent's colour.
    """

    def __init__(self, theme: Theme, *, limited: bool = False, strong: bool = False) -> None:
        super().__init__()
        self._limited, self._strong = limited, strong
        self.title = Label(theme, 13, 600, wrap=True)
        self.number = Label(theme, 13, 600 if strong else 400, "accent" if strong else "text2", at_end=True)
        self.bar = Bar(theme)
        self.detail = Label(theme, 13, colour="text2", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.number)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.detail)
        self.follow(theme)

    def say(self, title: str, number: str, detail: str, share: float) -> None:
        """Show everything anew."""
        colour, words = "seg", "accent" if self._strong else "text2"
        if self._limited and share > 1:
            colour = words = "errT"
        elif self._limited and share >= _WARNING:
            colour = words = AMBER
        self.title.setText(title)
        self.number.setText(number)
        self.number.set_colour(words)
        self.detail.setText(detail)
        self.bar.show_share(share, colour)
        self.setAccessibleName(f"{title}: {number}")
        self.setAccessibleDescription(detail)
