"""The one place that reads the time. Everything else is handed a clock, so that tests and pictures can stop it.

Riyadh keeps UTC+03:00 all year and never changed it for daylight, so a fixed offset serves and no time zone database is needed,
whatever zone the computer is set to.
"""

import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, Protocol

RIYADH: Final = timezone(timedelta(hours=3), "Asia/Riyadh")
EARLIEST_YEAR: Final = 1900
"""Opening hours are not defined for earlier years."""

# Python's own monotonic clock stands still while these systems sleep.
_ELAPSED_CLOCK: Final = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}


class Clock(Protocol):
    """A source of the present moment."""

    @property
    def runs(self) -> bool:
        """Whether time passes: a stopped clock needs no timer."""

    def now(self) -> datetime:
        """Return the present moment, aware, in Riyadh time."""

    def elapsed(self) -> float:
        """Return seconds since some fixed moment, time asleep included, untouched by a clock that is set."""


class SystemClock:
    """The computer's own clock."""

    @property
    def runs(self) -> bool:
        """Always."""
        return True

    def now(self) -> datetime:
        """Return the computer's time, in Riyadh time."""
        return datetime.now(UTC).astimezone(RIYADH)

    def elapsed(self) -> float:
        """Return seconds since the computer was started, time asleep included (``CLOCK_BOOTTIME`` where there is one)."""
        number: int | None = getattr(time, _ELAPSED_CLOCK.get(sys.platform, ""), None)
        return time.monotonic() if number is None else time.clock_gettime(number)


class StoppedClock:
    """A clock that stands at one moment.

    Args:
        moment: where it stands; without an offset it means Riyadh time.
    """

    def __init__(self, moment: datetime) -> None:
        self._moment = in_riyadh(moment)

    @property
    def runs(self) -> bool:
        """Never."""
        return False

    def now(self) -> datetime:
        """Return the moment at which the clock stands."""
        return self._moment

    def elapsed(self) -> float:
        """Return zero: nothing passes."""
        return 0.0


def in_riyadh(moment: datetime) -> datetime:
    """Return the moment in Riyadh time; one without an offset is taken to be Riyadh time already.

    Raises:
        OverflowError: the moment lies at the very edge of what the calendar holds.
    """
    return moment.replace(tzinfo=RIYADH) if moment.tzinfo is None else moment.astimezone(RIYADH)


def parse_moment(text: str) -> datetime:
    """Read an ISO 8601 date or date and time; without an offset it means Riyadh time.

    Raises:
        ValueError: it is neither, or lies outside the years that can be shown.
    """
    try:
        moment = in_riyadh(datetime.fromisoformat(text))
    except OverflowError as error:
        raise ValueError(text) from error
    if moment.year < EARLIEST_YEAR:
        raise ValueError(text)
    return moment
