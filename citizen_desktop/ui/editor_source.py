"""What the file editor is given, and who decodes for it: no Qt, and no file on a disk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from citizen_desktop.attachments.models import Edits, Inspection, PageEdit, Result
from citizen_desktop.attachments.raster import Raster
from citizen_desktop.attachments.thresholds import Thresholds


def _never() -> None:
    """Break nothing off."""


class Decoding(Protocol):
    """Has untrusted bytes decoded in a process of its own. Every call blocks, and so belongs into a job.

    All raise ``RefusedError``; ``check`` is called now and then, and what it raises breaks the work off.
    """

    def inspect(self, content: bytes, *, password: str = "", check: Callable[[], None] = _never) -> Inspection:
        """Say what a file is."""

    def render(
        self, content: bytes, page: int, edit: PageEdit | None, width: int, *, check: Callable[[], None] = _never
    ) -> Raster:
        """Draw a page, with something done to it, so many pixels wide."""

    def make(
        self,
        sources: Sequence[bytes],
        edits: Edits,
        stamp: Raster | None,
        budget: int,
        *,
        check: Callable[[], None] = _never,
    ) -> Result:
        """Make a file of sources and edits; ``budget`` is in bytes."""


@dataclass(frozen=True)
class SourceFile:
    """A file as it came.

    Args:
        name: its own, to be shown.
        content: its bytes, which nothing changes.
        inspection: what it is.
    """

    name: str
    content: bytes
    inspection: Inspection


@dataclass(frozen=True)
class EditorSource:
    """What is edited.

    Args:
        slot: name of the document that the file is.
        files: as they came; the first one is what it was before anything was joined to it.
        thresholds: of legibility.
        budget: largest size of a file, in bytes.
        aim: what it is to have if its text stays legible so, in bytes, less than that; None for the largest size.
        edits: what was done so far, None for nothing.
        identity: it shows an identity: a purpose mark is offered.
    """

    slot: str
    files: tuple[SourceFile, ...]
    thresholds: Thresholds
    budget: int
    edits: Edits | None = None
    identity: bool = False
    aim: int | None = None
