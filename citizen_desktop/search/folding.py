"""Makes one spelling of the many that people type: letters, digits and marks that a reader takes for the same become the same.

Every character is folded by itself, so a place in the folded text leads back to a place in the text. What is folded:

- what Unicode calls compatible (NFKD): ligatures, presentation forms, wide and small letters, hamza seats (UAX #15);
- case (Unicode case folding), and combining marks: every Arabic vowel sign, accents;
- digits of all scripts to those of ASCII;
- Arabic letters that Unicode keeps apart: the table below. Its first four rows are those of Lucene's ``ArabicNormalizer``,
  whose published cases the tests hold this module to.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import lookup

_ARABIC: Final = r"\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
_WORD: Final = re.compile(rf"[{_ARABIC}]+|[^\W\d_{_ARABIC}]+|[0-9]+")
_STRETCHED: Final = re.compile(rf"([{_ARABIC}])\1\1+")

_SAME_BY_NAME: Final = {
    "ARABIC LETTER TEH MARBUTA": "ARABIC LETTER HEH",
    "ARABIC LETTER ALEF MAKSURA": "ARABIC LETTER YEH",
    "ARABIC TATWEEL": "",
    "ARABIC LETTER ALEF WASLA": "ARABIC LETTER ALEF",
    # Dropped as often as written: at the end of a word many don't type it.
    "ARABIC LETTER HAMZA": "",
    "ARABIC LETTER HIGH HAMZA": "",
    # Persian, Urdu and other keyboards.
    "ARABIC LETTER KEHEH": "ARABIC LETTER KAF",
    "ARABIC LETTER SWASH KAF": "ARABIC LETTER KAF",
    "ARABIC LETTER FARSI YEH": "ARABIC LETTER YEH",
    "ARABIC LETTER YEH BARREE": "ARABIC LETTER YEH",
    "ARABIC LETTER YEH WITH TAIL": "ARABIC LETTER YEH",
    "ARABIC LETTER E": "ARABIC LETTER YEH",
    "ARABIC LETTER HEH GOAL": "ARABIC LETTER HEH",
    "ARABIC LETTER HEH DOACHASHMEE": "ARABIC LETTER HEH",
    "ARABIC LETTER TEH MARBUTA GOAL": "ARABIC LETTER HEH",
    "ARABIC LETTER AE": "ARABIC LETTER HEH",
    "ARABIC LETTER NOON GHUNNA": "ARABIC LETTER NOON",
    # Sounds that Arabic has no letter for, and some write with a borrowed one.
    "ARABIC LETTER PEH": "ARABIC LETTER BEH",
    "ARABIC LETTER VEH": "ARABIC LETTER FEH",
    "ARABIC LETTER TCHEH": "ARABIC LETTER JEEM",
    "ARABIC LETTER GAF": "ARABIC LETTER QAF",
    # "don't" is typed as "dont".
    "APOSTROPHE": "",
    "RIGHT SINGLE QUOTATION MARK": "",
}
# No letter stands for itself in the code: an editor would show the lines in another order.
_SAME: Final = {lookup(name): lookup(same) if same else "" for name, same in _SAME_BY_NAME.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Args:
        folded: the word in its one spelling.
        start: index of its first character in the text.
        end: index behind its last character in the text.
    """

    folded: str
    start: int
    end: int


def spelling(text: str, word: Word) -> str:
    """Return a word of a text as it is spelt there, but for its case and for the order of marks."""
    return unicodedata.normalize("NFC", text[word.start : word.end]).casefold()


class _Folds(dict[int, str]):
    """Folded characters by their code, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    """Fold until nothing changes any more."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    folded = "".join(_same(part) for part in folded)
    if folded.isspace() and not character.isspace():
        # A vowel sign shown by itself is "a space with the sign" to Unicode.
        return ""
    return folded if folded == character else "".join(_FOLDS[ord(part)] for part in folded)


def _same(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return ""
    return _SAME.get(character, character)


_FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """Return a text in its one spelling; letters that are stretched (three or more of an Arabic letter) stand once."""
    return _STRETCHED.sub(r"\1", text.translate(_FOLDS))


def folded_words(text: str) -> list[str]:
    """Return the words of a text in their one spelling: runs of Arabic letters, of other letters, or of digits."""
    return words_of(fold(text))


def words_of(folded: str) -> list[str]:
    """Return the words of a text that is folded already."""
    return _WORD.findall(folded)


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of a text with their places in it."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        part = _FOLDS[ord(character)]
        folded.append(part)
        places.extend([place] * len(part))
    for found in _WORD.finditer("".join(folded)):
        yield Word(_STRETCHED.sub(r"\1", found[0]), places[found.start()], places[found.end() - 1] + 1)
