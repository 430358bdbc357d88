"""Tells a page when to look at the clock again: at the next moment at which something shown changes, and not once more."""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.ui.wall_timer import WallTimer

NOTICEABLE_JUMP: Final = timedelta(minutes=2)
"""A clock that was moved by less is being kept right; by more, somebody should look at it."""

_MINUTE: Final = timedelta(minutes=1)


class Ticker(QObject):
    """The one timer of the window.

    Args:
        clock: the time; a stopped one needs no timer.
    """

    ticked = Signal()
    """Look at the clock: the moment came, or the clock was set, or the computer woke up."""

    jumped = Signal()
    """The clock was moved so far that it may be wrong now."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self._timer = WallTimer(clock) if clock.runs else None
        if self._timer is not None:
            self._timer.fired.connect(self._fired)
        self._seen = (clock.now(), clock.elapsed())

    @property
    def running(self) -> bool:
        """Whether a wake-up is ordered."""
        return self._timer is not None and self._timer.armed

    def start(self, next_change: datetime | None) -> None:
        """Order the next tick: at the next full minute, or at a change (aware) that comes sooner."""
        if self._timer is None:
            return
        now = self.clock.now()
        minute = now.replace(second=0, microsecond=0) + _MINUTE
        self._timer.arm(min(minute, next_change) if next_change is not None and next_change > now else minute)

    def start_at(self, change: datetime) -> None:
        """Order the next tick at a change (aware) and not before."""
        if self._timer is not None:
            self._timer.arm(change)

    def stop(self) -> None:
        """Order none: nothing that depends on the time is shown."""
        if self._timer is not None:
            self._timer.disarm()

    def close(self) -> None:
        """Give the timer back."""
        if self._timer is not None:
            self._timer.close()

    def check_for_jump(self) -> None:
        """Compare the wall clock with the time that really passed since it was last looked at."""
        now, elapsed = self.clock.now(), self.clock.elapsed()
        drift = (now - self._seen[0]) - timedelta(seconds=elapsed - self._seen[1])
        self._seen = (now, elapsed)
        if abs(drift) >= NOTICEABLE_JUMP:
            self.jumped.emit()

    def _fired(self) -> None:
        self.check_for_jump()
        self.ticked.emit()
