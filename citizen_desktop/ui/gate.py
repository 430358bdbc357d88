"""What stands before the window's pages until it is clear where drafts are kept, and until they are open."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.passphrase_models import PassphraseRules
from citizen_desktop.drafts.envelope import Envelope, KeyFileError, KeyTrouble
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.drafts.keys import Keys, Made
from citizen_desktop.drafts.retention import days_kept
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.i18n import gettext as _
from citizen_desktop.policy import Mode, Policy
from citizen_desktop.ui.auto_lock import LockReason
from citizen_desktop.ui.erase_sheet import EraseSheet
from citizen_desktop.ui.first_start_page import FirstStartPage
from citizen_desktop.ui.key_trouble_page import KeyTroublePage
from citizen_desktop.ui.key_work import Outcome, key_job
from citizen_desktop.ui.passphrase_sheet import PassphraseSheet, Purpose
from citizen_desktop.ui.recovery_sheet import RecoverySheet
from citizen_desktop.ui.unlock_page import UnlockPage
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.ui.jobs import Job


class Gate(QStackedWidget):
    """First start, passphrase, unlocking; then it hands over the key.

    Args:
        theme: colours and fonts.
        keys: keeps the key.
        rules: of passphrases.
        policy: what the owner of the machine decided.
        clock: the time.
    """

    opened = Signal(object, object)
    """A ``Keeping`` and the ``Secret``, whose owner wipes it; None where nothing is kept."""
    holding = Signal()
    """A key is held while something is still asked for: it is time to lock where nobody goes on."""
    wrapped = Signal()
    """A passphrase holds around the key that was in use: it is to be asked for."""
    sheet_opened = Signal(object)
    print_wanted = Signal(object)
    """A ``RecoveryPaper``."""
    said = Signal(str)
    warned = Signal(str)
    """Something to know that stays until it is read."""
    failed = Signal(str)
    erasing = Signal()
    """Everything is about to be erased: whoever has the drafts open lets go of them."""
    erased = Signal()

    def __init__(self, theme: Theme, keys: Keys, rules: PassphraseRules, policy: Policy, clock: Clock) -> None:
        super().__init__()
        self.theme, self._keys, self._rules, self._policy, self._clock = theme, keys, rules, policy, clock
        self.first: FirstStartPage | None = None
        self.unlock: UnlockPage | None = None
        self.trouble: KeyTroublePage | None = None
        self.sheet: Sheet | None = None
        self.blank = QWidget()
        self.addWidget(self.blank)
        # It stands before the window's pages again and again.
        self.setProperty("stays", True)
        self._job: Job | None = None
        self._held: Secret | None = None
        self._base: Secret | None = None
        """The key in use, where another way of keeping it is being asked for."""
        self._at_work = False

    @property
    def may_begin_keeping(self) -> bool:
        """Whether nothing is kept by choice, so that one may choose otherwise at any time."""
        if self._policy.mode is Mode.KIOSK or self._keys.orphaned or self._keys.erasing:
            return False
        known = self._known()
        return not self._keys.decided if known is None else known.keeping is Keeping.NOTHING

    @property
    def auto_lock_minutes(self) -> int:
        """Minutes without a touch after which drafts lock: the owner's word, or what was chosen; 0 where nothing locks."""
        known = self._known()
        if known is None or known.keeping is not Keeping.CENTRE:
            return 0
        return self._policy.auto_lock_minutes or known.auto_lock_minutes

    # ---------------------------------------------------------------- which page

    def start(self) -> None:
        """Show what is to be asked; hand over at once if nothing is."""
        if self._policy.mode is Mode.KIOSK:
            self.opened.emit(Keeping.NOTHING, None)
        elif self._keys.erasing:
            self._work(self._keys.erase, self._erased)
        elif self._keys.restoring:
            self._work(self._keys.settle, self._settled)
        elif self._keys.orphaned:
            self._show_trouble(KeyTrouble.DAMAGED)
        elif not self._keys.decided:
            self._ask_first()
        else:
            self._go_on(LockReason.START)

    def _settled(self, outcome: Outcome) -> None:
        if outcome.trouble is not None:
            self._show_trouble(outcome.trouble)
        else:
            self.start()

    def lock(self, reason: LockReason) -> None:
        """Show that the drafts are locked; the key is wiped by whoever has it."""
        self._go_on(reason)

    def tell_unsaved(self, *, holds: bool) -> None:
        """Say on the lock page whether something could not be saved so far."""
        if self.unlock is not None:
            self.unlock.tell_unsaved(holds=holds)

    def let_go(self) -> None:
        """Give up work in hand and wipe what is held: the window closes."""
        if self._job is not None:
            self._job.close()
            self._job = None
        if self.unlock is not None:
            self.unlock.let_go()
        self.drop_held()
        self._drop_base()

    def _go_on(self, reason: LockReason) -> None:
        try:
            known = self._keys.known()
        except (KeyFileError, FileNotFoundError) as error:
            self._show_trouble(error.trouble if isinstance(error, KeyFileError) else KeyTrouble.DAMAGED)
            return
        bound = self._policy.mode is Mode.CENTRE
        match known.keeping:
            case Keeping.NOTHING if bound:
                self._ask_first(again=True)
            case Keeping.PERSONAL if bound:
                self.setCurrentWidget(self.blank)
                self._work(self._keys.open_personal, self._must_wrap)
            case Keeping.NOTHING:
                self.opened.emit(Keeping.NOTHING, None)
            case Keeping.PERSONAL:
                self.setCurrentWidget(self.blank)
                self._work(self._keys.open_personal, self._opened_personal)
            case _:
                self._show_unlock(known, reason)

    def _must_wrap(self, outcome: Outcome) -> None:
        """Ask for a passphrase around a key that opened without one: the owner of the machine decided so since."""
        if isinstance(outcome.result, Secret):
            self._base = outcome.result
            self._ask_first(again=True)
        else:
            self._show_trouble(outcome.trouble or KeyTrouble.UNREADABLE)

    def _ask_first(self, *, again: bool = False) -> None:
        centre = self._policy.mode is Mode.CENTRE
        if self.first is not None and self.first.again is not again:
            # As where everything was erased since.
            self.removeWidget(self.first)
            self.first.deleteLater()
            self.first = None
        if self.first is None:
            minutes = self._policy.auto_lock_minutes or self._rules.auto_lock.minutes
            days = days_kept(self._policy.retention_days)
            offered = (Keeping.CENTRE,) if centre else tuple(Keeping)
            self.first = FirstStartPage(self.theme, minutes, days, offered, again=again)
            self.first.chosen.connect(self._chosen)
            self.addWidget(self.first)
        self.setCurrentWidget(self.first)
        if centre:
            self._chosen(Keeping.CENTRE)

    def _show_unlock(self, known: Envelope, reason: LockReason) -> None:
        if self.unlock is None:
            self.unlock = UnlockPage(self.theme, self._keys, self._clock)
            self.unlock.unlocked.connect(lambda secret: self.opened.emit(Keeping.CENTRE, secret))
            self.unlock.recovered.connect(self._recovered)
            self.unlock.troubled.connect(self._show_trouble)
            self.unlock.keep_nothing_wanted.connect(lambda: self.opened.emit(Keeping.NOTHING, None))
            self.unlock.erase_wanted.connect(self._ask_erase)
            self.addWidget(self.unlock)
        minutes = self._policy.auto_lock_minutes or known.auto_lock_minutes
        self.unlock.show_locked(reason, minutes, has_code=known.recovery is not None)
        self.setCurrentWidget(self.unlock)

    def _show_trouble(self, trouble: KeyTrouble) -> None:
        if self.trouble is None:
            self.trouble = KeyTroublePage(self.theme)
            self.trouble.again_wanted.connect(self.start)
            self.trouble.keep_nothing_wanted.connect(lambda: self.opened.emit(Keeping.NOTHING, None))
            self.trouble.erase_wanted.connect(self._ask_erase)
            self.addWidget(self.trouble)
        self.trouble.show_trouble(trouble)
        self.setCurrentWidget(self.trouble)

    # ---------------------------------------------------------------- the first start

    def begin_keeping(self, keeping: Keeping) -> None:
        """Keep drafts from now on, as at a first start; ``opened`` follows, or nothing is changed."""
        if self.may_begin_keeping:
            self._chosen(keeping)

    def wrap_key(self, secret: Secret) -> None:
        """Ask for a passphrase to put around the key in use; ``wrapped`` follows once it holds.

        Args:
            secret: the key; whoever has it wipes it.
        """
        if self._job is None:
            self._drop_base()
            self._base, self._at_work = secret.copy(), True
            self._ask_passphrase()

    def _chosen(self, keeping: Keeping) -> None:
        match keeping:
            case Keeping.PERSONAL:
                self._work(self._keys.make_personal, self._made)
            case Keeping.CENTRE:
                self._ask_passphrase()
            case _:
                self._work(self._keys.keep_nothing, self._kept_nothing)

    def _ask_passphrase(self) -> None:
        minutes = self._policy.auto_lock_minutes
        sheet = self._passphrase_sheet(Purpose.NEW, minutes or self._rules.auto_lock.minutes, fixed=minutes is not None)
        sheet.wanted.connect(lambda _old, new, lock, code: self._make_centre(sheet, new, lock, with_code=code))
        if self._at_work:
            sheet.closed.connect(self._drop_base)

    def _make_centre(self, sheet: PassphraseSheet, passphrase: str, minutes: int, *, with_code: bool) -> None:
        sheet.set_busy(True)
        # A copy, since the window may be closed and the key be wiped meanwhile.
        base, at_work = None if self._base is None else self._base.copy(), self._at_work

        def make() -> Made:
            with base or nullcontext():
                return self._keys.make_centre(passphrase, minutes, with_code=with_code, secret=base)

        self._work(make, lambda outcome: self._made(outcome, sheet, at_work=at_work))

    def _made(self, outcome: Outcome, sheet: PassphraseSheet | None = None, *, at_work: bool = False) -> None:
        self._close(sheet)
        made = outcome.result
        if not isinstance(made, Made):
            self.failed.emit(
                _("The key could not be written: the disk is full or may not be written to.")
                if self._base is None and not at_work
                else words_of_failed_change()
            )
            if self._base is not None and not at_work:
                # Another window may have put a passphrase around it meanwhile.
                self._drop_base()
                self.start()
            return
        self.tell_place(made.place)
        self._held = made.secret
        keeping = Keeping.CENTRE if made.place is KeyPlace.PASSPHRASE else Keeping.PERSONAL
        then = self._wrapped if at_work else partial(self._hand_over, keeping)
        if not made.code:
            then()
            return
        code_sheet = RecoverySheet(self.theme, self.window(), made.code, self._clock.now())
        code_sheet.print_wanted.connect(self.print_wanted)
        code_sheet.done.connect(then)
        self._take_sheet(code_sheet)

    def tell_place(self, place: KeyPlace) -> None:
        """Say where the key is, if no passphrase is asked for."""
        if place is KeyPlace.FILE:
            self.warned.emit(words_of_file_key())
        elif place is KeyPlace.KEYRING:
            self.said.emit(_("The key is kept in the system's keyring"))

    def _kept_nothing(self, outcome: Outcome) -> None:
        if outcome.trouble is not None:
            self.warned.emit(
                _("Your choice holds now but could not be stored: the disk is full or may not be written to.")
            )
        self.opened.emit(Keeping.NOTHING, None)

    # ---------------------------------------------------------------- each further start

    def _opened_personal(self, outcome: Outcome) -> None:
        if isinstance(outcome.result, Secret):
            self.opened.emit(Keeping.PERSONAL, outcome.result)
        else:
            self._show_trouble(outcome.trouble or KeyTrouble.UNREADABLE)

    def _recovered(self, secret: Secret) -> None:
        """Ask for a new passphrase; whoever does not want one goes on, and the old one holds."""
        self._held = secret
        self.holding.emit()
        sheet = self._passphrase_sheet(Purpose.RESET, self.auto_lock_minutes)
        sheet.closed.connect(lambda: self._hand_over(Keeping.CENTRE))
        sheet.wanted.connect(lambda _old, new, _lock, _code: self._reset(sheet, new))

    def _reset(self, sheet: PassphraseSheet, passphrase: str) -> None:
        held = self._held
        if held is None:
            return
        sheet.set_busy(True)
        # A copy, since the drafts may lock and the key be wiped meanwhile.
        key = held.copy()

        def reset() -> None:
            with key:
                self._keys.set_passphrase(key, passphrase)

        def done(outcome: Outcome) -> None:
            if outcome.trouble is not None:
                self.failed.emit(_("The new passphrase could not be kept; the one before holds."))
            else:
                self.said.emit(_("The new passphrase holds from now on"))
            self._close(sheet)

        self._work(reset, done)

    def _wrapped(self) -> None:
        self.drop_held()
        self.wrapped.emit()

    def _hand_over(self, keeping: Keeping) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        self._drop_base()
        self.opened.emit(keeping, held)

    # ---------------------------------------------------------------- another passphrase, and erasing

    def change_passphrase(self) -> None:
        """Ask for another passphrase while the drafts are open."""
        sheet = self._passphrase_sheet(Purpose.CHANGE, self.auto_lock_minutes)

        def change(old: str, new: str) -> None:
            sheet.set_busy(True)
            self._work(lambda: self._keys.change_passphrase(old, new), lambda outcome: self._changed(sheet, outcome))

        sheet.wanted.connect(lambda old, new, _lock, _code: change(old, new))

    def _changed(self, sheet: PassphraseSheet, outcome: Outcome) -> None:
        match outcome.trouble:
            case None:
                self._close(sheet)
                self.said.emit(_("The new passphrase holds from now on"))
            case KeyTrouble.WRONG | KeyTrouble.WAIT if self.sheet is not sheet:
                # It was closed while the passphrase was tried.
                self.failed.emit(_("The new passphrase could not be kept; the one before holds."))
            case KeyTrouble.WRONG:
                sheet.refuse_old(_("The passphrase is not right."))
            case KeyTrouble.WAIT:
                sheet.refuse_old(_("The passphrase is not right. Wait before you try again."))
            case _:
                self._close(sheet)
                self.failed.emit(_("The new passphrase could not be kept; the one before holds."))

    def _ask_erase(self) -> None:
        sheet = EraseSheet(self.theme, self.window())
        sheet.erase_wanted.connect(self._erase)
        self._take_sheet(sheet)

    def _erase(self) -> None:
        if self._job is None:
            self.erasing.emit()
        self._work(self._keys.erase, self._erased)

    def _erased(self, outcome: Outcome) -> None:
        if outcome.trouble is not None:
            self.failed.emit(_("Not everything could be erased. Close other windows of the application and try again."))
            if self.currentWidget() is self.blank:
                self._show_trouble(KeyTrouble.UNREADABLE)
            return
        self.erased.emit()
        self.said.emit(_("The drafts were erased"))
        self.start()

    # ---------------------------------------------------------------- the rest

    def _passphrase_sheet(self, purpose: Purpose, minutes: int, *, fixed: bool = False) -> PassphraseSheet:
        sheet = PassphraseSheet(self.theme, self.window(), self._rules, purpose, minutes, fixed=fixed)
        sheet.open_here()
        self._take_sheet(sheet)
        return sheet

    def _take_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.closed.connect(lambda: self._forget(sheet))
        self.sheet_opened.emit(sheet)

    def _close(self, sheet: Sheet | None) -> None:
        """Close a sheet that may have been closed meanwhile."""
        if sheet is not None and self.sheet is sheet:
            sheet.close_sheet()

    def _forget(self, sheet: Sheet) -> None:
        if self.sheet is sheet:
            self.sheet = None

    def _work(self, work: Callable[[], object], then: Callable[[Outcome], None]) -> None:
        """Work off the GUI thread, one thing at a time."""
        if self._job is not None:
            return

        def ended(outcome: Outcome) -> None:
            self._job = None
            self.setEnabled(True)
            then(outcome)

        self.setEnabled(False)
        self._job = key_job(work, self._clock, ended)

    def _known(self) -> Envelope | None:
        try:
            return self._keys.known()
        except (KeyFileError, FileNotFoundError):
            return None

    def _drop_base(self) -> None:
        self._at_work = False
        if self._base is not None:
            self._base.wipe()
            self._base = None

    def drop_held(self) -> None:
        """Wipe the key that was not handed over yet: what is asked for goes on with nothing."""
        if self._held is not None:
            self._held.wipe()
            self._held = None


def words_of_failed_change() -> str:
    """Return what to know where drafts could not be kept another way."""
    return _("That could not be changed: the disk does not answer or is full. The drafts are kept as before.")


def words_of_file_key() -> str:
    """Return what to know where the key lies in a file."""
    return _(
        "This system has no keyring, so the key lies in a file that only your account may read. "
        "Whoever can read your files can read the drafts."
    )
