"""What can be done with drafts: each step asks what it has to ask first, and is noted with the initials of who took it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.drafts.models import Action, DraftId, DraftKind, JournalEntry
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.case_desk import CaseBook
from citizen_desktop.ui.case_words import number_words
from citizen_desktop.ui.consent_sheet import ConsentSheet
from citizen_desktop.ui.delete_case_sheet import DeleteCaseSheet
from citizen_desktop.ui.initials_sheet import InitialsSheet
from citizen_desktop.ui.journal_sheet import JournalSheet
from citizen_desktop.ui.unlock_case_sheet import UnlockCaseSheet
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class CaseActions(QObject):
    """The steps.

    Args:
        theme: colours and fonts of the sheets.
        page: on whose window they lie.
        book: the drafts, and who works at them.
    """

    sheet_opened = Signal(object)
    said = Signal(str)
    failed = Signal(str)
    erased = Signal(object)
    """A draft was erased: the ``Receipt``."""
    print_wanted = Signal(object)
    """A ``ConsentPaper`` is to be printed."""
    continue_wanted = Signal(str, str)
    """A draft is to be opened, at an item; empty for its beginning."""
    hand_over_wanted = Signal(str)
    """A draft is to leave as one encrypted file: its id."""
    locked = Signal(str)
    """A case was locked: nothing of it may be shown any more."""
    made = Signal(str)
    """A new draft is in the list."""

    def __init__(self, theme: Theme, page: QWidget, book: CaseBook) -> None:
        super().__init__(page)
        self.may_lock: Callable[[DraftId], bool] = lambda _id: True
        """Whether a case may be locked now; whoever answers says why not."""
        self._theme, self._page, self._book, self._desk = theme, page, book, book.desk

    def _open(self, sheet: Sheet) -> None:
        self.sheet_opened.emit(sheet)

    def signed(self, step: Callable[[], object]) -> None:
        """Take a step once it is known who takes it: a person on their own computer is not asked."""
        if not self._desk.centre or self._book.initials:
            step()
            return
        sheet = InitialsSheet(self._theme, self._page.window())

        def signed_in(initials: str) -> None:
            self._book.sign_in(initials)
            step()

        sheet.signed_in.connect(signed_in)
        self._open(sheet)

    def sign_in(self) -> None:
        """Ask who works here now: somebody else took over."""
        sheet = InitialsSheet(self._theme, self._page.window(), self._book.initials)
        sheet.signed_in.connect(self._book.sign_in)
        self._open(sheet)

    def begin(self, kind: DraftKind) -> None:
        """Make a new draft of a kind: in a centre the person agrees first, or is asked later."""
        self.ask_first(lambda purposes: self._make(kind, purposes))

    def ask_first(self, then: Callable[[tuple[str, ...] | None], None]) -> None:
        """Ask what is asked before there is a new draft.

        Args:
            then: called with what the person agrees to, None where nobody is asked or it is recorded later; not where it was left.
        """
        self.signed(lambda: self._ask_new(then))

    def _ask_new(self, then: Callable[[tuple[str, ...] | None], None]) -> None:
        if not self._desk.centre:
            then(None)
            return
        sheet = ConsentSheet(self._theme, self._page.window(), self._desk, self._book.initials)
        sheet.recorded.connect(then)
        sheet.awaited.connect(lambda: then(None))
        sheet.print_wanted.connect(self.print_wanted)
        self._open(sheet)

    def _make(self, kind: DraftKind, purposes: tuple[str, ...] | None) -> None:
        desk, initials = self._desk, self._book.initials

        def made(draft_id: DraftId) -> None:
            self.made.emit(draft_id)
            self.continue_wanted.emit(draft_id, "")

        # In one step: a lock between two would lose what the person agreed to.
        self._book.make(lambda: desk.create(kind, initials, purposes), made)

    def go_on(self, draft_id: DraftId, item: str = "") -> None:
        """Open a draft, at an item."""
        # Whoever opens it, ``DraftSession.open``, notes it in the journal with the initials.
        self.signed(lambda: self.continue_wanted.emit(draft_id, item))

    def hand_over(self, draft_id: DraftId) -> None:
        """Let a draft leave as one encrypted file."""
        self.signed(lambda: self.hand_over_wanted.emit(draft_id))

    def lock(self, draft_id: DraftId) -> None:
        """Hide the name of a case until the passphrase is typed again."""
        self.signed(lambda: self._lock(draft_id))

    def _lock(self, draft_id: DraftId) -> None:
        if self.may_lock(draft_id):
            self._mark_locked(draft_id, locked=True)

    def unlock(self, draft_id: DraftId) -> None:
        """Ask for the passphrase, and show the name of a case again; a person's own computer has none that could be asked for."""
        if self._desk.centre:
            self.signed(lambda: self._ask_passphrase(draft_id))
        else:
            self._mark_locked(draft_id, locked=False)

    def _ask_passphrase(self, draft_id: DraftId) -> None:
        case = self._book.get(draft_id)
        if case is not None:
            sheet = UnlockCaseSheet(self._theme, self._page.window(), number_words(case.head.number), self._desk)
            sheet.verified.connect(lambda: self._mark_locked(draft_id, locked=False))
            self._open(sheet)

    def _mark_locked(self, draft_id: DraftId, *, locked: bool) -> None:
        store, initials = self._desk.store, self._book.initials
        action = Action.LOCKED if locked else Action.UNLOCKED

        def marked(_nothing: object) -> None:
            if locked:
                self.locked.emit(draft_id)
            self.said.emit(_("The case is locked") if locked else _("The case is open again"))

        self._book.work(draft_id, lambda: store.mark(draft_id, action, locked=locked, by=initials), marked)

    def delete(self, draft_id: DraftId) -> None:
        """Ask, and erase a draft for good."""
        if not self._desk.store.read_only:
            self.signed(lambda: self._ask_to_delete(draft_id))

    def _ask_to_delete(self, draft_id: DraftId) -> None:
        case = self._book.get(draft_id)
        if case is not None:
            sheet = DeleteCaseSheet(self._theme, self._page.window(), case)
            sheet.confirmed.connect(lambda: self._erase(draft_id))
            self._open(sheet)

    def _erase(self, draft_id: DraftId) -> None:
        desk, initials = self._desk, self._book.initials
        self._book.work(
            draft_id,
            lambda: desk.erase(draft_id, initials),
            self._erased,
            self._erased_halfway,
        )

    def _erased(self, receipt: object) -> None:
        self.said.emit(_("The draft was erased"))
        if receipt is not None:
            self.erased.emit(receipt)

    def _erased_halfway(self) -> None:
        words = _(
            "The draft is erased here. What may be left of it in the file and its copies could not be erased now: "
            "that is done at the next start."
        )
        self.failed.emit(words)

    def consent(self, draft_id: DraftId) -> None:
        """Show, record or change what a person agreed to."""
        self.signed(lambda: self._ask_consent(draft_id))

    def _ask_consent(self, draft_id: DraftId) -> None:
        case = self._book.get(draft_id)
        if case is None:
            return
        sheet = ConsentSheet(self._theme, self._page.window(), self._desk, self._book.initials, case.head)
        sheet.print_wanted.connect(self.print_wanted)
        sheet.recorded.connect(partial(self.record, draft_id))
        self._open(sheet)

    def record(self, draft_id: DraftId, purposes: tuple[str, ...]) -> None:
        """Record what a person agreed to."""
        store, initials = self._desk.store, self._book.initials
        self._book.work(
            draft_id,
            lambda: store.consent(draft_id, purposes, initials),
            lambda _nothing: self.said.emit(_("The consent was recorded")),
        )

    def show_journal(self) -> None:
        """Show what was done here."""
        self._book.ask(self._desk.store.journal, self._show_entries)

    def _show_entries(self, entries: tuple[JournalEntry, ...]) -> None:
        sheet = JournalSheet(self._theme, self._page.window(), entries)
        sheet.said.connect(self.said)
        self._open(sheet)
