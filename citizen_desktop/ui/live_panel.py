"""What the panels above an answer have in common: they say what the clock says, and until when that holds."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.clock import RIYADH
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme

_PADDING_X: Final = 21
_PADDING_Y: Final = 17
_GAP: Final = 16


class LivePanel(Card):
    """A tinted box whose content is computed from the clock.

    Args:
        theme: colours and fonts.
    """

    copied = Signal(str)
    """Says what was put on the clipboard."""

    link_wanted = Signal(object)
    """Leads to a ``Link``."""

    changed = Signal()
    """What is shown changed by itself: until when it holds is to be asked anew."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "accentBg", "accentBd", flat=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_PADDING_X, _PADDING_Y, _PADDING_X, _PADDING_Y)
        self.column.setSpacing(12)

    def show_moment(self, now: datetime) -> datetime | None:
        """Show how things stand.

        Args:
            now: the moment, aware, Riyadh time.

        Returns:
            The next moment at which something shown becomes another; None when nothing will.
        """
        raise NotImplementedError

    def words(self) -> str:
        """Return what it shows in one line, for the clipboard and for paper."""
        raise NotImplementedError


class LiveHead(Themed, QWidget):
    """The first row of a panel: what leaps to the eye, a few lines, a state; one below the other where there is no room.

    Args:
        theme: colours and fonts.
        lead: what leaps to the eye.
        lines: texts beside it.
        pill: the state.
    """

    def __init__(self, theme: Theme, lead: QWidget, lines: Sequence[Label], pill: Pill) -> None:
        super().__init__()
        self._lead, self._lines, self._pill = lead, tuple(lines), pill
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for line in lines:
            words.addWidget(line)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        self._row.addWidget(lead, 0, middle)
        self._row.addLayout(words, 1)
        self._row.addWidget(pill, 0, middle)
        # Last: the parts are to have their new fonts before they are arranged.
        self.follow(theme)

    def restyle(self) -> None:
        """Lay the parts out for the new text size."""
        super().restyle()
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the parts out for the room there is."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Lay the parts out for what they say now."""
        natural = max((_natural(line) for line in self._lines if not line.isHidden()), default=0)
        lead = self._lead.sizeHint().width()
        pill = 0 if self._pill.isHidden() else self._pill.sizeHint().width() + _GAP
        across = lead + _GAP + natural + pill <= self.width()
        for line in self._lines:
            line.setWordWrap(not across)
        set_across(self._row, across=across)
        self._row.setSpacing(_GAP if across else 8)


def next_minute(now: datetime) -> datetime:
    """Return the next full minute."""
    return now.replace(second=0, microsecond=0) + timedelta(minutes=1)


def midnight_after(day: date) -> datetime | None:
    """Return the midnight that ends a day in Riyadh, None at the end of the calendar."""
    try:
        return datetime.combine(day + timedelta(days=1), time(), RIYADH)
    except OverflowError:
        return None


def _natural(label: Label) -> int:
    """Return the width of a label's words on one line."""
    return QFontMetrics(label.font()).horizontalAdvance(label.text()) + 2
