"""The state of a channel at a moment, and the moments at which it becomes another one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from citizen_desktop.clock import RIYADH
from citizen_desktop.content.models import Channel
from citizen_desktop.hours.special_days import SpecialDays
from citizen_desktop.hours.usual import HORIZON, UsualHours, later

SOON: Final = timedelta(minutes=60)
"""Usual hours that end in so much or less are closing soon."""


class State(StrEnum):
    """What can be said of a channel at a moment."""

    OPEN = "open"
    CLOSES_SOON = "closes_soon"
    CLOSED = "closed"
    UNVERIFIED = "unverified"
    NOT_OFFICIAL = "not_official"

    @property
    def is_open(self) -> bool:
        """Whether one can reach somebody now."""
        return self in {State.OPEN, State.CLOSES_SOON}


@dataclass(frozen=True)
class Change:
    """A moment at which a state becomes another one.

    Args:
        at: the moment, aware, Riyadh time.
        state: the new state.
    """

    at: datetime
    state: State


@dataclass(frozen=True)
class Status:
    """A channel at a moment.

    Args:
        channel: the row.
        at: the moment, aware, Riyadh time.
        state: its state.
        change: the next moment at which ``state`` becomes another one; None if never.
        turn: the next moment at which it opens, stops being open, or becomes unverified or known: ``closes_soon`` is no turn.
    """

    channel: Channel
    at: datetime
    state: State
    change: Change | None
    turn: Change | None

    @property
    def always_open(self) -> bool:
        """Whether it never closes."""
        return self.state is State.OPEN and self.change is None


class ChannelHours:
    """Judges one channel.

    Args:
        channel: the row.
        special_days: days on which a staffed channel is unverified.
    """

    def __init__(self, channel: Channel, special_days: SpecialDays) -> None:
        self.channel = channel
        self.usual = None if channel.hours is None else UsualHours(channel.hours)
        self._special_days = special_days

    def unverified_on(self, moment: datetime) -> bool:
        """Whether the hours of the moment's day are not known, from 00:00 to 24:00."""
        return self.channel.staffed and self._special_days.is_unverified(moment.date())

    def state_at(self, moment: datetime) -> State:
        """Return the state at a moment (aware, Riyadh time)."""
        if self.usual is None or not self.channel.official:
            return State.NOT_OFFICIAL
        if self.unverified_on(moment):
            return State.UNVERIFIED
        stretch = self.usual.at(moment)
        if not stretch.is_open:
            return State.CLOSED
        return State.CLOSES_SOON if stretch.end is not None and stretch.end - moment <= SOON else State.OPEN

    def status_at(self, moment: datetime) -> Status:
        """Return the state at a moment (aware, Riyadh time) and what comes next."""
        state = self.state_at(moment)
        change = self._next(moment, lambda later_state: later_state is not state)
        turn = change
        if change is not None and state.is_open and change.state.is_open:
            turn = self._next(change.at, lambda later_state: not later_state.is_open)
        return Status(self.channel, moment, state, change, turn)

    def usual_on(self, moment: datetime) -> list[tuple[datetime, datetime]]:
        """Return start and end of the usual hours on the moment's day, cut at its midnights."""
        if self.usual is None:
            return []
        start = datetime.combine(moment.date(), time(), RIYADH)
        end = midnight_after(moment)
        return [(part.start, part.end or end) for part in self.usual.stretches(start, end) if part.is_open]

    def _next(self, moment: datetime, wanted: Callable[[State], bool]) -> Change | None:
        """Walk from one possible change to the next until the state is a wanted one."""
        horizon = later(moment, HORIZON)
        at = self._next_possible(moment)
        while at is not None and at < horizon:
            state = self.state_at(at)
            if wanted(state):
                return Change(at, state)
            at = self._next_possible(at)
        return None

    def _next_possible(self, moment: datetime) -> datetime | None:
        """Return the next moment at which the state may differ: an edge of the usual hours, an hour before it, a midnight."""
        if self.usual is None:
            return None
        edges = []
        stretch = self.usual.at(moment)
        if stretch.end is not None:
            edges += [stretch.end - SOON, stretch.end]
        if self.channel.staffed:
            edges.append(midnight_after(moment))
        return min((edge for edge in edges if edge > moment), default=None)


def midnight_after(moment: datetime) -> datetime:
    """Return the moment's next midnight in Riyadh."""
    return later(datetime.combine(moment.date(), time(), RIYADH), timedelta(days=1))
