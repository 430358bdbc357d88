"""The pages of the tabs: each is built when it is first asked for, so that the first paint needn't wait for all."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.models import Content, Tab
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.i18n import gettext as _
from citizen_desktop.paths import resources
from citizen_desktop.policy import Mode
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.ui.broken_off import BrokenOff
from citizen_desktop.ui.channels_page import ChannelsPage
from citizen_desktop.ui.surroundings import Surroundings
from citizen_desktop.ui.window_sheets import WindowSheets
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from citizen_desktop.content.registration_models import RegistrationContent
    from citizen_desktop.drafts.models import DraftId, DraftKind
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.ui.case_actions import CaseActions
    from citizen_desktop.ui.case_desk import CaseBook
    from citizen_desktop.ui.cases_page import CasesPage
    from citizen_desktop.ui.faq_page import FaqPage
    from citizen_desktop.ui.form_tab import FormTab
    from citizen_desktop.ui.objection_tab import ObjectionTab
    from citizen_desktop.ui.reader import Reader
    from citizen_desktop.ui.registration_tab import RegistrationTab
    from citizen_desktop.ui.workbench import Workbench


class TabPages(QStackedWidget):
    """Builds the pages, and ties them to the sheets and to what lies around them.

    Args:
        theme: colours and fonts.
        content: what the programme says.
        objection: what an objection needs of it.
        faq: the questions, read when they are first wanted.
        sheets: what pages open.
        surroundings: the time, the machine, and what is remembered there.
    """

    said = Signal(str)
    failed = Signal(str)
    warned = Signal(str)
    link_wanted = Signal(object)
    package_dropped = Signal(object)
    """A package lies on a form that is not of its kind: its path."""
    registration_reopened = Signal(object)
    """A package turned out to be of a registration: a ``Reopened``."""
    single_pdf_chosen = Signal(bool)
    """Whether packages also have everything as one PDF."""
    personal_copied = Signal(str)
    """A personal text is to be put on the clipboard."""
    draft_kept = Signal(str)
    case_locked = Signal(str)
    """A case was locked, and no form shows it any more."""
    continue_wanted = Signal(str, str)
    """A draft is to be gone on with, at an item that is missing or, if it is empty, anywhere."""
    cases_wanted = Signal()
    """The list of drafts is to be shown."""
    hand_over_wanted = Signal(str)
    take_in_wanted = Signal()
    back_up_wanted = Signal()
    centre_key_wanted = Signal()
    keeping_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        content: Content,
        objection: ObjectionContent,
        faq: FaqLibrary,
        sheets: WindowSheets,
        surroundings: Surroundings,
    ) -> None:
        super().__init__()
        self._theme, self._content, self._objects, self._library = theme, content, objection, faq
        self._sheets, self._around = sheets, surroundings
        self.objection: ObjectionTab | None = None
        self.registration: RegistrationTab | None = None
        self.faq: FaqPage | None = None
        self.cases: CasesPage | None = None
        self.book: CaseBook | None = None
        """The list of drafts that the page of the drafts shows, None where none are kept."""
        self._may_keep = False
        self._hides_numbers = False
        self._registers: RegistrationContent | None = None
        self._reads: Reader | None = None
        self._works: Workbench | None = None
        self._built: dict[Tab, QWidget] = {}
        self._builders: dict[Tab, Callable[[], QWidget]] = {
            Tab.REGISTRATION: self._build_registration,
            Tab.OBJECTION: self._build_objection,
            Tab.FAQ: self._build_faq,
            Tab.DRAFTS: self._build_cases,
        }
        self.channels = self._build_channels()
        self._built[Tab.CHANNELS] = self.channels
        self.addWidget(self.channels)

    def page(self, tab: Tab) -> QWidget:
        """Return a tab's page."""
        if tab not in self._built:
            self._built[tab] = self._builders[tab]()
            self._sheets.explanations.offer_on(self._built[tab])
            self.addWidget(self._built[tab])
        return self._built[tab]

    @property
    def forms(self) -> "tuple[FormTab, ...]":
        """The forms that were built."""
        return tuple(form for form in (self.registration, self.objection) if form is not None)

    def work_with(self, drafts: "DraftSession | None", book: "CaseBook | None") -> None:
        """Build pages for a store from now on, or for none: those of the one before are gone by now.

        Args:
            drafts: keeps what is typed, None to keep nothing.
            book: the list of its drafts, None for no such page.
        """
        self._around = replace(self._around, drafts=drafts)
        self.book = book

    @property
    def at_work(self) -> BrokenOff:
        """What ``drop_drafts`` would break off."""
        works = [form.at_work for form in self.forms]
        return BrokenOff(
            files=sum(each.files for each in works),
            edited=any(each.edited for each in works),
            packing=any(each.packing for each in works),
        )

    def drop_drafts(self) -> None:
        """Take everything away that shows drafts."""
        for form in self.forms:
            form.let_go()
        if self.cases is not None:
            self.cases.let_go()
        self.objection = self.registration = self.cases = None
        for tab in (Tab.REGISTRATION, Tab.OBJECTION, Tab.DRAFTS):
            page = self._built.pop(tab, None)
            if page is not None and page is not self.channels:
                self.take_away(page)
        self.work_with(None, None)
        self._may_keep = False

    def take_away(self, page: QWidget) -> None:
        """Remove a page for good."""
        self.removeWidget(page)
        # A parent written in Python would hold the page's shell, and with it what was typed, beyond its end.
        page.setParent(None)
        page.deleteLater()

    def offer_keeping(self) -> None:
        """Say in the form that nothing is kept, and lead to where that can be changed."""
        self._may_keep = True
        if self.objection is not None:
            self.objection.form.footer.offer_keeping(offered=True)

    def let_go(self) -> None:
        """End what pages have at work, for a window that closes."""
        for page in (self.faq, self.cases, *self.forms):
            if page is not None:
                page.let_go()
        if self._reads is not None:
            self._reads.close()
        self.channels.ticker.close()
        if self._works is not None:
            self._works.close()

    # ------------------------------------------------------------------ one page after another

    def _build_channels(self) -> ChannelsPage:
        sheets = self._sheets
        page = ChannelsPage(self._theme, sheets.switchboard, self._content.payment, self._around.clock)
        page.copied.connect(self.said)
        page.qr_wanted.connect(sheets.show_qr)
        page.details_wanted.connect(sheets.show_channel_sources)
        page.payment_details_wanted.connect(sheets.show_payment_sources)
        page.why_wanted.connect(sheets.explain)
        return page

    def _registration_content(self) -> "RegistrationContent | None":
        """Return the rows behind a registration, read when they are first wanted; None for ones that are not right."""
        from citizen_desktop.content.registration_loader import load_registration_content  # noqa: PLC0415

        if self._registers is None:
            with suppress(ContentError):
                self._registers = load_registration_content(resources() / "content", self._objects)
        return self._registers

    def _build_registration(self) -> QWidget:
        from citizen_desktop.ui.registration_tab import RegistrationTab  # noqa: PLC0415  not for the first paint

        around, content = self._around, self._registration_content()
        if content is None:
            return self._broken()
        tab = RegistrationTab(
            self._theme,
            content,
            around.clock,
            around.drafts,
            state=around.state,
            reader=self.reader,
            bench=self._workbench(),
        )
        tab.package.removable_only = around.removable_only
        if around.scans:
            tab.answers.files.scanning.look()
        tab.page_built.connect(self._sheets.explanations.offer_on)
        tab.package_dropped.connect(self.package_dropped)
        if self._hides_numbers:
            tab.form.hide_numbers(hidden=True)
        tab.form.numbers_hidden.connect(self._keep_hidden)
        self._tie(tab)
        self.registration = tab
        return tab

    def _keep_hidden(self, hidden: bool) -> None:  # noqa: FBT001  a slot
        # The tab is built anew with another store.
        self._hides_numbers = hidden

    def _build_objection(self) -> QWidget:
        from citizen_desktop.ui.objection_tab import ObjectionTab  # noqa: PLC0415  not for the first paint

        around = self._around
        tab = ObjectionTab(
            self._theme,
            self._objects,
            self._content.objections,
            around.clock,
            around.state,
            around.drafts,
            reader=self.reader,
            staff=around.mode is Mode.CENTRE,
            bench=self._workbench(),
        )
        tab.package.removable_only = around.removable_only
        if around.scans:
            tab.form.scanning.look()
        options = tab.form.documents.options
        options.single_pdf.setChecked(around.single_pdf)
        options.single_pdf_chosen.connect(self._choose_single_pdf)
        tab.registration_reopened.connect(self.registration_reopened)
        tab.form.footer.keeping_wanted.connect(self.keeping_wanted)
        tab.form.footer.offer_keeping(offered=self._may_keep)
        self._tie(tab)
        self.objection = tab
        return tab

    def _tie(self, tab: "FormTab") -> None:
        """Tie a form to what every form needs of the window."""
        sheets = self._sheets
        tab.sheet_opened.connect(sheets.open)
        tab.sources_wanted.connect(sheets.show_path_sources)
        tab.facts_wanted.connect(sheets.show_sources)
        tab.why_wanted.connect(sheets.explain)
        tab.said.connect(self.said)
        tab.failed.connect(self.failed)
        tab.kept.connect(self.draft_kept)
        tab.personal_copied.connect(self._copy_personal)
        tab.case_wanted.connect(self._begin_case)
        tab.cases_wanted.connect(self.cases_wanted)
        if self.book is not None and self.book.desk.centre:
            tab.ask_for_cases()
            tab.ask_first = partial(self._ask_first, tab)

    def _begin_case(self, kind: "DraftKind") -> None:
        """Begin a case as the list of cases does."""
        self.steps().begin(kind)

    def _ask_first(self, tab: "FormTab", begin: "Callable[[], None]") -> None:
        """Let a case begin in a form once it was asked what is asked first; what was agreed to is saved with it."""

        def agreed(purposes: tuple[str, ...] | None) -> None:
            before = tab.in_hand
            begin()
            fresh = tab.in_hand
            # Where something came in between, the form may still show another person's case.
            if purposes is not None and fresh is not None and fresh is not before and self.book is not None:
                fresh.agree(purposes, self.book.initials)

        self.steps().ask_first(agreed)

    def steps(self) -> "CaseActions":
        """Return what can be done with cases, with the page over which it asks."""
        self.page(Tab.DRAFTS)
        if self.cases is None:
            raise LookupError(Tab.DRAFTS)
        return self.cases.steps

    def _copy_personal(self, text: str) -> None:
        """Have a personal text put on the clipboard for a minute."""
        self.personal_copied.emit(text)
        self.said.emit(_("Copied. It is taken off the clipboard after a minute."))

    def _choose_single_pdf(self, on: bool) -> None:  # noqa: FBT001  a slot
        # The tab is built anew with another store.
        self._around = replace(self._around, single_pdf=on)
        self.single_pdf_chosen.emit(on)

    def _build_faq(self) -> QWidget:
        from citizen_desktop.ui.faq_page import FaqPage  # noqa: PLC0415  not for the first paint
        from citizen_desktop.ui.live_answer import LiveSources  # noqa: PLC0415

        around = self._around
        deadline = self._objects.rules.deadline
        lives = LiveSources(around.clock, self._sheets.switchboard, self._content.payment, deadline)
        try:
            page = FaqPage(self._theme, self._library, lives, around.tally, self.reader(), around.mode)
        except ContentError:
            return self._broken()
        page.link_wanted.connect(self.link_wanted)
        page.copied.connect(self.said)
        page.print_wanted.connect(self._sheets.print_answer)
        page.counts_wanted.connect(self._sheets.show_counts)
        self.faq = page
        return page

    def _build_cases(self) -> QWidget:
        from citizen_desktop.ui.cases_page import CasesPage  # noqa: PLC0415  not for the first paint

        if self.book is None:
            # There is no such tab.
            return self.channels
        page = CasesPage(self._theme, self.book, self._objects, self._registration_content())
        page.sheet_opened.connect(self._sheets.open)
        page.said.connect(self.said)
        page.failed.connect(self.failed)
        page.print_wanted.connect(self._sheets.print_consent)
        page.erased.connect(self._sheets.show_receipt)
        page.continue_wanted.connect(self.continue_wanted)
        page.hand_over_wanted.connect(self.hand_over_wanted)
        page.take_in_wanted.connect(self.take_in_wanted)
        page.back_up_wanted.connect(self.back_up_wanted)
        page.centre_key_wanted.connect(self.centre_key_wanted)
        page.keeping_wanted.connect(self.keeping_wanted)
        page.steps.may_lock = lambda draft_id: all(form.may_leave(draft_id) for form in self.forms)
        page.steps.locked.connect(self.leave_locked)
        self.cases = page
        return page

    def leave_locked(self, draft_id: "DraftId") -> None:
        """Take a case that was locked out of the form that shows it."""
        for form in self.forms:
            form.leave(draft_id)
        self.case_locked.emit(draft_id)

    def _broken(self) -> QWidget:
        from citizen_desktop.ui.broken_page import BrokenPage  # noqa: PLC0415  hardly ever needed

        return BrokenPage(self._theme)

    # ------------------------------------------------------------------ what pages share

    def reader(self) -> "Reader":
        """Return what reads aloud, one for the window."""
        from citizen_desktop.ui.reader import Reader  # noqa: PLC0415  not for the first paint

        if self._reads is None:
            self._reads = Reader(self._around.clock, self, self._around.speakers)
            self._reads.failed.connect(self.warned)
        return self._reads

    def _workbench(self) -> "Workbench":
        """Return what has untrusted files decoded, one for the window; its process is started by the first file."""
        from citizen_desktop.ui.workbench import Workbench  # noqa: PLC0415  not for the first paint

        if self._works is None:
            self._works = Workbench()
        return self._works
