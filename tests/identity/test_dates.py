"""Days of birth: every spelling, both calendars, and the exact reason why one can't be right."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from citizen_desktop.identity.dates import (
    Calendar,
    DateParts,
    DateProblem,
    age,
    check_birth_date,
    date_parts,
    years_between,
)
from citizen_desktop.identity.hijri import HijriDate, days_of_month, to_gregorian, to_hijri

TODAY = date(2026, 11, 22)
BORN = st.dates(date(1925, 1, 1), TODAY)
SCRIPTS = [0x30, 0x0660, 0x06F0]
SEPARATORS = ["/", "-", ".", " ", " / ", "\u200f/\u200f", "\u060c ", "\\", "\u2013", "\u00a0"]
MARKS = ["", "\u200f", "\u200e", "\u2067", " ", "\ufeff"]
ERAS = {Calendar.HIJRI: ["", "هـ", " هـ", "ه", " AH", "H"], Calendar.GREGORIAN: ["", "م", " م", " AD", "CE"]}


def written(parts, zero, separator):
    text = separator.join(parts)
    return "".join(chr(zero + int(character)) if character.isdecimal() else character for character in text)


@given(
    BORN,
    st.sampled_from(Calendar),
    st.booleans(),
    st.booleans(),
    st.sampled_from(SCRIPTS),
    st.sampled_from(SEPARATORS),
    st.sampled_from(MARKS),
    st.integers(0, 5),
)
def test_every_spelling_is_one_day(day, calendar, year_first, padded, zero, separator, mark, era):
    shown = to_hijri(day) if calendar is Calendar.HIJRI else day
    width = 2 if padded else 1
    parts = [f"{shown.day:0{width}}", f"{shown.month:0{width}}", str(shown.year)]
    text = mark + written(reversed(parts) if year_first else parts, zero, separator)
    text += ERAS[calendar][era % len(ERAS[calendar])] + mark
    found = check_birth_date(text, TODAY)
    assert (found.problem, found.value, found.calendar, found.hijri) == (None, day, calendar, to_hijri(day))


@pytest.mark.parametrize("text", ["1/1/1410", "١٤١٠/١/١", "۱۴۱۰/۱/۱", "1410-01-01", "1989-08-02", "2.8.1989"])
def test_the_spellings_of_one_day(text):
    assert check_birth_date(text, TODAY).value == date(1989, 8, 2)


@pytest.mark.parametrize(
    ("text", "problem", "count"),
    [
        ("", DateProblem.EMPTY, 0),
        (" \u200f ", DateProblem.EMPTY, 0),
        ("tomorrow", DateProblem.LETTERS, 0),
        ("1/1/1/1410", DateProblem.LETTERS, 0),
        ("1/1/" + "9" * 5000, DateProblem.LETTERS, 0),
        ("12", DateProblem.INCOMPLETE, 0),
        ("12//1410", DateProblem.INCOMPLETE, 0),
        ("//1410", DateProblem.INCOMPLETE, 0),
        ("1410", DateProblem.INCOMPLETE, 0),
        ("1/1/90", DateProblem.YEAR_DIGITS, 0),
        ("1/1/19900", DateProblem.YEAR_DIGITS, 0),
        ("1/1/1700", DateProblem.YEAR, 0),
        ("1/1/9999", DateProblem.YEAR, 0),
        ("13/13/1410", DateProblem.MONTH, 0),
        ("1/0/1410", DateProblem.MONTH, 0),
        ("5/17/1990", DateProblem.EXCHANGED, 0),
        ("12/30/1410", DateProblem.EXCHANGED, 0),
        ("31/1/1410", DateProblem.DAY, 30),
        ("30/2/1410", DateProblem.DAY, 29),
        ("0/2/1410", DateProblem.DAY, 29),
        ("29/2/1990", DateProblem.DAY, 28),
        ("31/4/1990", DateProblem.DAY, 30),
        ("1/1/1342", DateProblem.OUTSIDE_TABLES, 0),
        ("23/11/2026", DateProblem.FUTURE, 0),
        ("14/6/1448", DateProblem.FUTURE, 0),
        ("1/1/1550", DateProblem.FUTURE, 0),
        ("1/1/1890", DateProblem.TOO_LONG_AGO, 0),
    ],
)
def test_the_exact_reason(text, problem, count):
    found = check_birth_date(text, TODAY)
    assert (found.problem, found.count) == (problem, count)


def test_today_is_a_birthday_and_tomorrow_is_none():
    assert check_birth_date("22/11/2026", TODAY).ok
    assert check_birth_date("2026-11-22", TODAY - timedelta(days=1)).problem is DateProblem.FUTURE


def test_what_lists_put_together_reads_back():
    # Whatever order the lists are chosen in, what is chosen stays.
    for order in (("day", "month", "year"), ("year", "day", "month"), ("month", "year", "day")):
        chosen, text = {"day": "12", "month": "3", "year": "1410"}, ""
        for count, name in enumerate(order, 1):
            before = date_parts(text)
            text = DateParts(**{**vars(before), name: chosen[name]}).text
            after = date_parts(text)
            assert {key: value for key, value in vars(after).items() if value} == {
                key: chosen[key] for key in order[:count]
            }
    assert DateParts().text == ""


@given(
    st.sampled_from(["", *map(str, range(1, 32))]),
    st.sampled_from(["", *map(str, range(1, 13))]),
    st.sampled_from(["", "1410", "1990"]),
)
def test_parts_become_a_text_and_parts_again(day, month, year):
    parts = DateParts(day, month, year)
    assert date_parts(parts.text) == parts
    assert parts.calendar == {"": None, "1410": Calendar.HIJRI, "1990": Calendar.GREGORIAN}[year]


@given(st.text(max_size=40))
def test_any_text_is_answered(text):
    found = check_birth_date(text, TODAY)
    assert found.ok == (found.problem is None)
    assert not found.ok or (found.value is not None and found.value <= TODAY)


@given(st.dates(date(1924, 8, 1), date(2077, 11, 16)))
def test_both_calendars_lead_back(day):
    assert to_gregorian(to_hijri(day)) == day


def test_months_end_where_the_next_begins():
    months = [(year, month) for year in range(1343, 1501) for month in range(1, 13)]
    lengths = {month: days_of_month(*month) for month in months}
    for month, after in itertools.pairwise(months):
        last = to_gregorian(HijriDate(*month, lengths[month]))
        assert to_gregorian(HijriDate(*after, 1)) == last + timedelta(days=1)
        assert to_gregorian(HijriDate(*month, lengths[month] + 1)) is None
    # Those of the first years that were corrected while they ran.
    assert sum(length not in {29, 30} for length in lengths.values()) == 8
    assert days_of_month(1342, 1) is None
    assert to_gregorian(HijriDate(1410, 2, 30)) is None
    assert days_of_month(1410, 13) is None


@given(BORN)
def test_one_is_older_by_the_shorter_years(born):
    assert 0 <= age(born, TODAY) - years_between(born, TODAY) <= 5
    assert age(date(2008, 11, 23), TODAY) == 18
    assert years_between(date(2008, 11, 23), TODAY) == 17
    # Before the tables there are Gregorian years alone.
    assert age(date(1924, 7, 31), TODAY) == years_between(date(1924, 7, 31), TODAY)


@given(BORN, BORN)
def test_an_age_grows_on_the_birthday(first, last):
    assume(first < last)
    assume((first.month, first.day) != (2, 29))
    assert years_between(first, first.replace(year=first.year + 18)) == 18
    assert years_between(first, first.replace(year=first.year + 18) - timedelta(days=1)) == 17
    assert years_between(first, last) >= 0
