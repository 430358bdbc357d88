"""From a start to a window that keeps drafts: the gate, the store, what went wrong before; and back, when it is locked."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.envelope import KeyFileError, KeyTrouble
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.models import Action, DraftId
from citizen_desktop.drafts.opening import Opened, eraser_of, open_drafts
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.drafts.rescue import NothingSoundError
from citizen_desktop.drafts.restore import note_restored
from citizen_desktop.drafts.retention import days_kept
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.summary import blank_draft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Policy
from citizen_desktop.ui.auto_lock import AutoLock, LockReason
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.desk_work import DeskWork
from citizen_desktop.ui.draft_tools import DraftTools
from citizen_desktop.ui.gate import Gate
from citizen_desktop.ui.jobs import PATIENCE
from citizen_desktop.ui.keeping_change import KeepingChange
from citizen_desktop.ui.keeping_watch import KeepingWatch
from citizen_desktop.ui.open_store import OpenStore
from citizen_desktop.ui.opening_questions import OpeningQuestions
from citizen_desktop.ui.unsaved import Unsaved
from citizen_desktop.ui.unsaved_words import lost_files_words, still_unsaved_words
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citizen_desktop.content.passphrase_models import PassphraseRules
    from citizen_desktop.drafts.in_hand import DraftInHand


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
    may_lock = Signal(object)
    """The key of a centre is in memory, and what is asked before ``opened`` may show drafts: a function that locks them."""
    opened = Signal(object, object)
    """A ``DraftSession`` and a ``CaseDesk``; None and None where nothing is kept."""
    shut = Signal()
    """The drafts are locked: nothing of them may be shown any more."""
    draft_wanted = Signal(str)
    changed = Signal(str)
    """A draft left or came in: its id."""
    changed_elsewhere = Signal()
    """Another window changed drafts, and this one only reads."""
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
    unkept_wanted = Signal(object)
    """After ``opened``: each ``DraftInHand`` that the store has not yet is to be gone on with."""
    answers_left = Signal(object)
    """After ``opened``: answers of a draft that no store has; they go on in memory."""
    holds_unsaved = Signal(bool)
    """Whether something that is not shown is still to be saved: closing the window now would lose it."""

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
        self._unsaved = Unsaved(self)
        self._unsaved.told.connect(lambda holds: self.gate.tell_unsaved(holds=holds))
        self._unsaved.told.connect(self.holds_unsaved)
        self.gate.erasing.connect(self._unsaved.let_go)
        self.gate.erased.connect(self._unsaved.give_up)
        self.erased.connect(self._unsaved.tell)
        self.lock = AutoLock(clock, self)
        self.lock.locking.connect(self._keep)
        self.lock.locked.connect(self._shut)
        self.gate.holding.connect(self._start_lock)
        self._change = self._make_change(rules, parent)
        self._beginning = False
        self._keeping = Keeping.NOTHING
        self._secret: Secret | None = None
        self._found: Opened | None = None
        self.store: OpenStore | None = None
        self.tools: DraftTools | None = None
        self._window = parent
        self._noting_restored = False
        self._work = DeskWork(clock)
        self._questions = self._make_questions()
        self._watch: KeepingWatch | None = None

    @property
    def session(self) -> DraftSession | None:
        """What saves, None while nothing is open."""
        return None if self.store is None else self.store.session

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
        behind = None if secret is None else self._unsaved.take_up()
        if secret is not None and behind is not None:
            secret.wipe()
            self._take_up(behind)
            return
        self._keeping, self._secret = keeping, secret
        if secret is None:
            self._go_without()
        else:
            self._open()

    def _take_up(self, store: OpenStore) -> None:
        """Go on with a store that stayed open under the lock."""
        unkept = store.session.unkept
        self._keeping, self._secret, self._found = Keeping.CENTRE, store.secret, store.found
        self._unsaved.tell()
        # Whoever comes now may be somebody else.
        store.session.initials = ""
        self._start_lock()
        self._work_with(store, unkept)

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
                    self._start_lock()
                self._beginning = False
                self._questions.ask(result, self._secret)
            case Exception() if self._beginning:
                self._forget_key()
                self._beginning = False
                self._change.take_back()
            case NothingSoundError():
                if self._keeping is Keeping.CENTRE:
                    # The key is in memory, and what could not be saved.
                    self._start_lock()
                self._questions.show_hopeless(unsaved=self._unsaved.count > 0)
            case StoreError(trouble=trouble):
                self._keep_nothing(trouble)
            case _:
                self._keep_nothing(Trouble.UNREADABLE)

    def _start_lock(self) -> None:
        self.lock.listen_to_system()
        self.lock.start(self.gate.auto_lock_minutes)
        self.may_lock.emit(self.lock.lock_now)

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
        said = [why]
        for draft in self._unsaved.take_shown():
            # The files lie in the store that is not opened.
            answers, files = draft.content
            self.answers_left.emit(answers.evolve(attachments=()))
            said += [lost_files_words(len(files))] if files else []
        self._unsaved.tell()
        if self._unsaved.count:
            said.append(still_unsaved_words(self._unsaved.count))
        self.warned.emit(" ".join(said))

    def _begin(self, found: Opened) -> None:
        if self._secret is None:
            return
        store = OpenStore(found, self._secret, self._files, self._clock, self.days, self)
        store.damaged.connect(self._damaged)
        store.changed.connect(self.changed)
        store.changed_elsewhere.connect(self.changed_elsewhere)
        store.erased.connect(self.erased)
        store.said.connect(self.said)
        store.saved.connect(self._unsaved.look)
        left = self._unsaved.take_drafts()
        carried = store.session.carry_over(left)
        self._unsaved.tell()
        self._work_with(store, carried)
        lost = sum(len(before.content[1]) - len(now.content[1]) for before, now in zip(left, carried, strict=True))
        if lost:
            self.warned.emit(lost_files_words(lost))
        if found.expired:
            self.said.emit(_("Drafts whose time was over were erased"))

    def _work_with(self, store: OpenStore, unkept: "Sequence[DraftInHand]") -> None:
        """Show a store, and look after it.

        Args:
            store: itself.
            unkept: its drafts that could not be saved so far, to be gone on with, though they may be saved at any moment.
        """
        self.store = store
        found = store.found
        minutes = self.gate.auto_lock_minutes
        cases = CaseDesk(
            store=found.store,
            clock=self._clock,
            keeping=self._keeping,
            create=lambda kind, initials, purposes: found.store.create(*blank_draft(kind), initials, purposes),
            erase=self.erase,
            verify_passphrase=self._verify,
            wait=self._keys.attempts.seconds_left,
            saved=store.note_saved,
            lock_now=self.lock.lock_now,
            retention_days=self.days,
            auto_lock_minutes=minutes or None,
        )
        self.opened.emit(store.session, cases)
        self._free()
        tools = self.tools = DraftTools(
            self._theme, self._window, self._content, store.session, self._policy, self._files, self._clock
        )
        tools.sheet_opened.connect(self.sheet_opened)
        tools.said.connect(self.said)
        tools.failed.connect(self.failed)
        tools.changed.connect(self.changed)
        tools.restored.connect(self._restored)
        if self._noting_restored and not found.store.read_only:
            self._noting_restored = False
            note_restored(found.store)
        if found.holder is None:
            self._watch_keeping()
        store.look_after()
        if unkept:
            self.unkept_wanted.emit(unkept)

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
        try:
            receipt = eraser_of(found.store, self._files, secret, self._clock).erase([draft_id], Action.ERASED, by=by)
        finally:
            self._forget_erased(found.store, draft_id)
        with suppress(RuntimeError):
            self.erased.emit()
        return receipt

    def _forget_erased(self, store: Store, draft_id: DraftId) -> None:
        """Save nothing more of a draft once it is gone; one that is still there goes on as it was."""
        with suppress(StoreError):
            try:
                store.head(draft_id)
            except KeyError:
                self._unsaved.forget([draft_id])
                if self.session is not None:
                    self.session.forget([draft_id])

    def _verify(self, passphrase: str) -> KeyTrouble | None:
        try:
            self._keys.unlock(passphrase).wipe()
        except KeyFileError as error:
            return error.trouble
        return None

    def _watch_keeping(self) -> None:
        keeping = self._keeping
        watch = self._watch = KeepingWatch(
            self._files.store_key, lambda: self._keys.keeping_now() in {None, keeping}, self._clock, self
        )
        watch.changed.connect(self._follow_keeping)

    def _follow_keeping(self) -> None:
        """Close what is shown: it must not stay open once a passphrase holds, or nothing is kept."""
        self.lock.stop()
        self._shut(LockReason.CHANGED)

    def _damaged(self) -> None:
        """Close the store, and open what is sound of it; what it does not take any more goes over into that."""
        self.lock.stop()
        if self.session is not None:
            unkept = self.session.unkept
            for draft in unkept:
                draft.is_locked = self._is_locked(self.session.store, draft)
            self._unsaved.keep(unkept)
        self.shut.emit()
        # Whatever is typed meanwhile would have nowhere to go.
        self.gate.setCurrentWidget(self.gate.blank)
        self.stands_before.emit(self.gate)
        self._close_files()
        self._open()

    def _is_locked(self, store: Store, draft: "DraftInHand") -> bool:
        with suppress(KeyError, StoreError):
            return draft.id is not None and store.head(draft.id).locked
        # Nobody can tell any more. What no form shows may have been locked.
        return draft.is_released and self._keeping is Keeping.CENTRE

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
            lambda: session is None or session.keep_all(PATIENCE),
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
            self.session.keep_all(PATIENCE)

    def _shut(self, reason: LockReason) -> None:
        # Before its sheet closes, which would hand the key over.
        self.gate.drop_held()
        self.shut.emit()
        if self.store is not None and self.store.holds_unsaved:
            self._rest()
            self._unsaved.hold_back(self.store)
            self.store, self._found, self._secret = None, None, None
        else:
            self._close_store()
        self.gate.lock(reason)
        self._unsaved.tell()
        self._gate_changed()

    def close(self) -> None:
        """Save everything and let go of all: the window closes."""
        self.lock.close()
        self.gate.let_go()
        self._change.let_go()
        self._unsaved.close()
        self._close_store()

    def _rest(self) -> None:
        """End what is at work around the store."""
        self._work.close()
        self._questions.forget()
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.tools = None

    def _close_files(self) -> None:
        self._rest()
        found, self._found = self._found, None
        store, self.store = self.store, None
        if store is not None:
            store.close()
        elif found is not None:
            found.close()

    def _close_store(self) -> None:
        self._close_files()
        self._forget_key()

    def _forget_key(self) -> None:
        # It may run already while they are being opened.
        self.lock.stop()
        if self._secret is not None:
            self._secret.wipe()
            self._secret = None
