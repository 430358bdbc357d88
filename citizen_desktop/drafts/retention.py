"""How long a draft is kept: so many days after its last change, to the minute.

A draft that was changed on 22 November at 4:12 pm is erased on 6 December at 4:12 pm if fourteen days are the rule: never sooner
than was said, and on the day that was said. Opening, packing or locking a draft moves nothing; every saved change does.

The computer's clock may be wrong. One that stands before the newest change is known to be, and then nothing is erased until it
is right again. One that was set ahead while the application runs is not believed either, until the next start. A clock that was
wrong already at the start can't be told from a long absence: there retention holds.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.models import Head

DEFAULT_DAYS: Final = 14

_KEPT_RIGHT: Final = timedelta(minutes=2)
"""A clock that was moved by no more is being kept right."""


def days_kept(policy_days: int | None) -> int:
    """Return the days after the last change that a draft is kept.

    Args:
        policy_days: what the owner decided, None for nothing.
    """
    return DEFAULT_DAYS if policy_days is None else policy_days


def due_at(changed: datetime, days: int) -> datetime:
    """Return the moment at which a draft is erased.

    Args:
        changed: when it was changed last.
        days: that it is kept.
    """
    return changed + timedelta(days=days)


def last_change_due(now: datetime, days: int) -> datetime:
    """Return the latest change that is due now: what was changed then or before is erased."""
    return now - timedelta(days=days)


def days_left(changed: datetime, now: datetime, days: int) -> int:
    """Return the days of the calendar until a draft is erased: 1 for tomorrow, 0 for today and for what is overdue."""
    return max(0, (due_at(changed, days).date() - now.date()).days)


def due(heads: Iterable[Head], now: datetime, days: int) -> tuple[Head, ...]:
    """Return the drafts that are to be erased now; none if the clock is known to be wrong."""
    known = tuple(heads)
    if stands_back((head.changed for head in known), now):
        return ()
    return tuple(head for head in known if due_at(head.changed, days) <= now)


def stands_back(changes: Iterable[datetime], now: datetime) -> bool:
    """Whether the clock stands before the newest change, and so is wrong: nothing may be erased by it.

    Args:
        changes: when drafts were changed last.
        now: what the clock says.
    """
    newest = max(changes, default=None)
    return newest is not None and now < newest


def next_look(changes: Iterable[datetime], now: datetime, days: int) -> datetime | None:
    """Return the next moment at which a draft is due, or the clock past its newest change again; None if there is no draft.

    Args:
        changes: when drafts were changed last; that of the oldest and of the newest are enough.
        now: what the clock says.
        days: that a draft is kept.
    """
    known = tuple(changes)
    if not known:
        return None
    return max(known) if now < max(known) else due_at(min(known), days)


class ClockWatch:
    """Says whether the wall clock can be believed since the application was started.

    Args:
        clock: the time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall, self._elapsed = clock.now(), clock.elapsed()

    @property
    def trusted(self) -> bool:
        """Whether the wall clock went on as the time that passed did: one that was set ahead would erase what is not due.

        One that was set back is no danger: what it makes late is erased at the next start.
        """
        passed = timedelta(seconds=self._clock.elapsed() - self._elapsed)
        return self._clock.now() - self._wall - passed <= _KEPT_RIGHT
