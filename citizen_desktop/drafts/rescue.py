"""What is done about a damaged store: it is set aside, the newest sound snapshot takes its place, and what differs is told.

Nothing is decided for the person. What was set aside stays until they say what to do with it, and counts for retention and erasure
(``kept_aside``). Each step leaves something that the next start takes for damaged or for sound, never for empty.
"""

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from citizen_desktop.clock import Clock, in_riyadh
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.inspection import Key
from citizen_desktop.drafts.models import Action, DraftId, Summary
from citizen_desktop.drafts.salvage import Found, Readable, Salvage, transplant
from citizen_desktop.drafts.snapshots import Snapshot, Snapshots, destroy, trouble_of
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.witness import journal_of
from citizen_desktop.files import flush_folder
from citizen_desktop.paths import OwnedFiles

_PREFIX: Final = "damaged-"
_RESCUED: Final = "rescued"
"""Name under which the store notes when it took the place of a damaged one."""
_LOCKS_TAKEN: Final = "locks_taken"
"""Name under which it notes of which damaged file it took over which cases are locked."""


class NothingSoundError(StoreError):
    """The store is damaged, and there is no sound snapshot: only the person can say that an empty one is to take its place."""

    def __init__(self) -> None:
        super().__init__(Trouble.DAMAGED)


class Difference(StrEnum):
    """How a draft in the damaged file differs from the snapshot."""

    NEWER = "newer"
    """Changed after the snapshot was taken."""
    ONLY_THERE = "only-there"
    """Begun after the snapshot was taken."""
    UNREADABLE = "unreadable"
    """It can't be read there: the snapshot's is all there is."""
    ONLY_HERE = "only-here"
    """It is not in the damaged file any longer."""


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """A draft that differs.

    Args:
        id: of the draft.
        number: of its case.
        how: it differs.
        summary: the newer one that can be read: values for the screen alone.
        locked: whether its name is hidden, here or there.
        here: when it was changed or agreed to last in the snapshot, Riyadh time; None if it isn't there.
        there: the same in the damaged file.
        lost_files: how many of its files can't be read there, 1 if it can't be said.
    """

    id: DraftId
    number: int
    how: Difference
    summary: Summary
    locked: bool = False
    here: datetime | None = None
    there: datetime | None = None
    lost_files: int = 0

    @property
    def can_be_used(self) -> bool:
        """Whether the damaged file gives something that the snapshot does not."""
        return self.how in {Difference.NEWER, Difference.ONLY_THERE}


class Damage(msgspec.Struct, frozen=True, kw_only=True):
    """A damaged store that was set aside.

    Args:
        aside: where it lies.
        noticed: when, Riyadh time.
        snapshot: when the snapshot was taken that took its place; None if there was no sound one.
        readable: whether anything of it can be read.
        differing: the drafts that differ, by the numbers of their cases.
    """

    aside: Path
    noticed: datetime
    snapshot: datetime | None
    readable: bool
    differing: tuple[Differing, ...]

    @property
    def to_use(self) -> tuple[Differing, ...]:
        """The drafts that the damaged file gives newer than the snapshot."""
        return tuple(each for each in self.differing if each.can_be_used)


def open_store(
    files: OwnedFiles,
    key: Key,
    clock: Clock,
    holder: Holder,
    *,
    create: bool = False,
    start_anew: bool = False,
    go_on: Callable[[], bool] = lambda: True,
) -> Store:
    """Open the store for writing. A damaged one is set aside, and the newest sound snapshot takes its place.

    Damage that is found later, when a page is read or by the daily check, is noted with ``holder.notice_damage``: close the store
    then and open it by this again, now or at the next start. Ask ``damage_of`` afterwards whether something lies aside.

    Args:
        files: where everything lies.
        key: 32 bytes, known to be the right ones: the envelope says so.
        clock: the time.
        holder: the lock, and the witness.
        create: this is the first start.
        start_anew: the person said that an empty store may take the place of a damaged one where there is no snapshot.
        go_on: asked between steps.

    Raises:
        NothingSoundError: it is damaged, there is no snapshot, and nobody said ``start_anew``. All is as before.
        StoreError: it is of a newer version, or something can't be read or written.
    """
    snapshots = Snapshots(files.snapshots, files.store, key, clock)

    def opened(*, new: bool) -> Store:
        return Store(
            files.store, key, clock, create=new, watcher=holder, before_migration=lambda: snapshots.take(go_on)
        )

    try:
        if not holder.damage_noticed:
            return _with_locks(opened(new=create), files, key)
    except StoreError as error:
        gone = error.trouble is Trouble.UNREADABLE and not files.store.exists()
        if not gone and error.trouble not in {Trouble.DAMAGED, Trouble.WRONG_KEY}:
            raise
    snapshot = snapshots.newest_sound(go_on)
    if snapshot is None and not start_anew:
        raise NothingSoundError
    try:
        _set_aside(files, clock)
        if snapshot is not None:
            _put_in_place(snapshot, files.store)
        holder.restart(0 if snapshot is None else snapshot.contents.changes)
    except OSError as error:
        raise StoreError(trouble_of(error)) from None
    store = _with_locks(opened(new=snapshot is None), files, key)
    store.set_value(_RESCUED, f"{int(clock.now().timestamp())} {0 if snapshot is None else snapshot.contents.at}")
    store.note(Action.RESTORED)
    return store


def kept_aside(files: OwnedFiles) -> tuple[Path, ...]:
    """Return every file that was set aside: each may hold drafts, and can only be erased as a whole (``destroy``)."""
    return tuple(sorted(files.snapshots.glob(f"{_PREFIX}*"))) if files.snapshots.is_dir() else ()


def aside_since(path: Path) -> datetime | None:
    """Return when a file was set aside, by its name; None if it doesn't say."""
    stamp = path.name.removeprefix(_PREFIX)[:15]
    try:
        return in_riyadh(datetime.strptime(stamp, "%Y%m%d-%H%M%S"))  # noqa: DTZ007  names are in Riyadh time
    except ValueError:
        return None


def rescued_at(store: Store) -> int:
    """Return when the store took the place of a damaged one, seconds since 1970; 0 if it never did."""
    return _note(store)[0]


def damage_of(files: OwnedFiles, key: Key, store: Store) -> Damage | None:
    """Return what lies aside and waits for a decision, the latest; None if nothing does.

    Raises:
        StoreError: the store itself can't be read.
    """
    aside = _asides(files)
    if not aside:
        return None
    readable = _read(aside[-1], key)
    at = _note(store)[1]
    return Damage(
        aside=aside[-1],
        noticed=aside_since(aside[-1]) or _moment(_note(store)[0]),
        snapshot=_moment(at) if at else None,
        readable=readable is not None and bool(readable.drafts),
        differing=tuple(sorted(_differences(store, readable, key), key=lambda each: each.number)),
    )


def use_readable(damage: Damage, key: Key, store: Store, ids: Collection[DraftId] | None = None) -> int:
    """Take from the damaged file what is newer there, and do away with it.

    A draft that was worked on after the snapshot took over is not overwritten: the one from the file comes in beside it.

    Args:
        damage: the file.
        key: 32 bytes.
        store: where the drafts go.
        ids: of those that are wanted; None for all.

    Returns:
        How many were taken.

    Raises:
        StoreError: one can't be read or kept; nothing was taken, and the file is still there.
        OSError: all were taken, but the file can't be removed.
    """
    wanted = [each for each in damage.to_use if ids is None or each.id in ids]
    taken = 0
    if wanted:
        source = Salvage(damage.aside, key)
        try:
            readable, here = source.read().drafts, _drafts_of(store, key)
            with store.changing():
                for each in wanted:
                    found = readable.get(each.id)
                    if found is None:
                        raise StoreError(Trouble.DAMAGED)
                    _take_in(source, found, store, here.get(found.id))
                    taken += 1
        finally:
            source.close()
    destroy(damage.aside)
    return taken


def keep_snapshot(damage: Damage) -> None:
    """Do away with the damaged file: the snapshot is what the person goes on with.

    Raises:
        OSError: it is still there.
    """
    destroy(damage.aside)


def _set_aside(files: OwnedFiles, clock: Clock) -> Path:
    """Give the damaged file and what lies beside it a name of their own."""
    files.snapshots.mkdir(mode=0o700, parents=True, exist_ok=True)
    asides = _asides(files)
    journal = journal_of(files.store)
    if not files.store.exists() and asides and not journal_of(asides[-1]).exists():
        aside = asides[-1]  # the start before this one came no further
    else:
        stamp = f"{_PREFIX}{clock.now():%Y%m%d-%H%M%S}"
        names = (f"{stamp}.db", *(f"{stamp}-{number}.db" for number in range(2, 100)))
        aside = next(path for name in names if not (path := files.snapshots / name).exists())
    if files.store.exists():
        files.store.replace(aside)
    if journal.exists():
        if not aside.exists():
            aside.touch(mode=0o600)
        journal.replace(journal_of(aside))
    for ending in ("-shm", "-journal"):
        files.store.with_name(f"{files.store.name}{ending}").unlink(missing_ok=True)
    flush_folder(files.snapshots)
    flush_folder(files.store.parent)
    return aside


def _put_in_place(snapshot: Snapshot, store: Path) -> None:
    """Copy a snapshot to where the store lies; there is nothing there now."""
    part = store.with_name(f"{store.name}.part")
    try:
        part.touch(mode=0o600)
        with snapshot.path.open("rb") as source, part.open("r+b") as target:
            shutil.copyfileobj(source, target)
            target.truncate()
            target.flush()
            os.fsync(target.fileno())
        part.replace(store)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    flush_folder(store.parent)


def _with_locks(store: Store, files: OwnedFiles, key: Key) -> Store:
    """Lock what was locked in the file that was set aside last: a copy made before that would show it without the passphrase.

    That is done once, since a case may be unlocked in the store while the file still waits for a decision.
    """
    asides = _asides(files)
    try:
        if asides and store.value(_LOCKS_TAKEN) != asides[-1].name:
            readable = _read(asides[-1], key, files=False)
            with store.changing():
                for found in () if readable is None else readable.drafts.values():
                    if found.locked:
                        _lock(store, found.id)
                store.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_LOCKS_TAKEN, asides[-1].name))
    except BaseException:
        store.close()
        raise
    return store


def _lock(store: Store, draft_id: DraftId) -> None:
    store.connection.execute("UPDATE drafts SET locked = 1 WHERE id = ?", (draft_id,))


def _asides(files: OwnedFiles) -> list[Path]:
    return [path for path in kept_aside(files) if path.suffix == ".db"]


def _read(aside: Path, key: Key, *, files: bool = True) -> Readable | None:
    try:
        source = Salvage(aside, key)
    except StoreError:
        return None
    try:
        return source.read(files=files)
    finally:
        source.close()


def _note(store: Store) -> tuple[int, int]:
    """Return when the store took the place of a damaged one, and when its snapshot was taken; zeros if it says nothing."""
    first, _gap, second = (store.value(_RESCUED) or "").partition(" ")
    return (int(first), int(second)) if first.isdecimal() and second.isdecimal() else (0, 0)


def _moment(at: int) -> datetime:
    return in_riyadh(datetime.fromtimestamp(at, UTC))


def _differences(store: Store, readable: Readable | None, key: Key) -> list[Differing]:
    there = {} if readable is None else readable.drafts
    here = _drafts_of(store, key) if there else {}
    found = []
    heads = store.heads()
    for head in heads:
        other = there.get(head.id)
        if other is None:
            how = Difference.ONLY_HERE if readable is not None and readable.whole else Difference.UNREADABLE
            found.append(
                Differing(
                    id=head.id, number=head.number, how=how, summary=head.summary, locked=head.locked, here=head.changed
                )
            )
            continue
        own = here.get(head.id)
        if own is None or _gives_more(other, own, *_note(store)):
            found.append(_differing(other, Difference.NEWER, own))
    known = {head.id for head in heads}
    found += [_differing(other, Difference.ONLY_THERE) for draft_id, other in there.items() if draft_id not in known]
    return found


def _gives_more(other: Found, own: Found, rescued: int, snapshot: int) -> bool:
    """Return whether the damaged file has something of a draft that the store has not.

    Args:
        other: the draft in the file.
        own: the same in the store.
        rescued: when the store took the file's place.
        snapshot: when it was taken.
    """
    if other.mark == own.mark and other.consents in {None, own.consents}:
        return False
    if own.touched > rescued:
        # Here since; and in the file, if after the snapshot, before the damage.
        return other.touched >= snapshot
    return other.touched > own.touched or (other.changed == own.changed and not other.lost)


def _drafts_of(store: Store, key: Key) -> dict[DraftId, Found]:
    source = Salvage(store.path, key)
    try:
        return source.read(files=False).drafts
    finally:
        source.close()


def _take_in(source: Salvage, found: Found, store: Store, own: Found | None) -> None:
    """Take a draft from the damaged file into the store, in one transaction with the others."""
    db = store.connection
    last = int(store.value("last_number") or 0)
    if own is None:
        free = not db.execute("SELECT 1 FROM drafts WHERE number = ?", (found.number,)).fetchall()
        new_id, number = found.id, found.number if free else last + 1
    else:
        worked_on = own.touched > rescued_at(store)
        incomplete = found.lost is None or not found.lost <= set(own.listed or ())
        beside = worked_on or incomplete
        new_id = secrets.token_hex(16) if beside else found.id
        number = last + 1 if beside else own.number
    transplant(source, found, db, new_id=new_id, new_number=number)
    if own is not None and own.locked:
        # Only the passphrase unlocks it.
        _lock(store, new_id)
    if number > last:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('last_number', ?)", (str(number),))


def _differing(other: Found, how: Difference, own: Found | None = None) -> Differing:
    return Differing(
        id=other.id,
        number=other.number,
        how=how,
        summary=other.summary,
        locked=other.locked or (own is not None and own.locked),
        here=None if own is None else _moment(own.touched),
        there=_moment(other.touched),
        lost_files=1 if other.lost is None else len(other.lost),
    )
