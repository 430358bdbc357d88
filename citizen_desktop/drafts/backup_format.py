"""How a backup lies in its file: the head, how the key is kept, the encrypted database as it is, and a SHA-256 of all that."""

import contextlib
import hashlib
import os
import struct
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from citizen_desktop.clock import in_riyadh
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble, source_error
from citizen_desktop.drafts.handover_format import BACKUP_MAGIC, MAGIC
from citizen_desktop.policy import Mode

SUFFIX: Final = ".cdb"
VERSION: Final = 1
BLOCK: Final = 1 << 20
DIGEST: Final = 32
_FIXED: Final = struct.Struct(">8sHQQI")
_LARGEST_ENVELOPE: Final = 64 * 1024
_LATEST: Final = 2**36


class BackupHead(NamedTuple):
    """What stands in front of a backup.

    Args:
        made: seconds since 1970.
        length: of the whole file.
        envelope: how the key is kept: as the content of ``store.key``, and wrapped always; older backups of one person's own
            computer hold it in the clear, or name a keyring.
    """

    made: int
    length: int
    envelope: bytes

    @property
    def moment(self) -> datetime:
        """When it was made, Riyadh time."""
        return in_riyadh(datetime.fromtimestamp(self.made, UTC))

    def pack(self) -> bytes:
        """Return its bytes."""
        return _FIXED.pack(BACKUP_MAGIC, VERSION, self.made, self.length, len(self.envelope)) + self.envelope


def refuse_in_kiosk(mode: Mode) -> None:
    """Refuse where the next person is a stranger.

    Raises:
        HandoverError: this is a kiosk.
    """
    if mode is Mode.KIOSK:
        raise HandoverError(HandoverTrouble.KIOSK)


def verify(
    stream: BinaryIO, size: int, told: Iterable[Callable[[bytes], object]], target: BinaryIO | None = None
) -> BackupHead:
    """Read a backup to its end, and hold it to its digest.

    Args:
        stream: at its start.
        size: of the file.
        told: told every block; the first one the head too.
        target: takes the database.

    Raises:
        HandoverError: it is not whole, or was altered.
    """
    told = tuple(told)
    head, front = read_backup_head(stream, size)
    digest = hashlib.sha256(front)
    told[0](front)
    left = size - len(front) - DIGEST
    while left > 0:
        block = stream.read(min(BLOCK, left))
        if not block:
            raise HandoverError(HandoverTrouble.CUT)
        digest.update(block)
        for each in told:
            each(block)
        if target is not None:
            target.write(block)
        left -= len(block)
    if left < 0 or stream.read(DIGEST) != digest.digest():
        raise HandoverError(HandoverTrouble.ALTERED)
    return head


def read_backup_head(stream: BinaryIO, size: int) -> tuple[BackupHead, bytes]:
    """Return the head, and its bytes.

    Raises:
        HandoverError: it is none.
    """
    front = stream.read(_FIXED.size)
    if front.startswith(MAGIC):
        raise HandoverError(HandoverTrouble.NOT_A_BACKUP)
    if not front or front[: len(BACKUP_MAGIC)] != BACKUP_MAGIC[: len(front)]:
        raise HandoverError(HandoverTrouble.FOREIGN)
    if len(front) < _FIXED.size:
        raise HandoverError(HandoverTrouble.CUT)
    _magic, version, made, length, envelope_length = _FIXED.unpack(front)
    if version != VERSION:
        raise HandoverError(HandoverTrouble.NEWER)
    if size != length:
        raise HandoverError(HandoverTrouble.CUT if size < length else HandoverTrouble.ALTERED)
    envelope = stream.read(min(envelope_length, _LARGEST_ENVELOPE))
    if len(envelope) != envelope_length or made > _LATEST:
        raise HandoverError(HandoverTrouble.ALTERED)
    return BackupHead(made, length, envelope), front + envelope


@contextlib.contextmanager
def opened_backup(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """Open a file to read it, and give its size too.

    Raises:
        HandoverError: it can't be read.
    """
    try:
        if not path.is_file():
            raise HandoverError(HandoverTrouble.FOREIGN if path.exists() else HandoverTrouble.NOT_THERE)
        with path.open("rb") as stream:
            yield stream, os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise source_error(error) from error


def forget(path: Path) -> None:
    """Remove a database that is not wanted, and what SQLite has put beside it."""
    for each in (path, *(path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm", "-journal"))):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)
