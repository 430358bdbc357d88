"""Opens the file editor on an attached file, and keeps what is made there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Inspection
from citizen_desktop.attachments.workshop import WorkshopClosedError
from citizen_desktop.bidi import isolate
from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.errors import UserError
from citizen_desktop.forms.budget import Budget
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.refusal_words import refusal_sentence, shown_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.source import Stored
from citizen_desktop.ui.editor_source import Decoding, EditorSource, SourceFile
from citizen_desktop.ui.file_keeping import Keeper, content_of
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.ui.made_files import Remade, ToKeep, keep_made
from citizen_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.ui.editor_desk import Made

File = Path | Stored


@dataclass(frozen=True, eq=False)
class _Opening:
    """What the editor is to be opened on.

    Args:
        attachment: the file as it is.
        parts: name, bytes and, where it is known, what each source is.
    """

    attachment: Attachment
    parts: tuple[tuple[str, File, Inspection | None], ...]


class FileEditing(QObject):
    """The way into the editor and out of it.

    Args:
        content: rows.
        keeper: keeps bytes.
        bench: has what decodes.
        clock: the time.
    """

    opening = Signal(object)
    """A ``Job`` is about to start that reads a file."""
    opened = Signal(object)
    """An ``EditorSource``: an editor is to be shown."""
    ended = Signal()
    """Nothing is being read or kept any more."""
    remade = Signal(object)
    """A ``Remade``."""
    failed = Signal(str)
    """A sentence: it can't be opened."""
    not_kept = Signal(str)
    """A sentence: what was made can't be kept, and the editor goes on."""
    closed = Signal()
    """No editor is to be shown any more."""

    def __init__(self, content: ObjectionContent, keeper: Keeper, bench: Workbench, clock: Clock) -> None:
        super().__init__()
        self._content, self._keeper, self._bench, self._clock = content, keeper, bench, clock
        self._job: Job | None = None
        self._edited: tuple[Attachment, File, Mapping[str, File]] | None = None
        self._others = 0
        self.is_keeping = False
        """Whether what was made is being kept."""

    @property
    def decoding(self) -> Decoding:
        """What the editor is to work with."""
        return self._bench.workshop

    @property
    def is_open(self) -> bool:
        """Whether a file is in the editor, or on its way there or back."""
        return self._edited is not None

    def open(
        self,
        attachment: Attachment,
        file: File,
        originals: Mapping[str, File],
        inspections: Mapping[str, Inspection],
        *,
        others: int = 0,
    ) -> None:
        """Read a file, or what it was made of, and tell when the editor can be shown.

        Args:
            attachment: the file.
            file: its bytes.
            originals: by their digests; where one of them is missing, the file is edited as it is.
            inspections: by digests, what files are that were looked into already.
            others: bytes of the draft's other files.
        """
        if self._edited is not None:
            return
        sources = attachment.sources
        if not sources or any(source.sha256 not in originals for source in sources):
            attachment_now = attachment.evolve(sources=(), edits=None)
            known = inspections.get(attachment.sha256 or "")
            parts: tuple[tuple[str, File, Inspection | None], ...] = ((attachment.original_name, file, known),)
        else:
            attachment_now = attachment
            parts = tuple(
                (source.original_name, originals[source.sha256], inspections.get(source.sha256)) for source in sources
            )
        self._edited, self._others = (attachment, file, originals), others
        job = self._job = Job(_open, self._bench.workshop, _Opening(attachment_now, parts), clock=self._clock)
        job.finished.connect(self._opened)
        job.failed.connect(self._not_opened)
        job.cancelled.connect(self._give_up)
        self.opening.emit(job)
        job.start()

    def keep(self, draft: "DraftInHand | None", made: "tuple[Made, ...]") -> None:
        """Keep what was made in the editor; ``remade`` tells when it is there.

        Args:
            draft: whose files they are, None where nothing is kept.
            made: the file, and those that were made of some of its pages.
        """
        if self._edited is None:
            return
        before, file, known = self._edited
        formats = self._content.documents.limits.formats
        self.is_keeping = True
        job = self._job = Job(
            keep_made, self._keeper, ToKeep(draft, before, file, made, known, formats), clock=self._clock
        )
        job.finished.connect(self._kept)
        job.failed.connect(self._not_kept)
        job.start()

    def shut(self) -> None:
        """Take the editor away; what was done in it is not kept."""
        if self._job is not None:
            self._job.close()
        self._settle()
        self.closed.emit()

    def close(self) -> None:
        """Break everything off."""
        self.shut()

    def _settle(self) -> None:
        self._job = self._edited = None
        self.is_keeping = False
        self.ended.emit()

    def _give_up(self) -> None:
        self._settle()
        self.closed.emit()

    def _opened(self, found: "EditorSource | RefusedError | tuple[SourceFile, ...] | None") -> None:
        self._job = None
        self.ended.emit()
        edited = self._edited
        if not isinstance(found, tuple) or edited is None:
            if isinstance(found, RefusedError) and edited is not None:
                self.failed.emit(refusal_sentence(found.refusal, found.foreign, edited[0].original_name))
            self._give_up()
            return
        attachment = edited[0]
        slot = self._content.documents.slot(attachment.slot)
        whole = len(found) == len(attachment.sources)
        edits = attachment.edits if whole and attachment.sources else None
        budget = Budget.of(self._content.documents.limits)
        self.opened.emit(
            EditorSource(
                slot=attachment.slot if slot is None else str(slot.name),
                files=found,
                thresholds=self._bench.thresholds,
                budget=budget.file,
                edits=edits,
                identity=slot is not None and slot.identity,
                aim=budget.aim(attachment.size, self._others) if edits is not None and edits.fit else None,
            )
        )

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.failed.emit(error.message)
        self._give_up()

    def _kept(self, remade: Remade | None) -> None:
        self._settle()
        self.closed.emit()
        if remade is not None:
            self.remade.emit(remade)

    def _not_kept(self, error: Exception) -> None:
        """Say why; the file is as it was, and what was done in the editor is there still."""
        self._job, self.is_keeping = None, False
        self.ended.emit()
        sentence = _("Something went wrong in the application. Try it again.")
        self.not_kept.emit(error.message if isinstance(error, UserError) else sentence)


def _open(control: Control, decoding: Decoding, opening: _Opening) -> "tuple[SourceFile, ...] | RefusedError | None":
    """Read the sources of a file, and look into those that nobody looked into since the window was opened.

    Raises:
        UserError: they can't be read.
    """
    found = []
    name = opening.attachment.original_name
    try:
        for name, file, known in opening.parts:
            content = content_of(file)
            inspection = known or decoding.inspect(content, check=control.check)
            found.append(SourceFile(name, content, inspection))
    except RefusedError as refused:
        return refused
    except WorkshopClosedError:
        return None
    except OSError as error:
        message = _("{name} can't be read: it is not permitted, or its disk is gone.")
        raise UserError(message.format(name=isolate(shown_name(name)))) from error
    return tuple(found)
