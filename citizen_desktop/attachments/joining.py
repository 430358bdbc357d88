"""One PDF of several files, with a stamp on every page. Only the process for untrusted bytes makes it.

Pages of PDF files are taken over as they are, but for those that may have hidden layers, which would be seen then; and so are
photos that stand upright; other pictures are drawn. They become pages as long as an A4 sheet, unless they say how large they are.
"""

import io
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Final

from citizen_desktop.attachments import media_type
from citizen_desktop.attachments.documents import Document, open_document
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.page_drawing import page_drawing
from citizen_desktop.attachments.raster import Part, Raster

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfBitmap, PdfDocument, PdfPage

_A4_LONG_SIDE: Final = 842
"""Points: a photo becomes a page as long as an A4 sheet."""
_POINTS_PER_INCH: Final = 72
_STAMP_DOTS: Final = 300
_MARGIN: Final = 12
"""Points between the stamp and the edges of the page."""
_WIDEST: Final = 0.5
"""Share of a page's width that a stamp takes at the most."""
_QUALITY: Final = 90


def join(parts: Sequence[Part], limits: Limits) -> bytes:
    """Return one PDF of all pages of several files, in their order.

    Args:
        parts: files that were taken in, and what is drawn at the top of their pages.
        limits: what they may cost; pages count together.

    Raises:
        RefusedError: one can't be opened, or there are no pages or too many.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415  only the process for untrusted bytes needs it

    try:
        joined = PdfDocument.new()
        for part in parts:
            start = len(joined)
            _add(joined, part.content, limits)
            if len(joined) > limits.pages:
                raise RefusedError(Refusal.TOO_MANY_PAGES)
            if part.stamp is not None:
                _stamp(joined, range(start, len(joined)), part.stamp)
        if not len(joined):
            raise RefusedError(Refusal.NO_PAGES)
        target = io.BytesIO()
        joined.save(target)
    except PdfiumError:
        raise RefusedError(Refusal.DAMAGED) from None
    return target.getvalue()


def _add(joined: "PdfDocument", content: bytes, limits: Limits) -> None:
    from pypdfium2 import PdfDocument  # noqa: PLC0415  as above

    from citizen_desktop.attachments.pdf_writing import flattened, has_layers  # noqa: PLC0415  loads Pillow and pdfium

    document = open_document(content, "", limits)
    try:
        if document.media_type == media_type.PDF:
            # Opened once more: what was checked above knows nothing of pdfium to others.
            with closing(PdfDocument(content)) as source:
                if not has_layers(source):
                    flattened(source)
                    joined.import_pages(source)
                    return
        for page in range(document.page_count):
            _add_picture(joined, document, page, content)
    finally:
        document.close()


def _add_picture(joined: "PdfDocument", document: Document, page: int, content: bytes) -> None:
    from pypdfium2 import PdfImage, PdfMatrix  # noqa: PLC0415  as above

    # Drawn in any case: a picture whose end is missing is found out so.
    is_pdf = document.media_type == media_type.PDF
    picture = page_drawing(document, page)[0] if is_pdf else document.draw(page)
    target = io.BytesIO(_kept(document, page, content) or _encoded(picture))
    width, height = document.size(page) if is_pdf else _paper(picture, document.dots_per_inch(page))
    sheet = joined.new_page(width, height)
    image = PdfImage.new(joined)
    image.load_jpeg(target, inline=True)
    image.set_matrix(PdfMatrix().scale(width, height))
    sheet.insert_obj(image)
    sheet.gen_content()
    sheet.close()


def _kept(document: Document, page: int, content: bytes) -> bytes | None:
    """Return a photo as it is, without what it says besides: encoded anew it would be larger and worse. None for any other."""
    from PIL import Image  # noqa: PLC0415  as above

    from citizen_desktop.attachments.picture_files import bare_jpeg  # noqa: PLC0415  loads Pillow

    if document.media_type != media_type.JPEG or document.turned(page):
        return None
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        # On printed colours readers of PDF disagree.
        if image.mode not in {"L", "RGB"}:
            return None
    try:
        return bare_jpeg(content)
    except ValueError:
        return None


def _encoded(picture: "Image") -> bytes:
    target = io.BytesIO()
    # Pillow would write the comment of the file that it comes from.
    picture.save(target, "JPEG", quality=_QUALITY, comment=b"")
    return target.getvalue()


def _paper(picture: "Image", dots: int) -> tuple[float, float]:
    """The size of the page of a picture, in points."""
    width, height = picture.size
    scale = _POINTS_PER_INCH / dots if dots else _A4_LONG_SIDE / max(width, height)
    return width * scale, height * scale


def _stamp(joined: "PdfDocument", pages: range, stamp: Raster) -> None:
    from pypdfium2 import PdfImage, PdfMatrix  # noqa: PLC0415  as above

    from citizen_desktop.attachments.pdf_writing import closed  # noqa: PLC0415  loads Pillow and pdfium

    bitmap = _bitmap(stamp)
    for number in pages:
        page = joined[number]
        closed(page)
        page.close()
        page = joined[number]
        image = PdfImage.new(joined)
        image.set_bitmap(bitmap)
        image.set_matrix(PdfMatrix(*_place(page, stamp)))
        page.insert_obj(image)
        page.gen_content()
        page.close()


def _bitmap(stamp: Raster) -> "PdfBitmap":
    from PIL import Image  # noqa: PLC0415  as above
    from pypdfium2 import PdfBitmap  # noqa: PLC0415

    if len(stamp.pixels) != 4 * stamp.width * stamp.height:
        raise RefusedError(Refusal.DAMAGED)
    return PdfBitmap.from_pil(Image.frombytes("RGBA", (stamp.width, stamp.height), stamp.pixels))


def _place(page: "PdfPage", stamp: Raster) -> tuple[float, float, float, float, float, float]:
    """The matrix that puts the stamp at the top left of a page as it is shown, however it is turned."""
    from citizen_desktop.attachments.pdf_writing import shown_box  # noqa: PLC0415  loads Pillow and pdfium

    left, bottom, right, top = shown_box(page)
    width, height = right - left, top - bottom
    turned = page.get_rotation()
    across, along = (height, width) if turned in {90, 270} else (width, height)
    scale = min(_POINTS_PER_INCH / _STAMP_DOTS, _WIDEST * across / stamp.width)
    wide, high = stamp.width * scale, stamp.height * scale
    x, y = min(_MARGIN, across - wide), max(0.0, along - _MARGIN - high)
    match turned:
        case 90:
            return 0, wide, -high, 0, right - y, bottom + x
        case 180:
            return -wide, 0, 0, -high, right - x, top - y
        case 270:
            return 0, -wide, high, 0, left + y, top - x
        case _:
            return wide, 0, 0, high, left + x, bottom + y
