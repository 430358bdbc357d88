"""Files whose pages are added to the one that is edited: read and looked at off the GUI thread."""

from pathlib import Path
from typing import Final

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.bidi import isolate
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.editor_source import Decoding, SourceFile
from citizen_desktop.ui.editor_words import refusal_words
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
            found.append(_("{name}: {sentence}").format(name=isolate(name), sentence=refusal_words(error.refusal)))
        except (OSError, ValueError):
            words = _("{name} can't be read: it is not permitted, or its disk is gone.")
            found.append(words.format(name=isolate(name)))
    return tuple(found)


def _read(control: Control, decoding: Decoding, path: Path, name: str) -> SourceFile:
    if path.stat().st_size > _MOST:
        raise RefusedError(Refusal.TOO_LARGE)
    content = path.read_bytes()
    inspection = decoding.inspect(content, check=control.check)
    return SourceFile(name, inspection.unlocked or content, inspection)
