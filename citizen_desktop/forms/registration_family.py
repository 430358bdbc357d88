"""How the members of the family stand: each by itself, beside the applicant, and beside the others.

What can't be, such as a child older than the applicant, is a gap like any wrong answer; what hardly can be is a doubt.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.registration import FamilyMember, Relation
from citizen_desktop.forms.registration_items import (
    Asking,
    FieldFlaw,
    FieldItem,
    checked,
    doubtful,
    member_rows,
    missing,
    words,
    wrong,
)
from citizen_desktop.identity.amounts import check_amount
from citizen_desktop.identity.dates import check_birth_date, years_between
from citizen_desktop.identity.national_id import check_national_id
from citizen_desktop.search.folding import folded_words

HOUSEHOLD: Final = "household"
"""The kind of applicant that has dependants by definition."""
SAUDI_MOTHER: Final = "saudi-mother"
"""The kind of applicant that is a wife."""

_CHILDREN: Final = frozenset({Relation.SON, Relation.DAUGHTER})
_PARENTS: Final = frozenset({Relation.FATHER, Relation.MOTHER})
_SPOUSES: Final[Mapping[Relation, Relation]] = MappingProxyType(
    {Relation.WIFE: Relation.HUSBAND, Relation.HUSBAND: Relation.WIFE}
)
_MOST: Final[Mapping[Relation, tuple[int, FieldFlaw]]] = MappingProxyType(
    {
        Relation.WIFE: (4, FieldFlaw.TOO_MANY_WIVES),
        Relation.HUSBAND: (1, FieldFlaw.SECOND_ONE),
        Relation.FATHER: (1, FieldFlaw.SECOND_ONE),
        Relation.MOTHER: (1, FieldFlaw.SECOND_ONE),
    }
)
"""How many there can be of a relation, and what one more of them is."""


@dataclass(frozen=True)
class _Member:
    """A member with what was found about the typed texts.

    Args:
        place: counted from 0.
        row: as typed.
        number: of the ID, folded, if it is right; else empty.
        birth: if the day is right, None otherwise.
        name: as it is compared; empty if there is none.
    """

    place: int
    row: FamilyMember
    number: str
    birth: date | None
    name: str


def family_items(asking: Asking) -> Iterator[FieldItem]:
    """Judge the members of the family: at least one, or the word that there is none."""
    draft = asking.draft
    rows = member_rows(draft)
    alone = rows.standing is Standing.FINE and draft.no_members and draft.applicant.kind == HOUSEHOLD
    yield doubtful(rows, FieldFlaw.NO_DEPENDANTS) if alone else rows
    members = tuple(_member(place, row, asking.today) for place, row in enumerate(draft.members))
    for member in members:
        yield from _items(asking, members, member)


def _member(place: int, row: FamilyMember, today: date) -> _Member:
    number = check_national_id(row.national_id)
    birth = check_birth_date(row.birth, today)
    return _Member(
        place=place,
        row=row,
        number=number.value if number.ok else "",
        birth=birth.value if birth.ok else None,
        name=" ".join(folded_words(row.name)),
    )


def _items(asking: Asking, members: tuple[_Member, ...], member: _Member) -> Iterator[FieldItem]:
    name, step, row = f"family.{member.place}", StepId.FAMILY, member.row
    relation = FieldItem(f"{name}.relation", step)
    yield (
        missing(relation.id, step, FieldFlaw.EMPTY)
        if row.relation is None
        else _relation(asking, members, member, row.relation, relation)
    )
    yield _named(members, member, words(f"{name}.name", step, row.name))
    yield _numbered(asking, members, member, checked(f"{name}.national-id", step, check_national_id(row.national_id)))
    yield _born(asking, member, checked(f"{name}.birth", step, check_birth_date(row.birth, asking.today)))
    yield checked(f"{name}.income", step, check_amount(row.income))


def _relation(
    asking: Asking, members: tuple[_Member, ...], member: _Member, relation: Relation, item: FieldItem
) -> FieldItem:
    if relation is Relation.WIFE and asking.draft.applicant.kind == SAUDI_MOTHER:
        return wrong(item, FieldFlaw.NOT_OF_A_MOTHER)
    spouse = _SPOUSES.get(relation)
    other = _before(members, member, lambda before: spouse is not None and before.row.relation is spouse)
    if other is not None:
        return wrong(item, FieldFlaw.WIFE_AND_HUSBAND, other=other)
    if relation in _MOST:
        most, flaw = _MOST[relation]
        alike = [before.place for before in members[: member.place] if before.row.relation is relation]
        if len(alike) >= most:
            return wrong(item, flaw, other=alike[0])
    return item


def _named(members: tuple[_Member, ...], member: _Member, item: FieldItem) -> FieldItem:
    """Ask about one of the same name and the same day of birth as another: twins have names of their own."""
    if item.standing is not Standing.FINE or member.birth is None or not member.name:
        return item
    other = _before(members, member, lambda before: (before.name, before.birth) == (member.name, member.birth))
    return item if other is None else doubtful(item, FieldFlaw.SAME_PERSON, other=other)


def _numbered(asking: Asking, members: tuple[_Member, ...], member: _Member, item: FieldItem) -> FieldItem:
    if not member.number:
        return item
    if check_national_id(asking.draft.applicant.national_id).value == member.number:
        return wrong(item, FieldFlaw.OWN_ID)
    other = _before(members, member, lambda before: before.number == member.number)
    return item if other is None else wrong(item, FieldFlaw.SAME_ID, other=other)


def _born(asking: Asking, member: _Member, item: FieldItem) -> FieldItem:
    """Hold a child's or a parent's day of birth against the applicant's."""
    own = check_birth_date(asking.draft.applicant.birth, asking.today)
    if member.birth is None or not own.ok or own.value is None:
        return item
    if member.row.relation in _CHILDREN:
        parent, child, flaw = own.value, member.birth, FieldFlaw.CHILD_OLDER
    elif member.row.relation in _PARENTS:
        parent, child, flaw = member.birth, own.value, FieldFlaw.PARENT_YOUNGER
    else:
        return item
    if parent >= child:
        return wrong(item, flaw)
    close = years_between(parent, child) < asking.content.form.ages.parent_from
    return doubtful(item, FieldFlaw.CLOSE_IN_AGE) if close else item


def _before(members: tuple[_Member, ...], member: _Member, same: Callable[[_Member], bool]) -> int | None:
    """Return the place of the first member before this one of whom it holds."""
    return next((before.place for before in members[: member.place] if same(before)), None)
