"""What is missing or doubtful in a registration, what its fields and steps are called, in the language in use.

Sentences never repeat what was typed, but for two characters of an IBAN that seem to be exchanged.
"""

from citizen_desktop.bidi import isolate, ltr
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.formats import gregorian_with_weekday, hijri
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.media_words import media_words
from citizen_desktop.forms.progress_words import item_sentence
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import RegistrationState, StepSign, StepView
from citizen_desktop.forms.registration_items import MEMBERS, Check, FieldFlaw, FieldItem
from citizen_desktop.forms.registration_slots import asked_documents
from citizen_desktop.forms.sentences import (
    address_sentence,
    iban_sentence,
    mobile_sentence,
    national_id_sentence,
    unknown_bank_sentence,
)
from citizen_desktop.forms.slots import HOUSING, AskedSlot
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, npgettext, pgettext
from citizen_desktop.identity.amounts import Amount, AmountProblem
from citizen_desktop.identity.dates import Calendar, DateCheck, DateProblem
from citizen_desktop.identity.iban import Iban
from citizen_desktop.identity.mobile import Mobile
from citizen_desktop.identity.national_address import AddressPartCheck
from citizen_desktop.identity.national_id import NationalId


def field_name(content: RegistrationContent, item: FieldItem) -> str:
    """Return what an item is called, with the number of the income or the member it is about."""
    if item.slot is not None:
        slot = content.documents.slot(item.slot)
        return ltr(item.slot) if slot is None else str(slot.name)
    name = field_label(content, item.field)
    if item.place is None:
        return name
    return pgettext("part of a form, and the field in it", "{part}: {field}").format(
        part=row_name(item.step, item.place), field=name
    )


def field_label(content: RegistrationContent, field_id: str) -> str:
    """Return the label of a field, by the id of its row."""
    row = content.form.field(field_id)
    return ltr(field_id) if row is None else str(row.name)


def row_name(step: StepId, place: int) -> str:
    """Return "Income 2" or "Family member 3".

    Args:
        step: income or family.
        place: counted from 0.
    """
    if step is StepId.INCOME:
        return _("Income {n}").format(n=place + 1)
    return _("Family member {n}").format(n=place + 1)


def field_sentence(item: FieldItem) -> str:
    """Return what is missing or doubtful about an item and what to do about it, nothing if it is fine."""
    if item.flaw is not None:
        return _flaw_sentence(item.flaw, item)
    if item.document is not None:
        return item_sentence(item.document)
    return "" if item.check is None or item.check.problem is None else check_sentence(item.check)


def check_sentence(check: Check) -> str:
    """Return what is wrong with a typed text, or whose an ID number is; nothing more of one that is right."""
    match check:
        case NationalId():
            return national_id_sentence(check)
        case Mobile():
            return mobile_sentence(check)
        case Iban():
            return iban_sentence(check)
        case AddressPartCheck():
            return address_sentence(check)
        case DateCheck():
            return birth_sentence(check)
        case Amount():
            return amount_sentence(check)


def birth_sentence(found: DateCheck) -> str:  # noqa: C901, PLR0911, PLR0912  a table of sentences
    """Return what is wrong with a day of birth, nothing if it is right."""
    match found.problem:
        case None:
            return ""
        case DateProblem.EMPTY:
            return _("Choose the birth date or type it, such as {example}.").format(example=ltr("1410/3/12"))
        case DateProblem.LETTERS:
            return _("Write the date in numbers, such as {example}.").format(example=ltr("1410/3/12"))
        case DateProblem.INCOMPLETE:
            return _("Day, month and year are needed.")
        case DateProblem.YEAR_DIGITS:
            return _("Write the year with four digits.")
        case DateProblem.YEAR:
            return _("This year is of neither calendar: check it.")
        case DateProblem.MONTH:
            return _("A year has 12 months: check the month.")
        case DateProblem.EXCHANGED:
            return _("Day and month seem to be exchanged: write the day first, or the year.")
        case DateProblem.DAY if found.calendar is Calendar.HIJRI:
            return ngettext(
                "This month has {n} day in the Umm al-Qura calendar.",
                "This month has {n} days in the Umm al-Qura calendar.",
                found.count,
            ).format(n=found.count)
        case DateProblem.DAY:
            return ngettext("This month has {n} day.", "This month has {n} days.", found.count).format(n=found.count)
        case DateProblem.OUTSIDE_TABLES:
            return _("The tables of the Umm al-Qura calendar begin in 1343: write the Gregorian date.")
        case DateProblem.FUTURE:
            return _("This day is yet to come: check the year.")
        case DateProblem.TOO_LONG_AGO:
            return _("This is more than 130 years ago: check the year.")


def other_calendar(found: DateCheck) -> str:
    """Return the same day in the other calendar than the one it was typed in; nothing where there is none."""
    if found.value is None:
        return ""
    if found.calendar is Calendar.HIJRI:
        return _("That is {date}").format(date=gregorian_with_weekday(found.value))
    words = hijri(found.value)
    return "" if words is None else _("That is {date} (Umm al-Qura)").format(date=words)


def amount_sentence(found: Amount) -> str:  # noqa: PLR0911  a table of sentences
    """Return what is wrong with an amount, nothing if it is right."""
    match found.problem:
        case None:
            return ""
        case AmountProblem.EMPTY:
            return _("Type the amount; 0 if there is none.")
        case AmountProblem.LETTERS:
            return _("Write one amount in digits, without words.")
        case AmountProblem.NEGATIVE:
            return _("An amount is not less than zero.")
        case AmountProblem.COMMA:
            return _("Commas and spaces part thousands only; halalas come after a point.")
        case AmountProblem.FRACTION:
            return _("After the point stand one or two digits, the halalas.")
        case AmountProblem.TOO_LARGE:
            return _("This amount is too large: check it.")


def _flaw_sentence(flaw: FieldFlaw, item: FieldItem) -> str:  # noqa: C901, PLR0911, PLR0912  a table of sentences
    other = 0 if item.other is None else item.other + 1
    match flaw:
        case FieldFlaw.EMPTY:
            return _("Not answered yet.")
        case FieldFlaw.NOT_IN_LIST:
            return _("This choice is no longer in the list: choose again.")
        case FieldFlaw.NO_LETTERS:
            return _("Write it in words.")
        case FieldFlaw.NO_ROWS if item.id == MEMBERS:
            return _("Add every dependant, or say that there is none.")
        case FieldFlaw.NO_ROWS:
            return _("Add every source of income, or say that there is none.")
        case FieldFlaw.CONTRADICTION if item.id == MEMBERS:
            return _("You said that there is no dependant, and one is listed: one of the two can't be right.")
        case FieldFlaw.CONTRADICTION:
            return _("You said that there is no income, and one is listed: one of the two can't be right.")
        case FieldFlaw.UNDER_AGE:
            return _("An independent individual is 18 or older: check the birth date or the kind of applicant.")
        case FieldFlaw.UNKNOWN_BANK:
            return unknown_bank_sentence(item.check.bank_code if isinstance(item.check, Iban) else "")
        case FieldFlaw.OWN_ID:
            return _("This is the applicant's own ID number: the applicant is not listed here.")
        case FieldFlaw.SAME_ID:
            return _("Family member {n} has the same ID number.").format(n=other)
        case FieldFlaw.SAME_PERSON:
            return _("Family member {n} has the same name and birth date: is it the same person?").format(n=other)
        case FieldFlaw.CHILD_OLDER:
            return _("A child can't be older than the applicant: check the dates or the relation.")
        case FieldFlaw.PARENT_YOUNGER:
            return _("A parent can't be younger than the applicant: check the dates or the relation.")
        case FieldFlaw.CLOSE_IN_AGE:
            return _("There are very few years between parent and child: check both dates.")
        case FieldFlaw.TOO_MANY_WIVES:
            return _("There are four wives in the list already.")
        case FieldFlaw.SECOND_ONE:
            return _("Family member {n} has this relation already, and there can be only one.").format(n=other)
        case FieldFlaw.WIFE_AND_HUSBAND:
            return _("Family member {n} is the other spouse: there can't be a wife and a husband.").format(n=other)
        case FieldFlaw.NOT_OF_A_MOTHER:
            return _("A mother has a husband and no wife: check the relation or the kind of applicant.")
        case FieldFlaw.NO_DEPENDANTS:
            return _("A head of household has dependants: check the kind of applicant.")
        case FieldFlaw.CHOOSE_PROOF:
            return _("Choose how you prove it.")


def assumed_limits(content: RegistrationContent) -> str:
    """Return which files are taken to be accepted, and that this is assumed."""
    limits = content.documents.limits
    kinds = pgettext("between parts of a list", ", ").join(media_words(kind) for kind in limits.formats)
    words = _("{kinds}, up to {n} MB each.").format(kinds=kinds, n=limits.file_mb)
    return f"{words} {limits.assumed}"


def step_detail(
    content: RegistrationContent, draft: RegistrationDraft, state: RegistrationState, view: StepView
) -> str:
    """Return the second line of a step in the list of steps: what is answered, what is to be mended, or what it is about.

    Args:
        content: rows.
        draft: the answers so far.
        state: of the draft.
        view: the step.
    """
    if view.to_mend:
        return _to_mend(view)
    row = content.form.step(view.id)
    if view.id is StepId.DOCUMENTS and view.begun and state.missing_slots:
        return _documents_missing(len(state.missing_slots))
    if not view.complete or (view.sign is not StepSign.DONE and not view.begun):
        needed = sum(slot.required for slot in asked_documents(content, draft)) if view.id is StepId.DOCUMENTS else 0
        return (
            ngettext("{n} document needed", "{n} documents needed", needed).format(n=needed)
            if needed
            else str(row.todo)
        )
    return _answered(content, draft, state, view.id) or str(row.todo)


def _to_mend(view: StepView) -> str:
    count = len(view.to_mend)
    if view.id is StepId.DOCUMENTS and all(item.is_empty for item in view.to_mend):
        return _documents_missing(count)
    if all(item.is_empty for item in view.to_mend):
        return ngettext("{n} answer missing", "{n} answers missing", count).format(n=count)
    return ngettext("{n} field needs another look", "{n} fields need another look", count).format(n=count)


def _documents_missing(count: int) -> str:
    return ngettext("{n} document missing", "{n} documents missing", count).format(n=count)


def _answered(  # noqa: PLR0911  a table of sentences
    content: RegistrationContent, draft: RegistrationDraft, state: RegistrationState, step: StepId
) -> str:
    match step:
        case StepId.KIND:
            kind = content.applicant(draft.applicant.kind)
            return "" if kind is None else str(kind.name)
        case StepId.BASIC:
            return pgettext("basic data", "Complete")
        case StepId.INCOME:
            return _incomes(content, draft)
        case StepId.ADDRESS:
            return _("National address complete")
        case StepId.FAMILY:
            count = len(draft.members)
            return npgettext("family", "{n} dependant", "{n} dependants", count).format(n=count)
        case StepId.BANK:
            return _("The IBAN is right")
        case StepId.DOCUMENTS:
            needed = sum(slot.required for slot in asked_documents(content, draft))
            return _("{n} of {total}").format(n=needed - len(state.missing_slots), total=needed)
        case StepId.REVIEW:
            return ""


def _incomes(content: RegistrationContent, draft: RegistrationDraft) -> str:
    if not draft.incomes:
        return _("No income")
    row = content.form.income(draft.incomes[0].kind)
    if len(draft.incomes) == 1 and row is not None:
        return str(row.name)
    count = len(draft.incomes)
    return ngettext("{n} source", "{n} sources", count).format(n=count)


def document_detail(
    content: RegistrationContent, draft: RegistrationDraft, asked: AskedSlot, item: FieldItem | None
) -> str:
    """Return the line below a document's name: what speaks against its files, how many there are, or why it is asked for.

    Args:
        content: rows.
        draft: the answers so far.
        asked: the document.
        item: how it stands, None if it is not needed and not there.
    """
    files = draft.attached(asked.id)
    if item is not None and item.standing is not Standing.FINE and not item.is_empty:
        return field_sentence(item)
    if files:
        return ngettext("{n} file attached", "{n} files attached", len(files)).format(n=len(files))
    proof = content.documents.housing_proof(draft.housing_proof)
    if asked.id == HOUSING and proof is not None and proof.verified_by_programme:
        return _("Verified by the programme, nothing to attach")
    because = pgettext("between parts of a list", ", ").join(str(text) for text in asked.because)
    return _("Missing · {because}").format(because=because) if asked.required else because


def place_on_portal(content: RegistrationContent, step: StepId) -> str:
    """Return where the answers of a step go on the portal, in the portal's own order; nothing where no source says."""
    found = content.on_portal(step)
    if found is None:
        return ""
    number, portal_step = found
    return _("On the portal: step {n}, {step}").format(n=number, step=isolate(str(portal_step.text)))
