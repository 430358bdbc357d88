"""The draft of a registration: what a person has answered so far, as they typed it.

Every answer is kept as it was typed, in whatever digits, right or not: ``registration_state`` judges, nothing is refused here. An
answer that another one makes needless stays, and counts again when that one is taken back. There is no place for a verification
code or a password: they belong to the portal alone.
"""

from enum import StrEnum
from typing import Annotated, Final, Self, TypeVar

import msgspec

from citizen_desktop.content.registration_models import IncomeKind, Relation
from citizen_desktop.forms.draft import Attachment, ContentId, Part, SlotId
from citizen_desktop.identity.dates import Calendar

# What a draft is made of is imported from here, whichever module has it.
__all__ = [
    "Address",
    "BankAccount",
    "FamilyMember",
    "IncomeKind",
    "IncomeSource",
    "Period",
    "Registrant",
    "RegistrationDraft",
    "Relation",
]

VERSION: Final = 1
"""Of the draft's schema. Any new field is a new version: an older program must say that it can't read it, and not lose it."""

_P = TypeVar("_P", bound=Part)


class Period(StrEnum):
    """What an amount is for."""

    MONTHLY = "monthly"
    YEARLY = "yearly"


class Registrant(Part, frozen=True, kw_only=True):
    """Who registers.

    Args:
        kind: id of an applicant kind.
        independent: whether they live independently; asked of some kinds only.
        national_id: number of the ID card or residence permit, as typed.
        birth: the day, as typed, or as put together from lists: ``12/3/1410``, ``12//1410`` while the month is not chosen.
        birth_calendar: the calendar that the form shows; the year alone tells which one was meant.
        mobile: as typed.
    """

    kind: ContentId | None = None
    independent: bool | None = None
    national_id: str = ""
    birth: str = ""
    birth_calendar: Calendar = Calendar.HIJRI
    mobile: str = ""


class IncomeSource(Part, frozen=True, kw_only=True):
    """An income of the applicant.

    Args:
        kind: where it comes from.
        amount: in riyals, as typed.
        period: what the amount is for.
        note: what it is, in the person's own words.
    """

    kind: IncomeKind | None = None
    amount: str = ""
    period: Period = Period.MONTHLY
    note: str = ""


class Address(Part, frozen=True, kw_only=True):
    """The national address, as typed.

    Args:
        short: four letters and four digits.
        building: number of the building.
        street: its name.
        district: its name.
        city: its name.
        postal_code: five digits.
        secondary: four digits.
        unit: number of the flat, where there is one.
    """

    short: str = ""
    building: str = ""
    street: str = ""
    district: str = ""
    city: str = ""
    postal_code: str = ""
    secondary: str = ""
    unit: str = ""


class FamilyMember(Part, frozen=True, kw_only=True):
    """A member of the family, as typed.

    Args:
        relation: who they are to the applicant.
        name: full name.
        national_id: number of the ID card or residence permit.
        birth: the day, as in ``Registrant``.
        birth_calendar: the calendar that the form shows.
        income: in riyals; 0 for none.
        income_period: what the income is for.
    """

    relation: Relation | None = None
    name: str = ""
    national_id: str = ""
    birth: str = ""
    birth_calendar: Calendar = Calendar.HIJRI
    income: str = ""
    income_period: Period = Period.MONTHLY


class BankAccount(Part, frozen=True, kw_only=True):
    """The account that support would be paid into, as typed.

    Args:
        iban: with or without spaces.
        holder: the name on the account, which has to be the applicant's own.
    """

    iban: str = ""
    holder: str = ""


class RegistrationDraft(Part, frozen=True, kw_only=True, tag_field="draft", tag="registration"):
    """The draft of a registration.

    Args:
        version: of this schema.
        applicant: who registers.
        incomes: one for each source.
        no_income: the person said that there is none.
        address: where they live.
        members: of the family.
        no_members: the person said that there is none.
        bank: the account.
        housing_proof: id of the way in which independent housing is proved.
        attachments: in the order in which they were taken in.
        complete: what its package says of it, None outside one; it is never believed but judged anew.
        missing: slots that lacked a file when it was packed.
    """

    version: Annotated[int, msgspec.Meta(ge=1, le=VERSION)] = VERSION
    applicant: Registrant = Registrant()
    incomes: tuple[IncomeSource, ...] = ()
    no_income: bool = False
    address: Address = Address()
    members: tuple[FamilyMember, ...] = ()
    no_members: bool = False
    bank: BankAccount = BankAccount()
    housing_proof: ContentId | None = None
    attachments: tuple[Attachment, ...] = ()
    complete: bool | None = None
    missing: tuple[SlotId, ...] = ()

    @property
    def name(self) -> str:
        """What lists call the draft: the name on the account, since the portal asks for no other name of the applicant."""
        return self.bank.holder

    @property
    def originals(self) -> frozenset[str]:
        """Digests of the files that attachments were made of."""
        return frozenset(source.sha256 for attachment in self.attachments for source in attachment.sources)

    def with_applicant(self, **changes: object) -> Self:
        """Return a copy with answers about the applicant changed."""
        return self.evolve(applicant=self.applicant.evolve(**changes))

    def with_address(self, **changes: object) -> Self:
        """Return a copy with parts of the address changed."""
        return self.evolve(address=self.address.evolve(**changes))

    def with_bank(self, **changes: object) -> Self:
        """Return a copy with answers about the account changed."""
        return self.evolve(bank=self.bank.evolve(**changes))

    def with_income(self, place: int, **changes: object) -> Self:
        """Return a copy with one income changed, or with a new one at the end.

        Args:
            place: of the income, counted from 0; as many as there are for a new one.
            changes: fields of ``IncomeSource``.

        Raises:
            IndexError: there is no such place.
        """
        return self.evolve(incomes=_with(self.incomes, place, IncomeSource(), changes))

    def without_income(self, place: int) -> Self:
        """Return a copy without one income, counted from 0.

        Raises:
            IndexError: there is no such place.
        """
        return self.evolve(incomes=_without(self.incomes, place))

    def with_member(self, place: int, **changes: object) -> Self:
        """Return a copy with one member of the family changed, or with a new one at the end.

        Args:
            place: of the member, counted from 0; as many as there are for a new one.
            changes: fields of ``FamilyMember``.

        Raises:
            IndexError: there is no such place.
        """
        return self.evolve(members=_with(self.members, place, FamilyMember(), changes))

    def without_member(self, place: int) -> Self:
        """Return a copy without one member of the family, counted from 0.

        Raises:
            IndexError: there is no such place.
        """
        return self.evolve(members=_without(self.members, place))

    def attached(self, slot_id: str) -> tuple[Attachment, ...]:
        """Return the files of one slot."""
        return tuple(attachment for attachment in self.attachments if attachment.slot == slot_id)


def _with(rows: tuple[_P, ...], place: int, fresh: _P, changes: dict[str, object]) -> tuple[_P, ...]:
    if not 0 <= place <= len(rows):
        raise IndexError(place)
    row = rows[place] if place < len(rows) else fresh
    return (*rows[:place], row.evolve(**changes), *rows[place + 1 :])


def _without(rows: tuple[_P, ...], place: int) -> tuple[_P, ...]:
    if not 0 <= place < len(rows):
        raise IndexError(place)
    return rows[:place] + rows[place + 1 :]
