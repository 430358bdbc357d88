"""The clock: Riyadh time from whatever is given, and a stopped clock that stands."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.clock import RIYADH, StoppedClock, SystemClock, in_riyadh, parse_moment

OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(moment=st.datetimes(datetime(1901, 1, 1), datetime(9998, 12, 31), timezones=OFFSETS))
def test_a_moment_of_any_offset_stays_the_same_moment(moment):
    assert in_riyadh(moment) == moment
    assert in_riyadh(moment).utcoffset() == timedelta(hours=3)
    assert parse_moment(moment.isoformat()) == moment


@given(moment=st.datetimes(datetime(1900, 1, 1)))
def test_a_moment_without_offset_is_riyadh_time(moment):
    assert in_riyadh(moment).replace(tzinfo=None) == moment
    assert parse_moment(moment.isoformat()) == moment.replace(tzinfo=RIYADH)
    assert parse_moment(moment.date().isoformat()) == datetime(moment.year, moment.month, moment.day, tzinfo=RIYADH)


@pytest.mark.parametrize(
    "text",
    ["", "now", "22.11.2026", "2026-13-01", "2026-02-29", "1899-12-31T23:59:59", "0001-01-01T00:00+14:00",
     "9999-12-31T23:59-12:00", "1899-12-31T20:59:59Z", "٢٠٢٦-١١-٢٢"],
)  # fmt: skip
def test_what_is_no_moment_that_can_be_shown_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  each for a reason of its own
        parse_moment(text)


@given(text=st.text())
def test_any_text_is_a_moment_or_refused(text):
    try:
        moment = parse_moment(text)
    except ValueError:
        return
    assert moment.utcoffset() == timedelta(hours=3)


def test_the_first_moment_that_can_be_shown():
    assert parse_moment("1899-12-31T21:00:00Z") == datetime(1900, 1, 1, tzinfo=RIYADH)


def test_a_stopped_clock_stands():
    clock = StoppedClock(datetime(2026, 11, 22, 13, 12, tzinfo=UTC))
    assert clock.now() == clock.now() == datetime(2026, 11, 22, 16, 12, tzinfo=RIYADH)
    assert clock.now().utcoffset() == timedelta(hours=3)
    assert (clock.elapsed(), clock.runs) == (0.0, False)


def test_the_system_clock_tells_the_same_moment_as_the_computer():
    clock = SystemClock()
    before = datetime.now(UTC)
    now = clock.now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(hours=3)
    assert clock.runs
    assert clock.elapsed() <= clock.elapsed()
