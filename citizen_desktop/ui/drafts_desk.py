"""From a start to a window that keeps drafts: the gate, the store, what went wrong before; and back, when it is locked."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.care import Care
from citizen_desktop.drafts.envelope import KeyFileError, KeyTrouble
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.in_hand import DraftInHand
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.models import Action, DraftId
from citizen_desktop.drafts.opening import Opened, eraser_of, open_drafts
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.drafts.rescue import NothingSoundError
from citizen_desktop.drafts.restore import note_restored
from citizen_desktop.drafts.retention import days_kept, due
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.drafts.summary import blank_draft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Policy
from citizen_desktop.ui.auto_lock import AutoLock, LockReason
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.desk_work import DeskWork
from citizen_desktop.ui.draft_tools import DraftTools
from citizen_desktop.ui.gate import Gate
from citizen_desktop.ui.keeping_change import KeepingChange
from citizen_desktop.ui.keeping_watch import KeepingWatch
from citizen_desktop.ui.opening_questions import OpeningQuestions
from citizen_desktop.ui.retention_watch import RetentionWatch
from citizen_desktop.ui.store_care import StoreCare
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.content.passphrase_models import PassphraseRules

_PATIENCE: Final = 5.0
"""Seconds that closing waits for a disk that does not answer."""


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
    erased = Signal()
    """Something was erased for good; it may be told in another thread."""
    said = Signal(str)
    warned = Signal(str)
    failed = Signal(str)
    sheet_opened = Signal(object)
    may_keep = Signal()
    """After ``opened``: nothing is kept, by choice, and one may choose otherwise."""
    auto_lock_changed = Signal(int)
    """The drafts lock after so many minutes from now on."""
    all_erased = Signal(object)
    """Everything was erased, and nothing is kept from now on: the ``Receipt``."""

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
        self._change = self._make_change(rules, parent)
        self._beginning = False
        self._keeping = Keeping.NOTHING
        self._secret: Secret | None = None
        self._found: Opened | None = None
        self.session: DraftSession | None = None
        self.tools: DraftTools | None = None
        self._window = parent
        self._noting_restored = False
        self._work = DeskWork(clock)
        self._questions = self._make_questions()
        self._retention: RetentionWatch | None = None
        self._watch: KeepingWatch | None = None
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
            self._go_without()
        else:
            self._open()

    def _go_without(self) -> None:
        """Keep nothing."""
        self._keeping = Keeping.NOTHING
        self.opened.emit(None, None)
        self._free()
        if self.gate.may_begin_keeping:
            self.may_keep.emit()

    def _make_questions(self) -> OpeningQuestions:
        questions = OpeningQuestions(self._theme, self._content, self._work, self.erase, self._clock, self.days)
        questions.setParent(self)
        questions.stands_before.connect(self.stands_before)
        questions.sheet_opened.connect(self.sheet_opened)
        questions.failed.connect(self.failed)
        questions.start_anew_wanted.connect(lambda: self._open(start_anew=True))
        questions.nothing_wanted.connect(lambda: self._keep_nothing(Trouble.DAMAGED))
        questions.draft_wanted.connect(self.draft_wanted)
        questions.answered.connect(self._begin)
        return questions

    def _open(self, *, start_anew: bool = False) -> None:
        if self._secret is not None:
            # A copy, since the window may be closed and the key be wiped while a slow disk is still being read.
            key = self._secret.copy()
            work = partial(open_drafts, self._files, key, self._clock, self.days, start_anew=start_anew)
            self._work.do(work, self._opened)

    def _opened(self, result: object) -> None:
        match result:
            case Opened() if self._secret is not None:
                self._found = result
                if self._keeping is Keeping.CENTRE:
                    # What is asked first shows something of the drafts, too.
                    self.lock.listen_to_system()
                    self.lock.start(self.gate.auto_lock_minutes)
                self._beginning = False
                self._questions.ask(result, self._secret)
            case Exception() if self._beginning:
                self._forget_key()
                self._beginning = False
                self._change.take_back()
            case NothingSoundError():
                self._questions.show_hopeless()
            case StoreError(trouble=trouble):
                self._keep_nothing(trouble)
            case _:
                self._keep_nothing(Trouble.UNREADABLE)

    def _keep_nothing(self, trouble: Trouble) -> None:
        """Go on in memory alone, and say why."""
        self._forget_key()
        self._keeping = Keeping.NOTHING
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

    def _begin(self, found: Opened) -> None:
        self.session = DraftSession(found.store, self._clock, held=found.held)
        minutes = self.gate.auto_lock_minutes
        cases = CaseDesk(
            store=found.store,
            clock=self._clock,
            keeping=self._keeping,
            create=lambda kind, initials: found.store.create(*blank_draft(kind), initials),
            erase=self.erase,
            verify_passphrase=self._verify,
            wait=self._keys.attempts.seconds_left,
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
        receipt = eraser_of(found.store, self._files, secret, self._clock).erase([draft_id], Action.ERASED, by=by)
        with suppress(RuntimeError):
            self.erased.emit()
        return receipt

    def _verify(self, passphrase: str) -> KeyTrouble | None:
        try:
            self._keys.unlock(passphrase).wipe()
        except KeyFileError as error:
            return error.trouble
        return None

    def _look_after(self, found: Opened) -> None:
        """Take snapshots when it is quiet, and read the pages through; a window that only reads sees what the other one decides."""
        if found.holder is None:
            self._watch_keeping()
        if found.holder is None or self._secret is None:
            return
        snapshots = Snapshots(self._files.snapshots, self._files.store, self._secret.view(), self._clock)
        self._care = Care(found.store, snapshots, self._secret.view(), self._clock, found.holder)
        care = self.store_care = StoreCare(self._care, self._clock)
        care.setParent(self)
        care.damaged.connect(self._damaged)
        care.look()
        retention = self._retention = RetentionWatch(found.store.changes, self._clock, self.days)
        retention.over.connect(self._erase_over)
        retention.look()

    def _watch_keeping(self) -> None:
        keeping = self._keeping
        watch = self._watch = KeepingWatch(
            self._files.store_key, lambda: self._keys.keeping_now() in {None, keeping}, self
        )
        watch.changed.connect(self._follow_keeping)

    def _follow_keeping(self) -> None:
        """Close what is shown: it must not stay open once a passphrase holds, or nothing is kept."""
        self.lock.stop()
        self._shut(LockReason.CHANGED)

    def _erase_over(self) -> None:
        """Erase what is over; what is being typed at this moment is saved first, and so is not."""
        found, secret, session = self._found, self._secret, self.session
        if found is None or secret is None or session is None:
            return
        session.flush(_PATIENCE)
        gone = [head.id for head in due(found.store.heads(), self._clock.now(), self.days)]
        session.forget(gone)
        eraser = eraser_of(found.store, self._files, secret, self._clock)
        self._work.do(partial(eraser.erase_due, self.days), partial(self._erased_over, gone))

    def _erased_over(self, gone: list[DraftId], result: object) -> None:
        if isinstance(result, Exception):
            # Another window may still read; the next start sees to it before anything is shown.
            return
        for draft_id in gone:
            self.changed.emit(draft_id)
        if gone:
            self.erased.emit()
            self.said.emit(_("Drafts whose time was over were erased"))
        if self._retention is not None:
            self._retention.look()

    def _tell_saved(self, saved: tuple[DraftInHand, ...]) -> None:
        """Note that drafts were saved: called in the thread that does."""
        care = self._care
        if not saved or care is None:
            return
        care.saved()
        # The window may be gone by now.
        with suppress(RuntimeError):
            self._saved.emit()

    def _note_saved(self) -> None:
        if self.store_care is not None:
            self.store_care.saved()
        if self._retention is not None:
            self._retention.saved()

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

    # ------------------------------------------------------------------ another way of keeping them

    def _make_change(self, rules: "PassphraseRules", window: QWidget) -> KeepingChange:
        change = KeepingChange(
            self._theme, window, self._keys, rules, self._policy, self._files, self._clock, self.gate, self.lock
        )
        for name in ("sheet_opened", "said", "warned", "failed"):
            getattr(change, name).connect(getattr(self, name))
        change.began.connect(self._begin_keeping)
        change.closing.connect(self._step_back)
        change.reopening.connect(self.gate.start)
        change.kept_nothing.connect(self._go_without)
        change.erased.connect(self.all_erased)
        change.minutes_changed.connect(self._lock_after)
        self.gate.wrapped.connect(lambda: self._shut(LockReason.CHANGED))
        return change

    def change_keeping(self) -> None:
        """Ask where drafts are to be kept."""
        session = self.session
        if session is None and self._secret is not None:
            # They are being opened.
            return
        self._change.ask(
            self._keeping,
            self._secret,
            lambda: session is None or session.flush(_PATIENCE),
            writable=session is None or not session.store.read_only,
        )

    def _begin_keeping(self) -> None:
        self._beginning = True

    def _step_back(self) -> None:
        """Close the store, and show nothing of it."""
        self.lock.stop()
        self.shut.emit()
        self.gate.setCurrentWidget(self.gate.blank)
        self.stands_before.emit(self.gate)
        self._close_store()

    def _lock_after(self, minutes: int) -> None:
        if self.lock.watching:
            self.lock.start(minutes)
            self.auto_lock_changed.emit(minutes)

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
        self._change.let_go()
        self._close_store()

    def _close_files(self) -> None:
        self._work.close()
        self._questions.forget()
        if self._retention is not None:
            self._retention.close()
            self._retention = None
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.tools = None
        found, self._found = self._found, None
        session, self.session = self.session, None
        if self.store_care is not None:
            self.store_care.close()
            self.store_care = None
        if session is not None:
            session.close(_PATIENCE, lambda: None if self._care is None else self._care.at_end())
        self._care = None
        if found is not None:
            found.close()

    def _close_store(self) -> None:
        self._close_files()
        self._forget_key()

    def _forget_key(self) -> None:
        if self._secret is not None:
            self._secret.wipe()
            self._secret = None
