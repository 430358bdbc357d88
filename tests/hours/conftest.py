"""The shipped channels, and an oracle that knows their hours from a table of its own."""

from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from hijridate import Gregorian

from citizen_desktop.clock import RIYADH
from citizen_desktop.content.loader import load_channels
from citizen_desktop.content.models import Channel
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.hours.status import ChannelHours

ROOT = Path(__file__).resolve().parent.parent.parent
HOUR = timedelta(hours=1)
FRIDAY, SATURDAY = 4, 5


def phone_is_usual(weekday: int, hour: int) -> bool:
    return weekday not in {FRIDAY, SATURDAY} and 8 <= hour < 22


def x_is_usual(weekday: int, hour: int) -> bool:
    return weekday not in {FRIDAY, SATURDAY} or 13 <= hour < 23


@cache
def is_unverified(day: date) -> bool:
    """Ramadan, 1-5 Shawwal, 9-13 Dhu al-Hijja, the two national days and the weekday that stands in for one."""
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    if hijri.month == 9 or (hijri.month == 10 and hijri.day <= 5) or (hijri.month == 12 and 9 <= hijri.day <= 13):
        return True
    for month, number in ((2, 22), (9, 23)):
        national = date(day.year, month, number)
        days_off = {national}
        if national.weekday() == FRIDAY:
            days_off.add(national - timedelta(days=1))
        if national.weekday() == SATURDAY:
            days_off.add(national + timedelta(days=1))
        if day in days_off:
            return True
    return False


class Oracle:
    """Answers by stepping through whole hours: in the shipped content nothing changes in between."""

    usual = {"phone": phone_is_usual, "x": x_is_usual, "portal": lambda *_: True, "voice": lambda *_: True}  # noqa: RUF012
    staffed = ("phone", "x")

    def is_usual(self, channel: str, moment: datetime) -> bool:
        return self.usual[channel](moment.weekday(), moment.hour)

    def is_unverified(self, channel: str, day: date) -> bool:
        return channel in self.staffed and is_unverified(day)

    def next_hour(self, moment: datetime) -> datetime:
        return moment.replace(minute=0, second=0, microsecond=0) + HOUR

    def state(self, channel: str, moment: datetime) -> str:
        if self.is_unverified(channel, moment.date()):
            return "unverified"
        if not self.is_usual(channel, moment):
            return "closed"
        # Of the moments after this one, up to sixty minutes on, exactly one is a whole hour.
        return "open" if self.is_usual(channel, self.next_hour(moment)) else "closes_soon"

    def change(self, channel: str, moment: datetime) -> tuple[datetime, str]:
        """The first whole hour at which the state is another one."""
        return self._first(channel, moment, lambda state: state)

    def turn(self, channel: str, moment: datetime) -> tuple[datetime, str]:
        """The same, not telling an open channel from one that closes soon."""
        return self._first(channel, moment, lambda state: "open" if state == "closes_soon" else state)

    def _first(self, channel, moment, kind):
        before = kind(self.state(channel, moment))
        at = self.next_hour(moment)
        while kind(self.state(channel, at)) == before:
            at += HOUR
        return at, self.state(channel, at)


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture(scope="session")
def switchboard() -> Switchboard:
    return Switchboard(load_channels(ROOT / "resources" / "content"))


@pytest.fixture(scope="session")
def ask(switchboard):
    """Judge one shipped channel at a moment written in Riyadh time."""

    def status(channel: str, moment: str | datetime):
        at = datetime.fromisoformat(moment).replace(tzinfo=RIYADH) if isinstance(moment, str) else moment
        return next(found for found in switchboard.at(at).statuses if found.channel.id == channel)

    return status


@pytest.fixture(scope="session")
def channel_hours(switchboard):
    """Judge a channel with hours of one's own, made from the phone's row."""

    def make(expression: str, *, staffed: bool = False) -> ChannelHours:
        row = switchboard.content.channels[0]
        values = {name: getattr(row, name) for name in row.__struct_fields__}
        return ChannelHours(Channel(**values | {"hours": expression, "staffed": staffed}), switchboard.special_days)

    return make


@pytest.fixture(scope="session")
def midnight():
    """The first moment of a day in Riyadh."""
    return lambda day: datetime.combine(day, time(), RIYADH)
