"""What the window does with drafts: the list it keeps of them, their tab, and the way from the list to the form."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.content.models import Tab
from citizen_desktop.ui.broken_off import BrokenOff
from citizen_desktop.ui.dialogs import close_dialogs
from citizen_desktop.ui.header import Header
from citizen_desktop.ui.jobs import PATIENCE
from citizen_desktop.ui.section_tabs import SectionTabs
from citizen_desktop.ui.tab_pages import TabPages
from citizen_desktop.ui.window_sheets import WindowSheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.models import DraftId, Head
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.forms.any_draft import AnyDraft
    from citizen_desktop.ui.case_desk import CaseBook, CaseDesk
    from citizen_desktop.ui.form_files import File
    from citizen_desktop.ui.form_tab import FormTab


class WindowDrafts(QObject):
    """Works with one store after another, or with none.

    Args:
        window: lives as long, and closes what is at work by ``close``.
        header: shows who works here.
        tabs: the drafts have one where they are kept.
        pages: show them.
        sheets: lie over the pages, and may show drafts.
        session: keeps what is typed from the start on, None to keep nothing until ``take``.
    """

    warned = Signal(str)
    replaced = Signal()
    """Another store is there, or none: the page that is shown may have to be built anew."""
    tab_wanted = Signal(object)
    """A tab is to be shown: a ``Tab``."""
    keeping_wanted = Signal()
    """It is to be asked anew where drafts are kept."""

    def __init__(
        self,
        window: QWidget,
        header: Header,
        tabs: SectionTabs,
        pages: TabPages,
        sheets: WindowSheets,
        session: "DraftSession | None",
    ) -> None:
        super().__init__(window)
        self._header, self._tabs, self._pages, self._sheets = header, tabs, pages, sheets
        self.session = session
        self.book: CaseBook | None = None
        """The drafts of the store, None where none are kept; whoever changes one tells it by ``refresh``."""
        self.holds_unsaved = False
        """Whether something that is not shown is still to be saved: closing the window now would lose it."""
        self._may_read = False
        self._broken_off = BrokenOff()
        self._lock: Callable[[], None] | None = None
        header.lock_wanted.connect(self._lock_now)
        pages.draft_kept.connect(self.refresh)
        pages.continue_wanted.connect(self._go_on)
        pages.cases_wanted.connect(lambda: self.tab_wanted.emit(Tab.DRAFTS))
        pages.keeping_wanted.connect(self._ask_keeping)

    # ------------------------------------------------------------------ one store after another

    def begin(self) -> None:
        """Read the list: the window has been painted."""
        self._may_read = True
        if self.book is not None:
            self.book.load()

    def offer_lock(self, lock: "Callable[[], None]") -> None:
        """Show that this is a centre whose drafts can be locked, before a store of it is there.

        Args:
            lock: locks them.
        """
        self._lock = lock
        self._header.show_centre("")

    def take(self, session: "DraftSession | None", desk: "CaseDesk | None") -> None:
        """Work with a store from now on, or with none: what was shown of another one is taken away.

        What was typed while nothing was kept goes on, and becomes the first draft where drafts are kept now.

        Args:
            session: keeps what is typed, None to keep nothing.
            desk: what the drafts tab works with, None for no such tab.
        """
        unkept = [form.unkept for form in self._pages.forms]
        self.drop()
        self.session = session
        if desk is not None:
            self._keep_book(desk)
        self._pages.work_with(session, self.book)
        for what in unkept:
            if what is not None:
                self._carry_over(*what)
        self.replaced.emit()
        if session is not None and any(self._broken_off):
            self.warned.emit(self._broken_off.words())
            self._broken_off = BrokenOff()

    def _form_of(self, answers: "AnyDraft") -> "FormTab | None":
        """Return the form of a draft's kind, which is built if it is not there."""
        from citizen_desktop.forms.registration import RegistrationDraft  # noqa: PLC0415  not for the first paint

        registers = isinstance(answers, RegistrationDraft)
        self._pages.page(Tab.REGISTRATION if registers else Tab.OBJECTION)
        return self._pages.registration if registers else self._pages.objection

    def _carry_over(self, answers: "AnyDraft", files: "Sequence[File]") -> None:
        form = self._form_of(answers)
        if form is not None:
            form.carry_over(answers, files)

    def show_answers(self, answers: "AnyDraft") -> None:
        """Go on in memory with answers whose files are not there any more."""
        self._carry_over(answers, ())

    def show_unkept(self, drafts: "Sequence[DraftInHand]") -> None:
        """Show drafts in their forms that could not be saved so far; of two for one form the last."""
        for in_hand in drafts:
            answers, _files = in_hand.content
            form = None if in_hand.is_released else self._form_of(answers)
            if form is not None:
                form.go_on_with(in_hand)

    def hold(self, holds: bool) -> None:  # noqa: FBT001  a slot
        """Take note whether something that is not shown is still to be saved."""
        self.holds_unsaved = holds

    def drop(self) -> None:
        """Show nothing of drafts any more: they are locked, or another store takes their place."""
        if self._pages.forms:
            self._broken_off = self._pages.at_work
        self._sheets.close_all()
        close_dialogs()
        if self.book is not None:
            self._tabs.remove_drafts()
        self._pages.drop_drafts()
        if self.book is not None:
            self.book.close()
            self.book.deleteLater()
        self._lock = None
        self._header.hide_centre()
        self.session = self.book = None

    def keep(self) -> bool:
        """Save everything that is open, and return whether it is kept; a disk that doesn't answer is not waited for long."""
        return self.session is None or self.session.keep_all(PATIENCE)

    def close(self) -> None:
        """End what the list has at work, for a window that closes."""
        if self.book is not None:
            self.book.close()

    # ------------------------------------------------------------------ the list

    def _keep_book(self, desk: "CaseDesk") -> None:
        """Keep the list of drafts, which is read once the window has been painted."""
        from citizen_desktop.ui.case_desk import CaseBook  # noqa: PLC0415  only where drafts are kept

        book = self.book = CaseBook(desk, self)
        self._tabs.add_drafts()
        book.changed.connect(self._count)
        book.loaded.connect(self._warn_of_end)
        book.read_again.connect(self._leave_what_went)
        if self._may_read:
            book.load()
        self.retranslate()
        if desk.centre:
            self.offer_lock(desk.lock_now)
            book.initials_changed.connect(self._sign_in)

    def _sign_in(self, initials: str) -> None:
        """Show who works here, and note it beside what is saved from now on."""
        self._header.show_centre(initials)
        if self.session is not None:
            self.session.initials = initials

    def _lock_now(self) -> None:
        if self._lock is not None:
            self._lock()

    def _ask_keeping(self) -> None:
        # What is being written or copied would be broken off.
        if all(form.may_be_replaced() for form in self._pages.forms):
            self.keeping_wanted.emit()

    def lock_after(self, minutes: int) -> None:
        """Say below the list of drafts after how many minutes without a touch it locks."""
        if self.book is not None:
            self.book.desk = replace(self.book.desk, auto_lock_minutes=minutes)
            self.book.changed.emit()

    def refresh(self, draft_id: "DraftId") -> None:
        """Show in the list of drafts what became of one."""
        if self.book is not None:
            self.book.refresh(draft_id)

    def follow(self) -> None:
        """Show what another window made of the drafts."""
        if self.book is not None and self.book.ready:
            self.book.load()

    def _leave_what_went(self) -> None:
        """Show nothing of a draft any more that another window erased, or locked."""
        for form in self._pages.forms:
            draft_id = None if form.in_hand is None else form.in_hand.id
            if draft_id is None or self.book is None or self.session is None:
                continue
            case = self.book.get(draft_id)
            if case is None or case.locked:
                self._sheets.close_all()
                self._pages.leave_locked(draft_id)
            if case is None:
                self.session.forget([draft_id])

    def _count(self) -> None:
        if self.book is not None:
            self._tabs.count_drafts(len(self.book.cases))
            self.retranslate()

    def retranslate(self) -> None:
        """Name the drafts' tab in the language of now."""
        if self.book is not None:
            self._tabs.name_drafts(len(self.book.cases), centre=self.book.desk.centre)

    def _warn_of_end(self) -> None:
        """Warn of drafts that are erased soon, once a start."""
        if self.book is not None:
            from citizen_desktop.ui.case_words import warning_words  # noqa: PLC0415  only where drafts are kept

            desk = self.book.desk
            count = self.book.cases.warned(desk.clock.now().date(), desk.retention_days)
            if count:
                self.warned.emit(warning_words(count))

    # ------------------------------------------------------------------ from the list to the form

    def open_draft(self, draft_id: "DraftId") -> bool:
        """Show a draft of the store in its form, and return whether it is shown; one that is locked is asked for first."""
        from citizen_desktop.drafts.models import DraftKind  # noqa: PLC0415  only where drafts are kept

        self._sheets.close_all()
        head = self._head(draft_id)
        if head is not None and head.locked:
            self._ask_to_unlock(draft_id)
            return False
        registers = head is not None and head.summary.kind is DraftKind.REGISTRATION
        self.tab_wanted.emit(Tab.REGISTRATION if registers else Tab.OBJECTION)
        form = self._pages.registration if registers else self._pages.objection
        return form is not None and form.open_draft(draft_id)

    def go_on_with(self, draft_id: "DraftId") -> None:
        """Show a draft that a crash left in hand; in a centre it is asked first who goes on with it."""
        if self.book is not None:
            self._pages.steps().signed(lambda: self.open_draft(draft_id))

    def _head(self, draft_id: "DraftId") -> "Head | None":
        from citizen_desktop.drafts.errors import StoreError  # noqa: PLC0415  only where drafts are kept

        # One that is gone by now is missed by the form of objections, which says so.
        with suppress(KeyError, StoreError):
            return None if self.session is None else self.session.store.head(draft_id)
        return None

    def _ask_to_unlock(self, draft_id: "DraftId") -> None:
        """Show a case that is locked in the list, which alone can unlock it."""
        self.tab_wanted.emit(Tab.DRAFTS)
        if self._pages.cases is not None:
            self._pages.cases.show_draft(draft_id)
            self._pages.cases.steps.unlock(draft_id)

    def _go_on(self, draft_id: "DraftId", item_id: str) -> None:
        if not self.open_draft(draft_id) or not item_id:
            return
        pages = self._pages
        if self._tabs.shown is Tab.REGISTRATION and pages.registration is not None:
            pages.registration.focus_item(item_id)
        elif pages.objection is not None:
            pages.objection.form.focus_item(item_id)
