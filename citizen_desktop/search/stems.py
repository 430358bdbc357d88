"""What is left of a word without what languages attach to it."""

import re
from collections.abc import Collection, Iterable
from typing import Final
from unicodedata import bidirectional

from citizen_desktop.content.faq_models import SearchWords
from citizen_desktop.search.folding import fold

_SHORTEST_STEM: Final = 3


class Stemmer:
    """A light stemmer: it takes off one attachment in front and up to two behind, and leaves three letters.

    Args:
        words: says what is attached, and which letters tell little.
    """

    def __init__(self, words: SearchWords) -> None:
        least = f"{{{_SHORTEST_STEM}}}"
        self._prefix = re.compile(rf"^(?:{_longest_first(words.prefixes)})(?=.{least})", re.MULTILINE)
        # As little as may stay is tried first, so that the longest suffix comes off.
        self._suffix = re.compile(rf"^(.{least}.*?)(?:{_longest_first(words.suffixes)})$", re.MULTILINE)
        self._person = frozenset(fold("".join(words.person_letters)))
        self._weak = str.maketrans("", "", fold("".join(words.weak_letters)))
        self._stems: dict[str, str] = {}

    def learn(self, words: Collection[str]) -> None:
        """Work out the stems of many folded words at once, which is faster than one by one."""
        self._stems.update(zip(words, self._bare("\n".join(words)).split("\n"), strict=True))

    def stem(self, word: str) -> str:
        """Return the stem of a folded word, which may be the word itself; a word that was not learnt is not remembered."""
        return self._stems.get(word) or self._bare(word)

    def _bare(self, lines: str) -> str:
        lines = self._prefix.sub("", lines)
        for _time in range(2):
            lines = self._suffix.sub(r"\1", lines)
        return lines

    def root(self, word: str) -> str:
        """Return what words of one root mostly share: the stem without a person's letter and without weak letters.

        Empty where too little would be left to tell anything.
        """
        stem = self.stem(word)
        if not stem or bidirectional(stem[0]) != "AL":
            return ""
        if len(stem) > _SHORTEST_STEM and stem[0] in self._person:
            stem = stem[1:]
        bare = stem[:1] + stem[1:].translate(self._weak)
        return bare if len(bare) >= _SHORTEST_STEM else ""


def _longest_first(affixes: Iterable[str]) -> str:
    folded = sorted({fold(affix) for affix in affixes}, key=lambda affix: (-len(affix), affix))
    return "|".join(map(re.escape, folded)) or r"(?!)"
