"""A page of a PDF as a picture that can be read as well, for where it can't be copied as it is."""

from typing import TYPE_CHECKING, Final

from citizen_desktop.attachments.documents import Document

if TYPE_CHECKING:
    from PIL.Image import Image

_TEXT_DPI: Final = 200
"""Dots per inch in which a page is drawn that is not a scan: a small picture beside its text says nothing of the letters."""
_POINTS_PER_INCH: Final = 72


def page_drawing(document: Document, page: int) -> tuple["Image", int]:
    """Return a page of a PDF as a picture, a scan in its own resolution, and how many dots of it make an inch of the page.

    Args:
        document: a PDF.
        page: from 0.

    Raises:
        RefusedError: it can't be drawn.
    """
    points = max(document.size(page))
    dots = document.dots_per_inch(page)
    if not document.is_scan(page):
        dots = max(dots, _TEXT_DPI)
    drawn = document.draw(page, max(1, round(points * dots / _POINTS_PER_INCH)))
    # A page is not drawn as large as its pictures would have it if that is too large.
    return drawn, max(1, round(max(drawn.size) * _POINTS_PER_INCH / points))
