"""A page as a picture for the screen, as it is after an edit. Only the process for untrusted bytes draws it."""

from contextlib import closing
from typing import TYPE_CHECKING, Final

from citizen_desktop.attachments.documents import open_document
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import UNIT, PageEdit
from citizen_desktop.attachments.raster import Raster

if TYPE_CHECKING:
    from PIL.Image import Image

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
    wanted = min(width, _WIDEST)
    with closing(open_document(content, "", limits)) as document:
        across, along = document.size(page)
        picture = edited(document.draw(page, _longest(across, along, edit, wanted)), edit)
    scale = min(1.0, wanted / picture.width)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    shown = (picture if picture.size == size else picture.resize(size, reducing_gap=2.0)).convert("RGBA")
    return Raster(width=shown.width, height=shown.height, pixels=shown.tobytes())


def _longest(across: int, along: int, edit: PageEdit | None, wanted: int) -> int:
    """How large the whole page has to be drawn for what is kept of it to be as wide as wanted."""
    if edit is None:
        return round(wanted * max(across, along) / across) or 1
    kept = max(1, edit.box.right - edit.box.left) / UNIT
    side = along if edit.turns % 2 else across
    return min(_WIDEST, round(wanted / kept * max(across, along) / side) or 1)


def edited(picture: "Image", edit: PageEdit | None) -> "Image":
    """Return a picture after an edit: turned, levelled with white in the corners, cropped.

    Args:
        picture: upright, RGB or L.
        edit: what is done to it, None for nothing.
    """
    from PIL.Image import Resampling, Transpose  # noqa: PLC0415  only the process for untrusted bytes needs it

    if edit is None or edit.untouched:
        return picture
    # Pillow's ``Transpose`` turns the other way round: 270 degrees against the clock are one quarter with it.
    turns = {1: Transpose.ROTATE_270, 2: Transpose.ROTATE_180, 3: Transpose.ROTATE_90}
    turned = picture.transpose(turns[edit.turns]) if edit.turns else picture
    if edit.tilt:
        white = 255 if turned.mode == "L" else (255, 255, 255)
        turned = turned.rotate(-edit.tilt / 100, Resampling.BICUBIC, expand=True, fillcolor=white)
    if edit.box.whole:
        return turned
    width, height = turned.size
    left, right = sorted((edit.box.left * width // UNIT, -(-edit.box.right * width // UNIT)))
    top, bottom = sorted((edit.box.top * height // UNIT, -(-edit.box.bottom * height // UNIT)))
    left, top = min(left, width - 1), min(top, height - 1)
    return turned.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
