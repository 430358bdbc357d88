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


def cut_off(mask: Image.Image, line: int) -> bool:
    """Return whether ink touches an edge the way cut letters do: in many short pieces, neither rules nor a dark border.

    Args:
        mask: white where there is ink.
        line: height in pixels of a line of text.
    """
    width, height = mask.size
    sides = (
        (0, 0, _DEPTH, height),
        (width - _DEPTH, 0, width, height),
        (0, 0, width, _DEPTH),
        (0, height - _DEPTH, width, height),
    )
    return any(_touched(mask.crop(side), line) for side in sides)


def _touched(edge: Image.Image, line: int) -> bool:
    along = edge.resize((1, edge.height) if edge.height > edge.width else (edge.width, 1), Image.Resampling.BOX)
    pieces = _pieces(along.tobytes(), 2, 2 * line)
    places = {place // max(1, line) for place, _length in pieces}
    if edge.height > edge.width:
        return len(places) >= _ENDS
    return len(pieces) >= _LETTERS and sum(length for _place, length in pieces) >= _WIDE * edge.width


def _pieces(levels: bytes, least: int, greatest: int) -> list[tuple[int, int]]:
    """Return place and length of each piece of ink that is as long as strokes are."""
    pieces, began = [], 0
    for place, level in enumerate((*levels, 0)):
        if level < 128:
            if least <= place - began <= greatest:
                pieces.append((began, place - began))
            began = place + 1
    return pieces
