"""Snapshots and files kept aside: which drafts lie in them, and how they are written anew without some of them.

A copy is emptied of the drafts, written anew into a file beside it, read back, and only then put in the old one's place; the old
one is overwritten. One that can't be opened, or whose new form can't be read back, is overwritten and removed: nobody could say
that nothing is left in it.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from citizen_desktop.drafts.database import connect, translated
from citizen_desktop.drafts.destruction import destroy
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.models import DraftId
from citizen_desktop.files import flush_folder

NEW: Final = ".anew"
"""End of the name of a copy that is being written."""
OLD: Final = ".gone"
"""End of the name of a copy that was replaced and is to be overwritten."""

_TABLES: Final = ("drafts", "consents", "files", "chunks", "thumbnails", "journal", "personal", "meta")
_BESIDE: Final = ("-wal", "-shm", "-journal", NEW, OLD)


def copies_in(snapshots: Path, kept_aside: Iterable[Path] = ()) -> tuple[Path, ...]:
    """Return the copies that are there, those kept aside last.

    Args:
        snapshots: the folder of the snapshots; every file in it is taken for one, but for the copy of the key file.
        kept_aside: damaged files that wait for a decision.
    """
    found = (
        sorted(path for path in snapshots.glob("*") if path.is_file() and path.suffix != ".key")
        if snapshots.is_dir()
        else []
    )
    every = dict.fromkeys((*found, *(path for path in kept_aside if path.is_file())))
    return tuple(path for path in every if not path.name.endswith(_BESIDE))


def sweep(snapshots: Path, kept_aside: Iterable[Path] = ()) -> None:
    """Finish what a crash left of a copy being replaced: what was read back takes its place, the rest is overwritten and removed.

    Raises:
        OSError: something is still there.
    """
    folders = dict.fromkeys((snapshots, *(path.parent for path in kept_aside)))
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.name.endswith(NEW):
                    place = path.with_name(path.name.removesuffix(NEW))
                    if not place.exists() and place.with_name(place.name + OLD).exists():
                        path.replace(place)
            for path in sorted(folder.iterdir()):
                if path.name.endswith((NEW, OLD)):
                    destroy(path)


class Kept(NamedTuple):
    """What is known of a draft in some file.

    Args:
        number: of its case.
        changed: when it was changed last there, in seconds since 1970.
    """

    number: int
    changed: int


def kept_in(connection: apsw.Connection) -> dict[DraftId, Kept]:
    """Return the drafts in an open file."""
    with translated():
        rows = connection.execute("SELECT id, number, changed FROM drafts").fetchall()
    return {str(draft_id): Kept(int(str(number)), int(str(changed))) for draft_id, number, changed in rows}


def bounds_in(connection: apsw.Connection) -> tuple[int, int] | None:
    """Return the oldest and the newest change in an open file, in seconds since 1970; None where there is no draft."""
    with translated():
        oldest, newest = connection.execute(
            "SELECT (SELECT min(changed) FROM drafts), (SELECT max(changed) FROM drafts)"
        ).get
    return None if oldest is None else (int(str(oldest)), int(str(newest)))


def write_anew(path: Path, key: bytes | bytearray | memoryview, draft_ids: Sequence[DraftId]) -> bool:
    """Write a copy anew without some drafts, or remove it.

    Args:
        path: of the copy.
        key: 32 bytes.
        draft_ids: of the drafts.

    Returns:
        Whether it was written anew; else it is gone.

    Raises:
        StoreError: the disk is full; the copy is as it was, or lacks the drafts already.
        OSError: the old copy can't be removed.
    """
    new, old = path.with_name(path.name + NEW), path.with_name(path.name + OLD)
    destroy(new)
    destroy(old)
    try:
        expected = _without(path, new, key, draft_ids)
        _read_back(new, key, draft_ids, expected)
    except StoreError as error:
        destroy(new)
        if error.trouble is Trouble.FULL:
            raise
        destroy(path)
        return False
    with new.open("r+b") as stream:
        os.fsync(stream.fileno())
    # Under another name first: what is replaced could no longer be overwritten.
    path.replace(old)
    new.replace(path)
    flush_folder(path.parent)
    destroy(old)
    # What SQLite kept beside the old one would be read into the new one.
    for end in ("-wal", "-shm", "-journal"):
        destroy(path.with_name(path.name + end))
    return True


def _without(
    path: Path, new: Path, key: bytes | bytearray | memoryview, draft_ids: Sequence[DraftId]
) -> tuple[int, ...]:
    """Take the drafts out of a copy, write what is left into a new file, and return how many rows that has."""
    with translated(), closing(connect(path, key)) as connection:
        with connection:
            for draft_id in draft_ids:
                connection.execute("DELETE FROM drafts WHERE id = ?", (draft_id,))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        new.touch(mode=0o600)
        # Encrypted with the same key; free pages and what lies between the rows of a page are not written.
        connection.execute("VACUUM INTO ?", (str(new),))
        return _rows(connection)


def _read_back(
    new: Path, key: bytes | bytearray | memoryview, draft_ids: Sequence[DraftId], expected: tuple[int, ...]
) -> None:
    with reading(new, key) as connection:
        sound = connection.execute("PRAGMA integrity_check(1)").get == "ok"
        there = any(
            connection.execute("SELECT count(*) FROM drafts WHERE id = ?", (draft_id,)).get for draft_id in draft_ids
        )
        if not sound or there or _rows(connection) != expected:
            raise StoreError(Trouble.DAMAGED)


def _rows(connection: apsw.Connection) -> tuple[int, ...]:
    return tuple(
        int(str(connection.execute(f"SELECT count(*) FROM {table}").get))  # noqa: S608  our own names
        for table in _TABLES
    )


@contextmanager
def reading(path: Path, key: bytes | bytearray | memoryview) -> Iterator[apsw.Connection]:
    """Give a connection that changes nothing, and turn SQLite's errors into the store's."""
    with translated(), closing(connect(path, key, read_only=True)) as connection:
        yield connection
