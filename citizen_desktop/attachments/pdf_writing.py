"""Puts pages into a new PDF: pages of other PDFs as they are, pictures as JPEG. Nothing else of the sources goes along."""

import io
import re
from collections.abc import Sequence
from math import cos, radians, sin
from typing import Final

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from citizen_desktop.attachments import stamping
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import PageEdit, Refusal
from citizen_desktop.attachments.raster import Raster

POINTS: Final = 72
"""To the inch."""

_LONGEST: Final = 14_400
"""Points of a side, ISO 32000-1, annex C."""
_STATES: Final = 4
"""Times that what a page leaves behind is undone: the content of some pages closes more than it opens, or less."""
_LAYERS: Final = b"/OCProperties"
"""ISO 32000-1, 8.11.4."""
_STREAM: Final = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_MOMENT: Final = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_NO_MOMENT: Final = b"19700101000000"
_IDENTITY: Final = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)")


class PdfWriter:
    """A PDF that is made page by page."""

    def __init__(self) -> None:
        self._document = pypdfium2.PdfDocument.new()

    def __len__(self) -> int:
        return len(self._document)

    def add_pages(self, source: pypdfium2.PdfDocument, edits: Sequence[PageEdit]) -> None:
        """Add pages of a PDF, turned; text stays text.

        Args:
            source: where they come from. What fonts and pictures its pages share is copied once.
            edits: none of them levels or crops.

        Raises:
            RefusedError: pages can't be copied.
        """
        first = len(self._document)
        try:
            self._document.import_pages(source, [edit.page for edit in edits])
        except pypdfium2.PdfiumError:
            raise RefusedError(Refusal.DAMAGED) from None
        for number, edit in enumerate(edits, first):
            page = self._document[number]
            if edit.turns:
                page.set_rotation((page.get_rotation() + 90 * edit.turns) % 360)
            page.close()

    def add_picture(self, content: bytes, width: int, height: int, dots_per_inch: int, turns: int = 0) -> None:
        """Add a JPEG as a page of its own size.

        Args:
            content: the JPEG, kept byte for byte.
            width: in pixels.
            height: likewise.
            dots_per_inch: above 0.
            turns: quarter turns clockwise in which it is shown.
        """
        scale = min(POINTS / dots_per_inch, _LONGEST / max(width, height))
        page = self._document.new_page(width * scale, height * scale)
        image = pypdfium2.PdfImage.new(self._document)
        image.load_jpeg(io.BytesIO(content), inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(width * scale, height * scale))
        page.insert_obj(image)
        page.gen_content()
        page.set_rotation(90 * turns)
        page.close()

    def stamp(self, stamp: Raster) -> None:
        """Lay a mark across every page."""
        mark = stamping.layer(stamp)
        for number in range(len(self._document)):
            page = self._document[number]
            closed(page)
            page.close()
            page = self._document[number]
            _stamp(self._document, page, stamp, mark)
            page.close()

    def content(self) -> bytes:
        """Return the file, and close it. The same pages give the same bytes."""
        target = io.BytesIO()
        self._document.save(target)
        self._document.close()
        return _without_moment(target.getvalue())


def _without_moment(content: bytes) -> bytes:
    """Return a PDF that was just written without the moment and the random number that pdfium puts into it."""
    # Of the same length, or the places that the file lists would be wrong. What it says of itself is its third object, before all
    # pages; the number stands at its end.
    ends = content.rfind(b"/ID[")
    return _MOMENT.sub(_NO_MOMENT, content[:ends], count=1) + _IDENTITY.sub(b"0" * 32, content[ends:])


def shown_box(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of what is shown, before it is turned."""
    shown, whole = page.get_cropbox(), page.get_mediabox()
    left, bottom = max(shown[0], whole[0]), max(shown[1], whole[1])
    right, top = min(shown[2], whole[2]), min(shown[3], whole[3])
    return (left, bottom, right, top) if right > left and top > bottom else whole


def _stamp(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, stamp: Raster, mark: Image.Image) -> None:
    left, bottom, right, top = shown_box(page)
    rotation = page.get_rotation()
    shown = (right - left, top - bottom) if rotation % 180 == 0 else (top - bottom, right - left)
    width, height = stamping.size(stamp, *shown)
    angle = radians(stamping.ANGLE + rotation)
    middle = ((left + right) / 2, (bottom + top) / 2)
    a, b, c, d = width * cos(angle), width * sin(angle), -height * sin(angle), height * cos(angle)
    bitmap = pypdfium2.PdfBitmap.from_pil(mark)
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix(a, b, c, d, middle[0] - (a + c) / 2, middle[1] - (b + d) / 2))
    page.insert_obj(image)
    page.gen_content()
    bitmap.close()


def closed(page: pypdfium2.PdfPage) -> None:
    """Let nothing that the content of a page leaves behind, such as a clip, bear on what is drawn on it later.

    Args:
        page: of a document of its own; it has to be opened anew after this.
    """
    as_it_is = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    for _ in range(_STATES):
        # Puts its content between q and Q, as it moves it by nothing.
        raw.FPDFPage_TransFormWithClip(page.raw, as_it_is, None)


def has_layers(document: pypdfium2.PdfDocument) -> bool:
    """Return whether parts of a document may be hidden: its catalogue says which, and doesn't go along when pages are copied."""
    target = io.BytesIO()
    try:
        # Written anew, the catalogue can be read, however it was packed.
        document.save(target)
    except pypdfium2.PdfiumError:
        raise RefusedError(Refusal.DAMAGED) from None
    content = target.getvalue()
    return _LAYERS in content and any(_LAYERS in between for between in _STREAM.split(content))


def flattened(document: pypdfium2.PdfDocument) -> None:
    """Make what is typed into the fields of a form part of its pages: fields don't go along when pages are copied.

    Args:
        document: none of its pages is open.
    """
    if document.get_formtype() == raw.FORMTYPE_NONE:
        return
    # Fields that only say what is typed into them, and not how it looks, are drawn by this.
    document.init_forms()
    for number in range(len(document)):
        page = document[number]
        # As on the screen: what can be seen there can be seen in the file, whether or not the form would print it.
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        page.close()
