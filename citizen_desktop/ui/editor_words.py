"""What the file editor says: of doubts about a page, and of what can't be done."""

from datetime import date
from typing import Final

from citizen_desktop import i18n
from citizen_desktop.attachments.models import Doubt, Refusal
from citizen_desktop.formats import gregorian
from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _


def doubt_words(doubt: Doubt) -> str:  # noqa: PLR0911  a table of sentences
    """Return a sentence on what speaks against a page."""
    match doubt:
        case Doubt.BLURRED:
            return _("Blurred: take the picture again, with a steady hand.")
        case Doubt.TOO_DARK:
            return _("Too dark: take the picture again in better light.")
        case Doubt.TOO_BRIGHT:
            return _("Too pale: the letters hardly stand out from the paper.")
        case Doubt.TOO_SMALL:
            return _("Too small: go closer to the paper, or scan it finer.")
        case Doubt.CUT_OFF:
            return _("Cut off: some of the text goes on beyond the edge.")
        case Doubt.UPSIDE_DOWN:
            return _("Some programs show it turned; what is made here stands upright.")
        case Doubt.FORMAT:
            return _("The portal is not known to take files of this type.")


def refusal_words(refusal: Refusal) -> str:  # noqa: PLR0911  a table of sentences
    """Return a sentence on why something was not done, and what to do instead. What was edited is kept."""
    match refusal:
        case Refusal.ILLEGIBLE:
            return _(
                "It can't be made small enough and stay readable. Crop it, or make two files of its pages,"
                " or scan it in grey."
            )
        case Refusal.TOO_LONG:
            return _("This took too long and was broken off. Your changes are kept: try fewer pages at once.")
        case Refusal.TOO_MUCH_MEMORY | Refusal.HUGE_PAGE | Refusal.BOMB:
            return _("This page is too large to be worked on. Your changes are kept.")
        case Refusal.TOO_LARGE | Refusal.TOO_MANY_PAGES:
            return _("That would be too large, or too many pages. Your changes are kept.")
        case Refusal.LOCKED | Refusal.WRONG_PASSWORD:
            return _("This file is locked with a password. Attach it in the form first, where the password is asked.")
        case Refusal.CRASHED:
            return _("Reading the file failed. Your changes are kept; try again.")
        case Refusal.EMPTY | Refusal.NO_PAGES:
            return _("There is nothing in this file.")
        case Refusal.FOREIGN:
            return _("This is neither a PDF nor a picture that is taken here.")
        case Refusal.TRUNCATED | Refusal.DAMAGED:
            return _("This file is damaged or incomplete.")


def objection_mark() -> str:
    """Return the words that are laid over a copy for an objection, in Arabic: that is what the portal reads."""
    with i18n.speaking(Language.ARABIC):
        return _("A copy for the Citizen Account objection only")


def registration_mark() -> str:
    """Return the words that are laid over a copy for a registration, in Arabic."""
    with i18n.speaking(Language.ARABIC):
        return _("A copy for the Citizen Account registration only")


def with_day(words: str, day: date) -> str:
    """Return the words of a mark with a day below them, in Arabic."""
    with i18n.speaking(Language.ARABIC):
        return f"{words}{_BREAK}{gregorian(day)}"


def without_day(mark: str) -> str:
    """Return the words of a mark alone."""
    return mark.partition(_BREAK)[0]


_BREAK: Final = "\n"
