"""What is said of a draft that was open when the application ended, in the language in use."""

import re
from datetime import datetime, timedelta
from typing import Final

from citizen_desktop import bidi
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.models import Head, StoredDraft
from citizen_desktop.drafts.recovery import Doubt, Interruption, Recovered, prose_of
from citizen_desktop.formats import clock_time, file_size, gregorian, month
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.identity.digits import compact
from citizen_desktop.ui.case_words import number_words

_MASK: Final = "•"
_NUMBER: Final = re.compile(r"\d(?:[ \-]?\d){3,}")
_BEGINNING: Final = 110
"""Characters of a long explanation that are shown before what was typed last."""


def masked(number: str, *, hidden: bool) -> str:
    """Return a number as it is shown: two digits at each end, or all of it."""
    folded = compact(number)
    if hidden and len(folded) > 4:
        folded = folded[:2] + _MASK * (len(folded) - 4) + folded[-2:]
    elif hidden:
        folded = _MASK * len(folded)
    return bidi.ltr(folded)


def without_numbers(text: str) -> str:
    """Return a text in which numbers of four digits and more are hidden; every letter keeps its place."""

    def hide(found: re.Match[str]) -> str:
        number = found[0]
        return number[:2] + _MASK * (len(number) - 4) + number[-2:] if len(number) > 4 else _MASK * 4

    return _NUMBER.sub(hide, text)


def headline(interruption: Interruption, now: datetime) -> str:
    """Return when the application ended, if that is known, and how many drafts there are."""
    count = len(interruption.drafts)
    found = ngettext(
        "We found one draft; look at it before it is opened.",
        "We found {n} drafts; look at them before one is opened.",
        count,
    ).format(n=count)
    if interruption.at is None:
        return found
    return " ".join(
        (_("The application was closed suddenly {moment}.").format(moment=moment(interruption.at, now)), found)
    )


def moment(at: datetime, now: datetime) -> str:
    """Return "today 4:12 PM", or the date and the time."""
    if at.date() == now.date():
        return _("today {time}").format(time=clock_time(at))
    return _("on {date} at {time}").format(date=gregorian(at), time=clock_time(at))


def title(stored: StoredDraft, content: ObjectionContent) -> str:
    """Return what a draft is of, and about what."""
    draft = stored.draft
    if not isinstance(draft, ObjectionDraft):
        return _("Registration")
    kind = content.rules.kind(draft.objection.kind)
    return _("Objection") if kind is None else _(" · ").join((_("Objection"), str(kind.name)))


def subtitle(stored: StoredDraft) -> str:
    """Return the month and the person, or the number of the case where there is no name yet."""
    draft = stored.draft
    first = draft.objection.month if isinstance(draft, ObjectionDraft) else None
    name = draft.name.strip()
    parts = ["" if first is None else _("{month} {year}").format(month=month(first), year=first.year)]
    parts.append(bidi.isolate(name) if name else case_number(stored.head))
    return _(" · ").join(part for part in parts if part)


def case_number(head: Head) -> str:
    """Return "case C-0003"."""
    return _("Case {number}").format(number=number_words(head.number))


def saved_line(draft: Recovered, now: datetime) -> str:
    """Return when it was saved last, and how long before the end, if one is known."""
    at = draft.stored.head.changed
    half = pgettext("before noon", "AM") if at.hour < 12 else pgettext("after noon", "PM")
    minute, second = f"{at.minute:02}", f"{at.second:02}"
    time = _("{hour}:{minute}:{second} {half}").format(hour=at.hour % 12 or 12, minute=minute, second=second, half=half)
    if at.date() != now.date():
        time = _("{date}, {time}").format(date=gregorian(at), time=clock_time(at))
    if draft.before is None:
        return _("Saved {time}").format(time=time)
    return _("Last saved {time}: {how_long}").format(time=time, how_long=_before(draft.before))


def _before(length: timedelta) -> str:
    seconds = round(length.total_seconds())
    if seconds < 1:
        return _("at the very end")
    if seconds < 60:
        return ngettext("{n} second before the end", "{n} seconds before the end", seconds).format(n=seconds)
    minutes = seconds // 60
    return ngettext("{n} minute before the end", "{n} minutes before the end", minutes).format(n=minutes)


def files_line(draft: Recovered) -> str:
    """Return how many files are there whole, and how large."""
    head = draft.stored.head
    if not head.files:
        return _("No file is attached")
    count = ngettext("{n} attachment complete", "{n} attachments complete", head.files).format(n=head.files)
    return _(" · ").join((count, file_size(head.size)))


def doubt_line(doubt: Doubt) -> str:
    """Return what to look at again."""
    match doubt:
        case Doubt.MOBILE:
            return _("The mobile number was not finished: check it")
        case Doubt.NATIONAL_ID:
            return _("The ID number was not finished: check it")
        case Doubt.FILES:
            return _("A file was still being attached: check the attachments")


def explanation(draft: Recovered, *, hidden: bool) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the explanation for the preview, and where what was typed last is marked."""
    text = prose_of(draft.stored).rstrip()
    start = draft.last_words
    if hidden:
        text = without_numbers(text)
    if start > 2 * _BEGINNING:
        cut = text.rfind(" ", 0, _BEGINNING) + 1 or _BEGINNING
        beginning = f"{text[:cut].rstrip()}… "
        return beginning + text[start:], ((len(beginning), len(beginning) + len(text) - start),)
    return text, ((start, len(text)),) if text else ()


def last_words_line(draft: Recovered, *, hidden: bool) -> str:
    """Return what was typed last, in quotes; empty if there is no explanation."""
    text = prose_of(draft.stored).rstrip()
    if not text:
        return ""
    words = (without_numbers(text) if hidden else text)[draft.last_words :]
    if draft.last_words:
        words = f"…{words}"
    return _("Written last: “{words}”").format(words=bidi.isolate(words))


def reason_words(stored: StoredDraft, content: ObjectionContent) -> str:
    """Return the reason, in the portal's own words if they were copied."""
    if not isinstance(stored.draft, ObjectionDraft):
        return ""
    objection = stored.draft.objection
    reason = content.rules.reason(objection.reason)
    if objection.portal_words.strip():
        return bidi.isolate(objection.portal_words.strip())
    return _("Not answered yet.") if reason is None else str(reason.name)
