"""How long there is still time to object.

The day of the result or the deposit is day 0 and the last day is day 90, to its end in Riyadh. Days are Gregorian: durations in
official procedures are, unless a text says Hijri (Cabinet decision of 31 October 2023); how many they are stands in
``objection-rules.toml``.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from citizen_desktop.clock import RIYADH
from citizen_desktop.content.objection_models import DeadlineRule

_DAY = timedelta(days=1)


class DeadlineState(StrEnum):
    """Where today stands; the colours are grey, amber and red while there is time."""

    NO_DAY = "no-day"
    FUTURE = "future"
    GREY = "grey"
    AMBER = "amber"
    RED = "red"
    PASSED = "passed"


@dataclass(frozen=True)
class Deadline:
    """The time to object, seen from one day.

    Args:
        state: where today stands.
        days: how many there are in all.
        start: day 0, None if it is not known.
        last: the last day, None without a start that can be right.
        today: the day it is seen from, in Riyadh.
    """

    state: DeadlineState
    days: int
    today: date
    start: date | None = None
    last: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is still time."""
        return self.state in {DeadlineState.GREY, DeadlineState.AMBER, DeadlineState.RED}

    @property
    def days_left(self) -> int:
        """Whole days after today: 0 on the last day, and when it is over."""
        return 0 if self.last is None else max(0, (self.last - self.today).days)

    @property
    def days_gone(self) -> int:
        """Days since day 0, no more than there are in all."""
        return 0 if self.start is None else min(self.days, max(0, (self.today - self.start).days))

    @property
    def days_late(self) -> int:
        """Days since the last one, 0 while there is time."""
        return 0 if self.last is None else max(0, (self.today - self.last).days)

    @property
    def ends_at(self) -> datetime | None:
        """The first moment at which it is over: midnight after the last day, Riyadh time."""
        return None if self.last is None else _midnight_after(self.last)

    @property
    def next_change(self) -> datetime | None:
        """The next moment at which something shown becomes another: the next midnight; None when nothing will."""
        return None if self.state is DeadlineState.NO_DAY else _midnight_after(self.today)


def deadline_of(rule: DeadlineRule, start: date | None, today: date) -> Deadline:
    """Return the time to object.

    Args:
        rule: how it is counted.
        start: the day of the result or the deposit, if it is known.
        today: a day in Riyadh.
    """
    if start is None:
        return Deadline(DeadlineState.NO_DAY, rule.days, today)
    if start > today:
        return Deadline(DeadlineState.FUTURE, rule.days, today, start)
    try:
        last = start + timedelta(days=rule.days)
    except OverflowError:
        last = date.max
    return Deadline(_state(rule, (last - today).days), rule.days, today, start, last)


def _state(rule: DeadlineRule, left: int) -> DeadlineState:
    if left < 0:
        return DeadlineState.PASSED
    if left < rule.red_below:
        return DeadlineState.RED
    return DeadlineState.AMBER if left <= rule.amber_from else DeadlineState.GREY


def _midnight_after(day: date) -> datetime | None:
    """Return the midnight that ends a day, or None beyond the calendar."""
    try:
        return datetime.combine(day + _DAY, time(), RIYADH)
    except OverflowError:
        return None
