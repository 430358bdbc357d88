"""What speaks against a file, in the language in use: in two words, and as a sentence that says what to do."""

from citizen_desktop.attachments.models import Doubt
from citizen_desktop.forms.file_doubts import DUPLICATE, UNKNOWN_TYPE
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext


def doubt_name(doubt: str) -> str:  # noqa: PLR0911  a table of names
    """Return a doubt in a word or two, as it stands beside a file.

    Args:
        doubt: its id; one that is not known here only asks for another look.
    """
    match doubt:
        case Doubt.BLURRED:
            return pgettext("file", "Blurred")
        case Doubt.TOO_DARK:
            return pgettext("file", "Too dark")
        case Doubt.TOO_BRIGHT:
            return pgettext("file", "Too bright")
        case Doubt.TOO_SMALL:
            return pgettext("file", "Too small")
        case Doubt.CUT_OFF:
            return pgettext("file", "Cut off")
        case Doubt.UPSIDE_DOWN:
            return pgettext("file", "Stored turned")
        case Doubt.FORMAT:
            return pgettext("file", "Unusual format")
        case _ if doubt == DUPLICATE:
            return pgettext("file", "Attached twice")
        case _ if doubt == UNKNOWN_TYPE:
            return pgettext("file", "Unknown type")
        case _:
            return pgettext("file", "Look again")


def doubt_sentence(doubt: str) -> str:  # noqa: PLR0911  a table of sentences
    """Return what a doubt means and what to do about it.

    Args:
        doubt: its id; one that is not known here only asks for another look.
    """
    match doubt:
        case Doubt.BLURRED:
            return _("The photo is blurred: take it again in good light, with a steady hand.")
        case Doubt.TOO_DARK:
            return _("The photo is too dark: take it again where there is more light.")
        case Doubt.TOO_BRIGHT:
            return _("The photo is too bright: take it again without flash or glare.")
        case Doubt.TOO_SMALL:
            return _("The writing is too small to read: take it from nearer, or scan it with more dots.")
        case Doubt.CUT_OFF:
            return _("Part of the page seems to be cut off: take it again with all four edges in the picture.")
        case Doubt.UPSIDE_DOWN:
            return _("The photo is stored turned, and the portal may show it so: turn it upright here.")
        case Doubt.FORMAT:
            return _("The portal may not take this format: save it as PDF or JPG.")
        case _ if doubt == DUPLICATE:
            return _("The same file is attached already: check that each file is in its place.")
        case _ if doubt == UNKNOWN_TYPE:
            return _("This is no PDF and no picture that is known here: check what it is.")
        case _:
            return _("A file needs another look.")
