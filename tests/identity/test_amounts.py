"""Amounts of money: every spelling that can be read in one way, and the reason why another can't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.identity.amounts import AmountProblem, check_amount, per_month

SCRIPTS = [0x30, 0x0660, 0x06F0]
THOUSANDS = ["", ",", "\u066c", "\u060c", " ", "\u00a0", "\u202f"]
POINTS = [".", "\u066b"]
CURRENCIES = ["", " ريال", "ريال سعودي", " ر.س", "ر.س.", "﷼", " SAR", "sr"]
MARKS = ["", "\u200f", "\u2066", " "]


@given(
    st.integers(0, 99_999_999_999),
    st.sampled_from(SCRIPTS),
    st.sampled_from(THOUSANDS),
    st.sampled_from(POINTS),
    st.sampled_from(CURRENCIES),
    st.booleans(),
    st.sampled_from(MARKS),
)
def test_every_spelling_is_one_amount(halalas, zero, thousands, point, currency, front, mark):
    whole, rest = divmod(halalas, 100)
    digits = f"{whole:,}".replace(",", thousands) + (f"{point}{rest:02}" if rest else "")
    text = "".join(chr(zero + int(character)) if character.isdecimal() else character for character in digits)
    text = f"{mark}{currency} {text}{mark}" if front else f"{mark}{text}{currency}{mark}"
    found = check_amount(text)
    assert (found.problem, found.halalas) == (None, halalas)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", AmountProblem.EMPTY),
        ("\u200f ", AmountProblem.EMPTY),
        ("ريال", AmountProblem.LETTERS),
        ("five", AmountProblem.LETTERS),
        ("5000 each", AmountProblem.LETTERS),
        ("5 SAR 6", AmountProblem.LETTERS),
        ("5000-6000", AmountProblem.LETTERS),
        ("5000/2", AmountProblem.LETTERS),
        (".5", AmountProblem.LETTERS),
        ("1.2.3", AmountProblem.LETTERS),
        ("-5", AmountProblem.NEGATIVE),
        ("\u22125", AmountProblem.NEGATIVE),
        ("12,5", AmountProblem.COMMA),
        ("12,50", AmountProblem.COMMA),
        ("1,2345", AmountProblem.COMMA),
        (",500", AmountProblem.COMMA),
        ("12 50", AmountProblem.COMMA),
        ("5000 6000", AmountProblem.COMMA),
        ("1.500", AmountProblem.FRACTION),
        ("1.", AmountProblem.FRACTION),
        ("1000000000", AmountProblem.TOO_LARGE),
        ("9" * 5000, AmountProblem.TOO_LARGE),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_about(text, problem):
    found = check_amount(text)
    assert (found.problem, found.halalas) == (problem, 0)


def test_halalas_and_leading_zeros():
    assert check_amount("007.5").halalas == 750
    assert check_amount("0").halalas == 0
    assert check_amount("999999999.99").halalas == 99_999_999_999


@given(st.text(max_size=40))
def test_any_text_is_answered(text):
    found = check_amount(text)
    assert found.ok == (found.problem is None)
    assert found.halalas >= 0


@given(st.integers(0, 10**12))
def test_a_twelfth_is_the_nearest_halala(yearly):
    assert abs(12 * per_month(yearly) - yearly) <= 6
    assert per_month(6) == 1
    assert per_month(5) == 0
