"""A draft that is being worked on.

A form holds one of these and tells it what is answered; nothing else names the draft that is to be saved. So what was typed into
one form can't become the answers of another draft: there is no call that takes both.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Condition

from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.models import Action, DraftId, Summary
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.stored_file import StoredFile
from citizen_desktop.forms.any_draft import BLANK, AnyDraft
from citizen_desktop.forms.draft import Attachment

Summarise = Callable[[AnyDraft], Summary]
Content = tuple[AnyDraft, tuple[StoredFile, ...]]
"""The answers, and the files in the order of the attachments."""


class DraftInHand:
    """One draft, from its first change on. Made by a ``DraftSession`` only, which also saves it.

    Args:
        due: held while it is looked at; notified when there is something to save.
        changed: called, with ``due`` held, whenever there is something to save.
        summarise: works out what lists show; called in the thread that saves.
        stored: what is kept of it already, None if it is new: its id, its content, and when that was saved.
        blank: a draft of its kind in which nothing is answered.
        beside: files of the store that are kept with it and are no attachments, such as originals of edited ones.
    """

    def __init__(
        self,
        due: Condition,
        changed: Callable[["DraftInHand"], None],
        summarise: Summarise,
        stored: tuple[DraftId, Content, datetime] | None = None,
        blank: AnyDraft = BLANK,
        beside: tuple[StoredFile, ...] = (),
    ) -> None:
        self._due, self._tell, self.summarise = due, changed, summarise
        self._id: DraftId | None = None
        self._content: Content = (blank, ())
        self._beside: tuple[StoredFile, ...] = ()
        self._saved_at: datetime | None = None
        self._actions: list[Action] = []
        self._agreed: tuple[tuple[str, ...], str] | None = None
        self._dropped: set[StoredFile] = set()
        self._known = False
        self._was_changed = True
        self._gone = False
        self.is_released = False
        """Whether nobody works on it any more."""
        self.is_locked = False
        """Whether it was a locked case when its store was closed, so that it is one wherever it is kept next."""
        if stored is not None:
            self._id, self._content, self._saved_at = stored
            self._known, self._was_changed = True, False
            self._beside = beside
        self._kept: Content | None = self._content

    @property
    def id(self) -> DraftId | None:
        """The draft's, None until it has been saved for the first time."""
        return self._id

    @property
    def content(self) -> Content:
        """What was answered last, saved or not."""
        with self._due:
            return self._content

    @property
    def beside(self) -> tuple[StoredFile, ...]:
        """Files that are kept with it and are no attachments."""
        with self._due:
            return self._beside

    def carry_into(self, other: "DraftInHand", store: Store) -> None:
        """Have another store save what was answered last here: this one is closed.

        Files that the other store has not are left out, and so are their attachments.

        Args:
            other: the same draft in the other store, or a new one.
            store: that other store.
        """
        answers, files = self.content
        there = [_in(store, file) for file in files]
        attachments = zip(answers.attachments, there, strict=True)
        kept = answers.evolve(attachments=tuple(each for each, file in attachments if file is not None))
        beside = [_in(store, file) for file in self.beside]
        other.change(kept, [file for file in there if file is not None], [file for file in beside if file is not None])
        with self._due:
            agreed = self._agreed
        if agreed is not None:
            other.agree(*agreed)

    @property
    def is_kept(self) -> bool:
        """Whether the store has its answers, files and consent; an empty one that was never changed has nothing to keep."""
        with self._due:
            return self._gone or (self._content is self._kept and self._agreed is None)

    @property
    def is_done(self) -> bool:
        """Whether nothing at all is left to be written: not a line in the journal, no file to be removed."""
        with self._due:
            return self.is_kept and not self._actions and not self._dropped

    @property
    def is_gone(self) -> bool:
        """Whether it was deleted: nothing of it is saved any more."""
        return self._gone

    @property
    def saved_at(self) -> datetime | None:
        """When it was saved last, Riyadh time; None if it never was."""
        return self._saved_at

    def change(self, draft: AnyDraft, files: Sequence[StoredFile], beside: Sequence[StoredFile] | None = None) -> None:
        """Take in what is answered now; it is saved soon, in another thread.

        Args:
            draft: the answers.
            files: in the order of its attachments.
            beside: what is kept with it from now on and is no attachment; None for what was so far.

        Raises:
            ValueError: there are more or fewer files than attachments.
        """
        if len(files) != len(draft.attachments):
            raise ValueError(len(files))
        with self._due:
            others = self._beside if beside is None else tuple(file for file in beside if file not in files)
            if self._gone or (draft, tuple(files), others) == (*self._content, self._beside):
                return
            self._dropped.update({*self._content[1], *self._beside} - {*files, *others})
            self._content, self._beside = (draft, tuple(files)), others
            self._tell(self)

    def add_file(self, attachment: Attachment, file: StoredFile) -> None:
        """Add a file to what was answered last, for a draft that no form shows any more."""
        with self._due:
            answers, files = self._content
            self.change(answers.evolve(attachments=(*answers.attachments, attachment)), (*files, file))

    def agree(self, purposes: tuple[str, ...], initials: str) -> None:
        """Have it saved what the person agreed to; a new draft is saved with it, though nothing is answered yet.

        Args:
            purposes: ids of what.
            initials: of who asked.
        """
        with self._due:
            if not self._gone:
                self._agreed = (purposes, initials)
                self._tell(self)

    def note(self, action: Action) -> None:
        """Note in the journal what was done with it."""
        with self._due:
            if not self._gone:
                self._actions.append(action)
                self._tell(self)

    def forget(self) -> None:
        """Save nothing of it any more: it is being deleted."""
        with self._due:
            self._gone = True
            self._content, self._kept, self._beside = (type(self._content[0])(), ()), None, ()
            self._agreed = None
            self._actions.clear()
            self._dropped.clear()

    def write(self, store: Store, initials: str) -> None:
        """Save what is not saved; called in the thread that saves, without ``due`` held.

        Raises:
            StoreError: it can't be saved now; all that is not saved stays so.
        """
        with self._due:
            content, actions, dropped = self._content, tuple(self._actions), set(self._dropped)
            beside = self._beside
            answers_kept, gone, agreed = content is self._kept, self._gone, self._agreed
        if gone:
            return
        draft, files = content
        try:
            if not answers_kept or not self._known:
                self._write_answers(store, draft, files, beside, initials)
                with self._due:
                    self._kept = content
            if agreed is not None:
                store.consent(self._whose(), *agreed)
                with self._due:
                    if self._agreed is agreed:
                        self._agreed = None
            if dropped:
                # Those that were the draft's were removed when it was saved.
                store.drop_files(file.id for file in dropped)
            with self._due:
                self._dropped -= dropped
            for action in actions:
                store.mark(self._whose(), action, by=initials, locked=True if action is Action.LOCKED else None)
                with self._due:
                    self._actions.remove(action)
        except KeyError:
            if self._is_there(store):
                # A file of it is not there: what was answered stays in memory, and the window says so.
                raise StoreError(Trouble.DAMAGED) from None
            # It was deleted meanwhile, by the person or on its day: it must not come back.
            self.forget()

    def _is_there(self, store: Store) -> bool:
        try:
            store.head(self._whose())
        except KeyError:
            return False
        return True

    def _write_answers(
        self,
        store: Store,
        draft: AnyDraft,
        files: tuple[StoredFile, ...],
        beside: tuple[StoredFile, ...],
        initials: str,
    ) -> None:
        summary = self.summarise(draft)
        if self._id is None:
            # A file needs a draft that it belongs to, so a new draft has none.
            self._id = store.create(draft, summary, initials)
            self._saved_at = store.head(self._id).changed
        else:
            named, others = [file.id for file in files], [file.id for file in beside]
            self._saved_at = store.save(self._id, draft, summary, named, others)
            if not self._was_changed:
                store.mark(self._id, Action.CHANGED, by=initials)
                self._was_changed = True
        self._known = True

    def _whose(self) -> DraftId:
        if self._id is None:
            raise KeyError(self._id)
        return self._id


def _in(store: Store, file: StoredFile) -> StoredFile | None:
    """Return a file of another store as it is in this one, None if it isn't there."""
    try:
        return StoredFile.of(store, file.id)
    except (KeyError, StoreError):
        return None
