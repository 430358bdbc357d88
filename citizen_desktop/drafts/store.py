"""The store: drafts, their files and the journal in one encrypted file.

Any thread may use it; one call is done at a time. Every change is one transaction: after a crash it is there whole or not at all.
Times are kept as seconds since 1970 and given in Riyadh time.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Final

import apsw
import msgspec

from citizen_desktop.clock import Clock, in_riyadh
from citizen_desktop.drafts import schema, witness
from citizen_desktop.drafts.database import connect, translated
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.intake import Intake
from citizen_desktop.drafts.models import (
    Action,
    Consent,
    DraftId,
    FileId,
    Head,
    JournalEntry,
    StoredDraft,
    Summary,
)
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.forms.draft_file import sound

_Value = None | int | float | bytes | str

CHUNK: Final = 256 * 1024
"""Bytes of a file that lie in one row."""
_BATCH: Final = 1024 * 1024
"""Bytes of a file that are written in one transaction: between two of them the answers of a draft can be saved."""
_UNCLAIMED: Final = -1
"""The place of a file that no draft names yet: it is written, or was when the program was ended."""

_HEAD: Final = f"""
    SELECT d.id, d.number, d.summary, d.created, d.changed, d.locked, d.packed, d.handed_over, d.initials,
           (SELECT count(*) FROM files f WHERE f.draft = d.id AND f.place >= 0 AND f.place < {schema.BESIDE}),
           (SELECT total(size) FROM files f WHERE f.draft = d.id AND f.place >= 0 AND f.place < {schema.BESIDE}),
           d.former_number
    FROM drafts d
"""  # noqa: S608  our own number


class Store:
    """An open store.

    Args:
        path: of the file.
        key: 32 bytes; the store keeps none of it.
        clock: tells when something was changed.
        create: make it if it is not there.
        read_only: somebody else writes to it.
        watcher: remembers outside the store how far it came, so that a loss is noticed.
        before_migration: keeps a copy of an older file before its tables are changed; if it can't, they are not.

    Raises:
        StoreError: it can't be opened with this key, is damaged, or is of a newer version.
    """

    def __init__(
        self,
        path: Path,
        key: bytes | bytearray | memoryview,
        clock: Clock,
        *,
        create: bool = False,
        read_only: bool = False,
        watcher: witness.Witness | None = None,
        before_migration: Callable[[], object] | None = None,
    ) -> None:
        if create and watcher is not None and watcher.floor and not path.exists():
            raise StoreError(Trouble.DAMAGED)  # it is gone, and no new one may take its place unseen
        self.path, self._clock, self.read_only, self._watcher = path, clock, read_only, watcher
        self._lock = RLock()
        self._closed = False
        self._db = connect(path, key, create=create, read_only=read_only)
        try:
            with translated():
                if watcher is not None and (watcher.floor or schema.version_of(self._db)):
                    witness.judge(self._db, path, watcher)
                schema.migrate(self._db, read_only=read_only, before=before_migration)
                if not read_only:
                    # It is sound: the last one to close it may do away with the journal file.
                    self._db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
                    if watcher is not None:
                        witness.watch(self._db, watcher)
            if not read_only:
                self._sweep()
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Write everything into the one file and let go of it; once is enough."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            try:
                if not self.read_only:
                    self.checkpoint()
            finally:
                if self._watcher is not None and self._watcher.merging:
                    # The disk refused, or another window reads: SQLite must not empty the journal file behind the witness's back.
                    self._db.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
                self._db.close()

    def checkpoint(self) -> None:
        """Write everything into the one file and empty the journal file beside it."""
        with self._lock, translated():
            if self._watcher is None:
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            else:
                witness.empty_journal(self._db, self._watcher)

    def _sweep(self) -> None:
        """Remove what is left of files that were being taken in when the program was ended."""
        with translated():
            found = self._db.execute("SELECT 1 FROM files WHERE place < 0 LIMIT 1").fetchall()
        if found:
            # A full disk is no reason not to open: the next start sweeps.
            with suppress(StoreError), self._change():
                self._db.execute("DELETE FROM files WHERE place < 0")

    @property
    def connection(self) -> apsw.Connection:
        """The connection, for snapshots and checks; whoever uses it holds ``exclusive``."""
        return self._db

    @property
    def exclusive(self) -> RLock:
        """Held while the connection is used from outside."""
        return self._lock

    # ------------------------------------------------------------------ drafts

    def create(
        self, draft: AnyDraft, summary: Summary, initials: str = "", purposes: Iterable[str] | None = None
    ) -> DraftId:
        """Keep a new draft, and return its id.

        Args:
            draft: the answers.
            summary: what lists show.
            initials: of the member of staff who works on it.
            purposes: what the person agreed to, None where that is recorded later or nobody is asked.

        Raises:
            StoreError: it can't be kept, nor what was agreed to.
        """
        draft_id = secrets.token_hex(16)
        with self._change() as now:
            number = int(self._value("last_number") or 0) + 1
            self._set_value("last_number", str(number))
            self._db.execute(
                "INSERT INTO drafts (id, number, summary, body, created, changed, initials) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (draft_id, number, _json(summary), _json(draft), now, now, initials),
            )
            self._note(now, Action.CREATED, number, initials)
            if purposes is not None:
                self._consent(now, draft_id, number, purposes, initials)
        return draft_id

    @contextmanager
    def receive(self) -> Iterator[Intake]:
        """Take a case in from elsewhere: whole when the context is left, and nothing of it where that is by an exception.

        Raises:
            StoreError: it can't be kept.
        """
        with self._change() as now:
            yield Intake(self._db, now, int(self._value("last_number") or 0) + 1, CHUNK)

    def save(
        self,
        draft_id: DraftId,
        draft: AnyDraft,
        summary: Summary,
        files: Sequence[FileId] | None = None,
        beside: Sequence[FileId] = (),
    ) -> datetime:
        """Keep the answers as they are now, and return when, Riyadh time.

        Args:
            draft_id: of the draft.
            draft: the answers.
            summary: what lists show.
            files: the draft's files from now on, in the order of its attachments; None to leave them as they are.
            beside: what else is kept with them from now on.

        Raises:
            StoreError: they can't be kept; all is as before.
            KeyError: there is no such draft, or no such file of it.
        """
        with self._change() as now:
            self._db.execute(
                "UPDATE drafts SET summary = ?, body = ?, changed = ? WHERE id = ?",
                (_json(summary), _json(draft), now, draft_id),
            )
            if not self._db.changes():
                raise KeyError(draft_id)
            if files is not None:
                self._claim(draft_id, files, beside)
        return _moment(now)

    def load(self, draft_id: DraftId) -> StoredDraft:
        """Return a draft.

        Raises:
            KeyError: there is no such draft.
            StoreError: it can't be read.
        """
        with self._lock, translated():
            head = self.head(draft_id)
            ((body,),) = self._db.execute("SELECT body FROM drafts WHERE id = ?", (draft_id,)).fetchall()
            rows = self._db.execute(
                "SELECT id, place FROM files WHERE draft = ? AND place >= 0 ORDER BY place", (draft_id,)
            ).fetchall()
        try:
            draft = msgspec.json.decode(str(body), type=AnyDraft)
        except msgspec.ValidationError:
            raise StoreError(Trouble.DAMAGED) from None
        files = tuple(str(file_id) for file_id, place in rows if _whole(place) < schema.BESIDE)
        beside = tuple(str(file_id) for file_id, place in rows if _whole(place) >= schema.BESIDE)
        return StoredDraft(head=head, draft=draft, files=files, beside=beside)

    def head(self, draft_id: DraftId) -> Head:
        """Return what lists show of one draft.

        Raises:
            KeyError: there is no such draft.
        """
        with self._lock, translated():
            rows = self._db.execute(f"{_HEAD} WHERE d.id = ?", (draft_id,)).fetchall()
            if not rows:
                raise KeyError(draft_id)
            return self._heads(rows)[0]

    def heads(self) -> tuple[Head, ...]:
        """Return what lists show of all drafts, the one that was changed last first."""
        with self._lock, translated():
            return tuple(self._heads(self._db.execute(f"{_HEAD} ORDER BY d.changed DESC, d.number DESC").fetchall()))

    def changes(self) -> tuple[datetime, ...]:
        """Return when the draft was changed that lies longest, and when the latest; nothing where there is no draft."""
        with self._lock, translated():
            oldest, newest = self._db.execute("SELECT min(changed), max(changed) FROM drafts").fetchall()[0]
        return () if oldest is None else (_moment(oldest), _moment(newest))

    def data_version(self) -> int:
        """Return a number that becomes another one when somebody else writes to the store (``PRAGMA data_version``)."""
        with self._lock, translated():
            return _whole(self._db.execute("PRAGMA data_version").fetchall()[0][0])

    def _heads(self, rows: Sequence[tuple[_Value, ...]]) -> list[Head]:
        wanted = {row[0] for row in rows}
        consents: dict[object, list[Consent]] = {}
        if wanted:
            query = "SELECT draft, purpose, at, initials FROM consents ORDER BY at"
            for draft_id, purpose, at, initials in self._db.execute(query):
                if draft_id in wanted:
                    consents.setdefault(draft_id, []).append(
                        Consent(purpose=str(purpose), at=_moment(at), initials=str(initials))
                    )
        return [
            Head(
                id=str(row[0]),
                number=_whole(row[1]),
                summary=msgspec.json.decode(str(row[2]), type=Summary),
                created=_moment(row[3]),
                changed=_moment(row[4]),
                locked=bool(row[5]),
                packed=None if row[6] is None else _moment(row[6]),
                handed_over=None if row[7] is None else _moment(row[7]),
                initials=str(row[8]),
                consents=tuple(consents.get(row[0], ())),
                files=_whole(row[9]),
                size=_whole(row[10]),
                former_number=None if row[11] is None else _whole(row[11]),
            )
            for row in rows
        ]

    def mark(
        self,
        draft_id: DraftId,
        action: Action,
        *,
        locked: bool | None = None,
        initials: str | None = None,
        by: str = "",
    ) -> None:
        """Note what was done with a draft; its day of retention does not move.

        Args:
            draft_id: of the draft.
            action: goes into the journal; packing and handing over are noted on the draft too.
            locked: hide or show its name from now on.
            initials: of the member of staff who works on it from now on.
            by: initials for the journal.

        Raises:
            KeyError: there is no such draft.
            StoreError: it can't be noted.
        """
        column = {Action.PACKED: "packed", Action.HANDED_OVER: "handed_over"}.get(action)
        with self._change() as now:
            number = self._number(draft_id)
            if column is not None:
                self._db.execute(f"UPDATE drafts SET {column} = ? WHERE id = ?", (now, draft_id))  # noqa: S608  our own names
            if locked is not None:
                self._db.execute("UPDATE drafts SET locked = ? WHERE id = ?", (int(locked), draft_id))
            if initials is not None:
                self._db.execute("UPDATE drafts SET initials = ? WHERE id = ?", (initials, draft_id))
            self._note(now, action, number, by)

    def consent(self, draft_id: DraftId, purposes: Iterable[str], initials: str) -> None:
        """Record what the person agreed to; what was recorded before and is not among it is withdrawn.

        Raises:
            KeyError: there is no such draft.
            StoreError: it can't be recorded.
        """
        with self._change() as now:
            self._consent(now, draft_id, self._number(draft_id), purposes, initials)

    def delete(self, draft_ids: Iterable[DraftId], action: Action, by: str = "") -> int:
        """Take drafts out of this file with all that belongs to them; what was theirs is overwritten.

        Snapshots and copies are not this method's business: ``erasure`` sees to all of it.

        Args:
            draft_ids: of the drafts; one that is not there is passed over.
            action: how the journal calls it.
            by: initials for the journal.

        Returns:
            How many were there.

        Raises:
            StoreError: they can't be deleted; all are as before.
        """
        deleted = 0
        with self._change() as now:
            for draft_id in draft_ids:
                rows = self._db.execute("SELECT number FROM drafts WHERE id = ?", (draft_id,)).fetchall()
                if rows:
                    self._db.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
                    self._note(now, action, _whole(rows[0][0]), by)
                    deleted += 1
        return deleted

    # ------------------------------------------------------------------ files

    def add_file(self, draft_id: DraftId, blocks: Iterable[bytes | memoryview]) -> FileId:
        """Keep a file of a draft, at the end of its files.

        Args:
            draft_id: of the draft.
            blocks: the content, in order; a block is not longer than ``CHUNK``.

        Raises:
            KeyError: there is no such draft.
            StoreError: it can't be kept; nothing of it is.
        """
        file_id = self.put_file(draft_id, blocks)
        with self._change() as now:
            ((place,),) = self._db.execute(
                "SELECT count(*) FROM files WHERE draft = ? AND place >= 0 AND place < ?", (draft_id, schema.BESIDE)
            ).fetchall()
            self._db.execute("UPDATE files SET place = ? WHERE id = ?", (place, file_id))
            self._db.execute("UPDATE drafts SET changed = ? WHERE id = ?", (now, draft_id))
        return file_id

    def put_file(
        self, draft_id: DraftId, blocks: Iterable[bytes | memoryview], between: Callable[[], None] = lambda: None
    ) -> FileId:
        """Write a file of a draft, in several transactions; it is no file of the draft before ``save`` names it.

        What was not named when the store is opened next is swept.

        Args:
            draft_id: of the draft.
            blocks: the content, in order; a block is not longer than ``CHUNK``. They are asked for outside a transaction.
            between: called before each transaction; it may wait, or raise to break off.

        Raises:
            KeyError: there is no such draft.
            StoreError: it can't be kept; nothing of it is.
        """
        file_id = secrets.token_hex(16)
        digest = hashlib.sha256()
        size = number = 0
        between()
        with self._change():
            self._number(draft_id)
            self._db.execute("INSERT INTO files VALUES (?, ?, ?, 0, '')", (file_id, draft_id, _UNCLAIMED))
        try:
            for batch in _batches(blocks):
                between()
                with self._change():
                    self._number(draft_id)
                    for content in batch:
                        digest.update(content)
                        size += len(content)
                        self._db.execute("INSERT INTO chunks VALUES (?, ?, ?)", (file_id, number, content))
                        number += 1
            with self._change():
                self._number(draft_id)
                self._db.execute(
                    "UPDATE files SET size = ?, sha256 = ? WHERE id = ?", (size, digest.hexdigest(), file_id)
                )
        except BaseException:
            # What can't be removed now is swept when the store is opened next.
            with suppress(StoreError):
                self.drop_files([file_id])
            raise
        return file_id

    def drop_files(self, file_ids: Iterable[FileId]) -> None:
        """Remove files that were written and that no draft names; any other is left as it is.

        Raises:
            StoreError: they can't be removed.
        """
        with self._change():
            for file_id in file_ids:
                self._db.execute("DELETE FROM files WHERE id = ? AND place < 0", (file_id,))

    def _claim(self, draft_id: DraftId, file_ids: Sequence[FileId], beside: Sequence[FileId] = ()) -> None:
        """Make these the files of a draft; what is being written for it meanwhile is left alone."""
        wanted = {file_id: schema.BESIDE + number for number, file_id in enumerate(beside)}
        wanted.update({file_id: place for place, file_id in enumerate(file_ids)})
        rows = self._db.execute("SELECT id, place FROM files WHERE draft = ?", (draft_id,)).fetchall()
        places = {str(file_id): place for file_id, place in rows}
        for file_id, place in places.items():
            if place != _UNCLAIMED and file_id not in wanted:
                self._db.execute("DELETE FROM files WHERE id = ?", (file_id,))
        for file_id, place in wanted.items():
            if file_id not in places:
                raise KeyError(file_id)
            if places[file_id] != place:
                self._db.execute("UPDATE files SET place = ? WHERE id = ?", (place, file_id))

    def file_size(self, file_id: FileId) -> int:
        """Return the size of a file in bytes.

        Raises:
            KeyError: there is no such file.
        """
        with self._lock, translated():
            rows = self._db.execute("SELECT size FROM files WHERE id = ?", (file_id,)).fetchall()
        if not rows:
            raise KeyError(file_id)
        return _whole(rows[0][0])

    def file_digest(self, file_id: FileId) -> str:
        """Return the SHA-256 of a file in hexadecimal.

        Raises:
            KeyError: there is no such file.
        """
        with self._lock, translated():
            rows = self._db.execute("SELECT sha256 FROM files WHERE id = ?", (file_id,)).fetchall()
        if not rows:
            raise KeyError(file_id)
        return str(rows[0][0])

    def file_blocks(self, file_id: FileId) -> Iterator[bytes]:
        """Yield the content of a file in order.

        Raises:
            KeyError: there is no such file.
            StoreError: it can't be read whole, or is not what was kept: said at the end.
        """
        size, digest, found = self.file_size(file_id), self.file_digest(file_id), hashlib.sha256()
        number = read = 0
        while read < size:
            with self._lock, translated():
                rows = self._db.execute(
                    "SELECT content FROM chunks WHERE file = ? AND number = ?", (file_id, number)
                ).fetchall()
            if not rows or not isinstance(rows[0][0], bytes):
                raise StoreError(Trouble.DAMAGED)
            found.update(rows[0][0])
            yield rows[0][0]
            read += len(rows[0][0])
            number += 1
        if found.hexdigest() != digest:
            raise StoreError(Trouble.DAMAGED)

    # ------------------------------------------------------------------ the rest

    def journal(self) -> tuple[JournalEntry, ...]:
        """Return what was done, the latest first."""
        with self._lock, translated():
            rows = self._db.execute("SELECT at, action, draft_number, initials FROM journal ORDER BY number DESC")
            return tuple(
                JournalEntry(at=_moment(at), action=Action(str(action)), number=_whole(number), initials=str(initials))
                for at, action, number, initials in rows
            )

    def note(self, action: Action, number: int = 0, initials: str = "") -> None:
        """Write a line into the journal."""
        with self._change() as now:
            self._note(now, action, number, initials)

    def personal(self, name: str) -> str | None:
        """Return a setting that is personal, None where it was not set."""
        with self._lock, translated():
            rows = self._db.execute("SELECT value FROM personal WHERE name = ?", (name,)).fetchall()
        return str(rows[0][0]) if rows else None

    def set_personal(self, name: str, value: str | None) -> None:
        """Keep a setting that is personal, or forget it."""
        with self._change():
            if value is None:
                self._db.execute("DELETE FROM personal WHERE name = ?", (name,))
            else:
                self._db.execute("INSERT OR REPLACE INTO personal VALUES (?, ?)", (name, value))

    def value(self, name: str) -> str | None:
        """Return what the store notes about itself."""
        with self._lock, translated():
            return self._value(name)

    def set_value(self, name: str, value: str) -> None:
        """Note something about the store itself."""
        with self._change():
            self._set_value(name, value)

    def changing(self) -> AbstractContextManager[int]:
        """Return one transaction for what is copied in through ``connection``, as a context that gives the time.

        Raises:
            StoreError: on entering it, nothing can be changed; on leaving it, nothing was.
        """
        return self._change()

    def _change(self) -> "_Change":
        return _Change(self._db, self._lock, self._clock, self._watcher, read_only=self.read_only)

    def _number(self, draft_id: DraftId) -> int:
        rows = self._db.execute("SELECT number FROM drafts WHERE id = ?", (draft_id,)).fetchall()
        if not rows:
            raise KeyError(draft_id)
        return _whole(rows[0][0])

    def _value(self, name: str) -> str | None:
        rows = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchall()
        return str(rows[0][0]) if rows else None

    def _set_value(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def _consent(self, now: int, draft_id: DraftId, number: int, purposes: Iterable[str], initials: str) -> None:
        wanted = tuple(purposes)
        known = {row[0] for row in self._db.execute("SELECT purpose FROM consents WHERE draft = ?", (draft_id,))}
        for purpose in known - set(wanted):
            self._db.execute("DELETE FROM consents WHERE draft = ? AND purpose = ?", (draft_id, purpose))
        for purpose in wanted:
            if purpose not in known:
                self._db.execute("INSERT INTO consents VALUES (?, ?, ?, ?)", (draft_id, purpose, now, initials))
        self._note(now, Action.CONSENTED, number, initials)

    def _note(self, now: int, action: Action, number: int, initials: str) -> None:
        self._db.execute(
            "INSERT INTO journal (at, action, draft_number, initials) VALUES (?, ?, ?, ?)",
            (now, action.value, number, initials),
        )


class _Change:
    """A transaction, as a context that gives the time: it holds whole or not at all."""

    def __init__(
        self, db: apsw.Connection, lock: RLock, clock: Clock, watcher: witness.Witness | None, *, read_only: bool
    ) -> None:
        self._db, self._lock, self._clock, self._watcher, self._read_only = db, lock, clock, watcher, read_only

    def __enter__(self) -> int:
        if self._read_only:
            raise StoreError(Trouble.READ_ONLY)
        self._lock.acquire()
        try:
            with translated():
                self._db.execute("BEGIN IMMEDIATE")
        except BaseException:
            self._lock.release()
            raise
        return int(self._clock.now().timestamp())

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if kind is None:
                with translated():
                    try:
                        number = witness.count_up(self._db)
                        self._db.execute("COMMIT")
                    except apsw.Error:
                        if self._db.in_transaction:
                            self._db.execute("ROLLBACK")
                        raise
                if self._watcher is not None:
                    self._watcher.saved(number)
                return
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
        finally:
            self._lock.release()
        if isinstance(error, apsw.Error):
            with translated():
                raise error


def _batches(blocks: Iterable[bytes | memoryview]) -> Iterator[list[bytes]]:
    """Gather blocks for one transaction each."""
    batch: list[bytes] = []
    size = 0
    for block in blocks:
        batch.append(bytes(block))
        size += len(batch[-1])
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _json(record: msgspec.Struct) -> str:
    try:
        return msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        # Half a surrogate pair, as a paste may hold.
        return msgspec.json.encode(sound(msgspec.to_builtins(record))).decode()


def _whole(value: _Value) -> int:
    if not isinstance(value, int | float):
        raise StoreError(Trouble.DAMAGED)
    return int(value)


def _moment(value: _Value) -> datetime:
    return in_riyadh(datetime.fromtimestamp(_whole(value), UTC))
