"""Lays a mark across pages: rising from left to right, in the middle, thin enough for what lies below to be read."""

from math import cos, radians, sin
from typing import Final

from PIL import Image

from citizen_desktop.attachments.raster import Raster

ANGLE: Final = 27
"""Degrees by which the mark rises."""

_SHARE: Final = 0.86
"""Of the width and height of the page, what the mark may take."""
_OPACITY: Final = 0.45
"""Black print below stays four times darker than the mark on white."""


def size(stamp: Raster, width: float, height: float) -> tuple[float, float]:
    """Return width and height of the mark before it is turned, so that it fits a page.

    Args:
        stamp: the mark.
        width: of the page, in any unit.
        height: likewise.
    """
    rise, run = sin(radians(ANGLE)), cos(radians(ANGLE))
    across = stamp.width * run + stamp.height * rise
    along = stamp.width * rise + stamp.height * run
    scale = min(width / across, height / along) * _SHARE
    return stamp.width * scale, stamp.height * scale


def layer(stamp: Raster) -> Image.Image:
    """Return the mark as it is laid on, red, green, blue and opacity."""
    image = Image.frombytes("RGBA", (stamp.width, stamp.height), stamp.pixels)
    image.putalpha(image.getchannel("A").point([round(level * _OPACITY) for level in range(256)]))
    return image


def stamped(image: Image.Image, stamp: Raster) -> Image.Image:
    """Return a picture with the mark across it.

    Args:
        image: RGB or L.
        stamp: the mark.
    """
    width, height = (max(1, round(side)) for side in size(stamp, *image.size))
    mark = layer(stamp).convert("RGBa").resize((width, height), Image.Resampling.BICUBIC, reducing_gap=3.0)
    turned = mark.rotate(ANGLE, Image.Resampling.BICUBIC, expand=True).convert("RGBA")
    sheet = image.convert("RGB")
    sheet.info = image.info
    place = ((sheet.width - turned.width) // 2, (sheet.height - turned.height) // 2)
    sheet.paste(turned.convert("RGB"), place, turned.getchannel("A"))
    return sheet
