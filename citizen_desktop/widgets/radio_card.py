"""Choices of which one holds, each on a card."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.theme import Theme

_PADDING_X: Final = 12
_PADDING_Y: Final = 8
_SIGN: Final = 20
_GAP: Final = 10
_LOOKS: Final = ((15, 600, "text"), (13, 400, "text2"))
_WRAP: Final = Qt.TextFlag.TextWordWrap
_ARROWS: Final[dict[int, int]] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


class RadioCard(KeyboardFocus, QRadioButton):
    """One choice: its name, and a few words below.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._texts: tuple[str, ...] = ("",)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    def say(self, name: str, hint: str = "") -> None:
        """Set its words."""
        self._texts = (name, hint) if hint else (name,)
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.updateGeometry()
        self.update()

    def _fonts(self) -> list[QFont]:
        return [self.theme.font(pixels, weight) for pixels, weight, _colour in _LOOKS[: len(self._texts)]]

    def _beside(self) -> int:
        return 2 * _PADDING_X + self.theme.size(_SIGN) + _GAP

    def hasHeightForWidth(self) -> bool:
        """Tell that words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words."""
        room = QRect(0, 0, max(1, width - self._beside()), 10_000)
        heights = [
            QFontMetrics(font).boundingRect(room, _WRAP, text).height()
            for font, text in zip(self._fonts(), self._texts, strict=True)
        ]
        return max(sum(heights), self.theme.size(_SIGN)) + 2 * _PADDING_Y

    def sizeHint(self) -> QSize:
        """Return the room of unbroken words."""
        widths = [
            QFontMetrics(font).horizontalAdvance(text) for font, text in zip(self._fonts(), self._texts, strict=True)
        ]
        width = max(widths) + 2 + self._beside()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest word."""
        words = [
            QFontMetrics(font).horizontalAdvance(word)
            for font, text in zip(self._fonts(), self._texts, strict=True)
            for word in text.split() or [""]
        ]
        return QSize(max(words) + 2 + self._beside(), self.theme.size(_SIGN) + 2 * _PADDING_Y)

    def hitButton(self, position: QPoint) -> bool:
        """Take a press anywhere on the card."""
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cards as they are read: Qt's way by their places misses those of another column.

        Where one is chosen the choice walks along, as it does with any radio buttons.
        """
        step = _ARROWS.get(event.key(), 0)
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = -step if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else step
        group = self.group()
        cards = [card for card in group.buttons() if card.isVisible() and card.isEnabled()] if group else []
        if not step or self not in cards:
            super().keyPressEvent(event)
            return
        other = cards[(cards.index(self) + step) % len(cards)]
        if self.isChecked():
            other.click()
        other.setFocus(Qt.FocusReason.TabFocusReason if step > 0 else Qt.FocusReason.BacktabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = 2 if chosen else 1
        half = width / 2
        painter.setPen(QPen(theme.colour("primary" if chosen else "ctl" if self.underMouse() else "border2"), width))
        painter.setBrush(theme.colour("accentBg" if chosen else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = theme.size(_SIGN)
        single = len(self._texts) == 1
        top = (self.height() - side) / 2 if single else _PADDING_Y + max(0, (theme.size(22) - side) / 2)
        sign = QRectF(self.width() - _PADDING_X - side if right_to_left else _PADDING_X, top, side, side)
        ring = theme.size(6 if chosen else 2)
        painter.setPen(QPen(theme.colour("primary" if chosen else "ctl"), ring))
        painter.setBrush(theme.colour("onprimary" if chosen else "surface"))
        painter.drawEllipse(sign.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2))
        start = _PADDING_X + side + _GAP
        room = self.width() - start - _PADDING_X
        left = _PADDING_X if right_to_left else start
        aligned = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = aligned | Qt.AlignmentFlag.AlignAbsolute | _WRAP
        painter.setLayoutDirection(self.layoutDirection())
        fonts = self._fonts()
        boxes = [
            QFontMetrics(font).boundingRect(QRect(0, 0, room, 10_000), _WRAP, text).height()
            for font, text in zip(fonts, self._texts, strict=True)
        ]
        y = (self.height() - sum(boxes)) // 2 if single else _PADDING_Y
        for font, text, box, look in zip(fonts, self._texts, boxes, _LOOKS, strict=False):
            painter.setFont(font)
            painter.setPen(theme.colour(look[2]))
            painter.drawText(QRect(left, y, room, box), flags, text)
            y += box


class RadioCards(Themed, QWidget):
    """Cards side by side, all of the same width.

    Args:
        theme: colours and fonts.
        values: what they stand for.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, values: Sequence[object]) -> None:
        super().__init__()
        self.cards = {value: RadioCard(theme) for value in values}
        self._group = QButtonGroup(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(12)
        for value, card in self.cards.items():
            self._group.addButton(card)
            self.row.addWidget(card, 1)
            card.clicked.connect(lambda _checked, value=value: self.chosen.emit(value))
        self.setFocusProxy(next(iter(self.cards.values())))
        self.follow(theme)

    def choose(self, value: object) -> None:
        """Show a choice, or none."""
        card = self.cards.get(value)
        if card is not None:
            card.setChecked(True)
            return
        self._group.setExclusive(False)
        for each in self.cards.values():
            each.setChecked(False)
        self._group.setExclusive(True)
