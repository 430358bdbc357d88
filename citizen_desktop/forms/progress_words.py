"""What is still to be done and how long there is time, in the language in use."""

from citizen_desktop.bidi import ltr
from citizen_desktop.content.objection_models import DeadlineRule, ObjectionContent
from citizen_desktop.formats import gregorian_with_weekday, hijri
from citizen_desktop.forms.completeness import Completeness, Flaw, Item, ItemId
from citizen_desktop.forms.deadline import Deadline, DeadlineState
from citizen_desktop.forms.doubt_words import doubt_sentence
from citizen_desktop.forms.sentences import id_problem_sentence, mobile_problem_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, npgettext, pgettext
from citizen_desktop.identity.mobile import MobileProblem
from citizen_desktop.identity.national_id import IdProblem


def deadline_headline(deadline: Deadline) -> str:
    """Return the large line of the deadline card."""
    match deadline.state:
        case DeadlineState.NO_DAY:
            return _("How long is there time?")
        case DeadlineState.FUTURE:
            return _("This day is yet to come")
        case DeadlineState.PASSED:
            return _("The time to object is over")
        case DeadlineState.GREY | DeadlineState.AMBER | DeadlineState.RED:
            left = deadline.days_left
            if left == 0:
                return _("Today is the last day")
            return npgettext("deadline", "{n} day left", "{n} days left", left).format(n=left)


def deadline_detail(deadline: Deadline, rule: DeadlineRule) -> str:
    """Return what stands below it: of how many days, or what to do."""
    match deadline.state:
        case DeadlineState.NO_DAY:
            return _("Choose the date, and the last day is shown here.")
        case DeadlineState.FUTURE:
            return _("Check the date: the time is counted from a day that has been.")
        case DeadlineState.PASSED:
            return str(rule.passed)
        case DeadlineState.GREY | DeadlineState.AMBER | DeadlineState.RED:
            return ngettext("of {n} Gregorian day", "of {n} Gregorian days", deadline.days).format(n=deadline.days)


def deadline_state_words(deadline: Deadline) -> str:
    """Return in words what the colour says, empty where the headline says it all."""
    match deadline.state:
        case DeadlineState.GREY:
            return _("There is enough time")
        case DeadlineState.AMBER:
            return _("Time is getting short")
        case DeadlineState.RED:
            return _("Very little time is left")
        case _:
            return ""


def last_day_words(deadline: Deadline) -> tuple[str, str]:
    """Return the last day in both calendars; the second is empty outside the Umm al-Qura tables."""
    if deadline.last is None:
        return "", ""
    return _("Last day: {date}").format(date=gregorian_with_weekday(deadline.last)), hijri(deadline.last) or ""


def days_gone_words(deadline: Deadline) -> str:
    """Return how many days have gone since day 0."""
    gone = deadline.days_gone
    return npgettext("deadline", "{n} day gone", "{n} days gone", gone).format(n=gone)


def item_name(content: ObjectionContent, item: Item) -> str:  # noqa: C901, PLR0911, PLR0912  a table of names
    """Return what an item is called."""
    if item.slot is not None:
        slot = content.documents.slot(item.slot)
        return ltr(item.slot) if slot is None else str(slot.name)
    match ItemId(item.id):
        case ItemId.APPLICANT_KIND:
            return _("Kind of applicant")
        case ItemId.INDEPENDENT:
            return _("Living independently")
        case ItemId.NAME:
            return _("Full name")
        case ItemId.NATIONAL_ID:
            return _("ID number")
        case ItemId.MOBILE:
            return _("Mobile number")
        case ItemId.OBJECTION_KIND:
            return _("Kind of objection")
        case ItemId.PERIOD:
            return _("Month of entitlement")
        case ItemId.DAY:
            return _("Date of the result or the deposit")
        case ItemId.PAID:
            return _("Whether the payment is “paid”")
        case ItemId.REASON:
            return _("The portal's reason")
        case ItemId.PORTAL_WORDS:
            return _("The portal's own words")
        case ItemId.EXPLANATION:
            return _("Explanation")
        case ItemId.PACKAGE_SIZE:
            return _("Size of the attachments")


def item_sentence(item: Item) -> str:
    """Return all that is missing or doubtful about an item and what to do about it, nothing if it is fine."""
    doubts = [doubt_sentence(doubt) for doubt in item.doubts[1:]]
    further = [_flaw_sentence(remark.flaw, remark.count) for remark in item.further]
    return " ".join(dict.fromkeys(part for part in (item_headline(item), *doubts, *further) if part))


def item_headline(item: Item) -> str:
    """Return the weightiest thing that is missing or doubtful about an item, nothing if it is fine."""
    match item.flaw:
        case None:
            return ""
        case IdProblem():
            return id_problem_sentence(item.flaw, item.count)
        case MobileProblem():
            return mobile_problem_sentence(item.flaw, item.count)
        case Flaw.DOUBTFUL_FILE if item.doubts:
            return doubt_sentence(item.doubts[0])
        case Flaw():
            return _flaw_sentence(item.flaw, item.count)


def _flaw_sentence(flaw: Flaw, count: int) -> str:  # noqa: C901, PLR0911, PLR0912  a table of sentences
    match flaw:
        case Flaw.EMPTY:
            return _("Not answered yet.")
        case Flaw.NOT_IN_LIST:
            return _("This choice is no longer in the list: choose again.")
        case Flaw.NO_LETTERS:
            return _("Write it in words.")
        case Flaw.TOO_LONG:
            return ngettext("One character too many.", "{n} characters too many.", count).format(n=count)
        case Flaw.FUTURE:
            return _("This lies in the future.")
        case Flaw.BEFORE_PERIOD:
            return _("The deposit lies before the month that it is for.")
        case Flaw.TIME_IS_UP:
            return ngettext(
                "The time to object ended yesterday.", "The time to object ended {n} days ago.", count
            ).format(n=count)
        case Flaw.NOT_PAID_YET:
            return _("An objection is taken only once the payment is “paid”.")
        case Flaw.NO_FILE:
            return _("No file is attached yet.")
        case Flaw.FEWER_FILES:
            return ngettext(
                "This proof has {n} paper: check that it is there.",
                "This proof has {n} papers: check that they are all there.",
                count,
            ).format(n=count)
        case Flaw.EMPTY_FILE:
            return _("A file is empty: attach it again.")
        case Flaw.DOUBTFUL_FILE:
            return _("A file needs another look.")
        case Flaw.FILE_TOO_LARGE:
            return _("A file is larger than {n} MB: make it smaller, or attach only the pages that matter.").format(
                n=count
            )
        case Flaw.FILES_TOO_LARGE:
            return _(
                "The files together are larger than {n} MB: make them smaller, or leave out what is not asked for."
            ).format(n=count)
        case Flaw.UNKNOWN_SLOT:
            return _("This kind of document is not known here.")


def summary(completeness: Completeness) -> str:
    """Return the line below the meter."""
    documents = len(completeness.missing_slots)
    answers = len(completeness.missing) - documents
    doubts = len(completeness.doubtful)
    parts = []
    if answers:
        parts.append(ngettext("{n} answer missing", "{n} answers missing", answers).format(n=answers))
    if documents:
        parts.append(ngettext("{n} document missing", "{n} documents missing", documents).format(n=documents))
    if doubts:
        parts.append(ngettext("{n} to look at again", "{n} to look at again", doubts).format(n=doubts))
    return pgettext("between parts of a list", ", ").join(parts) or _("Nothing is missing")
