"""The draft of the registration that a form shows, and nothing else of it: what is answered is saved before it is shown anew."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import RegistrationState, registration_state
from citizen_desktop.ui.file_keeping import content_of
from citizen_desktop.ui.form_files import File
from citizen_desktop.ui.registration_files import RegistrationFiles

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.reopening import Reopened
    from citizen_desktop.ui.autosave import Autosave


class RegistrationAnswers(QObject):
    """The draft.

    Args:
        content: rows.
        clock: tells the day.
        autosave: keeps drafts, None to keep nothing.
        files: makes what takes files in, with what gives the answers.
    """

    changed = Signal()
    """The answers, or what the day makes of them."""
    replaced = Signal()
    """Another draft is shown than before."""

    def __init__(
        self,
        content: RegistrationContent,
        clock: Clock,
        autosave: "Autosave | None",
        files: Callable[[Callable[[], RegistrationDraft]], RegistrationFiles],
    ) -> None:
        super().__init__()
        self._content, self._clock, self._autosave = content, clock, autosave
        self._draft = self._as_loaded = RegistrationDraft()
        self.in_hand: DraftInHand | None = None if autosave is None else autosave.new()
        """The draft of the store that is shown, None where nothing is kept."""
        self.state: RegistrationState = registration_state(content, self._draft, self.today)
        """How the draft stands."""
        self.files = files(lambda: self._draft)
        self.files.setParent(self)
        """Its files."""
        self.files.show(self.in_hand, ())
        self.files.placed.connect(lambda attachments: self._set(self._draft.evolve(attachments=attachments)))

    @property
    def draft(self) -> RegistrationDraft:
        """The answers so far."""
        return self._draft

    @property
    def today(self) -> date:
        """The day in Riyadh."""
        return self._clock.now().date()

    @property
    def tomorrow(self) -> datetime:
        """The next midnight in Riyadh."""
        return self._clock.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)

    @property
    def is_dirty(self) -> bool:
        """Whether there is work in hand that is kept nowhere else."""
        if self._autosave is None:
            return self.files.is_busy or self._draft != self._as_loaded
        waits = self.files.is_busy or self.files_coming > 0
        return waits or (self.in_hand is not None and not self.in_hand.is_kept)

    @property
    def has_edits(self) -> bool:
        """Whether a file is being edited, and something was done to it."""
        return self.files.editor_in_use.has_edits

    @property
    def files_coming(self) -> int:
        """How many files are on their way, wait for room, or are being looked into."""
        return self.files.files.coming

    @property
    def is_copying(self) -> bool:
        """Whether files are on their way, to be copied, looked into or made."""
        return self.files.is_busy

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to leave behind for a new draft."""
        return self._draft != RegistrationDraft() or (self.in_hand is not None and self.in_hand.id is not None)

    def change(self, change: Callable[[RegistrationDraft], RegistrationDraft]) -> None:
        """Take in what is answered.

        Args:
            change: returns the draft with the answer in it.
        """
        draft = change(self._draft)
        if draft != self._draft:
            self._set(draft)

    def _set(self, draft: RegistrationDraft) -> None:
        self._draft = draft
        if self.in_hand is not None:
            from citizen_desktop.drafts.stored_file import StoredFile  # noqa: PLC0415  only where something is kept

            # First of all: whatever comes after may go wrong.
            files = self.files.files
            self.in_hand.change(
                draft,
                [file for file in files.files if isinstance(file, StoredFile)],
                [file for file in files.beside if isinstance(file, StoredFile)],
            )
        self.look()

    def look(self) -> None:
        """Judge the draft for today."""
        self.state = registration_state(self._content, self._draft, self.today)
        self.changed.emit()

    def show_draft(self, in_hand: "DraftInHand") -> None:
        """Show a draft of the store; what was shown before is kept.

        Raises:
            TypeError: it is the draft of something else.
        """
        draft, files = in_hand.content
        if not isinstance(draft, RegistrationDraft):
            raise TypeError(type(draft))
        self._show(in_hand, draft, files)

    def load(self, draft: RegistrationDraft, files: Sequence[File] = ()) -> None:
        """Show other answers; where drafts are kept they become a new one, with the first change.

        Args:
            draft: the answers.
            files: of its attachments, in their order; where drafts are kept they must be in the store.

        Raises:
            ValueError: there are more or fewer files than attachments, or files that are not in the store.
        """
        if len(files) != len(draft.attachments) or (files and self._autosave is not None):
            raise ValueError(len(files))
        self._show(None if self._autosave is None else self._autosave.new(), draft, files)

    def take_over(self, found: "Reopened") -> None:
        """Begin a new draft with what a package holds; one that is kept stays as it is, what is kept nowhere is forgotten.

        Raises:
            TypeError: it is the draft of something else.
        """
        if not isinstance(found.draft, RegistrationDraft):
            raise TypeError(type(found.draft))
        self.clear()
        self._set(found.draft)
        for file in found.files:
            self.files.files.attach_late(file.slot, file.original_name, file.read_named)
        self.replaced.emit()

    def carry_over(self, draft: RegistrationDraft, files: Sequence[File]) -> None:
        """Go on with answers that were kept nowhere so far; where drafts are kept they are saved, with copies of their files.

        Args:
            draft: the answers.
            files: of its attachments, in their order.
        """
        if self._autosave is None:
            self.load(draft, files)
            # They are as little kept as before.
            self._as_loaded = RegistrationDraft()
            return
        self._set(draft.evolve(attachments=()))
        for attachment, file in zip(draft.attachments, files, strict=True):
            self.files.files.attach_late(attachment.slot, attachment.original_name, partial(content_of, file))

    def clear(self) -> None:
        """Start anew; a draft that is kept stays as it is, and what is kept nowhere is forgotten."""
        self.load(RegistrationDraft())

    def _show(self, in_hand: "DraftInHand | None", draft: RegistrationDraft, files: Sequence[File]) -> None:
        # Before the answers: what can be taken back is given up, in the draft that it belongs to.
        self.files.show(in_hand, files)
        before, self.in_hand = self.in_hand, in_hand
        if self._autosave is not None and before is not None and before is not in_hand:
            self._autosave.session.release(before)
        self._draft = self._as_loaded = draft
        self.state = registration_state(self._content, draft, self.today)
        self.replaced.emit()
        self.changed.emit()

    def take_as_packed(self, draft: RegistrationDraft) -> None:
        """Take note that a package was made of a draft: as it was then it lies somewhere, and there is nothing to lose."""
        if self._draft == draft:
            self._as_loaded = draft
