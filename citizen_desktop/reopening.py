"""A draft package that was verified becomes a draft again: answers and files are read once more, and nothing in it is believed.

What is read has to be what was verified; whatever was put in its place meanwhile is refused. What the answers are worth and what
the files are is judged by whoever takes them in.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.bidi import isolate
from citizen_desktop.errors import UserError
from citizen_desktop.forms.any_draft import AnyDraft, any_draft_from_json
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.draft_file import DraftError
from citizen_desktop.forms.refusal_words import refusal_sentence, shown_name
from citizen_desktop.forms.sentences import draft_error_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package import errors, profile
from citizen_desktop.package.bag import is_payload
from citizen_desktop.package.examination import Examination
from citizen_desktop.package.rules import Findings
from citizen_desktop.package.tree import BrokenFile
from citizen_desktop.package.verifier import open_tree

_SHA256: Final = 64
"""Hexadecimal digits."""
_LARGEST_DRAFT: Final = 16 * 1024 * 1024


class NotReopenedError(UserError):
    """A package can't be edited as a draft."""


@dataclass(frozen=True)
class PackedFile:
    """A file of a package that was verified.

    Args:
        package: the zip, or the folder.
        path: of the file in it.
        sha256: of its bytes, as they were verified.
        slot: the document that it is, as the package says.
        original_name: its name where it came from, likewise.
    """

    package: Path
    path: str
    sha256: str
    slot: str = ""
    original_name: str = ""

    def read_named(self) -> bytes:
        """Return its bytes, or say of which file it is that they can't be had.

        Raises:
            UserError: they can't.
        """
        try:
            return self.read()
        except UserError as error:
            name = isolate(shown_name(self.original_name or self.path))
            message = _("{name} was not taken over. {reason}").format(name=name, reason=error.message)
            raise NotReopenedError(message) from error

    def read(self, largest: int = Limits().size) -> bytes:
        """Return its bytes.

        Args:
            largest: how many there may be.

        Raises:
            NotReopenedError: they are more, or not those that were verified.
            NotJudgedError: the package is not there any more, or can't be read.
        """
        digest = hashlib.sha256()
        content = bytearray()
        try:
            tree = open_tree(self.package, Findings())
            try:
                if self.path not in tree.files:
                    raise _changed()
                if tree.files[self.path] > largest:
                    raise NotReopenedError(refusal_sentence(Refusal.TOO_LARGE, None, self.original_name or self.path))
                for block in tree.read(self.path):
                    digest.update(block)
                    content += block
            finally:
                tree.close()
        except BrokenFile:
            raise _changed() from None
        except OSError as error:
            raise errors.not_judged(error) from error
        if digest.hexdigest() != self.sha256:
            raise _changed()
        return bytes(content)


@dataclass(frozen=True)
class Reopened:
    """What a package holds of a draft.

    Args:
        draft: the answers, without files.
        files: in the order of the draft.
    """

    draft: AnyDraft
    files: tuple[PackedFile, ...]


def holds_draft(examination: Examination) -> bool:
    """Whether a package is sound and holds a draft: it can be tried to edit it."""
    return examination.verdict.valid and profile.DRAFT in _digests(examination)


def reopen(package: Path, examination: Examination) -> Reopened:
    """Read the draft of a package that was verified; its files are read one by one, when they are wanted.

    Args:
        package: the zip, or the folder.
        examination: of that package; what it found is what is taken.

    Raises:
        NotReopenedError: it was not found sound, has changed since, or holds no draft that this program can read.
        NotJudgedError: it is not there any more, or can't be read.
    """
    if not holds_draft(examination):
        raise NotReopenedError(_("This package can't be edited: it is not sound, or holds no draft."))
    digests = _digests(examination)
    try:
        draft = any_draft_from_json(PackedFile(package, profile.DRAFT, digests[profile.DRAFT]).read(_LARGEST_DRAFT))
    except DraftError as error:
        raise NotReopenedError(draft_error_sentence(error)) from error
    files = tuple(_packed(package, digests, attachment) for attachment in draft.attachments)
    return Reopened(draft.evolve(attachments=(), complete=None, missing=()), files)


def _packed(package: Path, digests: dict[str, str], attachment: Attachment) -> PackedFile:
    digest = digests.get(attachment.path)
    if digest is None or not is_payload(attachment.path):
        raise NotReopenedError(_("This package can't be edited: its draft names a file that is not in it."))
    return PackedFile(package, attachment.path, digest, attachment.slot, attachment.original_name)


def _digests(examination: Examination) -> dict[str, str]:
    """The SHA-256 of every file, as it was verified; a bag of another program may have other digests."""
    return {
        result.path: result.expected
        for result in examination.results
        if result.expected is not None and len(result.expected) == _SHA256
    }


def _changed() -> NotReopenedError:
    return NotReopenedError(_("The package was changed after it was checked. Check it again."))
