"""Pictures that go to and from the process in which files are decoded, as plain bytes."""

from typing import Annotated

import msgspec

from citizen_desktop.attachments.models import Value


class Raster(Value, frozen=True):
    """A picture.

    Args:
        width: in pixels.
        height: likewise.
        pixels: red, green, blue and opacity of each, not multiplied, row by row from the top left: four bytes a pixel.
    """

    width: Annotated[int, msgspec.Meta(ge=1)]
    height: Annotated[int, msgspec.Meta(ge=1)]
    pixels: bytes


class Part(Value, frozen=True):
    """One of the files that are joined.

    Args:
        content: a PDF or a picture.
        stamp: drawn at the top left of each of its pages, at 300 dots per inch, smaller where it would take more than half of the
            width; None for none.
    """

    content: bytes
    stamp: Raster | None = None
