"""The one file a package is written to: beside its target under another name, flushed, renamed over nothing."""

import contextlib
import ctypes
import errno
import os
import re
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

from citizen_desktop.files import flush_folder, lock, remove_unlocked

_BUFFER: Final = 256 * 1024
_FLUSH_EVERY: Final = 32 << 20
_TEMPORARY: Final = re.compile(
    r"\.((objection|registration)-[0-9]{4}-[0-9]{2}-[A-Z2-7]{4}|(handover|backup)-[A-Z2-7]{4})\.part"
)

# The calls that can fail, so that a test can make each of them fail.
_open: Callable[[Path, int, int], int] = os.open
_write: Callable[[int, bytes | memoryview], int] = os.write
_flush: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)
_flush_all: Callable[[int], None] = os.fsync


def temporary_path(folder: Path, name: str) -> Path:
    """Return the name under which a package is written before it is whole."""
    return folder / f".{name}.part"


class TargetFile:
    """A new file that nobody else can read; it is written from the start, except for parts that are patched.

    Args:
        path: where; nothing may be there.

    Raises:
        FileExistsError: something is there.
        OSError: it cannot be made.
    """

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        self._descriptor = _open(path, flags, 0o600)
        lock(self._descriptor)
        self._waiting = bytearray()
        self._written = 0
        self._flushed = 0
        self._flusher = ThreadPoolExecutor(1, "flush")
        self._flushing: Future[None] | None = None

    @property
    def position(self) -> int:
        """How much has been written."""
        return self._written + len(self._waiting)

    def write(self, data: bytes | memoryview) -> None:
        """Write at the end."""
        if len(self._waiting) + len(data) <= _BUFFER:
            self._waiting += data
            return
        self._put_waiting()
        self._put(data)
        self._flush_meanwhile()

    def patch(self, place: int, data: bytes) -> None:
        """Write over what was written before."""
        self._put_waiting()
        os.lseek(self._descriptor, place, os.SEEK_SET)
        self._put(data)
        self._written -= len(data)
        os.lseek(self._descriptor, 0, os.SEEK_END)

    def flush(self) -> None:
        """Bring everything to the disk itself, and let go of the copy in memory, so that reading it asks the disk."""
        self._put_waiting()
        if self._flushing is not None:
            self._flushing.result()
        _flush_all(self._descriptor)
        if hasattr(os, "posix_fadvise"):
            with contextlib.suppress(OSError):
                os.posix_fadvise(self._descriptor, 0, 0, os.POSIX_FADV_DONTNEED)

    def close(self) -> None:
        """Close the file; closing it twice is no matter.

        It was flushed, or it is given up: what a disk says at the very end changes nothing about that.
        """
        self._flusher.shutdown()
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def _put_waiting(self) -> None:
        waiting, self._waiting = self._waiting, bytearray()
        self._put(waiting)

    def _put(self, data: bytes | bytearray | memoryview) -> None:
        left = memoryview(data)
        while left:
            count = _write(self._descriptor, left)
            self._written += count
            left = left[count:]

    def _flush_meanwhile(self) -> None:
        """Let the disk work while more is being read; a fault of it shows at the next turn."""
        if self._written - self._flushed < _FLUSH_EVERY or (self._flushing and not self._flushing.done()):
            return
        if self._flushing is not None:
            self._flushing.result()
        self._flushed = self._written
        self._flushing = self._flusher.submit(_flush, self._descriptor)


def rename_to_new(source: Path, target: Path) -> None:
    """Give a file its final name, for good, and never over another file.

    Raises:
        FileExistsError: the name is taken.
        OSError: the disk is gone.
    """
    _rename_without_replacing(source, target)
    flush_folder(target.parent)


def _rename_without_replacing(source: Path, target: Path) -> None:
    if os.name == "nt":
        source.rename(target)
        return
    for attempt in (_rename_exclusively, _link):
        try:
            attempt(source, target)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NOT_SUPPORTED:
                raise
        else:
            return
    # A file system that has neither: all that is left is to look first.
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    source.rename(target)


_NOT_SUPPORTED: Final = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.EACCES}
)
_RENAME_NOREPLACE: Final = 1
_RENAME_EXCL: Final = 4
_AT_FDCWD: Final = -100


def _rename_exclusively(source: Path, target: Path) -> None:
    """Rename by the system's own call for this, which Python does not have: ``renameat2`` or ``renamex_np``."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            result = libc.renamex_np(os.fsencode(source), os.fsencode(target), _RENAME_EXCL)
        else:
            result = libc.renameat2(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _RENAME_NOREPLACE)
    except AttributeError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _link(source: Path, target: Path) -> None:
    target.hardlink_to(source)
    source.unlink()


def sweep(paths: Iterable[Path]) -> list[Path]:
    """Remove what a crash left behind.

    Args:
        paths: names that ``temporary_path`` gave; any other file is left alone.

    Returns:
        Those that may still be there: their disk is not at hand, or another window is writing them.
    """
    return [path for path in paths if _TEMPORARY.fullmatch(path.name) and not remove_unlocked(path)]
