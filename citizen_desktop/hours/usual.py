"""The usual hours of a channel, from its OpenStreetMap ``opening_hours`` value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from opening_hours import OpeningHours, State

from citizen_desktop.clock import RIYADH

HORIZON: Final = timedelta(days=400)
"""How far ahead a change is looked for: every rule that the content knows comes round within a year of either calendar."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of time through which a channel is usually open, or usually closed.

    Args:
        start: first moment, aware; never before the moment that was asked about.
        end: first moment after it, or None where it does not end within the horizon.
        is_open: which of the two.
    """

    start: datetime
    end: datetime | None
    is_open: bool


class UsualHours:
    """Half-open usual hours: open at 08:00:00, closed at 22:00:00.

    Args:
        expression: the ``opening_hours`` value, Riyadh time.
    """

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self._hours = OpeningHours(expression)

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """Yield stretches from start to end, open and closed in turn, neighbours of one kind joined.

        The library tells of a new interval also where only a comment changes, and at some midnights; nothing changes there.
        """
        current: Stretch | None = None
        for since, until, state, _ in self._hours.intervals(
            start=start.replace(tzinfo=None), end=end.replace(tzinfo=None)
        ):
            is_open = state == State.OPEN
            after = None if until is None else until.replace(tzinfo=RIYADH)
            if after is not None and after >= end:
                after = end
            if current is not None and current.is_open is is_open:
                current = Stretch(current.start, after, is_open)
                continue
            if current is not None:
                yield current
            current = Stretch(since.replace(tzinfo=RIYADH), after, is_open)
        if current is not None:
            yield current

    def at(self, moment: datetime) -> Stretch:
        """Return the stretch that the moment lies in, from the moment on."""
        horizon = later(moment, HORIZON)
        found = next(self.stretches(moment, horizon), None)
        if found is None:
            # The last moment that the calendar holds.
            return Stretch(moment, None, self._hours.is_open(moment.replace(tzinfo=None)))
        return Stretch(moment, None if found.end is None or found.end >= horizon else found.end, found.is_open)


def later(moment: datetime, by: timedelta) -> datetime:
    """Return the moment so much later, or the last one that the calendar holds."""
    try:
        return moment + by
    except OverflowError:
        return datetime.max.replace(tzinfo=RIYADH)
