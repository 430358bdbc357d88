"""Says when a draft's time is over while the window is open."""

from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.retention import ClockWatch, next_look
from citizen_desktop.ui.wall_timer import WallTimer


class RetentionWatch(QObject):
    """Looks when the next draft is due, and not before.

    Args:
        changes: gives the moments at which drafts were changed last, or the first and the last of them.
        clock: the time; a stopped one needs no timer.
        days: after its last change that a draft is kept.
        parent: lives as long.
    """

    over = Signal()
    """The time of a draft is over, by a clock that can be believed; ``look`` again once it is erased."""

    def __init__(
        self, changes: Callable[[], Iterable[datetime]], clock: Clock, days: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._changes, self._clock, self._days = changes, clock, days
        self._watch = ClockWatch(clock)
        self._timer = WallTimer(clock) if clock.runs else None
        self._waits = False
        if self._timer is not None:
            self._timer.fired.connect(self.look)

    def look(self) -> None:
        """Look at the clock: the moment came, it was set, or the computer woke up."""
        self._waits = False
        now = self._clock.now()
        moment = next_look(self._changes(), now, self._days)
        if moment is None or not self._watch.trusted:
            # A clock that was set ahead is believed at the next start, if it still says so.
            if self._timer is not None:
                self._timer.disarm()
        elif moment <= now:
            self.over.emit()
        else:
            self._waits = True
            if self._timer is not None:
                self._timer.arm(moment)

    def saved(self) -> None:
        """A draft was saved: what waits already is not later for it."""
        if not self._waits:
            self.look()

    def close(self) -> None:
        """Give the timer back."""
        if self._timer is not None:
            self._timer.close()
            self._timer = None
