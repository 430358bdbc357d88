"""Hears that another window keeps the drafts otherwise from now on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.ui.jobs import Control, Job


class KeepingWatch(QObject):
    """Watches the file of the keys for a window that only reads: that of the other one decides how drafts are kept.

    Args:
        path: of the file.
        holds: whether drafts are still kept as they were when they were opened; read anew each time, and off the GUI
            thread, since the folder may lie on a network drive.
        clock: of the jobs.
        parent: lives as long.
    """

    changed = Signal()
    """They are kept otherwise, or not at all."""

    def __init__(self, path: Path, holds: Callable[[], bool], clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._path, self._holds, self._clock = str(path), holds, clock
        self._job: Job | None = None
        self._again = False
        # The file is replaced and not written to: then the folder tells, and the watch of the file ends with it.
        self._watcher = QFileSystemWatcher([self._path, str(path.parent)], self)
        self._watcher.fileChanged.connect(self.look)
        self._watcher.directoryChanged.connect(self.look)

    def look(self) -> None:
        """See how drafts are kept now; what changes while that is being read is looked at after it."""
        if self._path not in self._watcher.files():
            self._watcher.addPath(self._path)
        if self._job is not None:
            self._again = True
            return
        self._again = False
        holds = self._holds

        def read(_control: Control) -> bool:
            return holds()

        job = self._job = Job(read, clock=self._clock)
        job.finished.connect(self._looked)
        # A mistake of the program's own is told elsewhere; the next change is looked at again.
        job.failed.connect(lambda _error: self._looked(holds=True))
        job.start()

    def _looked(self, holds: bool) -> None:  # noqa: FBT001  a slot
        self._job = None
        if not holds:
            self.changed.emit()
        elif self._again:
            self.look()

    def close(self) -> None:
        """Watch no more."""
        if self._job is not None:
            self._job.abandon()
            self._job = None
        self._watcher.deleteLater()
        self.deleteLater()
