"""Which detail of a page is shown at full size: where there is most to read."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from citizen_desktop.attachments.models import UNIT, Box

_WIDTH: Final = 160
"""Pixels of the picture that is searched: enough to tell lines from paper."""
_STRIDES: Final = 24


def busiest(picture: QImage, kept: Box, wide: int, high: int) -> Box:
    """Return the detail of what is kept of a page in which light and dark change the most.

    Args:
        picture: of the whole page, of any size.
        kept: what is not cut off.
        wide: of the detail, in shares of the page.
        high: likewise.
    """
    wide, high = min(wide, kept.right - kept.left), min(high, kept.bottom - kept.top)
    small = picture.scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation)
    rows = _changes(small.convertToFormat(QImage.Format.Format_Grayscale8))
    best, place = -1, (kept.left, kept.top)
    for top in _starts(kept.top, kept.bottom - high):
        for left in _starts(kept.left, kept.right - wide):
            found = _sum(rows, (left, top, left + wide, top + high))
            if found > best:
                best, place = found, (left, top)
    left, top = place
    return Box(left=left, top=top, right=left + wide, bottom=top + high)


def within(detail: Box, kept: Box) -> Box:
    """Return a detail of a page as a detail of what is kept of it."""
    wide, high = kept.right - kept.left, kept.bottom - kept.top
    return Box(
        left=_share(detail.left - kept.left, wide),
        top=_share(detail.top - kept.top, high),
        right=max(1, _share(detail.right - kept.left, wide)),
        bottom=max(1, _share(detail.bottom - kept.top, high)),
    )


def _share(part: int, whole: int) -> int:
    return max(0, min(UNIT, round(part * UNIT / whole)))


def _starts(first: int, last: int) -> range:
    return range(first, last + 1, max(1, (last - first) // _STRIDES))


def _changes(grey: QImage) -> list[list[int]]:
    """Return, for each dot, how much the light changes from dot to dot above and before it (a summed-area table)."""
    width, height, line = grey.width(), grey.height(), grey.bytesPerLine()
    dots = bytes(grey.constBits())
    table = [[0] * (width + 1)]
    for y in range(height):
        row, total = [0], 0
        for x in range(width):
            at = y * line + x
            total += abs(dots[at] - dots[at - 1]) if x else 0
            row.append(total + table[-1][x + 1])
        table.append(row)
    return table


def _sum(table: list[list[int]], box: tuple[int, int, int, int]) -> int:
    height, width = len(table) - 1, len(table[0]) - 1
    left, right = box[0] * width // UNIT, box[2] * width // UNIT
    top, bottom = box[1] * height // UNIT, box[3] * height // UNIT
    return table[bottom][right] - table[top][right] - table[bottom][left] + table[top][left]
