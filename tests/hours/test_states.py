"""The state of each channel at the edges that the contract names, and the moment at which it becomes another one."""

from datetime import datetime

import pytest

from citizen_desktop.clock import RIYADH, in_riyadh
from citizen_desktop.hours.status import Change

OPEN, SOON, CLOSED, UNVERIFIED = "open", "closes_soon", "closed", "unverified"


def told(change: Change | None) -> tuple[str, str] | None:
    """What is printed of a change: without the offset, which is always Riyadh's."""
    if change is None:
        return None
    assert change.at.utcoffset() == RIYADH.utcoffset(None)
    return change.at.replace(tzinfo=None).isoformat(timespec="minutes"), change.state.value


# 22 November 2026 is a Sunday.
@pytest.mark.parametrize(
    ("moment", "state", "change"),
    [
        ("2026-11-22T07:59:59", CLOSED, ("2026-11-22T08:00", OPEN)),
        ("2026-11-22T07:59:59.999999", CLOSED, ("2026-11-22T08:00", OPEN)),
        ("2026-11-22T08:00:00", OPEN, ("2026-11-22T21:00", SOON)),
        ("2026-11-22T20:59:59", OPEN, ("2026-11-22T21:00", SOON)),
        ("2026-11-22T20:59:59.999999", OPEN, ("2026-11-22T21:00", SOON)),
        ("2026-11-22T21:00:00", SOON, ("2026-11-22T22:00", CLOSED)),
        ("2026-11-22T21:59:59", SOON, ("2026-11-22T22:00", CLOSED)),
        ("2026-11-22T21:59:59.999999", SOON, ("2026-11-22T22:00", CLOSED)),
        ("2026-11-22T22:00:00", CLOSED, ("2026-11-23T08:00", OPEN)),
        ("2026-11-23T00:00:00", CLOSED, ("2026-11-23T08:00", OPEN)),
        ("2026-11-26T22:00:00", CLOSED, ("2026-11-29T08:00", OPEN)),
        ("2026-11-27T12:00:00", CLOSED, ("2026-11-29T08:00", OPEN)),
        ("2026-11-28T23:59:59", CLOSED, ("2026-11-29T08:00", OPEN)),
    ],
)
def test_the_phone_is_open_from_eight_to_ten_at_night_on_working_days(ask, moment, state, change):
    status = ask("phone", moment)
    assert (status.state.value, told(status.change)) == (state, change)


@pytest.mark.parametrize(
    ("moment", "state", "change"),
    [
        ("2026-11-25T23:30:00", OPEN, ("2026-11-26T23:00", SOON)),
        ("2026-11-25T23:59:59.999999", OPEN, ("2026-11-26T23:00", SOON)),
        ("2026-11-26T00:00:00", OPEN, ("2026-11-26T23:00", SOON)),
        ("2026-11-26T22:59:59", OPEN, ("2026-11-26T23:00", SOON)),
        ("2026-11-26T23:00:00", SOON, ("2026-11-27T00:00", CLOSED)),
        ("2026-11-26T23:59:59.999999", SOON, ("2026-11-27T00:00", CLOSED)),
        ("2026-11-27T00:00:00", CLOSED, ("2026-11-27T13:00", OPEN)),
        ("2026-11-27T12:59:59", CLOSED, ("2026-11-27T13:00", OPEN)),
        ("2026-11-27T13:00:00", OPEN, ("2026-11-27T22:00", SOON)),
        ("2026-11-27T21:59:59", OPEN, ("2026-11-27T22:00", SOON)),
        ("2026-11-27T22:00:00", SOON, ("2026-11-27T23:00", CLOSED)),
        ("2026-11-27T22:59:59", SOON, ("2026-11-27T23:00", CLOSED)),
        ("2026-11-27T23:00:00", CLOSED, ("2026-11-28T13:00", OPEN)),
        ("2026-11-28T22:59:59", SOON, ("2026-11-28T23:00", CLOSED)),
        ("2026-11-28T23:00:00", CLOSED, ("2026-11-29T00:00", OPEN)),
        ("2026-11-29T00:00:00", OPEN, ("2026-12-03T23:00", SOON)),
    ],
)
def test_x_runs_on_past_midnight_within_the_week_only(ask, moment, state, change):
    status = ask("x", moment)
    assert (status.state.value, told(status.change)) == (state, change)


@pytest.mark.parametrize("night", ["22", "23", "24", "25"])
def test_x_never_closes_soon_at_a_midnight_that_it_runs_past(ask, night):
    for minute in range(60):
        assert ask("x", f"2026-11-{night}T23:{minute:02}:30").state == OPEN


# 1 Ramadan 1448 is Monday 8 February 2027; 1 Shawwal is Tuesday 9 March.
@pytest.mark.parametrize(
    ("channel", "moment", "state", "change"),
    [
        ("x", "2027-02-07T23:30", OPEN, ("2027-02-08T00:00", UNVERIFIED)),
        ("x", "2027-02-07T23:59:59.999999", OPEN, ("2027-02-08T00:00", UNVERIFIED)),
        ("phone", "2027-02-07T20:59:59", OPEN, ("2027-02-07T21:00", SOON)),
        ("phone", "2027-02-07T21:30", SOON, ("2027-02-07T22:00", CLOSED)),
        ("phone", "2027-02-07T22:00", CLOSED, ("2027-02-08T00:00", UNVERIFIED)),
        ("phone", "2027-02-08T00:00", UNVERIFIED, ("2027-03-14T00:00", CLOSED)),
        ("phone", "2027-02-08T12:00", UNVERIFIED, ("2027-03-14T00:00", CLOSED)),
        ("x", "2027-02-08T00:00", UNVERIFIED, ("2027-03-14T00:00", OPEN)),
        ("x", "2027-03-08T12:00", UNVERIFIED, ("2027-03-14T00:00", OPEN)),
        ("x", "2027-03-09T12:00", UNVERIFIED, ("2027-03-14T00:00", OPEN)),
        ("phone", "2027-03-13T23:59:59.999999", UNVERIFIED, ("2027-03-14T00:00", CLOSED)),
        ("phone", "2027-03-14T00:00", CLOSED, ("2027-03-14T08:00", OPEN)),
        ("x", "2027-03-14T00:00", OPEN, ("2027-03-18T23:00", SOON)),
    ],
)
def test_ramadan_and_eid_al_fitr_of_1448(ask, channel, moment, state, change):
    status = ask(channel, moment)
    assert (status.state.value, told(status.change)) == (state, change)


# 9 Dhu al-Hijja 1448 is Saturday 15 May 2027, the 13th Wednesday 19 May.
@pytest.mark.parametrize(
    ("channel", "moment", "state", "change"),
    [
        ("phone", "2027-05-13T21:00", SOON, ("2027-05-13T22:00", CLOSED)),
        ("phone", "2027-05-13T22:00", CLOSED, ("2027-05-15T00:00", UNVERIFIED)),
        ("x", "2027-05-14T22:30", SOON, ("2027-05-14T23:00", CLOSED)),
        ("x", "2027-05-14T23:00", CLOSED, ("2027-05-15T00:00", UNVERIFIED)),
        ("phone", "2027-05-15T00:00", UNVERIFIED, ("2027-05-20T00:00", CLOSED)),
        ("x", "2027-05-19T23:59:59", UNVERIFIED, ("2027-05-20T00:00", OPEN)),
        ("x", "2027-05-20T00:00", OPEN, ("2027-05-20T23:00", SOON)),
    ],
)
def test_eid_al_adha_of_1448(ask, channel, moment, state, change):
    status = ask(channel, moment)
    assert (status.state.value, told(status.change)) == (state, change)


# 23 September: a Wednesday in 2026, a Thursday in 2027, a Saturday in 2028 and a Friday in 2033.
@pytest.mark.parametrize(
    ("moment", "state", "change"),
    [
        ("2026-09-22T23:30", OPEN, ("2026-09-23T00:00", UNVERIFIED)),
        ("2026-09-23T12:00", UNVERIFIED, ("2026-09-24T00:00", OPEN)),
        ("2027-09-23T00:00", UNVERIFIED, ("2027-09-24T00:00", CLOSED)),
        ("2028-09-22T23:30", CLOSED, ("2028-09-23T00:00", UNVERIFIED)),
        ("2028-09-23T12:00", UNVERIFIED, ("2028-09-25T00:00", OPEN)),
        ("2028-09-24T12:00", UNVERIFIED, ("2028-09-25T00:00", OPEN)),
        ("2033-09-21T23:30", OPEN, ("2033-09-22T00:00", UNVERIFIED)),
        ("2033-09-22T12:00", UNVERIFIED, ("2033-09-24T00:00", CLOSED)),
        ("2033-09-23T23:59:59", UNVERIFIED, ("2033-09-24T00:00", CLOSED)),
    ],
)
def test_a_national_day_and_the_weekday_off_for_it(ask, moment, state, change):
    status = ask("x", moment)
    assert (status.state.value, told(status.change)) == (state, change)


def test_hours_that_end_at_the_midnight_before_an_unverified_friday_do_close_soon(ask):
    """1 Ramadan 1449 is Friday 28 January 2028: the hours of X end with the Thursday, so they would not go on."""
    status = ask("x", "2028-01-27T23:00")
    assert (status.state.value, told(status.change)) == (SOON, ("2028-01-28T00:00", UNVERIFIED))


@pytest.mark.parametrize("channel", ["portal", "voice", "whatsapp"])
@pytest.mark.parametrize("moment", ["2026-11-22T03:00", "2026-11-27T12:00", "2027-02-20T23:59:59", "2026-09-23T10:00"])
def test_what_never_changes_has_no_next_change(ask, channel, moment):
    status = ask(channel, moment)
    assert status.state == ("not_official" if channel == "whatsapp" else OPEN)
    assert status.change is None
    assert status.turn is None
    assert status.always_open is (channel != "whatsapp")


def test_a_closing_turn_is_told_apart_from_closing_soon(ask):
    status = ask("phone", "2026-11-22T10:00")
    assert told(status.change) == ("2026-11-22T21:00", SOON)
    assert told(status.turn) == ("2026-11-22T22:00", CLOSED)
    assert status.always_open is False


@pytest.mark.parametrize(
    "moment",
    ["9999-12-31T23:59:59.999999", "9999-12-31T00:00", "9998-11-27T12:00", "2077-11-17T12:00", "1924-07-31T12:00"],
)
def test_outside_the_umm_al_qura_tables_nothing_is_known_of_the_staff(ask, switchboard, moment):
    at = datetime.fromisoformat(moment).replace(tzinfo=RIYADH)
    board = switchboard.at(at)
    assert [status.state.value for status in board.statuses] == [UNVERIFIED, UNVERIFIED, OPEN, OPEN, "not_official"]
    assert board.unverified_day
    assert board.special_day is None
    for status in board.statuses:
        switchboard.week(status.channel.id, at)
        switchboard.usual_today(status.channel.id, at)


def test_the_tables_end_with_an_unverified_tomorrow(ask):
    assert told(ask("x", "2077-11-16T20:00").change) == ("2077-11-17T00:00", UNVERIFIED)
    assert ask("x", "2077-11-17T00:00").change is None
    assert told(ask("x", "1924-07-31T20:00").change) == ("1924-08-01T00:00", CLOSED)


def test_a_moment_of_another_offset_is_judged_in_riyadh(ask):
    same = in_riyadh(datetime.fromisoformat("2026-11-22T14:00:00-05:00"))
    assert ask("phone", same) == ask("phone", "2026-11-22T22:00:00")


@pytest.mark.parametrize(
    ("moment", "best"),
    [
        ("2026-11-22T16:12", "phone"),
        ("2026-11-22T20:59:59", "phone"),
        ("2026-11-22T21:00", "x"),
        ("2026-11-22T23:00", "x"),
        ("2026-11-26T23:00", "voice"),
        ("2026-11-27T12:00", "voice"),
        ("2026-11-27T13:00", "x"),
        ("2027-02-20T12:00", "voice"),
    ],
)
def test_the_best_channel_is_the_first_that_is_open_and_not_about_to_close(switchboard, moment, best):
    board = switchboard.at(datetime.fromisoformat(moment).replace(tzinfo=RIYADH))
    assert board.best is not None
    assert board.best.channel.id == best


@pytest.mark.parametrize(
    ("moment", "count"),
    [("2026-11-22T16:12", 4), ("2026-11-22T21:30", 4), ("2026-11-22T22:00", 3), ("2027-02-20T12:00", 2)],
)
def test_channels_that_close_soon_count_as_open(switchboard, moment, count):
    board = switchboard.at(datetime.fromisoformat(moment).replace(tzinfo=RIYADH))
    assert (board.open_count, board.official_count) == (count, 4)


def test_the_board_changes_when_its_first_channel_does(switchboard):
    board = switchboard.at(datetime(2026, 11, 26, 22, 30, tzinfo=RIYADH))
    assert told(board.next_change) == ("2026-11-26T23:00", SOON)


@pytest.mark.parametrize(("moment", "early"), [("2026-11-21T23:59:59", True), ("2026-11-22T00:00", False)])
def test_a_clock_before_the_content_was_published_is_wrong(switchboard, moment, early):
    assert switchboard.at(datetime.fromisoformat(moment).replace(tzinfo=RIYADH)).clock_is_early is early
