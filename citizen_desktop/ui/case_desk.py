"""What the drafts tab works with: the store, what is done to it from outside, and the list of its drafts, kept up to date."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.case_list import Case, CaseList
from citizen_desktop.drafts.envelope import KeyTrouble
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.models import DraftId, DraftKind, Head
from citizen_desktop.drafts.retention import DEFAULT_DAYS
from citizen_desktop.drafts.store import Store
from citizen_desktop.ui.jobs import Job

_T = TypeVar("_T")


_TROUBLES: Final = (StoreError, KeyError, OSError)
"""What the store and its disk say against it: an answer, no mistake of the program's."""


@dataclass(frozen=True)
class _Refused:
    """What could not be done with a draft, or not to its end.

    Args:
        error: why.
        known: whether it could be read what became of the draft.
        head: of it then, None if it is gone.
    """

    error: Exception
    known: bool
    head: Head | None = None


@dataclass(frozen=True)
class CaseDesk:
    """The store and what is done from outside of this screen.

    Args:
        store: the drafts.
        clock: the time.
        keeping: whose computer it is: a centre records consent and initials, and locks cases.
        create: makes a new draft of a kind, noted with initials and with what was agreed to, and returns its id; called off
            the GUI thread.
        erase: erases a draft for good, noted with initials; called off the GUI thread.
        verify_passphrase: returns None if a text is the centre's passphrase, and else what is wrong; called off the GUI thread.
        wait: seconds until the next passphrase may be tried, 0 for now.
        saved: told whenever something may have become of a draft, so that a copy is made of that too.
        lock_now: locks the whole store.
        retention_days: that a draft is kept after its last change.
        auto_lock_minutes: without a touch after which the store locks, None for never.
    """

    store: Store
    clock: Clock
    keeping: Keeping
    create: Callable[[DraftKind, str, tuple[str, ...] | None], DraftId]
    erase: Callable[[DraftId, str], object]
    verify_passphrase: Callable[[str], KeyTrouble | None] = lambda _text: KeyTrouble.UNREADABLE
    wait: Callable[[], float] = lambda: 0.0
    saved: Callable[[], None] = lambda: None
    lock_now: Callable[[], None] = lambda: None
    retention_days: int = DEFAULT_DAYS
    auto_lock_minutes: int | None = None

    @property
    def centre(self) -> bool:
        """Whether several people's drafts are kept here by staff."""
        return self.keeping is Keeping.CENTRE


class CaseBook(QObject):
    """The list of drafts while the window is open, and who works at it.

    Args:
        desk: the store.
        parent: lives as long.
    """

    loaded = Signal()
    """The list was read for the first time."""
    read_again = Signal()
    """The list was read anew: it may have become another one altogether."""
    changed = Signal()
    """A draft came, went, or became another."""
    initials_changed = Signal(str)
    failed = Signal(object)
    """What was asked could not be done: the ``StoreError``, ``KeyError`` or ``OSError``."""

    def __init__(self, desk: CaseDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.cases = CaseList()
        self.ready = False
        self.initials = ""
        self._job: Job | None = None
        self._waiting: list[tuple[Callable[[], object], Callable[[object], None]]] = []
        self._touched: dict[DraftId, Head | None] = {}
        self._closed = False

    def load(self) -> None:
        """Read all drafts off the GUI thread, for the first time or anew."""
        store = self.desk.store
        self._start(lambda: CaseList(store.heads()), self._take)

    def _take(self, cases: CaseList) -> None:
        # What was changed while the list was read is newer than the list.
        for draft_id, head in self._touched.items():
            if head is None:
                cases.drop(draft_id)
            else:
                cases.put(head)
        first, self.cases, self.ready = not self.ready, cases, True
        (self.loaded if first else self.read_again).emit()
        self.changed.emit()

    def get(self, draft_id: DraftId) -> Case | None:
        """Return a draft of the list."""
        return self.cases.get(draft_id)

    def refresh(self, draft_id: DraftId) -> None:
        """Read one draft anew: it was changed, made, or erased by somebody else."""
        self.work(draft_id, lambda: None, lambda _nothing: None)

    def work(
        self,
        draft_id: DraftId,
        what: Callable[[], _T],
        then: Callable[[_T], None],
        halfway: Callable[[], None] | None = None,
    ) -> None:
        """Do something with a draft off the GUI thread, and show what became of it.

        Args:
            draft_id: of the draft.
            what: done in a thread; it touches no widget.
            then: called in the GUI thread with what came of it, once the list is up to date; not if it failed.
            halfway: called in its place if it failed and the draft is gone nevertheless; without it ``failed`` tells that, too.
        """
        store = self.desk.store

        def done() -> tuple[_T, Head | None] | _Refused:
            try:
                result = what()
            except _TROUBLES as error:
                return _refused(store, draft_id, error)
            return result, _head(store, draft_id)

        def shown(outcome: tuple[_T, Head | None] | _Refused) -> None:
            if not isinstance(outcome, _Refused):
                self.note(draft_id, outcome[1])
                then(outcome[0])
                return
            if outcome.known:
                self.note(draft_id, outcome.head)
            if halfway is not None and outcome.known and outcome.head is None:
                halfway()
            else:
                self.failed.emit(outcome.error)

        self._start(done, shown)

    def make(self, what: Callable[[], DraftId], then: Callable[[DraftId], None]) -> None:
        """Do something that makes a draft off the GUI thread, and show it.

        Args:
            what: done in a thread; returns the new draft's id.
            then: called in the GUI thread with the id, once the list is up to date.
        """
        store = self.desk.store

        def done() -> tuple[DraftId, Head | None]:
            draft_id = what()
            return draft_id, _head(store, draft_id)

        def shown(outcome: tuple[DraftId, Head | None]) -> None:
            self.note(*outcome)
            then(outcome[0])

        self._start(done, shown)

    def note(self, draft_id: DraftId, head: Head | None) -> None:
        """Take in what is known of a draft now, None for one that is gone."""
        if not self.ready:
            self._touched[draft_id] = head
        if head is None:
            self.cases.drop(draft_id)
        else:
            self.cases.put(head)
        self.desk.saved()
        self.changed.emit()

    def ask(self, what: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Do something off the GUI thread that changes no draft.

        Args:
            what: done in a thread; it touches no widget.
            then: called in the GUI thread with what came of it; not if it failed.
        """
        self._start(what, then)

    def sign_in(self, initials: str) -> None:
        """Note who works here from now on."""
        self.initials = initials
        self.initials_changed.emit(initials)

    @property
    def busy(self) -> bool:
        """Whether something is being done, or waits for its turn."""
        return self._job is not None

    def close(self) -> None:
        """Wait for what is being done, and do what waits for its turn: the store is closed after this, and nothing is begun."""
        self._closed = True
        if self._job is not None:
            self._job.close()
            self._job = None
        waiting, self._waiting = self._waiting, []
        for what, _then in waiting:
            _guarded(what)
        # Names are not to be remembered by whatever holds the list still.
        self.cases = CaseList()
        self._touched.clear()

    def _start(self, what: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Do something once all that was asked for before is done: what is read last is what is shown."""
        if self._closed:
            return
        self._waiting.append((what, cast("Callable[[object], None]", then)))
        if self._job is None:
            self._next()

    def _next(self) -> None:
        self._job = None
        if not self._waiting:
            return
        what, then = self._waiting.pop(0)
        job = self._job = Job(lambda _control: _guarded(what), clock=self.desk.clock)

        def finished(outcome: object) -> None:
            self._next()
            if isinstance(outcome, _TROUBLES):
                self.failed.emit(outcome)
            else:
                then(outcome)

        job.finished.connect(finished)
        job.failed.connect(lambda _error: self._next())
        job.start()


def _head(store: Store, draft_id: DraftId) -> Head | None:
    try:
        return store.head(draft_id)
    except KeyError:
        return None


def _refused(store: Store, draft_id: DraftId, error: Exception) -> _Refused:
    """Return why something failed, and what became of the draft: a part may have been done."""
    try:
        return _Refused(error, known=True, head=_head(store, draft_id))
    except (StoreError, OSError):
        return _Refused(error, known=False)


def _guarded(what: Callable[[], object]) -> object:
    """Do it; what the store and its disk say against it is returned."""
    try:
        return what()
    except _TROUBLES as error:
        return error
