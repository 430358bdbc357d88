"""At any moment the channels are what a slow oracle with a table of its own says they are."""

from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from citizen_desktop.clock import RIYADH
from citizen_desktop.hours.week import Kind

WEEK = timedelta(days=7)
MICROSECOND = timedelta(microseconds=1)

days = st.dates(datetime(2020, 1, 1).date(), datetime(2040, 12, 31).date())
times = st.one_of(
    st.times(),
    st.builds(time, st.integers(0, 23), st.sampled_from([0, 29, 30, 59]), st.sampled_from([0, 59])),
    st.builds(time, st.sampled_from([0, 7, 8, 12, 13, 20, 21, 22, 23])),
    st.builds(time, st.sampled_from([7, 12, 20, 21, 22, 23]), st.just(59), st.just(59), st.just(999_999)),
)
moments = st.builds(datetime.combine, days, times, st.just(RIYADH))
staffed = st.sampled_from(["phone", "x"])
timed = st.sampled_from(["phone", "x", "portal", "voice"])


def half_hours(start, end):
    """Every half hour after start and before end, the moment just before each, and the one just before end."""
    at = start.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=30)
    while at < end:
        for moment in (at - MICROSECOND, at):
            if moment > start:
                yield moment
        at += timedelta(minutes=30)
    yield end - MICROSECOND


@given(channel=timed, moment=moments)
@settings(max_examples=400)
def test_the_state_is_the_one_of_the_table(ask, oracle, channel, moment):
    assert ask(channel, moment).state == oracle.state(channel, moment)


@given(channel=staffed, moment=moments)
@settings(max_examples=300)
def test_the_next_change_is_the_first(ask, oracle, channel, moment):
    status = ask(channel, moment)
    assert (status.change.at, status.change.state) == oracle.change(channel, moment)
    assert status.change.at > moment
    assert oracle.state(channel, status.change.at) == status.change.state != status.state
    assert all(oracle.state(channel, at) == status.state for at in half_hours(moment, status.change.at))


@given(channel=staffed, moment=moments)
@settings(max_examples=300)
def test_the_next_turn_is_the_first(ask, oracle, channel, moment):
    status = ask(channel, moment)
    assert (status.turn.at, status.turn.state) == oracle.turn(channel, moment)
    assert status.turn.at >= status.change.at
    assert status.turn.state.is_open is False or status.state.is_open is False


@given(channel=staffed, moment=moments)
@settings(max_examples=60)
def test_changes_follow_one_another_without_a_gap(ask, channel, moment):
    """Whoever waits for each change in turn sees the same as whoever asks all the time."""
    status = ask(channel, moment)
    for _ in range(4):
        before = ask(channel, status.change.at - MICROSECOND)
        assert (before.state, before.change) == (status.state, status.change)
        following = ask(channel, status.change.at)
        assert following.state == status.change.state
        status = following


@given(moment=moments)
@settings(max_examples=100)
def test_a_day_is_unverified_from_midnight_to_midnight(switchboard, oracle, moment):
    day = moment.date()
    expected = oracle.is_unverified("phone", day)
    for at in (time.min, moment.time(), time.max):
        board = switchboard.at(datetime.combine(day, at, RIYADH))
        assert board.unverified_day is expected
        assert (board.special_day is not None) is expected
        assert [status.state == "unverified" for status in board.statuses] == [expected, expected, False, False, False]


@given(channel=timed, moment=moments)
@settings(max_examples=200)
def test_the_week_strip_shows_the_hours_of_the_table(switchboard, oracle, midnight, channel, moment):
    week = switchboard.week(channel, moment)
    today = (moment.weekday() + 1) % 7
    sunday = midnight(moment.date()) - timedelta(days=today)
    assert week.today == today
    assert week.now == (moment - sunday) / WEEK

    assert all(0 <= segment.start < segment.end <= 1 for segment in week.segments)
    for before, after in pairwise(week.segments):
        assert before.end <= after.start
        assert before.end < after.start or before.kind is not after.kind
    for segment in week.segments:
        if segment.kind is Kind.PAST:
            assert segment.end <= week.now
        elif segment.kind is Kind.AHEAD:
            assert segment.start >= week.now

    hours = [sunday + timedelta(hours=number) for number in range(7 * 24)]
    usual = [hour for hour in hours if oracle.is_usual(channel, hour)]
    expected = dict.fromkeys(Kind, 0.0)
    for hour in usual:
        if oracle.is_unverified(channel, hour.date()):
            expected[Kind.UNVERIFIED] += 1
        else:
            past = min(max((moment - hour) / timedelta(hours=1), 0), 1)
            expected[Kind.PAST] += past
            expected[Kind.AHEAD] += 1 - past
    shown = dict.fromkeys(Kind, 0.0)
    for segment in week.segments:
        shown[segment.kind] += (segment.end - segment.start) * len(hours)
    assert shown == pytest.approx(expected, abs=1e-6)
    for hour in hours:
        middle = (hour + timedelta(minutes=30) - sunday) / WEEK
        assert any(segment.start <= middle <= segment.end for segment in week.segments) is (hour in usual)


@given(channel=timed, moment=moments)
@settings(max_examples=100)
def test_the_usual_hours_of_a_day_are_those_of_the_table(switchboard, oracle, midnight, channel, moment):
    start = midnight(moment.date())
    shown = {
        hour
        for since, until in switchboard.usual_today(channel, moment)
        for hour in range(24)
        if since <= start + timedelta(hours=hour) and start + timedelta(hours=hour + 1) <= until
    }
    assert shown == {hour for hour in range(24) if oracle.is_usual(channel, start + timedelta(hours=hour))}


# ── Hours of every other kind ───────────────────────────────────────────────
DAYS = ("Su", "Mo", "Tu", "We", "Th", "Fr", "Sa")
MINUTES_OF_A_WEEK = 7 * 24 * 60
SUNDAY = datetime(2026, 11, 22, tzinfo=RIYADH)


@st.composite
def timetables(draw):
    """An opening_hours value for a week, some days with comments, and the set of minutes that it means."""
    rules, minutes = [], set()
    for number, day in enumerate(DAYS):
        edges = sorted(draw(st.sets(st.integers(0, 24 * 60), max_size=4)))
        spans = list(zip(edges[::2], edges[1::2], strict=False))
        for start, end in spans:
            minutes.update(range(number * 1440 + start, number * 1440 + end))
        if not spans:
            continue
        text = ",".join(f"{s // 60:02}:{s % 60:02}-{e // 60:02}:{e % 60:02}" for s, e in spans)
        comment = draw(st.sampled_from(["", ' "by appointment"', ' "ring twice"']))
        rules.append(f"{day} {text}{comment}")
    assume(rules)
    return "; ".join(rules), minutes


def minute_state(minutes, minute):
    if minute % MINUTES_OF_A_WEEK not in minutes:
        return "closed"
    soon = any((minute + ahead) % MINUTES_OF_A_WEEK not in minutes for ahead in range(1, 61))
    return "closes_soon" if soon else "open"


@given(timetable=timetables(), minute=st.integers(0, MINUTES_OF_A_WEEK - 1), second=st.integers(0, 59))
@settings(max_examples=150)
def test_any_timetable_is_judged_to_the_minute(channel_hours, timetable, minute, second):
    expression, minutes = timetable
    status = channel_hours(expression).status_at(SUNDAY + timedelta(minutes=minute, seconds=second))

    # Within a minute "closes soon" can begin at its first second only: the end less sixty minutes is a whole minute.
    state = minute_state(minutes, minute)
    assert status.state == state
    expected = next(
        (at for at in range(minute + 1, minute + MINUTES_OF_A_WEEK + 1) if minute_state(minutes, at) != state), None
    )
    if expected is None:
        assert status.change is None
    else:
        assert status.change.at == SUNDAY + timedelta(minutes=expected)
        assert status.change.state == minute_state(minutes, expected)
