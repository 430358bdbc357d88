"""Taking a file or folder that is dropped."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file or folder."""
        if _path(event) is not None:
            event.acceptProposedAction()
            self.path_held(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget what was held."""
        self.path_held(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        self.path_held(False)
        path = _path(event)
        if path is not None:
            event.acceptProposedAction()
            self.path_dropped(path)


class DropZone(Themed, QWidget):
    """A dashed place that invites to drop something.

    Args:
        theme: colours and fonts.
        icon: file name of its icon without the ending.
    """

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._held = False
        self.label = Label(theme, 15, colour="text2", wrap=True, centred=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Icon(theme, icon, 40), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.label)
        column.addStretch(1)
        self.follow(theme)

    def set_held(self, held: bool) -> None:  # noqa: FBT001  a setter
        """Show whether something is held above it."""
        self._held = held
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dashes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.theme.colour("accentBg" if self._held else "surface2"))
        width = 2 if self._held else 1
        painter.setPen(QPen(self.theme.colour("primary" if self._held else "ctl"), width, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)


def _path(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
