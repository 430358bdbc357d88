"""A small link beside a question, to the answer of "why is this asked?"."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from citizen_desktop.widgets.button import PushedByKeys
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_ICON: Final = 16
_GAP: Final = 4
_SIDE: Final = 24


class WhyLink(PushedByKeys):
    """A sign and a few words; where these find no room, the sign alone, and the words are its tool tip.

    It is hidden until somebody says which addresses have an answer, and stays so while none of its own has: a link that leads
    nowhere is worse than none. What an address means is no matter of this widget.

    Args:
        theme: colours and fonts.
        compact: the sign alone, whatever room there is.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, *, compact: bool = False) -> None:
        super().__init__()
        self._compact = compact
        self._addresses: tuple[str, ...] = ()
        self._answered: Callable[[str], bool] = lambda _address: False
        # As high as the line it stands in, so that nothing moves for its sake, and never wider than its words.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.clicked.connect(lambda: self.wanted.emit(self.address))
        self.hide()
        self.follow(theme)

    @property
    def address(self) -> str:
        """Where it leads: the first of its addresses that has an answer; empty for nowhere."""
        return next(filter(self._answered, self._addresses), "")

    def lead_to(self, *addresses: str) -> None:
        """Lead elsewhere.

        Args:
            addresses: the most fitting one first.
        """
        self._addresses = addresses
        self._show()

    def offer(self, answered: Callable[[str], bool]) -> None:
        """Show the link if it leads somewhere.

        Args:
            answered: whether an address has an answer.
        """
        self._answered = answered
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self.address))

    def say(self, words: str, name: str) -> None:
        """Set its words.

        Args:
            words: short, as a person asks.
            name: for a screen reader: the words with what they are about.
        """
        self.setText(words)
        self.setAccessibleName(name)
        self._hint()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of sign and words."""
        words = 0 if self._compact else self.theme.size(_GAP) + self._words_width()
        side = self.theme.size(_SIDE)
        return QSize(max(side, self.theme.size(_ICON) + words), QFontMetrics(self._font()).height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the sign."""
        return QSize(self.theme.size(_SIDE), QFontMetrics(self._font()).height())

    def _font(self) -> QFont:
        return self.theme.font(13, 500)

    def _words_width(self) -> int:
        return QFontMetrics(self._font()).horizontalAdvance(self.text()) + 2

    @property
    def shows_words(self) -> bool:
        """Whether there is room for the words."""
        return not self._compact and self.width() >= self.sizeHint().width()

    def _hint(self) -> None:
        self.setToolTip("" if self.shows_words else self.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words as a tool tip where they find no room."""
        super().resizeEvent(event)
        self._hint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign and words."""
        theme = self.theme
        painter = QPainter(self)
        colour = theme.colour("accent")
        side = theme.size(_ICON)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        # The sign alone stands at the end of the line, whatever room the words did not suffice with.
        start = 0 if self.shows_words else self.width() - (theme.size(_SIDE) + side) // 2
        x = self.width() - start - side if right_to_left else start
        place = QRectF(x, (self.height() - side) // 2, side, side)
        if self.underMouse() and not self.shows_words:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accentBg"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        draw_icon(painter, theme.icon_folder, "help-circle", place, colour)
        if self.shows_words:
            font = QFont(self._font())
            font.setUnderline(self.underMouse() or self.isDown())
            painter.setFont(font)
            painter.setPen(colour)
            start = side + theme.size(_GAP)
            room = self.width() - start
            words = QRectF(0 if right_to_left else start, 0, room, self.height())
            aligned = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
            painter.setLayoutDirection(self.layoutDirection())
            flags = aligned | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, flags, self.text())
