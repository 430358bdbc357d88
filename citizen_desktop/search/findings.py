"""What a search answers."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""Where a highlight begins and ends in a text, as string indexes; both lie on bounds of graphemes."""


class Why(StrEnum):
    """How a query and an entry came together, the surest first."""

    EXACT = "exact"
    FOLDED = "folded"
    STEM = "stem"
    SYNONYM = "synonym"
    TYPO = "typo"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found.

    Args:
        id: of the entry.
        score: 0 to 1, higher is better; scores of two queries are not to be compared.
        why: the least sure way that was needed.
    """

    id: str
    score: float
    why: Why


@dataclass(frozen=True)
class Findings:
    """What was found for a query.

    Args:
        query: as it was typed.
        hits: best first; empty when nothing fits.
        nearest: ids of the entries that come nearest when nothing fits.
        widened: words that were looked for beside the typed ones, as the entries spell them.
        spans: says where a text answers the query: whole words, in order, none touching another.
    """

    query: str
    hits: tuple[Hit, ...]
    nearest: tuple[str, ...]
    widened: tuple[str, ...]
    spans: Callable[[str], tuple[Span, ...]]
