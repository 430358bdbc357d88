"""Dates, times and durations in words, in the language in use, with Western digits; all in Riyadh time.

Names of days and months come from the catalogues: Qt's and Babel's Saudi locales bring other digits and separators along.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from citizen_desktop.hours.week import weekday_from_sunday
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.identity.hijri import HijriDate, to_hijri

_MINUTE: Final = timedelta(minutes=1)
_MEGABYTE: Final = 1_000_000
_GIGABYTE: Final = 1_000_000_000


def weekday(day: date) -> str:
    """Return the full name of the day of the week."""
    return weekday_names()[weekday_from_sunday(day)]


def weekday_names() -> tuple[str, ...]:
    """Return the full names from Sunday on."""
    return (_("Sunday"), _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"))


def short_weekday_names() -> tuple[str, ...]:
    """Return names from Sunday on that fit a narrow column."""
    return (
        pgettext("short day", "Sun"),
        pgettext("short day", "Mon"),
        pgettext("short day", "Tue"),
        pgettext("short day", "Wed"),
        pgettext("short day", "Thu"),
        pgettext("short day", "Fri"),
        pgettext("short day", "Sat"),
    )


def month(day: date) -> str:
    """Return the name of the Gregorian month."""
    return month_names()[day.month - 1]


def month_names() -> tuple[str, ...]:
    """Return the names of the Gregorian months from January on."""
    return (
        _("January"), _("February"), _("March"), _("April"), pgettext("month", "May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip


def short_month(day: date) -> str:
    """Return the name of the Gregorian month as it stands in a narrow place."""
    names = (
        pgettext("short month", "Jan"), pgettext("short month", "Feb"), pgettext("short month", "Mar"),
        pgettext("short month", "Apr"), pgettext("short month", "May"), pgettext("short month", "Jun"),
        pgettext("short month", "Jul"), pgettext("short month", "Aug"), pgettext("short month", "Sep"),
        pgettext("short month", "Oct"), pgettext("short month", "Nov"), pgettext("short month", "Dec"),
    )  # fmt: skip
    return names[day.month - 1]


def hijri_month_names() -> tuple[str, ...]:
    """Return the names of the Hijri months from Muharram on."""
    return (
        _("Muharram"), _("Safar"), _("Rabi I"), _("Rabi II"), _("Jumada I"), _("Jumada II"),
        _("Rajab"), _("Shaban"), _("Ramadan"), _("Shawwal"), _("Dhu al-Qada"), _("Dhu al-Hijja"),
    )  # fmt: skip


def _hijri_month(day: HijriDate) -> str:
    return hijri_month_names()[day.month - 1]


def gregorian(day: date) -> str:
    """Return "22 November 2026"."""
    return _("{day} {month} {year}").format(day=day.day, month=month(day), year=day.year)


def gregorian_with_weekday(day: date) -> str:
    """Return "Sunday 22 November 2026"."""
    return _("{weekday} {date}").format(weekday=weekday(day), date=gregorian(day))


def hijri(day: date) -> str | None:
    """Return "12 Jumada II 1448 AH" of a Gregorian day, or None outside the Umm al-Qura tables."""
    found = to_hijri(day)
    if found is None:
        return None
    return _("{day} {month} {year} AH").format(day=found.day, month=_hijri_month(found), year=found.year)


def clock_time(moment: datetime | time) -> str:
    """Return "4:12 PM"."""
    half = pgettext("before noon", "AM") if moment.hour < 12 else pgettext("after noon", "PM")
    return _("{hour}:{minute} {half}").format(hour=moment.hour % 12 or 12, minute=f"{moment.minute:02}", half=half)


def duration(length: timedelta) -> str:
    """Return a duration in days and hours, or hours and minutes, a part of a minute counted as one.

    Arabic takes the case that follows "after": two hours, two days.
    """
    minutes = -(-length // _MINUTE)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = []
    if days:
        parts.append(ngettext("{n} d", "{n} d", days).format(n=days))
    if hours:
        parts.append(ngettext("{n} h", "{n} h", hours).format(n=hours))
    if not days and (minutes or not hours):
        parts.append(ngettext("{n} min", "{n} min", minutes).format(n=minutes))
    if len(parts) == 1:
        return parts[0]
    return pgettext("two parts of a duration", "{first} {second}").format(first=parts[0], second=parts[1])


def in_days(days: int) -> str:
    """Return "in 9 days"."""
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def ordinal(day: int) -> str:
    """Return a day of the month as it stands in a sentence: "the 10th"."""
    if day // 10 != 1:
        match day % 10:
            case 1:
                return _("the {n}st").format(n=day)
            case 2:
                return _("the {n}nd").format(n=day)
            case 3:
                return _("the {n}rd").format(n=day)
    return _("the {n}th").format(n=day)


def closing_moment(end: datetime, now: datetime) -> str:
    """Return when something ends, as it stands after "until": "10:00 PM", "midnight", "Thursday midnight"."""
    last_day = (end - timedelta(microseconds=1)).date()
    today = last_day == now.date()
    if end.time() == time():
        if today:
            return _("midnight")
        return _("{weekday} midnight").format(weekday=weekday(last_day))
    if today:
        return clock_time(end)
    return _("{weekday} {time}").format(weekday=weekday(last_day), time=clock_time(end))


def opening_moment(start: datetime, now: datetime) -> str:
    """Return when something begins: "today 1:00 PM", "Sunday 8:00 AM", with the date when it is a week or more away."""
    days = (start.date() - now.date()).days
    if days == 0:
        return _("today {time}").format(time=clock_time(start))
    if days < 7 and start.time() == time():
        return _("at the start of {weekday}").format(weekday=weekday(start))
    name = short_weekday_names()[weekday_from_sunday(start)]
    if days < 7:
        return _("{weekday} {time}").format(weekday=name, time=clock_time(start))
    return _("{weekday} {day} {month} {time}").format(
        weekday=name, day=start.day, month=month(start), time=clock_time(start)
    )


def riyals(halalas: int) -> str:
    """Return "12,500 riyals", with halalas only where there are some."""
    return _("{amount} SAR").format(amount=riyal_digits(halalas, ","))


def riyal_digits(halalas: int, thousands: str = "") -> str:
    """Return "12500" or "12500.75": an amount as it is typed into a form.

    Args:
        halalas: a hundredth of a riyal each.
        thousands: sign between the thousands.
    """
    whole, rest = divmod(halalas, 100)
    digits = f"{whole:,}".replace(",", thousands)
    return f"{digits}.{rest:02}" if rest else digits


def megabytes(size: int) -> str:
    """Return a size in megabytes, rounded up to a tenth, with a point in every language: what is over a limit looks so."""
    return _tenths(-(-size * 10 // _MEGABYTE))


def _tenths(tenths: int) -> str:
    """Return a number in tenths, with a decimal only where there is one: a limit is named without."""
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")


def file_size(size: int) -> str:
    """Return "1.8 MB": decimal units, as disks are sold by."""
    if size < 1000:
        return ngettext("{n} byte", "{n} bytes", size).format(n=size)
    if size < 999_500:
        return _("{n} KB").format(n=round(size / 1000))
    if size < 999_950_000:
        return _("{n} MB").format(n=_tenths(round(size * 10 / _MEGABYTE)))
    return _("{n} GB").format(n=_tenths(round(size * 10 / _GIGABYTE)))
