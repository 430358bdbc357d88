"""When the next payment is usual. It is an estimate from a pattern, and says so: the exact day is announced elsewhere."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from citizen_desktop.content.models import Payment
from citizen_desktop.hours.special_days import SpecialDays

_FRIDAY, _SATURDAY = 4, 5


class UsualDay(StrEnum):
    """How the usual day of a month comes to lie where it does."""

    AS_EVER = "as-ever"
    BEFORE_WEEKEND = "before-weekend"
    AFTER_WEEKEND = "after-weekend"
    NEAR_HOLIDAY = "near-holiday"


@dataclass(frozen=True)
class PaymentWindow:
    """The usual window that a day lies in, or the next one.

    Args:
        today: the day that was asked about, in Riyadh.
        first: first day of the window.
        last: its last day.
        usual: the day on which it is usually paid, moved by a day from a weekend.
        usual_day: why it lies there; near a holiday nobody knows on which side.
        beyond_known: the window lies beyond the programme's known extension.
        warn: it is time to say that nothing is known beyond the extension.
    """

    today: date
    first: date
    last: date
    usual: date
    usual_day: UsualDay
    beyond_known: bool
    warn: bool

    @property
    def inside(self) -> bool:
        """Whether the window has begun."""
        return self.today >= self.first

    @property
    def days_until(self) -> int:
        """Whole days until the window begins, 0 once it has."""
        return max(0, (self.first - self.today).days)


def payment_window(payment: Payment, special_days: SpecialDays, today: date) -> PaymentWindow:
    """Return the window of this month while it lasts, else the next month's.

    Args:
        payment: the pattern.
        special_days: holidays.
        today: a day in Riyadh.
    """
    window = _window_of(payment, special_days, today, today.replace(day=1))
    if today <= max(window.last, window.usual):
        return window
    try:
        next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    except OverflowError:
        # The calendar ends here, in December 9999.
        return window
    return _window_of(payment, special_days, today, next_month)


def _window_of(payment: Payment, special_days: SpecialDays, today: date, month: date) -> PaymentWindow:
    nominal = month.replace(day=payment.usual_day)
    # A weekend moves it by one day to the nearer working day (facts: "a day earlier or later").
    if special_days.is_unverified(nominal):
        usual, reason = nominal, UsualDay.NEAR_HOLIDAY
    elif nominal.weekday() == _FRIDAY:
        usual, reason = nominal - timedelta(days=1), UsualDay.BEFORE_WEEKEND
    elif nominal.weekday() == _SATURDAY:
        usual, reason = nominal + timedelta(days=1), UsualDay.AFTER_WEEKEND
    else:
        usual, reason = nominal, UsualDay.AS_EVER
    if reason in {UsualDay.BEFORE_WEEKEND, UsualDay.AFTER_WEEKEND} and special_days.is_unverified(usual):
        usual, reason = nominal, UsualDay.NEAR_HOLIDAY
    first = month.replace(day=payment.first_day)
    return PaymentWindow(
        today=today,
        first=first,
        last=month.replace(day=payment.last_day),
        usual=usual,
        usual_day=reason,
        beyond_known=first > payment.known_until,
        warn=today >= payment.warn_from,
    )
