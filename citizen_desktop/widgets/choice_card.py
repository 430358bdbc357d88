"""A choice on a large card: a sign, a name, and what speaks for it and against it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.label import Icon, Label, Rule, Tile
from citizen_desktop.widgets.theme import Theme

_PADDING: Final = 20
_SIGN: Final = 20
_HEIGHT: Final = 308


class ChoiceCard(KeyboardFocus, QRadioButton):
    """The card.

    Args:
        theme: colours and fonts.
        icon: on its tile.
        points: icon and token of the colour of every line below.
    """

    def __init__(self, theme: Theme, icon: str, points: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._tile = Tile(theme, icon, "off", 56)
        self.name = Label(theme, 20, 700, wrap=True)
        self.subtitle = Label(theme, 15, colour="text2", wrap=True)
        self.points = tuple(Label(theme, 15, wrap=True) for _point in points)
        head = QHBoxLayout()
        head.addWidget(self._tile)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(12)
        column.addLayout(head)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.subtitle)
        column.addLayout(words)
        column.addWidget(Rule(theme))
        lines = QVBoxLayout()
        lines.setSpacing(8)
        for (sign, colour), label in zip(points, self.points, strict=True):
            line = QHBoxLayout()
            line.setSpacing(10)
            line.addWidget(Icon(theme, sign, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label, 1)
            lines.addLayout(line)
        column.addLayout(lines)
        column.addStretch(1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(lambda chosen: self._tile.set_look("ok" if chosen else "off"))
        self.follow(theme)

    def say(self, name: str, subtitle: str, points: Sequence[str]) -> None:
        """Set its words."""
        self.name.setText(name)
        self.subtitle.setText(subtitle)
        for label, point in zip(self.points, points, strict=True):
            label.setText(point)
        self.setAccessibleName(name)
        self.setAccessibleDescription("\n".join((subtitle, *points)))

    def restyle(self) -> None:
        """Keep the height of the design."""
        self.setMinimumHeight(self.theme.size(_HEIGHT))
        super().restyle()

    def sizeHint(self) -> QSize:
        """Return the room of what stands on it."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room of what stands on it."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()

    def hitButton(self, position: QPoint) -> bool:
        """Take a press anywhere on the card."""
        return self.rect().contains(position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and the sign of the choice."""
        theme, chosen = self.theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if chosen else 1
        half = width / 2
        border = "primary" if chosen else "ctl" if self.underMouse() else "border"
        painter.setPen(QPen(theme.colour(border), width))
        painter.setBrush(theme.colour("accentBg" if chosen else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 12, 12)
        side = theme.size(_SIGN)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        sign = QRectF(_PADDING if right_to_left else self.width() - _PADDING - side, _PADDING, side, side)
        ring = theme.size(6 if chosen else 2)
        painter.setPen(QPen(theme.colour("primary" if chosen else "ctl"), ring))
        painter.setBrush(theme.colour("onprimary" if chosen else "surface"))
        painter.drawEllipse(sign.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2))
