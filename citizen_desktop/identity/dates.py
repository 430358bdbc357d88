"""Days of birth as people type them, in the Hijri or the Gregorian calendar: the exact reason why one can't be right.

Day, month and year stand in this order or the other way round, with any stroke, hyphen, point or space between them; the year
has four digits and tells the calendar. Hijri dates are those of Umm al-Qura.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from citizen_desktop.identity.digits import fold_digits, only_digits
from citizen_desktop.identity.hijri import HijriDate, days_of_month, to_gregorian, to_hijri

OLDEST: Final = 130
"""Years: nobody alive is older."""

_MONTHS: Final = 12
_MOST_DAYS: Final = 31
_YEAR_DIGITS: Final = 4
_PARTS: Final = 3
# More in one part is no slip in a date but something else.
_MOST_DIGITS: Final = 8
# No living person's year of birth is in both: 1500 AH is 2077, and 1800 AH is centuries away.
_HIJRI_YEARS: Final = range(1300, 1600)
_GREGORIAN_YEARS: Final = range(1800, 2200)
_SEPARATOR: Final = re.compile(r"\s*[/\\.,_\u060c\u066b\u066c\u2010-\u2015\u2212-]\s*|\s+")
# The letters that follow a year: heh with or without tatweel, meem, and their Latin kin.
_ERA: Final = re.compile(r"\s*(?:\u0647\u0640?|\u0645|AH|AD|CE|H|G)\.?\Z", re.IGNORECASE)


class Calendar(StrEnum):
    """The two calendars in use."""

    HIJRI = "hijri"
    GREGORIAN = "gregorian"


class DateProblem(StrEnum):
    """Why a day is not right."""

    EMPTY = "empty"
    LETTERS = "letters"
    INCOMPLETE = "incomplete"
    YEAR_DIGITS = "year-digits"
    YEAR = "year"
    MONTH = "month"
    EXCHANGED = "exchanged"
    DAY = "day"
    OUTSIDE_TABLES = "outside-tables"
    FUTURE = "future"
    TOO_LONG_AGO = "too-long-ago"


@dataclass(frozen=True)
class DateParts:
    """What was typed of a day, part by part, with Western digits; a part that is not there is empty.

    Args:
        day: of the month.
        month: its number.
        year: of either calendar.
    """

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def text(self) -> str:
        """The parts as one text that reads back as them, ``12/3/1410``; empty if all of them are."""
        return f"{self.day}/{self.month}/{self.year}" if self.day or self.month or self.year else ""

    @property
    def calendar(self) -> Calendar | None:
        """The calendar that the year tells, None without a year of either."""
        return calendar_of(int(self.year)) if len(self.year) == _YEAR_DIGITS and only_digits(self.year) else None


@dataclass(frozen=True)
class DateCheck:
    """What was found about a day.

    Args:
        value: the Gregorian day, as soon as there is such a day; None before.
        hijri: the same in the Umm al-Qura calendar, None outside its tables.
        calendar: in which it was typed, as soon as the year tells.
        problem: why it is not right, None if it is.
        count: the last day of that month, for a day that the month doesn't have.
    """

    value: date | None = None
    hijri: HijriDate | None = None
    calendar: Calendar | None = None
    problem: DateProblem | None = None
    count: int = 0

    @property
    def ok(self) -> bool:
        """Whether somebody alive can have been born on it."""
        return self.problem is None


def calendar_of(year: int) -> Calendar | None:
    """Return the calendar in which somebody alive can have been born in a year, None for neither."""
    if year in _HIJRI_YEARS:
        return Calendar.HIJRI
    return Calendar.GREGORIAN if year in _GREGORIAN_YEARS else None


def date_parts(text: str) -> DateParts | None:
    """Return what was typed of a day, part by part; None for what has no parts, such as words.

    A text of two parts is taken for day and month, or for month and year where the year comes first or last.
    """
    bare = _bare(text)
    if not bare:
        return DateParts()
    parts = _SEPARATOR.split(bare)
    if len(parts) > _PARTS or not all(only_digits(part) and len(part) <= _MOST_DIGITS for part in parts):
        return None
    year_first = len(parts[0]) >= _YEAR_DIGITS
    if year_first:
        parts.reverse()
    if len(parts[-1]) >= _YEAR_DIGITS:
        parts = [""] * (_PARTS - len(parts)) + parts
    else:
        parts += [""] * (_PARTS - len(parts))
    return DateParts(*parts)


def check_birth_date(text: str, today: date) -> DateCheck:
    """Judge a day of birth as it was typed, pasted or put together from lists; any text is answered.

    Args:
        text: what was typed.
        today: a day in Riyadh.
    """
    if not _bare(text):
        return DateCheck(problem=DateProblem.EMPTY)
    parts = date_parts(text)
    if parts is None:
        return DateCheck(problem=DateProblem.LETTERS)
    calendar = parts.calendar
    if not (parts.day and parts.month and parts.year):
        return DateCheck(calendar=calendar, problem=DateProblem.INCOMPLETE)
    if len(parts.year) != _YEAR_DIGITS:
        return DateCheck(problem=DateProblem.YEAR_DIGITS)
    if calendar is None:
        return DateCheck(problem=DateProblem.YEAR)
    return _judge(int(parts.year), int(parts.month), int(parts.day), calendar, today)


def _bare(text: str) -> str:
    """Return what was typed without marks that nobody sees, and without the sign of the era."""
    seen = "".join(character for character in fold_digits(text) if unicodedata.category(character) != "Cf")
    return _ERA.sub("", seen.strip())


def _judge(year: int, month: int, day: int, calendar: Calendar, today: date) -> DateCheck:
    if not 1 <= month <= _MONTHS:
        exchanged = 1 <= day <= _MONTHS and 1 <= month <= _MOST_DAYS
        return DateCheck(calendar=calendar, problem=DateProblem.EXCHANGED if exchanged else DateProblem.MONTH)
    length = days_of_month(year, month) if calendar is Calendar.HIJRI else monthrange(year, month)[1]
    if length is None:
        future = year > _newest_hijri(today)
        return DateCheck(calendar=calendar, problem=DateProblem.FUTURE if future else DateProblem.OUTSIDE_TABLES)
    if not 1 <= day <= length:
        return DateCheck(calendar=calendar, problem=DateProblem.DAY, count=length)
    value = to_gregorian(HijriDate(year, month, day)) if calendar is Calendar.HIJRI else date(year, month, day)
    if value is None:
        return DateCheck(calendar=calendar, problem=DateProblem.OUTSIDE_TABLES)
    return DateCheck(value, to_hijri(value), calendar, _out_of_life(value, today))


def _newest_hijri(today: date) -> int:
    found = to_hijri(today)
    return _HIJRI_YEARS.stop if found is None else found.year


def _out_of_life(value: date, today: date) -> DateProblem | None:
    if value > today:
        return DateProblem.FUTURE
    return DateProblem.TOO_LONG_AGO if years_between(value, today) > OLDEST else None


def age(born: date, today: date) -> int:
    """Return how old somebody is by the calendar that makes them older: a Hijri year is eleven days shorter."""
    gregorian = years_between(born, today)
    first, last = to_hijri(born), to_hijri(today)
    if first is None or last is None:
        return gregorian
    return max(gregorian, last.year - first.year - ((last.month, last.day) < (first.month, first.day)))


def years_between(first: date, last: date) -> int:
    """Return how many whole Gregorian years lie between two days: the age on the last of somebody born on the first."""
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))
