"""What is cut off a page, shaded, and the frame around what is kept."""

from typing import Final

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from citizen_desktop.widgets.theme import Theme

_FAR: Final = 100_000.0
"""Beyond the edges of any page: a picture that is turned in the hand lies over them."""


class CropShade(QGraphicsItem):
    """The shade.

    Args:
        theme: its colours, asked for at each painting.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page = self._kept = QRectF(0, 0, 1, 1)
        self._crops = False

    def show_frame(self, page: QRectF, kept: QRectF, *, crops: bool) -> None:
        """Lie over a page.

        Args:
            page: all of it.
            kept: what is left of it.
            crops: show what is cut off too, and a frame.
        """
        self.prepareGeometryChange()
        self._page, self._kept, self._crops = page, kept, crops
        self.update()

    def show_box(self, kept: QRectF) -> None:
        """Leave something else in the light."""
        self._kept = kept
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802  Qt's name
        """Return all that it may cover."""
        return self._page.adjusted(-_FAR, -_FAR, _FAR, _FAR)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Shade what is cut off; without handles it is not seen at all."""
        around, outside = QPainterPath(), QPainterPath()
        around.addRect(self.boundingRect())
        around.addRect(self._page if self._crops else self._kept)
        painter.fillPath(around, self._theme.colour("canvas"))
        if not self._crops:
            return
        outside.addRect(self._page)
        outside.addRect(self._kept)
        shade = QColor(self._theme.colour("n900"))
        shade.setAlphaF(0.5)
        painter.fillPath(outside, shade)
        line = QColor(self._theme.colour("g500"))
        thirds = QColor(line)
        thirds.setAlphaF(0.45)
        painter.setPen(_cosmetic(thirds, 1))
        kept = self._kept
        for third in (1, 2):
            x, y = kept.left() + kept.width() * third / 3, kept.top() + kept.height() * third / 3
            painter.drawLine(QLineF(x, kept.top(), x, kept.bottom()))
            painter.drawLine(QLineF(kept.left(), y, kept.right(), y))
        painter.setPen(_cosmetic(line, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(kept)


def _cosmetic(colour: QColor, width: float) -> QPen:
    """Return a pen that is as wide at every zoom."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
