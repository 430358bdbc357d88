"""Notices that the store gives back less than what was saved.

Every page of the store is authenticated, so a changed page is never read. What pages can't tell is that the *newest* of them are
gone: SQLite takes a journal file that is cut, changed or absent for one that ends there, and answers with what was before. So each
change counts up a number in its own transaction, and a witness outside notes the number once the change is on the disk. A store
that comes back with a lower one has lost something.
"""

import contextlib
import os
import struct
from pathlib import Path
from typing import BinaryIO, Final, Protocol

import apsw

from citizen_desktop.drafts.errors import StoreError, Trouble

COUNT: Final = "changes"
"""Name of the number among what the store notes about itself."""

_MERGE_AT: Final = 1000  # pages of the journal file at which they are written into the store, as SQLite itself would
_WAL_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_MAGIC: Final = 0x377F0682


class Witness(Protocol):
    """Remembers, outside the store, how far it came."""

    @property
    def floor(self) -> int:
        """The number of the last change that is known to be on the disk."""

    @property
    def merging(self) -> bool:
        """Whether the journal file was being written into the store when nothing more was heard."""

    def saved(self, number: int) -> None:
        """Note that a change is on the disk; it can't fail, and needn't be flushed."""

    def merge_begins(self) -> None:
        """Note that from now on the store is only right together with its journal file."""

    def merge_ends(self) -> None:
        """Note, on the disk, that it is right by itself again; ``merging`` stays where that can't be noted."""


def count(db: apsw.Connection) -> int:
    """Return the number of the last change that the store holds."""
    rows = db.execute("SELECT value FROM meta WHERE name = ?", (COUNT,)).fetchall()
    text = str(rows[0][0]) if rows else "0"
    return int(text) if text.isdecimal() else 0


def count_up(db: apsw.Connection) -> int:
    """Count the change that is being made, inside its transaction."""
    number = count(db) + 1
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (COUNT, str(number)))
    return number


def judge(db: apsw.Connection, path: Path, witness: Witness) -> None:
    """Compare a store that was just opened with what its witness says; nothing is changed.

    Args:
        db: the connection.
        path: of the store.
        witness: remembers.

    Raises:
        StoreError: something that was saved is not there.
    """
    if count(db) < witness.floor or (witness.merging and not journal_begins_soundly(journal_of(path))):
        raise StoreError(Trouble.DAMAGED)


def watch(db: apsw.Connection, witness: Witness) -> None:
    """Write the journal file into the store whenever it has grown, as SQLite would, but with the witness told."""

    def grown(_db: apsw.Connection, _name: str, pages: int) -> int:
        if pages >= _MERGE_AT:
            # What does not work now is done later: the change itself is on the disk.
            with contextlib.suppress(apsw.Error):
                _merge(db, witness, apsw.SQLITE_CHECKPOINT_PASSIVE)
        return apsw.SQLITE_OK

    db.wal_autocheckpoint(0)
    db.set_wal_hook(grown)


def empty_journal(db: apsw.Connection, witness: Witness) -> None:
    """Write the journal file into the store and empty it; a window that reads at this moment puts that off."""
    with contextlib.suppress(apsw.BusyError, apsw.LockedError):
        if _merge(db, witness, apsw.SQLITE_CHECKPOINT_PASSIVE) or _merge(db, witness, apsw.SQLITE_CHECKPOINT_FULL):
            db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)


def _merge(db: apsw.Connection, witness: Witness, mode: int) -> bool:
    """Write the journal file into the store, and return whether all of it is there, and the witness knows it.

    The witness is told before anything may empty the file: else an empty one would be taken for a lost one.
    """
    witness.merge_begins()
    total, done = db.wal_checkpoint(mode=mode)
    if total == done:
        witness.merge_ends()
    return total == done and not witness.merging


def nothing_is_cut_off(db: apsw.Connection, path: Path) -> bool:
    """Whether every page is there, in the file or in its journal file.

    SQLite takes what lies behind the end of a file for zeros, and a page of zeros that was never read is authenticated by nobody.

    Args:
        db: the connection; it is in no transaction.
        path: of the file.
    """
    db.execute("BEGIN")
    try:
        # From here on nobody can take away what this connection sees.
        db.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        pages, size = int(str(db.pragma("page_count"))), int(str(db.pragma("page_size")))
        if path.stat().st_size >= pages * size:
            return True
        merged = _journal_pages(journal_of(path), size)
        # What was in the journal file a moment ago may be in the file by now.
        return all(page in merged for page in range(path.stat().st_size // size + 1, pages + 1))
    except OSError:
        return False
    finally:
        db.execute("COMMIT")


def _journal_pages(journal: Path, page_size: int) -> set[int]:
    """Return the numbers of the pages that a journal file holds."""
    pages: set[int] = set()
    with contextlib.suppress(FileNotFoundError), journal.open("rb") as stream:
        salts = stream.read(_WAL_HEADER)[16:24]
        while len(head := stream.read(_FRAME_HEADER)) == _FRAME_HEADER and head[8:16] == salts:
            pages.add(int.from_bytes(head[:4], "big"))
            stream.seek(page_size, os.SEEK_CUR)
    return pages


def journal_of(path: Path) -> Path:
    """Return where SQLite keeps the newest changes of a store."""
    return path.with_name(f"{path.name}-wal")


def holds_bytes(path: Path) -> bool:
    """Whether a file is there and something is in it: SQLite takes one of a single byte for an empty one."""
    try:
        return path.stat().st_size > 1
    except OSError:
        return False


def journal_begins_soundly(journal: Path) -> bool:
    """Whether a journal file's head and its first transaction are as they were written, by their checksums."""
    try:
        with journal.open("rb") as stream:
            return _begins_soundly(stream)
    except OSError:
        return False


def _begins_soundly(stream: BinaryIO) -> bool:
    head = stream.read(_WAL_HEADER)
    if len(head) < _WAL_HEADER:
        return False
    magic, _version, page_size = struct.unpack(">III", head[:12])
    order = ">" if magic & 1 else "<"
    sums = _checksum(order, head[:24], (0, 0))
    if magic & ~1 != _MAGIC or not 512 <= page_size <= 65536 or sums != struct.unpack(">II", head[24:]):
        return False
    while len(frame := stream.read(_FRAME_HEADER + page_size)) == _FRAME_HEADER + page_size:
        sums = _checksum(order, frame[:8], sums)
        sums = _checksum(order, frame[_FRAME_HEADER:], sums)
        if frame[8:16] != head[16:24] or sums != struct.unpack(">II", frame[16:24]):
            return False
        if frame[4:8] != bytes(4):  # the last page of a transaction
            return True
    return False


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's own: "The WAL file format", section 4.2."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
