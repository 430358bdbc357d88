"""Lines of text on a page, by the rows that hold ink in narrow strips: a sheet that is held a little askew is no matter."""

from typing import Final

from PIL import Image

_STRIPS: Final = 12
_LEAST: Final = 5
"""Pixels of a run of rows from which it may be text: rules are thinner."""
_GREATEST: Final = 16
"""A run higher than this part of the page is a picture."""
_INK: Final = 3
"""Of 255, how much ink makes a row of a strip one that is written on."""
_ENOUGH: Final = 6
"""Runs from which there is text."""
_LEAST_PART: Final = 0.4
"""Of the height of most lines: dots, commas and dashes are lower, the smallest print is not."""
_SMALL: Final = 4
"""The line that every fourth is smaller than counts as the smallest: single words lack tall letters."""


def smallest_line(mask: Image.Image) -> int:
    """Return the height in pixels of the smallest line of text, 0 if there is none.

    Args:
        mask: white where there is ink; the page may lie on its side.
    """
    ways = [sorted(_runs(way)) for way in (mask, mask.transpose(Image.Transpose.ROTATE_90))]
    runs = max(ways, key=_likeness)
    if len(runs) < _ENOUGH:
        return 0
    text = [run for run in runs if run >= _LEAST_PART * _middle(runs)]
    return text[len(text) // _SMALL]


def _middle(runs: list[int]) -> int:
    return runs[len(runs) // 2]


def _likeness(runs: list[int]) -> float:
    """Return how much these are lines: letters that stand below each other make runs too, of all lengths."""
    if not runs:
        return 0.0
    spread = (runs[len(runs) * 3 // 4] - runs[len(runs) // 4]) / _middle(runs)
    return sum(runs) / (spread + 0.05)


def _runs(mask: Image.Image) -> list[int]:
    """Return the heights of all runs of written rows, in all strips."""
    profile = mask.resize((_STRIPS, mask.height), Image.Resampling.BOX)
    # One strip after the other, from the top.
    levels = profile.transpose(Image.Transpose.TRANSPOSE).tobytes()
    found: list[int] = []
    for strip in range(_STRIPS):
        rows = levels[strip * mask.height : (strip + 1) * mask.height]
        # Where an upright rule runs through the strip, its ink is in every row.
        floor = min(_INK + sorted(rows)[len(rows) // 10], 250)
        found += _between_gaps(rows, floor, mask.height // _GREATEST)
    return found


def _between_gaps(rows: bytes, floor: int, greatest: int) -> list[int]:
    """Return the lengths of runs above the floor that neither begin nor end at the edge."""
    lengths, began = [], 0
    for place, level in enumerate(rows):
        if level <= floor:
            if _LEAST <= place - began <= greatest and began:
                lengths.append(place - began)
            began = place + 1
    return lengths
