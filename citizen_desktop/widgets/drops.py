"""Files that are dragged in."""

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from citizen_desktop.widgets.base import Themed


def dragged_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of a drag that lie on this computer."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


class TakesFiles(Themed):
    """A mix-in for what files are dropped onto; ``dropped`` tells which."""

    dropped: Signal
    dragged_over = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and show it."""
        if dragged_files(event.mimeData()):
            event.acceptProposedAction()
            self.show_drag(over=True)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Go on taking them."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show that they are gone."""
        self.show_drag(over=False)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self.show_drag(over=False)
        files = dragged_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)

    def show_drag(self, *, over: bool) -> None:
        """Show whether files are held over it."""
        self.dragged_over = over
        self.update()
