"""Ranks entries for what a query asks."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citizen_desktop.i18n import Language
from citizen_desktop.search.asking import Asked, Term
from citizen_desktop.search.index import Entry, Index

_COMMON: Final = 300  # a term that more entries have brings in no others, if a rarer one is asked for too
_WHOLE: Final = 0.5  # how much of a score depends on how much of the passage was asked for
_ELSEWHERE: Final = 0.6  # how much of a score depends on what the entry says outside its best passage
_ONCE: Final = 2.0  # saturation
_NEARLY: Final = 0.8
_ALIKE: Final = 3
_OTHER_LANGUAGE: Final = 0.97


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry and how well it answers.

    Args:
        entry: itself.
        passages: the numbers of those that answer best or nearly so.
        score: 0 to 1.
        covered: the share of what was asked that the entry has at all, 0 to 1.
    """

    entry: Entry
    passages: tuple[int, ...]
    score: float
    covered: float

    def match(self, passage: int, word: Asked) -> Term | None:
        """Return the surest term by which a passage has a word that was asked."""
        places = self.entry.places
        terms = [term for term in word.terms.values() if passage in places.get(term.key, ())]
        return max(terms, key=lambda term: term.quality, default=None)


def rank(index: Index, asked: Sequence[Asked], language: Language, most: int) -> list[Ranked]:
    """Return the entries that answer, best first.

    Args:
        index: of the entries.
        asked: words of the query.
        language: that texts are shown in; they come before the others' where both answer.
        most: so many entries are weighed passage by passage.
    """
    whole = sum(word.weight for word in asked)
    if not whole:
        return []
    totals = _gather(index, asked)
    best = heapq.nlargest(most, totals, key=totals.__getitem__)
    ranked = [_weigh(index, index.entries[number], asked, whole, language) for number in best]
    return sorted(ranked, key=lambda each: -each.score)


def _gather(index: Index, asked: Sequence[Asked]) -> dict[int, float]:
    """Return what each entry has of what was asked, roughly: where it stands is not looked at yet."""
    totals: dict[int, float] = {}
    terms = sorted(
        ((len(index.postings.get(term.key, ())), term) for word in asked for term in word.terms.values()),
        key=lambda each: each[0],
    )
    for holding, term in terms:
        if not holding:
            continue
        value = term.value
        if holding > _COMMON and totals:
            for number in totals:
                if term.key in index.entries[number].places:
                    totals[number] += value
        else:
            for number in index.postings[term.key][:_COMMON]:
                totals[number] = totals.get(number, 0.0) + value
    return totals


def _weigh(index: Index, entry: Entry, asked: Sequence[Asked], whole: float, language: Language) -> Ranked:
    """Weigh an entry passage by passage."""
    values: dict[int, float] = {}
    anywhere = 0.0
    by_share = 0.0
    for word in asked:
        best: dict[int, float] = {}
        strongest = 0.0
        for key, term in word.terms.items():
            places = entry.places.get(key)
            if places:
                value = term.value
                for number in places:
                    if best.get(number, 0.0) < value:
                        best[number] = value
                strongest = max(strongest, value * len(places) / (len(places) + _ONCE))
        for number, value in best.items():
            values[number] = values.get(number, 0.0) + value
        anywhere += max(best.values(), default=0.0)
        by_share += strongest
    parts: dict[int, float] = {}
    for number, value in values.items():
        passage = entry.passages[number]
        part = value / whole
        if passage.share > 0.6:
            part *= 1 - _WHOLE + _WHOLE * min(1.0, value / (index.weight(passage) or 1.0))
        part *= passage.share * (1.0 if passage.language is language else _OTHER_LANGUAGE)
        parts[number] = part
    best_part = max(parts.values(), default=0.0)
    nearly = heapq.nlargest(
        _ALIKE, (number for number in parts if parts[number] >= best_part * _NEARLY), parts.__getitem__
    )
    score = (1 - _ELSEWHERE) * best_part + _ELSEWHERE * by_share / whole
    return Ranked(entry, tuple(nearly), min(score, 1.0), min(1.0, anywhere / whole))
