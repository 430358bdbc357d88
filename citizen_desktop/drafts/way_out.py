"""Where files leave to: allowed, with room, written under another name and renamed once they are whole and on the disk."""

import contextlib
import os
import secrets
import shutil
import string
from collections.abc import Callable
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path
from typing import Final

from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble, target_error
from citizen_desktop.drafts.removable import is_removable
from citizen_desktop.package import disk
from citizen_desktop.package.errors import Cancelled

_ALPHABET: Final = string.ascii_uppercase + "234567"
_TRIES: Final = 20
_OVERHEAD: Final = 64 * 1024


@dataclass
class Watch:
    """Tells how far the work is, and asks whether to go on.

    Args:
        progress: told how much is done, and of how much.
        cancelled: asked after every block.
        total: of all that is to be done.
    """

    progress: Callable[[int, int], None] = lambda _done, _total: None
    cancelled: Callable[[], bool] = lambda: False
    total: int = 1
    done: int = 0

    def step(self, count: int) -> None:
        """Count bytes.

        Raises:
            Cancelled: it is to be broken off.
        """
        if self.cancelled():
            raise Cancelled
        self.done += count
        self.progress(min(self.done, self.total), self.total)

    def finish(self) -> None:
        """Tell that all is done: it is too late to break off."""
        self.done = self.total
        self.progress(self.total, self.total)


def counted(watch: Watch, take: Callable[[bytes], None] = lambda _: None) -> Callable[[bytes], None]:
    """Return what is told every block of a file: it hands it on and counts it."""

    def told(block: bytes) -> None:
        take(block)
        watch.step(len(block))

    return told


def check_place(folder: Path, *, removable_only: bool) -> None:
    """Refuse a place that the owner of the machine does not allow.

    Raises:
        HandoverError: it lies on no removable medium.
    """
    if removable_only and not is_removable(folder):
        raise HandoverError(HandoverTrouble.NOT_REMOVABLE)


def check_room(folder: Path, size: int) -> None:
    """Look early whether there is room.

    Raises:
        HandoverError: there is none, or the folder is gone.
    """
    try:
        room = shutil.disk_usage(folder)
    except OSError as error:
        raise target_error(error) from error
    # Some network drives know nothing of their size.
    if room.total and room.free < size + _OVERHEAD:
        raise target_error(OSError(ENOSPC, ""))


def new_file(
    folder: Path,
    kind: str,
    suffix: str,
    write: Callable[[disk.TargetFile, Path], None],
    remember: Callable[[Path], None],
) -> Path:
    """Write a file under another name, and give it its final one once it is whole and on the disk.

    Args:
        folder: where to.
        kind: the beginning of its name; the rest is random.
        suffix: the end of its name.
        write: writes, flushes and reads back; it is called again where a name is taken.
        remember: told the name of the unfinished file before it is made.

    Returns:
        Where it is.

    Raises:
        HandoverError: it could not be written; nothing is left of it.
    """
    for _ in range(_TRIES):
        name = f"{kind}-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))
        target, temporary = folder / f"{name}{suffix}", disk.temporary_path(folder, name)
        if os.path.lexists(target) or os.path.lexists(temporary):
            continue
        remember(temporary)
        try:
            _write_whole(target, temporary, write)
        except FileExistsError:
            continue
        except OSError as error:
            raise target_error(error) from error
        return target
    raise HandoverError(HandoverTrouble.NAME_TAKEN)


def _write_whole(target: Path, temporary: Path, write: Callable[[disk.TargetFile, Path], None]) -> None:
    file = disk.TargetFile(temporary)
    try:
        write(file, temporary)
        if os.name == "nt":
            # What is open cannot be renamed there; elsewhere the open file is what keeps sweepers away.
            file.close()
        disk.rename_to_new(temporary, target)
    except BaseException:
        file.close()
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    file.close()
