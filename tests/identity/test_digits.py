"""Folding of digits and of what comes along with pasted text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.identity.digits import compact, fold_digits, only_digits, upper

ARABIC_INDIC = "".join(chr(0x0660 + digit) for digit in range(10))
EXTENDED = "".join(chr(0x06F0 + digit) for digit in range(10))
NOISE = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u200c\u200d\u2060\u00ad"
SPACES = " \t\n\r\u00a0\u202f\u2007\u2009\u3000"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212"


@pytest.mark.parametrize("digits", [ARABIC_INDIC, EXTENDED, "0123456789"])
def test_every_digit_becomes_western(digits):
    assert fold_digits(digits) == "0123456789"
    assert compact(digits) == "0123456789"


@pytest.mark.parametrize("character", NOISE + SPACES + HYPHENS, ids=lambda c: f"U+{ord(c):04X}")
def test_what_comes_with_pasted_text_goes(character):
    assert compact(f"{character}10{character}00{character}") == "1000"


@given(st.text())
def test_folding_is_idempotent(text):
    assert fold_digits(fold_digits(text)) == fold_digits(text)
    assert compact(compact(text)) == compact(text)


@given(st.text())
def test_nothing_but_digits_changes(text):
    folded = fold_digits(text)
    assert len(folded) == len(text)
    for before, after in zip(text, folded, strict=True):
        assert before == after or (unicodedata.digit(before) == int(after))


def test_digits_of_other_scripts_are_no_digits_here():
    devanagari = "\u0967"
    assert compact(devanagari) == devanagari
    assert not only_digits(devanagari)
    assert not only_digits("\u00b2")


@given(st.text())
def test_capitals_keep_the_length(text):
    assert len(upper(text)) == len(text)
