"""Finds words that differ by a slip: a letter too few, too many, wrong, or two exchanged.

The index holds every word under each spelling that lacks one of its letters (symmetric deletion): two words that differ by one
slip share such a spelling, so a look-up costs as many steps as the word has letters, however many words there are.
"""

from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4
"""Shorter words are another word after one slip as often as not."""

_TWO_SLIPS_FROM: Final = 8


class TypoIndex:
    """The words that a slip may have been meant for.

    Args:
        words: in their folded spelling.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) >= SHORTEST - 1 and not word.isdigit())
        # Most spellings lead to a single word: only the others need a list.
        self._one: dict[str, str] = {}
        self._more: dict[str, list[str]] = {}
        only, more = self._one.setdefault, self._more.setdefault
        for word in self._words:
            for place in range(len(word)):
                spelling = word[:place] + word[place + 1 :]
                if only(spelling, word) is not word:
                    more(spelling, []).append(word)

    def near(self, word: str) -> dict[str, int]:
        """Return the words near a word and how many slips lie between: one, or two where the word is long."""
        if len(word) < SHORTEST or word.isdigit():
            return {}
        allowed = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        found: dict[str, int] = {}
        spellings = {word, *_lacking_one(word)}
        candidates = {self._one[spelling] for spelling in spellings if spelling in self._one}
        candidates.update(other for spelling in spellings for other in self._more.get(spelling, ()))
        for other in (candidates | (spellings & self._words)) - {word}:
            found[other] = slips(word, other, allowed)
        return {other: number for other, number in found.items() if number <= allowed}


def _lacking_one(word: str) -> set[str]:
    """Return each spelling of a word that lacks one of its letters."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def slips(one: str, other: str, most: int) -> int:
    """Return the number of slips between two words, or ``most + 1`` where there are more (optimal string alignment)."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    # What begins and ends alike needs no looking at.
    start = 0
    shorter = min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if not one or not other:
        return min(len(one) + len(other), most + 1)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        two_before, before = before, row
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
