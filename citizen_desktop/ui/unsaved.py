"""What could not be saved so far and is not shown: a store under the lock, or drafts that a damaged store takes no more."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.models import DraftId
    from citizen_desktop.ui.open_store import OpenStore


class Unsaved(QObject):
    """Keeps it until it is saved, gone on with or given up."""

    told = Signal(bool)
    """Whether there is something: closing the window now would lose it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._store: OpenStore | None = None
        self._drafts: Sequence[DraftInHand] = ()

    def tell(self) -> None:
        """Say again whether there is something."""
        self.told.emit(self._store is not None or bool(self._drafts))

    # ------------------------------------------------------------------ under the lock

    def hold_back(self, store: "OpenStore") -> None:
        """Leave a store open, with its key, until everything in it is saved: a disk that refuses now would lose what was typed."""
        store.rest()
        self._store = store

    def take_up(self) -> "OpenStore | None":
        """Return the store that stayed open, for whoever goes on with it; None if none did."""
        store, self._store = self._store, None
        return store

    def look(self) -> None:
        """Close the store once everything is saved."""
        if self._store is not None and not self._store.holds_unsaved:
            self.close()

    def close(self) -> None:
        """Save once more what stayed open, close it and wipe its key."""
        store = self.take_up()
        if store is not None:
            store.close()
            store.secret.wipe()
            self.tell()

    # ------------------------------------------------------------------ beside a damaged store

    def keep(self, drafts: "Sequence[DraftInHand]") -> None:
        """Keep drafts of a store that is to be closed as it can't be read any more."""
        self._drafts = drafts
        self.tell()

    def take_shown(self) -> "tuple[DraftInHand, ...]":
        """Return those that a form showed last, one a form at the most, for whoever goes on with them in memory.

        The others stay: a case that is locked is among them, and must not come up; no form has room for the rest.
        """
        shown = tuple(draft for draft in self._drafts if not draft.is_released)
        self._drafts = tuple(draft for draft in self._drafts if draft.is_released)
        return shown

    @property
    def count(self) -> int:
        """How many drafts of a damaged store are kept."""
        return len(self._drafts)

    def take_drafts(self) -> "Sequence[DraftInHand]":
        """Return them for whoever goes on with them, who calls ``tell`` as soon as they are safe there."""
        drafts, self._drafts = self._drafts, ()
        return drafts

    def forget(self, draft_ids: "Iterable[DraftId]") -> None:
        """Keep nothing of drafts that were erased; any thread may call this, and whoever does has ``tell`` called."""
        erased = set(draft_ids)
        self._drafts = tuple(draft for draft in self._drafts if draft.id not in erased)

    def let_go(self) -> None:
        """Close what stayed open, as its files are about to be erased; what is not saved is kept in memory until they are."""
        if self._store is not None:
            self._drafts = (*self._drafts, *self._store.session.unkept)
        self.close()

    def give_up(self) -> None:
        """Give everything up: it was erased together with all that was kept."""
        self._drafts = ()
        self.close()
        self.tell()
