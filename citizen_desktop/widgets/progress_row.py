"""Work that goes on: what it is, how far it is in words and as a bar, and a button that breaks it off."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.button import Button
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_STEPS: Final = 1000
_HEIGHT: Final = 8


class Meter(Themed, QProgressBar):
    """A bar that fills from where reading starts; numbers in words always stand beside it.

    Args:
        theme: colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def show_fraction(self, fraction: float) -> None:
        """Fill a part of it.

        Args:
            fraction: 0 to 1.
        """
        self.setValue(round(max(0.0, min(1.0, fraction)) * _STEPS))

    def sizeHint(self) -> QSize:
        """Return the height of the design."""
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return a narrow one."""
        return QSize(40, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and what is filled of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("track"))
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        painter.drawRoundedRect(rect, radius, radius)
        width = rect.width() * self.value() / _STEPS
        if not width:
            return
        x = rect.width() - width if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0
        painter.setBrush(self.theme.colour("seg"))
        painter.drawRoundedRect(QRectF(x, 0, max(width, rect.height()), rect.height()), radius, radius)


class ProgressRow(QWidget):
    """The words, the bar, and the button.

    Args:
        theme: colours and fonts.
    """

    cancel_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Label(theme, 15, 600, wrap=True)
        self.state = Label(theme, 13, colour="text2", wrap=True)
        self.meter = Meter(theme)
        self.cancel = Button(theme, icon="x", height=40)
        self.cancel.clicked.connect(self.cancel_wanted)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.meter)
        words.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, title: str, cancel: str) -> None:
        """Set what is being done and what is on the button."""
        self.title.setText(title)
        self.meter.setAccessibleName(title)
        self.cancel.say(cancel)

    def show_progress(self, fraction: float, words: str) -> None:
        """Show how far it is, as a bar and in words."""
        self.meter.show_fraction(fraction)
        self.meter.setAccessibleDescription(words)
        self.state.setText(words)
