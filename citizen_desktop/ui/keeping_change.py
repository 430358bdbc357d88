"""From one way of keeping drafts to another, while the window is open. Until a step is done, what held before holds."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.passphrase_models import PassphraseRules
from citizen_desktop.drafts.envelope import KeyFileError, KeyTrouble
from citizen_desktop.drafts.holder import HeldError, Holder
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.i18n import gettext as _
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.ui.auto_lock import AutoLock
from citizen_desktop.ui.gate import Gate, words_of_failed_change
from citizen_desktop.ui.key_work import Outcome, key_job
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.ui.jobs import Job
    from citizen_desktop.ui.keeping_questions import GiveUpPassphraseSheet


@dataclass(frozen=True)
class _Erased:
    """Everything was erased; ``noted`` tells whether the next start knows that nothing is to be kept."""

    receipt: Receipt
    noted: bool


class KeepingChange(QObject):
    """Asks, and changes.

    Args:
        theme: colours and fonts.
        window: what the sheets lie over.
        keys: keeps the key.
        rules: of passphrases.
        policy: what the owner of the machine decided.
        files: where everything lies.
        clock: the time.
        gate: makes keys, and asks for new passphrases.
        lock: waits while the key is being kept otherwise.
    """

    sheet_opened = Signal(object)
    said = Signal(str)
    warned = Signal(str)
    failed = Signal(str)
    began = Signal()
    """Drafts are to be kept from now on: a store that can't be opened is answered by ``take_back``."""
    closing = Signal()
    """The store is to be closed, and nothing of it to be shown."""
    reopening = Signal()
    """The store is to be opened by the way that holds now."""
    kept_nothing = Signal()
    """The store is gone, and nothing is kept from now on."""
    erased = Signal(object)
    """Then this: the ``Receipt``."""
    minutes_changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        keys: Keys,
        rules: PassphraseRules,
        policy: Policy,
        files: OwnedFiles,
        clock: Clock,
        gate: Gate,
        lock: AutoLock,
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._keys, self._rules = theme, window, keys, rules
        self._policy, self._files, self._clock = policy, files, clock
        self._gate, self._lock = gate, lock
        self._job: Job | None = None
        self._sheet: GiveUpPassphraseSheet | None = None

    def ask(self, keeping: Keeping, secret: Secret | None, flush: Callable[[], bool], *, writable: bool) -> None:
        """Show how drafts are kept, and what else can be chosen.

        Args:
            keeping: how it is now.
            secret: the key in use; whoever has it wipes it.
            flush: saves everything, and tells whether all is kept.
            writable: no other window has the drafts open.
        """
        from citizen_desktop.ui.keeping_sheet import KeepingSheet, Kept  # noqa: PLC0415  when it is wanted

        if self._job is not None:
            return
        if keeping is Keeping.NOTHING and not self._gate.may_begin_keeping:
            self.failed.emit(
                _("Another window chose otherwise meanwhile. Open the application anew to work with its drafts.")
            )
            return
        owner = self._policy
        sheet = KeepingSheet(
            self._theme,
            self._window,
            Kept(
                keeping,
                self._place(),
                self._gate.auto_lock_minutes,
                fixed=owner.auto_lock_minutes is not None,
                offered=(Keeping.CENTRE,) if owner.mode is Mode.CENTRE else tuple(Keeping),
                writable=writable,
            ),
            self._rules,
        )
        sheet.way_wanted.connect(lambda way: self._go(keeping, way, secret, flush))
        sheet.minutes_wanted.connect(self._set_minutes)
        sheet.passphrase_wanted.connect(self._gate.change_passphrase)
        self.sheet_opened.emit(sheet)

    def let_go(self) -> None:
        """Wait for nothing any more: the window closes."""
        if self._job is not None:
            self._job.close()
            self._job = None

    def _place(self) -> KeyPlace:
        try:
            return self._keys.known().place
        except (KeyFileError, FileNotFoundError):
            return KeyPlace.NOWHERE

    def _go(self, now: Keeping, way: Keeping, secret: Secret | None, flush: Callable[[], bool]) -> None:
        from citizen_desktop.ui.keeping_questions import GiveUpPassphraseSheet, StopKeepingSheet  # noqa: PLC0415

        if now is Keeping.NOTHING:
            self.began.emit()
            self._gate.begin_keeping(way)
        elif way is Keeping.NOTHING:
            question = StopKeepingSheet(self._theme, self._window)
            question.erase_wanted.connect(self._stop_keeping)
            self.sheet_opened.emit(question)
        elif not flush():
            self.failed.emit(
                _("Not everything is saved yet, so nothing was changed. See to the disk, and then change it.")
            )
        elif way is Keeping.PERSONAL:
            sheet = self._sheet = GiveUpPassphraseSheet(self._theme, self._window)
            sheet.wanted.connect(self._give_up_passphrase)
            sheet.closed.connect(self._forget_sheet)
            self.sheet_opened.emit(sheet)
        elif secret is not None and not secret.wiped:
            self._gate.wrap_key(secret)

    def _work(self, work: Callable[[], object], then: Callable[[Outcome], None]) -> None:
        if self._job is not None:
            return

        def ended(outcome: Outcome) -> None:
            self._job = None
            then(outcome)

        self._job = key_job(work, self._clock, ended)

    # ------------------------------------------------------------------ a centre's minutes

    def _set_minutes(self, minutes: int) -> None:
        def done(outcome: Outcome) -> None:
            if outcome.trouble is not None:
                self.failed.emit(words_of_failed_change())
                return
            self.minutes_changed.emit(minutes)
            self.said.emit(_("The drafts lock after that time from now on"))

        self._work(lambda: self._keys.set_auto_lock(minutes), done)

    # ------------------------------------------------------------------ without a passphrase

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _give_up_passphrase(self, passphrase: str) -> None:
        if self._job is not None or self._sheet is None:
            return
        self._sheet.set_busy(True)
        # It would lock drafts that a passphrase opens, while they are being kept without one.
        self._lock.stop()

        self._work(lambda: self._keys.unlock(passphrase), self._tried)

    def _tried(self, outcome: Outcome) -> None:
        """Go on with the key that the passphrase opened, unless somebody thought better of it meanwhile."""
        sheet, secret = self._sheet, outcome.result
        if isinstance(secret, Secret) and sheet is not None:
            sheet.close_sheet()
            self._work(partial(self._keep_personal, secret), self._gave_up)
            return
        if isinstance(secret, Secret):
            secret.wipe()
        self._lock.start(self._gate.auto_lock_minutes)
        if sheet is None:
            return
        match outcome.trouble:
            case KeyTrouble.WRONG | KeyTrouble.WAIT:
                waits = self._keys.attempts.seconds_left() > 0
                sheet.refuse(
                    _("The passphrase is not right. Wait before you try again.")
                    if waits
                    else _("The passphrase is not right.")
                )
            case _:
                sheet.close_sheet()
                self.failed.emit(words_of_failed_change())

    def _keep_personal(self, secret: Secret) -> KeyPlace:
        with secret:
            made = self._keys.make_personal(secret)
        made.secret.wipe()
        return made.place

    def _gave_up(self, outcome: Outcome) -> None:
        if not isinstance(outcome.result, KeyPlace):
            self._lock.start(self._gate.auto_lock_minutes)
            self.failed.emit(words_of_failed_change())
            return
        self.closing.emit()
        self.reopening.emit()
        self._gate.tell_place(outcome.result)

    # ------------------------------------------------------------------ nothing any more

    def _stop_keeping(self) -> None:
        if self._job is None:
            self.closing.emit()
            self._work(self._erase, self._stopped)

    def _erase(self) -> _Erased:
        try:
            # Another window may have waited for this one to let go.
            Holder(self._files.store_lock, self._clock).let_go()
        except (HeldError, OSError):
            raise KeyFileError(KeyTrouble.UNREADABLE) from None
        receipt = self._keys.erase()
        try:
            self._keys.keep_nothing()
        except KeyFileError:
            return _Erased(receipt, noted=False)
        return _Erased(receipt, noted=True)

    def _stopped(self, outcome: Outcome) -> None:
        result = outcome.result
        if not isinstance(result, _Erased):
            # Once begun it goes on: the gate sees to that.
            self.failed.emit(
                _("Not everything could be erased. Close other windows of the application and try again.")
                if self._keys.erasing
                else words_of_failed_change()
            )
            self.reopening.emit()
            return
        self.kept_nothing.emit()
        if not result.noted:
            self.warned.emit(
                _("Your choice holds now but could not be stored: the disk is full or may not be written to.")
            )
        self.erased.emit(result.receipt)

    # ------------------------------------------------------------------ back to nothing

    def take_back(self) -> None:
        """Keep nothing, as before: the store that was to be begun can't be opened."""

        def work() -> None:
            self._keys.erase()
            self._keys.keep_nothing()

        def done(_outcome: Outcome) -> None:
            self.kept_nothing.emit()
            self.failed.emit(
                _(
                    "Drafts can't be kept here: the disk does not answer or is full. What you typed is still in memory only."
                )
            )

        self._work(work, done)
