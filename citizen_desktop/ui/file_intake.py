"""Takes files in: what each is by its content, how large it is, or a sentence that says why it can't be attached."""

import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citizen_desktop.attachments.foreign import Foreign, foreign
from citizen_desktop.attachments.media_type import media_type
from citizen_desktop.attachments.models import Doubt, Refusal
from citizen_desktop.bidi import isolate
from citizen_desktop.forms.completeness import MEGABYTE
from citizen_desktop.forms.draft import Attachment, sound_text
from citizen_desktop.forms.refusal_words import refusal_sentence, shown_name
from citizen_desktop.i18n import gettext as _

_HEAD: Final = 4096


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
        kind = foreign(head)
        refusal = Refusal.EMPTY if kind is Foreign.EMPTY else Refusal.FOREIGN
        return Refused(refusal_sentence(refusal, kind, path.name))
    doubts = () if found in formats else (Doubt.FORMAT.value,)
    return Attachment(
        slot=slot, original_name=sound_text(path.name), media_type=found, size=status.st_size, doubts=doubts
    )


def megabytes(size: int) -> str:
    """Return a size in megabytes, rounded up to a tenth, with a point in every language: what is over a limit looks so."""
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10}.{tenths % 10}"
