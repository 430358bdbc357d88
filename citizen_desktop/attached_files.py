"""Files that the command line attaches to a draft: what each is, by its bytes, and what speaks against it."""

import hashlib
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.media_type import HEAD, media_type
from citizen_desktop.attachments.models import Doubt, Refusal
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from citizen_desktop.attachments.models import Inspection
    from citizen_desktop.content.objection_models import ObjectionContent
    from citizen_desktop.forms.any_draft import AnyDraft
    from citizen_desktop.forms.draft import Attachment


class Attached(NamedTuple):
    """A file that was named on the command line.

    Args:
        slot: the document that it is.
        path: where it lies.
    """

    slot: str
    path: Path


class Unopened(NamedTuple):
    """A file that is attached though it can't be opened.

    Args:
        slot: the document that it is.
        reason: why, in the language in use.
    """

    slot: str
    reason: str


class Found(NamedTuple):
    """A draft with its files.

    Args:
        draft: with what is known of each file.
        left_out: documents whose files the draft named, and that were not attached.
        unopened: files that nobody could look into.
    """

    draft: "AnyDraft"
    left_out: tuple[str, ...]
    unopened: tuple[Unopened, ...]


class Inspecting(Protocol):
    """Looks into untrusted files in a process of its own; the workshop does."""

    def inspect(self, content: bytes) -> "Inspection":
        """Return what a file is.

        Raises:
            RefusedError: it can't be opened.
        """


def with_files(
    content: "ObjectionContent", draft: "AnyDraft", attached: Sequence[Attached], inspecting: Inspecting
) -> Found:
    """Return the draft with these files as its attachments.

    What the draft says of the same file is kept: somebody has looked at it. Any other file is looked into; one that can't be opened
    is attached all the same, with what its first bytes tell, and named.

    Args:
        content: rows.
        draft: the answers.
        attached: the files.
        inspecting: looks into them.

    Raises:
        UserError: a file can't be read, or a document is not known.
    """
    known = [slot.id for slot in content.documents.slots]
    for slot, _path in attached:
        if slot not in known:
            raise UserError(
                _("There is no document {slot}. Known ones: {known}").format(slot=slot, known=", ".join(known))
            )
    before = list(draft.attachments)
    formats = content.documents.limits.formats
    unopened: list[Unopened] = []
    after = tuple(_attachment(each, before, formats, inspecting, unopened) for each in attached)
    return Found(draft.evolve(attachments=after), tuple(left.slot for left in before), tuple(unopened))


def read_start(path: Path, size: int) -> bytes:
    """Return how a file begins.

    Args:
        path: of the file.
        size: bytes, at the most.

    Raises:
        UserError: it is absent or can't be read.
    """
    try:
        # A named pipe would keep one waiting for ever.
        if not path.is_dir() and not stat.S_ISREG(path.stat().st_mode):
            raise UserError(_("The file {path} can't be read.").format(path=path))
        with path.open("rb") as stream:
            return stream.read(size)
    except FileNotFoundError as error:
        raise UserError(_("There is no file {path}.").format(path=path)) from error
    except IsADirectoryError as error:
        raise UserError(_("{path} is a folder, not a file.").format(path=path)) from error
    except OSError as error:
        raise UserError(_("The file {path} can't be read.").format(path=path)) from error


def _attachment(
    attached: Attached,
    before: "list[Attachment]",
    formats: Sequence[str],
    inspecting: Inspecting,
    unopened: list[Unopened],
) -> "Attachment":
    """Return what is known of a file, and take it off the list of those that the draft names."""
    slot, path = attached
    from citizen_desktop.forms.draft import Attachment, sound_text  # noqa: PLC0415  not before there is a file
    from citizen_desktop.forms.file_doubts import UNKNOWN_TYPE  # noqa: PLC0415
    from citizen_desktop.forms.refusal_words import refusal_sentence  # noqa: PLC0415

    found = media_type(read_start(path, HEAD))
    name, (size, digest) = sound_text(path.name), _digest(path)
    for known in before:
        named = known.original_name == name or known.path.endswith(path.name)
        if (known.slot, known.size) == (slot, size) and (named if known.sha256 is None else known.sha256 == digest):
            before.remove(known)
            return known.evolve(media_type=found or "", sha256=digest)
    doubt = UNKNOWN_TYPE if found is None else Doubt.FORMAT.value
    attachment = Attachment(
        slot=slot,
        original_name=name,
        media_type=found or "",
        size=size,
        pages=1 if found in {"image/jpeg", "image/png", "image/webp"} else None,
        sha256=digest,
        doubts=() if found in formats else (doubt,),
    )
    if found is None:
        return attachment
    try:
        inspection = _inspection(path, size, inspecting)
    except RefusedError as error:
        unopened.append(Unopened(slot, refusal_sentence(error.refusal, error.foreign, name)))
        return attachment
    mark = inspection.fingerprint
    return attachment.evolve(
        pages=len(inspection.pages),
        doubts=tuple(dict.fromkeys((*map(str, inspection.doubts), *attachment.doubts))),
        fingerprint=None if mark is None else f"{mark:016x}",
    )


def _inspection(path: Path, size: int, inspecting: Inspecting) -> "Inspection":
    """Look into a file.

    Raises:
        RefusedError: it can't be opened.
        UserError: it can't be read.
    """
    if size > Limits().size:
        raise RefusedError(Refusal.TOO_LARGE)
    try:
        return inspecting.inspect(path.read_bytes())
    except OSError as error:
        raise UserError(_("The file {path} can't be read.").format(path=path)) from error


def _digest(path: Path) -> tuple[int, str]:
    """Return how many bytes a file has, and their SHA-256 in hexadecimal.

    Raises:
        UserError: it can't be read.
    """
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return stream.tell(), digest
    except OSError as error:
        raise UserError(_("The file {path} can't be read.").format(path=path)) from error
