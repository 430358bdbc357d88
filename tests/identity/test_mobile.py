"""Mobile numbers: every spelling, one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.identity.mobile import MobileProblem, check_mobile

PREFIXES = ["0", "+966", "00966", "966"]
SEPARATORS = ["", " ", "-", "\u00a0", "\u2011", "\u200e", "(", ")", "."]
SCRIPTS = [0x30, 0x0660, 0x06F0]


@given(
    st.text("0123456789", min_size=8, max_size=8),
    st.sampled_from(PREFIXES),
    st.sampled_from(SCRIPTS),
    st.lists(st.sampled_from(SEPARATORS), min_size=15, max_size=15),
)
def test_every_spelling_is_one_number(rest, prefix, zero, separators):
    written = "".join(
        (chr(zero + int(character)) if character.isdecimal() else character) + separator
        for character, separator in zip(f"{prefix}5{rest}", separators, strict=False)
    )
    found = check_mobile(written)
    assert found.ok
    assert found.value == f"05{rest}"
    assert found.international == f"+9665{rest}"


@pytest.mark.parametrize(
    ("text", "problem", "count"),
    [
        ("", MobileProblem.EMPTY, 0),
        ("05x0000000", MobileProblem.LETTERS, 0),
        ("0500+000000", MobileProblem.LETTERS, 0),
        ("0112345678", MobileProblem.START, 0),
        ("+971500000000", MobileProblem.START, 0),
        ("966112345678", MobileProblem.START, 0),
        ("+0500000000", MobileProblem.START, 0),
        ("500000000", MobileProblem.NO_ZERO, 0),
        ("+9660500000000", MobileProblem.EXTRA_ZERO, 0),
        ("0", MobileProblem.TOO_SHORT, 9),
        ("+", MobileProblem.TOO_SHORT, 12),
        ("+966", MobileProblem.TOO_SHORT, 9),
        ("009665", MobileProblem.TOO_SHORT, 8),
        ("050000000", MobileProblem.TOO_SHORT, 1),
        ("05000000000", MobileProblem.TOO_LONG, 1),
        ("+96650000000012", MobileProblem.TOO_LONG, 2),
    ],
)
def test_the_exact_reason(text, problem, count):
    found = check_mobile(text)
    assert (found.problem, found.count) == (problem, count)
    assert not found.international


@pytest.mark.parametrize("written", ["0500000000", "+966500000000", "00966500000000", "966500000000"])
def test_while_it_is_typed_it_is_only_too_short(written):
    for length in range(1, len(written)):
        found = check_mobile(written[:length])
        # A single 0 may become either spelling: the shorter one is meant.
        whole = 10 if found.value == "0" else len(written)
        assert (found.problem, found.count) == (MobileProblem.TOO_SHORT, whole - length)


@given(st.text())
def test_any_text_is_answered(text):
    found = check_mobile(text)
    if found.ok:
        assert check_mobile(found.value) == found
