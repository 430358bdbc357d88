"""A paragraph with marked words, in its own direction, as high as it needs at the width it has."""

import math
import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from citizen_desktop import bidi
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.marked_text import MarkedText, Marks
from citizen_desktop.widgets.theme import Theme

_REACH: Final = 2
_WORD: Final = re.compile(r"\S+")


class MarkedWords(Themed, QWidget):
    """The paragraph.

    Args:
        theme: colours and fonts.
        pixels: size of the text at 100 %.
        line: height of a line at 100 %.
        colour: token of the text.
    """

    def __init__(self, theme: Theme, pixels: int = 13, line: int = 20, colour: str = "text2") -> None:
        super().__init__()
        self._pixels, self._line, self._colour = pixels, line, colour
        self._text = ""
        self._spans: tuple[tuple[int, int], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    @property
    def marked(self) -> tuple[str, ...]:
        """The marked words."""
        return tuple(self._text[begin:end] for begin, end in self._spans)

    def show_text(self, text: str, spans: Sequence[tuple[int, int]] = ()) -> None:
        """Show a text, marked at these places."""
        self._text, self._spans = text, tuple(spans)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Tell that words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return math.ceil(self._laid_out(width).height)

    def sizeHint(self) -> QSize:
        """Return some room; the height follows the width."""
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Return the least: a line."""
        return QSize(80, self.theme.size(self._line))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text."""
        painter = QPainter(self)
        painter.setPen(self.theme.colour(self._colour))
        # Word by word: Qt's box around a part that turns its direction in the middle holds what stands before it too.
        words = [
            (begin + word.start(), begin + word.end())
            for begin, end in self._spans
            for word in _WORD.finditer(self._text[begin:end])
        ]
        marks = Marks(words, self.theme.colour("mark"), self.theme.colour("markT"))
        self._laid_out(self.width()).draw(painter, QPointF(_REACH, 0), marks)

    def _laid_out(self, width: int) -> MarkedText:
        right_to_left = bidi.runs_right_to_left(self._text)
        font = self.theme.font(self._pixels)
        line = self.theme.size(self._line)
        return MarkedText(self._text, font, width - 2 * _REACH, line, right_to_left=right_to_left)
