"""From a start to a window that keeps drafts: the gate, the store, what went wrong before; and back, when it is locked."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.care import Care
from citizen_desktop.drafts.erasure import Eraser
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.holder import Bystander, HeldError, Holder
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.models import Action, DraftId, Summary
from citizen_desktop.drafts.placing import replaced
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.drafts.recovery import Interruption, interruption
from citizen_desktop.drafts.rescue import (
    Damage,
    NothingSoundError,
    damage_of,
    keep_snapshot,
    kept_aside,
    open_store,
    use_readable,
)
from citizen_desktop.drafts.restore import note_restored, sweep_parts
from citizen_desktop.drafts.retention import days_kept, due
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.drafts.session import DraftSession, Phase
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Policy
from citizen_desktop.ui.auto_lock import AutoLock, LockReason
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.draft_tools import DraftTools
from citizen_desktop.ui.gate import Gate
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.ui.store_care import StoreCare
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.content.passphrase_models import PassphraseRules

_PATIENCE: Final = 5.0
"""Seconds that closing waits for a disk that does not answer."""


@dataclass(frozen=True)
class Opened:
    """A store that was opened.

    Args:
        store: itself.
        holder: the lock, None where another window has it.
        held_by: who has it then, in words.
        damage: what was set aside, None for nothing.
        interruption: what was being worked on when the application ended without a word.
        expired: how many drafts were erased since their time was over.
    """

    store: Store
    holder: Holder | None = None
    held_by: str = ""
    damage: Damage | None = None
    interruption: Interruption | None = None
    expired: int = 0


class DraftsDesk(QObject):
    """Opens, keeps, locks and closes the store of a window.

    Args:
        theme: colours and fonts.
        content: names of what an objection asks.
        keys: keeps the key.
        rules: of passphrases.
        policy: what the owner of the machine decided.
        files: where everything lies.
        clock: the time.
        parent: the window.
    """

    stands_before = Signal(object)
    """A page that stands before the window's own, or None: the way is free."""
    opened = Signal(object, object)
    """A ``DraftSession`` and a ``CaseDesk``; None and None where nothing is kept."""
    shut = Signal()
    """The drafts are locked: nothing of them may be shown any more."""
    draft_wanted = Signal(str)
    changed = Signal(str)
    """A draft left or came in: its id."""
    said = Signal(str)
    warned = Signal(str)
    failed = Signal(str)
    sheet_opened = Signal(object)

    _saved = Signal()

    def __init__(
        self,
        theme: Theme,
        content: ObjectionContent,
        keys: Keys,
        rules: "PassphraseRules",
        policy: Policy,
        files: OwnedFiles,
        clock: Clock,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme, self._content, self._keys = theme, content, keys
        self._policy, self._files, self._clock = policy, files, clock
        self.gate = Gate(theme, keys, rules, policy, clock)
        self.gate.opened.connect(self._unlocked)
        self.gate.sheet_opened.connect(self.sheet_opened)
        self.gate.said.connect(self.said)
        self.gate.warned.connect(self.warned)
        self.gate.failed.connect(self.failed)
        self.gate.currentChanged.connect(self._gate_changed)
        self.lock = AutoLock(clock, self)
        self.lock.locking.connect(self._keep)
        self.lock.locked.connect(self._shut)
        self._keeping = Keeping.NOTHING
        self._secret: Secret | None = None
        self._found: Opened | None = None
        self.session: DraftSession | None = None
        self.tools: DraftTools | None = None
        self._window = parent
        self._noting_restored = False
        self._job: Job | None = None
        self._coming: list[object] = []
        """What came of the job, until it is taken over here; or of one that nobody waits for any more."""
        self._page: QWidget | None = None
        self._care: Care | None = None
        self.store_care: StoreCare | None = None
        self._saved.connect(self._note_saved, Qt.ConnectionType.QueuedConnection)

    @property
    def days(self) -> int:
        """Days after its last change that a draft is kept."""
        return days_kept(self._policy.retention_days)

    def start(self) -> None:
        """Find out where drafts are kept, and open them."""
        self.gate.start()

    def _gate_changed(self) -> None:
        page = self.gate.currentWidget()
        if page is not None and page is not self.gate.blank:
            self.stands_before.emit(self.gate)

    # ------------------------------------------------------------------ opening

    def _unlocked(self, keeping: Keeping, secret: Secret | None) -> None:
        self._keeping, self._secret = keeping, secret
        if secret is None:
            self.opened.emit(None, None)
            self._free()
        else:
            self._open()

    def _open(self, *, start_anew: bool = False) -> None:
        if self._secret is not None:
            # A copy, since the window may be closed and the key be wiped while a slow disk is still being read.
            key = self._secret.copy()
            self._work(partial(_open, self._files, key, self._clock, self.days, start_anew), self._opened)

    def _opened(self, result: object) -> None:
        match result:
            case Opened():
                self._found = result
                if self._keeping is Keeping.CENTRE:
                    # What is asked first shows something of the drafts, too.
                    self.lock.listen_to_system()
                    self.lock.start(self.gate.auto_lock_minutes)
                self._go_on()
            case NothingSoundError():
                self._show_damage(None)
            case StoreError(trouble=trouble):
                self._keep_nothing(trouble)
            case _:
                self._keep_nothing(Trouble.UNREADABLE)

    def _keep_nothing(self, trouble: Trouble) -> None:
        """Go on in memory alone, and say why."""
        self._forget_key()
        self.opened.emit(None, None)
        self._free()
        match trouble:
            case Trouble.NEWER:
                why = _(
                    "The stored drafts are of a newer version of this application. They are untouched; nothing is kept now."
                )
            case Trouble.DAMAGED | Trouble.WRONG_KEY:
                why = _("The damaged file of the drafts stays as it is. Nothing is kept at this start.")
            case _:
                why = _(
                    "The stored drafts can't be opened now: the disk does not answer or is full. Nothing is kept at this start."
                )
        self.warned.emit(why)

    def _go_on(self) -> None:
        """Show what the person has to decide first, one thing after the other."""
        found = self._found
        if found is None:
            return
        if found.damage is not None:
            self._show_damage(found.damage)
        elif found.interruption is not None:
            self._show_recovery(found.interruption)
        else:
            self._begin(found)

    def _show_damage(self, damage: Damage | None) -> None:
        from citizen_desktop.ui.damage_page import DamagePage  # noqa: PLC0415  hardly ever needed

        page = DamagePage(self._theme, damage)
        page.sheet_opened.connect(self.sheet_opened)
        page.start_anew_wanted.connect(lambda: self._open(start_anew=True))
        page.later.connect(self._later if damage is not None else lambda: self._keep_nothing(Trouble.DAMAGED))
        if damage is not None:
            page.use_wanted.connect(lambda: self._decide(partial(self._use, damage)))
            page.keep_wanted.connect(lambda: self._decide(partial(keep_snapshot, damage)))
        self._show_before(page)
        page.take_keyboard()

    def _use(self, damage: Damage) -> None:
        if self._found is not None and self._secret is not None:
            use_readable(damage, self._secret.view(), self._found.store)

    def _decide(self, decision: Callable[[], object]) -> None:
        def done(result: object) -> None:
            if isinstance(result, Exception):
                self.failed.emit(
                    _("That could not be done: the disk does not answer or is full. Everything is as before.")
                )
            self._later()

        self._work(decision, done)

    def _later(self) -> None:
        if self._found is not None:
            self._found = _without_damage(self._found)
            self._go_on()

    def _show_recovery(self, left: Interruption) -> None:
        from citizen_desktop.ui.recover_page import RecoverPage  # noqa: PLC0415  only after a crash

        page = RecoverPage(self._theme, self._content, left, self._clock, self.days)
        page.sheet_opened.connect(self.sheet_opened)
        page.continued.connect(self._continue)
        page.deleted.connect(lambda draft_id: self._delete_recovered(draft_id, partial(page.drop, draft_id)))
        page.later.connect(self._recovered)
        self._show_before(page)
        page.cards[0].go_on.setFocus()

    def _show_before(self, page: QWidget) -> None:
        self._page = page
        self.stands_before.emit(page)

    def _delete_recovered(self, draft_id: DraftId, drop: Callable[[], None]) -> None:
        def done(result: object) -> None:
            if isinstance(result, Exception):
                self.failed.emit(_("This draft could not be erased now. It is tried again at the next start."))
            else:
                drop()

        self._work(partial(self.erase, draft_id), done)

    def _continue(self, draft_id: DraftId) -> None:
        self._recovered()
        self.draft_wanted.emit(draft_id)

    def _recovered(self) -> None:
        if self._found is not None:
            self._found = _without_interruption(self._found)
            self._go_on()

    def _begin(self, found: Opened) -> None:
        self.session = DraftSession(found.store, self._clock, holder=found.held_by)
        minutes = self.gate.auto_lock_minutes
        cases = CaseDesk(
            store=found.store,
            clock=self._clock,
            keeping=self._keeping,
            create=lambda initials: found.store.create(ObjectionDraft(), Summary(), initials),
            erase=self.erase,
            verify_passphrase=self._verify,
            lock_now=lambda: self.lock.lock_now(LockReason.ASKED),
            retention_days=self.days,
            auto_lock_minutes=minutes or None,
        )
        self.session.listen(self._tell_saved)
        self.opened.emit(self.session, cases)
        self._free()
        tools = self.tools = DraftTools(
            self._theme, self._window, self._content, self.session, self._policy, self._files, self._clock
        )
        tools.sheet_opened.connect(self.sheet_opened)
        tools.said.connect(self.said)
        tools.failed.connect(self.failed)
        tools.changed.connect(self.changed)
        tools.restored.connect(self._restored)
        if self._noting_restored and not found.store.read_only:
            self._noting_restored = False
            note_restored(found.store)
        if found.expired:
            self.said.emit(_("Drafts whose time was over were erased"))
        self._look_after(found)

    def _free(self) -> None:
        self._page = None
        self.stands_before.emit(None)

    # ------------------------------------------------------------------ while it is open

    def erase(self, draft_id: DraftId, by: str = "") -> Receipt:
        """Erase a draft for good, wherever it lies, and return what was done; not for the GUI thread.

        Args:
            draft_id: of the draft.
            by: initials for the journal.

        Raises:
            StoreError: it can't be erased.
        """
        found, secret = self._found, self._secret
        if found is None or secret is None:
            raise StoreError(Trouble.READ_ONLY)
        if self.session is not None:
            self.session.forget([draft_id])
        return _eraser(found.store, self._files, secret, self._clock).erase([draft_id], Action.ERASED, by=by)

    def _verify(self, passphrase: str) -> bool:
        try:
            self._keys.unlock(passphrase).wipe()
        except Exception:  # noqa: BLE001  a key file that can't be read verifies nothing
            return False
        return True

    def _look_after(self, found: Opened) -> None:
        """Take snapshots when it is quiet, and read the pages through."""
        if found.holder is None or self._secret is None:
            return
        snapshots = Snapshots(self._files.snapshots, self._files.store, self._secret.view(), self._clock)
        self._care = Care(found.store, snapshots, self._secret.view(), self._clock, found.holder)
        care = self.store_care = StoreCare(self._care, self._clock)
        care.damaged.connect(self._damaged)
        care.look()

    def _tell_saved(self) -> None:
        # Called in the thread that saves; the window may be gone by now.
        with suppress(RuntimeError):
            self._saved.emit()

    def _note_saved(self) -> None:
        if self.store_care is not None and self.session is not None and self.session.state.phase is Phase.KEPT:
            self.store_care.saved()

    def _damaged(self) -> None:
        """Close the store, and open what is sound of it."""
        self.lock.stop()
        self.shut.emit()
        # Whatever is typed meanwhile would have nowhere to go.
        self.gate.setCurrentWidget(self.gate.blank)
        self.stands_before.emit(self.gate)
        self._close_files()
        self._open()

    # ------------------------------------------------------------------ out of the store, and into it

    def hand_over(self, draft_id: DraftId) -> None:
        """Let a draft leave as one encrypted file."""
        if self.tools is not None:
            self.tools.hand_over(draft_id)

    def take_in(self) -> None:
        """Take in a draft that was handed over elsewhere."""
        if self.tools is not None:
            self.tools.take_in()

    def show_centre_key(self) -> None:
        """Show the key to which others hand drafts over."""
        if self.tools is not None:
            self.tools.show_centre_key()

    def back_up(self) -> None:
        """Make a backup of the whole store, or put one back."""
        if self.tools is not None and self._secret is not None:
            self.tools.back_up(self._secret, self._keys, self._close_files, self._open_again)

    def _open_again(self) -> None:
        """Open the store that was closed for a backup which could not take its place."""
        self.shut.emit()
        if self._keys.restoring:
            # Not all could be put back: nothing may be opened before that.
            self._forget_key()
            self.gate.start()
        else:
            self._open()

    def _restored(self) -> None:
        """Open the backup that lies in the store's place now; it has its own key."""
        self._noting_restored = True
        self.shut.emit()
        self._forget_key()
        self.gate.start()

    # ------------------------------------------------------------------ locking and closing

    def _keep(self) -> None:
        if self.session is not None:
            self.session.flush(_PATIENCE)

    def _shut(self, reason: LockReason) -> None:
        self.shut.emit()
        self._close_store()
        self.gate.lock(reason)
        self._gate_changed()

    def close(self) -> None:
        """Save everything and let go of all: the window closes."""
        self.lock.close()
        self.gate.let_go()
        self._close_store()

    def _close_files(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job = None
            _give_up(self._coming)
        self._coming = []
        self._page = None
        self.tools = None
        found, self._found = self._found, None
        session, self.session = self.session, None
        if self.store_care is not None:
            self.store_care.close()
            self.store_care = None
        if session is not None and session.flush(_PATIENCE) and self._care is not None:
            self._care.at_end()
        self._care = None
        if session is not None:
            session.close(_PATIENCE)
        elif found is not None:
            with suppress(StoreError):
                found.store.close()
        if found is not None and found.holder is not None:
            found.holder.let_go()

    def _close_store(self) -> None:
        self._close_files()
        self._forget_key()

    def _forget_key(self) -> None:
        if self._secret is not None:
            self._secret.wipe()
            self._secret = None

    def _work(self, work: Callable[[], object], then: Callable[[object], None]) -> None:
        """Do one thing at a time off the GUI thread, and hand over what came of it, a ``StoreError`` too."""
        if self._job is not None:
            return
        page, coming = self._page, self._coming

        def run(control: Control) -> object:
            try:
                result = work()
            except (StoreError, OSError) as error:
                return error
            coming.append(result)
            if control.cancelled():
                _give_up(coming)
            return result

        job = self._job = Job(run, clock=self._clock)

        def done(result: object) -> None:
            self._job = None
            coming.clear()
            if page is not None:
                page.setEnabled(True)
            then(result)

        if page is not None:
            # A second press would do it a second time.
            page.setEnabled(False)
        job.finished.connect(done)
        job.failed.connect(done)
        job.start()


def _give_up(coming: list[object]) -> None:
    """Close a store that was opened for nobody: its window closed meanwhile. Any thread may call it, also two at once."""
    with suppress(IndexError):
        while True:
            opened = coming.pop()
            if isinstance(opened, Opened):
                with suppress(StoreError):
                    opened.store.close()
                if opened.holder is not None:
                    opened.holder.let_go()


def _eraser(store: Store, files: OwnedFiles, secret: Secret, clock: Clock) -> Eraser:
    return Eraser(store, files.snapshots, partial(_set_aside, files), secret.view(), clock)


def _set_aside(files: OwnedFiles) -> tuple[Path, ...]:
    """Return the files that hold drafts beside the store and its snapshots: damaged ones, and those that a backup replaced."""
    before = (path for folder in replaced(files) for path in sorted(folder.glob("*.db")))
    return (*kept_aside(files), *before)


def _open(files: OwnedFiles, key: Secret, clock: Clock, days: int, start_anew: bool) -> Opened:  # noqa: FBT001
    """Open the store, erase what is due, and find out what happened before; the key is wiped. Not for the GUI thread.

    Raises:
        StoreError: it can't be opened.
    """
    with key:
        try:
            holder = Holder(files.store_lock, clock)
        except HeldError as held:
            store = Store(files.store, key.view(), clock, read_only=True, watcher=Bystander(held.floor))
            return Opened(store, held_by=held_words(held))
        try:
            sweep_parts(files)
            create = not files.store.exists() and not holder.floor
            store = open_store(files, key.view(), clock, holder, create=create, start_anew=start_anew)
            try:
                expired = _erase_due(store, _eraser(store, files, key, clock), clock, days)
                damage = damage_of(files, key.view(), store)
                return Opened(store, holder, "", damage, interruption(store), expired)
            except BaseException:
                store.close()
                raise
        except BaseException:
            holder.let_go()
            raise


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


def held_words(held: HeldError) -> str:
    """Return who holds the store, in words."""
    who = held.who
    if who is None or who.same_user:
        return _("another window of yours")
    return _("{user} on this computer").format(user=isolate(who.user)) if who.on_this_machine else _("another computer")


def _without_damage(found: Opened) -> Opened:
    return Opened(found.store, found.holder, found.held_by, None, found.interruption, found.expired)


def _without_interruption(found: Opened) -> Opened:
    return Opened(found.store, found.holder, found.held_by, found.damage, None, found.expired)
