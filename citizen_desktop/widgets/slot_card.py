"""A place for one document: filled, with a problem, missing, or with files held over it."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.drops import TakesFiles
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_CIRCLE: Final = 32
_ICON: Final = 18


class SlotState(StrEnum):
    """How a document stands."""

    FILLED = "filled"
    PROBLEM = "problem"
    MISSING = "missing"


_LOOKS: Final = {
    SlotState.FILLED: ("accentBg", "accentBd", "okT", "check"),
    SlotState.PROBLEM: ("warnBg", "warnBd", "warnT", "alert-triangle"),
    SlotState.MISSING: ("surface", "ctl", "text2", "plus"),
}


class _Sign(Themed, QWidget):
    """The sign in a circle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.state, self.over = SlotState.MISSING, False
        self.follow(theme)

    def restyle(self) -> None:
        self.setFixedSize(self.theme.size(_CIRCLE), self.theme.size(_CIRCLE))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        name, ground, colour = {
            SlotState.FILLED: ("check", "primary", "onprimary"),
            SlotState.PROBLEM: ("alert-triangle", "surface", "warnT"),
            SlotState.MISSING: ("plus", "offBg", "offT"),
        }[self.state]
        if self.over:
            name, ground, colour = "cloud-upload", "primary", "onprimary"
        elif self.state is SlotState.PROBLEM:
            painter.setPen(theme.colour("warnBd"))
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        side = theme.size(_ICON)
        start = (self.width() - side) / 2
        place = QRectF(start, start, side, side)
        draw_icon(painter, theme.icon_folder, name, place, theme.colour(colour), stroke=2.25)


class SlotCard(TakesFiles, QFrame):
    """The place of a document.

    Args:
        theme: colours and fonts.
    """

    dropped = Signal(object)
    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.state = SlotState.MISSING
        self._title_text = self._detail_text = self._over_text = ""
        self._sign = _Sign(theme)
        self.title = Label(theme, 15, 600, wrap=True)
        self.detail = Label(theme, 13, wrap=True)
        self.button = Button(theme, Kind.GHOST)
        self.button.clicked.connect(self.wanted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 8, 13, 8)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self._row = row
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.follow(theme)

    def say(self, state: SlotState, title: str, detail: str, over: str) -> None:
        """Show how the document stands.

        Args:
            state: its colours and sign.
            title: the document.
            detail: what was attached, or what is wrong.
            over: in place of the title while files are held over it.
        """
        self.state = state
        self._title_text, self._detail_text, self._over_text = title, detail, over
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self._say()

    def say_button(self, words: str, hint: str) -> None:
        """Set the words on the button."""
        missing = self.state is SlotState.MISSING
        self.button.set_kind(Kind.TONAL if missing else Kind.GHOST, "warnT" if self.state is SlotState.PROBLEM else "")
        self.button.say(words, hint)

    def show_drag(self, *, over: bool) -> None:
        """Show whether files are held over it."""
        super().show_drag(over=over)
        self._say()

    def _say(self) -> None:
        self.title.setText(self._over_text if self.dragged_over else self._title_text)
        self.detail.setText(self._detail_text)
        self.detail.set_colour("okT" if self.dragged_over else _LOOKS[self.state][2])
        self._sign.state, self._sign.over = self.state, self.dragged_over
        self._sign.update()
        self.update()

    def restyle(self) -> None:
        """Take the height from the theme."""
        self.setMinimumHeight(self.theme.size(64))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, border, _text, _icon = _LOOKS[self.state]
        width = 2 if self.dragged_over else 1
        if self.dragged_over:
            ground, border = "okBg", "primary"
        pen = QPen(self.theme.colour(border), width)
        if self.dragged_over or self.state is SlotState.MISSING:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(self.theme.colour(ground))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
