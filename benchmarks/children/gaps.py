"""Measures how long a window goes without painting."""

from time import perf_counter, thread_time
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_EVERY: Final = 5
"""Milliseconds between two paints that are asked for."""
_LONG: Final = 100
"""Milliseconds after which a person feels that a window stands still."""


class Gaps(QWidget):
    """A spot in the corner of a window that is painted without end.

    Args:
        window: where.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.resize(8, 8)
        self.raise_()
        self.show()
        self.gaps: list[float] = []
        """Milliseconds between two paints."""
        self.work: list[float] = []
        """Milliseconds that the thread of the window was on a processor between two paints: other programs hardly change these."""
        self.begin()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.update)
        self._timer.start(_EVERY)

    def begin(self) -> None:
        """Forget what was measured."""
        self._last, self._worked = perf_counter(), thread_time()
        self.gaps.clear()
        self.work.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Note the time that has passed."""
        now, worked = perf_counter(), thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.work.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked
        QPainter(self).fillRect(self.rect(), self.palette().highlight())

    def told(self) -> dict[str, float]:
        """Return the longest gap, the 99th of a hundred, how many were longer than 100 ms, and the most work in one."""
        ordered = sorted(self.gaps)
        return {
            "longest": ordered[-1],
            "p99": ordered[len(ordered) * 99 // 100],
            "long": sum(gap > _LONG for gap in ordered),
            "work": max(self.work),
        }
