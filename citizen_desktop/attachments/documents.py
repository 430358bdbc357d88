"""Opens a file that may be attached, whatever it is. Only the process for untrusted bytes does that."""

from typing import TYPE_CHECKING, Protocol

from citizen_desktop.attachments import media_type
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.foreign import Foreign, foreign
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.pdfs import PdfDocumentOfPages
from citizen_desktop.attachments.pictures import PictureDocument

if TYPE_CHECKING:
    from PIL.Image import Image


class Document(Protocol):
    """A file that was opened. Pages count from 0; every method raises ``RefusedError`` for what can't be decoded."""

    @property
    def media_type(self) -> str:
        """By its content."""

    @property
    def page_count(self) -> int:
        """At least 1."""

    def size(self, page: int) -> tuple[int, int]:
        """Return width and height of a page as it is shown: pixels of a picture, points of a PDF."""

    def dots_per_inch(self, page: int) -> int:
        """Return the resolution of a picture or scan, 0 where nothing says how large the page is."""

    def turned(self, page: int) -> bool:
        """Return whether a picture is stored turned and says so."""

    def is_scan(self, page: int) -> bool:
        """Return whether a page is a picture."""

    def draw(self, page: int, longest: int | None = None) -> "Image":
        """Return a page as a picture, RGB or L, upright, its longer side as asked or in its own resolution."""

    def unlocked(self) -> bytes | None:
        """Return the document without its lock, None if it needed no password."""

    def close(self) -> None:
        """Free what is held."""


def open_document(content: bytes, password: str, limits: Limits) -> Document:
    """Open a file by its content.

    Args:
        content: all of it.
        password: of a PDF, empty for none.
        limits: what it may cost.

    Raises:
        RefusedError: it is of no type that can be attached, or it is not sound.
    """
    refuse_by_size(content, limits)
    kind = media_type.media_type(content[: media_type.HEAD])
    if kind is None:
        raise RefusedError(Refusal.FOREIGN, foreign(content))
    if kind == media_type.PDF:
        _refuse_disguise(content)
        return PdfDocumentOfPages(content, password, limits)
    return PictureDocument(content, kind, limits)


def _refuse_disguise(content: bytes) -> None:
    """Refuse a PDF that is something else to other programs, by what stands before it."""
    if content.startswith(media_type.PDF_HEADER):
        return
    known = foreign(content)
    # White space, a mark of its encoding, or rubbish that no program takes for its own.
    if known not in {Foreign.TEXT, Foreign.UNKNOWN}:
        raise RefusedError(Refusal.FOREIGN, known)


def refuse_by_size(content: bytes, limits: Limits) -> None:
    """Refuse a file that is empty or too large, without looking into it.

    Raises:
        RefusedError: it is.
    """
    if not content:
        raise RefusedError(Refusal.EMPTY, Foreign.EMPTY)
    if len(content) > limits.size:
        raise RefusedError(Refusal.TOO_LARGE)
