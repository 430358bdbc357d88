"""Chips of which one is chosen: radio buttons to the keyboard and to a screen reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy

from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 32
_PADDING: Final = 13
_GAP: Final = 6
_FORWARDS: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Right})
_BACKWARDS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Left})


@dataclass(frozen=True)
class ChipWords:
    """What stands on a chip.

    Args:
        text: its name.
        count: a number after it, empty for none.
        spoken: both, for a screen reader.
    """

    text: str
    count: str = ""
    spoken: str = ""


class WalksChips(Protocol):
    """What holds chips, and knows which comes next."""

    def step_from(self, part: "Chip", step: int, /) -> None:
        """Choose a neighbour, and bring the keyboard to it."""


class Chip(KeyboardFocus, QRadioButton):
    """One choice.

    Args:
        theme: colours and fonts.
        row: of which it is one.
    """

    def __init__(self, theme: Theme, row: WalksChips) -> None:
        super().__init__()
        self._row = row
        self._words = ChipWords("")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._stop_at_the_chosen_one)
        self._stop_at_the_chosen_one(chosen=False)
        self.follow(theme)

    @property
    def words(self) -> ChipWords:
        """What stands on it."""
        return self._words

    def say(self, words: ChipWords) -> None:
        """Set its words."""
        if words != self._words:
            self._words = words
            self.setText(words.text)
            self.setAccessibleName(words.spoken or words.text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of its words, in the weight that they have when it is chosen."""
        width = QFontMetrics(self.theme.font(13, 600)).horizontalAdvance(self._words.text) + 2
        return QSize(width + self._count_room() + 2 * _PADDING, self.theme.size(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the same: its words are never cut."""
        return self.sizeHint()

    def _count_room(self) -> int:
        if not self._words.count:
            return 0
        return QFontMetrics(self.theme.font(13, 700)).horizontalAdvance(self._words.count) + _GAP

    def hitButton(self, position: object) -> bool:  # noqa: ARG002  a press anywhere on it counts
        """Take a press anywhere on the chip."""
        return True

    def _stop_at_the_chosen_one(self, chosen: bool) -> None:  # noqa: FBT001  a slot
        """Let Tab stop at the chosen chip alone, as radio buttons have it: arrows go to the others."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the row as it is read."""
        key = event.key()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if mirrored and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            key = Qt.Key.Key_Left if key == Qt.Key.Key_Right else Qt.Key.Key_Right
        if key in _FORWARDS:
            self._row.step_from(self, 1)
        elif key in _BACKWARDS:
            self._row.step_from(self, -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        hovered = self.underMouse() and not chosen
        painter.setPen(theme.colour("g700" if chosen else "ctl" if hovered else "border2"))
        painter.setBrush(theme.colour("g700" if chosen else "surface2" if hovered else "surface"))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setPen(theme.colour("onprimary" if chosen else "text"))
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        count = self._count_room()
        inner = QRectF(self.rect()).adjusted(_PADDING, 0, -_PADDING, 0)
        text = inner.adjusted(count, 0, 0, 0) if right_to_left else inner.adjusted(0, 0, -count, 0)
        painter.setFont(theme.font(13, 600 if chosen else 500))
        painter.drawText(text.adjusted(-1, 0, 1, 0), Qt.AlignmentFlag.AlignCenter, self._words.text)
        if count:
            left = inner.left() if right_to_left else inner.right() - count + _GAP
            painter.setFont(theme.font(13, 700))
            place = QRectF(left - 1, 0, count - _GAP + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._words.count)


class ChipRow(FlowRow):
    """Chips in reading order; one is always chosen.

    Args:
        theme: colours and fonts.
        values: what they stand for; the first is chosen.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, values: Sequence[object]) -> None:
        super().__init__(8)
        self.chips = {value: Chip(theme, self) for value in values}
        self._group = QButtonGroup(self)
        for value, chip in self.chips.items():
            self._group.addButton(chip)
            self.add(chip)
            chip.clicked.connect(lambda _checked, value=value: self.chosen.emit(value))
        self.choose(values[0])

    def choose(self, value: object) -> None:
        """Show a choice."""
        self.chips[value].setChecked(True)

    def step_from(self, chip: Chip, step: int) -> None:
        """Choose a neighbour, and bring the keyboard to it; after the last comes the first."""
        chips = list(self.chips.values())
        other = chips[(chips.index(chip) + step) % len(chips)]
        other.click()
        forwards = Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason
        other.setFocus(forwards)
