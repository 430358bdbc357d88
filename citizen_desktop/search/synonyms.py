"""Which words and phrases of a text name a thing that has other names too."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from citizen_desktop.content.faq_models import Synonyms
from citizen_desktop.search.folding import fold, words_of
from citizen_desktop.search.stems import Stemmer

# What a word names by itself, and the phrases that begin with it: their stems and what they name.
_Known = tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]
_NOTHING: Final[_Known] = ((), ())


class Mention(NamedTuple):
    """A thing that words name.

    Args:
        concept: id of the group of synonyms.
        start: number of its first word.
        length: in words.
    """

    concept: str
    start: int
    length: int


class _Knowns(dict[str, _Known]):
    """What words name, looked up when first met."""

    def __init__(self, look_up: Callable[[str], _Known]) -> None:
        super().__init__()
        self._look_up = look_up
        self.learning = True

    def __missing__(self, word: str) -> _Known:
        known = self._look_up(word)
        if self.learning:
            self[word] = known
        return known


class Thesaurus:
    """Groups of synonyms, found in any form that the stemmer knows.

    Args:
        groups: the rows.
        stemmer: takes off what is attached.
    """

    def __init__(self, groups: Iterable[Synonyms], stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._words: dict[str, tuple[str, ...]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._known = _Knowns(self._look_up)
        # One text for all: a text costs more to fold than its letters do.
        entries = [
            (group.id, words_of(entry)) for group in groups for entry in fold("\n".join(group.words)).split("\n")
        ]
        stemmer.learn({word for _concept, words in entries for word in words})
        for concept, words in entries:
            self._learn(concept, words)

    def _learn(self, concept: str, words: Sequence[str]) -> None:
        if len(words) == 1:
            (word,) = words
            self._words[word] = (*self._words.get(word, ()), concept)
            stem = self._stemmer.stem(word)
            self._stems[stem] = (*self._stems.get(stem, ()), concept)
        else:
            stems = tuple(self._stemmer.stem(word) for word in words)
            self._phrases.setdefault(stems[0], []).append((stems, concept))

    def stop_learning(self) -> None:
        """Keep no word from now on: what people type is not to be remembered."""
        self._known.learning = False

    def names(self, word: str) -> bool:
        """Whether a folded word, as it stands, is one of the synonyms."""
        return word in self._words

    def words(self) -> Iterable[str]:
        """Return the words that are synonyms by themselves, folded."""
        return self._words.keys()

    def of_word(self, word: str) -> tuple[str, ...]:
        """Return what a folded word names by itself, with or without what is attached to it."""
        return self._known[word][0]

    def _look_up(self, word: str) -> _Known:
        stem = self._stemmer.stem(word)
        concepts = self._words.get(word) or self._words.get(stem) or self._stems.get(stem, ())
        phrases = self._phrases.get(stem, ())
        return (concepts, tuple(phrases)) if concepts or phrases else _NOTHING

    def named(self, words: Sequence[str]) -> set[str]:
        """Return what the folded words name, wherever they stand: as ``mentions``, for texts of which many are read."""
        found: set[str] = set()
        known = self._known
        for place, meaning in enumerate([known[word] for word in words]):
            if meaning is not _NOTHING:
                concepts, phrases = meaning
                found.update(concepts)
                for stems, concept in phrases:
                    if self._stands(words, place, stems):
                        found.add(concept)
        return found

    def mentions(self, words: Sequence[str]) -> list[Mention]:
        """Return what the folded words name, alone or as phrases."""
        found = []
        known = self._known
        for place, word in enumerate(words):
            if (meaning := known[word]) is not _NOTHING:
                concepts, phrases = meaning
                found += [Mention(concept, place, 1) for concept in concepts]
                for stems, concept in phrases:
                    if self._stands(words, place, stems):
                        found.append(Mention(concept, place, len(stems)))
        return found

    def _stands(self, words: Sequence[str], place: int, stems: Sequence[str]) -> bool:
        """Whether a phrase stands at a place among words."""
        following = words[place : place + len(stems)]
        return len(following) == len(stems) and all(
            self._stemmer.stem(word) == stem for word, stem in zip(following, stems, strict=True)
        )
