"""A field whose text is hidden until somebody asks to see it."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit

from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.field import Field
from citizen_desktop.widgets.input_frame import HEIGHT, RADIUS, InputFrame, State
from citizen_desktop.widgets.theme import Theme

_LONGEST = 1024
_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class HiddenField(Field):
    """A labelled line with a button that shows what is typed.

    Args:
        theme: colours and fonts.
        lines: so many lines are kept below it.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, *, lines: int = 1) -> None:
        self.line = _Line()
        self.line.setFrame(False)
        self.line.setAcceptDrops(False)
        self.line.setMaxLength(_LONGEST)
        self.line.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        self.eye = Button(theme, Kind.GHOST, "eye", colour="text2")
        self._shown = False
        self._words = ("", "")
        self.frame = _Frame(theme, self.line)
        self.frame.row.setContentsMargins(10, 2, 4, 2)
        self.frame.row.addWidget(self.eye)
        super().__init__(theme, self.frame, self.line, lines=lines, icon="info-circle")
        self.line.textEdited.connect(self.edited)
        self.line.entered.connect(self.entered)
        self.eye.clicked.connect(lambda: self.set_shown(not self._shown))
        self.set_shown(False)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    @property
    def shown(self) -> bool:
        """Whether it can be read."""
        return self._shown

    def empty(self) -> None:
        """Forget what was typed, its history too, and hide what comes."""
        self.line.setText("")
        self.set_shown(False)

    def say_eye(self, show: str, hide: str) -> None:
        """Set the words of the button."""
        self._words = (show, hide)
        self.eye.say(self._words[self._shown])

    def set_shown(self, shown: bool) -> None:  # noqa: FBT001  a setter
        """Show what is typed, or hide it."""
        self._shown = shown
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        # Changing the mode sets Qt's own hints.
        self.line.setInputMethodHints(self.line.inputMethodHints() | _HINTS)
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.say(self._words[shown])

    def restyle(self) -> None:
        """Dress the line."""
        self.line.setFont(self.theme.font(17))
        super().restyle()
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        """Stand on the other side when the direction changes."""
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        """Begin where reading starts, whatever is typed: the side would tell something of hidden letters."""
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        self.line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class _Line(QLineEdit):
    """A line that tells of Enter, and keeps it to itself."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)


class _Frame(InputFrame):
    """The box; one that is wrong stays red while it can't be used."""

    def restyle(self) -> None:
        self.setMinimumHeight(self.theme.size(HEIGHT))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.state is State.ERROR and not self.isEnabled():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.colour("errT"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
