"""What the list of questions holds: results, what is asked most, what comes nearest, or simply all. Plain Python."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from citizen_desktop.content.faq_models import Faq, Question
from citizen_desktop.search.findings import Findings


class Kind(StrEnum):
    """Why questions stand in a group."""

    ALL = "all"
    RESULTS = "results"
    FREQUENT = "frequent"
    NEAREST = "nearest"


@dataclass(frozen=True)
class Group:
    """Questions under a title.

    Args:
        kind: why they are there.
        questions: in the order of the list.
    """

    kind: Kind
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Listing:
    """The whole list.

    Args:
        groups: from the top; none of them is empty.
        found: how many questions were found in all, None where nothing was searched for.
        counts: how many of them stand under each heading, by its id.
    """

    groups: tuple[Group, ...]
    found: int | None
    counts: dict[str, int]

    @property
    def nothing_found(self) -> bool:
        """Whether something was searched for that no question shown answers."""
        return self.found is not None and not any(group.kind is Kind.RESULTS for group in self.groups)

    @property
    def first(self) -> Question | None:
        """The question to begin with: the one that answers best, or the first of all; None where nothing was found."""
        return None if self.nothing_found or not self.groups else self.groups[0].questions[0]

    def __contains__(self, question: object) -> bool:
        """Whether a question stands in the list."""
        return any(question in group.questions for group in self.groups)


def listing(faq: Faq, findings: Findings | None, category: str | None) -> Listing:
    """Return what the list holds.

    Args:
        faq: the questions.
        findings: of the search, None where nothing is searched for.
        category: id of the one heading whose questions are wanted, None for all.
    """
    if findings is None:
        return _listed(None, {}, Group(Kind.ALL, _under(category, faq.questions)))
    hits = _named(faq, (hit.id for hit in findings.hits))
    counts = dict(Counter(question.category for question in hits))
    if not hits:
        return _listed(0, counts, Group(Kind.NEAREST, _named(faq, findings.nearest)))
    shown = _under(category, hits)
    if not shown:
        return _listed(len(hits), counts, Group(Kind.ALL, _under(category, faq.questions)))
    frequent = tuple(question for question in _under(category, _named(faq, faq.frequent)) if question not in hits)
    return _listed(len(hits), counts, Group(Kind.RESULTS, shown), Group(Kind.FREQUENT, frequent))


def _listed(found: int | None, counts: dict[str, int], *groups: Group) -> Listing:
    return Listing(tuple(group for group in groups if group.questions), found, counts)


def _named(faq: Faq, ids: Iterable[str]) -> tuple[Question, ...]:
    return tuple(question for wanted in ids if (question := faq.question(wanted)) is not None)


def _under(category: str | None, questions: Iterable[Question]) -> tuple[Question, ...]:
    return tuple(question for question in questions if category in {None, question.category})
