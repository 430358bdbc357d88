"""Turns, levels and crops a picture of a page."""

from typing import Final

from PIL import Image, ImageStat

from citizen_desktop.attachments.models import UNIT, Box, PageEdit

_TURNS: Final = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def edited(image: Image.Image, edit: PageEdit) -> Image.Image:
    """Return a picture after one edit.

    Args:
        image: RGB or L, upright.
        edit: what is done to it.
    """
    wanted = image.transpose(_TURNS[edit.turns]) if edit.turns else image
    if edit.tilt:
        # What is left beside the sheet has the colour of its edge: white corners on a dark table would be seen first.
        wanted = wanted.rotate(-edit.tilt / 100, Image.Resampling.BICUBIC, expand=True, fillcolor=_edge_colour(wanted))
    if not edit.box.whole:
        wanted = wanted.crop(pixels(edit.box, *wanted.size))
    wanted.info = image.info
    return wanted


def pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is kept, at least one pixel.

    Args:
        box: in shares; one whose sides are the wrong way about is read the other way.
        width: of the picture.
        height: likewise.
    """
    left, right = sorted((box.left, box.right))
    top, bottom = sorted((box.top, box.bottom))
    x, y = min(left * width // UNIT, width - 1), min(top * height // UNIT, height - 1)
    return x, y, max(x + 1, -(-right * width // UNIT)), max(y + 1, -(-bottom * height // UNIT))


def _edge_colour(image: Image.Image) -> int | tuple[int, ...]:
    """Return the colour that is usual along the four edges."""
    width, height = image.size
    sides = [(0, 0, width, 1), (0, height - 1, width, height), (0, 0, 1, height), (width - 1, 0, width, height)]
    strip = Image.new(image.mode, (256, 4))
    for row, side in enumerate(sides):
        strip.paste(image.crop(side).resize((256, 1), Image.Resampling.BOX), (0, row))
    levels = ImageStat.Stat(strip).median
    return levels[0] if image.mode == "L" else tuple(levels)
