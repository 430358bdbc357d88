"""Finds entries for a query."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from citizen_desktop.content.faq_models import Question, SearchWords
from citizen_desktop.i18n import Language
from citizen_desktop.search.asking import Asked, Reader, Term
from citizen_desktop.search.findings import Findings, Hit, Why
from citizen_desktop.search.folding import fold, folded_words
from citizen_desktop.search.highlight import Marker
from citizen_desktop.search.index import QUESTION, Index
from citizen_desktop.search.keyboard import KeyboardLayouts
from citizen_desktop.search.ranking import Ranked, rank
from citizen_desktop.search.stems import Stemmer
from citizen_desktop.search.synonyms import Thesaurus

_LONGEST_QUERY: Final = 400
_SHORT: Final = 3
_FITS_SHORT: Final = 0.5  # of what so few words ask, an entry has at least so much
_FITS_LONG: Final = 0.33  # a whole story has much in it that nobody answers
_BESIDE_THE_BEST: Final = 0.45  # what scores less than that share of the best answers something else
_NEAREST: Final = 3
_MOST_WIDENED: Final = 3
_OTHER_LAYOUT_BELOW: Final = 0.6  # a query that is covered better was not typed in the wrong layout
_LEAST_LETTERS: Final = 3
_SPELT_OTHERWISE: Final = 0.995
_SURENESS: Final = {why: number for number, why in enumerate(Why)}


class Finder:
    """The search over the questions.

    Args:
        questions: what is searched.
        words: what is known of the two languages.
    """

    def __init__(self, questions: Iterable[Question], words: SearchWords) -> None:
        stemmer = Stemmer(words)
        self._thesaurus = Thesaurus(words.synonyms, stemmer)
        self._fillers = frozenset(word for filler in words.fillers for word in folded_words(filler))
        self._index = Index(questions, stemmer, self._thesaurus, self._fillers)
        self._thesaurus.stop_learning()
        self._reader = Reader(self._index, stemmer, self._thesaurus, self._fillers)
        self._layouts = KeyboardLayouts(words.keyboard)

    def find(self, query: str, language: Language, most: int = 9) -> Findings:
        """Return what was found.

        Args:
            query: as it is typed, perhaps not to its end.
            language: in which texts are shown.
            most: more hits than that are not looked for.
        """
        query = query[:_LONGEST_QUERY]
        asked, ranked = self._answers(query, language, most)
        other_layout = False
        if query.strip() and (not ranked or ranked[0].covered < _OTHER_LAYOUT_BELOW):
            for reading in self._readings(query):
                again, found = self._answers(reading, language, most)
                if found and found[0].covered > max(_OTHER_LAYOUT_BELOW, ranked[0].covered if ranked else 0.0):
                    asked, ranked, other_layout = again, found, True
        return self._findings(query, language, asked, ranked, most, other_layout=other_layout)

    def _answers(self, query: str, language: Language, most: int) -> tuple[tuple[Asked, ...], list[Ranked]]:
        asked = self._reader.read(query)
        return asked, rank(self._index, asked, language, max(most, _NEAREST))

    def _readings(self, query: str) -> Iterator[str]:
        """Yield what the keys would have written in the other layout."""
        letters = {letter for letter in query if letter.isalpha() and fold(letter)}
        if len(letters) >= _LEAST_LETTERS and all(map(str.isascii, letters)):
            yield self._layouts.as_arabic(query)
        elif len(letters) >= _LEAST_LETTERS and not any(map(str.isascii, letters)):
            yield from self._layouts.as_latin(query)

    def _findings(
        self,
        query: str,
        language: Language,
        asked: Sequence[Asked],
        ranked: Sequence[Ranked],
        most: int,
        *,
        other_layout: bool,
    ) -> Findings:
        short = sum(word.folded not in self._fillers for word in asked) <= _SHORT
        fitting = [each for each in ranked if each.covered >= (_FITS_SHORT if short else _FITS_LONG)]
        if fitting:
            fitting = [each for each in fitting if each.score >= _BESIDE_THE_BEST * fitting[0].score][:most]
        hits = []
        for each in fitting:
            why = self._why(each, asked)
            score = each.score if why is Why.EXACT else each.score * _SPELT_OTHERWISE
            hits.append(Hit(each.entry.id, round(score, 4), Why.LAYOUT if other_layout else why))
        hits.sort(key=lambda hit: -hit.score)
        nearest = () if hits else tuple(each.entry.id for each in ranked[:_NEAREST])
        marker = self._marker(asked)
        widened = tuple(self._widened(query, language, fitting, marker, other_layout=other_layout))
        return Findings(query, tuple(hits), nearest, widened, marker.spans)

    def _why(self, ranked: Ranked, asked: Sequence[Asked]) -> Why:
        """Return the least sure way by which the words came to the passage that has them most surely."""
        return min((self._ways(ranked, passage, asked) for passage in ranked.passages), key=_SURENESS.__getitem__)

    def _ways(self, ranked: Ranked, passage: int, asked: Sequence[Asked]) -> Why:
        """Return the least sure way by which the words came to a passage; a filler counts only among fillers."""
        matched = [(word, term) for word in asked if (term := ranked.match(passage, word)) is not None]
        telling = [(word, term) for word, term in matched if word.folded not in self._fillers] or matched
        surface = ranked.entry.passages[passage].spelt()
        ways = [self._way(word, term, surface) for word, term in telling]
        return max(ways, key=_SURENESS.__getitem__, default=Why.FOLDED)

    def _way(self, word: Asked, term: Term, surface: Sequence[str]) -> Why:
        if term.why is not Why.FOLDED:
            return term.why
        unfinished = term.key != word.folded
        spelt = any(other == word.typed or (unfinished and other.startswith(word.typed)) for other in surface)
        return Why.EXACT if spelt else Why.FOLDED

    def _marker(self, asked: Sequence[Asked]) -> Marker:
        telling = [word for word in asked if word.folded not in self._fillers] or asked
        keys = {key for word in telling for key in word.terms}
        concepts = frozenset(key[1:] for key in keys if key[0] == "=")
        return Marker(frozenset(key for key in keys if key[0] != "="), concepts, self._thesaurus)

    def _widened(
        self, query: str, language: Language, found: Sequence[Ranked], marker: Marker, *, other_layout: bool
    ) -> Iterator[str]:
        """Yield phrases of the first questions found that answer the query in other words than it has."""
        typed = " ".join(_spelt(query))
        seen: set[str] = set()
        for ranked in found[:_MOST_WIDENED]:
            question = next(
                passage
                for passage in ranked.entry.passages
                if passage.share == QUESTION and passage.language is language
            )
            for start, end in marker.spans(question.text):
                phrase = question.text[start:end]
                spelt = " ".join(_spelt(phrase))
                if spelt and spelt not in seen and (other_layout or spelt not in typed) and len(seen) < _MOST_WIDENED:
                    seen.add(spelt)
                    yield phrase


def _spelt(text: str) -> list[str]:
    """Return the words of a text as they are spelt, without case."""
    return unicodedata.normalize("NFC", text).casefold().split()
