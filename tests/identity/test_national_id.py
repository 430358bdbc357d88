"""The number of the ID card: valid, and each reason why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.identity.national_id import Holder, IdProblem, check_national_id, luhn

VALID = "1000000008"


@st.composite
def valid_ids(draw):
    body = draw(st.sampled_from("12")) + draw(st.text("0123456789", min_size=8, max_size=8))
    return next(body + digit for digit in "0123456789" if luhn(body + digit))


@pytest.mark.parametrize(
    ("text", "problem", "count"),
    [
        ("", IdProblem.EMPTY, 0),
        (" \u200f ", IdProblem.EMPTY, 0),
        ("1", IdProblem.TOO_SHORT, 9),
        ("100000000", IdProblem.TOO_SHORT, 1),
        ("10000000080", IdProblem.TOO_LONG, 1),
        ("10000000O8", IdProblem.LETTERS, 0),
        ("3000000008", IdProblem.FIRST_DIGIT, 0),
        ("0", IdProblem.FIRST_DIGIT, 0),
        ("1000000000", IdProblem.CHECKSUM, 0),
    ],
)
def test_the_exact_reason(text, problem, count):
    found = check_national_id(text)
    assert (found.problem, found.count, found.ok) == (problem, count, False)


def test_the_holder_is_known_from_the_first_digit_on():
    assert check_national_id(VALID).holder is Holder.CITIZEN
    assert check_national_id("2").holder is Holder.RESIDENT
    assert check_national_id("3").holder is None
    assert check_national_id("1a").holder is None


@pytest.mark.parametrize("text", ["\u2066 1000-000 008\u2069", "\u0661" + "\u0660" * 8 + "\u0668", "\ufeff" + VALID])
def test_a_pasted_number_is_the_number(text):
    found = check_national_id(text)
    assert found.ok
    assert found.value == VALID


@given(valid_ids(), st.integers(0, 9), st.sampled_from("0123456789"))
def test_one_changed_digit_is_noticed(number, place, digit):
    changed = number[:place] + digit + number[place + 1 :]
    found = check_national_id(changed)
    if changed == number:
        assert found.ok
    else:
        assert found.problem is (IdProblem.CHECKSUM if changed[0] in "12" else IdProblem.FIRST_DIGIT)


@given(valid_ids(), st.integers(0, 8))
def test_exchanged_neighbours_are_noticed_where_the_formula_can_tell(number, place):
    pair = number[place : place + 2]
    changed = number[:place] + pair[::-1] + number[place + 2 :]
    if pair[0] == pair[1] or pair in {"09", "90"}:
        return
    assert check_national_id(changed).problem in {IdProblem.CHECKSUM, IdProblem.FIRST_DIGIT}


@given(valid_ids(), st.integers(0, 10))
def test_a_number_cut_short_says_by_how_much(number, length):
    found = check_national_id(number[:length])
    expected = {0: IdProblem.EMPTY, 10: None}.get(length, IdProblem.TOO_SHORT)
    assert found.problem is expected
    if expected is IdProblem.TOO_SHORT:
        assert found.count == 10 - length


@given(st.text())
def test_any_text_is_answered(text):
    found = check_national_id(text)
    assert check_national_id(found.value) == found
