"""Overwrites a file and removes it.

On a disk with moving parts that is the end of it. A solid-state disk writes elsewhere than it is told, and file systems that keep
old states do too: what was there may stay, encrypted. Nothing here claims otherwise.
"""

import contextlib
import os
from pathlib import Path
from typing import Final

from citizen_desktop.files import flush_folder

_BLOCK: Final = 1 << 20
_BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, by the ends of the names."""


def with_companions(path: Path) -> tuple[Path, ...]:
    """Return a database's file and the names that SQLite gives to what it keeps beside it."""
    return (path, *(path.with_name(path.name + end) for end in _BESIDE))


def destroy(path: Path) -> bool:
    """Overwrite a file and remove it, with what SQLite keeps beside it.

    Returns:
        Whether there was anything.

    Raises:
        OSError: something is still there; it is overwritten as far as the system let us.
    """
    found = [_overwrite_and_remove(each) for each in with_companions(path)]
    if any(found):
        flush_folder(path.parent)
    return any(found)


def _overwrite_and_remove(path: Path) -> bool:
    # A link is removed, and what it leads to left alone: it is not ours.
    if path.is_symlink():
        path.unlink()
        return True
    try:
        # A full or read-only disk refuses to be written to; removing may still work.
        with contextlib.suppress(PermissionError):
            _overwrite(path)
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def _overwrite(path: Path) -> None:
    with path.open("r+b", buffering=0) as stream:
        left = os.fstat(stream.fileno()).st_size
        while left > 0:
            left -= stream.write(bytes(min(_BLOCK, left)))
        os.fsync(stream.fileno())
        stream.truncate(0)
