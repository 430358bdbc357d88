"""The letter as it will be printed: the printer's own painting, scaled down."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.printing.paper import SetSheet
from citizen_desktop.printing.setting import A4_HEIGHT, A4_WIDTH
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_AIR: Final = 14
_LEAST: Final = 300
"""Pixels across: a page that is smaller can't be read."""
_RADIUS: Final = 12


class _Pages(QWidget):
    """The pages below each other."""

    def __init__(self) -> None:
        super().__init__()
        self._set: SetSheet | None = None
        self._scale = 1.0

    @property
    def count(self) -> int:
        return 0 if self._set is None else self._set.count

    def show_set(self, letter: SetSheet) -> None:
        self._set = letter
        self.update()

    def place(self, room: QSize) -> None:
        """Take a size in which a page is seen whole, or as large as it has to be."""
        whole = min((room.width() - 2 * _AIR) / A4_WIDTH, (room.height() - 2 * _AIR) / A4_HEIGHT)
        least = min(_LEAST, room.width() - 2 * _AIR) / A4_WIDTH
        self._scale = max(0.1, whole, least)
        self.resize(room.width(), max(room.height(), round(self._top(self.count + 1))))
        self.update()

    def _top(self, number: int) -> float:
        return _AIR + (number - 1) * (A4_HEIGHT * self._scale + _AIR)

    def page_rect(self, number: int) -> QRectF:
        """Return where a page stands, counted from 1."""
        width = A4_WIDTH * self._scale
        return QRectF((self.width() - width) / 2, self._top(number), width, A4_HEIGHT * self._scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._set is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(1, self._set.count + 1):
            rect = self.page_rect(number)
            if not rect.intersects(QRectF(event.rect())):
                continue
            # Paper is white in the dark theme too.
            painter.fillRect(rect, Qt.GlobalColor.white)
            painter.save()
            painter.setClipRect(rect)
            painter.translate(rect.topLeft())
            painter.scale(self._scale, self._scale)
            self._set.paint(painter, number)
            painter.restore()


class LetterPreview(Retranslated, KeyboardFocus, QScrollArea):
    """The pages on a desk; arrows scroll it.

    Args:
        theme: colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pages = _Pages()
        self.setWidget(self.pages)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        self.pages.setAutoFillBackground(False)
        self.follow(theme)
        self.retranslate()

    @property
    def count(self) -> int:
        """How many pages the letter has."""
        return self.pages.count

    def show_letter(self, letter: SetSheet) -> None:
        """Show a letter; the place that is seen stays."""
        before = self.count
        self.pages.show_set(letter)
        if letter.count != before:
            self.pages.place(self.viewport().size())
            self.retranslate()

    def height_for(self, width: int) -> int:
        """Return the height at which one page is seen in the whole width."""
        return round((width - 2 * _AIR) / A4_WIDTH * A4_HEIGHT) + 2 * _AIR

    def sizeHint(self) -> QSize:
        """Ask for little: the page takes what is there."""
        return QSize(_LEAST, _LEAST)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return QSize(120, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages in."""
        super().resizeEvent(event)
        self.pages.place(self.viewport().size())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the desk."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("border2" if self.theme.dark else "n400"))
        painter.drawRoundedRect(QRectF(self.viewport().rect()), _RADIUS, _RADIUS)
        painter.end()
        super().paintEvent(event)

    def restyle(self) -> None:
        """Dress the scroll bar."""
        dress_scroll_bars(self, self.theme)
        super().restyle()

    def retranslate(self) -> None:
        """Say what it is."""
        pages = ngettext("{n} page", "{n} pages", self.count).format(n=self.count)
        self.setAccessibleName(_("The letter as it will be printed"))
        self.setAccessibleDescription(pages)
