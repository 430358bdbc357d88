"""The time to object, against a count on the fingers."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.clock import RIYADH
from citizen_desktop.forms.deadline import Deadline, DeadlineState, deadline_of
from citizen_desktop.identity.hijri import HijriDate, to_hijri
from tests.forms.strategies import CONTENT

DAY = timedelta(days=1)
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def day_after(year, month, day):
    """The next day, by the rules of the calendar and nothing else."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    length = MONTHS[month - 1] + (leap and month == 2)
    if day < length:
        return year, month, day + 1
    return (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)


def test_every_start_of_years_against_a_naive_count(content):
    rule = content.rules.deadline
    start = date(2023, 12, 1)
    while start < date(2029, 1, 1):
        counted = (start.year, start.month, start.day)
        for _ in range(90):
            counted = day_after(*counted)
        assert deadline_of(rule, start, start).last == date(*counted)
        start += DAY


def test_the_example_in_both_calendars(content):
    deadline = deadline_of(content.rules.deadline, date(2026, 11, 10), date(2026, 11, 22))
    assert deadline.last == date(2027, 2, 8)
    assert deadline.last.weekday() == 0
    assert to_hijri(deadline.last) == HijriDate(1448, 9, 1)
    assert (deadline.days_left, deadline.days_gone, deadline.state) == (78, 12, DeadlineState.GREY)
    assert deadline.ends_at == datetime(2027, 2, 9, tzinfo=RIYADH)
    assert deadline.next_change == datetime(2026, 11, 23, tzinfo=RIYADH)


def state_with(content, left):
    today = date(2027, 2, 8) - left * DAY
    return deadline_of(content.rules.deadline, date(2026, 11, 10), today).state


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (90, DeadlineState.GREY),
        (15, DeadlineState.GREY),
        (14, DeadlineState.AMBER),
        (3, DeadlineState.AMBER),
        (2, DeadlineState.RED),
        (0, DeadlineState.RED),
        (-1, DeadlineState.PASSED),
        (91, DeadlineState.FUTURE),
    ],
)
def test_the_colour_turns_on_its_day(content, left, state):
    assert state_with(content, left) is state


@pytest.mark.parametrize("late", [1, 2, 400])
def test_after_the_last_day_it_says_how_late_it_is(content, late):
    deadline = deadline_of(content.rules.deadline, date(2026, 11, 10), date(2027, 2, 8) + late * DAY)
    assert (deadline.days_late, deadline.days_left, deadline.days_gone) == (late, 0, 90)
    assert not deadline.is_open


def test_without_a_day_there_is_nothing_to_count(content):
    deadline = deadline_of(content.rules.deadline, None, date(2026, 11, 22))
    assert deadline == Deadline(DeadlineState.NO_DAY, 90, date(2026, 11, 22))
    assert (deadline.days_left, deadline.days_gone, deadline.ends_at, deadline.next_change) == (0, 0, None, None)


@given(st.none() | st.dates(), st.dates())
def test_any_days_are_answered(start, today):
    deadline = deadline_of(CONTENT.rules.deadline, start, today)
    assert 0 <= deadline.days_left <= 90
    assert 0 <= deadline.days_gone <= 90
    assert deadline.is_open == (start is not None and 0 <= (today - start).days <= 90)
    if deadline.is_open and deadline.last != date.max:
        assert deadline.days_left + deadline.days_gone == 90
