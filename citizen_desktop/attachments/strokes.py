"""How steep the edges of strokes are: the width of the blur that lies over a page."""

from math import erf, sqrt
from typing import Final

from PIL import Image, ImageChops, ImageFilter

from citizen_desktop.attachments.ink import greatest, least

_OWN_BLUR: Final = 0.8
"""Pixels (standard deviation) of the blur that every picture has here: its pixels' own and the filter against noise."""
_SIDE: Final = 0.18
"""Weight of a neighbour in the filter against noise, whose variance in pixels is twice that."""
_WEIGHTS: Final = (_SIDE, 1 - 2 * _SIDE, _SIDE)
_FILTER: Final = ImageFilter.Kernel((3, 3), [down * across for down in _WEIGHTS for across in _WEIGHTS], 1)
_LEAST_RANGE: Final = 0.8
"""Of the contrast, what a slope is held against at least: strokes that blur into each other have little of their own."""
_SHARPEST: Final = 0.4
_SOFTEST: Final = 30.0


def blur(grey: Image.Image, contrast: int, beside: Image.Image) -> float:
    """Return the blur in pixels, as the standard deviation of a Gaussian one.

    The steepest slope in each cell, across and down, is held against the contrast there. A picture that was moved is
    blurred in one direction: the worse one counts.

    Args:
        grey: dark on bright, its lines of text some 20 pixels high.
        contrast: levels between paper and ink, above 0.
        beside: white where there is no paper, of any size.
    """
    calm = grey.filter(_FILTER)
    range_ = ImageChops.subtract(
        greatest(calm).filter(ImageFilter.MaxFilter(3)),
        least(calm).filter(ImageFilter.MinFilter(3)),
    )
    # An edge of the sheet runs in one direction only: it would pass for strokes that are blurred in the other.
    paper = ImageChops.invert(beside.resize(range_.size, Image.Resampling.BOX)).point([0] * 255 + [255])
    ranges = ImageChops.darker(range_, paper).tobytes()
    return max(_width(_slopes(calm, across=across).tobytes(), ranges, contrast) for across in (True, False))


def _slopes(grey: Image.Image, *, across: bool) -> Image.Image:
    """Return the greatest difference of levels two pixels apart, in each cell and its neighbours."""
    shift = (2, 0) if across else (0, 2)
    size = (grey.width - shift[0], grey.height - shift[1])
    there = grey.crop((*shift, grey.width, grey.height))
    slopes = ImageChops.difference(grey.crop((0, 0, *size)), there)
    whole = Image.new("L", grey.size)
    whole.paste(slopes, (0, 0))
    return greatest(whole).filter(ImageFilter.MaxFilter(3))


def _width(slopes: bytes, ranges: bytes, contrast: int) -> float:
    """Return the blur in one direction."""
    floor = contrast // 2
    pairs = list(zip(slopes, ranges, strict=True))
    # Where nothing is written, slopes are noise, which would pass for sharpness.
    quiet = [pair for pair in pairs if pair[1] < floor]
    noise = sorted(slope for slope, _range in quiet)[len(quiet) // 2] if quiet else 0
    spread = sorted(range_ for _slope, range_ in quiet)[len(quiet) // 2] if quiet else 0
    shares = sorted(
        max(0, slope - noise) / max(range_ - spread, _LEAST_RANGE * contrast)
        for slope, range_ in pairs
        if range_ >= floor
    )
    if not shares:
        return _SOFTEST
    share = min(shares[len(shares) * 3 // 5], 0.999)
    return _deviation(share)


def _deviation(share: float) -> float:
    """Return the blur of an edge that rises by this share of its height within two pixels."""
    low, high = 0.01, _SOFTEST
    for _ in range(24):
        middle = (low + high) / 2
        if erf(1 / (middle * sqrt(2))) > share:
            low = middle
        else:
            high = middle
    return max(_SHARPEST, sqrt(max(0.0, low * low - _OWN_BLUR * _OWN_BLUR)))
