"""How long there is still time to object, in both calendars, with a bar."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.content.objection_models import DeadlineRule, ObjectionKind
from citizen_desktop.formats import month
from citizen_desktop.forms.deadline import Deadline, DeadlineState
from citizen_desktop.forms.progress_words import (
    days_gone_words,
    deadline_detail,
    deadline_headline,
    deadline_state_words,
    last_day_words,
)
from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.meter import Bar
from citizen_desktop.widgets.theme import Theme

_GAP: Final = 24
_INNER: Final = 12
_LOOKS: Final = {
    DeadlineState.AMBER: ("warn", "warnT"),
    DeadlineState.RED: ("err", "errT"),
    DeadlineState.PASSED: ("err", "errT"),
    DeadlineState.FUTURE: ("warn", "warnT"),
}


class DeadlineCard(Arranged, Card):
    """The card.

    Args:
        theme: colours and fonts.
        rule: how the time is counted.
    """

    calendar_wanted = Signal()

    def __init__(self, theme: Theme, rule: DeadlineRule) -> None:
        super().__init__(theme)
        self._rule = rule
        self.tile = Tile(theme, "hourglass", "off", 36)
        self.headline = Label(theme, 17, 700, wrap=True)
        self.detail = Label(theme, 13, colour="text2", wrap=True)
        self.bar = Bar(theme)
        self._start = Label(theme, 13, colour="text2", wrap=True)
        self._gone = Label(theme, 13, colour="text2", at_end=True)
        self.last_day = Label(theme, 15, 600, wrap=True)
        self.hijri = Label(theme, 13, colour="text2", wrap=True)
        left = QHBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.tile, 0, Qt.AlignmentFlag.AlignVCenter)
        left.addLayout(_pair(self.headline, self.detail), 1)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(4)
        middle.addStretch(1)
        middle.addWidget(self.bar)
        ends = QHBoxLayout()
        ends.addWidget(self._start, 1)
        ends.addWidget(self._gone)
        middle.addLayout(ends)
        middle.addStretch(1)
        self._last = QWidget()
        last = QHBoxLayout(self._last)
        last.setContentsMargins(0, 0, 0, 0)
        self.calendar = Button(theme, Kind.GHOST, "calendar-plus")
        self.calendar.clicked.connect(self.calendar_wanted)
        last.setSpacing(_INNER)
        last.addLayout(_pair(self.last_day, self.hijri), 1)
        last.addWidget(self.calendar)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(17, 7, 17, 7)
        self._row.setSpacing(_GAP)
        self._row.addLayout(left)
        self._row.addWidget(self._middle, 1)
        self._row.addWidget(self._last)

    def show_deadline(self, deadline: Deadline, kind: ObjectionKind | None) -> None:
        """Show how long there is time.

        Args:
            deadline: the time.
            kind: of the objection, which says what the first day is.
        """
        look, colour = _LOOKS.get(deadline.state, ("off", "text3"))
        self.tile.set_look(look)
        self.headline.setText(deadline_headline(deadline))
        self.headline.set_colour("text" if colour == "text3" else colour)
        self.detail.setText(deadline_detail(deadline, self._rule))
        known = deadline.last is not None
        self._middle.setVisible(known)
        self._last.setVisible(known)
        self._row.setStretch(0, 0 if known else 1)
        if deadline.start is not None:
            self._start.setText(_start_words(kind).format(day=deadline.start.day, month=month(deadline.start)))
        self._gone.setText(days_gone_words(deadline))
        self.bar.show_share(deadline.days_gone / deadline.days, colour)
        last, hijri = last_day_words(deadline)
        self.last_day.setText(last)
        self.hijri.setText(hijri)
        self.hijri.setVisible(bool(hijri))
        # A day that is over, or is not known, is nothing for a calendar.
        self.calendar.setVisible(deadline.is_open)
        self.calendar.say(_("Add to calendar"), _("Add the last day to a calendar"))
        parts = (self.headline.text(), self.detail.text(), deadline_state_words(deadline), last, hijri)
        self.setAccessibleName(" · ".join(part for part in parts if part))
        self.setToolTip(deadline_state_words(deadline))
        self._arrange()

    def restyle(self) -> None:
        """Take the height from the theme."""
        self.setMinimumHeight(self.theme.size(64))
        super().restyle()

    def _arrange(self) -> None:
        """Lay the parts out for the room there is."""
        first = max(_width(self.headline), _width(self.detail)) + self.theme.size(36) + 12
        last = max(_width(self.last_day), _width(self.hijri))
        offered = self.calendar.isVisibleTo(self)
        icon = self.theme.size(36) + _INNER if offered else 0
        words = first + self.theme.size(200) + last + icon + 82
        narrow = self._middle.isVisibleTo(self) and self.width() < words
        # The icon alone, where the words would take the room of the others.
        self.calendar.set_compact(False)
        room = self.width() - (last + 34 if narrow else words - icon)
        self.calendar.set_compact(room < self.calendar.sizeHint().width() + _INNER)
        # Side by side the outer parts are as wide as their words, so that the bar takes what is left.
        for label in (self.headline, self.detail, self.last_day, self.hijri):
            label.setWordWrap(narrow or not self._middle.isVisibleTo(self))
        set_across(self._row, across=not narrow)
        self._row.setSpacing(8 if narrow else _GAP)


def _start_words(kind: ObjectionKind | None) -> str:
    match kind:
        case ObjectionKind.AMOUNT:
            return _("Deposit {day} {month}")
        case ObjectionKind.ELIGIBILITY:
            return _("Result {day} {month}")
        case None:
            return _("{day} {month}")


def _width(label: Label) -> int:
    """Return the width of a label's words on one line."""
    return QFontMetrics(label.font()).horizontalAdvance(label.text())


def _pair(first: Label, second: Label) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addStretch(1)
    column.addWidget(first)
    column.addWidget(second)
    column.addStretch(1)
    return column
