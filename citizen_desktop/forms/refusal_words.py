"""Why a file is refused, as one sentence in the language in use that names the file and says what to do.

Window and command line say it with the same words.
"""

from citizen_desktop.attachments.foreign import Foreign
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.bidi import isolate, strip_controls
from citizen_desktop.forms.draft import sound_text
from citizen_desktop.i18n import gettext as _


def refusal_sentence(refusal: Refusal, foreign: Foreign | None, name: str) -> str:
    """Return why a file can't be taken in, or why what was asked can't be done with it.

    Args:
        refusal: why.
        foreign: what the file is in truth, where that is why and it is known.
        name: of the file, as it was called where it came from.
    """
    template = _foreign_sentence(foreign or Foreign.UNKNOWN) if refusal is Refusal.FOREIGN else _sentence(refusal)
    return template.format(name=isolate(shown_name(name)))


def shown_name(name: str) -> str:
    """Return a file's name as it can be shown: nothing in it turns the direction or breaks the line."""
    bare = strip_controls(sound_text(name))
    return "".join(character if character.isprintable() else " " for character in bare)


def _sentence(refusal: Refusal) -> str:  # noqa: C901, PLR0911, PLR0912  a table of sentences
    match refusal:
        case Refusal.EMPTY:
            return _("{name} is empty.")
        case Refusal.FOREIGN:
            return _foreign_sentence(Foreign.UNKNOWN)
        case Refusal.TRUNCATED:
            return _("{name} is cut off: its end is missing. Copy or download it again.")
        case Refusal.DAMAGED:
            return _("{name} is damaged and can't be opened. Copy it again, or scan the paper again.")
        case Refusal.LOCKED:
            return _("{name} is locked with a password. Type the password, or save it without one.")
        case Refusal.WRONG_PASSWORD:
            return _("This is not the password of {name}. Try again.")
        case Refusal.NO_PAGES:
            return _("{name} has no pages.")
        case Refusal.TOO_MANY_PAGES:
            return _("{name} has too many pages. Save those that matter as a file of their own and attach that.")
        case Refusal.HUGE_PAGE:
            return _("{name} has a page that is far too large. Scan it as an A4 page and attach that.")
        case Refusal.BOMB:
            return _("{name} would become far too large when opened, so it is not safe to open. Scan the paper again.")
        case Refusal.TOO_LARGE:
            return _("{name} is too large to be opened here. Scan it with fewer dots, or attach fewer pages.")
        case Refusal.TOO_LONG:
            return _("{name} took too long to open. Save it anew, or attach a photo of the paper.")
        case Refusal.TOO_MUCH_MEMORY:
            return _("{name} needs too much memory. Scan it with fewer dots, or attach fewer pages.")
        case Refusal.CRASHED:
            return _("{name} could not be opened: the program that reads files broke off. Scan the paper again.")
        case Refusal.ILLEGIBLE:
            return _("{name} can't be made smaller and stay legible. Crop it, scan it in grey, or attach fewer pages.")


def _foreign_sentence(foreign: Foreign) -> str:  # noqa: C901, PLR0911, PLR0912  a table of sentences
    match foreign:
        case Foreign.EMPTY:
            return _("{name} is empty.")
        case Foreign.WORD:
            return _("{name} is a Word document. Save it as PDF and attach that.")
        case Foreign.EXCEL:
            return _("{name} is an Excel table. Save it as PDF and attach that.")
        case Foreign.POWERPOINT:
            return _("{name} is a presentation. Save it as PDF and attach that.")
        case Foreign.OFFICE:
            return _("{name} is an Office document. Save it as PDF and attach that.")
        case Foreign.ARCHIVE:
            return _("{name} is a compressed archive. Unpack it and attach the files in it.")
        case Foreign.PROGRAM:
            return _("{name} is a program, not a document.")
        case Foreign.PICTURE:
            return _("{name} is a picture of a kind that is not taken here. Save it as JPG or PNG.")
        case Foreign.FILM:
            return _("{name} is a video, not a document.")
        case Foreign.SHORTCUT:
            return _("{name} is a shortcut: it only points to a file. Attach that file.")
        case Foreign.DISK_IMAGE:
            return _("{name} is a disk image, not a document.")
        case Foreign.DRAWING:
            return _("{name} is a drawing. Save it as PDF and attach that.")
        case Foreign.SOUND:
            return _("{name} is a sound recording, not a document.")
        case Foreign.EMAIL:
            return _("{name} is an email. Attach the files in it, or print it to PDF and attach that.")
        case Foreign.WEB_PAGE:
            return _("{name} is a web page. Print it to PDF and attach that.")
        case Foreign.TEXT:
            return _("{name} is plain text. Print it to PDF and attach that.")
        case Foreign.UNKNOWN:
            return _("{name} is neither a PDF nor a picture, or it is damaged.")
