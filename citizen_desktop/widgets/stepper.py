"""Steps as a list: which are done, which need attention, and where one stands. Any of them can be gone to."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

HALO: Final = 3
"""Around the node of where one stands: the list keeps this room at its edges."""
_NODE: Final = 32
_ROW: Final = 66
_LAST: Final = 62
_GAP: Final = 12
_LINE: Final = 22
_DETAIL: Final = 18
_MARK: Final = 18
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_Index = QModelIndex | QPersistentModelIndex


class StepState(StrEnum):
    """How a step stands."""

    DONE = "done"
    ATTENTION = "attention"
    TODO = "todo"


@dataclass(frozen=True)
class Step:
    """A step.

    Args:
        name: what it is called.
        detail: below it; in red where it needs attention.
        state: its sign.
        spoken: all of it in words, for a screen reader.
    """

    name: str
    detail: str
    state: StepState
    spoken: str


class StepModel(QAbstractListModel):
    """The steps, and where one stands."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: tuple[Step, ...] = ()
        self.here = 0

    def show(self, steps: tuple[Step, ...], here: int) -> None:
        """Show other steps."""
        if len(steps) == len(self.steps):
            self.steps, self.here = steps, here
            self.dataChanged.emit(self.index(0), self.index(len(steps) - 1))
            return
        self.beginResetModel()
        self.steps, self.here = steps, here
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's way
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a step."""
        if not 0 <= index.row() < len(self.steps):
            return None
        step = self.steps[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return step.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return step.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return f"{step.name}\n{step.detail}"
            case _:
                return None


class _Rows(QStyledItemDelegate):
    """Draws the steps."""

    def __init__(self, theme: Theme, model: StepModel, view: "Stepper") -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room of a step."""
        if self._view.across:
            count = max(1, len(self._model.steps))
            return QSize(self._view.viewport().width() // count, self._theme.size(_NODE) + 2 * HALO)
        last = index.row() == len(self._model.steps) - 1
        return QSize(100, self._theme.size(_LAST if last else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a step: its node, the line to the next one, and its words."""
        row = index.row()
        step, here = self._model.steps[row], row == self._model.here
        rect = QRectF(getattr(option, "rect"))  # noqa: B009  the stubs don't know it
        state = getattr(option, "state")  # noqa: B009
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = self._theme.size(_NODE)
        from_start = (rect.width() - side) / 2 if self._view.across else HALO
        x = rect.right() - from_start - side if right_to_left else rect.left() + from_start
        node = QRectF(x, rect.top() + HALO, side, side)
        if row < len(self._model.steps) - 1:
            self._draw_line(painter, rect, node, step, right_to_left=right_to_left)
        self._draw_node(painter, node, row, step, here=here)
        lit = bool(state & QStyle.StateFlag.State_MouseOver)
        if not self._view.across:
            start = HALO + side + _GAP
            room = rect.adjusted(0 if right_to_left else start, HALO + 1, -start if right_to_left else 0, 0)
            self._draw_words(painter, room, step, here=here, lit=lit)
        if self._view.hasFocus() and self._view.shows_focus and self._view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("focusRing"), 2))
            place = node if self._view.across else rect.adjusted(0, 0, 0, -self._theme.size(8))
            edge = -1.0 if self._view.across else 1.0
            painter.drawRoundedRect(place.adjusted(edge, edge, -edge, -edge), 8, 8)
        painter.restore()

    def _draw_line(self, painter: QPainter, rect: QRectF, node: QRectF, step: Step, *, right_to_left: bool) -> None:
        colour = self._theme.colour("primary" if step.state is StepState.DONE else "border2")
        if self._view.across:
            length = rect.width() - node.width() - 4
            start = node.left() - 2 - length if right_to_left else node.right() + 2
            painter.fillRect(QRectF(start, node.center().y() - 1, length, 2), colour)
            return
        top = node.bottom() + 2
        painter.fillRect(QRectF(node.center().x() - 1, top, 2, rect.bottom() + 1 - top), colour)

    def _draw_node(self, painter: QPainter, node: QRectF, row: int, step: Step, *, here: bool) -> None:
        theme = self._theme
        attention, done = step.state is StepState.ATTENTION, step.state is StepState.DONE
        if here:
            painter.setPen(QPen(theme.colour("okBg"), HALO))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(node.adjusted(-1.5, -1.5, 1.5, 1.5))
        if attention and not here:
            ground, border, words, sign = "errBg", "errT", "errT", "!"
        elif here:
            ground, border, words, sign = "accentBg", "primary", "accent", str(row + 1)
        elif done:
            ground, border, words, sign = "primary", "primary", "onprimary", ""
        else:
            ground, border, words, sign = "surface", "border2", "text2", str(row + 1)
        painter.setPen(QPen(theme.colour(border), 2))
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(node.adjusted(1, 1, -1, -1))
        if sign:
            painter.setFont(theme.font(15, 700 if sign == "!" else 600))
            painter.setPen(theme.colour(words))
            painter.drawText(node, Qt.AlignmentFlag.AlignCenter, sign)
            return
        side = theme.size(_MARK)
        place = QRectF(node.center().x() - side / 2, node.center().y() - side / 2, side, side)
        draw_icon(painter, theme.icon_folder, "check", place, theme.colour(words), stroke=2.5)

    def _draw_words(self, painter: QPainter, room: QRectF, step: Step, *, here: bool, lit: bool) -> None:
        theme = self._theme
        attention = step.state is StepState.ATTENTION
        todo = step.state is StepState.TODO and not here
        font = theme.font(15, 700 if here else 500 if todo else 600)
        colour = "accent" if here or lit else "text2" if todo else "text"
        direction = self._view.layoutDirection()
        side = (
            Qt.AlignmentFlag.AlignRight if direction is Qt.LayoutDirection.RightToLeft else Qt.AlignmentFlag.AlignLeft
        )
        painter.setLayoutDirection(direction)
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        line = QRectF(room.left(), room.top(), room.width(), theme.size(_LINE))
        name = QFontMetrics(font).elidedText(step.name, Qt.TextElideMode.ElideRight, int(line.width()) + 1)
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, flags | Qt.TextFlag.TextSingleLine, name)
        painter.setPen(theme.colour("errT" if attention else "text2"))
        self._draw_detail(painter, QPointF(room.left(), line.bottom()), room.width(), step.detail, bold=attention)

    def _draw_detail(self, painter: QPainter, place: QPointF, width: float, words: str, *, bold: bool) -> None:
        """Draw the line below the name, or two of them, where it breaks."""
        font = self._theme.font(13, 500 if bold else 400)
        option = QTextOption()
        direction = self._view.layoutDirection()
        option.setTextDirection(direction)
        right = direction is Qt.LayoutDirection.RightToLeft
        option.setAlignment(
            (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
        )
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout = QTextLayout(words, font)
        layout.setTextOption(option)
        layout.beginLayout()
        for number in range(2):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, number * self._theme.size(_DETAIL)))
        layout.endLayout()
        layout.draw(painter, place)


class Stepper(KeyboardFocus, QListView):
    """The list: arrows walk it, Enter, Space or a press goes to a step.

    Args:
        theme: colours and fonts.
    """

    ring_reach = -1

    chosen = Signal(int)
    """The place of a step, counted from 0."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.across = False
        self._whole = False
        self.steps = StepModel()
        self.setModel(self.steps)
        self.setItemDelegate(_Rows(theme, self.steps, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.follow(theme)

    def show_steps(self, steps: Sequence[Step], here: int) -> None:
        """Show steps, and where one stands."""
        moved = here != self.steps.here or len(steps) != len(self.steps.steps)
        self.steps.show(tuple(steps), here)
        if moved or not self.currentIndex().isValid():
            self.setCurrentIndex(self.steps.index(here))
        self._bound()

    def set_whole(self, *, whole: bool) -> None:
        """Be as high as all steps, where something around scrolls; or as high as there is room."""
        if whole is not self._whole:
            self._whole = whole
            self._bound()

    def set_across(self, *, across: bool) -> None:
        """Stand in a row of nodes without words, or below each other."""
        if across is not self.across:
            self.across = across
            self.setFlow(QListView.Flow.LeftToRight if across else QListView.Flow.TopToBottom)
            self.scheduleDelayedItemsLayout()
            self._bound()

    def natural_height(self) -> int:
        """Return the height at which nothing has to be scrolled."""
        if self.across:
            return self.theme.size(_NODE) + 2 * HALO
        return self.theme.size(_ROW) * max(0, len(self.steps.steps) - 1) + self.theme.size(_LAST)

    def sizeHint(self) -> QSize:
        """Return the room of all steps, or of one: the others are scrolled to."""
        return QSize(self.theme.size(200), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        whole = self.across or self._whole
        return QSize(self.theme.size(_NODE), self.natural_height() if whole else self.theme.size(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a step by Enter or Space; a walk across is mirrored."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
            self.viewport().update()

    def _bound(self) -> None:
        self.setMaximumHeight(self.natural_height())
        policy = QSizePolicy.Policy.Fixed if self.across else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self.updateGeometry()

    def restyle(self) -> None:
        """Lay the steps out for the new text size."""
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
        dress_scroll_bars(self, self.theme)
        self._bound()
        super().restyle()
