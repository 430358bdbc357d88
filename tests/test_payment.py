"""The usual payment window of every day, and the day on which it is usually paid."""

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.content.loader import load_content
from citizen_desktop.content.models import MonthDay, RuleCalendar, Text, UnverifiedRule
from citizen_desktop.hours.special_days import SpecialDays
from citizen_desktop.payment import UsualDay, payment_window

ROOT = Path(__file__).resolve().parent.parent
CONTENT = load_content(ROOT / "resources" / "content")
SHIPPED = CONTENT.payment
SPECIAL = SpecialDays(CONTENT.channels.unverified)
DAY = timedelta(days=1)
DAYS = [date(2025, 1, 1) + number * DAY for number in range((date(2031, 1, 1) - date(2025, 1, 1)).days)]
FRIDAY, SATURDAY = 4, 5


def window_on(day, payment=SHIPPED, special=SPECIAL):
    return payment_window(payment, special, day)


def holiday(month, day):
    return UnverifiedRule(
        id="example",
        name=Text(ar="مثال", en="Example"),
        calendar=RuleCalendar.GREGORIAN,
        first=MonthDay(month=month, day=day),
        last=MonthDay(month=month, day=day),
    )


# ── Every day of six years ──────────────────────────────────────────────────
def test_a_window_has_begun_or_lies_ahead():
    for day in DAYS:
        window = window_on(day)
        assert window.inside is (window.first <= day)
        assert window.days_until == (0 if window.inside else (window.first - day).days)
        assert day + timedelta(days=window.days_until) == max(day, window.first)
        assert day <= max(window.last, window.usual)


def test_a_window_is_the_first_ten_days_of_a_month():
    for day in DAYS:
        window = window_on(day)
        assert (window.first.day, window.last.day) == (1, 10)
        assert (window.first.year, window.first.month) == (window.last.year, window.last.month)
        assert abs(window.usual - window.last) <= DAY


def test_no_window_is_left_out():
    firsts = sorted({window_on(day).first for day in DAYS})
    months = {date(year, month, 1) for year in range(2025, 2031) for month in range(1, 13)} | {date(2031, 1, 1)}
    assert set(firsts) == months
    assert [window_on(first).first for first in firsts[:-1]] == firsts[:-1]


def test_the_usual_day_is_a_working_day_unless_a_holiday_is_near():
    for window in {window_on(day).first: window_on(day) for day in DAYS}.values():
        tenth = window.first.replace(day=10)
        if window.usual_day is UsualDay.NEAR_HOLIDAY:
            assert window.usual == tenth
            assert any(SPECIAL.is_unverified(day) for day in (tenth - DAY, tenth, tenth + DAY))
            continue
        assert window.usual.weekday() not in {FRIDAY, SATURDAY}
        assert not SPECIAL.is_unverified(window.usual)
        expected = {
            FRIDAY: (tenth - DAY, UsualDay.BEFORE_WEEKEND),
            SATURDAY: (tenth + DAY, UsualDay.AFTER_WEEKEND),
        }.get(tenth.weekday(), (tenth, UsualDay.AS_EVER))
        assert (window.usual, window.usual_day) == expected


def test_a_tenth_in_ramadan_or_an_eid_is_near_a_holiday():
    for day in DAYS:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
        in_holidays = (
            hijri.month == 9 or (hijri.month == 10 and hijri.day <= 5) or (hijri.month == 12 and 9 <= hijri.day <= 13)
        )
        if day.day == 10 and in_holidays:
            assert window_on(day).usual_day is UsualDay.NEAR_HOLIDAY


def test_what_lies_beyond_the_known_extension_is_said_from_december_on():
    for day in DAYS:
        window = window_on(day)
        assert window.warn is (day >= date(2026, 12, 1))
        assert window.beyond_known is (window.first.year > 2026)


# ── Months ──────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("today", "first", "usual", "reason"),
    [
        (date(2026, 11, 22), date(2026, 12, 1), date(2026, 12, 10), UsualDay.AS_EVER),
        (date(2026, 12, 10), date(2026, 12, 1), date(2026, 12, 10), UsualDay.AS_EVER),
        (date(2026, 12, 11), date(2027, 1, 1), date(2027, 1, 10), UsualDay.AS_EVER),
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 4, 9), UsualDay.BEFORE_WEEKEND),
        (date(2026, 4, 10), date(2026, 4, 1), date(2026, 4, 9), UsualDay.BEFORE_WEEKEND),
        (date(2026, 4, 11), date(2026, 5, 1), date(2026, 5, 10), UsualDay.AS_EVER),
        (date(2026, 10, 10), date(2026, 10, 1), date(2026, 10, 11), UsualDay.AFTER_WEEKEND),
        (date(2026, 10, 11), date(2026, 10, 1), date(2026, 10, 11), UsualDay.AFTER_WEEKEND),
        (date(2026, 10, 12), date(2026, 11, 1), date(2026, 11, 10), UsualDay.AS_EVER),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 10), UsualDay.NEAR_HOLIDAY),
        (date(2027, 3, 1), date(2027, 3, 1), date(2027, 3, 10), UsualDay.NEAR_HOLIDAY),
    ],
)
def test_a_month(today, first, usual, reason):
    window = window_on(today)
    assert (window.first, window.usual, window.usual_day) == (first, usual, reason)


@pytest.mark.parametrize(
    ("today", "days"),
    [(date(2026, 11, 22), 9), (date(2026, 11, 30), 1), (date(2026, 12, 1), 0), (date(2026, 12, 11), 21)],
)
def test_days_until_the_window(today, days):
    assert window_on(today).days_until == days


@pytest.mark.parametrize(
    ("today", "warn", "beyond"),
    [
        (date(2026, 11, 30), False, False),
        (date(2026, 12, 1), True, False),
        (date(2026, 12, 10), True, False),
        (date(2026, 12, 11), True, True),
        (date(2027, 1, 1), True, True),
    ],
)
def test_the_end_of_the_extension(today, warn, beyond):
    window = window_on(today)
    assert (window.warn, window.beyond_known) == (warn, beyond)


@pytest.mark.parametrize(
    ("off", "usual", "reason"),
    [
        # 10 April 2026 is a Friday, 10 October 2026 a Saturday, 10 December 2026 a Thursday.
        ((4, 9), date(2026, 4, 10), UsualDay.NEAR_HOLIDAY),
        ((4, 10), date(2026, 4, 10), UsualDay.NEAR_HOLIDAY),
        ((4, 11), date(2026, 4, 9), UsualDay.BEFORE_WEEKEND),
        ((10, 11), date(2026, 10, 10), UsualDay.NEAR_HOLIDAY),
        ((10, 10), date(2026, 10, 10), UsualDay.NEAR_HOLIDAY),
        ((10, 9), date(2026, 10, 11), UsualDay.AFTER_WEEKEND),
        ((12, 10), date(2026, 12, 10), UsualDay.NEAR_HOLIDAY),
        ((12, 9), date(2026, 12, 10), UsualDay.AS_EVER),
    ],
)
def test_nobody_knows_to_which_side_a_holiday_moves_it(off, usual, reason):
    window = window_on(usual.replace(day=1), special=SpecialDays([holiday(*off)]))
    assert (window.usual, window.usual_day) == (usual, reason)


# ── Any pattern, any day ────────────────────────────────────────────────────
@st.composite
def patterns(draw):
    first = draw(st.integers(1, 26))
    usual = draw(st.integers(first + 1, 27))
    last = draw(st.integers(usual, 28))
    return msgspec.structs.replace(SHIPPED, first_day=first, usual_day=usual, last_day=last)


@given(pattern=patterns(), today=st.dates(max_value=date(9999, 11, 30)))
@settings(max_examples=300)
def test_any_pattern_gives_the_window_that_is_not_over(pattern, today):
    window = window_on(today, pattern)
    assert (window.first.day, window.last.day) == (pattern.first_day, pattern.last_day)
    assert (window.first.year, window.first.month) == (window.last.year, window.last.month)
    assert today <= max(window.last, window.usual)
    assert window.inside is (window.first <= today)
    assert window.days_until == max(0, (window.first - today).days)
    if window.first.replace(day=1) != today.replace(day=1):
        over = window_on(today.replace(day=1), pattern)
        assert max(over.last, over.usual) < today


@pytest.mark.parametrize("today", [date.min, date(9999, 12, 1), date(9999, 12, 11), date.max])
def test_the_ends_of_the_calendar(today):
    window = window_on(today)
    assert window.first == today.replace(day=1)
    assert window.inside
    assert window.days_until == 0
