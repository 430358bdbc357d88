"""The tables of the store, and how an older file becomes a newer one."""

from collections.abc import Callable
from typing import Final

import apsw

from citizen_desktop.drafts.errors import StoreError, Trouble

MIGRATIONS: Final = (
    """
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE drafts (
        id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, summary TEXT NOT NULL, body TEXT NOT NULL,
        created INTEGER NOT NULL, changed INTEGER NOT NULL, locked INTEGER NOT NULL DEFAULT 0,
        packed INTEGER, handed_over INTEGER, initials TEXT NOT NULL DEFAULT '',
        former_number INTEGER
    ) STRICT;
    CREATE INDEX drafts_changed ON drafts (changed);
    CREATE TABLE consents (
        draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, purpose TEXT NOT NULL, at INTEGER NOT NULL,
        initials TEXT NOT NULL, PRIMARY KEY (draft, purpose)
    ) STRICT;
    CREATE TABLE files (
        id TEXT PRIMARY KEY, draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE, place INTEGER NOT NULL,
        size INTEGER NOT NULL, sha256 TEXT NOT NULL
    ) STRICT;
    CREATE INDEX files_draft ON files (draft, place);
    CREATE TABLE chunks (
        file TEXT NOT NULL REFERENCES files ON DELETE CASCADE, number INTEGER NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (file, number)
    ) STRICT;
    CREATE TABLE thumbnails (
        file TEXT PRIMARY KEY REFERENCES files ON DELETE CASCADE, content BLOB NOT NULL
    ) STRICT;
    CREATE TABLE personal (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE journal (
        number INTEGER PRIMARY KEY, at INTEGER NOT NULL, action TEXT NOT NULL, draft_number INTEGER NOT NULL,
        initials TEXT NOT NULL
    ) STRICT;
    """,
)
"""The first makes the tables; each further one changes them. What was released is never edited."""

VERSION: Final = len(MIGRATIONS)

BESIDE: Final = 1_000_000
"""The first place in ``files`` of what is kept with a draft and is no attachment; attachments have the places from 0 on."""


def version_of(connection: apsw.Connection) -> int:
    """Return the version of a file's tables, 0 of an empty one."""
    return int(connection.pragma("user_version") or 0)


def migrate(
    connection: apsw.Connection, *, read_only: bool = False, before: Callable[[], object] | None = None
) -> None:
    """Bring the tables up to this version, in one transaction.

    Args:
        connection: to the file.
        read_only: another program writes to the file, and brings it up.
        before: called before the tables of an older file are changed.

    Raises:
        StoreError: the file is of a newer version, or of an older one that can't be brought up now.
    """
    found = version_of(connection)
    if found > VERSION:
        raise StoreError(Trouble.NEWER)
    if found == VERSION:
        return
    if read_only:
        raise StoreError(Trouble.READ_ONLY)
    if found and before is not None:
        before()
    with connection:
        for migration in MIGRATIONS[found:]:
            connection.execute(migration)
        connection.pragma("user_version", VERSION)
