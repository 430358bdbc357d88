"""Two or three choices in one box: radio buttons to the keyboard and to a screen reader."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.chips import Chip, ChipWords
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 30
_PADDING: Final = 14


class Segment(Chip):
    """One choice."""

    ring_reach = 1

    def sizeHint(self) -> QSize:
        """Return the room of its words."""
        width = QFontMetrics(self.theme.font(13, 600)).horizontalAdvance(self.words.text) + 2
        return QSize(width + 2 * _PADDING, self.theme.size(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it: the chosen one lies on top."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen:
            painter.setPen(theme.colour("accentBd"))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        colour = "offT" if not self.isEnabled() else "accent" if chosen else "text" if self.underMouse() else "text2"
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.colour(colour))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words.text)


class Segments(Themed, QWidget):
    """The box; one of them is always chosen.

    Args:
        theme: colours and fonts.
        values: what they stand for, in reading order; the first is chosen.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, values: Sequence[object]) -> None:
        super().__init__()
        self.parts = {value: Segment(theme, self) for value in values}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        for value, part in self.parts.items():
            self._group.addButton(part)
            row.addWidget(part)
            part.clicked.connect(lambda _checked, value=value: self.chosen.emit(value))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.choose(values[0])
        self.follow(theme)

    @property
    def value(self) -> object:
        """What is chosen."""
        return next(value for value, part in self.parts.items() if part.isChecked())

    def say(self, words: Mapping[object, str], name: str) -> None:
        """Set the words.

        Args:
            words: of every choice.
            name: what is chosen, for a screen reader.
        """
        self.setAccessibleName(name)
        for value, part in self.parts.items():
            part.say(ChipWords(words[value], spoken=f"{name}: {words[value]}"))

    def choose(self, value: object) -> None:
        """Show a choice."""
        self.parts[value].setChecked(True)

    def step_from(self, part: Chip, step: int) -> None:
        """Choose a neighbour, and bring the keyboard to it; after the last comes the first."""
        parts: list[Chip] = list(self.parts.values())
        other = parts[(parts.index(part) + step) % len(parts)]
        other.click()
        forwards = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
        other.setFocus(forwards)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("border2"))
        painter.setBrush(self.theme.colour("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
