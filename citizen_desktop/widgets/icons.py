"""Icons in the theme's colours, sharp at every scale of the screen, mirrored where they point somewhere."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

DIRECTIONAL: Final = frozenset({"arrow-left", "arrow-right", "chevron-left"})
"""Icons that are drawn for right to left and mirrored for left to right."""


def draw_icon(
    painter: QPainter,
    folder: Path,
    name: str,
    rect: QRectF,
    colour: QColor,
    *,
    stroke: float = 1.75,
    mirrored: bool = False,
) -> None:
    """Draw an icon.

    Args:
        painter: draws in device-independent pixels.
        folder: of the SVG files.
        name: file name without its ending.
        rect: where to.
        colour: of the strokes.
        stroke: their width on the icon's grid of 24.
        mirrored: for one that points somewhere, where reading goes the other way.
    """
    pixmap = icon_pixmap(folder, name, rect.width(), colour, painter.device().devicePixelRatioF(), stroke)
    if not mirrored:
        painter.drawPixmap(rect.topLeft(), pixmap)
        return
    painter.save()
    painter.translate(rect.right(), rect.top())
    painter.scale(-1, 1)
    painter.drawPixmap(QPointF(0, 0), pixmap)
    painter.restore()


def icon_pixmap(folder: Path, name: str, side: float, colour: QColor, ratio: float, stroke: float = 1.75) -> QPixmap:
    """Return an icon as a picture of so many device-independent pixels."""
    return _render(folder, name, round(side * ratio), colour.name(), ratio, stroke)


@lru_cache(maxsize=512)
def _render(folder: Path, name: str, side: int, colour: str, ratio: float, stroke: float) -> QPixmap:
    svg = (folder / f"{name}.svg").read_text(encoding="utf-8")
    # QtSvg paints currentColor black.
    svg = svg.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
