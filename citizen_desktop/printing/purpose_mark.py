"""The words that are laid over a copy, so that it serves one purpose: set here, where Arabic letters are joined.

They are handed on as they run, level and opaque; whoever makes the file turns and thins them, as ``paint_mark`` does
for the screen.
"""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QTextLayout, QTextOption

from citizen_desktop.attachments.raster import Raster
from citizen_desktop.bidi import runs_right_to_left
from citizen_desktop.printing.fonts import printed_font

ANGLE: Final = 27
"""Degrees by which a mark rises from the left, as in the file that is made."""
SHARE: Final = 0.86
"""Of a page's width and height, what a mark may take, likewise."""
OPACITY: Final = 0.45
"""Likewise."""
_COLOUR: Final = QColor(180, 35, 24)
_SIZE: Final = 96
"""Pixels of the letters: a mark is made smaller for a page, hardly ever larger."""
_LINE: Final = 1.5
_PADDING: Final = 8


def paint_mark(text: str) -> QImage:
    """Return words as they rise across a page, on nothing; the picture ends where they end.

    Args:
        text: in one line or several.
    """
    level = _level(text)
    sine, cosine = math.sin(math.radians(ANGLE)), math.cos(math.radians(ANGLE))
    wide = math.ceil(level.width() * cosine + level.height() * sine)
    high = math.ceil(level.width() * sine + level.height() * cosine)
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(OPACITY)
    painter.translate(wide / 2, high / 2)
    painter.rotate(-ANGLE)
    painter.drawImage(QPointF(-level.width() / 2, -level.height() / 2), level)
    painter.end()
    return image


def mark_place(page: QRectF, mark: QImage) -> QRectF:
    """Return where a mark that rises lies on a page: in its middle, as large as it fits, with some air around."""
    scale = min(page.width() / mark.width(), page.height() / mark.height()) * SHARE
    wide, high = mark.width() * scale, mark.height() * scale
    return QRectF(page.center().x() - wide / 2, page.center().y() - high / 2, wide, high)


def mark_raster(text: str) -> Raster:
    """Return words as they run, as plain bytes."""
    image = _level(text)
    return Raster(width=image.width(), height=image.height(), pixels=bytes(image.constBits()))


def _level(text: str) -> QImage:
    font = printed_font()
    font.setPixelSize(_SIZE)
    font.setWeight(font.Weight.Bold)
    lines = [line for line in text.splitlines() if line.strip()] or [" "]
    metrics = QFontMetricsF(font)
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * _PADDING
    high = len(lines) * _SIZE * _LINE + 2 * _PADDING
    image = QImage(math.ceil(wide), math.ceil(high), QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
        layout.draw(painter, QPointF(0, _PADDING + row * _SIZE * _LINE))
    painter.end()
    return image
