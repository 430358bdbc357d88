"""A switch with words before it: on or off."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from citizen_desktop.widgets.button import PushedByKeys
from citizen_desktop.widgets.theme import Theme

_GAP: Final = 8
_TRACK: Final = (44, 24)
_KNOB: Final = 20


class Switch(PushedByKeys):
    """The switch.

    Args:
        theme: colours and fonts.
        on: how it stands first.
    """

    def __init__(self, theme: Theme, *, on: bool = False) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setChecked(on)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def say(self, text: str) -> None:
        """Set its words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of words and switch."""
        words = QFontMetrics(self.theme.font(13, 600)).horizontalAdvance(self.text()) + 2
        return QSize(words + _GAP + self.theme.size(_TRACK[0]), self.theme.size(32))

    def minimumSizeHint(self) -> QSize:
        """Return the same: its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words and the switch; its knob stands at the far end when it is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        wide, high = (self.theme.size(side) for side in _TRACK)
        left = 0 if right_to_left else self.width() - wide
        track = QRectF(left, (self.height() - high) / 2, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("primary" if self.isChecked() else "ctl"))
        painter.drawRoundedRect(track, high / 2, high / 2)
        knob = self.theme.size(_KNOB)
        inset = (high - knob) / 2
        at_far_end = self.isChecked()
        x = track.left() + inset if at_far_end is right_to_left else track.right() - inset - knob
        painter.setBrush(self.theme.colour("onprimary"))
        painter.drawEllipse(QRectF(x, track.top() + inset, knob, knob))
        painter.setFont(self.theme.font(13, 600))
        painter.setPen(self.theme.colour("text"))
        room = self.width() - wide - _GAP
        place = QRectF(wide + _GAP if right_to_left else 0, 0, room, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())
