"""Small pictures of attached files, drawn in the process for untrusted bytes, one after the other."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.workshop import WorkshopClosedError
from citizen_desktop.clock import Clock
from citizen_desktop.package.source import Stored
from citizen_desktop.ui.editor_pictures import picture_of
from citizen_desktop.ui.file_keeping import content_of
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from citizen_desktop.ui.editor_source import Decoding

_WIDTH: Final = 176
"""Pixels: wide enough for a page that lies on its side, and for twice the text size."""


class Thumbnails(QObject):
    """The pictures.

    Args:
        bench: has what decodes.
        clock: for jobs.
    """

    drawn = Signal()
    """There are more pictures than before."""
    idle = Signal()
    """All that can be drawn is."""

    def __init__(self, bench: Workbench, clock: Clock) -> None:
        super().__init__()
        self._bench, self._clock = bench, clock
        self._pictures: dict[Path | Stored, QImage | None] = {}
        self._waiting: list[Path | Stored] = []
        self._at_work: tuple[Path | Stored, Job] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether pictures are still to come."""
        return self._at_work is not None or bool(self._waiting)

    def want(self, files: Iterable[Path | Stored]) -> None:
        """Have these files drawn, and forget all others."""
        wanted = tuple(files)
        self._pictures = {file: picture for file, picture in self._pictures.items() if file in wanted}
        current = None if self._at_work is None else self._at_work[0]
        self._waiting = [file for file in wanted if file not in self._pictures and file != current]
        self._next()

    def picture(self, file: Path | Stored) -> QImage | None:
        """Return the picture of a file, None while there is none, and for a file that can't be drawn."""
        return self._pictures.get(file)

    def close(self) -> None:
        """Draw nothing more."""
        self._waiting.clear()
        if self._at_work is not None:
            self._at_work[1].close()
            self._at_work = None

    def _next(self) -> None:
        if self._at_work is not None:
            return
        if not self._waiting:
            self.idle.emit()
            return
        file = self._waiting.pop(0)
        job = Job(_draw, self._bench.workshop, file, clock=self._clock)
        job.finished.connect(lambda picture: self._ended(file, picture))
        job.failed.connect(lambda _error: self._ended(file, None))
        self._at_work = (file, job)
        job.start()

    def _ended(self, file: Path | Stored, picture: QImage | None) -> None:
        self._at_work = None
        self._pictures[file] = picture
        if picture is not None:
            self.drawn.emit()
        self._next()


def _draw(control: Control, decoding: "Decoding", file: Path | Stored) -> QImage | None:
    """Draw the first page of a file, nothing if that can't be done: what it is was said when it was taken in."""
    try:
        return picture_of(decoding.render(content_of(file), 0, None, _WIDTH, check=control.check))
    except (OSError, RefusedError, WorkshopClosedError):
        return None
