"""Strips that show where one stands in a week, or on the way to a span of days. All x are counted from the start of reading."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.theme import Theme

_TRACK: Final = 12
_MARKER: Final = 3
_HALO: Final = 2
_OVERHANG: Final = 3
_DAYS: Final = 7


class Band(NamedTuple):
    """A part of the week strip.

    Args:
        start: fraction of the week.
        end: fraction of the week.
        colour: token of its colour; None for the hatching of what is not known.
    """

    start: float
    end: float
    colour: str | None


class _Strip(Themed, QWidget):
    """What both strips share: mirroring, and words above or below the track."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _mirrored(self, rect: QRectF) -> QRectF:
        if self.layoutDirection() is Qt.LayoutDirection.LeftToRight:
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())


class WeekStrip(_Strip):
    """A week from Sunday on, with the present moment.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._days: Sequence[str] = ("",) * _DAYS
        self._bands: Sequence[Band] = ()
        self._now = 0.0
        self._today = 0
        self.follow(theme)

    def show_week(self, days: Sequence[str], bands: Sequence[Band], now: float, today: int, description: str) -> None:
        """Show a week.

        Args:
            days: names from Sunday on.
            bands: parts with usual hours.
            now: the present moment as a fraction of the week.
            today: index of today's name, set bold.
            description: the same in words, for a screen reader.
        """
        self._days, self._bands, self._now, self._today = days, bands, now, today
        self.setAccessibleName(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of names, track and marker."""
        return QSize(280, self._track_top() + _TRACK + _OVERHANG + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(140, self.sizeHint().height())

    def _track_top(self) -> int:
        return self.theme.size(18) + 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, track, bands, separators and the marker."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = self.width() / _DAYS
        widest = max(QFontMetrics(self.theme.font(13, 700)).horizontalAdvance(day) for day in self._days)
        for index, day in enumerate(self._days):
            today = index == self._today
            # Where names would run into each other, today's alone says enough.
            if widest > column and not today:
                continue
            painter.setFont(self.theme.font(13, 700 if today else 400))
            painter.setPen(self.theme.colour("text" if today else "text3"))
            room = QRectF(index * column, 0, column, self.theme.size(18))
            if widest > column:
                room = room.adjusted(-widest, 0, widest, 0)
                room.moveLeft(max(0.0, min(room.left(), self.width() - room.width())))
            painter.drawText(self._mirrored(room), Qt.AlignmentFlag.AlignCenter, day)
        track = QRectF(0, self._track_top(), self.width(), _TRACK)
        painter.save()
        path = QPainterPath()
        path.addRoundedRect(track, _TRACK / 2, _TRACK / 2)
        painter.setClipPath(path)
        painter.fillRect(track, self.theme.colour("track"))
        for band in self._bands:
            place = QRectF(band.start * self.width(), track.top(), (band.end - band.start) * self.width(), _TRACK)
            place = self._mirrored(place)
            if band.colour is None:
                draw_hatching(painter, self.theme, place)
            else:
                painter.fillRect(place, self.theme.colour(band.colour))
        for index in range(1, _DAYS):
            painter.fillRect(
                self._mirrored(QRectF(round(index * column), track.top(), 1, _TRACK)), self.theme.colour("sep")
            )
        painter.restore()
        self._draw_marker(painter)

    def _draw_marker(self, painter: QPainter) -> None:
        top = self._track_top() - _OVERHANG
        place = self._mirrored(QRectF(self._now * self.width() - _MARKER / 2, top, _MARKER, _TRACK + 2 * _OVERHANG))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("surface"))
        painter.drawRoundedRect(place.adjusted(-_HALO, -_HALO, _HALO, _HALO), 3, 3)
        painter.setBrush(self.theme.colour("now"))
        painter.drawRoundedRect(place, 1.5, 1.5)


def draw_hatching(painter: QPainter, theme: Theme, place: QRectF) -> None:
    """Fill a place with slanted lines: usual, and not known for these days."""
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.fillRect(place, theme.colour("unvSegBg"))
    line, gap = theme.hatch["line"], theme.hatch["gap"]
    # At 45 degrees a step across is longer than the period of the pattern by the square root of two.
    step = (line + gap) * 2**0.5
    painter.setPen(QPen(theme.colour("unvSeg"), line))
    x = place.left() - place.height() - (place.left() % step)
    while x < place.right() + place.height():
        painter.drawLine(QPointF(x, place.top() - 1), QPointF(x + place.height() + 2, place.bottom() + 1))
        x += step
    painter.restore()


class Mark(NamedTuple):
    """A word below the days strip.

    Args:
        cell: the cell it belongs to.
        text: the word.
        strong: set bold.
        at_end: ends with the cell instead of beginning with it.
    """

    cell: int
    text: str
    strong: bool = False
    at_end: bool = False


class DaysStrip(_Strip):
    """A row of days of which some are coloured.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._cells: Sequence[str] = ()
        self._marks: Sequence[Mark] = ()
        self.follow(theme)

    def show_days(self, cells: Sequence[str], marks: Sequence[Mark], description: str) -> None:
        """Show days.

        Args:
            cells: a token for each day's colour.
            marks: words below, the most important first: one that would run into an earlier one is left out.
            description: the same in words, for a screen reader.
        """
        self._cells, self._marks = cells, marks
        self.setAccessibleName(description)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of cells and words."""
        return QSize(200, 8 + _TRACK + 4 + self.theme.size(20))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw cells and words."""
        if not self._cells:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        pitch = (self.width() + 2) / len(self._cells)
        for index, name in enumerate(self._cells):
            painter.setBrush(QColor(self.theme.colour(name)))
            painter.drawRoundedRect(self._mirrored(QRectF(index * pitch, 8, pitch - 2, _TRACK)), 2, 2)
        taken: list[QRectF] = []
        for mark in self._marks:
            font = self.theme.font(13, 700 if mark.strong else 400)
            width = QFontMetrics(font).horizontalAdvance(mark.text) + 2
            left = (mark.cell + 1) * pitch - 2 - width if mark.at_end else mark.cell * pitch
            left = max(0.0, min(left, self.width() - width))
            place = QRectF(left, 8 + _TRACK + 4, width, self.theme.size(20))
            if any(place.adjusted(-4, 0, 4, 0).intersects(other) for other in taken):
                continue
            taken.append(place)
            painter.setFont(font)
            painter.setPen(self.theme.colour("text" if mark.strong else "text2"))
            painter.drawText(self._mirrored(place), Qt.AlignmentFlag.AlignCenter, mark.text)


class Swatch(Themed, QWidget):
    """A sample of a strip's colour, for its key.

    Args:
        theme: colours.
        colour: token; None for hatching.
        marker: draw the marker of the present moment instead.
    """

    def __init__(self, theme: Theme, colour: str | None, *, marker: bool = False) -> None:
        super().__init__()
        self._colour, self._marker = colour, marker
        self.setFixedSize(24, 16)
        self.follow(theme)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sample."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._marker:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("now"))
            painter.drawRoundedRect(QRectF(10.5, 0, 3, 16), 1.5, 1.5)
            return
        place = QRectF(0, 3, 24, 10)
        path = QPainterPath()
        path.addRoundedRect(place, 5, 5)
        painter.setClipPath(path)
        if self._colour is None:
            draw_hatching(painter, self.theme, place)
        else:
            painter.fillRect(place, self.theme.colour(self._colour))
