"""Opens the encrypted database: SQLite with every page encrypted and authenticated (ChaCha20-Poly1305).

The key is a random one of 32 bytes; how it is kept is no business of this module. SQLite's own messages are never passed on: they
may quote what a person typed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.witness import holds_bytes, journal_of, nothing_is_cut_off

KEY_BYTES: Final = 32
_PATIENCE: Final = 2000  # milliseconds that a writer waits for another one
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=ON",
    "PRAGMA journal_size_limit=0",
)


def connect(
    path: Path, key: bytes | bytearray | memoryview, *, create: bool = False, read_only: bool = False
) -> apsw.Connection:
    """Open a database.

    Args:
        path: of the file; it is made readable by the user alone.
        key: 32 bytes.
        create: make it if it is not there.
        read_only: nothing can be changed through this connection.

    Raises:
        StoreError: it can't be opened with this key, or not at all.
        ValueError: the key is not 32 bytes long.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    empty = not holds_bytes(path)
    if empty and ((path.exists() and not create) or holds_bytes(journal_of(path))):
        # SQLite would take it for a new one, and do away with the journal file, which may hold everything.
        raise StoreError(Trouble.DAMAGED)
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
    if create and not read_only:
        flags |= apsw.SQLITE_OPEN_CREATE
        path.touch(mode=0o600, exist_ok=True)
    with translated():
        connection = apsw.Connection(str(path), flags=flags)
        try:
            connection.set_busy_timeout(_PATIENCE)
            # Whoever only looks leaves the journal file as it is; the store itself lifts this once it is known to be sound.
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            connection.execute("PRAGMA cipher='chacha20'")
            connection.execute(f"PRAGMA key='raw:{bytes(key).hex()}'")
            # The first page is read, and with it the key judged, before anything is changed.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            if not nothing_is_cut_off(connection, path):
                raise StoreError(Trouble.DAMAGED)  # noqa: TRY301  as for a page that is damaged
            for pragma in _PRAGMAS:
                if not read_only or "journal" not in pragma:
                    connection.execute(pragma).fetchall()
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def translated() -> Iterator[None]:
    """Turn SQLite's errors into a ``StoreError`` that quotes nothing."""
    try:
        yield
    except apsw.NotADBError:
        raise StoreError(Trouble.WRONG_KEY) from None
    except (apsw.CorruptError, apsw.IOError) as error:
        full = isinstance(error, apsw.IOError) and "FULL" in str(getattr(error, "extendedresult", ""))
        raise StoreError(Trouble.FULL if full else Trouble.DAMAGED) from None
    except apsw.FullError:
        raise StoreError(Trouble.FULL) from None
    except (apsw.ReadOnlyError, apsw.BusyError, apsw.LockedError):
        raise StoreError(Trouble.READ_ONLY) from None
    except (apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError):
        raise StoreError(Trouble.UNREADABLE) from None
    except apsw.Error:
        raise StoreError(Trouble.DAMAGED) from None
