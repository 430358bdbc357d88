"""Puts a backup back: looked at first, and what is in use is set aside, never overwritten."""

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.backup import PART
from citizen_desktop.drafts.backup_format import (
    BackupHead,
    forget,
    opened_backup,
    read_backup_head,
    refuse_in_kiosk,
    verify,
)
from citizen_desktop.drafts.database import translated
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble, target_error
from citizen_desktop.drafts.holder import HeldError
from citizen_desktop.drafts.models import Action, Head
from citizen_desktop.drafts.placing import clear_emptied, place, replaced
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch, check_room, counted
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode

_COMING: Final = "restore.part"


@dataclass(frozen=True, eq=False)
class Preview:
    """A backup that was opened and found whole.

    Args:
        made: when it was made.
        drafts: how many are in it.
        newest: when one of them was changed last; None if there are none.
        only_there: drafts that are not in the store in use: made on another computer, or erased since.
        only_here: drafts in use that the backup does not hold.
        older_there: drafts that were changed here since.
        part: the copy of it that waits to be put in place.
        envelope: how its key is kept in it.
    """

    made: datetime
    drafts: int
    newest: datetime | None
    only_there: int
    only_here: int
    older_there: int
    part: Path = field(repr=False)
    envelope: bytes = field(repr=False)


def head_of_backup(path: Path, mode: Mode) -> BackupHead:
    """Return what stands in front of a backup, to know which key to ask for.

    Raises:
        HandoverError: it is none, or can't be read.
    """
    refuse_in_kiosk(mode)
    with opened_backup(path) as (stream, size):
        return read_backup_head(stream, size)[0]


def prepare(
    path: Path,
    key: bytes | bytearray | memoryview,
    files: OwnedFiles,
    clock: Clock,
    mode: Mode,
    current: Iterable[Head] = (),
    watch: Watch | None = None,
) -> Preview:
    """Open a backup and judge all of it; what is in use stays as it is.

    Args:
        path: of the backup.
        key: of the store when the backup was made.
        files: what the application owns: a copy, encrypted as it is, waits there.
        clock: the time.
        mode: for whom the machine stands there.
        current: drafts in the store in use.
        watch: progress and breaking off.

    Raises:
        HandoverError: it is not whole, was altered, or is not opened by this key; there is no room for the copy.
        Cancelled: it was broken off.
    """
    refuse_in_kiosk(mode)
    watch = watch or Watch()
    part = files.snapshots / _COMING
    try:
        with opened_backup(path) as (stream, size):
            watch.total = size
            head = _fetch(stream, size, part, watch)
        heads = _heads(part, key, clock)
    except BaseException:
        forget(part)
        raise
    here = {each.id: each for each in current}
    there = {each.id: each for each in heads}
    return Preview(
        made=head.moment,
        drafts=len(heads),
        newest=max((each.changed for each in heads), default=None),
        only_there=len(there.keys() - here.keys()),
        only_here=len(here.keys() - there.keys()),
        older_there=sum(each.changed < here[each.id].changed for each in heads if each.id in here),
        part=part,
        envelope=head.envelope,
    )


def discard(preview: Preview) -> None:
    """Remove the copy that waits."""
    forget(preview.part)


def put_in_place(preview: Preview, files: OwnedFiles, clock: Clock, mode: Mode, envelope: bytes = b"") -> Path:
    """Put a backup in the place of the store, which is closed; what was in use is set aside.

    Args:
        preview: of the backup.
        files: what the application owns.
        clock: the time: it names the folder that is set aside.
        mode: for whom the machine stands there.
        envelope: the key file that comes with it; empty where the key in use opens the backup: then the key file in use stays,
            for a passphrase that was changed since must not give way to the older one.

    Returns:
        The folder where what was in use lies now, encrypted as it was, with its snapshots, and with its key file where another
        one came.

    Raises:
        HandoverError: it can't be done; what was in use is in use again.
    """
    refuse_in_kiosk(mode)
    try:
        return place(preview.part, envelope, files, clock)
    except HeldError:
        raise HandoverError(HandoverTrouble.HELD) from None
    except StoreError:
        raise HandoverError(HandoverTrouble.FORBIDDEN) from None
    except OSError as error:
        raise target_error(error) from error


def note_restored(store: Store) -> None:
    """Write into the journal that the store came from a backup; to be called once it is open.

    Raises:
        StoreError: it can't be noted.
    """
    store.note(Action.RESTORED)


def sweep_parts(files: OwnedFiles) -> None:
    """Remove what a crash left half done."""
    for name in (PART, _COMING):
        forget(files.snapshots / name)
    for folder in replaced(files):
        with contextlib.suppress(OSError):
            clear_emptied(folder)


def _heads(part: Path, key: bytes | bytearray | memoryview, clock: Clock) -> tuple[Head, ...]:
    """Open the copy, which brings an older one up to this version, and return what it holds."""
    try:
        opened = Store(part, bytes(key), clock)
        try:
            with translated():
                if opened.connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    raise HandoverError(HandoverTrouble.ALTERED)
            return opened.heads()
        finally:
            opened.close()
    except StoreError as error:
        found = {Trouble.WRONG_KEY: HandoverTrouble.OTHER_LOCK, Trouble.NEWER: HandoverTrouble.NEWER}
        raise HandoverError(found.get(error.trouble, HandoverTrouble.ALTERED)) from None


def _fetch(stream: BinaryIO, size: int, part: Path, watch: Watch) -> BackupHead:
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    check_room(part.parent, size)
    forget(part)
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as target:
            head = verify(stream, size, [counted(watch)], target)
            target.flush()
            os.fsync(target.fileno())
    except OSError as error:
        raise target_error(error) from error
    return head
