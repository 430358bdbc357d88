"""The words that codes are made of: six of them open a draft that was handed over.

A code is shown in Arabic or in Latin letters and may be typed in either: with more or fewer spaces, numbered, without the marks
above letters, with the keyboard in the other language, and with one slip in a word that leads to no other word.
"""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import Final

from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.faq_loader import load_search_words
from citizen_desktop.content.loader import load_file
from citizen_desktop.content.models import Row
from citizen_desktop.i18n import Language
from citizen_desktop.search.folding import fold, folded_words
from citizen_desktop.search.keyboard import KeyboardLayouts
from citizen_desktop.search.typos import TypoIndex

WORDS_FILE: Final = "handover-words.toml"
LENGTH: Final = 6
LEAST_BITS: Final = 62
_LONGEST: Final = 1_000
"""Letters of what is typed: a code has less than a hundred."""


class CodeTrouble(StrEnum):
    """Why what was typed is no code."""

    COUNT = "count"
    UNKNOWN_WORD = "unknown-word"


class CodeError(Exception):
    """What was typed is no code. It does not hold what was typed.

    Args:
        trouble: why.
        place: of the word that is not known, counted from one; 0 for the whole.
    """

    def __init__(self, trouble: CodeTrouble, place: int = 0) -> None:
        self.trouble, self.place = trouble, place
        super().__init__(trouble.value)


class HandoverWords(Row, frozen=True, kw_only=True):
    """``handover-words.toml``.

    Args:
        origin: where the words come from.
        arabic: words, separated by white space.
        latin: as many, in the same places.
    """

    origin: str
    arabic: str
    latin: str


@dataclass(frozen=True, repr=False)
class Code:
    """A code: never part of a log or an exception.

    Args:
        arabic: its words in Arabic letters.
        latin: the same in Latin ones.
    """

    arabic: tuple[str, ...]
    latin: tuple[str, ...]

    def words(self, language: Language) -> tuple[str, ...]:
        """Return the words as they are shown in a language."""
        return self.arabic if language is Language.ARABIC else self.latin

    @property
    def passphrase(self) -> str:
        """What the key is made from: the Latin words with hyphens between, so that ``age`` itself can be given it."""
        return "-".join(self.latin)

    def __repr__(self) -> str:
        """Tell nothing."""
        return "Code()"


class WordList:
    """The list: draws codes and understands what is typed.

    Args:
        arabic: words in Arabic letters.
        latin: as many in Latin ones.
        keyboard: the two layouts of the same keys.

    Raises:
        ValueError: the lists are of different lengths, too short, or words of one can be taken for another.
    """

    def __init__(self, arabic: tuple[str, ...], latin: tuple[str, ...], keyboard: KeyboardLayouts) -> None:
        if len(arabic) != len(latin) or LENGTH * log2(max(1, len(arabic))) < LEAST_BITS:
            raise ValueError("too few words")
        self._arabic, self._latin, self._keyboard = arabic, latin, keyboard
        self._places = {fold(word): place for words in (arabic, latin) for place, word in enumerate(words)}
        if len(self._places) < len(arabic) + len(latin) or _has_prefixes(self._places):
            raise ValueError("words that can be taken for others")
        self._longest = max(map(len, self._places))
        self._typos = TypoIndex(self._places)

    def __len__(self) -> int:
        return len(self._arabic)

    def draw(self) -> Code:
        """Return a new code; each word is drawn by itself."""
        return self._code([secrets.randbelow(len(self)) for _ in range(LENGTH)])

    def read(self, typed: str) -> Code:
        """Return the code that was typed.

        Raises:
            CodeError: it is none.
        """
        places: list[int] = []
        for chunk in typed[:_LONGEST].split():
            found = self._understood(chunk)
            if found is None:
                raise CodeError(CodeTrouble.UNKNOWN_WORD, len(places) + 1)
            places += found
        if len(places) != LENGTH:
            raise CodeError(CodeTrouble.COUNT)
        return self._code(places)

    def _code(self, places: list[int]) -> Code:
        return Code(tuple(self._arabic[place] for place in places), tuple(self._latin[place] for place in places))

    def _understood(self, chunk: str) -> list[int] | None:
        """Return the places of the words in something without white space; none where it holds numbers only."""
        readings = (chunk, self._keyboard.as_arabic(chunk), *self._keyboard.as_latin(chunk))
        found = [self._exactly(reading) for reading in readings]
        exact = next(filter(None, found), None)
        if exact is not None or found[0] is not None:
            return exact or found[0]
        for reading in readings:
            near = self._typos.near(fold(reading))
            nearest = [word for word, slips in near.items() if slips == 1]
            if len(nearest) == 1:
                return [self._places[nearest[0]]]
        return None

    def _exactly(self, text: str) -> list[int] | None:
        places: list[int] = []
        for token in folded_words(text):
            rest = "" if token.isdigit() else token
            while rest:
                # No word begins with another one, so there is one way at most to take them apart.
                length = next((n for n in range(1, self._longest + 1) if rest[:n] in self._places), 0)
                if not length:
                    return None
                places.append(self._places[rest[:length]])
                rest = rest[length:]
        return places if places or not any(map(str.isalpha, text)) else None


def load_word_list(folder: Path) -> WordList:
    """Read the words.

    Args:
        folder: of the content files.

    Raises:
        ContentError: they are missing or not right.
    """
    words = load_file(folder / WORDS_FILE, HandoverWords, ())
    keyboard = KeyboardLayouts(load_search_words(folder).keyboard)
    try:
        return WordList(tuple(words.arabic.split()), tuple(words.latin.split()), keyboard)
    except ValueError as error:
        raise ContentError(WORDS_FILE, "", "arabic", str(error)) from error


def _has_prefixes(words: dict[str, int]) -> bool:
    # In their order, a word stands right before those that begin with it.
    ordered = sorted(words)
    return any(later.startswith(word) for word, later in pairwise(ordered))
