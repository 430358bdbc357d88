"""The window: head, tabs, pages, and the sheets that lie over them."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.models import Content, Tab
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.links import Link, Place
from citizen_desktop.paths import resources
from citizen_desktop.policy import Mode
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.settings import TEXT_SIZES
from citizen_desktop.ui.channels_page import ChannelsPage
from citizen_desktop.ui.header import Header
from citizen_desktop.ui.page import HasSteps, Page
from citizen_desktop.ui.surroundings import Surroundings
from citizen_desktop.ui.window_sheets import WindowSheets
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.focus import move_keyboard
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.tab_bar import TabBar, TabRow
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from citizen_desktop.content.registration_models import RegistrationContent
    from citizen_desktop.drafts.models import DraftId
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.reopening import Reopened
    from citizen_desktop.ui.case_desk import CaseBook, CaseDesk
    from citizen_desktop.ui.cases_page import CasesPage
    from citizen_desktop.ui.faq_page import FaqPage
    from citizen_desktop.ui.objection_tab import ObjectionTab
    from citizen_desktop.ui.reader import Reader
    from citizen_desktop.ui.registration_tab import RegistrationTab
    from citizen_desktop.ui.workbench import Workbench

DESIGNED_SIZE: Final = (1280, 800)
SMALLEST_SIZE: Final = (640, 480)

_TAB_ICONS: Final = {
    Tab.CHANNELS: "messages",
    Tab.REGISTRATION: "user-plus",
    Tab.OBJECTION: "gavel",
    Tab.FAQ: "help-circle",
    Tab.DRAFTS: "folder",
}


class MainWindow(Retranslated, Themed, QWidget):
    """The application's window.

    Args:
        theme: colours and fonts.
        content: what the programme says.
        objection: what an objection needs of it.
        faq: the questions, read when they are first wanted.
        surroundings: the time, the machine, and what is remembered there.
    """

    first_painted = Signal()
    text_size_wanted = Signal(int)
    single_pdf_chosen = Signal(bool)
    """Whether packages also have everything as one PDF."""
    closing = Signal()
    closed = Signal()
    """Everything that is at work has ended."""
    hand_over_wanted = Signal(str)
    take_in_wanted = Signal()
    back_up_wanted = Signal()
    centre_key_wanted = Signal()
    personal_copied = Signal(str)
    """A personal text is to be put on the clipboard."""
    keeping_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        content: Content,
        objection: ObjectionContent,
        faq: FaqLibrary,
        surroundings: Surroundings,
    ) -> None:
        super().__init__()
        self._faq, self._content, self._objection_content = faq, content, objection
        self._surroundings = surroundings
        self._objection: ObjectionTab | None = None
        self._registration: RegistrationTab | None = None
        self._registers: RegistrationContent | None = None
        self._reads: Reader | None = None
        self._works: Workbench | None = None
        self._faq_page: FaqPage | None = None
        self._cases_page: CasesPage | None = None
        self.book: CaseBook | None = None
        """The drafts of the store, None where none are kept; whoever changes one tells it by ``refresh``."""
        self._may_keep = False
        self._leaving = False
        self._painted = False
        self.switchboard = Switchboard(content.channels)
        self.sheets = WindowSheets(theme, self, content, faq, self.switchboard, surroundings)
        self.header = Header(theme)
        self.tabs = TabBar(theme)
        self._tabs: tuple[Tab, ...] = tuple(tab for tab in Tab if tab is not Tab.DRAFTS)
        for tab in self._tabs:
            self.tabs.add(_TAB_ICONS[tab])
        self.pages = QStackedWidget()
        self._before: QWidget | None = None
        self._built: dict[Tab, QWidget] = {}
        self._builders: dict[Tab, Callable[[], QWidget]] = {
            Tab.REGISTRATION: self._build_registration,
            Tab.OBJECTION: self._build_objection,
            Tab.FAQ: self._build_faq,
            Tab.DRAFTS: self._build_cases,
        }
        self.channels = self._build_channels()
        self._built[Tab.CHANNELS] = self.channels
        self.pages.addWidget(self.channels)
        self.toast = Toast(theme, self)
        self._lay_out()
        self._connect()
        if surroundings.cases is not None:
            self._keep_book(surroundings.cases)
        self.setMinimumSize(*SMALLEST_SIZE)
        self.resize(*DESIGNED_SIZE)
        self.follow(theme)
        self.retranslate()
        # The questions are not read for the first paint.
        self.first_painted.connect(lambda: QTimer.singleShot(0, self._offer_on_channels))

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that lies over the window, the uppermost if there are several."""
        return self.sheets.top

    def _offer_on_channels(self) -> None:
        self.sheets.explanations.offer_on(self.channels)

    def page(self, tab: Tab) -> QWidget:
        """Return a tab's page; it is built when it is first asked for, so that the first paint needn't wait for all."""
        if tab not in self._built:
            self._built[tab] = self._builders[tab]()
            self.sheets.explanations.offer_on(self._built[tab])
            self.pages.addWidget(self._built[tab])
        return self._built[tab]

    def _build_channels(self) -> ChannelsPage:
        page = ChannelsPage(self.header.theme, self.switchboard, self._content.payment, self._surroundings.clock)
        page.copied.connect(self.say)
        page.qr_wanted.connect(self.sheets.show_qr)
        page.details_wanted.connect(self.sheets.show_channel_sources)
        page.payment_details_wanted.connect(self.sheets.show_payment_sources)
        page.why_wanted.connect(self.sheets.explain)
        return page

    def _registration_content(self) -> "RegistrationContent | None":
        """Return the rows behind a registration, read when they are first wanted; None for ones that are not right."""
        from citizen_desktop.content.registration_loader import load_registration_content  # noqa: PLC0415

        if self._registers is None:
            with suppress(ContentError):
                self._registers = load_registration_content(resources() / "content", self._objection_content)
        return self._registers

    def _build_registration(self) -> QWidget:
        from citizen_desktop.ui.registration_tab import RegistrationTab  # noqa: PLC0415  not for the first paint

        around, content = self._surroundings, self._registration_content()
        if content is None:
            from citizen_desktop.ui.broken_page import BrokenPage  # noqa: PLC0415  hardly ever needed

            return BrokenPage(self.theme)
        tab = RegistrationTab(
            self.theme,
            content,
            around.clock,
            around.drafts,
            state=around.state,
            reader=self._reader,
            bench=self._workbench(),
        )
        tab.package.removable_only = around.removable_only
        if around.scans:
            tab.answers.files.scanning.look()
        tab.sheet_opened.connect(self.sheets.open)
        tab.sources_wanted.connect(self.sheets.show_path_sources)
        tab.said.connect(self.say)
        tab.why_wanted.connect(self.sheets.explain)
        tab.failed.connect(self.complain)
        tab.kept.connect(self.refresh_draft)
        tab.personal_copied.connect(self._copy_personal)
        tab.page_built.connect(self.sheets.explanations.offer_on)
        tab.package_dropped.connect(self.open_package)
        self._registration = tab
        return tab

    def _build_objection(self) -> QWidget:
        from citizen_desktop.ui.objection_tab import ObjectionTab  # noqa: PLC0415  not for the first paint

        around = self._surroundings
        tab = ObjectionTab(
            self.theme,
            self._objection_content,
            self._content.objections,
            around.clock,
            around.state,
            around.drafts,
            reader=self._reader,
            staff=around.mode is Mode.CENTRE,
            bench=self._workbench(),
        )
        tab.package.removable_only = around.removable_only
        if around.scans:
            tab.form.scanning.look()
        tab.form.documents.options.single_pdf.setChecked(around.single_pdf)
        tab.form.documents.options.single_pdf_chosen.connect(self._choose_single_pdf)
        tab.sheet_opened.connect(self.sheets.open)
        tab.sources_wanted.connect(self.sheets.show_path_sources)
        tab.facts_wanted.connect(self.sheets.show_sources)
        tab.said.connect(self.say)
        tab.why_wanted.connect(self.sheets.explain)
        tab.failed.connect(self.complain)
        tab.kept.connect(self.refresh_draft)
        tab.personal_copied.connect(self._copy_personal)
        tab.registration_reopened.connect(self._take_over_registration)
        tab.form.footer.keeping_wanted.connect(self._ask_keeping)
        tab.form.footer.offer_keeping(offered=self._may_keep)
        self._objection = tab
        return tab

    def _choose_single_pdf(self, on: bool) -> None:  # noqa: FBT001  a slot
        # The tab is built anew with another store.
        self._surroundings = replace(self._surroundings, single_pdf=on)
        self.single_pdf_chosen.emit(on)

    def open_package(self, path: Path) -> None:
        """Judge a package that the program was started with."""
        self.show_tab(Tab.OBJECTION)
        if self._objection is not None:
            self._objection.open_package(path)

    def _take_over_registration(self, found: "Reopened") -> None:
        self.show_tab(Tab.REGISTRATION)
        if self._registration is not None:
            self._registration.take_over(found)

    def open_draft(self, draft_id: "DraftId") -> bool:
        """Show a draft of the store in its form, and return whether it is shown."""
        self.sheets.close_all()
        tab = Tab.REGISTRATION if self._is_registration(draft_id) else Tab.OBJECTION
        self.show_tab(tab)
        form = self._registration if tab is Tab.REGISTRATION else self._objection
        return form is not None and form.open_draft(draft_id)

    def _is_registration(self, draft_id: "DraftId") -> bool:
        from citizen_desktop.drafts.errors import StoreError  # noqa: PLC0415  only where drafts are kept
        from citizen_desktop.drafts.models import DraftKind  # noqa: PLC0415

        drafts = self._surroundings.drafts
        # One that is gone by now is missed by the form of objections, which says so.
        with suppress(KeyError, StoreError):
            return drafts is not None and drafts.store.head(draft_id).summary.kind is DraftKind.REGISTRATION
        return False

    def _continue_draft(self, draft_id: "DraftId", item_id: str) -> None:
        if not self.open_draft(draft_id) or not item_id:
            return
        shown = self._tabs[self.tabs.currentIndex()]
        if shown is Tab.REGISTRATION and self._registration is not None:
            self._registration.focus_item(item_id)
        elif self._objection is not None:
            self._objection.form.focus_item(item_id)

    def _reader(self) -> "Reader":
        """Return what reads aloud, one for the window."""
        from citizen_desktop.ui.reader import Reader  # noqa: PLC0415  not for the first paint

        if self._reads is None:
            reader = self._reads = Reader(self._surroundings.clock, self, self._surroundings.speakers)
            reader.failed.connect(lambda sentence: self.toast.say(sentence, _("Close"), "warn"))
            self.closing.connect(reader.close)
        return self._reads

    def _workbench(self) -> "Workbench":
        """Return what has untrusted files decoded, one for the window; its process is started by the first file."""
        from citizen_desktop.ui.workbench import Workbench  # noqa: PLC0415  not for the first paint

        if self._works is None:
            self._works = Workbench()
            self.closed.connect(self._works.close)
        return self._works

    def _copy_personal(self, text: str) -> None:
        """Have a personal text put on the clipboard for a minute."""
        self.personal_copied.emit(text)
        self.say(_("Copied. It is taken off the clipboard after a minute."))

    def _build_faq(self) -> Page:
        from citizen_desktop.ui.faq_page import FaqPage  # noqa: PLC0415  not for the first paint
        from citizen_desktop.ui.live_answer import LiveSources  # noqa: PLC0415

        deadline = self._objection_content.rules.deadline
        around = self._surroundings
        lives = LiveSources(around.clock, self.switchboard, self._content.payment, deadline)
        try:
            page = FaqPage(self.theme, self._faq, lives, around.tally, self._reader(), around.mode)
        except ContentError:
            from citizen_desktop.ui.broken_page import BrokenPage  # noqa: PLC0415  hardly ever needed

            return BrokenPage(self.theme)
        page.link_wanted.connect(self.follow_link)
        page.copied.connect(self.say)
        page.print_wanted.connect(self.sheets.print_answer)
        page.counts_wanted.connect(self.sheets.show_counts)
        self.closing.connect(page.let_go)
        self._faq_page = page
        return page

    def _keep_book(self, desk: "CaseDesk") -> None:
        """Keep the list of drafts, which is read once the window has been painted."""
        from citizen_desktop.ui.case_desk import CaseBook  # noqa: PLC0415  only where drafts are kept

        book = self.book = CaseBook(desk, self)
        self._tabs = tuple(Tab)
        self.tabs.add(_TAB_ICONS[Tab.DRAFTS])
        self.tabs.set_last_apart()
        book.changed.connect(self._count_drafts)
        book.loaded.connect(self._warn_of_end)
        if self._painted:
            book.load()
        else:
            self.first_painted.connect(book.load)
        self.closing.connect(book.close)
        self._name_drafts()
        if desk.centre:
            self.header.show_centre("")
            book.initials_changed.connect(self._sign_in)

    def _sign_in(self, initials: str) -> None:
        """Show who works here, and note it beside what is saved from now on."""
        self.header.show_centre(initials)
        if self._surroundings.drafts is not None:
            self._surroundings.drafts.initials = initials

    def _lock_now(self) -> None:
        if self.book is not None:
            self.book.desk.lock_now()

    def take_drafts(self, drafts: "DraftSession | None", cases: "CaseDesk | None") -> None:
        """Work with a store from now on, or with none: what was shown of another one is taken away.

        What was typed while nothing was kept goes on, and becomes the first draft where drafts are kept now.

        Args:
            drafts: keeps what is typed, None to keep nothing.
            cases: what the drafts tab works with, None for no such tab.
        """
        unkept = None if self._objection is None else self._objection.unkept
        self.drop_drafts()
        self._surroundings = replace(self._surroundings, drafts=drafts, cases=cases)
        if cases is not None:
            self._keep_book(cases)
        if unkept is not None:
            self.page(Tab.OBJECTION)
            if self._objection is not None:
                self._objection.form.carry_over(*unkept)
        self.tabs.currentChanged.emit(self.tabs.currentIndex())

    def offer_keeping(self) -> None:
        """Say in the form that nothing is kept, and lead to where that can be changed."""
        self._may_keep = True
        if self._objection is not None:
            self._objection.form.footer.offer_keeping(offered=True)

    def _ask_keeping(self) -> None:
        # What is being written or copied would be broken off.
        if self._objection is None or self._objection.may_be_replaced():
            self.keeping_wanted.emit()

    def lock_after(self, minutes: int) -> None:
        """Say below the list of drafts after how many minutes without a touch it locks."""
        if self.book is not None:
            self.book.desk = replace(self.book.desk, auto_lock_minutes=minutes)
            self.book.changed.emit()

    def refresh_draft(self, draft_id: "DraftId") -> None:
        """Show in the list of drafts what became of one."""
        if self.book is not None:
            self.book.refresh(draft_id)

    def drop_drafts(self) -> None:
        """Show nothing of drafts any more: they are locked, or another store takes their place."""
        self.sheets.close_all()
        for widget in QApplication.topLevelWidgets():
            # A preview, or a dialog of the system's that Qt draws.
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        shown = self._tabs[self.tabs.currentIndex()]
        if self._objection is not None:
            self._objection.let_go()
            self._objection = None
        if self._registration is not None:
            self._registration.let_go()
            self._registration = None
        if self._cases_page is not None:
            self._cases_page.let_go()
            self._cases_page = None
        if self.book is not None:
            self.book.close()
            self.header.hide_centre()
            self.book.deleteLater()
            self.book = None
            self._tabs = tuple(tab for tab in Tab if tab is not Tab.DRAFTS)
            self.tabs.remove_last()
        for tab in (Tab.REGISTRATION, Tab.OBJECTION, Tab.DRAFTS):
            page = self._built.pop(tab, None)
            if page is not None and page is not self.channels:
                self.pages.removeWidget(page)
                page.hide()
                page.deleteLater()
        self._surroundings = replace(self._surroundings, drafts=None, cases=None)
        self._may_keep = False
        if shown is Tab.DRAFTS:
            self.tabs.setCurrentIndex(0)

    def stand_before(self, page: QWidget | None) -> None:
        """Let a page stand before all others, without tabs: one that asks what has to be answered first; None frees the way."""
        before = self._before
        if before is page:
            return
        if before is not None:
            self.pages.removeWidget(before)
            before.hide()
            if not before.property("stays"):
                before.deleteLater()
        self._before = page
        self._tab_row.setVisible(page is None)
        if page is None:
            self.pages.setCurrentWidget(self.page(self._tabs[self.tabs.currentIndex()]))
        else:
            self.sheets.close_all()
            self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)

    def _count_drafts(self) -> None:
        if self.book is not None:
            count = len(self.book.cases)
            self.tabs.set_badge(self._tabs.index(Tab.DRAFTS), str(count))
            self._name_drafts()

    def _name_drafts(self) -> None:
        """Say the name of the drafts' tab, and to a screen reader how many there are."""
        if self.book is not None:
            index = self._tabs.index(Tab.DRAFTS)
            name = _("Cases") if self.book.desk.centre else _("My drafts")
            count = len(self.book.cases)
            spoken = ngettext("{name}: {n} draft", "{name}: {n} drafts", count).format(name=name, n=count)
            self.tabs.setTabText(index, name)
            self.tabs.setAccessibleTabName(index, spoken)

    def _warn_of_end(self) -> None:
        """Warn of drafts that are erased soon, once a start."""
        if self.book is not None:
            from citizen_desktop.ui.case_words import warning_words  # noqa: PLC0415  only where drafts are kept

            desk = self.book.desk
            count = self.book.cases.warned(desk.clock.now().date(), desk.retention_days)
            if count:
                self.toast.say(warning_words(count), _("Close"), "warn")

    def _build_cases(self) -> QWidget:
        from citizen_desktop.ui.cases_page import CasesPage  # noqa: PLC0415  not for the first paint

        if self.book is None:
            # There is no such tab.
            return self.channels
        page = CasesPage(self.theme, self.book, self._objection_content, self._registration_content())
        page.sheet_opened.connect(self.sheets.open)
        page.said.connect(self.say)
        page.failed.connect(self.complain)
        page.print_wanted.connect(self.sheets.print_consent)
        page.continue_wanted.connect(self._continue_draft)
        page.erased.connect(self.sheets.show_receipt)
        page.hand_over_wanted.connect(self.hand_over_wanted)
        page.take_in_wanted.connect(self.take_in_wanted)
        page.back_up_wanted.connect(self.back_up_wanted)
        page.centre_key_wanted.connect(self.centre_key_wanted)
        page.keeping_wanted.connect(self._ask_keeping)
        self.closing.connect(page.let_go)
        self._cases_page = page
        return page

    def _lay_out(self) -> None:
        self._tab_row = TabRow(self.header.theme, self.tabs)
        row = QHBoxLayout(self._tab_row)
        row.setContentsMargins(24, 0, 24, 1)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._tab_row)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.sheets.said.connect(self.say)
        self.sheets.failed.connect(self.complain)
        self.sheets.link_wanted.connect(self.follow_link)
        self.sheets.question_wanted.connect(self.show_question)
        self.sheets.left.connect(self._leave)
        self.sheets.opened.connect(self.toast.raise_)
        self.tabs.currentChanged.connect(self._show_page)
        self.header.text_size_wanted.connect(self.text_size_wanted)
        self.header.lock_wanted.connect(self._lock_now)
        for index in range(len(Tab)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self)
            shortcut.activated.connect(lambda index=index: self._shortcut_to(index))
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self._step_text_size(step))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._search)
        QShortcut(QKeySequence("/"), self).activated.connect(self._search_here)
        QShortcut(QKeySequence("Ctrl+0"), self).activated.connect(lambda: self.text_size_wanted.emit(TEXT_SIZES[0]))

    def _show_page(self, index: int) -> None:
        if self._before is None and 0 <= index < len(self._tabs):
            self.pages.setCurrentWidget(self.page(self._tabs[index]))

    def _shortcut_to(self, index: int) -> None:
        if self.sheet is None and self._before is None and index < len(self._tabs):
            self.tabs.setCurrentIndex(index)

    def _search(self) -> None:
        """Go to the search from wherever the keyboard is: that of the drafts on their tab; a sheet keeps it."""
        if self.sheet is None and self._before is None:
            if self._cases_page is None or self.pages.currentWidget() is not self._cases_page:
                self.show_tab(Tab.FAQ)
            self._search_here()

    def _search_here(self) -> None:
        """Go to the search of the tab that is shown. A field takes the key as a letter, and it doesn't come here."""
        shown = self.pages.currentWidget()
        for page in (self._faq_page, self._cases_page):
            if self.sheet is None and page is not None and page is shown:
                page.take_search()

    def _step_text_size(self, step: int) -> None:
        place = TEXT_SIZES.index(self.theme.text_size) + step
        if 0 <= place < len(TEXT_SIZES):
            self.text_size_wanted.emit(TEXT_SIZES[place])

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Walk the window as it is read."""
        return move_keyboard(self, forwards=forwards)

    def show_tab(self, tab: Tab, step: str | None = None) -> None:
        """Go to a tab.

        Args:
            tab: which.
            step: the place on it, by the name that its page gives it; a page without places is shown as it stands.
        """
        if tab not in self._tabs:
            return
        self.tabs.setCurrentIndex(self._tabs.index(tab))
        page = self.page(tab)
        if step is not None and isinstance(page, HasSteps):
            page.go_to(step)

    def follow_link(self, link: Link) -> None:
        """Go where a link leads; one that leads to nothing that is here changes nothing."""
        match link.place:
            case Place.FAQ:
                self.show_question(link.name)
            case Place.TAB if link.name in set(Tab):
                self.sheets.close_all()
                self.show_tab(Tab(link.name), link.step)
            case Place.QR:
                channels = self.switchboard.content.channels
                for channel in channels:
                    if channel.id == link.name and channel.qr is not None:
                        self.sheets.show_qr(channel)
            case _:
                pass

    def show_question(self, question_id: str) -> None:
        """Go to a question in its own tab."""
        self.sheets.close_all()
        self.show_tab(Tab.FAQ)
        if self._faq_page is not None:
            self._faq_page.show_question(question_id)

    def say(self, text: str) -> None:
        """Show a short word on what has just been done."""
        self.toast.say(text, _("Close"))

    def complain(self, sentence: str) -> None:
        """Say what did not work, until it is read."""
        self.toast.say(sentence, _("Close"), "err")

    def close_sheet(self) -> None:
        """Take away the uppermost sheet that lies over the window, if there is one."""
        if self.sheet is not None:
            self.sheet.close_sheet()

    def retranslate(self) -> None:
        """Say everything in the new language; sheets are closed, since they were made in the other."""
        self.sheets.close_all()
        self.toast.hide()
        self.setWindowTitle(_("Citizen Desktop"))
        texts = (_("Contact channels"), _("Registration"), _("Objection"), _("FAQ"))
        for index, text in enumerate(texts):
            self.tabs.setTabText(index, text)
        self._name_drafts()
        self.tabs.setAccessibleName(_("Sections"))

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def geometry_record(self) -> str:
        """Return where the window stands, for the next start in this direction."""
        return bytes(self.saveGeometry().toHex().data()).decode()

    def restore_geometry_record(self, record: str) -> None:
        """Stand where the record says; one that can't be read changes nothing."""
        if record:
            self.restoreGeometry(QByteArray.fromHex(record.encode()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask if there is work in hand; else let go of timers and jobs."""
        forms = [form for form in (self._registration, self._objection) if form is not None]
        if not self._leaving:
            for form in forms:
                form.keep()
            unkept = [form for form in forms if form.has_work_in_hand]
            if unkept:
                event.ignore()
                question = None
                if self._registration in unkept:
                    question = _("Close and lose this registration?")
                    if len(unkept) > 1:
                        question = _("Close and lose the registration and the objection?")
                self.sheets.ask_to_leave(kept=self._surroundings.drafts is not None, question=question)
                return
        self.closing.emit()
        for form in forms:
            form.let_go()
        self.channels.ticker.close()
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and tell of the first time."""
        QPainter(self).fillRect(event.rect(), self.theme.colour("bg"))
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)
