"""Where a text answers a query: whole words, whole graphemes, in the text as it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from citizen_desktop.search.findings import Span
from citizen_desktop.search.folding import Word, fold, words_in
from citizen_desktop.search.synonyms import Thesaurus

_GRAPHEME: Final = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks what answers a query.

    Args:
        words: folded words that answer it.
        concepts: ids of what it names.
        thesaurus: what words name.
    """

    words: Container[str]
    concepts: frozenset[str]
    thesaurus: Thesaurus

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return where the text answers: in order, words beside each other in one, on bounds of graphemes (UAX #29)."""
        words = list(words_in(text))
        marked = {number for number, word in enumerate(words) if word.folded in self.words}
        if self.concepts:
            for mention in self.thesaurus.mentions([word.folded for word in words]):
                if mention.concept in self.concepts:
                    marked.update(range(mention.start, mention.start + mention.length))
        if not marked:
            return ()
        return tuple(on_graphemes(text, _together(text, words, sorted(marked))))


def _together(text: str, words: Sequence[Word], marked: Iterable[int]) -> Iterator[Span]:
    """Yield the marked words, those with nothing but white space between them as one."""
    start = end = -1
    for number in marked:
        word = words[number]
        if start >= 0 and not fold(text[end : word.start]).strip():
            end = word.end
            continue
        if start >= 0:
            yield start, end
        start, end = word.start, word.end
    if start >= 0:
        yield start, end


def on_graphemes(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans grown to whole graphemes; those that come to overlap become one.

    Args:
        text: that they lie in.
        spans: in order.
    """
    bounds = [found.end() for found in _GRAPHEME.finditer(text)]
    bounds.insert(0, 0)
    last: Span | None = None
    for start, end in spans:
        grown = (bounds[bisect_right(bounds, start) - 1], bounds[bisect_left(bounds, end)])
        if last is not None and grown[0] < last[1]:
            last = (last[0], grown[1])
            continue
        if last is not None:
            yield last
        last = grown
    if last is not None:
        yield last
