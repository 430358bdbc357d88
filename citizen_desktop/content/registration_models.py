"""The rows of the content behind a registration: its steps, its fields in the portal's order, and what it judges by.

What the portal has not announced is marked as assumed or unknown, in facts that the screen can show.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from citizen_desktop.content.document_models import AtLeastOne, Banks, Documents, Facts
from citizen_desktop.content.models import Fact, Filled, Identifier, Paths, PortalStep, Row, Text
from citizen_desktop.content.objection_models import ApplicantKind, ObjectionContent

FieldName = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z-]*[.][a-z][a-z-]*$")]


class StepId(StrEnum):
    """The steps of the form, in their order."""

    KIND = "kind"
    BASIC = "basic"
    INCOME = "income"
    ADDRESS = "address"
    FAMILY = "family"
    BANK = "bank"
    DOCUMENTS = "documents"
    REVIEW = "review"


class IncomeKind(StrEnum):
    """Where an income comes from, in the order of the form."""

    SALARY = "salary"
    PENSION = "pension"
    BUSINESS = "business"
    RENT = "rent"
    SUPPORT = "support"
    OTHER = "other"


class Relation(StrEnum):
    """Who a member of the family is to the applicant, in the order of the form."""

    WIFE = "wife"
    HUSBAND = "husband"
    SON = "son"
    DAUGHTER = "daughter"
    FATHER = "father"
    MOTHER = "mother"
    BROTHER = "brother"
    SISTER = "sister"
    OTHER = "other"


class StepRow(Row, frozen=True, kw_only=True):
    """A step of the form.

    Args:
        id: which.
        name: heading, and name in the list of steps.
        todo: what it is about, in the list of steps, while nothing is answered.
        introduction: below the heading.
        icon: file name in ``resources/icons`` without its ending.
        hidden_if_independent: those who live independently have nothing to answer there.
        why: id of the question that explains it.
        facts: sources; none for a step that is the application's own.
    """

    id: StepId
    name: Text
    todo: Text
    introduction: Text
    icon: Filled
    hidden_if_independent: bool = False
    why: Identifier | None = None
    facts: tuple[Fact, ...] = ()


class FieldRow(Row, frozen=True, kw_only=True):
    """A field of the form.

    Args:
        id: the step's and its own, ``basic.mobile``; of something that is there several times, ``income.amount``.
        name: its label.
        hint: below it, while there is nothing else to say.
        example: in the empty field, in Western digits and Latin letters.
        why: id of the question that explains it.
    """

    id: FieldName
    name: Text
    hint: Text | None = None
    example: str = ""
    why: Identifier | None = None


class Choice(Row, frozen=True, kw_only=True):
    """A kind of income, or a relation, as it is offered.

    Args:
        id: stable name, the one of the draft.
        name: in lists.
        hint: what is meant.
    """

    id: Identifier
    name: Text
    hint: Text | None = None


class AgeRules(Row, frozen=True, kw_only=True):
    """What days of birth are judged by.

    Args:
        independent_from: years, by either calendar; an independent individual is not younger.
        parent_from: years; a parent who is not as much older than a child is asked about.
        facts: sources.
    """

    independent_from: AtLeastOne
    parent_from: AtLeastOne
    facts: Facts


class RegistrationForm(Row, frozen=True, kw_only=True):
    """``registration-form.toml``.

    Args:
        published: the day of this version.
        ages: what days of birth are judged by.
        facts: sources of what is asked, and what is not known of it.
        steps: in their order.
        fields: in the portal's order.
        incomes: kinds of income, in the order of the form.
        relations: to the applicant, in the order of the form.
    """

    published: date
    ages: AgeRules
    facts: Facts
    steps: Annotated[tuple[StepRow, ...], msgspec.Meta(min_length=1)]
    fields: Annotated[tuple[FieldRow, ...], msgspec.Meta(min_length=1)]
    incomes: Annotated[tuple[Choice, ...], msgspec.Meta(min_length=1)]
    relations: Annotated[tuple[Choice, ...], msgspec.Meta(min_length=1)]

    def step(self, step_id: StepId) -> StepRow:
        """Return the row of a step; the loader has seen to it that there is one."""
        return next(row for row in self.steps if row.id == step_id)

    def field(self, field_id: str) -> FieldRow | None:
        """Return the row of a field."""
        return next((row for row in self.fields if row.id == field_id), None)

    def income(self, kind: str | None) -> Choice | None:
        """Return the row of a kind of income."""
        return next((row for row in self.incomes if row.id == kind), None)

    def relation(self, relation: str | None) -> Choice | None:
        """Return the row of a relation."""
        return next((row for row in self.relations if row.id == relation), None)


class RegistrationContent(Row, frozen=True, kw_only=True):
    """All that a registration needs of the content.

    Args:
        form: steps and fields.
        objection: what it shares with an objection: banks, documents, kinds of applicants, words of what is handed in.
        portal: the way through the portal.
    """

    form: RegistrationForm
    objection: ObjectionContent
    portal: Paths

    @property
    def banks(self) -> Banks:
        """By their codes."""
        return self.objection.banks

    @property
    def documents(self) -> Documents:
        """That may be asked for."""
        return self.objection.documents

    @property
    def applicants(self) -> tuple[ApplicantKind, ...]:
        """The kinds of applicants, in the order of the form."""
        return self.objection.rules.applicants

    def applicant(self, kind_id: str | None) -> ApplicantKind | None:
        """Return the applicant kind with this id."""
        return self.objection.rules.applicant(kind_id)

    def on_portal(self, step_id: StepId) -> tuple[int, PortalStep] | None:
        """Return where the answers of a step are typed on the portal: number, counted from 1, and step; None if not known."""
        for number, step in enumerate(self.portal.paths[0].steps, 1):
            if step_id in step.prepares:
                return number, step
        return None


def facts_behind_registration(content: RegistrationContent) -> tuple[Fact, ...]:
    """Return every fact that the form of a registration rests on, each once."""
    form, documents = content.form, content.documents
    groups: tuple[tuple[Fact, ...], ...] = (
        *(path.facts for path in content.portal.paths),
        form.facts,
        *(row.facts for row in content.applicants),
        form.ages.facts,
        *(row.facts for row in form.steps),
        content.banks.facts,
        *(row.facts for row in documents.slots),
        *(row.facts for row in documents.registration_rules),
        *(row.facts for row in documents.housing_proofs),
        documents.limits.facts,
    )
    return tuple(dict.fromkeys(fact for group in groups for fact in group))
