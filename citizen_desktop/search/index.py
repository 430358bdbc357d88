"""Where every word stands: which entries have it, and in which of their passages."""

import heapq
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from citizen_desktop.content.faq_models import Question
from citizen_desktop.content.markdown import without_addresses
from citizen_desktop.i18n import Language
from citizen_desktop.search.folding import fold, folded_words, spelling, words_in, words_of
from citizen_desktop.search.stems import Stemmer
from citizen_desktop.search.synonyms import Thesaurus
from citizen_desktop.search.typos import TypoIndex

QUESTION: Final = 1.0
ALTERNATIVE: Final = 0.92
ANSWER: Final = 0.3
"""How much a match counts by where it stands: question before alternative before answer."""

_LEAST: Final = 1.0  # what the commonest word tells


@dataclass(slots=True)
class Passage:
    """A question, another wording of it, or an answer.

    Args:
        text: as it stands in the content.
        language: of the text.
        share: how much a match in it counts.
        spellings: its words as they are spelt; None until they are first asked for.
        weight: of all its words together; negative until it is first asked for.
    """

    text: str
    language: Language
    share: float
    spellings: tuple[str, ...] | None = None
    weight: float = -1.0

    def spelt(self) -> tuple[str, ...]:
        """Return its words as they are spelt."""
        if self.spellings is None:
            self.spellings = tuple(spelling(self.text, word) for word in words_in(self.text))
        return self.spellings


@dataclass(slots=True)
class Entry:
    """What can be found.

    Args:
        id: stable name.
        passages: everything that is said in it.
        places: for each term, the passages that have it: a bit for each, the lowest for the first.
    """

    id: str
    passages: list[Passage]
    places: dict[str, int] = field(default_factory=dict)

    def having(self, term: str) -> tuple[int, ...]:
        """Return the numbers of the passages that have a term."""
        return _NUMBERS[self.places.get(term, 0)]


class _Numbers(dict[int, tuple[int, ...]]):
    """The numbers of the bits that are set, worked out when first asked for."""

    def __missing__(self, bits: int) -> tuple[int, ...]:
        numbers = self[bits] = tuple(number for number in range(bits.bit_length()) if bits >> number & 1)
        return numbers


_NUMBERS: Final = _Numbers()


def concept_term(concept: str) -> str:
    """Return the term under which what words name stands in the index: no word is spelt so."""
    return f"={concept}"


class Index:
    """The index over questions; it doesn't change once it is built.

    Args:
        questions: what can be found.
        stemmer: takes off what is attached.
        thesaurus: what words name.
        fillers: words that hardly tell one entry from another, folded.
    """

    def __init__(
        self, questions: Iterable[Question], stemmer: Stemmer, thesaurus: Thesaurus, fillers: frozenset[str]
    ) -> None:
        self._thesaurus = thesaurus
        self._fillers = fillers
        self.entries: list[Entry] = []
        self.postings: defaultdict[str, list[int]] = defaultdict(list)
        self.leading: defaultdict[str, list[int]] = defaultdict(list)
        """Which entries have a term in their very question."""
        self._asked: set[str] = set()
        texts = [self._read(question) for question in questions]
        stemmer.learn({word for lines in texts for words in lines for word in words})
        for number, lines in enumerate(texts):
            self._place(number, lines)
        self._rarities: dict[str, float] = {}
        self._beginnings: dict[str, list[str]] = {}
        self._holdings = {term: len(holding) for term, holding in self.postings.items()}
        self.vocabulary = sorted(term for term in self.postings if term[0] != "=")
        self.stems = _grouped((stemmer.stem(word), word) for word in self.vocabulary)
        self.roots = _grouped((stemmer.root(word), word) for word in self._asked)
        self.typos = TypoIndex(self._asked.union(thesaurus.words()))

    def _read(self, question: Question) -> list[list[str]]:
        """Make an entry, and return the words of its passages."""
        entry = Entry(question.id, [])
        for language in Language:
            alternatives = question.alternatives.in_language(language)
            entry.passages.append(Passage(question.question.in_language(language), language, QUESTION))
            entry.passages += [Passage(wording, language, ALTERNATIVE) for wording in alternatives]
            answer = without_addresses(question.answer.in_language(language))
            entry.passages.append(Passage(answer, language, ANSWER))
        self.entries.append(entry)
        # One text for all: a text costs more to fold than its letters do.
        text = fold("\n".join([passage.text.replace("\n", " ") for passage in entry.passages]))
        return [words_of(line) for line in text.split("\n")]

    def _place(self, number: int, texts: Sequence[Sequence[str]]) -> None:
        """Note where the words of an entry stand."""
        entry = self.entries[number]
        places = entry.places
        named = self._thesaurus.named
        bit = 1
        for passage, words in zip(entry.passages, texts, strict=True):
            terms = set(words)
            # People ask in the words of questions: those of answers need be found neither by another name nor through a slip.
            if passage.share != ANSWER:
                self._asked |= terms
                terms.update(map(concept_term, named(words)))
                if passage.share == QUESTION:
                    for term in terms:
                        self.leading[term].append(number)
            for term in terms:
                places[term] = places.get(term, 0) | bit
            bit <<= 1
        for term in places:
            self.postings[term].append(number)

    @property
    def most_telling(self) -> float:
        """The rarity of a term that a single entry has."""
        return _LEAST + math.log(1 + (len(self.entries) - 0.5) / 1.5)

    def rarity(self, term: str) -> float:
        """Return how much a term tells: the rarer, the more (the inverse document frequency of BM25); 0 where no entry has it."""
        rarity = self._rarities.get(term)
        if rarity is None:
            holding = len(self.postings.get(term, ()))
            total = len(self.entries)
            rarity = _LEAST + math.log(1 + (total - holding + 0.5) / (holding + 0.5)) if holding else 0.0
            self._rarities[term] = rarity
        return rarity

    def weight(self, passage: Passage) -> float:
        """Return what all words of a passage tell together."""
        if passage.weight < 0:
            passage.weight = sum(map(self.rarity, set(folded_words(passage.text)) - self._fillers))
        return passage.weight

    def beginning_with(self, start: str, most: int) -> Sequence[str]:
        """Return words that begin so: those in most entries where there are too many."""
        first = bisect_left(self.vocabulary, start)
        last = bisect_left(self.vocabulary, start + "\U0010ffff", first)
        if last - first <= most:
            return self.vocabulary[first:last]
        known = self._beginnings.get(start)
        if known is None:
            known = heapq.nlargest(most, self.vocabulary[first:last], key=self._holdings.__getitem__)
            self._beginnings[start] = known
        return known


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, word in pairs:
        if key:
            groups.setdefault(key, []).append(word)
    return groups
