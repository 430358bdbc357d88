"""The one file writer: a file is either the old one or the new one, whole, whatever happens in between."""

import contextlib
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Final

_LEFTOVER: Final = re.compile(r"\..+\.[a-z0-9_]{8}\.part")
"""What ``write_atomically`` calls a file before it is whole."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file by way of a temporary one beside it: written, flushed to the disk, renamed over the old one.

    Args:
        path: the file; its folder is made if it is not there, readable by its owner only.
        data: the whole content.

    Raises:
        OSError: the disk is full, read-only or gone; the old file is as it was.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = _new_temporary(path)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(path.parent)


def _new_temporary(path: Path) -> tuple[int, Path]:
    """Make a file of an own name beside another, marked as being written.

    Raises:
        OSError: it can't be made.
    """
    while True:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        # Another window may have found it before it was marked, and swept it.
        if lock(descriptor) and os.path.lexists(name):
            return descriptor, Path(name)
        os.close(descriptor)


def leftovers(folder: Path) -> list[Path]:
    """Return what writing left in a folder, when the program was ended in the middle of it or still is at it.

    Args:
        folder: one that is the application's own.
    """
    try:
        return [Path(entry.path) for entry in os.scandir(folder) if _LEFTOVER.fullmatch(entry.name)]
    except OSError:
        return []


def remove_unlocked(path: Path) -> bool:
    """Remove a file that was left half written, unless it is being written now.

    Returns:
        Whether it is gone for good; with its folder away it may come back.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return path.parent.is_dir()
    except OSError:
        return False
    try:
        if not lock(descriptor):
            return False
        if os.name == "nt":
            os.close(descriptor)
            descriptor = -1
        path.unlink()
    except OSError:
        return False
    finally:
        if descriptor >= 0:
            os.close(descriptor)
    return True


def lock(descriptor: int) -> bool:
    """Mark a file as being written, where the system can; return whether nobody else has."""
    if sys.platform == "win32":
        return True  # a file that is open there cannot be removed
    import fcntl  # noqa: PLC0415  not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def flush_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    # Some network file systems refuse to flush a folder, and one may be writable but not readable. The file itself is
    # flushed already and stands in its place: to raise now would say that the old one does.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
