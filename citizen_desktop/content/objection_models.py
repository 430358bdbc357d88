"""The rows of the content file behind an objection: its kinds, applicants, reasons, rules and limits.

What the portal has not announced is marked as assumed, in words that the screen can show beside it.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from citizen_desktop.content.document_models import AtLeastOne, Banks, DocumentRule, Documents, Facts
from citizen_desktop.content.letter_models import LetterWords
from citizen_desktop.content.models import Fact, Identifier, Paths, Row, Text


class ObjectionKind(StrEnum):
    """What an objection is against."""

    ELIGIBILITY = "eligibility"
    AMOUNT = "amount"


class KindRow(Row, frozen=True, kw_only=True):
    """How a kind of objection is asked.

    Args:
        id: the kind; the path through the portal in ``objections.toml`` has the same id.
        name: on the radio card.
        hint: below it.
        day: what the day is that the period of objection counts from.
        day_hint: what to mind about that day.
        request: what the letter asks for in the end, in formal Arabic.
        asks_paid: whether the payment must have become "paid" first.
        facts: sources.
    """

    id: ObjectionKind
    name: Text
    hint: Text
    day: Text
    day_hint: Text
    request: Text
    asks_paid: bool = False
    facts: Facts


class ApplicantKind(Row, frozen=True, kw_only=True):
    """Who objects.

    Args:
        id: stable name.
        name: on the radio card.
        hint: who is meant, where the name does not say it.
        independent: lives independently by definition, so the condition of housing holds.
        asks_independent: may live independently or not: it is asked.
        why: id of the question that explains who this is.
        facts: sources.
    """

    id: Identifier
    name: Text
    hint: Text | None = None
    independent: bool = False
    asks_independent: bool = False
    why: Identifier | None = None
    facts: Facts


class Reason(Row, frozen=True, kw_only=True):
    """Why the portal decided as it did.

    Args:
        id: stable name.
        name: in the list of reasons.
        hint: what the objection should show.
        paper: what the document that answers it may be.
        wording: suggested explanation, in formal Arabic; the person makes it their own.
        own_words: what the portal said is typed in.
        why: id of the question that explains the reason.
        facts: sources.
    """

    id: Identifier
    name: Text
    hint: Text
    paper: Text | None = None
    wording: Text
    own_words: bool = False
    why: Identifier | None = None
    facts: Facts


class SlotRule(DocumentRule, frozen=True, kw_only=True):
    """Which documents an objection asks for, and of whom.

    Args:
        kinds: kinds of objection.
        reasons: ids of reasons.
    """

    kinds: tuple[ObjectionKind, ...] = ()
    reasons: tuple[Identifier, ...] = ()


class DeadlineRule(Row, frozen=True, kw_only=True):
    """How long there is time to object.

    Args:
        days: Gregorian days after the day of the result or the deposit, which is day 0.
        amber_from: with so many days left, or fewer, the colour is amber.
        red_below: with fewer days left than this, the colour is red.
        passed: what to do once the time is over.
        why: id of the question that explains the time.
        facts: sources.
    """

    days: Annotated[int, msgspec.Meta(ge=1, le=3650)]
    amber_from: AtLeastOne
    red_below: AtLeastOne
    passed: Text
    why: Identifier | None = None
    facts: Facts


class ExplanationLimit(Row, frozen=True, kw_only=True):
    """How long the explanation may be.

    Args:
        characters: at most.
        assumed: the sentence that says that nobody announced it.
        facts: sources.
    """

    characters: AtLeastOne
    assumed: Text
    facts: Facts


class ObjectionRules(Row, frozen=True, kw_only=True):
    """``objection-rules.toml``.

    Args:
        published: the day of this version.
        deadline: how long there is time.
        explanation: how long the explanation may be.
        kinds: of objection.
        applicants: kinds of applicants.
        reasons: the portal's reasons.
        rules: which documents are asked for.
    """

    published: date
    deadline: DeadlineRule
    explanation: ExplanationLimit
    kinds: Annotated[tuple[KindRow, ...], msgspec.Meta(min_length=1)]
    applicants: Annotated[tuple[ApplicantKind, ...], msgspec.Meta(min_length=1)]
    reasons: Annotated[tuple[Reason, ...], msgspec.Meta(min_length=1)]
    rules: Annotated[tuple[SlotRule, ...], msgspec.Meta(min_length=1)]

    def kind(self, kind: ObjectionKind | None) -> KindRow | None:
        """Return the row of a kind of objection."""
        return next((row for row in self.kinds if row.id == kind), None)

    def applicant(self, kind_id: str | None) -> ApplicantKind | None:
        """Return the applicant kind with this id."""
        return next((row for row in self.applicants if row.id == kind_id), None)

    def reason(self, reason_id: str | None) -> Reason | None:
        """Return the reason with this id."""
        return next((row for row in self.reasons if row.id == reason_id), None)


class ObjectionContent(Row, frozen=True, kw_only=True):
    """All that the objection needs of the content.

    Args:
        banks: by their codes.
        documents: that may be asked for.
        rules: of the objection.
        letter: words of what is handed in.
        portal: ways through the portal.
    """

    banks: Banks
    documents: Documents
    rules: ObjectionRules
    letter: LetterWords
    portal: Paths


def facts_behind(content: ObjectionContent) -> tuple[Fact, ...]:
    """Return every fact that the form of an objection rests on, each once."""
    rules, documents = content.rules, content.documents
    groups: tuple[Facts, ...] = (
        rules.deadline.facts,
        *(row.facts for row in rules.kinds),
        *(row.facts for row in rules.applicants),
        *(row.facts for row in rules.reasons),
        *(row.facts for row in documents.slots),
        *(row.facts for row in rules.rules),
        *(row.facts for row in documents.housing_proofs),
        documents.limits.facts,
        rules.explanation.facts,
    )
    return tuple(dict.fromkeys(fact for group in groups for fact in group))
