"""Where every word stands: which entries have it, and in which of their passages."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from citizen_desktop.content.faq_models import Question
from citizen_desktop.content.markdown import plain_text
from citizen_desktop.i18n import Language
from citizen_desktop.search.folding import fold, spelling, words_in, words_of
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
        words: folded.
        weight: of all its words together; negative until it is first asked for.
        spellings: its words as they are spelt; None until they are first asked for.
    """

    text: str
    language: Language
    share: float
    words: frozenset[str] = frozenset()
    weight: float = -1.0
    spellings: tuple[str, ...] | None = None

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
        places: for each term, the numbers of the passages that have it.
    """

    id: str
    passages: list[Passage]
    places: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


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
        self._asked: set[str] = set()
        for question in questions:
            self._add(question)
        self._rarities: dict[str, float] = {}
        self.vocabulary = sorted(term for term in self.postings if term[0] != "=")
        self.stems = _grouped((stemmer.stem(word), word) for word in self.vocabulary)
        self.roots = _grouped((stemmer.root(word), word) for word in self._asked)
        self.typos = TypoIndex(self._asked.union(thesaurus.words()))

    def _add(self, question: Question) -> None:
        number = len(self.entries)
        entry = Entry(question.id, [])
        for language in Language:
            alternatives = question.alternatives.in_language(language)
            entry.passages.append(Passage(question.question.in_language(language), language, QUESTION))
            entry.passages += [Passage(wording, language, ALTERNATIVE) for wording in alternatives]
            entry.passages.append(Passage(plain_text(question.answer.in_language(language)), language, ANSWER))
        # One text for all: a text costs more to fold than its letters do.
        lines = fold("\n".join([passage.text.replace("\n", " ") for passage in entry.passages])).split("\n")
        places = entry.places
        mentions = self._thesaurus.mentions
        for place, (passage, line) in enumerate(zip(entry.passages, lines, strict=True)):
            words = words_of(line)
            passage.words = frozenset(words)
            for word in passage.words:
                places[word].append(place)
            # People ask in the words of questions: those of answers need be found neither by another name nor through a slip.
            if passage.share != ANSWER:
                self._asked |= passage.words
                for concept in {mention.concept for mention in mentions(words)}:
                    places[concept_term(concept)].append(place)
        self.entries.append(entry)
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
            passage.weight = sum(self.rarity(word) for word in passage.words if word not in self._fillers)
        return passage.weight

    def beginning_with(self, start: str, most: int) -> Sequence[str]:
        """Return words that begin so: those in most entries where there are too many."""
        first = bisect_left(self.vocabulary, start)
        last = bisect_left(self.vocabulary, start + "\U0010ffff", first)
        words = self.vocabulary[first:last]
        if len(words) <= most:
            return words
        return sorted(words, key=lambda word: -len(self.postings[word]))[:most]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, word in pairs:
        if key:
            groups.setdefault(key, []).append(word)
    return groups
