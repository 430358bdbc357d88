"""Keeps what the file editor has made, and what it was made of."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from citizen_desktop.attachments import arrangement
from citizen_desktop.attachments.media_type import extension
from citizen_desktop.attachments.models import Doubt, Edits, Inspection
from citizen_desktop.bidi import isolate
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.errors import UserError
from citizen_desktop.forms.draft import Attachment, Source
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.source import Stored
from citizen_desktop.ui.file_checking import attachment_of
from citizen_desktop.ui.file_keeping import Keeper, in_chunks
from citizen_desktop.ui.jobs import Control

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.ui.editor_desk import Made
    from citizen_desktop.ui.editor_source import SourceFile

File = Path | Stored
_ENDINGS: Final = {"jpg": {".jpg", ".jpeg"}, "tif": {".tif", ".tiff"}, "heic": {".heic", ".heif"}}


@dataclass(frozen=True, eq=False)
class Remade:
    """What was made of an attached file.

    Args:
        before: the file as it was.
        attachments: those that take its place.
        files: their bytes, in their order.
        originals: by their digests, what they were made of.
        inspections: by digests, what the new files are.
    """

    before: Attachment
    attachments: tuple[Attachment, ...]
    files: tuple[File, ...]
    originals: Mapping[str, File]
    inspections: Mapping[str, Inspection]


@dataclass(frozen=True, eq=False)
class ToKeep:
    """What is to be kept of an editor.

    Args:
        draft: whose files they are, None where nothing is kept.
        before: the file as it was.
        file: its bytes.
        made: what was made of it.
        known: files by digest that are kept already.
        formats: media types that the portal is assumed to take.
    """

    draft: "DraftInHand | None"
    before: Attachment
    file: File
    made: "tuple[Made, ...]"
    known: Mapping[str, File]
    formats: tuple[str, ...]


def keep_made(control: Control, keeper: Keeper, keeping: ToKeep) -> Remade | None:
    """Keep files that were made, and what they were made of.

    Returns:
        What they are now, None if their draft was deleted meanwhile.

    Raises:
        UserError: they can't be kept; nothing of them is.
    """
    work = _Work(control, keeper, keeping)
    try:
        for number, made in enumerate(keeping.made):
            work.add(number, made)
    except KeyError:
        return None
    except StoreError as error:
        for file in work.new:
            keeper.discard(file)
        message = _("What was made of {name} can't be kept at the moment: the file is as it was.")
        name = isolate(shown_name(keeping.before.original_name))
        raise UserError(message.format(name=name)) from error
    return Remade(keeping.before, tuple(work.attachments), tuple(work.files), work.originals, work.inspections)


@dataclass(eq=False)
class _Work:
    """What is kept so far."""

    control: Control
    keeper: Keeper
    keeping: ToKeep
    new: list[Stored] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    originals: dict[str, File] = field(default_factory=dict)
    inspections: dict[str, Inspection] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.originals.update(self.keeping.known)
        if self.keeping.before.sha256 is not None:
            self.originals.setdefault(self.keeping.before.sha256, self.keeping.file)

    def add(self, number: int, made: "Made") -> None:
        """Keep a file that was made.

        Args:
            number: 0 for the one that takes the place of the file before, then those of some of its pages.
            made: the file.
        """
        before, first = self.keeping.before, made.sources[0]
        sources: tuple[Source, ...] = ()
        edits: Edits | None = None
        untouched = len(made.sources) == 1 and made.edits == arrangement.original(len(first.inspection.pages))
        if untouched and Doubt.UPSIDE_DOWN not in first.inspection.doubts:
            # Nothing was done to it: it is as it came, and needs nothing to be made of.
            name, content, inspection = first.name, first.content, first.inspection
        else:
            content, inspection = made.result.content, made.result.inspection
            name = _new_name(first.name, inspection.media_type, number)
            sources, edits = tuple(map(self._original, made.sources)), made.edits
        digest = _digest(content)
        # An attachment has bytes of its own: the store has one place for a file.
        self.files.append(self.keeping.file if digest == before.sha256 and not number else self._keep(content))
        self.inspections[digest] = inspection
        attachment = attachment_of(before.slot, name, inspection, (len(content), digest), self.keeping.formats)
        self.attachments.append(attachment.evolve(sources=sources, edits=edits))

    def _original(self, part: "SourceFile") -> Source:
        digest = _digest(part.content)
        if digest not in self.originals:
            self.originals[digest] = self._keep(part.content)
        self.inspections[digest] = part.inspection
        kind, size = part.inspection.media_type, len(part.content)
        return Source(sha256=digest, original_name=part.name, media_type=kind, size=size)

    def _keep(self, content: bytes) -> Stored:
        file, _same = self.keeper.keep(self.keeping.draft, in_chunks(content), self.control.check)
        self.new.append(file)
        return file


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _new_name(name: str, media_type: str, number: int) -> str:
    """Return the name of a file that was made of another one.

    Args:
        name: of the other one.
        media_type: of the new one.
        number: 0 for the one that takes its place, then those that were made of some of its pages.
    """
    path, ending = PurePath(name), extension(media_type)
    same = path.suffix.lower() in _ENDINGS.get(ending, {f".{ending}"})
    stem = path.stem if path.suffix else name
    suffix = path.suffix if same else f".{ending}"
    return f"{stem}{suffix}" if number == 0 else f"{stem} ({number + 1}){suffix}"
