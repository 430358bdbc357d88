"""The files of the registration that a form shows: between its pages and what takes files in, looks into them and edits them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_slots import asked_documents
from citizen_desktop.forms.slots import HOUSING
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.names import lone_package
from citizen_desktop.ui.document_words import REST
from citizen_desktop.ui.editor_in_use import EditorInUse
from citizen_desktop.ui.editor_words import registration_mark
from citizen_desktop.ui.file_copying import Arrived
from citizen_desktop.ui.file_keeping import MemoryKeeper, StoreKeeper
from citizen_desktop.ui.form_files import File, FormFiles
from citizen_desktop.ui.jobs import Job
from citizen_desktop.ui.password_asking import PasswordAsking
from citizen_desktop.ui.scan_desk import ScanDesk
from citizen_desktop.ui.scan_places import Places
from citizen_desktop.ui.workbench import Workbench
from citizen_desktop.widgets.drops import Handed, handed
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.session import DraftSession


@dataclass(frozen=True, eq=False)
class FilesShown:
    """What a page can show of the files besides what the draft says of them.

    Args:
        picture: returns a small picture of an attachment's first page, by its place; None while there is none.
        pending: files that are being looked into.
        asking: those of them that wait for a password.
        undo: what would be taken back, in words; empty for nothing.
        refusals: why files were not taken, a sentence each.
        job: what is at work on them, None for nothing.
        job_words: says what that is, in the language in use.
        scans: paper can be scanned here.
    """

    picture: Callable[[int], QImage | None] = lambda _place: None
    pending: tuple[Arrived, ...] = ()
    asking: tuple[Arrived, ...] = ()
    undo: str = ""
    refusals: tuple[str, ...] = ()
    job: Job | None = None
    job_words: Callable[[], str] = str
    scans: bool = False


class RegistrationFiles(QObject):
    """The files.

    Args:
        theme: colours and fonts.
        window: what sheets lie over.
        content: rows.
        clock: the time.
        drafts: keeps bytes, None to keep them in memory.
        bench: has what decodes files, None for one of its own.
        draft: gives the answers that the form shows.
    """

    placed = Signal(object)
    """The attachments are to be these."""
    changed = Signal()
    """``shown`` has changed."""
    sheet_opened = Signal(object)
    said = Signal(str)
    package_dropped = Signal(object)
    """A package, by its name, was dropped: its ``Path``."""

    def __init__(
        self,
        theme: Theme,
        window: Callable[[], QWidget],
        content: RegistrationContent,
        clock: Clock,
        drafts: "DraftSession | None",
        bench: Workbench | None,
        draft: Callable[[], RegistrationDraft],
    ) -> None:
        super().__init__()
        self._theme, self._window, self._clock, self._draft = theme, window, clock, draft
        self._bench, self._owns_bench = bench or Workbench(), bench is None
        keeper = MemoryKeeper() if drafts is None else StoreKeeper(drafts)

        def free(answers: AnyDraft) -> Sequence[str]:
            return free_slots(content, answers) if isinstance(answers, RegistrationDraft) else ()

        self.files = FormFiles(content.objection, keeper, self._bench, clock, draft, free)
        self.files.setParent(self)
        self.editor_in_use = EditorInUse(theme, self.files, clock, registration_mark, self)
        self.editor_in_use.sheet_opened.connect(self.sheet_opened)
        self.scanning = ScanDesk(clock, self)
        self.scanning.found.connect(self.changed)
        self._content = content
        self._refusals: tuple[str, ...] = ()
        self._job: tuple[Job, Callable[[], str]] | None = None
        files = self.files
        files.placed.connect(self.placed)
        files.changed.connect(self.changed)
        files.said.connect(self.said)
        files.refused.connect(self._refuse)
        files.taken_back.connect(self._take_back)
        files.given.connect(lambda in_hand, attachment, file: in_hand.add_file(attachment, file))
        files.begun.connect(lambda job: self._watch(job, self._taking_in))
        files.emptied.connect(self._rest)
        passwords = PasswordAsking(theme, window, files, lambda: True, self)
        passwords.sheet_opened.connect(self.sheet_opened)
        editing = files.editing
        editing.opening.connect(lambda job: self._watch(job, lambda: _("Opening the file")))
        editing.ended.connect(self._rest)
        editing.failed.connect(self._refuse)

    # ---------------------------------------------------------------- what there is

    @property
    def is_busy(self) -> bool:
        """Whether files are on their way, or one is being made."""
        return self.files.is_busy

    @property
    def kept(self) -> tuple[File, ...]:
        """The attachments in the order of the draft's: where they lie, or what keeps them."""
        return self.files.files

    @property
    def shown(self) -> FilesShown:
        """What a page can show now."""
        files = self.files
        of_draft = files.files if len(files.files) == len(self._draft().attachments) else ()
        files.thumbnails.want(of_draft)
        job, words = self._job or (None, str)
        return FilesShown(
            lambda place: files.thumbnails.picture(of_draft[place]) if place < len(of_draft) else None,
            files.pending,
            files.asking,
            files.undo_words,
            self._refusals,
            job,
            words,
            self.scanning.is_ready,
        )

    def show(self, in_hand: "DraftInHand | None", files: Sequence[File]) -> None:
        """Turn to another draft, which the form is about to show.

        Args:
            in_hand: the draft, None where nothing is kept.
            files: of its attachments, in their order.
        """
        kept = () if in_hand is None else in_hand.beside
        self._refusals = ()
        self.files.show(in_hand, files, {file.digest: file for file in kept})

    def close(self) -> None:
        """End what is at work, for a window that closes."""
        self.scanning.close()
        self.files.close()
        if self._owns_bench:
            self._bench.close()

    # ---------------------------------------------------------------- what is done to them

    def attach(self, slot: str, paths: Sequence[Path]) -> None:
        """Take files in, and those of folders.

        Args:
            slot: the document that they are; empty to fill the free places in their order.
            paths: where they lie.
        """
        self._forget_refusals()
        self.files.attach(slot, paths)

    def hand_in(self, slot: str, found: Handed) -> None:
        """Take in what was dropped.

        Args:
            slot: as above.
            found: what.
        """
        self._forget_refusals()
        package = lone_package(found.paths)
        if package is not None:
            self.package_dropped.emit(package)
            return
        self.files.hand_in(slot, found, _("Dropped picture"))

    def paste(self) -> None:
        """Take in the files or the picture on the clipboard."""
        self._forget_refusals()
        data = QGuiApplication.clipboard().mimeData()
        found = Handed() if data is None else handed(data)
        if found.is_empty:
            self._refuse(_("There is no file and no picture on the clipboard. Copy one first."))
            return
        self.files.hand_in("", found, _("Pasted picture"))

    def scan(self) -> None:
        """Open the sheet on which paper is scanned."""
        places = registration_places(self._content, self._draft())
        sheet = self.scanning.make_sheet(self._theme, self._window(), places)
        sheet.scanned.connect(self._take_scan)
        self.sheet_opened.emit(sheet)
        sheet.begin()

    def _take_scan(self, slot: str, name: str, content: bytes) -> None:
        self._forget_refusals()
        self.files.attach_content(slot, name, content)

    def remove(self, row: int) -> None:
        """Take a file off the draft; it can be brought back."""
        self._forget_refusals()
        self.files.remove(row)

    def _refuse(self, sentence: str) -> None:
        self._refusals = (*self._refusals, sentence)
        self.changed.emit()

    def _take_back(self, sentence: str) -> None:
        self._refusals = tuple(each for each in self._refusals if each != sentence)
        self.changed.emit()

    def _forget_refusals(self) -> None:
        if self._refusals:
            self._refusals = ()
            self.changed.emit()

    def _taking_in(self) -> str:
        return _("Taking in {name}").format(name=self.files.at_work)

    def _watch(self, job: Job, words: Callable[[], str]) -> None:
        self._job = (job, words)
        self.changed.emit()

    def _rest(self) -> None:
        self._job = None
        self.changed.emit()


def free_slots(content: RegistrationContent, draft: RegistrationDraft) -> list[str]:
    """Return the slots that still lack a file, those that must have one first."""
    held = {attachment.slot for attachment in draft.attachments}
    proof = content.documents.housing_proof(draft.housing_proof)
    needless = {HOUSING} if proof is not None and proof.verified_by_programme else set()
    empty = [slot for slot in asked_documents(content, draft) if slot.id not in held | needless]
    return [slot.id for slot in sorted(empty, key=lambda slot: not slot.required)]


def registration_places(content: RegistrationContent, draft: RegistrationDraft) -> Places:
    """Return where scanned pages can go to: what is asked for, the first that still lacks a file proposed."""
    slots = tuple((slot.id, str(slot.slot.name)) for slot in asked_documents(content, draft))
    proposed = next(iter(free_slots(content, draft)), REST)
    return Places(slots, proposed, frozenset(attachment.original_name for attachment in draft.attachments))
