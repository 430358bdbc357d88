"""64 bits that are alike for pictures that look alike: the same photo, saved again smaller or at another quality.

Papers photographed on one table share their outline, the light and the lines they are written on. So only what is left of a picture
without these is compared: where a field is darker than its neighbours, its row and its column are.
"""

from functools import cache
from hashlib import shake_128
from itertools import compress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_SIDE: Final = 40
_AROUND: Final = 2
"""Fields on each side of a field that it is compared with."""
_FLAT: Final = 1.0
"""Levels of grey by which fields have to differ from those around them, on average: in a blank sheet is nothing to compare."""
_MOST: Final = 1.5
"""How many times that much a single field counts at most: the edge of a sheet would outweigh all that is written on it."""

ALIKE: Final = 6
"""Bits by which the fingerprints of one picture may differ."""


def fingerprint(image: "Image") -> int | None:
    """Return the fingerprint of a picture, None if it is nearly blank.

    Each bit says whether half of the fields, chosen by lot once and for all, are brighter than the other half.

    Args:
        image: RGB or L, upright.
    """
    from PIL import Image, ImageFilter  # noqa: PLC0415  21 MB that only the process for untrusted bytes needs

    fields = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX, reducing_gap=None)
    around = fields.filter(ImageFilter.BoxBlur(_AROUND)).tobytes()
    contrasts = [float(one - other) for one, other in zip(fields.tobytes(), around, strict=True)]
    mean = sum(map(abs, contrasts)) / len(contrasts)
    if mean < _FLAT:
        return None
    most = _MOST * mean
    left = _without_lines([max(-most, min(most, contrast)) for contrast in contrasts])
    bits = 0
    for chosen in _lots():
        bits = bits << 1 | (sum(compress(left, chosen)) > 0)
    return bits


def _without_lines(contrasts: list[float]) -> list[float]:
    """Take from every field the mean of its row, then that of its column; what is left sums up to nothing."""
    rows = [contrasts[start : start + _SIDE] for start in range(0, len(contrasts), _SIDE)]
    for _direction in range(2):
        rows = [[field - sum(row) / _SIDE for field in row] for row in rows]
        rows = [list(column) for column in zip(*rows, strict=True)]
    return [field for row in rows for field in row]


@cache
def _lots() -> tuple[tuple[bool, ...], ...]:
    """Return for every bit which fields are chosen; the same on every machine, since drafts keep fingerprints."""
    fields = range(_SIDE * _SIDE)
    drawn = (shake_128(bytes([bit])).digest(_SIDE * _SIDE // 8) for bit in range(64))
    return tuple(tuple(bool(lots[field >> 3] >> (field & 7) & 1) for field in fields) for lots in drawn)


def alike(one: int | None, other: int | None) -> bool:
    """Return whether two fingerprints are of pictures that look alike.

    Args:
        one: of a picture, None where there was nothing to compare.
        other: likewise.
    """
    return one is not None and other is not None and (one ^ other).bit_count() <= ALIKE
