"""Parts of the national address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.identity.national_address import AddressPart, AddressProblem, check_address_part


@pytest.mark.parametrize(
    ("part", "text", "value", "problem", "count"),
    [
        (AddressPart.BUILDING, " \u0661\u0662\u0663\u0664", "1234", None, 0),
        (AddressPart.BUILDING, "", "", AddressProblem.EMPTY, 0),
        (AddressPart.BUILDING, "12a4", "12a4", AddressProblem.LETTERS, 0),
        (AddressPart.POSTAL_CODE, "12345", "12345", None, 0),
        (AddressPart.POSTAL_CODE, "1234", "1234", AddressProblem.TOO_SHORT, 1),
        (AddressPart.SECONDARY, "678901", "678901", AddressProblem.TOO_LONG, 2),
        (AddressPart.SHORT, "abcd 1234", "ABCD1234", None, 0),
        (AddressPart.SHORT, "", "", None, 0),
        (AddressPart.SHORT, "ABC1", "ABC1", AddressProblem.NOT_FOUR_LETTERS, 0),
        (AddressPart.SHORT, "ABCDE", "ABCDE", AddressProblem.NOT_FOUR_DIGITS, 0),
        (AddressPart.SHORT, "AB", "AB", AddressProblem.TOO_SHORT, 6),
        (AddressPart.SHORT, "ABCD12345", "ABCD12345", AddressProblem.TOO_LONG, 1),
        (AddressPart.STREET, "  King   Street ", "King Street", None, 0),
        (AddressPart.STREET, " \u200f ", "\u200f", AddressProblem.EMPTY, 0),
        (AddressPart.UNIT, "", "", None, 0),
    ],
)
def test_each_part(part, text, value, problem, count):
    found = check_address_part(part, text)
    assert (found.value, found.problem, found.count) == (value, problem, count)


@given(st.sampled_from(AddressPart), st.text())
def test_any_text_is_answered(part, text):
    found = check_address_part(part, text)
    assert check_address_part(part, found.value) == found
