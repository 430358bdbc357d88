"""The number of an attachment, as it is drawn on each of its pages where all are joined into one PDF."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTextLayout, QTextOption

from citizen_desktop.attachments.raster import Raster
from citizen_desktop.bidi import runs_right_to_left, strip_controls
from citizen_desktop.printing.fonts import printed_font

_DOTS: Final = 300
"""Per inch, at which a stamp is drawn on a page."""
_LETTERS: Final = round(9.5 * _DOTS / 72)
_LINE: Final = 1.4
_WIDEST: Final = 1100
"""Pixels of a line: with its padding not quite half an A4 page, beyond which a stamp would be made smaller."""
_PADDING_X: Final = 32
_PADDING_Y: Final = 12
_RADIUS: Final = 16
_RULE: Final = 4
_INK: Final = QColor(17, 24, 39)
_GROUND: Final = QColor(255, 255, 255, 235)
"""Nearly opaque: it has to be read over a dark photo, and shows that something lies below."""


def stamp_raster(text: str) -> Raster:
    """Return a text in a frame, as plain bytes; a long one is broken into lines.

    Args:
        text: what it says.
    """
    layout = _set(text)
    wide = math.ceil(max(layout.lineAt(row).naturalTextWidth() for row in range(layout.lineCount())))
    high = math.ceil(layout.lineCount() * _LETTERS * _LINE)
    image = QImage(wide + 2 * _PADDING_X, high + 2 * _PADDING_Y, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_INK, _RULE))
    painter.setBrush(_GROUND)
    edge = _RULE / 2
    painter.drawRoundedRect(QRectF(image.rect()).adjusted(edge, edge, -edge, -edge), _RADIUS, _RADIUS)
    painter.setPen(_INK)
    for row in range(layout.lineCount()):
        line = layout.lineAt(row)
        # In the middle of its room, whatever the font keeps free above and below.
        top = _PADDING_Y + row * _LETTERS * _LINE + (_LETTERS * _LINE - line.height()) / 2
        left = _PADDING_X + (wide - line.naturalTextWidth()) / 2 - line.naturalTextRect().left()
        line.draw(painter, QPointF(left, top - line.y()))
    painter.end()
    return Raster(width=image.width(), height=image.height(), pixels=bytes(image.constBits()))


def _set(text: str) -> QTextLayout:
    font = printed_font()
    font.setPixelSize(_LETTERS)
    font.setWeight(font.Weight.DemiBold)
    clean = strip_controls(text)
    layout = QTextLayout(clean, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    to_left = runs_right_to_left(clean)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(_WIDEST)
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout
