"""Taking a file or folder that is dropped."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    _Widget = QWidget
else:
    _Widget = object


class PathDrop(_Widget):
    """A mix-in for widgets onto which one file or folder of this computer is dropped; they accept drops."""

    def path_held(self, held: bool) -> None:  # noqa: FBT001  a setter
        """Show whether something that would be taken is held above the widget."""
        raise NotImplementedError

    def path_dropped(self, path: Path) -> None:
        """Take what was dropped."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Welcome one file or folder."""
        if _path(event) is not None:
            event.acceptProposedAction()
            self.path_held(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  Qt's name
        """Forget what was held."""
        self.path_held(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Take it."""
        self.path_held(False)
        path = _path(event)
        if path is not None:
            event.acceptProposedAction()
            self.path_dropped(path)


def _path(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
