"""Who writes to the store: one window at a time. The others open it to read, and can say who holds it.

The lock is the operating system's, so it goes with its process, however that ends. What stands in the lock file only tells who, and
decides nothing unless the drive knows no locks (some network drives): there a holder counts as gone if it was on this machine and
its process or the machine's run is over, and as present if it is on another machine.

The same file holds the store's witness (``witness``): how many changes are on the disk.
"""

import contextlib
import errno
import getpass
import hashlib
import os
import platform
import struct
import sys
import zlib
from pathlib import Path
from typing import Final

import msgspec

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.errors import StoreError, Trouble

_WHO: Final = 512
"""Bytes at the beginning that tell who; the witness's two notes follow."""
_NOTE: Final = struct.Struct("<QQBxxxI")
_MERGING: Final = 1
_DAMAGED: Final = 2
_LOCKED_BYTE: Final = 1 << 30
"""Windows keeps others from reading what is locked, so a byte far behind the content is."""
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL})
_SLACK: Final = 5.0
"""Seconds by which two readings of when the machine was started may differ."""


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds a store: the person at the computer and never an applicant.

    Args:
        process: its number.
        since: when it began to hold it, seconds since 1970.
        booted: when its machine was started.
        machine: stands for the machine's name without telling it.
        user: as the system calls whoever is logged in; empty if it doesn't say.
    """

    process: int
    since: float
    booted: float
    machine: str
    user: str = ""

    @property
    def on_this_machine(self) -> bool:
        """Whether it runs here."""
        return self.machine == _machine()

    @property
    def same_user(self) -> bool:
        """Whether it is another window of whoever is logged in."""
        return self.on_this_machine and self.user == _user()

    def is_gone(self, booted: float) -> bool:
        """Whether it is known to run no longer.

        Args:
            booted: when this machine was started.
        """
        if not self.on_this_machine:
            return False
        return abs(self.booted - booted) > _SLACK or not _runs(self.process)


class HeldError(StoreError):
    """Another window writes to the store.

    Args:
        who: it is; None if the lock file doesn't tell.
        floor: the number of the last change that is known to be on the disk.
    """

    def __init__(self, who: Who | None, floor: int) -> None:
        super().__init__(Trouble.READ_ONLY)
        self.who, self.floor = who, floor


class Bystander:
    """The witness of a window that only reads.

    Args:
        floor: as ``HeldError`` gives it.
    """

    merging = False

    def __init__(self, floor: int) -> None:
        self.floor = floor

    def saved(self, number: int) -> None:
        """Nothing is saved here."""

    def merge_begins(self) -> None:
        """Nothing is merged here."""

    def merge_ends(self) -> None:
        """Nothing is merged here."""


class Holder:
    """Holds the store for this process until it is let go.

    Args:
        path: of the lock file.
        clock: the time.

    Raises:
        HeldError: another window holds it.
        StoreError: the lock file can't be written.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        booted = clock.now().timestamp() - clock.elapsed()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError:
            raise StoreError(Trouble.UNREADABLE) from None
        self._turn, self._number, flags = self._read_notes()
        self.merging, self.damage_noticed = bool(flags & _MERGING), bool(flags & _DAMAGED)
        self.left_behind = self._read_who()
        """Who did not let go before: its process was killed, or the machine stopped. None after a clean end."""
        self.locks = True
        """Whether the drive knows locks; without them two machines can be kept apart only by what stands in the file."""
        try:
            self.locks = _lock(self._file)
            if not self.locks and self.left_behind is not None and not self.left_behind.is_gone(booted):
                raise HeldError(self.left_behind, self._number)  # noqa: TRY301  as for a lock that is taken
        except BlockingIOError:
            held = HeldError(self.left_behind, self._number)
            os.close(self._file)
            raise held from None
        except BaseException:
            os.close(self._file)
            raise
        self._open = True
        self._write_who(
            Who(process=os.getpid(), since=clock.now().timestamp(), booted=booted, machine=_machine(), user=_user())
        )

    @property
    def floor(self) -> int:
        """The number of the last change that is known to be on the disk."""
        return self._number

    def saved(self, number: int) -> None:
        """Note that a change is on the disk."""
        self._number = number
        self._note()

    def merge_begins(self) -> None:
        """Note that from now on the store is only right together with its journal file."""
        self.merging = True
        self._note(flush=True)

    def merge_ends(self) -> None:
        """Note, on the disk, that the store is right by itself again; ``merging`` stays where that can't be noted."""
        self.merging = False
        self.merging = not self._note(flush=True)

    def notice_damage(self) -> None:
        """Note that a page can't be read, or that a check found something: the next start does not take the store for sound."""
        self.damage_noticed = True
        self._note(flush=True)

    def restart(self, number: int = 0) -> None:
        """Begin to count anew: another file was put in the store's place, and it is known to be the right one.

        Args:
            number: of the last change that it holds.
        """
        self._number, self.merging, self.damage_noticed = number, False, False
        self._note(flush=True)
        self._note(flush=True)

    def let_go(self) -> None:
        """Let others write; once is enough."""
        if self._open:
            self._open = False
            self._write_who(None)
            with contextlib.suppress(OSError):
                os.fsync(self._file)
            _unlock(self._file)
            os.close(self._file)

    def _read_who(self) -> Who | None:
        try:
            return msgspec.json.decode(_read(self._file, 0, _WHO).rstrip(b"\0 \n"), type=Who)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None

    def _write_who(self, who: Who | None) -> None:
        text = b"" if who is None else msgspec.json.encode(who)
        if len(text) > _WHO and who is not None:
            text = msgspec.json.encode(msgspec.structs.replace(who, user=""))
        with contextlib.suppress(OSError):
            _write(self._file, 0, text.ljust(_WHO, b"\0"))

    def _read_notes(self) -> tuple[int, int, int]:
        """Return the later one of the two notes: its turn, the number, and what else is known.

        They are written by turns, so the one that is being written when the machine stops never counts.
        """
        found = [(0, 0, 0)]
        for place in (0, 1):
            with contextlib.suppress(OSError, struct.error):
                raw = _read(self._file, _WHO + place * _NOTE.size, _NOTE.size)
                turn, number, flags, check = _NOTE.unpack(raw)
                if check == zlib.crc32(raw[:-4]):
                    found.append((turn, number, flags))
        return max(found)

    def _note(self, *, flush: bool = False) -> bool:
        """Write the next note. A disk that refuses costs what the note would have told, and nothing else.

        Returns:
            Whether it is written, and flushed if it was to be.
        """
        turn = self._turn + 1
        flags = _MERGING * self.merging | _DAMAGED * self.damage_noticed
        head = struct.pack("<QQBxxx", turn, self._number, flags)
        with contextlib.suppress(OSError):
            _write(self._file, _WHO + turn % 2 * _NOTE.size, head + struct.pack("<I", zlib.crc32(head)))
            self._turn = turn
            if flush:
                os.fsync(self._file)
            return True
        return False


def _machine() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:16]


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _read(file: int, place: int, size: int) -> bytes:
    os.lseek(file, place, os.SEEK_SET)
    return os.read(file, size)


def _write(file: int, place: int, data: bytes) -> None:
    os.lseek(file, place, os.SEEK_SET)
    os.write(file, data)


if sys.platform == "win32":
    import ctypes
    import msvcrt

    def _lock(file: int) -> bool:
        """Take the lock; return whether the drive knows any.

        Raises:
            BlockingIOError: somebody else has it.
        """
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in {errno.EACCES, errno.EDEADLK}:
                raise BlockingIOError from None
            return False
        return True

    def _unlock(file: int) -> None:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

    def _runs(process: int) -> bool:
        # ``os.kill`` would end it.
        handle = ctypes.windll.kernel32.OpenProcess(0x1000, 0, process)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)

else:
    import fcntl

    def _lock(file: int) -> bool:
        """Take the lock; return whether the drive knows any.

        Raises:
            BlockingIOError: somebody else has it.
        """
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise BlockingIOError from None
        return True

    def _unlock(file: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_UN)

    def _runs(process: int) -> bool:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            pass
        return True
