"""Looks after the store while the window is open: one job at a time, off the GUI thread, when nobody writes."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.care import Care, Task
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.ui.wall_timer import WallTimer

_DAMAGE: Final = frozenset({Trouble.DAMAGED, Trouble.WRONG_KEY})


class StoreCare(QObject):
    """Does what is due, when it is due.

    Args:
        care: knows what is due.
        clock: the time; a stopped one needs no timer.
    """

    damaged = Signal()
    """A page can't be read: close the store and open it again by ``rescue.open_store``."""
    done = Signal(object)
    """A ``Task`` was done, well or not."""

    def __init__(self, care: Care, clock: Clock) -> None:
        super().__init__()
        self._care, self._clock = care, clock
        self._job: Job | None = None
        self._timer = WallTimer(clock) if clock.runs else None
        if self._timer is not None:
            self._timer.fired.connect(self.look)

    def saved(self) -> None:
        """Something was saved just now."""
        self._care.saved()
        self._arm()

    def look(self) -> None:
        """Begin with what is due, if anything is; else come back when something may be."""
        if self._job is not None:
            return
        try:
            task = self._care.due()
        except StoreError:
            task = Task.CHECK
        if task is None:
            self._arm()
            return
        self._job = Job(_work, self._care, task, clock=self._clock)
        self._job.finished.connect(lambda trouble: self._ended(task, trouble))
        self._job.start()

    def close(self) -> None:
        """Stop: to be called before the store is closed."""
        if self._timer is not None:
            self._timer.close()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _ended(self, task: Task, trouble: Trouble | None) -> None:
        self._job = None
        self.done.emit(task)
        if trouble in _DAMAGE:
            self.damaged.emit()
        elif trouble is None:
            self._arm()

    def _arm(self) -> None:
        if self._timer is not None and self._job is None:
            self._timer.arm(self._care.next_look())


def _work(control: Control, care: Care, task: Task) -> Trouble | None:
    return care.run(task, lambda: not control.cancelled())
