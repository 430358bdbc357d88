"""The ring around what has the keyboard: drawn outside of it, and only when the keyboard brought it there."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.layout_parts import parts_of
from citizen_desktop.widgets.theme import Theme

BY_KEYBOARD: Final = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)
_OFFSET: Final = 2
_WIDTH: Final = 2
_AIR: Final = 16
_RING_NAME: Final = "focus-ring"


def host_of(target: QWidget, reach: int) -> QWidget | None:
    """Return the nearest widget around a target that has room for what is drawn outside of it and scrolls along with it."""
    host = target.parentWidget()
    while host is not None and not host.isWindow():
        outer = host.parentWidget()
        scrolls = outer is None or isinstance(outer.parentWidget(), QAbstractScrollArea)
        if scrolls or host.rect().contains(place_around(target, host, reach)):
            break
        host = outer
    return host


def place_around(target: QWidget, host: QWidget | None, reach: int) -> QRect:
    """Return the place of a target in a host, with so many pixels around it."""
    corner = target.pos() if host is None else target.mapTo(host, QPoint(0, 0))
    return QRect(corner, target.size()).adjusted(-reach, -reach, reach, reach)


def follow_target(drawn: QWidget, target: QWidget) -> None:
    """Let what is drawn around a target hear of its moves, and of those of all that holds it."""
    moving: QWidget | None = target
    while moving is not None and moving is not drawn.parentWidget():
        moving.installEventFilter(drawn)
        moving = moving.parentWidget()


class FocusRing(Themed, QWidget):
    """Two pixels around a widget, two pixels away from it; lives beside the widget and moves with it.

    Args:
        theme: its colour.
        target: what it surrounds.
        reach: pixels from the edge of the widget to the outer edge of the ring.
    """

    def __init__(self, theme: Theme, target: QWidget, reach: int) -> None:
        super().__init__(host_of(target, reach))
        self.setObjectName(_RING_NAME)
        self._target, self._reach = target, reach
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow_target(self, target)
        self.follow(theme)
        self._place()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._place()
        elif event.type() is QEvent.Type.Hide:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colour("focusRing"), _WIDTH))
        half = _WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 10, 10)

    def _place(self) -> None:
        self.setGeometry(place_around(self._target, self.parentWidget(), self._reach))
        self.raise_()


class KeyboardFocus(Themed):
    """A mix-in for controls that show a ring when the keyboard comes to them."""

    ring_reach = _OFFSET + _WIDTH
    """How far the ring lies outside; less than nothing for what fills its place to the edge."""

    _ring: FocusRing | None = None

    @property
    def shows_focus(self) -> bool:
        """Whether the keyboard brought the focus, so that a person sees where it is."""
        return self._ring is not None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if a key brought the focus."""
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD and self.parentWidget() is not None:
            self._drop_ring()
            self._ring = FocusRing(self.theme, self, self.ring_reach)
            come_into_sight(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._drop_ring()

    def _drop_ring(self) -> None:
        if self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None


def come_into_sight(widget: QWidget) -> None:
    """Scroll whatever holds a widget to it: Qt does so only where the keyboard comes from within the same area.

    What is higher than its area stays: a part of it is in sight, or the widget itself knows which part is wanted.
    """
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea) and widget.height() <= area.viewport().height():
            area.ensureWidgetVisible(widget, 0, _AIR)
        area = area.parentWidget()


def move_keyboard(root: QWidget, *, forwards: bool) -> bool:
    """Take the keyboard to the next stop as the page is read, and from the last one to the first.

    Qt's own chain keeps widgets that only hand the focus on where they were made, and would lead in circles.

    Returns:
        Whether there is anywhere to go.
    """
    stops = [stop for stop in _stops(root) if stop.isVisible() and stop.isEnabled() and stop.focusProxy() is None]
    if not stops:
        return False
    here: QWidget | None = root.focusWidget()
    while here is not None and here not in stops and here is not root:
        here = here.parentWidget()
    step = 1 if forwards else -1
    place = (stops.index(here) + step) % len(stops) if here in stops else 0 if forwards else -1
    stops[place].setFocus(Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason)
    return True


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QAbstractScrollArea):
        inner = widget.widget() if isinstance(widget, QScrollArea) else None
        if inner is not None:
            yield from _stops(inner)
        foot = getattr(widget, "foot", None)
        if isinstance(foot, QWidget):
            yield from _stops(foot)
        # What lies over its viewport stands in no layout.
        for part in getattr(widget, "overlaid", ()):
            yield from _stops(part)
        return
    if isinstance(widget, FlowRow):
        for part in widget.parts:
            yield from _stops(part)
    layout = widget.layout()
    if layout is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for part in parts_of(layout):
        if isinstance(part, QWidget):
            yield from _stops(part)
        else:
            yield from _stops_in(part)
