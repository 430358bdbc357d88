"""Three encrypted copies of the store, taken at rest and read back before they count.

A copy has the store's key. It is written under another name, flushed, read back page by page and row by row, and only then put in
the place of the oldest one: whatever happens, the others stay as they are.
"""

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.database import connect, translated
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.inspection import SNAPSHOT_AT, Contents, Interrupted, Key, contents_of, inspect, look
from citizen_desktop.drafts.witness import journal_of
from citizen_desktop.files import flush_folder

KEPT: Final = 3
_PAGES: Final = 256  # copied in one step
_BLOCK: Final = 1 << 20
_NO_SPACE: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_PART: Final = "store.part"
"""Name of a copy that is being written; one that a crash left is removed before the next."""


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that was read back and is sound.

    Args:
        path: of the file.
        contents: what it holds, in numbers.
    """

    path: Path
    contents: Contents


class Snapshots:
    """The copies of a store.

    Args:
        folder: for the copies; made readable by the user alone.
        store: the store's file.
        key: 32 bytes.
        clock: the time.
    """

    def __init__(self, folder: Path, store: Path, key: Key, clock: Clock) -> None:
        self._folder, self._store, self._key, self._clock = folder, store, key, clock

    def paths(self) -> tuple[Path, ...]:
        """Return the files that are there, sound or not, and those that a crash left half written."""
        names = (*(f"store-{number}.db" for number in range(1, KEPT + 1)), _PART)
        return tuple(path for name in names if (path := self._folder / name).exists())

    def take(self, go_on: Callable[[], bool] = lambda: True) -> Snapshot:
        """Copy the store as it is now, read the copy back, and put it in the place of the oldest one.

        Nobody who writes waits for it. One that is like the newest copy is not taken again.

        Args:
            go_on: asked between steps; it may wait, and says whether to go on.

        Raises:
            StoreError: the store or the copy can't be read or written; the copies are as before.
            Interrupted: ``go_on`` said no; the copies are as before.
        """
        known = self._readable()
        newest = max(known, key=_age, default=None)
        if newest is not None and _same(newest.contents, look(self._store, self._key)):
            with contextlib.suppress(StoreError):
                return Snapshot(path=newest.path, contents=inspect(newest.path, self._key, go_on))
            known.remove(newest)
        return self._take_into(self._slot(known), go_on)

    def newest_sound(self, go_on: Callable[[], bool] = lambda: True) -> Snapshot | None:
        """Return the newest copy that can be read back fully, or None."""
        for snapshot in sorted(self._readable(), key=_age, reverse=True):
            with contextlib.suppress(StoreError):
                return Snapshot(path=snapshot.path, contents=inspect(snapshot.path, self._key, go_on))
        return None

    def _readable(self) -> list[Snapshot]:
        """Return the copies that open, without reading them fully."""
        found = []
        for path in self.paths():
            if path.name != _PART:
                with contextlib.suppress(StoreError):
                    found.append(Snapshot(path=path, contents=look(path, self._key)))
        return found

    def _slot(self, known: list[Snapshot]) -> Path:
        """Return the place for the next copy: an empty one, else one that can't be read, else the oldest."""
        ages = {snapshot.path: _age(snapshot) for snapshot in known}
        slots = [self._folder / f"store-{number}.db" for number in range(1, KEPT + 1)]
        return min(slots, key=lambda path: ages.get(path, (0, 0)) if path.exists() else (-1, 0))

    def _take_into(self, slot: Path, go_on: Callable[[], bool]) -> Snapshot:
        part = self._folder / _PART
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            destroy(part)
            copied = self._copy(part, go_on)
            _flush(part)
            contents = inspect(part, self._key, go_on)
            if not _same(contents, copied):
                raise StoreError(Trouble.DAMAGED)  # noqa: TRY301  as for a copy that does not open
            part.replace(slot)
            flush_folder(self._folder)
        except OSError as error:
            _forget(part)
            raise StoreError(trouble_of(error)) from None
        except BaseException:
            _forget(part)
            raise
        return Snapshot(path=slot, contents=contents)

    def _copy(self, part: Path, go_on: Callable[[], bool]) -> Contents:
        with translated(), contextlib.closing(connect(self._store, self._key, read_only=True)) as source:
            # One state from the first page to the last, whatever is saved meanwhile.
            source.execute("BEGIN")
            expected = contents_of(source)
            with contextlib.closing(connect(part, self._key, create=True)) as copy:
                copy.execute("PRAGMA journal_mode=OFF").fetchall()
                copy.execute("PRAGMA synchronous=OFF")
                with copy.backup("main", source, "main") as backup:
                    while not backup.done:
                        if not go_on():
                            raise Interrupted
                        backup.step(_PAGES)
                copy.execute("PRAGMA journal_mode=DELETE").fetchall()
                copy.execute("PRAGMA journal_mode=OFF").fetchall()
                at = str(int(self._clock.now().timestamp()))
                copy.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (SNAPSHOT_AT, at))
            return expected


def _age(snapshot: Snapshot) -> tuple[int, int]:
    """The number of changes decides: a clock may have been set back."""
    return snapshot.contents.changes, snapshot.contents.at


def _same(one: Contents, other: Contents) -> bool:
    return (one.rows, one.changes) == (other.rows, other.changes)


def _flush(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def _forget(part: Path) -> None:
    with contextlib.suppress(OSError):
        destroy(part)


def trouble_of(error: OSError) -> Trouble:
    """Return what an error of the system means for the store."""
    return Trouble.FULL if error.errno in _NO_SPACE else Trouble.UNREADABLE


def destroy(path: Path) -> None:
    """Overwrite a file and remove it, with what SQLite keeps beside it.

    A solid-state disk may keep what was overwritten: there the encryption is the answer.

    Raises:
        OSError: it is still there.
    """
    for each in (path, journal_of(path), path.with_name(f"{path.name}-shm"), path.with_name(f"{path.name}-journal")):
        try:
            size = each.stat().st_size
            with each.open("r+b") as stream:
                for place in range(0, size, _BLOCK):
                    stream.write(bytes(min(_BLOCK, size - place)))
                stream.flush()
                os.fsync(stream.fileno())
                stream.truncate(0)
            each.unlink()
        except FileNotFoundError:
            continue
