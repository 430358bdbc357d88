"""IBANs: valid, each reason why not, and which neighbours were exchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.identity.iban import IbanProblem, adds_up, check_iban, in_fours

VALID = "SA0380000000608010167519"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@st.composite
def valid_ibans(draw, alphabet="0123456789" + LETTERS):
    rest = draw(st.text("0123456789", min_size=2, max_size=2)) + draw(st.text(alphabet, min_size=18, max_size=18))
    number = "".join(str(int(character, 36)) for character in f"{rest}SA00")
    return f"SA{98 - int(number) % 97:02}{rest}"


def exchange(text, place):
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


@pytest.mark.parametrize(
    ("text", "problem", "count", "place"),
    [
        ("", IbanProblem.EMPTY, 0, 0),
        ("S", IbanProblem.TOO_SHORT, 23, 0),
        ("DE89370400440532013000", IbanProblem.COUNTRY, 0, 0),
        ("0380000000608010167519", IbanProblem.COUNTRY, 0, 0),
        ("SAO380000000608010167519", IbanProblem.LETTERS, 0, 3),
        ("SA03800000006080101675_9", IbanProblem.LETTERS, 0, 23),
        (VALID[:-1], IbanProblem.TOO_SHORT, 1, 0),
        (VALID + "00", IbanProblem.TOO_LONG, 2, 0),
        ("SA0380100000608010167519", IbanProblem.CHECKSUM, 0, 0),
    ],
)
def test_the_exact_reason(text, problem, count, place):
    found = check_iban(text)
    assert (found.problem, found.count, found.place) == (problem, count, place)


@pytest.mark.parametrize(
    "text",
    [
        VALID.lower(),
        "SA03 8000 0000 6080 1016 7519",
        "\u2066SA03-8000-0000-6080-1016-7519\u2069",
        "SA" + "".join(chr(0x0660 + int(digit)) for digit in VALID[2:]),
    ],
)
def test_a_pasted_iban_is_the_iban(text):
    found = check_iban(text)
    assert found.ok
    assert found.value == VALID
    assert found.in_fours == "SA03 8000 0000 6080 1016 7519"
    assert found.bank_code == "80"


@given(valid_ibans())
def test_valid_ones_are_valid(iban):
    assert check_iban(iban).ok
    assert in_fours(iban).replace(" ", "") == iban


@given(valid_ibans(), st.integers(2, 23), st.data())
def test_one_changed_character_is_refused(iban, place, data):
    same_kind = "0123456789" if iban[place].isdecimal() else LETTERS
    other = data.draw(st.sampled_from(same_kind.replace(iban[place], "")))
    found = check_iban(iban[:place] + other + iban[place + 1 :])
    assert found.problem in {IbanProblem.CHECKSUM, IbanProblem.EXCHANGED}


@given(valid_ibans("0123456789"), st.integers(2, 22))
def test_exchanged_neighbours_are_named(iban, place):
    changed = exchange(iban, place)
    found = check_iban(changed)
    if changed == iban:
        assert found.ok
        return
    assert found.problem is IbanProblem.EXCHANGED
    assert place + 1 in found.exchanged
    assert changed[place : place + 2] in found.exchanged_pairs
    assert all(adds_up(exchange(changed, other - 1)) for other in found.exchanged)


@given(valid_ibans(), st.integers(6, 22))
def test_exchanged_neighbours_are_named_among_letters_where_the_formula_can_tell(iban, place):
    changed = exchange(iban, place)
    blind = {"B1", "M2", "X3", "1B", "2M", "3X"}
    if changed == iban or iban[place : place + 2] in blind:
        return
    assert place + 1 in check_iban(changed).exchanged


@pytest.mark.parametrize("digits", ["00", "01", "99"])
def test_check_digits_that_the_formula_never_gives_are_refused(digits):
    twin = {"00": "97", "01": "98", "99": "02"}[digits]
    for account in range(200):
        rest = f"80{account:018}"
        if adds_up(f"SA{twin}{rest}"):
            assert not check_iban(f"SA{digits}{rest}").ok
            return
    pytest.fail("no such account number")


def test_an_unknown_bank_is_a_doubt_and_no_mistake():
    assert check_iban(VALID, {"80"}).bank_known
    found = check_iban(VALID, {"05"})
    assert found.ok
    assert not found.bank_known
    assert check_iban("SA03", {"05"}).bank_known


@given(st.text())
def test_any_text_is_answered(text):
    found = check_iban(text, frozenset())
    assert check_iban(found.value, frozenset()) == found
