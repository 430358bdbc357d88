"""Opens PDF files that nobody vouches for. Only the process for untrusted bytes does that."""

import ctypes
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from citizen_desktop.attachments import media_type
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.pictures import check_pixels
from citizen_desktop.attachments.truncation import is_cut

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage
    from pypdfium2.raw import FPDF_DOCUMENT

_POINTS_PER_INCH: Final = 72
_SCANNED: Final = 0.7
"""Share of a page that its pictures cover if it is a scan."""
_DEPTH: Final = 4
"""Forms within forms in which the pictures of a page are looked for."""
_INVISIBLE: Final = 3
"""ISO 32000-1, 9.3.6: the way text is drawn that a program has read from a scan and laid over it."""
_LARGEST_DRAWING: Final = 40_000_000
"""Pixels of a drawing: A4 at 600 dots per inch."""


class PdfDocumentOfPages:
    """A PDF that was opened: its pages can be drawn.

    An owner password alone keeps nobody from reading, and is no obstacle here.

    Args:
        content: all of the file.
        password: that of the user, empty for none.
        limits: what it may cost.

    Raises:
        RefusedError: it is cut, damaged or locked, its password is another one, or it has no pages or too many.
    """

    media_type = media_type.PDF

    def __init__(self, content: bytes, password: str, limits: Limits) -> None:
        if is_cut(content, media_type.PDF):
            raise RefusedError(Refusal.TRUNCATED)
        # pdfium reads from these bytes as long as the document is open.
        self._content = content
        self._limits = limits
        self._had_password = False
        self._document = self._opened(content, password)
        self.page_count = len(self._document)
        self._page: tuple[int, PdfPage] | None = None
        if self.page_count > limits.pages:
            raise RefusedError(Refusal.TOO_MANY_PAGES)

    def _opened(self, content: bytes, password: str) -> "PdfDocument":
        from pypdfium2 import raw  # noqa: PLC0415  only the process for untrusted bytes needs it

        handle, code = _loaded(content, None)
        if code == raw.FPDF_ERR_PASSWORD:
            if not password:
                raise RefusedError(Refusal.LOCKED)
            handle, code = _loaded(content, password)
            if code == raw.FPDF_ERR_PASSWORD:
                raise RefusedError(Refusal.WRONG_PASSWORD)
            self._had_password = True
        if handle is None:
            raise RefusedError(Refusal.DAMAGED)
        if raw.FPDF_GetPageCount(handle) < 1:
            raw.FPDF_CloseDocument(handle)
            raise RefusedError(Refusal.NO_PAGES)
        from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  as above

        document = PdfDocument(handle)
        try:
            # What is typed into the fields of a form is drawn only so, and stays beside the objects of the page.
            document.init_forms()
        except PdfiumError:
            document.close()
            raise RefusedError(Refusal.DAMAGED) from None
        return document

    def size(self, page: int) -> tuple[int, int]:
        """Return width and height of a page in points, as it is shown.

        Args:
            page: from 0.

        Raises:
            RefusedError: it is too large, or damaged.
        """
        from pypdfium2 import PdfiumError  # noqa: PLC0415  as above

        try:
            width, height = self._document.get_page_size(page)
        except PdfiumError:
            raise RefusedError(Refusal.DAMAGED) from None
        # Anything that is no number is not below either.
        if not (max(width, height) <= self._limits.points and min(width, height) > 0):
            raise RefusedError(Refusal.HUGE_PAGE)
        return max(1, round(width)), max(1, round(height))

    def dots_per_inch(self, page: int) -> int:
        """Return the resolution of the largest picture of a page, 0 if it has none.

        Args:
            page: from 0.
        """
        largest = max(self._pictures(page), default=None)
        return largest[1] if largest else 0

    def turned(self, page: int) -> bool:  # noqa: ARG002  a page of a picture may be
        """Return False: every program heeds how a page of a PDF is turned."""
        return False

    def is_scan(self, page: int) -> bool:
        """Return whether a page is pictures and no text, but for text that a program laid over it unseen.

        Args:
            page: from 0.

        Raises:
            RefusedError: it is damaged.
        """
        width, height = self.size(page)
        covered = sum(area for area, _dots in self._pictures(page))
        return covered >= _SCANNED * width * height and not self._has_text(page)

    def draw(self, page: int, longest: int | None = None) -> "Image":
        """Return a page as red, green and blue on white.

        Args:
            page: from 0.
            longest: pixels of its longer side; None for the resolution of its pictures, or 150 dots per inch without any.

        Raises:
            RefusedError: it is damaged, or its pictures are too large.
        """
        from pypdfium2 import PdfiumError  # noqa: PLC0415  as above

        width, height = self.size(page)
        list(self._pictures(page))
        dots = self.dots_per_inch(page) or 150
        scale = longest / max(width, height) if longest is not None else dots / _POINTS_PER_INCH
        scale = min(scale, (_LARGEST_DRAWING / (width * height)) ** 0.5)
        try:
            drawn: Image = self._at(page).render(scale=scale, limit_image_cache=True).to_pil().convert("RGB")
        except MemoryError:
            raise RefusedError(Refusal.TOO_MUCH_MEMORY) from None
        except (PdfiumError, ValueError):
            raise RefusedError(Refusal.DAMAGED) from None
        return drawn

    def unlocked(self) -> bytes | None:
        """Return the document without its lock, None if it opened without a password.

        Raises:
            RefusedError: it can't be written.
        """
        from pypdfium2 import PdfDocument, PdfiumError, raw  # noqa: PLC0415  as above

        if not self._had_password:
            return None
        target = io.BytesIO()
        try:
            self._document.save(target, flags=raw.FPDF_REMOVE_SECURITY)
            again = PdfDocument(target.getvalue())
        except PdfiumError:
            raise RefusedError(Refusal.DAMAGED) from None
        count = len(again)
        again.close()
        if count != self.page_count:
            raise RefusedError(Refusal.DAMAGED)
        return target.getvalue()

    def close(self) -> None:
        """Free what is held."""
        self._leave()
        self._document.close()

    def _leave(self) -> None:
        if self._page is not None:
            self._page[1].close()
            self._page = None

    def _at(self, page: int) -> "PdfPage":
        """One page is held at a time: each keeps its decoded pictures."""
        from pypdfium2 import PdfiumError  # noqa: PLC0415  as above

        if self._page is not None and self._page[0] == page:
            return self._page[1]
        self._leave()
        if not 0 <= page < self.page_count:
            raise RefusedError(Refusal.NO_PAGES)
        try:
            opened = self._document.get_page(page)
        except PdfiumError:
            raise RefusedError(Refusal.DAMAGED) from None
        self._page = (page, opened)
        return opened

    def _pictures(self, page: int) -> Iterator[tuple[float, int]]:
        """The pictures of a page: area in square points, dots per inch.

        Raises:
            RefusedError: one is too large to be decoded, or the page is damaged.
        """
        from pypdfium2 import PdfiumError, raw  # noqa: PLC0415  as above

        opened = self._at(page)
        for found in opened.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=_DEPTH):
            wide, high = ctypes.c_uint(), ctypes.c_uint()
            if not raw.FPDFImageObj_GetImagePixelSize(found.raw, wide, high) or not wide.value or not high.value:
                continue
            check_pixels(wide.value, high.value, len(self._content), self._limits)
            try:
                a, b, c, d, _e, _f = found.get_matrix().get()
            except PdfiumError:
                continue
            # The picture is a unit square before: these are its sides on the page.
            across, along = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
            if across > 1 and along > 1:
                dots = min(wide.value / across, high.value / along) * _POINTS_PER_INCH
                yield across * along, max(1, min(round(dots), 2400))

    def _has_text(self, page: int) -> bool:
        from pypdfium2 import raw  # noqa: PLC0415  as above

        texts = self._at(page).get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=_DEPTH)
        return any(raw.FPDFTextObj_GetTextRenderMode(text.raw) != _INVISIBLE for text in texts)


def _loaded(content: bytes, password: str | None) -> tuple["FPDF_DOCUMENT | None", int]:
    """A handle of pdfium, or None and why not.

    The wrapper would ask why also for a document without pages, which is no error to pdfium, and get the last file's answer.
    """
    from pypdfium2 import raw  # noqa: PLC0415  as above

    try:
        word = None if password is None else password.encode()
    except UnicodeEncodeError:
        return None, raw.FPDF_ERR_PASSWORD
    if word is not None and b"\x00" in word:
        return None, raw.FPDF_ERR_PASSWORD
    handle = raw.FPDF_LoadMemDocument64(content, len(content), word)
    return (handle, raw.FPDF_ERR_SUCCESS) if handle else (None, raw.FPDF_GetLastError())
