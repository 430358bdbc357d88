"""How many days are left until the usual payment window, day by day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from citizen_desktop.content.models import Payment
from citizen_desktop.formats import month
from citizen_desktop.hours.special_days import SpecialDays
from citizen_desktop.i18n import gettext as _
from citizen_desktop.payment import PaymentWindow, payment_window
from citizen_desktop.payment_words import days_words, until_words, usual_words
from citizen_desktop.ui.live_panel import LiveHead, LivePanel, midnight_after
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.day_cells import CellLook, DayCell, DayCells
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme


class PaymentPanel(LivePanel):
    """The next payment.

    Args:
        theme: colours and fonts.
        payment: the usual pattern.
        special_days: holidays.
    """

    def __init__(self, theme: Theme, payment: Payment, special_days: SpecialDays) -> None:
        super().__init__(theme)
        self._payment, self._special_days = payment, special_days
        self.days = Label(theme, 32, 700, "accent", wrap=True)
        self.until = Label(theme, 15, 600)
        self.when = Label(theme, 13, colour="text2")
        self.pill = Pill(theme)
        self.head = LiveHead(theme, self.days, (self.until, self.when), self.pill)
        self.cells = DayCells(theme)
        self.beyond = Notice(theme, "unv", "calendar-question")
        self.column.addWidget(self.head)
        self.column.addWidget(self.cells)
        self.column.addWidget(self.beyond)

    def show_moment(self, now: datetime) -> datetime | None:
        """Show how things stand; it holds until midnight."""
        window = payment_window(self._payment, self._special_days, now.date())
        unknown = window.beyond_known
        self.set_ground(*("unvBg", "unvBd") if unknown else ("accentBg", "accentBd"))
        self.days.set_look(20 if window.inside else 32, 700)
        self.days.set_colour("unvT" if unknown else "accent")
        self.days.setText(days_words(window))
        self.until.setText(until_words(window))
        self.until.setVisible(not window.inside)
        self.when.setText(usual_words(window, year=True))
        self.pill.show_state("unv" if unknown else "ok", "clock", _("Computed now"))
        self.beyond.setVisible(window.warn)
        self.beyond.say(str(self._payment.beyond))
        self.cells.show_days(tuple(_cells(window)), self.words())
        self.head.arrange()
        return midnight_after(now.date())

    def words(self) -> str:
        """Return "9 days until the usual window starts · 1–10 December 2026, often the 10th", and what nobody knows."""
        counted = " ".join(filter(None, (self.days.text(), self.until.text())))
        beyond = "" if self.beyond.isHidden() else self.beyond.label.text()
        return _(" · ").join(filter(None, (counted, self.when.text(), beyond)))


def _cells(window: PaymentWindow) -> Iterator[DayCell]:
    """Give every day from today, or from the first of the window, to the last one."""
    start, end = min(window.today, window.first), max(window.last, window.usual)
    look = CellLook.UNKNOWN if window.beyond_known else CellLook.USUAL
    today = _("Today, {month}").format(month=month(window.today))
    for number in range((end - start).days + 1):
        day = start + timedelta(days=number)
        if day == window.today:
            yield DayCell(day.day, CellLook.TODAY, today, _("Today"))
        elif day < window.today:
            yield DayCell(day.day)
        elif day == window.first:
            yield DayCell(day.day, look, month(day))
        else:
            yield DayCell(day.day, look if day >= window.first else CellLook.PLAIN)
