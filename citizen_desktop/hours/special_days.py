"""Days on which nobody knows the hours of channels with staff."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from citizen_desktop.content.models import RuleCalendar, UnverifiedRule
from citizen_desktop.identity.hijri import to_hijri

_FRIDAY, _SATURDAY = 4, 5


class SpecialDays:
    """Tells whether a day is one of the unverified ones.

    Args:
        rules: the rows of the content.
    """

    def __init__(self, rules: Sequence[UnverifiedRule]) -> None:
        self._rules = tuple(rules)
        self._rule_on = lru_cache(maxsize=1024)(self._find)

    def rule_on(self, day: date) -> UnverifiedRule | None:
        """Return the rule that makes the day an unverified one, the first in the content's order."""
        return self._rule_on(day)

    def is_unverified(self, day: date) -> bool:
        """Whether nobody knows the hours of this day (a day in Riyadh).

        Beyond the Umm al-Qura tables it can't be told whether a day falls in Ramadan, so no day there is a known one.
        """
        return to_hijri(day) is None or self._rule_on(day) is not None

    def _find(self, day: date) -> UnverifiedRule | None:
        return next((rule for rule in self._rules if _matches(rule, day)), None)


def _matches(rule: UnverifiedRule, day: date) -> bool:
    if _within(rule, day):
        return True
    if not rule.weekday_stands_in:
        return False
    # The Thursday before a Friday, the Sunday after a Saturday (facts: national days).
    tomorrow, yesterday = _shifted(day, 1), _shifted(day, -1)
    return (tomorrow is not None and tomorrow.weekday() == _FRIDAY and _within(rule, tomorrow)) or (
        yesterday is not None and yesterday.weekday() == _SATURDAY and _within(rule, yesterday)
    )


def _within(rule: UnverifiedRule, day: date) -> bool:
    if rule.calendar is RuleCalendar.HIJRI:
        hijri = to_hijri(day)
        if hijri is None:
            return False
        place = (hijri.month, hijri.day)
    else:
        place = (day.month, day.day)
    return (rule.first.month, rule.first.day) <= place <= (rule.last.month, rule.last.day)


def _shifted(day: date, days: int) -> date | None:
    """Return the day so many days later, or None beyond the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
