"""The box around what is typed or chosen: its border tells the state, a halo around it tells where the keyboard is."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.focus import follow_target, host_of, place_around
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

HEIGHT: Final = 44
PADDING: Final = 12
RADIUS: Final = 8
_HALO: Final = 3


class State(StrEnum):
    """How an answer stands."""

    PLAIN = "plain"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


STATE_ICONS: Final = {State.OK: "circle-check", State.WARNING: "alert-triangle", State.ERROR: "alert-circle"}
STATE_COLOURS: Final = {State.PLAIN: "text2", State.OK: "okT", State.WARNING: "warnT", State.ERROR: "errT"}
_BORDERS: Final = {State.PLAIN: "ctl", State.OK: "primary", State.WARNING: "warnT", State.ERROR: "errT"}


def draw_box(
    painter: QPainter, theme: Theme, widget: QWidget, state: State, *, focused: bool, radius: int = RADIUS
) -> None:
    """Draw the ground and the border of a box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    enabled = widget.isEnabled()
    border = _BORDERS[state] if enabled else "offBd"
    if focused and state is State.PLAIN:
        border = "primary"
    width = 2 if focused else 1
    painter.setPen(QPen(theme.colour(border), width))
    painter.setBrush(theme.colour("surface" if enabled else "offBg"))
    half = width / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(half, half, -half, -half), radius, radius)


def draw_end_icon(painter: QPainter, theme: Theme, widget: QWidget, name: str, colour: str, side: int = 18) -> None:
    """Draw an icon at the end of a box."""
    length = theme.size(side)
    right_to_left = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
    x = PADDING if right_to_left else widget.width() - PADDING - length
    place = QRectF(x, round((widget.height() - length) / 2), length, length)
    draw_icon(painter, theme.icon_folder, name, place, theme.colour(colour))


class Halo(Themed, QWidget):
    """Three soft pixels around a box that has the keyboard, however it came there.

    Args:
        theme: its colour.
        target: what it surrounds, which has a parent.
        state: of the box.
        radius: of the box's corners.
        colour: token, where nothing is wrong.
    """

    def __init__(self, theme: Theme, target: QWidget, state: State, radius: int = RADIUS, colour: str = "okBd") -> None:
        super().__init__(host_of(target, _HALO))
        self._target, self._state, self._radius, self._colour = target, state, radius + 2, colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        follow_target(self, target)
        self.follow(theme)
        self._place()
        self.show()

    def show_state(self, state: State) -> None:
        """Take the colour of a state."""
        self._state = state
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the box."""
        if event.type() in {QEvent.Type.Move, QEvent.Type.Resize}:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the halo."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colour("errBd" if self._state is State.ERROR else self._colour), _HALO))
        half = _HALO / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), self._radius, self._radius)

    def _place(self) -> None:
        self.setGeometry(place_around(self._target, self.parentWidget(), _HALO))
        self.raise_()


class Haloed(Themed):
    """A mix-in for a box: its state, and its halo."""

    state = State.PLAIN
    radius = RADIUS
    """Of the corners."""
    halo = "okBd"
    """Token of the halo's colour where nothing is wrong."""

    _halo: Halo | None = None
    _has_keyboard = False

    def show_state(self, state: State) -> None:
        """Show how the answer stands."""
        if state is not self.state:
            self.state = state
            if self._halo is not None:
                self._halo.show_state(state)
            self.update()

    def _keyboard_came(self, *, came: bool) -> None:
        self._has_keyboard = came
        if self._halo is not None:
            self._halo.hide()
            self._halo.deleteLater()
            self._halo = None
        if came and self.parentWidget() is not None:
            self._halo = Halo(self.theme, self, self.state, self.radius, self.halo)
        self.update()


class InputFrame(Haloed, QFrame):
    """The box around an editor that draws no frame itself.

    Args:
        theme: colours and sizes.
        editor: what it holds; its palette is taken from the theme.
    """

    def __init__(self, theme: Theme, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self.row = QHBoxLayout(self)
        self.row.setSpacing(8)
        self.row.addWidget(editor, 1)
        editor.installEventFilter(self)
        self.setFocusProxy(editor)
        self.follow(theme)

    def restyle(self) -> None:
        """Dress the editor."""
        theme = self.theme
        palette = theme.palette()
        clear = QColor(theme.colour("surface"))
        clear.setAlpha(0)
        palette.setColor(QPalette.ColorRole.Base, clear)
        self.editor.setPalette(palette)
        super().restyle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of the keyboard's coming and going."""
        if watched is self.editor and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._keyboard_came(came=event.type() is QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        draw_box(painter, self.theme, self, self.state, focused=self._has_keyboard, radius=self.radius)
