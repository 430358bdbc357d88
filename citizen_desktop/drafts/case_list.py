"""The drafts as lists show them: their states, how they are found, counted and sorted, and how long they are kept.

Everything that is compared is worked out once per draft, so that a list of ten thousand answers while somebody types. The name of
a locked case is in none of it: it is neither shown nor searched, and its place in a list does not tell it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from citizen_desktop.drafts.models import DraftId, Head
from citizen_desktop.forms.completeness import SLOT_PREFIX
from citizen_desktop.search.folding import fold, folded_words, words_of

WARNED: Final = 3
"""Days before a draft is erased at which its owner is warned."""
_AMBER: Final = 4
_RED: Final = 1
_DIGITS: Final = 4
_NUMBER: Final = re.compile(r"[^\W\d_][-\u2010-\u2015_/.]*([0-9]+)")
"""A case number with the letter before it, as a paper in any language has it, folded."""
_APART: Final = 0xE000
_LATIN_LAST: Final = {code: code + _APART for code in range(ord("a"), ord("z") + 1)}


class CaseState(StrEnum):
    """How a draft stands."""

    INCOMPLETE = "incomplete"
    """All questions are answered, and a document is missing or something bears a doubt."""
    IN_PREPARATION = "in-preparation"
    """Questions are still to be answered."""
    READY = "ready"
    LOCKED = "locked"
    HANDED_OVER = "handed-over"


class SortKey(StrEnum):
    """What a list can be sorted by."""

    NAME = "name"
    NUMBER = "number"
    STATE = "state"
    PROGRESS = "progress"
    LAST_EDIT = "last-edit"
    RETENTION = "retention"


FIRST_DOWN: Final = frozenset({SortKey.NUMBER, SortKey.PROGRESS, SortKey.LAST_EDIT})
"""What is sorted downwards when it is chosen: the latest, the greatest first."""


class Urgency(StrEnum):
    """How soon a draft is erased."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Retention:
    """How long a draft is kept.

    Args:
        on: the day on which it is erased.
        days_left: until then, 0 on that day and after it.
    """

    on: date
    days_left: int

    @property
    def urgency(self) -> Urgency:
        """How soon that is."""
        if self.days_left <= _RED:
            return Urgency.RED
        return Urgency.AMBER if self.days_left <= _AMBER else Urgency.CALM

    @property
    def warned(self) -> bool:
        """Whether it is so soon that the owner is warned."""
        return self.days_left <= WARNED


def retention(head: Head, today: date, days: int) -> Retention:
    """Return how long a draft is kept.

    Args:
        head: of the draft.
        today: in Riyadh.
        days: after the last change.
    """
    on = head.changed.date() + timedelta(days=days)
    return Retention(on, max(0, (on - today).days))


def state_of(head: Head) -> CaseState:
    """Return how a draft stands: one that was changed after it was handed over is in work again."""
    if head.locked:
        return CaseState.LOCKED
    if head.handed_over is not None and head.handed_over >= head.changed:
        return CaseState.HANDED_OVER
    summary = head.summary
    if summary.complete:
        return CaseState.READY
    asked = summary.total == 0 or any(not item.startswith(SLOT_PREFIX) for item in summary.missing)
    return CaseState.IN_PREPARATION if asked else CaseState.INCOMPLETE


def share_done(head: Head) -> float:
    """Return how much of a draft is done, 0 to 1."""
    summary = head.summary
    return min(1.0, summary.done / summary.total) if summary.total > 0 else 0.0


def percent_done(head: Head) -> int:
    """Return how much of a draft is done in per cent, rounded down: 100 is for all of it."""
    summary = head.summary
    return min(100, 100 * summary.done // summary.total) if summary.total > 0 else 0


def padded_number(number: int) -> str:
    """Return the number of a case as it is written, without the letter."""
    return f"{number:0{_DIGITS}}"


def name_key(name: str) -> str:
    """Return what names are sorted by: the order of the Arabic alphabet, then Latin letters.

    The folded spelling has hamza seats as their letters, and Unicode has the letters in the alphabet's order. Digits come first.
    """
    return " ".join(folded_words(name)).translate(_LATIN_LAST)


@dataclass(frozen=True, slots=True)
class Case:
    """A draft with what it is found and sorted by.

    Args:
        head: what is known of it.
        state: how it stands.
        number: as written, without the letter.
        found_in: its folded words; of a locked one its number alone.
        name_key: what it is sorted by; of a locked one nothing, and it comes last.
    """

    head: Head
    state: CaseState
    number: str
    found_in: str
    name_key: str

    @property
    def locked(self) -> bool:
        """Whether its name is hidden."""
        return self.state is CaseState.LOCKED


def case_of(head: Head) -> Case:
    """Return a draft with what it is found and sorted by."""
    state, number = state_of(head), padded_number(head.number)
    if state is CaseState.LOCKED:
        return Case(head, state, number, number, "")
    words = " ".join(folded_words(head.summary.name))
    found_in = f"{words} {number} {head.summary.last_four}"
    return Case(head, state, number, found_in, words.translate(_LATIN_LAST))


@dataclass(frozen=True)
class Wish:
    """What is to be seen of a list.

    Args:
        query: what is searched for, as typed; empty for everything.
        state: drafts in this state alone, None for all.
        sort: what they are sorted by.
        down: the greatest first.
    """

    query: str = ""
    state: CaseState | None = None
    sort: SortKey = SortKey.LAST_EDIT
    down: bool = True


@dataclass(frozen=True)
class Selection:
    """What is seen of a list.

    Args:
        cases: sorted.
        counts: how many the search finds in each state; under None in all.
    """

    cases: tuple[Case, ...]
    counts: Mapping[CaseState | None, int]


class CaseList:
    """The drafts of a store; a change of one leaves the others as they are.

    Args:
        heads: of the drafts.
    """

    def __init__(self, heads: Iterable[Head] = ()) -> None:
        self._cases = {head.id: case_of(head) for head in heads}

    def __len__(self) -> int:
        return len(self._cases)

    def get(self, draft_id: DraftId) -> Case | None:
        """Return a draft, None if it is not there."""
        return self._cases.get(draft_id)

    def put(self, head: Head) -> None:
        """Take in a new draft, or one that was changed."""
        self._cases[head.id] = case_of(head)

    def drop(self, draft_id: DraftId) -> None:
        """Forget a draft; one that is not there is passed over."""
        self._cases.pop(draft_id, None)

    def warned(self, today: date, days: int) -> int:
        """Return how many drafts are so near to being erased that their owner is warned."""
        return sum(retention(case.head, today, days).warned for case in self._cases.values())

    def select(self, wish: Wish) -> Selection:
        """Return what is seen."""
        matches = matcher(wish.query)
        found = [case for case in self._cases.values() if matches(case)]
        counts: dict[CaseState | None, int] = dict.fromkeys((None, *CaseState), 0)
        for case in found:
            counts[case.state] += 1
        counts[None] = len(found)
        shown = found if wish.state is None else [case for case in found if case.state is wish.state]
        return Selection(tuple(_sorted(shown, wish.sort, down=wish.down)), MappingProxyType(counts))


def matcher(query: str) -> Callable[[Case], bool]:
    """Return what judges whether a draft is found: every word of the query stands in it.

    Digits are looked for in the case number and in the last four digits, a number with its letter in the case number alone.
    """
    folded = fold(query).strip()
    numbered = _NUMBER.fullmatch(folded)
    if numbered is not None:
        digits = numbered[1]
        return lambda case: case.number.startswith(digits) or str(case.head.number) == digits
    words = words_of(folded)
    if not words:
        # Nothing but signs finds nothing; nothing at all finds everything.
        return lambda _case: not folded
    return lambda case: all(word in case.found_in for word in words)


_STATE_ORDER: Final = {state: place for place, state in enumerate(CaseState)}
_KEYS: Final[Mapping[SortKey, Callable[[Case], object]]] = {
    SortKey.NAME: lambda case: case.name_key,
    SortKey.NUMBER: lambda case: case.head.number,
    SortKey.STATE: lambda case: _STATE_ORDER[case.state],
    SortKey.PROGRESS: lambda case: share_done(case.head),
    SortKey.LAST_EDIT: lambda case: case.head.changed,
    SortKey.RETENTION: lambda case: case.head.changed,
}


def _sorted(cases: list[Case], sort: SortKey, *, down: bool) -> list[Case]:
    """Sort, the later number first among equals; by name, cases without one come last in both directions."""
    cases = sorted(cases, key=lambda case: -case.head.number)
    if sort is not SortKey.NAME:
        return sorted(cases, key=_KEYS[sort], reverse=down)  # type: ignore[arg-type]  # all of one kind
    named = [case for case in cases if case.name_key]
    return sorted(named, key=_KEYS[sort], reverse=down) + [case for case in cases if not case.name_key]  # type: ignore[arg-type]


def first_letter(name: str) -> str:
    """Return the letter that stands for a name, empty where it has none."""
    for character in name:
        # A stretching sign is a letter to Unicode, of the kind that modifies others.
        if unicodedata.category(character) in {"Lo", "Lu", "Ll", "Lt"}:
            return character.upper()
    return ""
