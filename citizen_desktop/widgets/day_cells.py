"""Days as numbered cells in a row, with a few words below. All x are counted from the start of reading."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.theme import Theme

_CELL: Final = 28
_RADIUS: Final = 6
_GAP: Final = 4
_PADDING: Final = 4
_WORDS: Final = 20
_DOT: Final = 3


class CellLook(StrEnum):
    """What a cell is."""

    PLAIN = "plain"
    USUAL = "usual"
    UNKNOWN = "unknown"
    TODAY = "today"


_COLOURS: Final = {
    CellLook.PLAIN: ("surface", "border", "text2"),
    CellLook.USUAL: ("primary", "primary", "onprimary"),
    CellLook.UNKNOWN: ("unvBg", "unvBd", "unvT"),
    CellLook.TODAY: ("now", "now", "surface"),
}


class DayCell(NamedTuple):
    """A day.

    Args:
        number: of the month.
        look: what it is.
        word: below, from this cell on.
        short: in place of the word where that would run into the next one.
    """

    number: int
    look: CellLook = CellLook.PLAIN
    word: str = ""
    short: str = ""


class DayCells(Themed, QWidget):
    """A row of days. Where there is no room for all, plain ones without a word are left out, the earliest first.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._days: tuple[DayCell, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def show_days(self, days: Sequence[DayCell], description: str) -> None:
        """Show days.

        Args:
            days: in their order.
            description: the same in words, for a screen reader.
        """
        self._days = tuple(days)
        self.setAccessibleName(description)
        self.update()

    def shown(self, width: int) -> tuple[DayCell | None, ...]:
        """Return what stands in the row at a width; None is the place of those that were left out."""
        room = (width + _GAP) // (self._smallest() + _GAP)
        if len(self._days) <= room:
            return self._days
        spare = [
            index for index, day in enumerate(self._days) if day.look is CellLook.PLAIN and not (day.word or day.short)
        ]
        left_out = spare[: len(self._days) - room + 1]
        # A mark that stands for one day saves nothing.
        if len(left_out) < 2:
            return self._days
        return tuple(
            None if index == left_out[0] else day for index, day in enumerate(self._days) if index not in left_out[1:]
        )

    def _smallest(self) -> int:
        """Return the width of a cell that holds any day's number."""
        return QFontMetrics(self.theme.font(13, 600)).horizontalAdvance("30") + _PADDING

    def sizeHint(self) -> QSize:
        """Return the height of cells and words."""
        return QSize(19 * (_CELL + _GAP), self.theme.size(_CELL) + _GAP + self.theme.size(_WORDS))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw cells and words."""
        days = self.shown(self.width())
        if not days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = (self.width() + _GAP) / len(days)
        # Too narrow for a number is narrow indeed: the cells alone still show how far it is.
        numbered = pitch - _GAP >= self._smallest() - _PADDING
        for index, day in enumerate(days):
            place = QRectF(index * pitch, 0, pitch - _GAP, self.theme.size(_CELL))
            if day is None:
                self._draw_dots(painter, place)
            else:
                self._draw_cell(painter, place, day, numbered=numbered)
        self._draw_words(painter, days, pitch)

    def _draw_cell(self, painter: QPainter, place: QRectF, day: DayCell, *, numbered: bool) -> None:
        ground, border, text = _COLOURS[day.look]
        place = self._mirrored(place)
        painter.setPen(self.theme.colour(border))
        painter.setBrush(self.theme.colour(ground))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        if numbered:
            painter.setFont(self.theme.font(13, 400 if day.look is CellLook.PLAIN else 600))
            painter.setPen(self.theme.colour(text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(day.number))

    def _draw_dots(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("text3"))
        middle = self._mirrored(place).center()
        for step in (-1, 0, 1):
            painter.drawEllipse(QRectF(middle.x() + step * 2 * _DOT - _DOT / 2, middle.y() - _DOT / 2, _DOT, _DOT))

    def _draw_words(self, painter: QPainter, days: Sequence[DayCell | None], pitch: float) -> None:
        """Draw the words; the last one is the most important."""
        font = self.theme.font(13)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self.theme.colour("text2"))
        end = float(self.width())
        for index, day in reversed(list(enumerate(days))):
            if day is None or not day.word:
                continue
            for word in filter(None, (day.word, day.short)):
                width = metrics.horizontalAdvance(word) + 2
                left = max(0.0, min(index * pitch, end - width))
                if left + width <= end and (end == self.width() or left >= index * pitch - 1):
                    place = QRectF(left, self.theme.size(_CELL) + _GAP, width, self.theme.size(_WORDS))
                    painter.drawText(self._mirrored(place), Qt.AlignmentFlag.AlignCenter, word)
                    end = left - 2 * _GAP
                    break

    def _mirrored(self, place: QRectF) -> QRectF:
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return place
        return QRectF(self.width() - place.right(), place.top(), place.width(), place.height())
