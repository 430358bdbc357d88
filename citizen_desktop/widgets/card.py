"""Grounds to put things on."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

RADIUS: Final = 12


class Card(Themed, QFrame):
    """A rounded ground with a thin border.

    Args:
        theme: colours.
        ground: token of its colour.
        border: token of its border.
        radius: of the corners.
        flat: without a shadow, for one that lies on another.
    """

    def __init__(
        self, theme: Theme, ground: str = "surface", border: str = "border", radius: int = RADIUS, *, flat: bool = False
    ) -> None:
        super().__init__()
        self._ground, self._border, self._radius = ground, border, radius
        self._border_width = 1
        self._casts_shadow = radius == RADIUS and not flat
        self._bare = False
        self.follow(theme)

    def set_border(self, border: str, width: int = 1) -> None:
        """Take another border; the content keeps its place."""
        if (border, width) != (self._border, self._border_width):
            self._border, self._border_width = border, width
            self.update()

    def set_ground(self, ground: str, border: str) -> None:
        """Take other colours."""
        self._ground, self._border = ground, border
        self.update()

    def set_bare(self, *, bare: bool) -> None:
        """Draw nothing, where it lies on another card that it fills; the content keeps its place."""
        if bare is not self._bare:
            self._bare = bare
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        if self._bare:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self._casts_shadow and not self.theme.dark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("border2"))
            painter.drawRoundedRect(rect, self._radius, self._radius)
            rect.adjust(0, 0, 0, -1)
        half = self._border_width / 2
        rect.adjust(half, half, -half, -half)
        painter.setPen(QPen(self.theme.colour(self._border), self._border_width))
        painter.setBrush(self.theme.colour(self._ground))
        painter.drawRoundedRect(rect, self._radius, self._radius)


class Notice(Card):
    """A tinted box with an icon and a sentence.

    Args:
        theme: colours.
        look: prefix of its tokens: ``ok``, ``warn``, ``err``, ``info``, ``off`` or ``unv``.
        icon: file name of its icon without the ending.
    """

    def __init__(self, theme: Theme, look: str, icon: str) -> None:
        ground, border, text = (
            ("surface2", "border", "text2") if look == "off" else (f"{look}Bg", f"{look}Bd", f"{look}T")
        )
        super().__init__(theme, ground, border, radius=8)
        self.label = Label(theme, 13, colour=text, wrap=True)
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(13, 11, 13, 11)
        row.setSpacing(10)
        row.addWidget(Icon(theme, icon, 20, text), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def say(self, text: str) -> None:
        """Set the sentence."""
        self.label.setText(text)
