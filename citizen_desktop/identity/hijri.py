"""The Umm al-Qura calendar, the civil Hijri calendar of Saudi Arabia, by the published tables of 1343 to 1500 AH."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hijridate import Gregorian, Hijri


@dataclass(frozen=True, order=True)
class HijriDate:
    """A day of the Umm al-Qura calendar.

    Args:
        year: years of the Hijra (AH).
        month: 1 (Muharram) to 12 (Dhu al-Hijja).
        day: 1 to 30.
    """

    year: int
    month: int
    day: int


@lru_cache(maxsize=1024)
def to_hijri(day: date) -> HijriDate | None:
    """Return the Hijri date of a Gregorian day, or None outside the published tables (1 August 1924 to 16 November 2077)."""
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return None
    return HijriDate(found.year, found.month, found.day)


def to_gregorian(day: HijriDate) -> date | None:
    """Return the Gregorian day of a Hijri date, or None if there is no such day or it lies outside the published tables."""
    try:
        found = Hijri(day.year, day.month, day.day).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return date(found.year, found.month, found.day)


def days_of_month(year: int, month: int) -> int | None:
    """Return how many days a Hijri month has, or None if there is no such month or it lies outside the published tables.

    It is 29 or 30 but for eight months of 1343 to 1364, which were corrected while they ran: 28 or 31.
    """
    try:
        return int(Hijri(year, month, 1).month_length())
    except (OverflowError, ValueError):
        return None
