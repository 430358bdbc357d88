"""Erases the whole store with all that belongs to it: "erase and start anew". No key is needed for that.

The key goes first: without it whatever a disk may keep of the rest can't be read by anybody. A note is left until all is gone, so
that the next start goes on after a crash; without that note a store without a key would look like an accident.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.destruction import destroy
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.files import write_atomically

_NOTE: Final = "store.erasing"


def erase_everything(
    data: Path,
    store: Path,
    key_file: Path,
    snapshots: Path,
    kept_aside: Iterable[Path],
    clock: Clock,
    forget_key: Callable[[], None] = lambda: None,
) -> Receipt:
    """Erase a store that nobody has open.

    Args:
        data: the folder that holds everything.
        store: the store's file.
        key_file: the envelope of its key; copies of it, and those of stores that were set aside, lie among the snapshots.
        snapshots: the folder of its snapshots and of stores that were set aside, removed too.
        kept_aside: damaged files that wait for a decision.
        clock: the time.
        forget_key: takes the key out of the system's keyring; what it raises is passed on after the files are gone.

    Raises:
        OSError: the key or the store is still there.
    """
    write_atomically(data / _NOTE, b"")
    destroy(key_file)
    for copy in _files_in(snapshots, key_file.name):
        destroy(copy)
    try:
        forget_key()
    finally:
        destroy(store)
        removed, left = _remove((*_files_in(snapshots), *kept_aside))
        if not left:
            _remove_folders(snapshots)
    if not left:
        (data / _NOTE).unlink(missing_ok=True)
    return Receipt(at=clock.now(), why=Action.ERASED, everything=True, destroyed=removed, left=left)


def was_begun(data: Path) -> bool:
    """Whether erasing everything was begun and not finished: it is to be called again before anything else."""
    return (data / _NOTE).exists()


def _files_in(folder: Path, name: str = "*") -> tuple[Path, ...]:
    """Return the files in a folder and in those below it, such as what was in use before a backup was put back."""
    return tuple(path for path in sorted(folder.rglob(name)) if not path.is_dir()) if folder.is_dir() else ()


def _remove_folders(folder: Path) -> None:
    if folder.is_dir():
        for each in sorted(folder.rglob("*"), reverse=True):
            each.rmdir()
        folder.rmdir()


def _remove(paths: Iterable[Path]) -> tuple[int, int]:
    """Return how many files were removed, and how many the system would not let go."""
    removed = left = 0
    for path in paths:
        try:
            removed += destroy(path)
        except OSError:
            left += 1
    return removed, left
