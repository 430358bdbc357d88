"""What a page has to reach to count as legible. The values are content, ``legibility.toml``: they are assumed."""

from typing import Annotated

import msgspec

from citizen_desktop.attachments.models import Value

Positive = Annotated[int, msgspec.Meta(ge=1)]
Level = Annotated[int, msgspec.Meta(ge=1, le=255)]


class Thresholds(Value, frozen=True):
    """Where legibility ends.

    Args:
        softness: the blur (standard deviation) at which a sharpness of 100 is given, in thousandths of the height of
            a line of text.
        dpi: dots per inch, least.
        line: height in pixels of a line of text, least.
        brightness: of the paper, least, 0 to 255.
        contrast: between paper and ink, least, 0 to 255.
    """

    softness: Positive
    dpi: Positive
    line: Positive
    brightness: Level
    contrast: Level
