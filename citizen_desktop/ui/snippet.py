"""One line of an answer for the list: its beginning, or the place that a search found."""

from collections.abc import Callable, Sequence
from typing import Final

from citizen_desktop import bidi
from citizen_desktop.search.findings import Span

ELLIPSIS: Final = "…"
_WORDS_BEFORE: Final = 3


def snippet(text: str, spans: Sequence[Span], elide: Callable[[str], str]) -> tuple[str, tuple[Span, ...]]:
    """Return what stands in the line, and where it is marked.

    Args:
        text: the words of the answer.
        spans: its marked places, in order.
        elide: cuts a text to the room there is, with an ellipsis at its end.
    """
    line = _cut(text, elide)
    shift = 0
    if spans and spans[0][1] > _whole(line, text):
        start = spans[0][0]
        for _word in range(_WORDS_BEFORE):
            start = _word_before(text, start)
        # Where the text ends soon, more of what stands before fits in.
        while start and elide(wider := ELLIPSIS + text[_word_before(text, start) :]) == wider:
            start = _word_before(text, start)
        line = _cut(ELLIPSIS + text[start:], elide)
        shift = len(ELLIPSIS) - start
    shown = len(line) - (len(ELLIPSIS) if line.endswith(ELLIPSIS) else 0)
    # A cut within a number or an address would leave the ellipsis on the wrong side of it.
    line = bidi.closed(line[:shown]) + line[shown:]
    moved = ((begin + shift, min(end + shift, shown)) for begin, end in spans)
    return line, tuple((begin, end) for begin, end in moved if 0 <= begin < end)


def _cut(text: str, elide: Callable[[str], str]) -> str:
    """Cut a text, without the empty isolates that Qt leaves behind the ellipsis."""
    line = elide(text)
    return line if line == text else line[: line.rfind(ELLIPSIS) + len(ELLIPSIS)]


def _word_before(text: str, place: int) -> int:
    """Return where the word before a place begins."""
    return text.rfind(" ", 0, max(0, place - 1)) + 1


def _whole(line: str, text: str) -> int:
    """Return how many characters of a text its line shows."""
    return len(text) if line == text else len(line) - len(ELLIPSIS)
