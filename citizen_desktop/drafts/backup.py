"""Backs the whole store up into one file, and puts a backup back.

A backup holds the encrypted database as it is, and in front of it its key, wrapped: by the passphrase and the recovery code of a
centre's store, by six words drawn for the backup where the store is one person's own (``Keys.backup_envelope``). The key never lies
in it in the clear, and no computer is needed to open it but one with this application. Drafts that are erased later stay in it;
whoever keeps one is told so.
"""

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import apsw

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.backup_format import (
    BLOCK,
    DIGEST,
    SUFFIX,
    BackupHead,
    forget,
    refuse_in_kiosk,
    verify,
)
from citizen_desktop.drafts.centre_keys import grouped
from citizen_desktop.drafts.database import connect, translated
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble, target_error
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch, check_place, check_room, counted, new_file
from citizen_desktop.package import disk
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode

PART: Final = "backup.part"
"""The copy from which a backup is written, among the snapshots."""
_PAGES: Final = 256


@dataclass(frozen=True)
class BackedUp:
    """A backup that was made.

    Args:
        path: of its file; it was read back from the disk.
        size: of the file.
        fingerprint: the beginning of its SHA-256.
        drafts: how many are in it.
    """

    path: Path
    size: int
    fingerprint: str
    drafts: int


def back_up(
    store: Store,
    key: bytes | bytearray | memoryview,
    envelope: bytes,
    files: OwnedFiles,
    folder: Path,
    clock: Clock,
    mode: Mode,
    *,
    removable_only: bool = False,
    watch: Watch | None = None,
    remember: Callable[[Path], None] = lambda _: None,
) -> BackedUp:
    """Back the store up; it may be in use meanwhile, and the backup shows one moment of it.

    Args:
        store: in use.
        key: of the store.
        envelope: how the backup keeps it: ``Keys.backup_envelope``.
        files: what the application owns.
        folder: where the backup goes to.
        clock: the time.
        mode: for whom the machine stands there.
        removable_only: refuse a folder that lies on no removable medium.
        watch: progress and breaking off.
        remember: told the name of the unfinished file before it is made.

    Raises:
        HandoverError: it could not be made; nothing is left of it.
        Cancelled: it was broken off; nothing is left of it.
    """
    refuse_in_kiosk(mode)
    check_place(folder, removable_only=removable_only)
    watch = watch or Watch()
    part = files.snapshots / PART
    try:
        files.snapshots.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        drafts = _copy(store.path, key, part, watch)
        size = part.stat().st_size
    except StoreError as error:
        forget(part)
        full = error.trouble is Trouble.FULL
        raise HandoverError(HandoverTrouble.FULL if full else HandoverTrouble.STORE_UNREADABLE) from None
    except OSError as error:
        forget(part)
        raise target_error(error) from error
    except BaseException:
        forget(part)
        raise
    try:
        check_room(folder, size)
        writing = _Writing(part, BackupHead(int(clock.now().timestamp()), 0, envelope), watch)
        path = new_file(folder, "backup", SUFFIX, writing.run, remember)
    finally:
        forget(part)
    watch.finish()
    return BackedUp(path, writing.size, writing.fingerprint, drafts)


def _copy(source: Path, key: bytes | bytearray | memoryview, part: Path, watch: Watch) -> int:
    """Copy the store as it is at one moment, encrypted as it is, and return how many drafts are in it."""
    key = bytes(key)
    with translated(), contextlib.closing(connect(source, key, read_only=True)) as reading:
        reading.execute("BEGIN")
        ((drafts,),) = reading.execute("SELECT count(*) FROM drafts").fetchall()
        with contextlib.closing(connect(part, key, create=True)) as copy:
            copy.execute("PRAGMA journal_mode=OFF").fetchall()
            with copy.backup("main", reading, "main") as backup:
                while not backup.done:
                    backup.step(_PAGES)
                    watch.total = 3 * backup.page_count * _page(reading)
                    watch.done = (backup.page_count - backup.remaining) * _page(reading)
                    watch.step(0)
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
            if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise StoreError(Trouble.DAMAGED)
        return int(str(drafts))


def _page(connection: apsw.Connection) -> int:
    ((size,),) = connection.execute("PRAGMA page_size").fetchall()
    return int(str(size))


class _Writing:
    """The writing of one file."""

    def __init__(self, part: Path, head: BackupHead, watch: Watch) -> None:
        self._part, self._head, self._watch = part, head, watch
        self.size = 0
        self.fingerprint = ""

    def run(self, file: disk.TargetFile, path: Path) -> None:
        """Write the file, and read it back."""
        length = len(self._head.pack()) + self._part.stat().st_size + DIGEST
        head = self._head._replace(length=length).pack()
        digest = hashlib.sha256(head)
        file.write(head)
        with self._part.open("rb") as source:
            while block := source.read(BLOCK):
                digest.update(block)
                file.write(block)
                self._watch.step(len(block))
        file.write(digest.digest())
        file.flush()
        self.size = file.position
        try:
            whole = hashlib.sha256()
            with path.open("rb") as stream:
                verify(stream, path.stat().st_size, [whole.update, counted(self._watch)])
        except HandoverError:
            raise HandoverError(HandoverTrouble.READ_BACK) from None
        if whole.digest() != digest.digest():
            raise HandoverError(HandoverTrouble.READ_BACK)
        self.fingerprint = grouped(whole.hexdigest())
