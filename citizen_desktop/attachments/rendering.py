"""A page as a picture for the screen, as it is after an edit. Only the process for untrusted bytes draws it."""

from contextlib import closing
from typing import Final

from citizen_desktop.attachments.documents import open_document
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import UNIT, PageEdit
from citizen_desktop.attachments.raster import Raster

_WIDEST: Final = 8_000
"""Pixels: no screen and no zoom needs more of a page."""


def render(content: bytes, page: int, edit: PageEdit | None, width: int, limits: Limits) -> Raster:
    """Return a page as it looks after an edit.

    Args:
        content: a file that was taken in.
        page: from 0.
        edit: what is done to it, None for nothing; its own ``source`` and ``page`` don't count.
        width: of the result in pixels; a picture is not drawn larger than it is.
        limits: what the file may cost.

    Raises:
        RefusedError: it can't be drawn.
    """
    from citizen_desktop.attachments.page_edits import edited  # noqa: PLC0415  loads Pillow

    wanted = min(width, _WIDEST)
    with closing(open_document(content, "", limits)) as document:
        across, along = document.size(page)
        picture = edited(document.draw(page, _longest(across, along, edit, wanted)), edit or PageEdit())
        scale = min(1.0, wanted / picture.width)
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        # What was drawn may be the document's own picture, which ends with it.
        shown = (picture if picture.size == size else picture.resize(size, reducing_gap=2.0)).convert("RGBA")
    return Raster(width=shown.width, height=shown.height, pixels=shown.tobytes())


def _longest(across: int, along: int, edit: PageEdit | None, wanted: int) -> int:
    """How large the whole page has to be drawn for what is kept of it to be as wide as wanted."""
    if edit is None:
        return round(wanted * max(across, along) / across) or 1
    kept = max(1, edit.box.right - edit.box.left) / UNIT
    side = along if edit.turns % 2 else across
    return min(_WIDEST, round(wanted / kept * max(across, along) / side) or 1)
