"""What a file is, from its bytes. Only the process for untrusted bytes looks."""

import io
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Final

from citizen_desktop.attachments.documents import Document, open_document
from citizen_desktop.attachments.fingerprint import fingerprint
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Doubt, Inspection, Legibility, Page

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAIL: Final = 192
"""Pixels of the longer side of a thumbnail."""

Measure = Callable[["Image", int], Legibility]
"""Measures a page: the picture, RGB or L, and its dots per inch."""

_WEIGHT: Final = {doubt: weight for weight, doubt in enumerate(Doubt)}


def inspect(content: bytes, password: str, limits: Limits, measure: Measure) -> Inspection:
    """Look at all of a file: every picture in it is decoded, but for the pages of a PDF beyond ``measured_pages``.

    Args:
        content: all of it.
        password: of a PDF, empty for none.
        limits: what it may cost.
        measure: how legibility is measured.

    Raises:
        RefusedError: it can't be taken in.
    """
    with closing(open_document(content, password, limits)) as document:
        sizes = [document.size(page) for page in range(document.page_count)]
        first = _First()
        pages = [
            Page(width=width, height=height, legibility=_legibility(document, page, limits, measure, first))
            for page, (width, height) in enumerate(sizes)
        ]
        cover = first.picture if first.picture is not None else document.draw(0, 2 * THUMBNAIL)
        found = {doubt for page in pages if page.legibility for doubt in page.legibility.doubts}
        return Inspection(
            media_type=document.media_type,
            pages=tuple(pages),
            thumbnail=_thumbnail(cover),
            fingerprint=fingerprint(cover) if document.is_scan(0) else None,
            unlocked=document.unlocked(),
            doubts=tuple(sorted(found, key=_WEIGHT.__getitem__)),
        )


class _First:
    """The first page, once it was drawn to be measured."""

    def __init__(self) -> None:
        self.picture: Image | None = None


def _legibility(document: Document, page: int, limits: Limits, measure: Measure, first: _First) -> Legibility | None:
    if page >= limits.measured_pages or not document.is_scan(page):
        return None
    picture = document.draw(page)
    if page == 0:
        first.picture = picture
    measured = measure(picture, document.dots_per_inch(page))
    if document.turned(page):
        measured = measured.evolve(doubts=(*measured.doubts, Doubt.UPSIDE_DOWN))
    return measured


def _thumbnail(picture: "Image") -> bytes:
    small = picture.copy() if max(picture.size) <= THUMBNAIL else _reduced(picture)
    target = io.BytesIO()
    small.info.clear()
    small.save(target, "PNG")
    return target.getvalue()


def _reduced(picture: "Image") -> "Image":
    share = THUMBNAIL / max(picture.size)
    width, height = (max(1, round(side * share)) for side in picture.size)
    return picture.resize((width, height), reducing_gap=2.0)
