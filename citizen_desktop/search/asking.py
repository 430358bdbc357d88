"""What a query asks for: each of its words, and the terms of the index that it may mean."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from citizen_desktop.search.findings import Why
from citizen_desktop.search.folding import spelling, words_in
from citizen_desktop.search.index import Index, concept_term
from citizen_desktop.search.stems import Stemmer
from citizen_desktop.search.synonyms import Thesaurus

MOST_WORDS: Final = 32
"""More words than that are not looked at: nobody asks so long a question."""

_BEGINNING: Final = 0.85
_STEM: Final = 0.8
_SYNONYM: Final = 0.75
_NAMED_AT_MOST: Final = 0.95  # of what the word itself would tell
_SLIP: Final = 0.7
_TWO_SLIPS: Final = 0.5
_FIRST_LETTER: Final = 0.8  # the first letter of a word is the last to slip
_ROOT: Final = 0.3
_MOST_BEGINNINGS: Final = 16
_MOST_OF_A_ROOT: Final = 10
_MOST_TERMS: Final = 12
_TELLING: Final = 14
_FILLER_SHARE: Final = 0.2
_UNKNOWN: Final = 0.6  # of the weight that the rarest word would have


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the index that a word may mean.

    Args:
        key: the term.
        quality: 0 to 1, how sure that is.
        why: how they came together.
        value: what finding it tells: its quality, and how rare the word is that was asked for.
    """

    key: str
    quality: float
    why: Why
    value: float = 0.0


@dataclass(slots=True)
class Asked:
    """A word of the query.

    Args:
        typed: as it was typed.
        folded: in its one spelling.
        terms: what it may mean.
        share: of what its terms tell that counts: little for a word that hardly tells one question from another.
        weight: what it would tell if it were found as surely as can be.
    """

    typed: str
    folded: str
    terms: dict[str, Term]
    share: float = 1.0
    weight: float = 0.0

    def may_mean(self, key: str, quality: float, why: Why) -> None:
        """Take note of a term, unless it is known more surely already."""
        known = self.terms.get(key)
        if known is None or known.quality < quality:
            self.terms[key] = Term(key, quality, why)


class Reader:
    """Reads queries.

    Args:
        index: says which words there are.
        stemmer: takes off what is attached.
        thesaurus: what words name.
        fillers: words that hardly tell one entry from another, folded.
    """

    def __init__(self, index: Index, stemmer: Stemmer, thesaurus: Thesaurus, fillers: frozenset[str]) -> None:
        self._index, self._stemmer, self._thesaurus, self._fillers = index, stemmer, thesaurus, fillers

    def read(self, query: str) -> tuple[Asked, ...]:
        """Return the words of a query and what each may mean.

        Args:
            query: as it is typed; without white space at its end, its last word may not be finished.
        """
        words = [Asked(spelling(query, word), word.folded, {}) for word in words_in(query)][:MOST_WORDS]
        words = list(self._parted(self._joined(words)))
        unfinished = words[-1] if words and query[-1:].isalnum() else None
        if unfinished is not None and len(unfinished.folded) == 1 < len(words):
            # A first letter tells nothing yet that the words before it don't tell better.
            unfinished = None
        for word in words:
            self._understand(word, unfinished=word is unfinished)
        self._name(words)
        for word in words:
            word.share = _FILLER_SHARE if word.folded in self._fillers else 1.0
            self._value(word)
        return tuple(self._telling(words))

    def _telling(self, words: list[Asked]) -> list[Asked]:
        """Return the words that tell most, in their order: a whole story has many that tell nothing."""
        if len(words) <= _TELLING:
            return words
        least = sorted((word.weight for word in words), reverse=True)[_TELLING - 1]
        return [word for word in words if word.weight >= least][:_TELLING]

    def _value(self, word: Asked) -> None:
        """Say what finding each term would tell.

        Another form of a word tells no more than the word itself, however rare that form is.
        """
        rarity = self._index.rarity
        alike = [rarity(term.key) for term in word.terms.values() if term.why is not Why.SYNONYM]
        own = rarity(word.folded)
        most = own or min((each for each in alike if each), default=0.0)
        for key, term in word.terms.items():
            named = term.why is Why.SYNONYM or key[0] == "="
            value = term.quality * (rarity(key) if named else min(rarity(key), most))
            if named and own:
                value = min(value, own * _NAMED_AT_MOST)
            value *= word.share
            word.terms[key] = Term(key, term.quality, term.why, value)
        if len(word.terms) > _MOST_TERMS:
            surest = heapq.nlargest(_MOST_TERMS, word.terms.values(), key=lambda term: term.value)
            word.terms = {term.key: term for term in surest}
        best = max((term.value for term in word.terms.values()), default=0.0)
        sure = any(term.why in {Why.FOLDED, Why.SYNONYM} for term in word.terms.values())
        word.weight = best if sure else max(best, word.share * self._unknown(word))

    def _unknown(self, word: Asked) -> float:
        """Return what a word weighs that no entry has: it speaks against all of them."""
        told_little = len(word.folded) < 2 or word.folded.isdigit()
        return 0.0 if told_little else self._index.most_telling * _UNKNOWN

    def _knows(self, word: str) -> bool:
        return word in self._index.postings or bool(self._thesaurus.of_word(word))

    def _joined(self, words: list[Asked]) -> Iterator[Asked]:
        """Yield the words, two of them as one where a space slipped in between."""
        place = 0
        while place < len(words):
            word = words[place]
            if place + 1 < len(words):
                other = words[place + 1]
                together = word.folded + other.folded
                broken = not self._knows(word.folded) or not self._knows(other.folded)
                if broken and together in self._index.postings and not together.isdigit():
                    yield Asked(word.typed + other.typed, together, {})
                    place += 2
                    continue
            yield word
            place += 1

    def _parted(self, words: Iterator[Asked]) -> Iterator[Asked]:
        """Yield the words, those that lack a space between them each by itself."""
        for word in words:
            parts = () if self._has_meaning(word.folded) else self._parts(word.folded)
            if parts:
                for part in parts:
                    piece = Asked(part, part, {})
                    piece.may_mean(part, 0.97, Why.TYPO)
                    yield piece
            else:
                yield word

    def _has_meaning(self, word: str) -> bool:
        return self._knows(word) or self._stemmer.stem(word) in self._index.stems or len(word) < 5

    def _parts(self, run: str) -> tuple[str, ...]:
        """Return the fewest known words that a run of letters consists of, the longest first of all; empty if there are none."""
        best: list[tuple[int, float, tuple[str, ...]] | None] = [(0, 0.0, ())]
        for end in range(1, len(run) + 1):
            found: tuple[int, float, tuple[str, ...]] | None = None
            for start in range(max(0, end - 14), end):
                before = best[start]
                part = run[start:end]
                if before is None or len(part) < 2 or part not in self._index.postings:
                    continue
                candidate = (before[0] + 1, before[1] - len(part) ** 2, (*before[2], part))
                if found is None or candidate < found:
                    found = candidate
            best.append(found)
        whole = best[-1]
        if whole is None or whole[0] > max(2, len(run) // 3) or not any(len(part) > 3 for part in whole[2]):
            return ()
        return whole[2]

    def _understand(self, word: Asked, *, unfinished: bool) -> None:
        index, folded = self._index, word.folded
        known = folded in index.postings
        if known and folded not in word.terms:
            word.may_mean(folded, 1.0, Why.FOLDED)
        stem = self._stemmer.stem(folded)
        # What is left may be a word that begins like an attachment itself.
        for key in {stem, self._stemmer.stem(stem)}:
            for other in index.stems.get(key, ()):
                word.may_mean(other, _STEM, Why.STEM)
        if stem in index.postings:
            word.may_mean(stem, _STEM, Why.STEM)
        if unfinished:
            self._finish(word)
        if not known and not self._thesaurus.names(folded):
            self._forgive(word, folded)
            if not word.terms and stem != folded:
                self._forgive(word, stem)
        root = self._stemmer.root(folded)
        for other in index.roots.get(root, ())[:_MOST_OF_A_ROOT]:
            word.may_mean(other, _ROOT, Why.STEM)

    def _finish(self, word: Asked) -> None:
        """Add the words that begin with what is typed so far: the less is lacking, the surer."""
        typed = word.folded
        for other in self._index.beginning_with(typed, _MOST_BEGINNINGS):
            if other != typed:
                word.may_mean(other, _BEGINNING * (0.6 + 0.4 * len(typed) / len(other)), Why.FOLDED)

    def _forgive(self, word: Asked, spelling: str) -> None:
        """Add the words that a slip may have been meant for."""
        for other, number in self._index.typos.near(spelling).items():
            quality = _SLIP if number == 1 else _TWO_SLIPS
            if other[0] != spelling[0]:
                quality *= _FIRST_LETTER
            word.may_mean(other, quality, Why.TYPO)
            for concept in self._thesaurus.of_word(other):
                word.may_mean(concept_term(concept), quality * _SYNONYM, Why.TYPO)

    def _name(self, words: list[Asked]) -> None:
        """Add what the words name together or alone."""
        for mention in self._thesaurus.mentions([word.folded for word in words]):
            for word in words[mention.start : mention.start + mention.length]:
                word.may_mean(concept_term(mention.concept), _SYNONYM / mention.length**0.5, Why.SYNONYM)
