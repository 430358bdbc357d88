"""The index of slips against a plain count of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.search.typos import SHORTEST, TypoIndex, slips

WORDS = st.text("ابتدر", min_size=1, max_size=9)


def plainly(one, other):
    """Optimal string alignment as the textbook has it."""
    table = [[max(i, j) if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(WORDS, WORDS, st.integers(1, 3))
def test_slips_are_counted_as_the_textbook_counts_them(one, other, most):
    assert slips(one, other, most) == min(plainly(one, other), most + 1)


@given(st.sets(WORDS, max_size=30), WORDS)
@settings(max_examples=200)
def test_every_word_one_slip_away_is_found_and_none_farther(words, typed):
    near = TypoIndex(words).near(typed)
    for word in words - {typed}:
        number = plainly(word, typed)
        if len(typed) >= SHORTEST and len(word) >= SHORTEST - 1 and number == 1:
            assert near[word] == 1
    assert all(number == plainly(word, typed) <= 2 for word, number in near.items())


@pytest.mark.parametrize("typed", ["الدفع", "الدفعهه", "الدقعه", "الدعفه"])
def test_each_kind_of_slip(typed):
    assert TypoIndex(["الدفعه"]).near(typed) == {"الدفعه": 1}


def test_short_words_and_numbers_are_taken_as_typed():
    index = TypoIndex(["متي", "19912", "من"])
    assert index.near("مته") == index.near("19913") == index.near("م") == {}
