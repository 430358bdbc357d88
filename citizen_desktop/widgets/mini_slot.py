"""A place for one paper of several that make up a document: one line, dashed while its file is missing."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from citizen_desktop.bidi import isolate
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.drops import TakesFiles
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme


class MiniSlot(TakesFiles, QFrame):
    """The place.

    Args:
        theme: colours and fonts.
    """

    dropped = Signal(object)
    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.filled = False
        self._sign = Icon(theme, "circle-dashed", 18, "text2")
        self.name = Label(theme, 13, 600, wrap=True)
        self.file = Label(theme, 13, colour="text2", wrap=True, at_end=True)
        self.button = Button(theme, Kind.GHOST, height=24)
        self.button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 2, 7, 2)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.name, 2)
        row.addWidget(self.file, 3)
        row.addWidget(self.button)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.follow(theme)

    def say(self, name: str, file: str, action: str, hint: str) -> None:
        """Show a paper.

        Args:
            name: of the paper.
            file: name of its file, bare; empty while it is missing.
            action: words on the button.
            hint: a longer name of the button.
        """
        self.filled = bool(file)
        self._sign.show_icon("circle-check" if file else "circle-dashed", "okT" if file else "text2")
        self.name.setText(name)
        self.file.setText(isolate(file) if file else "")
        self.button.say(action, hint)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.file.text())
        self.update()

    def restyle(self) -> None:
        """Take the height from the theme."""
        self.setMinimumHeight(self.theme.size(32))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = "primary" if self.dragged_over else "accentBd" if self.filled else "ctl"
        pen = QPen(self.theme.colour(border), 2 if self.dragged_over else 1)
        if self.dragged_over or not self.filled:
            pen.setStyle(Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(self.theme.colour("okBg" if self.dragged_over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
