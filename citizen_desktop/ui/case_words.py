"""What is said of a draft in lists and on its card."""

from datetime import datetime
from typing import Final

from citizen_desktop.bidi import isolate, ltr
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.drafts.case_list import Case, CaseState, Retention, SortKey, padded_number, percent_done
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.models import Action, DraftKind, Head
from citizen_desktop.formats import clock_time, file_size, gregorian, month, weekday
from citizen_desktop.forms.completeness import SLOT_PREFIX, Item, ItemId
from citizen_desktop.forms.progress_words import item_name
from citizen_desktop.forms.registration_items import FieldItem
from citizen_desktop.forms.registration_words import field_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, npgettext, pgettext

STATE_FACES: Final = {
    CaseState.INCOMPLETE: ("warn", "alert-triangle"),
    CaseState.IN_PREPARATION: ("info", "pencil"),
    CaseState.READY: ("ok", "check"),
    CaseState.LOCKED: ("off", "lock"),
    CaseState.HANDED_OVER: ("off", "circle-check"),
}
"""Look and icon of the pill of each state."""


def state_words(state: CaseState) -> str:
    """Return a state in a word or two."""
    match state:
        case CaseState.INCOMPLETE:
            return pgettext("case", "Incomplete")
        case CaseState.IN_PREPARATION:
            return pgettext("case", "In preparation")
        case CaseState.READY:
            return pgettext("case", "Ready")
        case CaseState.LOCKED:
            return pgettext("case", "Locked")
        case CaseState.HANDED_OVER:
            return pgettext("case", "Handed over")


def number_words(number: int) -> str:
    """Return the number of a case with its letter, isolated."""
    return isolate(pgettext("number of a case", "C-{number}").format(number=padded_number(number)))


def kind_words(kind: DraftKind) -> str:
    """Return what a draft is a draft of."""
    if kind is DraftKind.OBJECTION:
        return pgettext("kind of draft", "Objection")
    return pgettext("kind of draft", "Registration")


def name_words(case: Case) -> str:
    """Return the name that a list shows: none of a locked case."""
    if case.locked:
        return _("Locked case")
    return case.head.summary.name.strip() or pgettext("case", "No name yet")


def below_name(case: Case, *, centre: bool) -> tuple[str, str, str]:
    """Return icon, colour and words of the line below the name."""
    if case.locked:
        return "lock", "text2", _("Opens with the passphrase")
    if not centre:
        return "lock", "text2", _("Encrypted on this device")
    if case.head.may_be_kept:
        return "clipboard-check", "text2", _("Consent recorded · encrypted")
    return "writing", "warnT", _("Awaiting the person's consent")


def percent_words(head: Head) -> str:
    """Return how much is done, ``75%``."""
    return ltr(_("{n}%").format(n=percent_done(head)))


def edited_parts(moment: datetime, now: datetime) -> tuple[str, str]:
    """Return the day on which something was changed last, and the time of it where that is near: "Today", "3:58 PM"."""
    days = (now.date() - moment.date()).days
    if days == 0:
        return pgettext("day of the last edit", "Today"), clock_time(moment)
    if days == 1:
        return pgettext("day of the last edit", "Yesterday"), clock_time(moment)
    if 1 < days < 7:
        return weekday(moment), ""
    if moment.year == now.year and days > 0:
        return _("{day} {month}").format(day=moment.day, month=month(moment)), ""
    return gregorian(moment), ""


def edited_words(moment: datetime, now: datetime) -> str:
    """Return when something was changed last: "Today 3:58 PM", "Thursday", "12 November"."""
    day, time = edited_parts(moment, now)
    return pgettext("day and time", "{day} {time}").format(day=day, time=time) if time else day


def moment_words(moment: datetime) -> str:
    """Return "22 November · 3:40 PM"."""
    day = _("{day} {month}").format(day=moment.day, month=month(moment))
    return _("{date} · {time}").format(date=day, time=clock_time(moment))


def left_words(days: int) -> str:
    """Return when a draft is erased: "today", "tomorrow", "in 4 days"."""
    if days == 0:
        return pgettext("erased", "today")
    if days == 1:
        return pgettext("erased", "tomorrow")
    return npgettext("erased", "in {n} day", "in {n} days", days).format(n=days)


def retention_words(kept: Retention) -> tuple[str, str]:
    """Return the two lines of the column: that a draft is erased by itself, and when."""
    return _("Erased automatically"), left_words(kept.days_left)


def retention_detail(kept: Retention, days: int) -> str:
    """Return the sentence on the card, in two lines."""
    on = _("Erased automatically on {date}").format(date=gregorian(kept.on))
    after = ngettext("{n} day after the last change", "{n} days after the last change", days).format(n=days)
    return f"{on}\n{after}"


def warning_words(count: int) -> str:
    """Return the warning three days ahead."""
    return ngettext(
        "{n} draft will be erased within three days. Continue it, or hand it over, if it is still needed.",
        "{n} drafts will be erased within three days. Continue them, or hand them over, if they are still needed.",
        count,
    ).format(n=count)


def sort_words(key: SortKey, *, centre: bool) -> str:
    """Return the name of a column."""
    match key:
        case SortKey.NAME:
            return _("Beneficiary") if centre else pgettext("column", "Name")
        case SortKey.NUMBER:
            return pgettext("column", "Kind")
        case SortKey.STATE:
            return pgettext("column", "State")
        case SortKey.PROGRESS:
            return pgettext("column", "Progress")
        case SortKey.LAST_EDIT:
            return pgettext("column", "Last edit")
        case SortKey.RETENTION:
            return pgettext("column", "Kept")


def subject_words(content: ObjectionContent, head: Head) -> str:
    """Return what a draft is about: "Amount of support · November 2026", or who registers; empty while not answered."""
    summary = head.summary
    if summary.kind is DraftKind.REGISTRATION:
        kind = content.rules.applicant(summary.subject)
        return "" if kind is None else str(kind.name)
    parts = []
    if summary.subject == "amount":
        parts.append(_("Amount of support"))
    elif summary.subject == "eligibility":
        parts.append(_("Eligibility"))
    if summary.period:
        day = datetime.strptime(summary.period, "%Y-%m").date()  # noqa: DTZ007  a month has no time zone
        parts.append(_("{month} {year}").format(month=month(day), year=day.year))
    return " · ".join(parts)


def files_words(head: Head) -> str:
    """Return "3 · 5.8 MB"."""
    if not head.files:
        return pgettext("files", "None")
    return f"{head.files} · {file_size(head.size)}"


def thing_words(content: ObjectionContent, registration: RegistrationContent | None, item_id: str) -> str:
    """Return what an item is called; one that is not known here goes by its id.

    Args:
        content: rows of an objection.
        registration: rows of a registration, None where they can't be read.
        item_id: of either.
    """
    if item_id.startswith(SLOT_PREFIX) or item_id in set(ItemId):
        return item_name(content, Item(item_id))
    step = item_id.partition(".")[0]
    if registration is None or step not in set(StepId):
        return ltr(item_id)
    return field_name(registration, FieldItem(item_id, StepId(step)))


def purpose_words(purpose: str, days: int) -> str:
    """Return what a consent is for; one that is not known here goes by its id."""
    match purpose:
        case "keep":
            return ngettext("Keep the draft for {n} day", "Keep the draft for {n} days", days).format(n=days)
        case "help":
            return _("Help by a member of staff in preparing it")
        case "hand-over":
            return _("Hand it over as an encrypted file")
        case _:
            return ltr(purpose)


def action_words(action: Action) -> str:  # noqa: C901, PLR0911  a table of words
    """Return what the journal calls an action."""
    match action:
        case Action.CREATED:
            return pgettext("journal", "Made")
        case Action.OPENED:
            return pgettext("journal", "Opened")
        case Action.CHANGED:
            return pgettext("journal", "Changed")
        case Action.PACKED:
            return pgettext("journal", "Packed")
        case Action.HANDED_OVER:
            return pgettext("journal", "Handed over")
        case Action.IMPORTED:
            return pgettext("journal", "Taken in")
        case Action.CONSENTED:
            return pgettext("journal", "Consent recorded")
        case Action.LOCKED:
            return pgettext("journal", "Locked")
        case Action.UNLOCKED:
            return pgettext("journal", "Unlocked")
        case Action.ERASED:
            return pgettext("journal", "Erased")
        case Action.EXPIRED:
            return pgettext("journal", "Erased at the end of its time")
        case Action.RESTORED:
            return pgettext("journal", "Restored")


def trouble_words(error: object) -> str:
    """Return why something was not done that the store or its disk was asked for."""
    if isinstance(error, OSError):
        return _("That could not be done: the disk does not answer, is full, or does not let go of a file.")
    trouble = error.trouble if isinstance(error, StoreError) else None
    match trouble:
        case None:
            return _("This draft is not there any more.")
        case Trouble.FULL:
            return _("The disk is full: nothing was changed in the store.")
        case Trouble.READ_ONLY:
            return _("Somebody else has the store open: nothing can be changed from here.")
        case _:
            return _("The store can't be read or written now: nothing was changed.")


def footer_words(count: int, *, centre: bool, days: int, lock_minutes: int | None) -> str:
    """Return the line below the list."""
    if centre:
        parts = [
            ngettext(
                "{n} case in an encrypted store on this device", "{n} cases in an encrypted store on this device", count
            ).format(n=count)
        ]
    else:
        parts = [
            ngettext("{n} draft, encrypted on this device", "{n} drafts, encrypted on this device", count).format(
                n=count
            )
        ]
    if lock_minutes is not None:
        parts.append(
            npgettext("store", "locks after {n} minute", "locks after {n} minutes", lock_minutes).format(n=lock_minutes)
        )
    if centre:
        kept = ngettext(
            "every case is erased {n} day after its last change",
            "every case is erased {n} days after its last change",
            days,
        )
    else:
        kept = ngettext(
            "every draft is erased {n} day after its last change",
            "every draft is erased {n} days after its last change",
            days,
        )
    parts.append(kept.format(n=days))
    return " · ".join(parts)
