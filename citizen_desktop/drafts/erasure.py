"""Erases drafts from the store and from every copy of it, so that nothing of them is left to be decrypted.

In the store rows are deleted and what they filled is overwritten with zeros (``secure_delete``), in the file too; then the file is
written anew, since SQLite can leave pieces of what it moved about within a page. The journal file is emptied.
Snapshots and files kept aside are written anew and read back (``copies``).

What is being erased is noted in the store first, by ids and numbers that say nothing of anybody: a crash, a full disk or somebody
who still reads the store leaves the rest to the next start.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import apsw
import msgspec

from citizen_desktop.clock import Clock
from citizen_desktop.drafts import copies, retention
from citizen_desktop.drafts.database import connect, translated
from citizen_desktop.drafts.destruction import destroy
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.models import Action, DraftId
from citizen_desktop.drafts.placing import clear_emptied
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.drafts.store import Store

_NOTE: Final = "erasing"
_IN_MEMORY: Final = 64 * 1024 * 1024
"""Bytes of a store up to which it is written anew in memory; a larger one by way of a file."""
_PAGES: Final = 512  # copied in one step


class Step(StrEnum):
    """What has just been done."""

    NOTED = "noted"
    DELETED = "deleted"
    OVERWRITTEN = "overwritten"
    COMPACTED = "compacted"
    COPY = "copy"
    DONE = "done"


Told = Callable[[Step, int, int], None]
"""Hears what has just been done, how many parts are done and how many there are; it may be called on any thread."""


class _Intention(msgspec.Struct, frozen=True):
    """What is to be erased: ids and numbers only."""

    ids: tuple[DraftId, ...]
    numbers: tuple[int, ...]
    why: Action


class Eraser:
    """Erases drafts of one store.

    Args:
        store: open for writing.
        snapshots: the folder of its snapshots.
        kept_aside: gives the damaged files that wait for a decision.
        key: 32 bytes.
        clock: the time.
    """

    def __init__(
        self,
        store: Store,
        snapshots: Path,
        kept_aside: Callable[[], Iterable[Path]],
        key: bytes | bytearray | memoryview,
        clock: Clock,
    ) -> None:
        self._store, self._snapshots, self._kept_aside = store, snapshots, kept_aside
        self._key, self._clock = key, clock

    def erase(
        self, draft_ids: Iterable[DraftId], why: Action, told: Told = lambda *_: None, *, by: str = ""
    ) -> Receipt:
        """Erase drafts wherever they lie. What an earlier erasure left undone is done with it.

        Args:
            draft_ids: of the drafts; one that lies in copies alone is erased there.
            why: ``ERASED`` or ``EXPIRED``.
            told: hears how far it is.
            by: initials for the journal.

        Returns:
            What was done, without personal values.

        Raises:
            StoreError: it is not finished (the disk is full, or somebody else reads the store), and will be at the next start;
                the drafts are no longer listed unless the store can't be written to at all.
            OSError: the same, a copy can't be removed.
        """
        return self._erase({draft_id: self._number(draft_id) for draft_id in draft_ids}, why, told, by)

    def erase_due(self, days: int, told: Told = lambda *_: None) -> Receipt | None:
        """Finish what was begun, then erase what is due: to be called before anything of a store is shown.

        Args:
            days: that a draft is kept after its last change.
            told: hears how far it is.

        Returns:
            What was done; None if nothing was due or begun.

        Raises:
            StoreError: as ``erase``.
            OSError: as ``erase``.
        """
        begun = self._intention()
        wanted, unreadable = self._due(days)
        outlived = sum(destroy(path) for path in unreadable)
        for folder in {path.parent for path in unreadable}:
            clear_emptied(folder)
        if not wanted and begun is None:
            copies.sweep(self._snapshots, self._kept_aside())
            return Receipt(at=self._clock.now(), why=Action.EXPIRED, destroyed=outlived) if outlived else None
        why = Action.EXPIRED if begun is None else begun.why
        receipt = self._erase(wanted, why, told)
        return msgspec.structs.replace(receipt, destroyed=receipt.destroyed + outlived)

    # ------------------------------------------------------------------ the steps

    def _erase(self, wanted: dict[DraftId, int | None], why: Action, told: Told, by: str = "") -> Receipt:
        begun = self._intention()
        ids = tuple(dict.fromkeys((*(begun.ids if begun else ()), *wanted)))
        numbers = {number for number in wanted.values() if number is not None} | set(begun.numbers if begun else ())
        intention = _Intention(ids, tuple(sorted(numbers)), why)
        every = copies.copies_in(self._snapshots, self._kept_aside())
        parts = 4 + len(every)
        self._store.set_value(_NOTE, msgspec.json.encode(intention).decode())
        told(Step.NOTED, 1, parts)
        self._store.delete(ids, why, by)
        told(Step.DELETED, 2, parts)
        with self._store.exclusive:
            # Zeros over the old places of the file before the file gets shorter.
            self._empty_journal()
            told(Step.OVERWRITTEN, 3, parts)
            self._compact()
            self._empty_journal()
        told(Step.COMPACTED, 4, parts)
        copies.sweep(self._snapshots, self._kept_aside())
        rewritten = 0
        for number, path in enumerate(every, 5):
            rewritten += copies.write_anew(path, self._key, ids)
            told(Step.COPY, number, parts)
        for folder in {path.parent for path in every}:
            clear_emptied(folder)
        self._store.set_value(_NOTE, "")
        self._empty_journal()
        told(Step.DONE, parts, parts)
        return Receipt(
            at=self._clock.now(),
            why=why,
            numbers=intention.numbers,
            rewritten=rewritten,
            destroyed=len(every) - rewritten,
        )

    def _empty_journal(self) -> None:
        """Write everything into the one file and empty the journal file.

        Raises:
            StoreError: somebody else reads the store, and the journal file has to stay for them.
        """
        self._store.checkpoint()
        journal = self._store.path.with_name(f"{self._store.path.name}-wal")
        if journal.exists() and journal.stat().st_size:
            raise StoreError(Trouble.READ_ONLY)

    def _compact(self) -> None:
        """Write the store anew, so that neither free pages nor pieces of moved rows stay in it."""
        connection = self._store.connection
        new = self._store.path.with_name(self._store.path.name + copies.NEW)
        destroy(new)
        with translated():
            if self._store.path.stat().st_size <= _IN_MEMORY:
                connection.execute("VACUUM")
            else:
                try:
                    new.touch(mode=0o600)
                    connection.execute("VACUUM INTO ?", (str(new),))
                    self._take_over(connection, new)
                finally:
                    destroy(new)
            # Pages with the drafts may still lie in SQLite's memory.
            connection.execute("PRAGMA shrink_memory").fetchall()

    def _take_over(self, connection: apsw.Connection, new: Path) -> None:
        """Replace what is in the store by what is in a file, in one transaction."""
        with (
            closing(connect(new, self._key, read_only=True)) as source,
            connection.backup("main", source, "main") as backup,
        ):
            while not backup.done:
                backup.step(_PAGES)

    # ------------------------------------------------------------------ what is there

    def _intention(self) -> _Intention | None:
        note = self._store.value(_NOTE)
        try:
            return msgspec.json.decode(note, type=_Intention) if note else None
        except msgspec.DecodeError:
            raise StoreError(Trouble.DAMAGED) from None

    def _number(self, draft_id: DraftId) -> int | None:
        try:
            return self._store.head(draft_id).number
        except KeyError:
            return None

    def _due(self, days: int) -> tuple[dict[DraftId, int | None], tuple[Path, ...]]:
        """Return what is due, wherever it lies, and the copies that nobody can read and that are as old.

        A draft is due when its newest state is: an older one in a snapshot is no reason, and a newer one kept aside is one not to.
        """
        limit = int(retention.last_change_due(self._clock.now(), days).timestamp())
        places: list[Path | None] = [None]
        unreadable = []
        bounds = []
        for path in (None, *copies.copies_in(self._snapshots, self._kept_aside())):
            try:
                with self._reading(path) as connection:
                    bounds.append(copies.bounds_in(connection))
            except StoreError:
                if path is None:
                    raise
                unreadable.append(path)
            else:
                places.append(path)
        known = [each for each in bounds if each is not None]
        newest = max((newest for _oldest, newest in known), default=0)
        if retention.stands_back([datetime.fromtimestamp(newest, UTC)], self._clock.now()):
            return {}, ()
        overdue = tuple(path for path in unreadable if path.stat().st_mtime <= limit)
        if all(oldest > limit for oldest, _newest in known):
            return {}, overdue
        every: dict[DraftId, copies.Kept] = {}
        for path in dict.fromkeys(places):
            with self._reading(path) as connection:
                for draft_id, kept in copies.kept_in(connection).items():
                    every[draft_id] = max(kept, every.get(draft_id, kept), key=lambda each: each.changed)
        return {each: kept.number for each, kept in every.items() if kept.changed <= limit}, overdue

    @contextmanager
    def _reading(self, path: Path | None) -> Iterator[apsw.Connection]:
        """Give a connection to a copy, or to the store itself."""
        if path is not None:
            with copies.reading(path, self._key) as connection:
                yield connection
            return
        with self._store.exclusive:
            yield self._store.connection


def erase(
    store: Store,
    draft_ids: Iterable[DraftId],
    snapshots: Path,
    kept_aside: Iterable[Path],
    key: bytes | bytearray | memoryview,
    clock: Clock,
    why: Action = Action.ERASED,
    told: Told = lambda *_: None,
) -> Receipt:
    """Erase drafts wherever they lie: ``Eraser.erase`` in one call."""
    aside = tuple(kept_aside)
    return Eraser(store, snapshots, lambda: aside, key, clock).erase(draft_ids, why, told)
