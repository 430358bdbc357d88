"""64 bits that are alike for pictures that look alike: the same photo, saved again smaller or at another quality."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_ACROSS: Final = 9
_DOWN: Final = 8
_STEP: Final = 3
"""Levels of grey by which a field has to be brighter than its neighbour: less is noise, which saving again changes."""
_FLAT: Final = 12
"""Levels of grey that a picture has to span: there is nothing to compare in a blank sheet."""
_TELLING: Final = 4
"""Bits that have to be set: with fewer, a picture is as good as even, and would look like every other that is."""

ALIKE: Final = 5
"""Bits by which the fingerprints of one picture may differ."""


def fingerprint(image: "Image") -> int | None:
    """Return the fingerprint of a picture, None if it is nearly blank.

    Each bit says whether a field is darker than the one to its right, in nine by eight fields.

    Args:
        image: RGB or L, upright.
    """
    from PIL import Image  # noqa: PLC0415  21 MB that only the process for untrusted bytes needs

    fields = image.convert("L").resize((_ACROSS, _DOWN), Image.Resampling.BOX, reducing_gap=None).tobytes()
    if max(fields) - min(fields) < _FLAT:
        return None
    bits = 0
    for row in range(_DOWN):
        for column in range(_ACROSS - 1):
            place = row * _ACROSS + column
            bits = bits << 1 | (fields[place + 1] - fields[place] >= _STEP)
    return bits if bits.bit_count() >= _TELLING else None


def alike(one: int | None, other: int | None) -> bool:
    """Return whether two fingerprints are of pictures that look alike.

    Args:
        one: of a picture, None where there was nothing to compare.
        other: likewise.
    """
    return one is not None and other is not None and (one ^ other).bit_count() <= ALIKE
