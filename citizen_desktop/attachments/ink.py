"""Paper and ink of a page: how bright the paper is from place to place, and where something is written on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageChops, ImageFilter, ImageStat

CELL: Final = 9
"""Side in pixels of the cells in which paper and ink are compared: two thirds of a small letter, or more."""

_LONG_SIDE: Final = 2_500
"""Pixels of the long side that are enough to judge an A4 sheet: 210 dots per inch."""
_LEAST_DEPTH: Final = 16
"""Levels below the paper from which something may be ink: the weave of paper stays below."""
_NOISE: Final = 8
"""Levels between neighbours, on bare paper, from which a picture is smoothed before ink is told pixel by pixel."""
_LEAST_INK: Final = 24
"""Cells with ink from which a page is not blank."""
_LEAST_PAPER: Final = 0.4
"""Of the brightness of the paper: what is darker is the table that it lies on, or a deep shadow."""
_RIM: Final = 2
"""Cells at the edges of a picture that don't count where paper and ink are compared."""
_LEAST_SIDE: Final = 40
"""Cells of a side that a picture has to have for that: on a smaller one, writing comes close to the edges."""
_WHITE: Final = 255


@dataclass(frozen=True)
class Plane:
    """A page in grey, as large as is needed to judge it, dark on bright.

    Args:
        grey: the picture, mode ``L``.
        factor: pixels of the page to one of ``grey``.
        inverted: whether the page is bright on dark, as a screen at night is.
    """

    grey: Image.Image
    factor: int
    inverted: bool


@dataclass(frozen=True)
class Ink:
    """What is written on a page.

    Args:
        brightness: of the paper, 0 to 255.
        contrast: levels between paper and ink, 0 on a blank page.
        beside: in cells, white where there is no paper, or none beside.
        mask: white where there is ink, as large as the plane.
    """

    brightness: int
    contrast: int
    beside: Image.Image
    mask: Image.Image


def plane(image: Image.Image) -> Plane:
    """Return a page in grey, dark on bright."""
    factor = max(1, -(-max(image.size) // _LONG_SIDE))
    if image.mode in {"P", "LA", "PA", "RGBA", "La", "RGBa", "1", "I;16", "I", "F"}:
        image = _opaque(image)
    grey = (image.reduce(factor) if factor > 1 else image).convert("L")
    inverted = _bright_on_dark(grey)
    return Plane(ImageChops.invert(grey) if inverted else grey, factor, inverted)


def _opaque(image: Image.Image) -> Image.Image:
    """Return the picture as it looks on white."""
    if image.mode in {"P", "LA", "PA", "RGBA", "La", "RGBa"}:
        coloured = image.convert("RGBA")
        sheet = Image.new("RGBA", image.size, "white")
        sheet.alpha_composite(coloured)
        return sheet.convert("RGB")
    return image.convert("L")


def _bright_on_dark(grey: Image.Image) -> bool:
    """Whether most is dark and what is bright is thin, as letters are; a sheet on a dark table is not thin."""
    small = grey.reduce(max(1, max(grey.size) // 1_000))
    ground = ImageStat.Stat(small).median[0]
    if ground > 90:
        return False
    bright = (ground + _percentile(small.histogram(), 99.5)) // 2
    thin = small.point([_WHITE if level > bright else 0 for level in range(256)])
    share = ImageStat.Stat(thin).mean[0]
    thick = ImageStat.Stat(least(thin)).mean[0]
    return share > 0 and bright - ground > 15 and thick < share / 2


def ink(plane: Plane) -> Ink:
    """Return what is written on a page."""
    grey = plane.grey
    calm = grey.filter(ImageFilter.BoxBlur(1))
    # A letter is narrower than three cells: the paper shines through between.
    paper = greatest(calm).filter(ImageFilter.MaxFilter(3)).filter(ImageFilter.MedianFilter(5))
    depth = ImageChops.subtract(paper, least(calm))
    depths = depth.histogram()
    noise = _percentile(depths, 10)
    # Noise is everywhere; ink leaves a tenth of the page alone. A quarter of the deepest is ink still, as grey print is.
    floor = max(_LEAST_DEPTH, 5 * noise // 2, _percentile(depths, 99) // 4)
    written = depth.point([_WHITE if level >= floor else 0 for level in range(256)])
    sheet = int(_LEAST_PAPER * _percentile(paper.histogram(written), 50))
    beside = paper.filter(ImageFilter.MinFilter(5)).point([_WHITE if level < sheet else 0 for level in range(256)])
    _whiten_rim(beside)
    # The edge of the sheet is as deep as ink.
    written = ImageChops.subtract(written, beside)
    if written.histogram()[_WHITE] < _LEAST_INK:
        return Ink(_percentile(paper.histogram(), 60), 0, beside, Image.new("L", grey.size))
    contrast = _percentile(depth.histogram(written), 60)
    brightness = _percentile(paper.histogram(written), 50)
    share = 1 - contrast / 2 / max(brightness, 1)
    edge = paper.point([int(level * share) if level >= sheet else 0 for level in range(256)]).resize(
        grey.size, Image.Resampling.BILINEAR
    )
    mask = ImageChops.subtract(edge, calm if noise >= _NOISE else grey).point([0] + [_WHITE] * 255)
    return Ink(brightness, contrast, beside, mask)


def _whiten_rim(cells: Image.Image) -> None:
    """Whiten the outermost cells: what a scanner leaves there, where its lid is not closed, is no ink."""
    width, height = cells.size
    if min(width, height) < _LEAST_SIDE:
        return
    for rim in (
        (0, 0, width, _RIM),
        (0, height - _RIM, width, height),
        (0, 0, _RIM, height),
        (width - _RIM, 0, width, height),
    ):
        cells.paste(_WHITE, rim)


def least(grey: Image.Image) -> Image.Image:
    """Return the least level of each cell of a picture."""
    return _extreme(grey, ImageChops.darker)


def greatest(grey: Image.Image) -> Image.Image:
    """Return the greatest level of each cell of a picture."""
    return _extreme(grey, ImageChops.lighter)


def _extreme(grey: Image.Image, choose: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """Return the extreme of each cell: three columns, then three rows, and that twice; far faster than a filter of ranks."""
    for _ in range(2):
        wide, high = max(3, grey.width), max(3, grey.height)
        if grey.size != (wide, high):
            grey = grey.resize((wide, high), Image.Resampling.NEAREST)
        columns = [grey.crop((place, 0, wide - 2 + place, high)) for place in range(3)]
        rows = choose(choose(columns[0], columns[1]), columns[2])
        rows = rows.resize((wide // 3, high), Image.Resampling.NEAREST, (0, 0, wide // 3 * 3 - 2, high))
        parts = [rows.crop((0, place, rows.width, high - 2 + place)) for place in range(3)]
        grey = choose(choose(parts[0], parts[1]), parts[2])
        grey = grey.resize((rows.width, high // 3), Image.Resampling.NEAREST, (0, 0, rows.width, high // 3 * 3 - 2))
    return grey


def _percentile(histogram: list[int], percent: float) -> int:
    """Return the level below or at which so many of the pixels lie."""
    wanted = sum(histogram) * percent / 100
    for level, count in enumerate(histogram):
        wanted -= count
        if wanted <= 0:
            return level
    return _WHITE
