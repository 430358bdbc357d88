"""How well a page can be read, as a picture: measures of blur, light, size and edges, and what speaks against it.

The measures are of the text, not of the picture: blur counts in heights of a line, so that a page held farther away or stored
larger is judged alike; light and contrast count where something is written.
"""

from typing import Final

from PIL import Image

from citizen_desktop.attachments.ink import Ink, ink, plane
from citizen_desktop.attachments.lines import smallest_line
from citizen_desktop.attachments.margins import cut_off
from citizen_desktop.attachments.models import Doubt, Legibility
from citizen_desktop.attachments.strokes import blur
from citizen_desktop.attachments.thresholds import Thresholds

A4_LONG_SIDE: Final = 11.69
"""Inches, ISO 216."""

_USUAL_LINE: Final = 0.0119
"""Height of a line of 10 points, as a share of the long side of an A4 sheet."""
_GREATEST_LINE: Final = 0.035
"""Where lines seem higher than this share of the long side (on an identity card), it is blurred lines run together."""
_WORKING_LINE: Final = 24
_GREATEST_SHARPNESS: Final = 300


def measure(image: Image.Image, dpi: int, thresholds: Thresholds) -> Legibility:
    """Measure a page.

    Args:
        image: as it is shown, in any mode, at full resolution.
        dpi: dots per inch, 0 if nothing says how large the page is: it is taken as A4, by its long side. Since that is a guess, a
            page on which text was found is then not too small as long as its lines are high enough.
        thresholds: what it has to reach.

    Returns:
        The measures. Of a page that is bright on dark, brightness is that of its negative. A blank page has no contrast, no
        lines and a sharpness of 100.
    """
    long_side = max(image.size)
    guessed = not dpi
    dots = dpi or round(long_side / A4_LONG_SIDE)
    if min(image.size) < 2 * _WORKING_LINE:
        return Legibility(sharpness=100, dpi=dots, doubts=(Doubt.TOO_SMALL,))
    page = plane(image)
    written = ink(page)
    line = smallest_line(written.mask) if written.contrast else 0
    found = Legibility(
        sharpness=_sharpness(page.grey, written, line, thresholds) if written.contrast else 100,
        dpi=dots,
        line=line * page.factor,
        brightness=written.brightness,
        contrast=written.contrast,
    )
    doubts = list(_doubts(found, thresholds, guessed=guessed, blank=not written.contrast))
    if line and cut_off(written.mask, line):
        doubts.append(Doubt.CUT_OFF)
    return found.evolve(doubts=tuple(doubts))


def _sharpness(grey: Image.Image, written: Ink, line: int, thresholds: Thresholds) -> int:
    """Return 100 times the blur that may be, by the blur that is."""
    long_side = max(grey.size)
    height = min(line or long_side * _USUAL_LINE, long_side * _GREATEST_LINE)
    factor = max(1, round(height / _WORKING_LINE))
    found = blur(grey.reduce(factor) if factor > 1 else grey, written.contrast, written.beside) * factor
    return min(round(100 * thresholds.softness / 1_000 * height / found), _GREATEST_SHARPNESS)


def _doubts(found: Legibility, thresholds: Thresholds, *, guessed: bool, blank: bool) -> list[Doubt]:
    """Return which thresholds are missed, the weightiest first."""
    doubts = []
    if found.sharpness < 100:
        doubts.append(Doubt.BLURRED)
    faint = not blank and found.contrast < thresholds.contrast
    dark = found.brightness < thresholds.brightness
    if dark:
        doubts.append(Doubt.TOO_DARK)
    elif faint:
        doubts.append(Doubt.TOO_BRIGHT)
    small = found.line < thresholds.line if found.line else False
    if small or (found.dpi < thresholds.dpi and not (guessed and found.line)):
        doubts.append(Doubt.TOO_SMALL)
    return doubts
