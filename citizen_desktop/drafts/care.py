"""When a snapshot is taken and when the store is checked: at rest, at a clean end, and once a day; never while somebody writes."""

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.inspection import Interrupted, Key, inspect
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.drafts.store import Store

REST: Final = timedelta(minutes=3)
"""For how long nothing was saved before a snapshot is taken."""
_CHECKED: Final = "checked"
"""Name under which the store notes on which day it was checked last."""
_NICE: Final = 15


class Task(StrEnum):
    """What is due."""

    CHECK = "check"
    SNAPSHOT = "snapshot"


class Care:
    """Looks after an open store.

    Args:
        store: it.
        snapshots: its copies.
        key: 32 bytes.
        clock: the time.
        holder: is told of damage.
    """

    def __init__(self, store: Store, snapshots: Snapshots, key: Key, clock: Clock, holder: Holder) -> None:
        self._store, self._snapshots, self._key = store, snapshots, key
        self._clock, self._holder = clock, holder
        self._saved: float | None = None

    def saved(self) -> None:
        """Note that something was saved just now."""
        self._saved = self._clock.elapsed()

    def due(self) -> Task | None:
        """Return what is due now.

        Raises:
            StoreError: the store can't be read.
        """
        if self._store.value(_CHECKED) != self._clock.now().date().isoformat():
            return Task.CHECK
        if self._saved is not None and self._clock.elapsed() - self._saved >= REST.total_seconds():
            return Task.SNAPSHOT
        return None

    def next_look(self) -> datetime:
        """Return when something may be due next: at rest, or tomorrow."""
        now = self._clock.now()
        midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), now.tzinfo)
        if self._saved is None:
            return midnight
        return min(midnight, now + REST - timedelta(seconds=self._clock.elapsed() - self._saved))

    def run(self, task: Task, go_on: Callable[[], bool] = lambda: True) -> Trouble | None:
        """Do what is due, in a thread that gives way to all others; return what went wrong.

        Args:
            task: what is due.
            go_on: asked between steps.
        """
        _give_way()
        saved = self._saved
        try:
            inspect(self._store.path, self._key, go_on)
            if task is Task.SNAPSHOT:
                self._snapshots.take(go_on)
                if self._saved == saved:
                    self._saved = None
            self._store.set_value(_CHECKED, self._clock.now().date().isoformat())
        except Interrupted:
            return None
        except StoreError as error:
            if error.trouble in {Trouble.DAMAGED, Trouble.WRONG_KEY}:
                self._holder.notice_damage()
            return error.trouble
        return None

    def at_end(self, go_on: Callable[[], bool] = lambda: True) -> Trouble | None:
        """Take a snapshot before the store is closed, if anything was saved since the last one."""
        return None if self._saved is None else self.run(Task.SNAPSHOT, go_on)


def _give_way() -> None:
    """Let every other thread go first, where the system lets us say so for one thread."""
    if sys.platform == "linux" and threading.current_thread() is not threading.main_thread():
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
