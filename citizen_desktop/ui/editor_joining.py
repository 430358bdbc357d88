"""Files whose pages are added to the one that is edited: read and looked at off the GUI thread."""

import errno
import stat
from pathlib import Path
from typing import Final

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.bidi import isolate
from citizen_desktop.forms.refusal_words import refusal_sentence, shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.editor_source import Decoding, SourceFile
from citizen_desktop.ui.jobs import Control

_MOST: Final = 300 << 20
"""Bytes that are read at all."""


def read_files(control: Control, decoding: Decoding, paths: tuple[Path, ...]) -> tuple[SourceFile | str, ...]:
    """Return what each file is, or a sentence on why it can't be added."""
    found: list[SourceFile | str] = []
    for path in paths:
        control.check()
        name = shown_name(path.name)
        try:
            found.append(_read(control, decoding, path, name))
        except RefusedError as error:
            found.append(refusal_sentence(error.refusal, error.foreign, path.name))
        except (OSError, ValueError):
            words = _("{name} can't be read: it is not permitted, or its disk is gone.")
            found.append(words.format(name=isolate(name)))
    return tuple(found)


def _read(control: Control, decoding: Decoding, path: Path, name: str) -> SourceFile:
    info = path.stat()
    if not stat.S_ISREG(info.st_mode):
        # A named pipe would keep one waiting for ever.
        raise OSError(errno.EINVAL, "no file")
    if info.st_size > _MOST:
        raise RefusedError(Refusal.TOO_LARGE)
    content = path.read_bytes()
    inspection = decoding.inspect(content, check=control.check)
    return SourceFile(name, inspection.unlocked or content, inspection)
