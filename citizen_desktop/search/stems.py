"""What is left of a word without what languages attach to it."""

from collections.abc import Iterable
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
        self._prefixes = _by_letter(words.prefixes, 0)
        self._suffixes = _by_letter(words.suffixes, -1)
        self._person = frozenset(fold("".join(words.person_letters)))
        self._weak = str.maketrans("", "", fold("".join(words.weak_letters)))
        self._stems: dict[str, str] = {}
        self._learning = True

    def stem(self, word: str) -> str:
        """Return the stem of a folded word, which may be the word itself."""
        stem = self._stems.get(word)
        if stem is None:
            stem = self._find(word)
            if self._learning:
                self._stems[word] = stem
        return stem

    def stop_learning(self) -> None:
        """Keep no word from now on: what people type is not to be remembered."""
        self._learning = False

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

    def _find(self, word: str) -> str:
        if len(word) <= _SHORTEST_STEM:
            return word
        for prefix in self._prefixes.get(word[0], ()):
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
                word = word[len(prefix) :]
                break
        for _time in range(2):
            for suffix in self._suffixes.get(word[-1], ()):
                if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
                    word = word[: -len(suffix)]
                    break
            else:
                break
        return word


def _by_letter(affixes: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    """Return the affixes by the letter at a place of theirs, the longest first."""
    folded = sorted({fold(affix) for affix in affixes}, key=lambda affix: (-len(affix), affix))
    return {letter: tuple(affix for affix in folded if affix[place] == letter) for letter in {a[place] for a in folded}}
