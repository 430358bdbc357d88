"""The words that are laid over a copy, so that it serves one purpose: set here, where Arabic letters are joined."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QTextLayout, QTextOption

from citizen_desktop.attachments.raster import Raster
from citizen_desktop.bidi import runs_right_to_left
from citizen_desktop.printing.fonts import printed_font

ANGLE: Final = 24.0
"""Degrees by which the words rise from the left."""
_COLOUR: Final = QColor(180, 35, 24, 158)
"""Red, and so thin that what lies below can be read."""
_SIZE: Final = 96
"""Pixels of the letters: a mark is made smaller for a page, hardly ever larger."""
_LINE: Final = 1.5
_PADDING: Final = 8


def paint_mark(text: str) -> QImage:
    """Return words as they rise across a page, on nothing; the picture ends where they end.

    Args:
        text: in one line or several.
    """
    font = printed_font()
    font.setPixelSize(_SIZE)
    font.setWeight(font.Weight.Bold)
    lines = [line for line in text.splitlines() if line.strip()] or [" "]
    metrics = QFontMetricsF(font)
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * _PADDING
    high = len(lines) * _SIZE * _LINE + 2 * _PADDING
    angle = math.radians(ANGLE)
    size = (
        math.ceil(wide * math.cos(angle) + high * math.sin(angle)),
        math.ceil(wide * math.sin(angle) + high * math.cos(angle)),
    )
    image = QImage(*size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(size[0] / 2, size[1] / 2)
    painter.rotate(-ANGLE)
    painter.setPen(_COLOUR)
    for row, line in enumerate(lines):
        layout = QTextLayout(line, font)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
        to_left = runs_right_to_left(line)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.beginLayout()
        set_line = layout.createLine()
        set_line.setLineWidth(wide)
        layout.endLayout()
        layout.draw(painter, QPointF(-wide / 2, -high / 2 + _PADDING + row * _SIZE * _LINE))
    painter.end()
    return image


def mark_place(page: QRectF, mark: QImage) -> QRectF:
    """Return where a mark lies on a page: in its middle, as large as it fits, with some air around."""
    scale = min(page.width() * _SHARE / mark.width(), page.height() * _SHARE / mark.height())
    wide, high = mark.width() * scale, mark.height() * scale
    return QRectF(page.center().x() - wide / 2, page.center().y() - high / 2, wide, high)


_SHARE: Final = 0.9


def mark_raster(text: str) -> Raster:
    """Return words as they rise across a page, as plain bytes."""
    image = paint_mark(text)
    return Raster(width=image.width(), height=image.height(), pixels=bytes(image.constBits()))
