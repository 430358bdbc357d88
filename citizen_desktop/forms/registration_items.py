"""What a registration asks for and how each answer stands, step by step. Nothing is refused: an answer is only judged.

An item's id is that of its field: ``basic.mobile``, ``income.0.amount`` of the first income, ``family.2.birth`` of the third member
of the family; a document's is ``slot.`` and the slot's id.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.completeness import SLOT_PREFIX, Flaw, Item, ItemId, Standing, document_items
from citizen_desktop.forms.registration import IncomeKind, RegistrationDraft
from citizen_desktop.forms.registration_slots import asked_documents, lives_independently
from citizen_desktop.forms.slots import HOUSING
from citizen_desktop.identity.amounts import Amount, AmountProblem, check_amount
from citizen_desktop.identity.dates import DateCheck, DateProblem, age, check_birth_date
from citizen_desktop.identity.iban import Iban, IbanProblem, check_iban
from citizen_desktop.identity.mobile import Mobile, MobileProblem, check_mobile
from citizen_desktop.identity.national_address import AddressPart, AddressPartCheck, AddressProblem, check_address_part
from citizen_desktop.identity.national_id import IdProblem, NationalId, check_national_id

SOURCES: Final = "income.sources"
"""The item that asks whether there is any income at all."""
MEMBERS: Final = "family.members"
"""The item that asks whether there is any dependant at all."""
IBAN: Final = "bank.iban"
DOCUMENT_SIZE: Final = "documents.size"


class FieldFlaw(StrEnum):
    """Why an item is not fine, where the typed text alone doesn't tell."""

    EMPTY = "empty"
    NOT_IN_LIST = "not-in-list"
    NO_LETTERS = "no-letters"
    NO_ROWS = "no-rows"
    CONTRADICTION = "contradiction"
    UNDER_AGE = "under-age"
    UNKNOWN_BANK = "unknown-bank"
    OWN_ID = "own-id"
    SAME_ID = "same-id"
    SAME_PERSON = "same-person"
    CHILD_OLDER = "child-older"
    PARENT_YOUNGER = "parent-younger"
    CLOSE_IN_AGE = "close-in-age"
    TOO_MANY_WIVES = "too-many-wives"
    SECOND_ONE = "second-one"
    WIFE_AND_HUSBAND = "wife-and-husband"
    NOT_OF_A_MOTHER = "not-of-a-mother"
    NO_DEPENDANTS = "no-dependants"
    CHOOSE_PROOF = "choose-proof"


Check = NationalId | Mobile | Iban | AddressPartCheck | DateCheck | Amount
_EMPTY_PROBLEMS: Final = frozenset(
    {
        IdProblem.EMPTY,
        MobileProblem.EMPTY,
        IbanProblem.EMPTY,
        AddressProblem.EMPTY,
        DateProblem.EMPTY,
        AmountProblem.EMPTY,
    }
)


@dataclass(frozen=True)
class FieldItem:
    """One thing that a registration needs, or has.

    Args:
        id: of the field, or ``slot.`` and a slot's id.
        step: where it is asked.
        standing: how it stands.
        flaw: why it is not fine, where the typed text alone doesn't tell.
        check: what was found about the typed text, of a number, a day or an amount; wrong or right.
        other: place of the member of the family that the flaw is about too, counted from 0.
        document: how the files of a document stand.
    """

    id: str
    step: StepId
    standing: Standing = Standing.FINE
    flaw: FieldFlaw | None = None
    check: Check | None = field(default=None, repr=False)
    other: int | None = None
    document: Item | None = None

    @property
    def slot(self) -> str | None:
        """The document's slot, None for anything else."""
        return self.id.removeprefix(SLOT_PREFIX) if self.id.startswith(SLOT_PREFIX) else None

    @property
    def field(self) -> str:
        """Id of the field's row: without the place of an income or a member of the family."""
        step, _, rest = self.id.partition(".")
        place, point, name = rest.partition(".")
        return f"{step}.{name}" if point and place.isdecimal() else self.id

    @property
    def place(self) -> int | None:
        """Which income or member of the family it is about, counted from 0; None for anything else."""
        parts = self.id.split(".")
        return int(parts[1]) if len(parts) > 2 and parts[1].isdecimal() else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered, chosen or attached: what was typed and is wrong is another matter."""
        if self.standing is not Standing.MISSING:
            return False
        if self.flaw is not None:
            return self.flaw in {FieldFlaw.EMPTY, FieldFlaw.NO_ROWS, FieldFlaw.CHOOSE_PROOF}
        if self.document is not None:
            return self.document.flaw is Flaw.NO_FILE
        return self.check is not None and self.check.problem in _EMPTY_PROBLEMS


@dataclass(frozen=True)
class Asking:
    """What items are worked out from.

    Args:
        content: rows.
        draft: the answers so far.
        today: a day in Riyadh.
    """

    content: RegistrationContent
    draft: RegistrationDraft
    today: date


def checked(item_id: str, step: StepId, check: Check) -> FieldItem:
    """Return the item of a typed text."""
    return FieldItem(item_id, step, Standing.FINE if check.problem is None else Standing.MISSING, check=check)


def missing(item_id: str, step: StepId, flaw: FieldFlaw, *, other: int | None = None) -> FieldItem:
    """Return an item without which there is a gap."""
    return FieldItem(item_id, step, Standing.MISSING, flaw, other=other)


def wrong(item: FieldItem, flaw: FieldFlaw, *, other: int | None = None) -> FieldItem:
    """Return an item, whose text can be right by itself, as one that can't be beside other answers."""
    return FieldItem(item.id, item.step, Standing.MISSING, flaw, item.check, other)


def doubtful(item: FieldItem, flaw: FieldFlaw, *, other: int | None = None) -> FieldItem:
    """Return an item, which is fine otherwise, as one that something speaks against."""
    return FieldItem(item.id, item.step, Standing.DOUBTFUL, flaw, item.check, other)


def words(item_id: str, step: StepId, text: str) -> FieldItem:
    """Judge a text that must say something in letters, of any script."""
    if not text.strip():
        return missing(item_id, step, FieldFlaw.EMPTY)
    if not any(character.isalpha() for character in text):
        return missing(item_id, step, FieldFlaw.NO_LETTERS)
    return FieldItem(item_id, step)


def kind_items(asking: Asking) -> Iterator[FieldItem]:
    """Judge the first step."""
    applicant, step = asking.draft.applicant, StepId.KIND
    kind = asking.content.applicant(applicant.kind)
    if applicant.kind is None:
        yield missing("kind.kind", step, FieldFlaw.EMPTY)
    else:
        yield FieldItem("kind.kind", step) if kind else missing("kind.kind", step, FieldFlaw.NOT_IN_LIST)
    if kind is not None and kind.asks_independent:
        answered = applicant.independent is not None
        yield FieldItem("kind.independent", step) if answered else missing("kind.independent", step, FieldFlaw.EMPTY)


def basic_items(asking: Asking) -> Iterator[FieldItem]:
    """Judge the basic data."""
    applicant, step = asking.draft.applicant, StepId.BASIC
    yield checked("basic.national-id", step, check_national_id(applicant.national_id))
    birth = check_birth_date(applicant.birth, asking.today)
    item = checked("basic.birth", step, birth)
    if birth.ok and birth.value is not None and lives_independently(asking.content, asking.draft):
        grown_up = age(birth.value, asking.today) >= asking.content.form.ages.independent_from
        yield item if grown_up else doubtful(item, FieldFlaw.UNDER_AGE)
    else:
        yield item
    yield checked("basic.mobile", step, check_mobile(applicant.mobile))


def income_items(asking: Asking) -> Iterator[FieldItem]:
    """Judge the sources of income: at least one, or the word that there is none."""
    draft, step = asking.draft, StepId.INCOME
    yield _rows(SOURCES, step, bool(draft.incomes), none=draft.no_income)
    for place, income in enumerate(draft.incomes):
        name = f"income.{place}"
        answered = income.kind is not None
        yield FieldItem(f"{name}.kind", step) if answered else missing(f"{name}.kind", step, FieldFlaw.EMPTY)
        yield checked(f"{name}.amount", step, check_amount(income.amount))
        if income.kind is IncomeKind.OTHER:
            yield words(f"{name}.note", step, income.note)


def _rows(item_id: str, step: StepId, there: bool, *, none: bool) -> FieldItem:  # noqa: FBT001  private
    if there and none:
        return missing(item_id, step, FieldFlaw.CONTRADICTION)
    return FieldItem(item_id, step) if there or none else missing(item_id, step, FieldFlaw.NO_ROWS)


def member_rows(draft: RegistrationDraft) -> FieldItem:
    """Judge whether the members of the family are there, or the word that there is none."""
    return _rows(MEMBERS, StepId.FAMILY, bool(draft.members), none=draft.no_members)


def address_items(asking: Asking) -> Iterator[FieldItem]:
    """Judge the national address, part by part."""
    address = asking.draft.address
    for part, text in (
        (AddressPart.SHORT, address.short),
        (AddressPart.BUILDING, address.building),
        (AddressPart.STREET, address.street),
        (AddressPart.DISTRICT, address.district),
        (AddressPart.CITY, address.city),
        (AddressPart.POSTAL_CODE, address.postal_code),
        (AddressPart.SECONDARY, address.secondary),
        (AddressPart.UNIT, address.unit),
    ):
        yield checked(f"address.{part}", StepId.ADDRESS, check_address_part(part, text))


def bank_items(asking: Asking) -> Iterator[FieldItem]:
    """Judge the account."""
    bank, step = asking.draft.bank, StepId.BANK
    iban = check_iban(bank.iban, asking.content.banks.codes)
    item = checked(IBAN, step, iban)
    yield item if not iban.ok or iban.bank_known else doubtful(item, FieldFlaw.UNKNOWN_BANK)
    yield words("bank.holder", step, bank.holder)


def document_step_items(asking: Asking) -> Iterator[FieldItem]:
    """Judge the documents that are asked for, and what else is attached."""
    content, draft, step = asking.content, asking.draft, StepId.DOCUMENTS
    proof = content.documents.housing_proof(draft.housing_proof)
    asked = asked_documents(content, draft)
    for item in document_items(content.documents, asked, draft.attachments, draft.housing_proof):
        if item.id == ItemId.PACKAGE_SIZE:
            yield FieldItem(DOCUMENT_SIZE, step, item.standing, document=item)
        elif item.slot == HOUSING and proof is None and any(slot.id == HOUSING for slot in asked):
            standing = Standing.MISSING if item.standing is Standing.MISSING else Standing.DOUBTFUL
            yield FieldItem(item.id, step, standing, FieldFlaw.CHOOSE_PROOF, document=item)
        else:
            yield FieldItem(item.id, step, item.standing, document=item)


def no_items(_asking: Asking) -> Iterator[FieldItem]:
    """Judge the review, which asks nothing of its own."""
    return iter(())
