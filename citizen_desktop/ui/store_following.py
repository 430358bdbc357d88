"""Follows what another window changes in the store, for one that only reads."""

from contextlib import suppress
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.store import Store
from citizen_desktop.ui.jobs import Control, Job

_EVERY: Final = 2000
"""Milliseconds between two looks. File systems tell of changes, too, but Windows not before a file is closed."""


class StoreFollowing(QObject):
    """Asks the store now and then whether somebody wrote to it.

    Args:
        store: opened for reading.
        clock: of the jobs; where it stands still, ``look`` is called by hand.
        parent: lives as long.
    """

    changed = Signal()
    """Another window made, changed, locked or erased something."""

    def __init__(self, store: Store, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._clock = store, clock
        self._job: Job | None = None
        self._seen: int | None = None
        with suppress(StoreError):
            self._seen = store.data_version()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        if clock.runs:
            self._timer.start()

    def look(self) -> None:
        """Ask off the GUI thread, since the disk may be slow."""
        if self._job is not None:
            return
        store = self._store

        def read(_control: Control) -> int | None:
            # A disk that does not answer now is asked again.
            with suppress(StoreError):
                return store.data_version()
            return None

        job = self._job = Job(read, clock=self._clock)
        job.finished.connect(self._looked)
        job.failed.connect(lambda _error: self._looked(None))
        job.start()

    def _looked(self, found: int | None) -> None:
        self._job = None
        if found is not None and found != self._seen:
            self._seen = found
            self.changed.emit()

    def close(self) -> None:
        """Ask no more: the store is closed after this."""
        self._timer.stop()
        if self._job is not None:
            self._job.close()
            self._job = None
        self.deleteLater()
