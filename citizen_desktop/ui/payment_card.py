"""When the next payment is usual, and what nobody knows about it."""

from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from citizen_desktop.content.models import Payment
from citizen_desktop.formats import short_month
from citizen_desktop.hours.special_days import SpecialDays
from citizen_desktop.i18n import gettext as _
from citizen_desktop.payment import PaymentWindow, payment_window
from citizen_desktop.payment_words import headline, lead_words, usual_words
from citizen_desktop.ui import why
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.label import Label, Rule, Tile
from citizen_desktop.widgets.strips import DaysStrip, Mark
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

_LEAD: Final = 9


class PaymentCard(Card):
    """The next payment.

    Args:
        theme: colours and fonts.
        payment: the usual pattern.
        special_days: holidays.
    """

    details_wanted = Signal()

    def __init__(self, theme: Theme, payment: Payment, special_days: SpecialDays) -> None:
        super().__init__(theme)
        self._payment, self._special_days = payment, special_days
        self._title = Label(theme, 17, 600)
        self.details = Button(theme, Kind.GHOST, "info-circle")
        self.details.set_compact(True)
        self.details.clicked.connect(self.details_wanted)
        self.lead = Label(theme, 17, 700, wrap=True)
        self.headline = Label(theme, 32, 700, "accent", wrap=True)
        self.when = Label(theme, 15, 600, wrap=True)
        # The sign alone: a line of its own would not fit beside the four channels.
        self.why = WhyLink(theme, compact=True)
        why.lead(self.why, payment.why)
        self.strip = DaysStrip(theme)
        self.estimate = Label(theme, 13, colour="text2", wrap=True)
        self.beyond = Notice(theme, "unv", "calendar-question")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Tile(theme, "calendar-dollar", "ok", 36))
        head.addWidget(self._title, 1)
        head.addWidget(self.why)
        head.addWidget(self.details)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.lead)
        words.addWidget(self.headline)
        words.addWidget(self.when)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 17, 17, 17)
        column.setSpacing(4)
        column.addLayout(head)
        column.addStretch(1)
        column.addLayout(words)
        column.addStretch(1)
        column.addWidget(self.strip)
        column.addStretch(1)
        column.addWidget(Rule(theme))
        column.addWidget(self.estimate)
        column.addWidget(self.beyond)

    def show_day(self, today: date) -> None:
        """Show how things stand on a day in Riyadh."""
        window = payment_window(self._payment, self._special_days, today)
        self._title.setText(_("Next payment"))
        self.details.say("", _("Sources: {topic}").format(topic=_("Next payment")))
        self.lead.setVisible(not window.inside)
        self.lead.setText(lead_words(window))
        self.headline.set_look(20 if window.inside else 32, 700)
        self.headline.setText(headline(window))
        self.when.setText(usual_words(window))
        # What is not known takes the place of the estimate: a pattern says nothing of a programme that may have ended.
        self.estimate.setVisible(not window.warn)
        self.estimate.setText(str(self._payment.estimate))
        self.beyond.setVisible(window.warn)
        self.beyond.say(str(self._payment.beyond))
        why.name(self.why, _("How is this known?"), _("Next payment"))
        self._show_strip(window)

    def _show_strip(self, window: PaymentWindow) -> None:
        end = max(window.last, window.usual)
        count = _LEAD + end.day
        today = _LEAD + (window.today - window.first).days
        cells = ["seg" if cell >= _LEAD else "track" for cell in range(count)]
        marks = []
        last = Mark(count - 1, str(end.day), at_end=True)
        if 0 <= today < count:
            cells[today] = "now"
            if today == count - 1:
                marks.append(Mark(today, _("Today, {day}").format(day=window.today.day), strong=True, at_end=True))
            else:
                # Close to the first day its word would run into that of the window.
                marks.append(Mark(today, _("Today"), strong=window.inside, at_end=_LEAD - 5 < today < _LEAD))
        first = Mark(_LEAD, _("{day} {month}").format(day=window.first.day, month=short_month(window.first)))
        self.strip.show_days(cells, [*marks, last, first], self.when.text())
