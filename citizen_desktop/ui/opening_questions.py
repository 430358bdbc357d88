"""What a person has to decide before the drafts are shown: damage first, then what a crash left in hand."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.models import DraftId
from citizen_desktop.drafts.opening import Opened
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.drafts.recovery import Interruption
from citizen_desktop.drafts.rescue import Damage, keep_snapshot, use_readable
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.desk_work import DeskWork
from citizen_desktop.widgets.theme import Theme


class OpeningQuestions(QObject):
    """Asks one thing after the other.

    Args:
        theme: colours and fonts.
        content: names of what an objection asks.
        work: does what was decided.
        erase: erases a draft for good; called in a thread.
        clock: the time.
        days: after its last change that a draft is kept.
    """

    stands_before = Signal(object)
    """A page that asks."""
    answered = Signal(object)
    """Nothing is left to ask: the ``Opened`` store."""
    start_anew_wanted = Signal()
    nothing_wanted = Signal()
    """The damaged store is to stay as it is, and nothing be kept."""
    draft_wanted = Signal(str)
    """After ``answered``: the draft to go on with."""
    failed = Signal(str)
    sheet_opened = Signal(object)

    def __init__(
        self,
        theme: Theme,
        content: ObjectionContent,
        work: DeskWork,
        erase: Callable[[DraftId], Receipt],
        clock: Clock,
        days: int,
    ) -> None:
        super().__init__()
        self._theme, self._content, self._work, self._erase = theme, content, work, erase
        self._clock, self._days = clock, days
        self._found: Opened | None = None
        self._key: Secret | None = None
        self._page: QWidget | None = None

    def ask(self, found: Opened, key: Secret) -> None:
        """Ask what there is to ask about a store.

        Args:
            found: the store; whoever owns it closes it.
            key: of the store; whoever owns it wipes it.
        """
        self._found, self._key = found, key
        self._go_on()

    def forget(self) -> None:
        """Ask no more: the store is closed."""
        self._found = self._key = self._page = None

    def show_hopeless(self, *, unsaved: bool) -> None:
        """Show that the store is damaged, and nothing sound is left of it.

        Args:
            unsaved: something is in memory that an empty file could keep.
        """
        self._show_damage(None, unsaved=unsaved)

    def _go_on(self) -> None:
        found = self._found
        if found is None:
            return
        if found.damage is not None:
            self._show_damage(found.damage)
        elif found.interruption is not None:
            self._show_recovery(found.interruption)
        else:
            self._page = None
            self.answered.emit(found)

    def _damage_settled(self) -> None:
        if self._found is not None:
            self._found = replace(self._found, damage=None)
            self._go_on()

    def _recovery_settled(self) -> None:
        if self._found is not None:
            self._found = replace(self._found, interruption=None)
            self._go_on()

    def _show(self, page: QWidget) -> None:
        self._page = page
        self.stands_before.emit(page)

    # ------------------------------------------------------------------ damage

    def _show_damage(self, damage: Damage | None, *, unsaved: bool = False) -> None:
        from citizen_desktop.ui.damage_page import DamagePage  # noqa: PLC0415  hardly ever needed

        page = DamagePage(self._theme, damage, unsaved=unsaved)
        page.sheet_opened.connect(self.sheet_opened)
        page.start_anew_wanted.connect(self.start_anew_wanted)
        if damage is None:
            page.later.connect(self.nothing_wanted)
        else:
            page.later.connect(self._damage_settled)
            page.use_wanted.connect(lambda: self._decide(partial(self._use, damage)))
            page.keep_wanted.connect(lambda: self._decide(partial(keep_snapshot, damage)))
        self._show(page)
        page.take_keyboard()

    def _use(self, damage: Damage) -> None:
        if self._found is not None and self._key is not None:
            use_readable(damage, self._key.view(), self._found.store)

    def _decide(self, decision: Callable[[], object]) -> None:
        def done(result: object) -> None:
            if isinstance(result, Exception):
                self.failed.emit(
                    _("That could not be done: the disk does not answer or is full. Everything is as before.")
                )
            self._damage_settled()

        self._work.do(decision, done, self._page)

    # ------------------------------------------------------------------ after a crash

    def _show_recovery(self, left: Interruption) -> None:
        from citizen_desktop.ui.recover_page import RecoverPage  # noqa: PLC0415  only after a crash

        page = RecoverPage(self._theme, self._content, left, self._clock, self._days)
        page.sheet_opened.connect(self.sheet_opened)
        page.continued.connect(self._continue)
        page.deleted.connect(lambda draft_id: self._delete(draft_id, partial(page.drop, draft_id)))
        page.later.connect(self._recovery_settled)
        self._show(page)
        page.cards[0].go_on.setFocus()

    def _delete(self, draft_id: DraftId, drop: Callable[[], None]) -> None:
        def done(result: object) -> None:
            if isinstance(result, Exception):
                self.failed.emit(_("This draft could not be erased now. It is tried again at the next start."))
            else:
                drop()

        self._work.do(partial(self._erase, draft_id), done, self._page)

    def _continue(self, draft_id: DraftId) -> None:
        self._recovery_settled()
        self.draft_wanted.emit(draft_id)
