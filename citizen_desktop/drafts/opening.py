"""From a key to an open store: who holds it, what was damaged, what is due and goes, what was in hand; and back to nothing."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.erasure import Eraser
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.holder import Bystander, HeldError, Holder
from citizen_desktop.drafts.placing import replaced
from citizen_desktop.drafts.recovery import Interruption, interruption
from citizen_desktop.drafts.rescue import Damage, damage_of, kept_aside, open_store
from citizen_desktop.drafts.restore import sweep_parts
from citizen_desktop.drafts.retention import due
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.drafts.store import Store
from citizen_desktop.paths import OwnedFiles


@dataclass(frozen=True, eq=False)
class Opened:
    """A store that was opened.

    Args:
        store: itself.
        holder: the lock, None where another window has it.
        held: who has it then.
        damage: what was set aside, None for nothing.
        interruption: what was being worked on when the application ended without a word.
        expired: how many drafts were erased since their time was over.
    """

    store: Store
    holder: Holder | None = None
    held: HeldError | None = None
    damage: Damage | None = None
    interruption: Interruption | None = None
    expired: int = 0

    def close(self) -> None:
        """Close the store and let go of the lock; nothing that was not saved is saved."""
        with suppress(StoreError):
            self.store.close()
        if self.holder is not None:
            self.holder.let_go()


def open_drafts(files: OwnedFiles, key: Secret, clock: Clock, days: int, *, start_anew: bool = False) -> Opened:
    """Open the store, erase what is due, and find out what happened before; the key is wiped.

    Args:
        files: where everything lies.
        key: of the store.
        clock: the time.
        days: after its last change that a draft is kept.
        start_anew: begin with an empty store where nothing sound is left.

    Raises:
        NothingSoundError: the store is damaged and there is no sound copy.
        StoreError: it can't be opened.
    """
    with key:
        try:
            holder = Holder(files.store_lock, clock)
        except HeldError as held:
            store = Store(files.store, key.view(), clock, read_only=True, watcher=Bystander(held.floor))
            return Opened(store, held=held)
        try:
            sweep_parts(files)
            create = not files.store.exists() and not holder.floor
            store = open_store(files, key.view(), clock, holder, create=create, start_anew=start_anew)
            try:
                expired = _erase_due(store, eraser_of(store, files, key, clock), clock, days)
                damage = damage_of(files, key.view(), store)
                return Opened(store, holder, None, damage, interruption(store), expired)
            except BaseException:
                store.close()
                raise
        except BaseException:
            holder.let_go()
            raise


def eraser_of(store: Store, files: OwnedFiles, secret: Secret, clock: Clock) -> Eraser:
    """Return what erases drafts from a store and from every copy of it."""
    return Eraser(store, files.snapshots, partial(_set_aside, files), secret.view(), clock)


def _set_aside(files: OwnedFiles) -> tuple[Path, ...]:
    """Return the files that hold drafts beside the store and its snapshots: damaged ones, and those that a backup replaced."""
    before = (path for folder in replaced(files) for path in sorted(folder.glob("*.db")))
    return (*kept_aside(files), *before)


def _erase_due(store: Store, eraser: Eraser, clock: Clock, days: int) -> int:
    """Erase what is due and return how many drafts that were.

    Raises:
        StoreError: something that is due would still be shown.
    """
    try:
        receipt = eraser.erase_due(days)
    except (StoreError, OSError):
        # As where another window still reads, or a copy can't be written: the next start does the rest.
        if due(store.heads(), clock.now(), days):
            raise StoreError(Trouble.UNREADABLE) from None
        return 0
    return 0 if receipt is None else len(receipt.numbers)
