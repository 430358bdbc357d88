"""The days on which nobody knows the hours, over every year that the Umm al-Qura tables hold."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from citizen_desktop.content.models import MonthDay, RuleCalendar, Text, UnverifiedRule
from citizen_desktop.hours.special_days import SpecialDays
from citizen_desktop.identity.hijri import HijriDate, to_hijri

FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)


def every_day(start, end):
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


@pytest.fixture(scope="module")
def special(switchboard):
    return switchboard.special_days


def test_every_day_of_the_tables_is_what_the_oracle_says(special, oracle):
    assert [
        day for day in every_day(FIRST, LAST) if special.is_unverified(day) is not oracle.is_unverified("phone", day)
    ] == []


def test_beyond_the_tables_no_day_is_known(special):
    for day in (date.min, FIRST - timedelta(days=1), LAST + timedelta(days=1), date.max):
        assert to_hijri(day) is None
        assert special.is_unverified(day)
    assert not special.is_unverified(FIRST)
    assert not special.is_unverified(LAST)


@pytest.mark.parametrize(
    ("national", "stands_in"),
    [
        (date(2030, 2, 22), date(2030, 2, 21)),
        (date(2031, 2, 22), date(2031, 2, 23)),
        (date(2033, 9, 23), date(2033, 9, 22)),
        (date(2034, 9, 23), date(2034, 9, 24)),
        (date(2026, 9, 23), None),
        (date(2027, 2, 22), None),
    ],
)
def test_a_weekday_stands_in_for_a_national_day_at_the_weekend(switchboard, national, stands_in):
    # Without the Hijri rules: 22 February 2027 lies in Ramadan.
    special = SpecialDays([rule for rule in switchboard.content.unverified if rule.calendar is RuleCalendar.GREGORIAN])
    month = every_day(national - timedelta(days=10), national + timedelta(days=7))
    assert {day for day in month if special.is_unverified(day)} == {national} | ({stands_in} - {None})


def test_only_a_rule_that_says_so_has_a_day_standing_in(switchboard):
    special = switchboard.special_days
    eves = [
        day
        for day in every_day(date(2024, 1, 1), date(2040, 12, 31))
        if (hijri := to_hijri(day + timedelta(days=1)))
        and (hijri.month, hijri.day) == (12, 9)
        and (day + timedelta(days=1)).weekday() == 4
    ]
    assert eves
    assert not any(special.is_unverified(eve) for eve in eves)


def test_a_day_bears_the_name_of_its_rule(special):
    names = {
        date(2027, 2, 8): "ramadan",
        date(2027, 3, 8): "ramadan",
        date(2027, 3, 9): "eid-al-fitr",
        date(2027, 3, 13): "eid-al-fitr",
        date(2027, 5, 15): "eid-al-adha",
        date(2027, 5, 19): "eid-al-adha",
        date(2026, 2, 22): "ramadan",
        date(2028, 2, 22): "ramadan",
        date(2030, 2, 21): "national-day-february",
        date(2026, 9, 23): "national-day-september",
    }
    assert {day: special.rule_on(day).id for day in names} == names
    for day in (date(2027, 2, 7), date(2027, 3, 14), date(2027, 5, 14), date(2027, 5, 20), date(2026, 9, 24)):
        assert special.rule_on(day) is None


def test_rules_at_the_ends_of_the_calendar_look_no_further():
    rule = UnverifiedRule(
        id="new-year",
        name=Text(ar="رأس السنة", en="New year"),
        calendar=RuleCalendar.GREGORIAN,
        first=MonthDay(month=1, day=1),
        last=MonthDay(month=1, day=1),
        weekday_stands_in=True,
    )
    special = SpecialDays([rule])
    assert special.rule_on(date.min) is rule
    assert special.rule_on(date.max) is None
    assert SpecialDays([]).rule_on(date(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("gregorian", "hijri"),
    [
        (date(2026, 11, 22), (1448, 6, 12)),
        (date(2027, 2, 7), (1448, 8, 30)),
        (date(2027, 2, 8), (1448, 9, 1)),
        (date(2027, 3, 8), (1448, 9, 29)),
        (date(2027, 3, 9), (1448, 10, 1)),
        (FIRST, (1343, 1, 1)),
        (LAST, (1500, 12, 30)),
    ],
)
def test_umm_al_qura_dates(gregorian, hijri):
    assert to_hijri(gregorian) == HijriDate(*hijri)


def test_hijri_dates_follow_one_another_without_a_gap():
    dates = [to_hijri(day) for day in every_day(FIRST, LAST)]
    for before, after in pairwise(dates):
        if after.day != 1:
            assert after == HijriDate(before.year, before.month, before.day + 1)
        else:
            # Before 1365 AH the tables have months of 28 and of 31 days.
            assert before.day in {29, 30} or before.year < 1365
            assert (after.year, after.month) == (before.year + before.month // 12, before.month % 12 + 1)
