"""What an opening_hours value means: comments, nights and stretches that the library cuts in two change nothing."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from citizen_desktop.clock import RIYADH
from citizen_desktop.hours.usual import HORIZON, UsualHours, later


def riyadh(text):
    return datetime.fromisoformat(text).replace(tzinfo=RIYADH)


@pytest.mark.parametrize(
    "expression",
    [
        'Mo-Fr 08:00-18:00 "call"; Sa,Su 08:00-18:00 "write"',
        'Mo-Su 08:00-12:00 "call", Mo-Su 12:00-18:00 "write"',
        "Mo-Su 08:00-12:00,12:00-18:00",
        "Mo-Su 08:00-15:00,11:00-18:00",
        'Mo-Su 08:00-18:00; We 08:00-18:00 "ask for the manager"',
    ],
)
def test_a_change_of_the_comment_alone_is_no_change(channel_hours, expression):
    hours = channel_hours(expression)
    for day in ("22", "24", "25", "27"):
        noon = hours.status_at(riyadh(f"2026-11-{day}T11:30"))
        assert (noon.change.at, noon.change.state) == (riyadh(f"2026-11-{day}T17:00"), "closes_soon")
        assert (noon.turn.at, noon.turn.state) == (riyadh(f"2026-11-{day}T18:00"), "closed")
        night = hours.status_at(riyadh(f"2026-11-{day}T20:00"))
        assert night.change.at == riyadh(f"2026-11-{day}T08:00") + timedelta(days=1)


@pytest.mark.parametrize(
    "expression",
    ["24/7", "Mo-Su 00:00-24:00", 'Mo-Fr 00:00-24:00 "call"; Sa,Su 00:00-24:00 "write"', "00:00-12:00,12:00-24:00"],
)
def test_round_the_clock_never_changes(channel_hours, expression):
    for minute in (0, 30, 59):
        status = channel_hours(expression).status_at(riyadh(f"2026-11-22T23:{minute:02}"))
        assert (status.state, status.change, status.turn) == ("open", None, None)
        assert status.always_open


def test_hours_that_nobody_knows_are_not_open(channel_hours):
    status = channel_hours("Mo-Su 08:00-18:00 unknown").status_at(riyadh("2026-11-22T12:00"))
    assert (status.state, status.change) == ("closed", None)
    assert not status.always_open


def test_a_night_belongs_to_the_evening_that_it_began_in(channel_hours):
    hours = channel_hours("Fr 22:00-02:00")
    assert hours.state_at(riyadh("2026-11-27T21:59:59")) == "closed"
    assert hours.state_at(riyadh("2026-11-27T23:59:59")) == "open"
    assert hours.state_at(riyadh("2026-11-28T00:59:59")) == "open"
    assert hours.state_at(riyadh("2026-11-28T01:00:00")) == "closes_soon"
    assert hours.state_at(riyadh("2026-11-28T02:00:00")) == "closed"
    assert hours.usual_on(riyadh("2026-11-27T12:00")) == [(riyadh("2026-11-27T22:00"), riyadh("2026-11-28T00:00"))]
    assert hours.usual_on(riyadh("2026-11-28T12:00")) == [(riyadh("2026-11-28T00:00"), riyadh("2026-11-28T02:00"))]


def test_hours_shorter_than_sixty_minutes_close_soon_from_the_first(channel_hours):
    status = channel_hours("Mo-Su 12:00-12:30").status_at(riyadh("2026-11-22T11:59"))
    assert (status.change.at, status.change.state) == (riyadh("2026-11-22T12:00"), "closes_soon")
    assert status.turn == status.change


def test_an_opening_that_lies_within_the_hour_before_the_end_of_another_is_not_lost(channel_hours):
    hours = channel_hours("Mo-Su 08:00-10:00,10:30-18:00")
    assert hours.state_at(riyadh("2026-11-22T09:00")) == "closes_soon"
    assert hours.state_at(riyadh("2026-11-22T10:00")) == "closed"
    assert hours.state_at(riyadh("2026-11-22T10:30")) == "open"


@pytest.mark.parametrize("staffed", [True, False])
def test_only_staff_makes_a_day_unverified(channel_hours, staffed):
    status = channel_hours("24/7", staffed=staffed).status_at(riyadh("2027-02-08T12:00"))
    assert status.state == ("unverified" if staffed else "open")


def test_staff_round_the_clock_goes_on_to_the_unverified_day_without_closing(channel_hours):
    status = channel_hours("24/7", staffed=True).status_at(riyadh("2026-11-22T23:30"))
    assert (status.state, status.change.at, status.change.state) == ("open", riyadh("2027-02-08T00:00"), "unverified")
    assert not status.always_open


def test_stretches_fill_the_time_between_without_overlap():
    hours = UsualHours('Su-Th 08:00-22:00 "call"; Fr 10:00-12:00,14:00-24:00; Sa 00:00-02:00')
    start, end = riyadh("2026-11-22T09:30"), riyadh("2026-12-03T12:00")
    stretches = list(hours.stretches(start, end))
    assert stretches[0].start == start
    assert stretches[-1].end == end
    for before, after in pairwise(stretches):
        assert before.end == after.start
        assert before.is_open is not after.is_open


def test_a_season_is_seen_a_year_ahead(channel_hours):
    assert timedelta(days=366) < HORIZON
    status = channel_hours("Jan 01 08:00-18:00").status_at(riyadh("2026-01-01T18:00"))
    assert (status.change.at, status.change.state) == (riyadh("2027-01-01T08:00"), "open")


def test_later_stops_at_the_end_of_the_calendar():
    assert later(riyadh("2026-11-22T00:00"), timedelta(days=1)) == riyadh("2026-11-23T00:00")
    assert later(riyadh("9999-12-31T12:00"), timedelta(days=1)) == datetime.max.replace(tzinfo=RIYADH)
