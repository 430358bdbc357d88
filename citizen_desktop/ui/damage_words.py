"""What is said of a damaged store, in the language in use."""

from datetime import datetime

from citizen_desktop import bidi
from citizen_desktop.drafts.rescue import Damage, Difference, Differing
from citizen_desktop.formats import clock_time, gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.case_words import number_words


def when(at: datetime) -> str:
    """Return "22 November 2026, 4:12 PM"."""
    return _("{date}, {time}").format(date=gregorian(at), time=clock_time(at))


def what_happened(damage: Damage | None) -> str:
    """Return what is wrong, and what has been done about it."""
    wrong = _(
        "The file that holds the drafts can no longer be read as it was written: the disk or a program has changed it."
    )
    if damage is None:
        done = _("There is no sound copy of it. Nothing has been changed or deleted.")
    elif damage.snapshot is None:
        done = _("It was set aside, and an empty one has taken its place. Nothing of it has been deleted.")
    else:
        done = _("It was set aside, and the last sound copy has taken its place. Nothing of it has been deleted.")
    return f"{wrong} {done}"


def what_is_to_choose(damage: Damage) -> str:
    """Return what the damaged file still gives."""
    if not damage.readable:
        return _("Nothing in the damaged file can be read any more.")
    count = len(damage.to_use)
    if not count:
        return _("The damaged file gives nothing that the copy does not have.")
    return ngettext(
        "One draft in the damaged file is newer, and can be read whole.",
        "{n} drafts in the damaged file are newer, and can be read.",
        count,
    ).format(n=count)


def draft_name(draft: Differing) -> str:
    """Return which draft it is, by its number alone where the name is hidden."""
    number = _("Case {number}").format(number=number_words(draft.number))
    name = "" if draft.locked else draft.summary.name.strip()
    return _(" · ").join((number, bidi.isolate(name))) if name else number


def difference(draft: Differing) -> str:
    """Return how it differs."""
    match draft.how:
        case Difference.NEWER:
            return _("Newer in the damaged file")
        case Difference.ONLY_THERE:
            return _("Only in the damaged file")
        case Difference.UNREADABLE:
            return _("Only the copy can be read")
        case Difference.ONLY_HERE:
            return _("Only in the copy")


def times(draft: Differing) -> str:
    """Return when it was changed last, here and there."""
    parts = []
    if draft.there is not None:
        parts.append(_("In the damaged file: {when}").format(when=when(draft.there)))
    if draft.here is not None:
        parts.append(_("In the copy: {when}").format(when=when(draft.here)))
    return _(" · ").join(parts)


def lost_files(draft: Differing) -> str:
    """Return how many of its files are lost there, empty if none is."""
    if not draft.lost_files:
        return ""
    return ngettext(
        "One attachment cannot be read there; that of the copy is kept.",
        "{n} attachments cannot be read there; those of the copy are kept.",
        draft.lost_files,
    ).format(n=draft.lost_files)
