"""Whether the text of a page runs out of the picture."""

from typing import Final

from PIL import Image

_DEPTH: Final = 3
"""Pixels at an edge in which ink counts."""
_ENDS: Final = 5
"""Lines of text that end at a side from which they are cut off; a stamp or a fold makes one or two."""
_LETTERS: Final = 12
"""Letters that a line at the top or the bottom has lost something of, from which it is cut."""
_WIDE: Final = 0.12
"""Part of the edge that these letters have to take together."""
_RULE: Final = 3
"""Heights of a line that a rule goes on for, at least."""
_INK: Final = 128
_SOLID: Final = 230
_BORDER: Final = 110
"""Of 255, the ink along an edge from which it is the dark edge of a scan or the table below the sheet."""


def cut_off(mask: Image.Image, line: int) -> bool:
    """Return whether ink touches an edge the way cut letters do: in many short pieces, neither rules nor a dark border.

    Args:
        mask: white where there is ink.
        line: height in pixels of a line of text.
    """
    # Each way round, the edge lies on the left: text that ends at it, then text of which it is the top or the bottom.
    ways = (None, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270)
    for number, way in enumerate(ways):
        page = mask if way is None else mask.transpose(way)
        pieces = _pieces(page, line)
        if number < 2 and len({place // line for place, _length in pieces}) >= _ENDS:
            return True
        if number >= 2 and len(pieces) >= _LETTERS and sum(length for _place, length in pieces) >= _WIDE * page.height:
            return True
    return False


def _pieces(page: Image.Image, line: int) -> list[tuple[int, int]]:
    """Return place and length of each piece of ink on the left edge that is as long as strokes are, and no end of a rule."""
    edge, inside = _along(page, _DEPTH), _along(page, _RULE * line)
    if sum(edge) > _BORDER * len(edge):
        return []
    pieces, began = [], 0
    for place, level in enumerate((*edge, 0)):
        if level < _INK:
            length = place - began
            if 2 <= length <= 2 * line and max(inside[began:place]) < _SOLID:
                pieces.append((began, length))
            began = place + 1
    return pieces


def _along(page: Image.Image, depth: int) -> bytes:
    """Return how much ink there is within a depth of the left edge, row by row."""
    return page.crop((0, 0, depth, page.height)).resize((1, page.height), Image.Resampling.BOX).tobytes()
