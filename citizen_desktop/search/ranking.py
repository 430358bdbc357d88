"""Ranks entries for what a query asks."""

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citizen_desktop.i18n import Language
from citizen_desktop.search.asking import Asked, Term
from citizen_desktop.search.index import Entry, Index

_COMMON: Final = 300  # a term that more entries have doesn't bring them in while others do
_MOST_STEPS: Final = 2000  # entries that are brought in, counted as often as a term does
_BRING_IN: Final = 3
_CANDIDATES: Final = 64
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
        terms = [term for term in word.terms.values() if places.get(term.key, 0) >> passage & 1]
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
    best = _gather(index, asked, most)
    ranked = [_weigh(index, index.entries[number], asked, whole, language) for number in best]
    return sorted(ranked, key=lambda each: -each.score)


def _gather(index: Index, asked: Sequence[Asked], most: int) -> list[int]:
    """Return the numbers of the entries that may answer best, judged roughly: where a word stands is not looked at yet.

    What tells most brings the entries in. What many entries have, and what comes last, only tells between those.
    """
    totals: defaultdict[int, float] = defaultdict(float)
    terms = sorted((term for word in asked for term in word.terms.values()), key=lambda term: -term.value)
    later = []
    steps = 0
    for term in terms:
        holding = index.postings.get(term.key, ())
        if len(holding) > _COMMON or steps > _MOST_STEPS:
            later.append(term)
            continue
        steps += len(holding)
        for number in holding:
            totals[number] += term.value
    if len(totals) < most:
        for term in later[:_BRING_IN]:
            for number in index.leading.get(term.key) or index.postings.get(term.key, ())[:_COMMON]:
                totals[number] += 0.0
    best = heapq.nlargest(max(_CANDIDATES, most), totals, key=totals.__getitem__) if later else list(totals)
    for term in later:
        for number in best:
            if term.key in index.entries[number].places:
                totals[number] += term.value
    return heapq.nlargest(most, best, key=totals.__getitem__)


def _weigh(index: Index, entry: Entry, asked: Sequence[Asked], whole: float, language: Language) -> Ranked:
    """Weigh an entry passage by passage."""
    values: dict[int, float] = {}
    anywhere = 0.0
    by_share = 0.0
    for word in asked:
        best: dict[int, float] = {}
        strongest = 0.0
        for key, term in word.terms.items():
            places = entry.having(key)
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
