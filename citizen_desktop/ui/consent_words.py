"""What is printed of a consent, in both languages."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from citizen_desktop.drafts.models import KEEP, Consent
from citizen_desktop.formats import clock_time, gregorian
from citizen_desktop.i18n import Language, language, ngettext, speaking
from citizen_desktop.i18n import gettext as _
from citizen_desktop.printing.consent_page import ConsentPaper, ConsentWords
from citizen_desktop.ui.case_words import number_words, purpose_words

PURPOSES: Final = (KEEP, "help", "hand-over")
"""What a person is asked for in a help centre, in this order."""


def consent_paper(
    number: int | None, wanted: Iterable[str], recorded: Mapping[str, Consent], days: int, now: datetime
) -> ConsentPaper:
    """Return what is printed.

    Args:
        number: of the case, None while it has none.
        wanted: ids of what is agreed to.
        recorded: what was recorded, by purpose.
        days: that a draft is kept after its last change.
        now: the time.
    """
    purposes = tuple(wanted)

    def words(of: Language) -> ConsentWords:
        with speaking(of):
            return _words(number, purposes, recorded, days, now)

    here = language()
    return ConsentPaper(words(here), words(here.other))


def _words(
    number: int | None, purposes: tuple[str, ...], recorded: Mapping[str, Consent], days: int, now: datetime
) -> ConsentWords:
    about = (
        _("A draft of mine is prepared with the help of the staff of this centre. I agree to:")
        if number is None
        else _(
            "Case {number}. A draft of mine is prepared with the help of the staff of this centre. I agree to:"
        ).format(number=number_words(number))
    )
    kept = ngettext(
        "The draft is encrypted on this centre's device and erased {n} day after its last change.",
        "The draft is encrypted on this centre's device and erased {n} days after its last change.",
        days,
    ).format(n=days)
    return ConsentWords(
        title=_("Consent"),
        about=about,
        purposes=tuple(_line(purpose, recorded.get(purpose), days) for purpose in purposes),
        notes=(
            kept,
            _("I can withdraw my consent at any time by telling the staff; the draft is then erased at once."),
            _("Nothing is sent over the internet. I submit the request on the portal myself."),
        ),
        name=_("Name:"),
        signature=_("Signature:"),
        day=_("Date:"),
        printed=_("Printed {date} at {time}").format(date=gregorian(now.date()), time=clock_time(now)),
        footer=_("Unofficial help tool · Works offline"),
        page=_("Page {number} of {count}"),
        right_to_left=language().right_to_left,
    )


def _line(purpose: str, consent: Consent | None, days: int) -> str:
    what = purpose_words(purpose, days)
    if consent is None:
        return _("• {purpose}").format(purpose=what)
    return _("• {purpose} (recorded {date} at {time} by {initials})").format(
        purpose=what, date=gregorian(consent.at.date()), time=clock_time(consent.at), initials=consent.initials
    )
