"""The answers of a registration as lines to type into the portal from: field by field, in the portal's order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from citizen_desktop.bidi import isolate, ltr, strip_controls
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.formats import gregorian, hijri, riyal_digits, riyals
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.letter import typed
from citizen_desktop.forms.registration import FamilyMember, IncomeKind, IncomeSource, Period, RegistrationDraft
from citizen_desktop.forms.registration_flow import RegistrationState
from citizen_desktop.forms.registration_income import all_counted, monthly, total_monthly
from citizen_desktop.forms.registration_items import IBAN, MEMBERS, SOURCES
from citizen_desktop.forms.registration_words import field_label, field_sentence, row_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.identity.amounts import check_amount
from citizen_desktop.identity.dates import DateCheck
from citizen_desktop.identity.digits import compact
from citizen_desktop.identity.iban import Iban
from citizen_desktop.identity.masking import masked, masked_amount, masked_iban
from citizen_desktop.identity.mobile import Mobile
from citizen_desktop.identity.national_address import AddressPart, AddressPartCheck
from citizen_desktop.identity.national_id import NationalId

TOTAL: Final = "income.total"
BANK_NAME: Final = "bank.name"
"""Lines that are worked out and no fields of their own."""


@dataclass(frozen=True)
class SummaryLine:
    """A field and its answer.

    Args:
        id: of the item, or of a line that is worked out.
        label: name of the field.
        value: the answer in full, isolated where it has a direction of its own; words in its place where there is none.
        masked: the same while numbers are hidden; equal to the value where nothing is to be hidden.
        copied: what the portal's field takes; empty where there is nothing to be copied.
        standing: how the answer stands.
        remark: what is wrong or doubtful about an answer that is there.
    """

    id: str
    label: str
    value: str = field(repr=False)
    masked: str = field(repr=False)
    copied: str = field(repr=False)
    standing: Standing = Standing.FINE
    remark: str = ""


@dataclass(frozen=True)
class SummaryGroup:
    """Lines that belong together.

    Args:
        heading: an income or a member of the family; empty for a step that has one group alone.
        lines: in the portal's order.
    """

    heading: str
    lines: tuple[SummaryLine, ...]


@dataclass(frozen=True)
class _Answers:
    content: RegistrationContent
    draft: RegistrationDraft
    state: RegistrationState


def answer_groups(
    content: RegistrationContent, draft: RegistrationDraft, state: RegistrationState, step: StepId
) -> tuple[SummaryGroup, ...]:
    """Return the answers of a step, in the language in use; none of a step that has no fields.

    Args:
        content: rows.
        draft: the answers so far.
        state: of the draft.
        step: which.
    """
    return tuple(group for group in _GROUPS[step](_Answers(content, draft, state)) if group.lines)


def _line(answers: _Answers, item_id: str, value: str, hidden: str | None = None, copied: str = "") -> SummaryLine:
    """Return the line of an item; without a value it says so."""
    item = answers.state.item(item_id)
    label = field_label(answers.content, item_id if item is None else item.field)
    standing = Standing.FINE if item is None else item.standing
    if not value:
        return SummaryLine(item_id, label, not_answered(), not_answered(), "", standing)
    remark = "" if item is None or item.is_empty else field_sentence(item)
    return SummaryLine(item_id, label, value, value if hidden is None else hidden, copied, standing, remark)


def not_answered() -> str:
    """Return what stands in the place of an answer that is missing."""
    return _("not answered")


def _text(answers: _Answers, item_id: str, text: str) -> SummaryLine:
    plain = typed(text)
    return _line(answers, item_id, plain, copied=strip_controls(plain))


def _kind(answers: _Answers) -> Iterator[SummaryGroup]:
    content, applicant = answers.content, answers.draft.applicant
    kind = content.applicant(applicant.kind)
    lines = [_line(answers, "kind.kind", "" if kind is None else str(kind.name))]
    if answers.state.item("kind.independent") is not None:
        words = "" if applicant.independent is None else _yes(applicant.independent)
        lines.append(_line(answers, "kind.independent", words))
    yield SummaryGroup("", tuple(lines))


def _yes(answer: bool) -> str:  # noqa: FBT001  private
    return pgettext("answer", "Yes") if answer else pgettext("answer", "No")


def _basic(answers: _Answers) -> Iterator[SummaryGroup]:
    applicant = answers.draft.applicant
    yield SummaryGroup(
        "",
        (
            _number(answers, "basic.national-id", applicant.national_id),
            *_birth(answers, "basic.birth", applicant.birth),
            _number(answers, "basic.mobile", applicant.mobile),
        ),
    )


def _number(answers: _Answers, item_id: str, text: str) -> SummaryLine:
    """Return the line of an ID or mobile number: in its normal form if it is right, else as typed."""
    item = answers.state.item(item_id)
    check = None if item is None else item.check
    value = check.value if isinstance(check, NationalId | Mobile) else compact(text)
    plain = strip_controls(typed(value))
    return _line(answers, item_id, ltr(plain) if plain else "", ltr(masked(plain)), plain)


def _birth(answers: _Answers, item_id: str, text: str) -> Iterator[SummaryLine]:
    """Give the day in both calendars, since accounts of what the portal asks for differ."""
    item = answers.state.item(item_id)
    found = item.check if item is not None and isinstance(item.check, DateCheck) else DateCheck()
    if found.value is None:
        yield _line(answers, item_id, typed(text))
        return
    words, in_hijri, day = gregorian(found.value), hijri(found.value), found.hijri
    copied = f"{found.value.year}/{found.value.month:02}/{found.value.day:02}"
    line = _line(answers, item_id, words, copied=copied)
    if in_hijri is not None and day is not None:
        copied = f"{day.year}/{day.month:02}/{day.day:02}"
        label = _("{field} (Hijri)").format(field=line.label)
        yield replace(line, label=label, value=in_hijri, masked=in_hijri, copied=copied, remark="")
    yield replace(line, label=_("{field} (Gregorian)").format(field=line.label))


def _income(answers: _Answers) -> Iterator[SummaryGroup]:
    draft = answers.draft
    if not draft.incomes:
        yield SummaryGroup("", (_line(answers, SOURCES, _("No income") if draft.no_income else ""),))
        return
    lines = [_source(answers, place, income) for place, income in enumerate(draft.incomes)]
    total = total_monthly(draft)
    if total is not None and (len(lines) > 1 or draft.incomes[0].period is Period.YEARLY):
        label = _("Total by month") if all_counted(draft) else _("Total by month, of what can be read")
        words = riyals(total)
        lines.append(SummaryLine(TOTAL, label, words, _hidden_amount(), riyal_digits(total)))
    if draft.no_income:
        lines.append(_line(answers, SOURCES, _("No income")))
    yield SummaryGroup("", tuple(lines))


def _source(answers: _Answers, place: int, income: IncomeSource) -> SummaryLine:
    row = answers.content.form.income(income.kind)
    label = row_name(StepId.INCOME, place) if row is None else str(row.name)
    item_id = f"income.{place}.amount"
    line = _amount(answers, item_id, income)
    # A note is asked of other income alone; one that was typed before the kind was changed is none of it.
    note = typed(income.note) if income.kind is IncomeKind.OTHER else ""
    value = _(" · ").join((line.value, note)) if note else line.value
    own = [item for item in answers.state.of_step(StepId.INCOME) if item.place == place]
    worst = max(own, key=lambda item: (_WEIGHT[item.standing], item.id == item_id), default=None)
    if worst is None or worst.id == item_id:
        return replace(line, label=label, value=value)
    remark = _("{field}: {sentence}").format(
        field=field_label(answers.content, worst.field), sentence=field_sentence(worst)
    )
    return replace(line, id=worst.id, label=label, value=value, standing=worst.standing, remark=remark)


def _amount(answers: _Answers, item_id: str, income: IncomeSource | FamilyMember) -> SummaryLine:
    text, period = (
        (income.amount, income.period) if isinstance(income, IncomeSource) else (income.income, income.income_period)
    )
    amount, by_month = check_amount(text), monthly(income)
    if not amount.ok or by_month is None:
        return _line(answers, item_id, typed(text), _hidden_amount() if text.strip() else None)
    words = riyals(amount.halalas)
    if period is Period.YEARLY and amount.halalas:
        words = _("{yearly} a year, {monthly} a month").format(yearly=words, monthly=riyals(by_month))
    elif amount.halalas:
        words = _("{monthly} a month").format(monthly=words)
    return _line(answers, item_id, words, _hidden_amount(), riyal_digits(amount.halalas))


def _hidden_amount() -> str:
    return _("{amount} SAR").format(amount=masked_amount())


def _address(answers: _Answers) -> Iterator[SummaryGroup]:
    lines = []
    for item in answers.state.of_step(StepId.ADDRESS):
        part = item.check
        if not isinstance(part, AddressPartCheck) or (item.standing is Standing.FINE and not part.value):
            # An optional part that is not there is no line to type from.
            continue
        latin = part.part is AddressPart.SHORT
        lines.append(
            _line(answers, item.id, ltr(part.value), copied=part.value)
            if latin
            else _text(answers, item.id, part.value)
        )
    yield SummaryGroup("", tuple(lines))


def _family(answers: _Answers) -> Iterator[SummaryGroup]:
    draft = answers.draft
    if not draft.members or draft.no_members:
        yield SummaryGroup("", (_line(answers, MEMBERS, _("No dependants") if draft.no_members else ""),))
    for place, member in enumerate(draft.members):
        name = f"family.{place}"
        relation = answers.content.form.relation(member.relation)
        yield SummaryGroup(
            member_heading(answers.content, place, member),
            (
                _line(answers, f"{name}.relation", "" if relation is None else str(relation.name)),
                _text(answers, f"{name}.name", member.name),
                _number(answers, f"{name}.national-id", member.national_id),
                *_birth(answers, f"{name}.birth", member.birth),
                _amount(answers, f"{name}.income", member),
            ),
        )


def member_heading(content: RegistrationContent, place: int, member: FamilyMember) -> str:
    """Return "Son · NAME", or the number of the member where neither is there."""
    relation = content.form.relation(member.relation)
    parts = [str(relation.name) if relation else "", typed(member.name)]
    return _(" · ").join(part for part in parts if part) or row_name(StepId.FAMILY, place)


def _bank(answers: _Answers) -> Iterator[SummaryGroup]:
    content, bank = answers.content, answers.draft.bank
    item = answers.state.item(IBAN)
    found = item.check if item is not None and isinstance(item.check, Iban) else Iban("")
    plain = strip_controls(typed(found.value))
    shown = ltr(found.in_fours) if found.ok else ltr(plain)
    lines = [_line(answers, IBAN, shown if plain else "", ltr(masked_iban(plain)), plain)]
    row = content.banks.find(found.bank_code) if found.ok else None
    if row is not None:
        name = isolate(str(row.name))
        lines.append(SummaryLine(BANK_NAME, _("Bank"), name, name, str(row.name)))
    lines.append(_text(answers, "bank.holder", bank.holder))
    yield SummaryGroup("", tuple(lines))


def _none(_answers: _Answers) -> Iterator[SummaryGroup]:
    return iter(())


_WEIGHT: Final = {Standing.FINE: 0, Standing.DOUBTFUL: 1, Standing.MISSING: 2}
_GROUPS: Final[Mapping[StepId, Callable[[_Answers], Iterator[SummaryGroup]]]] = MappingProxyType(
    {
        StepId.KIND: _kind,
        StepId.BASIC: _basic,
        StepId.INCOME: _income,
        StepId.ADDRESS: _address,
        StepId.FAMILY: _family,
        StepId.BANK: _bank,
        StepId.DOCUMENTS: _none,
        StepId.REVIEW: _none,
    }
)
