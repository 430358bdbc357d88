"""The last day to object as a file for calendars: iCalendar, RFC 5545, with reminders before it.

Nothing personal stands in it, not even what is objected to: a calendar is shown to colleagues and kept by others.
The writer is small since one event is written and none is read; the tests read it with the ``icalendar`` library.
"""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from citizen_desktop.bidi import strip_controls
from citizen_desktop.clock import RIYADH
from citizen_desktop.formats import gregorian_with_weekday, hijri
from citizen_desktop.forms.deadline import Deadline
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import language, npgettext

CALENDAR_FILE: Final = "objection-deadline.ics"
REMINDERS: Final = (30, 7, 1)
"""Days before the last one, at whose beginning a calendar reminds."""

_DAY: Final = timedelta(days=1)
_LINE: Final = 75
"""Octets of a line at most, its end not counted (RFC 5545, section 3.1)."""


def deadline_calendar(deadline: Deadline, now: datetime) -> bytes:
    """Return the calendar file, in the language in use.

    Args:
        deadline: the time to object, which must be open.
        now: the present moment, aware: the file is stamped with it, and reminders before it are left out.

    Raises:
        ValueError: there is no last day, or it is over.
    """
    if deadline.last is None or not deadline.is_open:
        raise ValueError(deadline.state)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Citizen Desktop//Objection deadline//EN",
        "CALSCALE:GREGORIAN",
        *_event(deadline, deadline.last, now),
        "END:VCALENDAR",
    )
    return b"".join(_folded(line) for line in lines)


def reminders_left(last: date, now: datetime) -> tuple[int, ...]:
    """Return how many days before the last one a calendar would still remind.

    Args:
        last: the last day.
        now: the present moment, aware.
    """
    start = datetime.combine(last, time(), RIYADH)
    return tuple(days for days in REMINDERS if start - now > days * _DAY)


def _event(deadline: Deadline, last: date, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    # Random, so that it says nothing of whose it is or on which computer it was made.
    yield f"UID:{uuid.uuid4()}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{_ymd(last)}"
    if last < date.max:
        # The first day that does not belong to it; an event without an end lasts for that one day too.
        yield f"DTEND;VALUE=DATE:{_ymd(last + _DAY)}"
    yield _text("SUMMARY", _("Citizen Account: last day to object"))
    yield _text("DESCRIPTION", _description(deadline, last))
    # The day stays free for other things, and is nobody else's business.
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    for days in reminders_left(last, now):
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-P{days}D"
        yield _text(
            "DESCRIPTION",
            npgettext("reminder", "{n} day left to object", "{n} days left to object", days).format(n=days),
        )
        yield "END:VALARM"
    yield "END:VEVENT"


def _description(deadline: Deadline, last: date) -> str:
    day = gregorian_with_weekday(last)
    other = hijri(last)
    lines = (
        _("{gregorian}, {hijri}").format(gregorian=day, hijri=other) if other else day,
        _("It is day {n}, and it counts to its end, Riyadh time.").format(n=deadline.days),
        _("File the objection on the portal before it is over. This reminder comes from an unofficial tool."),
    )
    return "\n".join(lines)


def _ymd(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(name: str, value: str) -> str:
    """Return a property with a text, escaped (section 3.3.11), which says in which language it is (section 3.2.10)."""
    plain = strip_controls(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return f"{name};LANGUAGE={language()}:{plain}"


def _folded(line: str) -> bytes:
    """Return a line in UTF-8 with its end, broken where it is too long: never within a character."""
    parts, room = [b""], _LINE
    for character in line:
        octets = character.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            # Every further part begins with a blank, which counts.
            room = _LINE - 1
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
