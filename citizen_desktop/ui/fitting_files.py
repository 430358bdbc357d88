"""Makes the files of a draft fit the size that they may have together, one after the other, off the GUI thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from citizen_desktop.attachments import arrangement
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Edits, Inspection, Refusal
from citizen_desktop.attachments.raster import Raster
from citizen_desktop.bidi import isolate
from citizen_desktop.errors import UserError
from citizen_desktop.forms.budget import Budget, next_allowance
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.source import Stored
from citizen_desktop.ui.editor_desk import Made
from citizen_desktop.ui.editor_source import SourceFile
from citizen_desktop.ui.file_keeping import content_of
from citizen_desktop.ui.jobs import Control

if TYPE_CHECKING:
    from citizen_desktop.ui.editor_source import Decoding

File = Path | Stored


@dataclass(frozen=True, eq=False)
class Fittable:
    """A file of the draft, and what it can be made of anew.

    Args:
        attachment: the draft's.
        file: its bytes.
        parts: name and bytes of each source, and what it is, if that is known; the file itself, if nothing was done to it or a
            source is not there any more.
        edits: what was done to the sources; None for nothing.
        stamp: the mark that these edits lay over each page, painted.
    """

    attachment: Attachment
    file: File
    parts: tuple[tuple[str, File, Inspection | None], ...]
    edits: Edits | None = None
    stamp: Raster | None = None


@dataclass(frozen=True, eq=False)
class Fitted:
    """A file that was made smaller.

    Args:
        of: what it is made of.
        made: the smaller one.
    """

    of: Fittable
    made: Made


@dataclass(frozen=True, eq=False)
class NotFitted:
    """A file that can't be made smaller.

    Args:
        of: the file; it stays as it is.
        refusal: why.
    """

    of: Fittable
    refusal: Refusal


@dataclass(frozen=True, eq=False)
class Fitting:
    """What came of it.

    Args:
        fitted: in the order in which they were made: the largest first.
        left: those that can't be made smaller.
        before: bytes of all files of the draft.
        after: with the smaller ones in their places.
        over: whether they are still too large then.
    """

    fitted: tuple[Fitted, ...]
    left: tuple[NotFitted, ...]
    before: int
    after: int
    over: bool


def fittable(
    attachment: Attachment,
    file: File,
    known: Mapping[str, File],
    inspections: Mapping[str, Inspection],
    stamp: Raster | None,
) -> Fittable:
    """Return a file with what it can be made of anew.

    Args:
        attachment: the draft's.
        file: its bytes.
        known: what is kept beside the draft, by digests.
        inspections: by digests, what files are that were looked into already.
        stamp: the mark that was laid over it, None for none.
    """
    sources = attachment.sources
    if attachment.edits is not None and sources and all(source.sha256 in known for source in sources):
        parts = tuple(
            (source.original_name, known[source.sha256], inspections.get(source.sha256)) for source in sources
        )
        return Fittable(attachment, file, parts, attachment.edits, stamp)
    return Fittable(attachment, file, ((attachment.original_name, file, inspections.get(attachment.sha256 or "")),))


def fit_files(control: Control, decoding: "Decoding", files: Sequence[Fittable], budget: Budget) -> Fitting:
    """Make files smaller until they fit, as far as their text stays legible; none becomes larger.

    Args:
        control: told how many are done; may break off.
        decoding: makes them.
        files: all of the draft, in its order.
        budget: what they may have.

    Raises:
        UserError: one of them can't be read.
    """
    sizes = [each.attachment.size for each in files]
    before = sum(sizes)
    fitted: list[Fitted] = []
    left: list[NotFitted] = []
    settled: set[int] = set()
    while (allowance := next_allowance(budget, sizes, settled)) is not None:
        control.check()
        row = allowance.row
        settled.add(row)
        found = _fit(control, decoding, files[row], [allowance.size, min(budget.file, sizes[row] - 1)])
        if isinstance(found, Fitted):
            sizes[row] = len(found.made.result.content)
            fitted.append(found)
        else:
            left.append(found)
        control.progress(len(settled), max(len(settled) + _waiting(budget, sizes, settled), 1))
    return Fitting(tuple(fitted), tuple(left), before, sum(sizes), budget.over(sizes))


def _waiting(budget: Budget, sizes: Sequence[int], settled: set[int]) -> int:
    """How many files are probably still to be made smaller: those above an even share."""
    share = budget.package / max(1, len(sizes))
    return sum(size > min(share, budget.file) for row, size in enumerate(sizes) if row not in settled)


def _fit(control: Control, decoding: "Decoding", file: Fittable, budgets: Sequence[int]) -> Fitted | NotFitted:
    """Make one file fit: what it is to have, or else what it may have at the most."""
    sources = _sources(control, decoding, file)
    if isinstance(sources, NotFitted):
        return sources
    edits = file.edits or arrangement.original(len(sources[0].inspection.pages))
    edits = edits.evolve(fit=True)
    contents = [source.content for source in sources]
    refusal = Refusal.ILLEGIBLE
    for budget in dict.fromkeys(budgets):
        try:
            result = decoding.make(contents, edits, file.stamp, budget, check=control.check)
        except RefusedError as refused:
            refusal = refused.refusal
            if refusal is not Refusal.ILLEGIBLE:
                break
            continue
        if len(result.content) < file.attachment.size:
            return Fitted(file, Made(edits, sources, result))
    return NotFitted(file, refusal)


def _sources(control: Control, decoding: "Decoding", file: Fittable) -> tuple[SourceFile, ...] | NotFitted:
    """Read what a file is made of."""
    found = []
    name = file.attachment.original_name
    try:
        for name, part, known in file.parts:
            content = content_of(part)
            inspection = known or decoding.inspect(content, check=control.check)
            found.append(SourceFile(name, content, inspection))
    except RefusedError as refused:
        return NotFitted(file, refused.refusal)
    except OSError as error:
        message = _("{name} can't be read: it is not permitted, or its disk is gone.")
        raise UserError(message.format(name=isolate(shown_name(name)))) from error
    return tuple(found)
