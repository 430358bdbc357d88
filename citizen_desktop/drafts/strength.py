"""How hard a passphrase is to guess, in four steps: a rough count of the guesses, in bits, that rather says too little.

What is said by itself costs few bits: a known word, a row of keys or letters, a character again and again. What is left costs bits
by the letter: few inside a word of letters, since words repeat themselves, more where characters are mixed.
"""

import unicodedata
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import log2
from typing import TYPE_CHECKING, Final

import regex

from citizen_desktop.content.passphrase_models import PassphraseRules
from citizen_desktop.drafts.wrapping import normal
from citizen_desktop.identity.digits import fold_digits

if TYPE_CHECKING:
    from collections.abc import Callable

_REPEATED: Final = 3
"""Fewest times that a character stands after itself."""
_RUN: Final = 4
"""Fewest characters of a sequence: three letters of an alphabet stand in many words."""
_DIGITS: Final = 3
"""The same, of digits."""
_LETTER: Final = 2.6
"""Bits of a letter inside a word nobody lists."""
_DIGIT: Final = log2(10)
_MIXED: Final = 4.5
"""Bits of a character where letters, digits and signs are mixed."""
_RUN_BITS: Final = 6.0
_PART_BITS: Final = 1.5
"""For where one part ends and what joins it to the next."""
_MOST: Final = 128
"""Characters that are looked at: nobody needs more."""


class Step(IntEnum):
    """How hard it is to guess; from ``FAIR`` on it may be used."""

    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


class Reason(StrEnum):
    """What to do about it, the most pressing first."""

    SHORT = "short"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    COMMON = "common"
    MORE_WORDS = "more-words"
    NONE = "none"


_BOUNDS: Final = ((Step.STRONG, 64.0), (Step.GOOD, 48.0), (Step.FAIR, 36.0))


@dataclass(frozen=True)
class Strength:
    """What is thought of a passphrase.

    Args:
        step: how hard it is to guess.
        reason: what would help most.
        bits: the guesses, roughly, as a power of two.
    """

    step: Step
    reason: Reason
    bits: float

    @property
    def enough(self) -> bool:
        """Whether it may be used."""
        return self.step >= Step.FAIR


class StrengthMeter:
    """Judges passphrases.

    Args:
        rules: what is easy to guess.
    """

    def __init__(self, rules: PassphraseRules) -> None:
        self._shortest = rules.shortest
        folded = tuple(_folded(row) for row in rules.sequences)
        self._rows = folded + tuple(row[::-1] for row in folded)
        self._words = sorted({_folded(word) for word in rules.common}, key=len, reverse=True)
        self._word_bits = log2(max(2, 2 * len(self._words)))

    def judge(self, passphrase: str) -> Strength:
        """Judge a passphrase."""
        text = _folded(normal(passphrase))[:_MOST]
        bits, reasons, rest = 0.0, set[Reason](), text
        for strip, price, reason in (
            (self._strip_words, self._word_bits, Reason.COMMON),
            (self._strip_sequences, _RUN_BITS, Reason.SEQUENCE),
            (_strip_repetitions, _RUN_BITS, Reason.REPEATED),
        ):
            rest, found = strip(rest)
            if found:
                # The same thing twice is no second guess.
                bits += price * len(set(found)) + log2(len(found))
                reasons.add(reason)
        parts = rest.split()
        seen = sorted(set(parts), key=parts.index)
        bits += sum(_part_bits(part) for part in seen) + _PART_BITS * max(0, len(seen) - 1)
        if any(parts.count(part) > 1 for part in seen if len(part) > _REPEATED):
            reasons.add(Reason.REPEATED)
        return self._verdict(text, bits, reasons)

    def _verdict(self, text: str, bits: float, reasons: set[Reason]) -> Strength:
        step = next((step for step, bound in _BOUNDS if bits >= bound), Step.WEAK)
        if len(text) < self._shortest:
            return Strength(Step.WEAK, Reason.SHORT, bits)
        if step is Step.STRONG:
            return Strength(step, Reason.NONE, bits)
        order = (Reason.REPEATED, Reason.SEQUENCE, Reason.COMMON)
        return Strength(step, next((each for each in order if each in reasons), Reason.MORE_WORDS), bits)

    def _strip_sequences(self, text: str) -> tuple[str, list[str]]:
        found, place, rest = list[str](), 0, ""
        while place < len(text):
            length = max((_common_run(row, text, place) for row in self._rows), default=0)
            if length >= (_DIGITS if text[place].isdecimal() else _RUN):
                found.append(text[place : place + length])
                rest += " "
                place += length
            else:
                rest += text[place]
                place += 1
        return rest, found

    def _strip_words(self, text: str) -> tuple[str, list[str]]:
        found = []
        for word in self._words:
            # A short word stands inside many others: it counts by itself only.
            pattern = regex.escape(word) if len(word) > 3 else rf"(?<!\p{{L}}){regex.escape(word)}(?!\p{{L}})"
            text, times = regex.subn(pattern, " ", text)
            found += [word] * times
        return text, found


def _folded(text: str) -> str:
    """Return a text without what hardly makes a guess harder: capitals, marks above and below, the other digits."""
    plain = unicodedata.normalize("NFD", fold_digits(text).casefold())
    return "".join(character for character in plain if unicodedata.category(character) != "Mn")


def _strip_repetitions(text: str) -> tuple[str, list[str]]:
    found: list[str] = []
    # A few characters, three times or more: "aaaa", "ababab", "1212".
    for size in (1, 2, 3, 4):
        times = _REPEATED if size == 1 else 2
        text = regex.sub(rf"(\S{{{size}}})\1{{{times - 1},}}", _noting(found), text)
    return text, found


def _noting(found: list[str]) -> "Callable[[regex.Match[str]], str]":
    def note(match: "regex.Match[str]") -> str:
        found.append(match.group(1))
        return " "

    return note


def _common_run(row: str, text: str, place: int) -> int:
    """Return how many characters of a text from a place on stand in a row one after the other."""
    longest = 0
    start = row.find(text[place])
    while start >= 0:
        length = 0
        while place + length < len(text) and start + length < len(row) and row[start + length] == text[place + length]:
            length += 1
        longest = max(longest, length)
        start = row.find(text[place], start + 1)
    return longest


def _part_bits(part: str) -> float:
    if part.isalpha():
        return _LETTER * len(part)
    if part.isdecimal():
        return _DIGIT * len(part)
    if len(part) == 1:
        return _PART_BITS
    letters = regex.findall(r"\p{L}{4,}", part)
    rest = len(part) - sum(map(len, letters))
    return _LETTER * sum(map(len, letters)) + _MIXED * rest
