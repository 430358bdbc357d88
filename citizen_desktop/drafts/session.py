"""An open store at work: one thread saves what is changed, soon and in one go, and notes what is being worked on.

What is typed is never waited for and never lost while the program runs: what can't be saved now stays in memory and is tried again,
at growing intervals, until it can.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from threading import Condition, RLock, Thread, current_thread
from typing import TYPE_CHECKING, Final

from citizen_desktop.clock import Clock, SystemClock
from citizen_desktop.drafts.crash_mark import InHand, OpenSession, read_mark, write_mark
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.holder import HeldError
from citizen_desktop.drafts.in_hand import DraftInHand, Summarise
from citizen_desktop.drafts.models import Action, DraftId, StoredDraft
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.stored_file import StoredFile
from citizen_desktop.forms.any_draft import BLANK, AnyDraft

if TYPE_CHECKING:
    from datetime import datetime

GATHER: Final = 0.2
"""Seconds from a change until it is saved, with all that comes meanwhile."""
_RETRIES: Final = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Seconds until the next try, the last one for all further ones."""


Listener = Callable[[tuple[DraftInHand, ...]], None]
"""Called with the drafts that have just been saved, none if only ``state`` may have changed."""


class Phase(StrEnum):
    """How saving stands."""

    KEPT = "kept"
    SAVING = "saving"
    FAILING = "failing"


@dataclass(frozen=True)
class SaveState:
    """How saving stands.

    Args:
        phase: whether all is kept.
        trouble: why not, while it is failing.
        mistake: one of the program's own, while it is failing.
    """

    phase: Phase = Phase.KEPT
    trouble: Trouble | None = None
    mistake: Exception | None = None


class Pace:
    """Measures and waits for the thread that saves."""

    def __init__(self) -> None:
        self._clock = SystemClock()

    def elapsed(self) -> float:
        """Return seconds since some fixed moment."""
        return self._clock.elapsed()

    def wait(self, due: Condition, seconds: float | None) -> None:
        """Wait until something changes, or for so long."""
        due.wait(seconds)


class DraftSession:
    """The store that a window works with. Any thread may call it; it never makes the caller wait but where it says so.

    Args:
        store: open; the session closes it.
        clock: the time.
        held: who writes to the store, if it is open for reading only.
        initials: of the member of staff, for the journal.
        pace: measures and waits.
    """

    def __init__(
        self, store: Store, clock: Clock, *, held: HeldError | None = None, initials: str = "", pace: Pace | None = None
    ) -> None:
        self.store, self.held, self.initials = store, held, initials
        self._clock, self._pace = clock, pace or Pace()
        self._due = Condition(RLock())
        self._waiting: dict[DraftInHand, None] = {}
        self._in_hand: dict[DraftInHand, datetime] = {}
        self._listeners: list[Listener] = []
        self._state = SaveState()
        self._try_at: float | None = None
        self._failures = 0
        self._tries = 0
        self._hurried = self._writing = self._ending = self._marked = False
        self._opened = clock.now()
        self.left_open = read_mark(store)
        """What an earlier session left, None if it ended as it should: for "continue where you stopped?"."""
        self._thread: Thread | None = None
        if not store.read_only:
            self._marked = True
            self._thread = Thread(target=self._run, name="saver", daemon=True)
            self._thread.start()

    # ------------------------------------------------------------------ drafts

    def new(self, summarise: Summarise, blank: AnyDraft = BLANK) -> DraftInHand:
        """Return a draft that has nothing in it yet: it is in the store from its first change on.

        Args:
            summarise: works out what lists show; called in the thread that saves.
            blank: a draft of its kind in which nothing is answered.
        """
        return DraftInHand(self._due, self._changed, summarise, blank=blank)

    def open(self, draft_id: DraftId, summarise: Summarise) -> DraftInHand:
        """Return a draft of the store; one that is not saved yet comes as it is in memory.

        Args:
            draft_id: of the draft.
            summarise: works out what lists show; called in the thread that saves.

        Raises:
            KeyError: there is no such draft.
            StoreError: it can't be read, or files of it are not there.
        """
        with self._due:
            known = next((each for each in (*self._waiting, *self._in_hand) if each.id == draft_id), None)
            if known is None:
                found = self.store.load(draft_id)
                files, beside = self._files_of(found)
                stored = (draft_id, (found.draft, files), found.head.changed)
                known = DraftInHand(self._due, self._changed, summarise, stored, beside=beside)
            known.is_released = False
            self._take(known)
            if not self.store.read_only:
                known.note(Action.OPENED)
            return known

    def carry_over(self, drafts: Iterable[DraftInHand]) -> tuple[DraftInHand, ...]:
        """Save what another store could not, which this one takes the place of; files that are not here are left out.

        Args:
            drafts: of a session that is closed.

        Returns:
            The same drafts in this store, in their order.
        """
        carried = []
        for draft in drafts:
            other = None
            # One that this store has not is new to it.
            with suppress(KeyError, StoreError):
                other = None if draft.id is None else self.open(draft.id, draft.summarise)
            if other is None:
                other = self.new(draft.summarise, type(draft.content[0])())
                if draft.is_locked:
                    other.note(Action.LOCKED)
            draft.carry_into(other, self.store)
            if draft.is_released:
                self.release(other)
            carried.append(other)
        return tuple(carried)

    def _files_of(self, found: StoredDraft) -> tuple[tuple[StoredFile, ...], tuple[StoredFile, ...]]:
        """Return a draft's attachments, and what is kept beside them; what nothing needs is dropped with its next change.

        Raises:
            StoreError: files of it are not there.
        """
        files = tuple(StoredFile.of(self.store, file_id) for file_id in found.files)
        if len(files) != len(found.draft.attachments):
            raise StoreError(Trouble.DAMAGED)
        beside = (StoredFile.of(self.store, file_id) for file_id in found.beside)
        originals = found.draft.originals
        return files, tuple(file for file in beside if file.digest in originals)

    def release(self, draft: DraftInHand) -> None:
        """Take note that nobody works on a draft any more; what is not saved of it will be."""
        with self._due:
            draft.is_released = True
            if self._in_hand.pop(draft, None) is not None:
                self._marked = not self.store.read_only
                self._due.notify_all()

    def forget(self, draft_ids: Iterable[DraftId]) -> None:
        """Save nothing more of drafts that are about to be deleted, and wait until nothing of them is being written."""
        wanted = set(draft_ids)
        with self._due:
            for draft in {*self._waiting, *self._in_hand}:
                if draft.id in wanted:
                    draft.forget()
                    self._waiting.pop(draft, None)
                    self._in_hand.pop(draft, None)
                    self._marked = not self.store.read_only
            self._due.wait_for(lambda: not self._writing or current_thread() is self._thread)
        self._tell()

    def take_in(
        self, draft: DraftInHand, blocks: Iterable[bytes | memoryview], check: Callable[[], None] = lambda: None
    ) -> tuple[StoredFile, str]:
        """Copy a file into the store, for a draft that will name it; waits, and lets every save go first.

        Args:
            draft: whose file it is; a new one is saved first.
            blocks: the content, in order.
            check: asked between them; it may raise to break off.

        Returns:
            The file and its SHA-256 in hexadecimal.

        Raises:
            StoreError: it can't be kept; nothing of it is.
            KeyError: the draft was deleted.
        """
        if draft.id is None:
            with self._due:
                self._changed(draft)
            if not self.flush() and draft.id is None:
                raise StoreError(self.state.trouble or Trouble.UNREADABLE)
        if draft.id is None or draft.is_gone:
            raise KeyError(draft.id)

        def between() -> None:
            check()
            with self._due:
                self._due.wait_for(lambda: not self._writing)

        file_id = self.store.put_file(draft.id, blocks, between)
        return StoredFile.of(self.store, file_id), self.store.file_digest(file_id)

    def discard(self, file: StoredFile) -> None:
        """Remove a file that was taken in and that no draft will name."""
        # One that stays is swept when the store is opened next.
        with suppress(StoreError):
            self.store.drop_files([file.id])

    # ------------------------------------------------------------------ saving

    @property
    def state(self) -> SaveState:
        """How saving stands."""
        with self._due:
            return self._state

    @property
    def all_kept(self) -> bool:
        """Whether the store has all answers and files: ending now would lose none."""
        with self._due:
            return all(draft.is_kept for draft in self._waiting)

    @property
    def unkept(self) -> tuple[DraftInHand, ...]:
        """The drafts whose answers or files the store has not, in the order in which they were changed first."""
        with self._due:
            return tuple(draft for draft in self._waiting if not draft.is_kept)

    def listen(self, listener: Listener) -> None:
        """Call this, in whatever thread, whenever ``state`` or what is kept may have changed."""
        self._listeners.append(listener)

    def stop_listening(self, listener: Listener) -> None:
        """Call it no more."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def flush(self, patience: float | None = None) -> bool:
        """Save everything now, and wait for it: before closing, locking, handing over.

        Args:
            patience: seconds after which it is given up, None to wait as long as it takes.

        Returns:
            Whether everything is kept.
        """
        if self._thread is None:
            return self.all_kept
        with self._due:
            if self._idle():
                return True
            before = self._tries
            # One that is being written now may be older than what is to be kept.
            needed = before + 2 if self._writing else before + 1
            self._hurried = True
            self._due.notify_all()
            self._due.wait_for(lambda: self._idle() or self._tries >= needed or self._thread is None, patience)
            return self._idle()

    def keep_all(self, patience: float | None = None) -> bool:
        """Save everything now, and wait for it.

        Args:
            patience: seconds after which it is given up, None to wait as long as it takes.

        Returns:
            Whether the store has all answers and files: a line of the journal that is still to come is no reason to wait.
        """
        return self.flush(patience) or self.all_kept

    def close(self, patience: float | None = None, at_end: Callable[[], object] = lambda: None) -> bool:
        """Save everything, note that the work ended as it should, and close the store; once is enough.

        Args:
            patience: seconds after which a disk that doesn't answer is given up, None to wait as long as it takes.
            at_end: done when all is kept and noted, with the store still open: a copy of it then tells of a clean end too.

        Returns:
            Whether everything is kept.
        """
        kept = self.flush(patience)
        with self._due:
            if self._ending:
                return kept
            self._ending = True
            self._due.notify_all()
        if self._thread is not None:
            self._thread.join(patience)
            if self._thread.is_alive():
                return False
            self._thread = None
            if kept:
                # A disk that refuses costs the note only: the next start asks once too often.
                with suppress(StoreError):
                    write_mark(self.store, None)
                at_end()
        with suppress(StoreError):
            self.store.close()
        return kept

    # ------------------------------------------------------------------ the thread that saves

    def _idle(self) -> bool:
        return not self._waiting and not self._writing and not self._marked

    def _take(self, draft: DraftInHand) -> None:
        if not draft.is_released and draft not in self._in_hand:
            self._in_hand[draft] = self._clock.now()
            self._marked = not self.store.read_only
            self._due.notify_all()

    def _changed(self, draft: DraftInHand) -> None:
        """Save a draft soon; called with ``due`` held."""
        self._take(draft)
        self._waiting[draft] = None
        if self._thread is None:
            self._state = SaveState(Phase.FAILING, Trouble.READ_ONLY)
        else:
            if self._try_at is None:
                self._try_at = self._pace.elapsed() + GATHER
            if self._state.phase is Phase.KEPT:
                self._state = SaveState(Phase.SAVING)
        self._due.notify_all()
        self._tell()

    def _run(self) -> None:
        while self._wait():
            self._save()

    def _wait(self) -> bool:
        """Wait until something is to be saved; nothing ends it sooner but the end of all."""
        with self._due:
            while not self._ending:
                now = self._pace.elapsed()
                if self._hurried or (self._try_at is not None and now >= self._try_at):
                    self._hurried = False
                    self._writing = True
                    return True
                if self._try_at is None and self._marked:
                    # The note of what is in hand goes with the next save; alone it waits as long as one.
                    self._try_at = now + GATHER
                self._pace.wait(self._due, None if self._try_at is None else self._try_at - now)
            return False

    def _save(self) -> None:
        trouble: Trouble | None = None
        mistake: Exception | None = None
        saved: list[DraftInHand] = []
        try:
            self._save_all(saved)
        except StoreError as error:
            trouble = error.trouble
        except Exception as error:  # noqa: BLE001  whatever it is, the window hears of it and typing goes on
            trouble, mistake = Trouble.UNREADABLE, error
        with self._due:
            if trouble is not None:
                wait = _RETRIES[min(self._failures, len(_RETRIES) - 1)]
                self._failures += 1
                self._try_at = self._pace.elapsed() + wait
                self._state = SaveState(Phase.FAILING, trouble, mistake)
            else:
                self._failures = 0
                more = bool(self._waiting or self._marked)
                self._try_at = self._pace.elapsed() + GATHER if more else None
                self._state = SaveState(Phase.SAVING if self._waiting else Phase.KEPT)
        # Whoever waited for the save finds that everybody has heard of it.
        self._tell(tuple(saved))
        with self._due:
            self._writing = False
            self._tries += 1
            self._due.notify_all()

    def _save_all(self, saved: list[DraftInHand]) -> None:
        with self._due:
            waiting = list(self._waiting)
        failed: StoreError | None = None
        for draft in waiting:
            try:
                draft.write(self.store, self.initials)
                saved.append(draft)
            except StoreError as error:
                # The trouble of one draft is no reason not to save the others.
                failed = failed or error
            with self._due:
                if draft.is_done:
                    self._waiting.pop(draft, None)
                if draft.is_gone:
                    self._in_hand.pop(draft, None)
        if failed is not None:
            raise failed
        self._mark()

    def _mark(self) -> None:
        """Note what is in hand. A draft has its id, and so its place in the note, from its first save on."""
        with self._due:
            if not self._marked:
                return
            drafts = [InHand(draft.id, since) for draft, since in self._in_hand.items() if draft.id is not None]
            self._marked = False
        try:
            write_mark(self.store, OpenSession(self._opened, tuple(drafts)))
        except StoreError:
            with self._due:
                self._marked = True
            raise

    def _tell(self, saved: tuple[DraftInHand, ...] = ()) -> None:
        for listener in tuple(self._listeners):
            listener(saved)
