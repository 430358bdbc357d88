"""Files that people attach, made small, and how a test waits until they are taken in."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.attachments import corpus
from tests.conftest import settle

LONG = 60_000
"""Milliseconds: the process that decodes has to be started, and others may want the processor, too."""


def content(name: str, size: int = 0) -> bytes:
    """A sound file of the kind that its ending says, another one for every name, at least so many bytes long."""
    words = "".join(character for character in name if character.isascii() and character.isalnum()).encode()
    match name.rpartition(".")[2]:
        case "pdf":
            # Comments after the end of a PDF are no part of it.
            return corpus.text(words or b"Sample").ljust(size, b"\n")
        case "jpg":
            return corpus.saved(corpus.page(seed=len(name)), "JPEG", comment=words).ljust(size, b"\0")
        case "png":
            return corpus.saved(corpus.page(seed=len(name) + 100), "PNG")
        case "heic":
            return corpus.HEIC
        case "docx":
            return b"PK\x03\x04 word/document.xml"
        case "exe":
            return b"MZ\x90\x00"
    raise ValueError(name)


def write(folder: Path, name: str, size: int = 0) -> Path:
    file = folder / name
    file.write_bytes(content(name, size))
    return file


def taken(qtbot, page) -> None:
    """Wait until all that was attached is judged."""
    qtbot.waitUntil(lambda: not page.is_copying or bool(page.form_files.asking), timeout=LONG)
    settle()


def files_of(*files: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def drop_data(target: QWidget, data: QMimeData) -> None:
    """Drag something in and let it go."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    assert target.dragged_over
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    settle()
    assert not target.dragged_over


def drop(qtbot, page, target: QWidget, *files: Path) -> None:
    """Drag files in, let them go, and wait until they are judged."""
    drop_data(target, files_of(*files))
    taken(qtbot, page)
