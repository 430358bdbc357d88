"""Takes files in: what each is by its content, how large it is, or a sentence that says why it can't be attached."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citizen_desktop.attachments.foreign import Foreign, foreign
from citizen_desktop.attachments.media_type import media_type
from citizen_desktop.bidi import isolate, strip_controls
from citizen_desktop.forms.completeness import MEGABYTE
from citizen_desktop.forms.draft import Attachment, sound_text
from citizen_desktop.i18n import gettext as _

_HEAD: Final = 4096
FORMAT_DOUBT: Final = "format"
"""The doubt about a file whose format the portal is not assumed to take."""


@dataclass(frozen=True)
class Refused:
    """Why a file can't be attached.

    Args:
        sentence: names the file.
    """

    sentence: str


def take_in(path: Path, slot: str, formats: tuple[str, ...]) -> Attachment | Refused:
    """Look at a file.

    Args:
        path: where it lies.
        slot: the document that it is to be.
        formats: media types that the portal is assumed to take; others bear a doubt.
    """
    name = shown_name(path.name)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return Refused(_("{name} is a folder. Choose the files in it.").format(name=isolate(name)))
        if not stat.S_ISREG(status.st_mode):
            return Refused(_("{name} is no file.").format(name=isolate(name)))
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except FileNotFoundError:
        return Refused(_("{name} is not there any more.").format(name=isolate(name)))
    except (OSError, ValueError):
        return Refused(_("{name} can't be read: it is not permitted, or its disk is gone.").format(name=isolate(name)))
    found = media_type(head)
    if found is None:
        return Refused(_refusal(foreign(head)).format(name=isolate(name)))
    doubts = () if found in formats else (FORMAT_DOUBT,)
    return Attachment(
        slot=slot, original_name=sound_text(path.name), media_type=found, size=status.st_size, doubts=doubts
    )


def shown_name(name: str) -> str:
    """Return a file's name as it can be shown: nothing in it turns the direction or breaks the line."""
    bare = strip_controls(sound_text(name))
    return "".join(character if character.isprintable() else " " for character in bare)


def _refusal(kind: Foreign) -> str:  # noqa: C901, PLR0911, PLR0912  a table of sentences
    match kind:
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


def megabytes(size: int) -> str:
    """Return a size in megabytes, rounded up to a tenth, with a point in every language: what is over a limit looks so."""
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10}.{tenths % 10}"
