"""A handle by which an edge or a corner is moved: dragged, or pushed by the arrow keys."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.theme import Theme

HIT: Final = 32
_SIDE: Final = 16
_FAR: Final = 10
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CURSORS: Final = {
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
}


class CropHandle(Themed, QWidget):
    """The handle; it lies in the middle of what can be pressed.

    A widget and no part of a scene: a screen reader hears of it, and the keyboard finds it.

    Args:
        theme: its colours.
        parent: what it lies on.
        sides: which edges it moves: -1 left or top, 1 right or bottom, 0 neither.
    """

    pushed = Signal(int, int)
    """By an arrow key: pixels to the right and down."""
    grabbed = Signal()
    dragged = Signal(QPointF)
    """So far from where it was grabbed, in pixels of the screen."""
    let_go = Signal()

    def __init__(self, theme: Theme, parent: QWidget, sides: tuple[int, int]) -> None:
        super().__init__(parent)
        self.sides = sides
        self._from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        cursor = _CURSORS.get(sides) or _CURSORS[-sides[0], -sides[1]]
        self.setCursor(cursor)
        self.follow(theme)

    def restyle(self) -> None:
        """Take the size from the theme."""
        self.setFixedSize(self.theme.size(HIT), self.theme.size(HIT))
        super().restyle()

    def stand_at(self, place: QPoint) -> None:
        """Lie with the middle at a place."""
        self.move(place.x() - self.width() // 2, place.y() - self.height() // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Push it by a pixel, or by ten."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        by = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        across, down = step[0] * abs(self.sides[0]) * by, step[1] * abs(self.sides[1]) * by
        if across or down:
            self.pushed.emit(across, down)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.globalPosition()
            self.grabbed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take the edges along."""
        if self._from is not None:
            self.dragged.emit(event.globalPosition() - self._from)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if event.button() is Qt.MouseButton.LeftButton and self._from is not None:
            self._from = None
            self.let_go.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the handle, light on any picture, with a ring while it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        side = self.theme.size(_SIDE) - 3
        if self.hasFocus():
            around = side + 13
            painter.setPen(QPen(self.theme.colour("g300"), 3))
            painter.setBrush(self.theme.colour("n900"))
            painter.drawRoundedRect(_square(middle, around), 8, 8)
        painter.setPen(QPen(self.theme.colour("g600"), 3))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(_square(middle, side), 3, 3)


def _square(middle: QPointF, side: float) -> QRectF:
    return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
