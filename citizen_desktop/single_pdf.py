"""Everything that goes into a package as one PDF, for a portal or a printer that takes one file only.

The files are untrusted: they are joined in the process that decodes them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.raster import Part, Raster
from citizen_desktop.errors import UserError
from citizen_desktop.formats import megabytes
from citizen_desktop.forms.completeness import MEGABYTE
from citizen_desktop.forms.payload_names import LETTER_TEXT, SINGLE_PDF
from citizen_desktop.forms.refusal_words import refusal_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.source import PayloadFile, content_of

Check = Callable[[], object]


class Joiner(Protocol):
    """Joins files in a process of its own; the workshop does."""

    def join(self, parts: Sequence[Part], *, check: Check = ...) -> bytes:
        """Return one PDF of several files.

        Raises:
            RefusedError: they can't be joined.
        """


@dataclass(frozen=True)
class SinglePart:
    """A file that is joined.

    Args:
        file: of the payload.
        original_name: its own, empty for one that was made here.
        stamp: drawn on each of its pages, None for none.
    """

    file: PayloadFile
    original_name: str = ""
    stamp: Raster | None = None


class NotJoinedError(UserError):
    """The single PDF can't be made; the sentence names the file that is at fault."""


def with_single_pdf(
    payload: Sequence[PayloadFile], parts: Sequence[SinglePart], joiner: Joiner, check: Check = lambda: None
) -> tuple[PayloadFile, ...]:
    """Return the payload of a package with the single PDF in it, behind the attachments.

    Args:
        payload: its other files.
        parts: those of them that are joined, in their order.
        joiner: joins them.
        check: called now and then; may raise to break off.

    Raises:
        NotJoinedError: one of them can't be opened, or they are too many.
        SourceError: one of them can't be read.
    """
    read = []
    for part in parts:
        check()
        read.append(Part(content=content_of(part.file), stamp=part.stamp))
    try:
        joined = joiner.join(read, check=check)
    except RefusedError as error:
        raise NotJoinedError(_sentence(error, parts, read, joiner, check)) from error
    place = next(place for place, file in enumerate(payload) if file.name == LETTER_TEXT)
    return (*payload[:place], PayloadFile(SINGLE_PDF, joined), *payload[place:])


def size_remark(size: int, limit: int) -> str:
    """Return a sentence on a single PDF that is larger than a file may be, else nothing.

    Args:
        size: in bytes.
        limit: of one file, in megabytes.
    """
    if size <= limit * MEGABYTE:
        return ""
    return _(
        "The single PDF has {used} MB, more than the limit of {limit} MB for one file, which is not officially announced:"
        " if the portal does not take it, attach the files one by one."
    ).format(used=megabytes(size), limit=limit)


def _sentence(
    error: RefusedError, parts: Sequence[SinglePart], read: Sequence[Part], joiner: Joiner, check: Check
) -> str:
    """Say which file is at fault: the first that can't be opened alone; all of them together, if each can."""
    for part, content in zip(parts, read, strict=True):
        try:
            joiner.join((content,), check=check)
        except RefusedError as alone:
            name = part.original_name or part.file.name
            why = refusal_sentence(alone.refusal, alone.foreign, name)
            return _("No single PDF can be made, and nothing was written. {reason}").format(reason=why)
    if error.refusal is Refusal.TOO_MANY_PAGES:
        return _("All files together have too many pages for a single PDF. Make the package without it.")
    return _("All files together are too large for a single PDF. Make the package without it.")
