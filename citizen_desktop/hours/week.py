"""The week strip: which parts of this week are usual hours, and of what kind. Drawn by a widget that knows none of this."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from citizen_desktop.clock import RIYADH
from citizen_desktop.hours.status import ChannelHours
from citizen_desktop.hours.usual import later

_WEEK: Final = timedelta(days=7)


class Kind(StrEnum):
    """What a part of the strip stands for."""

    AHEAD = "ahead"
    PAST = "past"
    UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Segment:
    """A part of the week with usual hours.

    Args:
        start: as a fraction of the week, 0 is Sunday 00:00.
        end: as a fraction of the week, 1 is Saturday 24:00.
        kind: over, still to come, or on a day whose hours are not known.
    """

    start: float
    end: float
    kind: Kind


@dataclass(frozen=True)
class Week:
    """The week that a moment lies in.

    Args:
        segments: in order.
        now: the moment as a fraction of the week.
        today: 0 for Sunday to 6 for Saturday.
    """

    segments: tuple[Segment, ...]
    now: float
    today: int


def weekday_from_sunday(day: date) -> int:
    """Return 0 for Sunday to 6 for Saturday: the Saudi week begins on Sunday."""
    return day.isoweekday() % 7


def week_of(hours: ChannelHours, moment: datetime) -> Week:
    """Return the week strip of a channel at a moment (aware, Riyadh time)."""
    midnight = datetime.combine(moment.date(), time(), RIYADH)
    today = weekday_from_sunday(moment)
    try:
        sunday = midnight - timedelta(days=today)
    except OverflowError:
        sunday = midnight
    segments: list[Segment] = []
    if hours.usual is not None:
        for stretch in hours.usual.stretches(sunday, later(sunday, _WEEK)):
            if stretch.is_open:
                end = stretch.end or later(sunday, _WEEK)
                segments += _split(hours, sunday, stretch.start, end, moment)
    return Week(tuple(segments), (moment - sunday) / _WEEK, today)


def _split(hours: ChannelHours, sunday: datetime, start: datetime, end: datetime, now: datetime) -> list[Segment]:
    """Cut usual hours at every midnight where the day's standing changes, and at the present moment."""
    parts: list[Segment] = []
    while start < end:
        next_midnight = later(datetime.combine(start.date(), time(), RIYADH), timedelta(days=1))
        cut = min(end, next_midnight)
        unverified = hours.unverified_on(start)
        if not unverified and start < now < cut:
            cut = now
        kind = Kind.UNVERIFIED if unverified else Kind.PAST if start < now else Kind.AHEAD
        first, last = (start - sunday) / _WEEK, (cut - sunday) / _WEEK
        if parts and parts[-1].kind is kind and parts[-1].end == first:
            parts[-1] = Segment(parts[-1].start, last, kind)
        else:
            parts.append(Segment(first, last, kind))
        start = cut
    return parts
