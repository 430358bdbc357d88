"""A sheet that lies over the window until it is closed."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QDialog, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.focus import move_keyboard
from citizen_desktop.widgets.label import Label, Rule, Tile
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_MARGIN: Final = 24
_LIGHT: Final = 0.5
_SCROLLING: Final[dict[int, QAbstractSlider.SliderAction]] = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
}


class _Panel(Themed, QDialog):
    """The sheet itself: a dialog for a screen reader, yet a part of the window, so that it needs no window manager."""

    def __init__(self, theme: Theme, parent: QWidget, *, at_end: bool) -> None:
        super().__init__(parent)
        self._at_end = at_end
        self.setWindowFlags(Qt.WindowType.Widget)
        self.follow(theme)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Keep the keyboard on the sheet."""
        move_keyboard(self, forwards=forwards)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("border" if self.theme.dark else "surface"))
        painter.setBrush(self.theme.colour("surface"))
        if self._at_end:
            painter.fillRect(self.rect(), self.theme.colour("surface"))
            inner = self.width() - 1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0
            painter.fillRect(inner, 0, 1, self.height(), self.theme.colour("border2"))
            return
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)


def _height_of(layout: QLayout, width: int) -> int:
    return layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()


class Sheet(Themed, QWidget):
    """A dimmed layer over a window with a sheet on it; Escape, its cross and a press beside it close it.

    One that is opened over another gives the keyboard back to it.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        icon: on the tile of its head.
        look: of the tile.
        width: of the sheet, less where the window is narrower.
        at_end: along the end of the window from top to bottom, so that what it is about is seen beside it; else in the middle.
    """

    closed = Signal()

    def __init__(
        self, theme: Theme, window: QWidget, icon: str, look: str, width: int, *, at_end: bool = False
    ) -> None:
        super().__init__(window)
        self._window, self._width = window, width
        self.at_end = at_end
        self._before: QWidget | None = window.focusWidget()
        if self._before is not None:
            # It may be gone before the sheet is, as when the draft below is replaced by another.
            self._before.destroyed.connect(self._forget_before)
        self.panel = _Panel(theme, self, at_end=at_end)
        self.panel.rejected.connect(self.close_sheet)
        self.title = Label(theme, 20, 700, wrap=True)
        self.subtitle = Label(theme, 13, colour="text2", wrap=True)
        self.cross = Button(theme, Kind.GHOST, "x", colour="text")
        self.cross.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.setContentsMargins(24, 20, 24, 16)
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head.addWidget(Tile(theme, icon, look), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignVCenter)
        content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._scroller = QScrollArea()
        self._scroller.setWidget(content)
        self._scroller.setWidgetResizable(True)
        self._scroller.setFrameShape(QFrame.Shape.NoFrame)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroller.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.foot = FlowRow(12)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 16, 24, 16)
        foot.addWidget(self.foot)
        self._head, self._foot = head, foot
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroller, 1)
        column.addWidget(Rule(theme))
        column.addLayout(foot)
        window.installEventFilter(self)
        self.follow(theme)

    def open_sheet(self, focus: QWidget) -> None:
        """Lay the sheet over the window.

        Args:
            focus: what has the keyboard first: the safe choice.
        """
        # An empty one would still keep the room that a scroll area asks for.
        self._scroller.setVisible(self.body.count() > 0)
        self._place()
        self.show()
        self.raise_()
        focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def scroll_to_top(self) -> None:
        """Show the beginning of the body."""
        self._scroller.verticalScrollBar().setValue(0)

    def _forget_before(self) -> None:
        self._before = None

    def close_sheet(self) -> None:
        """Take the sheet away and give the keyboard back."""
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the window."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        window = self._window.rect()
        self.setGeometry(window)
        width = min(self.theme.size(self._width), window.width() - 2 * _MARGIN)
        if self.at_end:
            left = 0 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else window.width() - width
            self.panel.setGeometry(left, 0, width, window.height())
            return
        height = min(self._height_for(width), window.height() - 2 * _MARGIN)
        self.panel.setGeometry((window.width() - width) // 2, (window.height() - height) // 2, width, height)

    def _height_for(self, width: int) -> int:
        """Return the height at which nothing needs scrolling."""
        # What scrolls asks for the height of texts broken in a narrower room, and would scroll by that.
        body = max(_height_of(self.body, width), self.body.minimumSize().height())
        # A few words need less than what scrolls asks for, which head and foot would be pressed together for.
        self._scroller.setMinimumHeight(max(1, min(body, self._scroller.minimumSizeHint().height())))
        return _height_of(self._head, width) + body + _height_of(self._foot, width) + 1

    def restyle(self) -> None:
        """Dress the scroll bar."""
        dress_scroll_bars(self._scroller, self.theme)
        super().restyle()
        if self.isVisible():
            self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep keys from the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in _SCROLLING:
            self._scroller.verticalScrollBar().triggerAction(_SCROLLING[event.key()])
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when the press is beside the sheet."""
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_sheet()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window, less where it is still to be read."""
        painter = QPainter(self)
        painter.setOpacity(_LIGHT if self.at_end else 1)
        painter.fillRect(event.rect(), self.theme.colour("scrim"))
