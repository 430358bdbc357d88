"""Reads a store back fully: every page is authenticated on the way, and what the rows say is held against each other.

It has a connection of its own that can only read, so nobody who writes waits for it; it goes in small steps, so that it can be
stopped and can yield to everything else.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import apsw
import msgspec

from citizen_desktop.drafts import witness
from citizen_desktop.drafts.database import connect, translated
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.models import Summary
from citizen_desktop.forms.draft import ObjectionDraft

TABLES: Final = ("meta", "drafts", "consents", "files", "chunks", "thumbnails", "personal", "journal")
SNAPSHOT_AT: Final = "snapshot_at"
"""Name under which a snapshot notes when it was taken."""

Key = bytes | bytearray | memoryview


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds, in numbers.

    Args:
        rows: how many rows each table has, but for what the file notes about itself.
        changes: number of the last change.
        at: when the snapshot was taken, seconds since 1970; 0 if it is none.
    """

    rows: dict[str, int]
    changes: int
    at: int = 0


class Interrupted(Exception):  # noqa: N818  nothing is wrong
    """Whoever asked for it does not want it any longer."""


def inspect(path: Path, key: Key, go_on: Callable[[], bool] = lambda: True) -> Contents:
    """Read a whole file, and return what it holds.

    Args:
        path: of a store or a snapshot.
        key: 32 bytes.
        go_on: asked before each step; it may wait, and says whether to go on.

    Raises:
        StoreError: it is damaged, or is none.
        Interrupted: ``go_on`` said no.
    """
    with translated():
        db = connect(path, key, read_only=True)
        try:
            db.execute("BEGIN")
            for step in _steps(db):
                if not go_on():
                    raise Interrupted
                step()
            return contents_of(db)
        finally:
            db.close()


def contents_of(db: apsw.Connection) -> Contents:
    """Return what a connection sees, in numbers."""
    rows = {table: _rows(db, table) for table in TABLES if table != "meta"}
    found = db.execute("SELECT value FROM meta WHERE name = ?", (SNAPSHOT_AT,)).fetchall()
    at = str(found[0][0]) if found else ""
    return Contents(rows=rows, changes=witness.count(db), at=int(at) if at.isdecimal() else 0)


def _rows(db: apsw.Connection, table: str) -> int:
    ((rows,),) = db.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608  our own names
    return int(str(rows))


def _steps(db: apsw.Connection) -> Iterator[Callable[[], None]]:
    for table in TABLES:
        yield partial(_sound_table, db, table)
    yield partial(_sound_references, db)
    for (draft_id,) in db.execute("SELECT id FROM drafts").fetchall():
        yield partial(_sound_draft, db, str(draft_id))
    # One without a digest is being written, or was when the computer stopped.
    for file_id, size, digest in db.execute("SELECT id, size, sha256 FROM files WHERE sha256 <> ''").fetchall():
        yield partial(_sound_file, db, file_id, size, digest)


def _sound_table(db: apsw.Connection, table: str) -> None:
    if db.execute(f"PRAGMA integrity_check({table})").fetchall() != [("ok",)]:
        raise StoreError(Trouble.DAMAGED)


def _sound_references(db: apsw.Connection) -> None:
    if db.execute("PRAGMA foreign_key_check").fetchall():
        raise StoreError(Trouble.DAMAGED)


def _sound_draft(db: apsw.Connection, draft_id: str) -> None:
    ((summary, body),) = db.execute("SELECT summary, body FROM drafts WHERE id = ?", (draft_id,)).fetchall()
    try:
        msgspec.json.decode(str(summary), type=Summary)
        msgspec.json.decode(str(body), type=ObjectionDraft)
    except msgspec.MsgspecError:
        raise StoreError(Trouble.DAMAGED) from None


def _sound_file(db: apsw.Connection, file_id: object, size: object, digest: object) -> None:
    found, length = hashlib.sha256(), 0
    query = "SELECT content FROM chunks WHERE file = ? ORDER BY number"
    for (content,) in db.execute(query, (str(file_id),)):
        if not isinstance(content, bytes):
            raise StoreError(Trouble.DAMAGED)
        found.update(content)
        length += len(content)
    if length != size or found.hexdigest() != digest:
        raise StoreError(Trouble.DAMAGED)


def look(path: Path, key: Key) -> Contents:
    """Return what a file holds, in numbers, without reading it fully.

    Raises:
        StoreError: it does not open.
    """
    with translated(), contextlib.closing(connect(path, key, read_only=True)) as db:
        return contents_of(db)
