"""Files and pictures that are dragged in or pasted."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage

from citizen_desktop.widgets.base import Themed

_PICTURES: Final = ("image/jpeg", "image/png", "image/tiff", "image/webp", "image/heic")
"""Taken as they are, so that nothing here decodes what somebody else encoded."""
_PROMISES: Final = ("FileGroupDescriptor", "file-promise", "text/x-moz-url", "com.apple.pasteboard.promised")
"""Parts of the names under which mail programs and browsers offer what lies on no disk yet."""


@dataclass(frozen=True)
class Handed:
    """What was dropped or pasted.

    Args:
        paths: files and folders of this computer.
        picture: its bytes, or as the system gave it; None where there is none.
        elsewhere: something lies on no disk of this computer, such as a web address or an attachment inside a mail program.
    """

    paths: tuple[Path, ...] = ()
    picture: bytes | QImage | None = None
    elsewhere: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could be taken, and nothing to be said of it."""
        return not self.paths and self.picture is None and not self.elsewhere


def handed(data: QMimeData) -> Handed:
    """Return what a drag or the clipboard holds; files go before pictures, since many programs add a picture of a file's icon."""
    urls = data.urls()
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    if paths:
        return Handed(paths, elsewhere=len(paths) < len(urls))
    for name in _PICTURES:
        if data.hasFormat(name):
            content = data.data(name).data()
            if content:
                return Handed(picture=bytes(content))
    if data.hasImage():
        image = data.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Handed(picture=image)
    return Handed(elsewhere=_is_elsewhere(data))


def holds_something(data: QMimeData) -> bool:
    """Return whether a drag is about files or pictures at all; nothing of it is fetched yet."""
    return data.hasUrls() or data.hasImage() or any(map(data.hasFormat, _PICTURES)) or _is_elsewhere(data)


def _is_elsewhere(data: QMimeData) -> bool:
    return data.hasUrls() or any(part in name for name in data.formats() for part in _PROMISES)


class TakesFiles(Themed):
    """A mix-in for what files are dropped onto; ``dropped`` tells what, as ``Handed``."""

    dropped: Signal
    dragged_over = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures, and show it."""
        if holds_something(event.mimeData()):
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
        """Hand them on."""
        self.show_drag(over=False)
        found = handed(event.mimeData())
        if not found.is_empty:
            event.acceptProposedAction()
            self.dropped.emit(found)

    def show_drag(self, *, over: bool) -> None:
        """Show whether files are held over it."""
        self.dragged_over = over
        self.update()
