"""Hears that another window keeps the drafts otherwise from now on."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal


class KeepingWatch(QObject):
    """Watches the file of the keys for a window that only reads: that of the other one decides how drafts are kept.

    Args:
        path: of the file.
        holds: whether drafts are still kept as they were when they were opened; read anew each time.
        parent: lives as long.
    """

    changed = Signal()
    """They are kept otherwise, or not at all."""

    def __init__(self, path: Path, holds: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._path, self._holds = str(path), holds
        # The file is replaced and not written to: then the folder tells, and the watch of the file ends with it.
        self._watcher = QFileSystemWatcher([self._path, str(path.parent)], self)
        self._watcher.fileChanged.connect(self.look)
        self._watcher.directoryChanged.connect(self.look)

    def look(self) -> None:
        """See how drafts are kept now."""
        if self._path not in self._watcher.files():
            self._watcher.addPath(self._path)
        if not self._holds():
            self.changed.emit()

    def close(self) -> None:
        """Watch no more."""
        self._watcher.deleteLater()
        self.deleteLater()
