"""All channels at one moment: what the channels screen and the command line show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from citizen_desktop.content.models import Channels, UnverifiedRule
from citizen_desktop.hours.special_days import SpecialDays
from citizen_desktop.hours.status import Change, ChannelHours, State, Status
from citizen_desktop.hours.week import Week, week_of
from citizen_desktop.identity.hijri import to_hijri


@dataclass(frozen=True)
class Board:
    """The channels at a moment.

    Args:
        at: the moment, aware, Riyadh time.
        statuses: in the content's order.
        special_day: the rule that makes this an unverified day, if it is one by a rule.
        unverified_day: whether the hours of staffed channels are not known today.
        clock_is_early: the moment lies before the content was published, so the clock is wrong.
        clock_is_beyond: the moment lies beyond the calendars that are known, so the clock is hardly right.
    """

    at: datetime
    statuses: tuple[Status, ...]
    special_day: UnverifiedRule | None
    unverified_day: bool
    clock_is_early: bool
    clock_is_beyond: bool

    @property
    def best(self) -> Status | None:
        """The channel to try now: open, not about to close, and first by the content's ranking."""
        candidates = [
            status for status in self.statuses if status.state is State.OPEN and status.channel.best is not None
        ]
        return min(candidates, key=lambda status: status.channel.best.rank if status.channel.best else 0, default=None)

    @property
    def open_count(self) -> int:
        """How many channels are open now, those about to close included."""
        return sum(status.state.is_open for status in self.statuses)

    @property
    def official_count(self) -> int:
        """How many channels are the programme's."""
        return sum(status.channel.official for status in self.statuses)

    @property
    def next_change(self) -> Change | None:
        """The next moment at which the state of any channel becomes another one."""
        return min(
            (status.change for status in self.statuses if status.change), key=lambda change: change.at, default=None
        )


class Switchboard:
    """Judges all channels.

    Args:
        content: ``channels.toml``.
    """

    def __init__(self, content: Channels) -> None:
        self.content = content
        self.special_days = SpecialDays(content.unverified)
        self._hours = {channel.id: ChannelHours(channel, self.special_days) for channel in content.channels}

    def at(self, moment: datetime) -> Board:
        """Return the board at a moment (aware, Riyadh time)."""
        day = moment.date()
        return Board(
            at=moment,
            statuses=tuple(hours.status_at(moment) for hours in self._hours.values()),
            special_day=self.special_days.rule_on(day),
            unverified_day=self.special_days.is_unverified(day),
            clock_is_early=day < self.content.published,
            clock_is_beyond=day >= self.content.published and to_hijri(day) is None,
        )

    def week(self, channel_id: str, moment: datetime) -> Week:
        """Return the week strip of one channel."""
        return week_of(self._hours[channel_id], moment)

    def usual_today(self, channel_id: str, moment: datetime) -> Sequence[tuple[datetime, datetime]]:
        """Return the usual hours of the moment's day, cut at its midnights."""
        return self._hours[channel_id].usual_on(moment)
