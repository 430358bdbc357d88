"""The first thing on a screen that tells how something ended: a sign, a headline with a pill, a line below, buttons."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme

_GAP: Final = 16
_PADDING: Final = 20
_ENOUGH: Final = 420
"""Room at 100 % in which a headline may wrap beside the buttons."""
_SIGNS: Final = {"ok": ("primary", "onprimary"), "err": ("errT", "surface"), "warn": ("warnT", "surface")}
_GROUNDS: Final = {"ok": ("accentBg", "accentBd"), "err": ("errBg", "errBd"), "warn": ("warnBg", "warnBd")}


class Sign(Themed, QWidget):
    """An icon in a filled circle.

    Args:
        theme: colours and sizes.
        side: of the circle at 100 %.
    """

    def __init__(self, theme: Theme, side: int) -> None:
        super().__init__()
        self._side, self._icon, self._look = side, "check", "ok"
        self.follow(theme)

    def show_sign(self, icon: str, look: str) -> None:
        """Show an icon in the colours of a look: ``ok``, ``warn`` or ``err``."""
        self._icon, self._look = icon, look
        self.update()

    def restyle(self) -> None:
        """Take the size from the theme."""
        self.setFixedSize(self.theme.size(self._side), self.theme.size(self._side))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, colour = _SIGNS[self._look]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(ground))
        painter.drawEllipse(QRectF(self.rect()))
        side = self.theme.size(28 if self._side > 44 else 26)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        stroke = 2.5 if self._icon == "check" else 2
        draw_icon(painter, self.theme.icon_folder, self._icon, place, self.theme.colour(colour), stroke=stroke)


class Banner(Card):
    """How something ended.

    Args:
        theme: colours and fonts.
        height: at 100 %, where one line of each is enough.
        sign: side of the circle at 100 %.
    """

    def __init__(self, theme: Theme, height: int, sign: int) -> None:
        self._height, self._sign_side, self._state_border = height, sign, "accentBd"
        super().__init__(theme, "accentBg", "accentBd")
        self.sign = Sign(theme, sign)
        self.title = Label(theme, 20, 700, wrap=True)
        self.pill = Pill(theme)
        self.line = Label(theme, 15, colour="text2", wrap=True)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(_GAP - 4)
        self._head.addWidget(self.title)
        self._head.addWidget(self.pill)
        self._head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(self._head)
        words.addWidget(self.line)
        words.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(_GAP)
        first.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addLayout(words, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(_PADDING + 1, 5, _PADDING + 1, 6)
        self._row.setSpacing(_GAP)
        self._row.addLayout(first, 1)
        self._row.addLayout(self.buttons)

    def restyle(self) -> None:
        """Keep the height of the design where the text allows."""
        self.setMinimumHeight(self.theme.size(self._height))
        super().restyle()

    @property
    def border(self) -> str:
        """The token of the border of its state."""
        return self._state_border

    def show_state(self, look: str, icon: str) -> None:
        """Take the colours of a look and show an icon."""
        ground, self._state_border = _GROUNDS[look]
        self.set_ground(ground, self._state_border)
        self.sign.show_sign(icon, look)

    def fit(self, room: int) -> None:
        """Set everything in one row if there is room for that, else below each other.

        Args:
            room: the width that the banner will have.
        """
        title = QFontMetrics(self.theme.font(20, 700)).horizontalAdvance(self.title.text()) + 4
        if self.pill.isVisibleTo(self):
            title += self.pill.sizeHint().width() + _GAP
        buttons = self.buttons.sizeHint().width() + _GAP
        room -= 2 * (_PADDING + 1) + self.theme.size(self._sign_side) + _GAP
        beside = title + buttons <= room or room - buttons >= self.theme.size(_ENOUGH)
        one_line = title <= room - (buttons if beside else 0)
        set_across(self._row, across=beside)
        self._row.setAlignment(self.buttons, Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignLeading)
        set_across(self._head, across=one_line)
        self.title.setWordWrap(not one_line)
