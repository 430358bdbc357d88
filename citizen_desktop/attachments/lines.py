"""Lines of text on a page, by the rows that hold ink in narrow strips: a sheet that is held a little askew is no matter."""

from typing import Final, NamedTuple

from PIL import Image

_STRIPS: Final = 12
_LEAST: Final = 5
"""Pixels of a run of rows from which it may be text: rules are thinner."""
_GREATEST: Final = 16
"""A run higher than this part of the long side is a picture."""
_INK: Final = 3
"""Of 255, how much ink makes a row of a strip one that is written on."""
_ENOUGH: Final = 6
"""Runs from which there is text."""
_LEAST_PART: Final = 0.4
"""Of the height of most lines: dots, commas and dashes are lower, the smallest print is not."""
_SMALL: Final = 6
"""The line that every sixth is smaller than counts as the smallest: single words lack tall letters."""
_SAME: Final = 0.5
"""Part of the rows of two runs side by side that both cover if they are of one line, held askew or not."""


class _Run(NamedTuple):
    """Rows of a strip that are written on, one below the other.

    Args:
        top: the first of them.
        height: how many there are.
    """

    top: int
    height: int


def smallest_line(mask: Image.Image) -> int:
    """Return the height in pixels of the smallest line of text, 0 if there is none.

    Args:
        mask: white where there is ink; the page may lie on its side.
    """
    strips = max((_strips(way) for way in (mask, mask.transpose(Image.Transpose.ROTATE_90))), key=_likeness)
    heights = _heights(strips)
    if len(heights) < _ENOUGH:
        return 0
    text = [height for height in heights if height >= _LEAST_PART * _middle(heights)]
    return text[len(text) // _SMALL]


def _heights(strips: list[list[_Run]]) -> list[int]:
    return sorted(run.height for strip in strips for run in strip)


def _middle(heights: list[int]) -> int:
    return heights[len(heights) // 2]


def _likeness(strips: list[list[_Run]]) -> float:
    """Return how much these are lines: letters below each other make runs too, of all lengths, but seldom two side by side."""
    heights = _heights(strips)
    if not heights:
        return 0.0
    spread = (heights[len(heights) * 3 // 4] - heights[len(heights) // 4]) / _middle(heights)
    return sum(heights) / (spread + 0.05) * _going_on(strips) ** 8


def _going_on(strips: list[list[_Run]]) -> float:
    """Return the part of the runs that go on in the strip to their left or right."""
    found = [
        any(_is_same(run, other) for other in (*left, *right))
        for left, here, right in zip([[], *strips], strips, [*strips[1:], []], strict=False)
        for run in here
    ]
    return sum(found) / len(found)


def _is_same(run: _Run, other: _Run) -> bool:
    """Whether runs of strips side by side are of one line."""
    shared = min(run.top + run.height, other.top + other.height) - max(run.top, other.top)
    return shared >= _SAME * (run.height + other.height - shared)


def _strips(mask: Image.Image) -> list[list[_Run]]:
    """Return the runs of written rows in each strip."""
    profile = mask.resize((_STRIPS, mask.height), Image.Resampling.BOX)
    # One strip after the other, from the top.
    levels = profile.transpose(Image.Transpose.TRANSPOSE).tobytes()
    found = []
    for strip in range(_STRIPS):
        rows = levels[strip * mask.height : (strip + 1) * mask.height]
        # Where an upright rule runs through the strip, its ink is in every row.
        floor = min(_INK + sorted(rows)[len(rows) // 10], 250)
        found.append(_between_gaps(rows, floor, max(mask.size) // _GREATEST))
    return found


def _between_gaps(rows: bytes, floor: int, greatest: int) -> list[_Run]:
    """Return the runs above the floor that neither begin nor end at the edge."""
    runs, began = [], 0
    for place, level in enumerate(rows):
        if level <= floor:
            if _LEAST <= place - began <= greatest and began:
                runs.append(_Run(began, place - began))
            began = place + 1
    return runs
