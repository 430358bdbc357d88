"""A store that a window works with, from its opening to its end; a lock may lie over it while something is still to be saved."""

from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.care import Care
from citizen_desktop.drafts.in_hand import DraftInHand
from citizen_desktop.drafts.models import DraftId
from citizen_desktop.drafts.opening import Opened, eraser_of
from citizen_desktop.drafts.retention import due
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.i18n import gettext as _
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.ui.desk_work import DeskWork
from citizen_desktop.ui.jobs import PATIENCE
from citizen_desktop.ui.retention_watch import RetentionWatch
from citizen_desktop.ui.store_care import StoreCare
from citizen_desktop.ui.store_following import StoreFollowing


class OpenStore(QObject):
    """Saves what is typed; takes snapshots and reads the pages through when it is quiet; erases what is over.

    Args:
        found: the store; closed with this.
        secret: its key; whoever has it wipes it, and not before this is closed.
        files: where everything lies.
        clock: the time.
        days: after its last change that a draft is kept.
        parent: lives as long.
    """

    damaged = Signal()
    """A page can't be read: it is to be closed, and what is sound of it to be opened."""
    saved = Signal()
    """Something was saved."""
    changed = Signal(str)
    """A draft was erased: its id."""
    erased = Signal()
    said = Signal(str)
    changed_elsewhere = Signal()
    """Another window changed something, and this one only reads."""

    _told = Signal()

    def __init__(
        self, found: Opened, secret: Secret, files: OwnedFiles, clock: Clock, days: int, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.found, self.secret = found, secret
        self._files, self._clock, self._days = files, clock, days
        self.session = DraftSession(found.store, clock, held=found.held)
        self.retention: RetentionWatch | None = None
        self.store_care: StoreCare | None = None
        self.following: StoreFollowing | None = None
        self._care: Care | None = None
        self._work = DeskWork(clock)
        self._told.connect(self.note_saved, Qt.ConnectionType.QueuedConnection)
        self.session.listen(self._tell)

    @property
    def holds_unsaved(self) -> bool:
        """Whether closing it now would lose something; a window that only reads told from the first that it keeps nothing."""
        return not self.found.store.read_only and not self.session.all_kept

    # ------------------------------------------------------------------ while it is shown

    def look_after(self) -> None:
        """Begin to take snapshots, to read the pages through and to erase what is over; or to follow whoever does."""
        found = self.found
        if found.holder is None:
            following = self.following = StoreFollowing(found.store, self._clock, self)
            following.changed.connect(self.changed_elsewhere)
            return
        snapshots = Snapshots(self._files.snapshots, self._files.store, self.secret.view(), self._clock)
        self._care = Care(found.store, snapshots, self.secret.view(), self._clock, found.holder)
        care = self.store_care = StoreCare(self._care, self._clock)
        care.setParent(self)
        care.damaged.connect(self.damaged)
        care.look()
        retention = self.retention = RetentionWatch(found.store.changes, self._clock, self._days)
        retention.over.connect(self._erase_over)
        retention.look()

    def rest(self) -> None:
        """Save, and do nothing else: nothing of it is shown."""
        self._work.close()
        if self.retention is not None:
            self.retention.close()
            self.retention = None
        if self.store_care is not None:
            self.store_care.close()
            self.store_care = None
        if self.following is not None:
            self.following.close()
            self.following = None

    def close(self) -> None:
        """Save everything once more, and let go of the store."""
        self.rest()
        care, self._care = self._care, None
        self.session.close(PATIENCE, lambda: None if care is None else care.at_end())
        self.found.close()
        self.deleteLater()

    # ------------------------------------------------------------------ what is over

    def _erase_over(self) -> None:
        """Erase what is over; what is being typed at this moment is saved first, and so is not."""
        session, store = self.session, self.found.store
        if not session.keep_all(PATIENCE):
            # The next save looks again.
            return
        gone = [head.id for head in due(store.heads(), self._clock.now(), self._days)]
        session.forget(gone)
        eraser = eraser_of(store, self._files, self.secret, self._clock)
        self._work.do(partial(eraser.erase_due, self._days), partial(self._erased_over, gone))

    def _erased_over(self, gone: list[DraftId], result: object) -> None:
        if isinstance(result, Exception):
            # Another window may still read; the next start sees to it before anything is shown.
            return
        for draft_id in gone:
            self.changed.emit(draft_id)
        if gone:
            self.erased.emit()
            self.said.emit(_("Drafts whose time was over were erased"))
        if self.retention is not None:
            self.retention.look()

    # ------------------------------------------------------------------ what the saving thread tells

    def _tell(self, saved: tuple[DraftInHand, ...]) -> None:
        """Note that drafts were saved: called in the thread that does."""
        if not saved:
            return
        care = self._care
        if care is not None:
            care.saved()
        # The window may be gone by now.
        with suppress(RuntimeError):
            self._told.emit()

    def note_saved(self) -> None:
        """Something was saved just now: here, or by whoever else changes drafts."""
        if self.store_care is not None:
            self.store_care.saved()
        if self.retention is not None:
            self.retention.saved()
        self.saved.emit()
