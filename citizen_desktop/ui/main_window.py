"""The window: head, tabs, pages, and the sheets that lie over them."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import i18n
from citizen_desktop.content.models import Content, Tab
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.i18n import gettext as _
from citizen_desktop.links import Link, Place
from citizen_desktop.search.library import FaqLibrary
from citizen_desktop.settings import TEXT_SIZES
from citizen_desktop.ui.channels_page import ChannelsPage
from citizen_desktop.ui.header import Header
from citizen_desktop.ui.page import HasSteps
from citizen_desktop.ui.section_tabs import SectionTabs
from citizen_desktop.ui.surroundings import Surroundings
from citizen_desktop.ui.tab_pages import TabPages
from citizen_desktop.ui.window_drafts import WindowDrafts
from citizen_desktop.ui.window_sheets import WindowSheets
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.focus import move_keyboard
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.tab_bar import TabRow
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.toast import Toast

if TYPE_CHECKING:
    from citizen_desktop.reopening import Reopened

DESIGNED_SIZE: Final = (1280, 800)
SMALLEST_SIZE: Final = (640, 480)


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
    closing = Signal()
    closed = Signal()
    """Everything that is at work has ended."""

    def __init__(
        self,
        theme: Theme,
        content: Content,
        objection: ObjectionContent,
        faq: FaqLibrary,
        surroundings: Surroundings,
    ) -> None:
        super().__init__()
        self._language = i18n.language()
        self._leaving = False
        self._painted = False
        self._before: QWidget | None = None
        self.switchboard = Switchboard(content.channels)
        self.sheets = WindowSheets(theme, self, content, faq, self.switchboard, surroundings)
        self.header = Header(theme)
        self.tabs = SectionTabs(theme)
        self.pages = TabPages(theme, content, objection, faq, self.sheets, surroundings)
        self.drafts = WindowDrafts(self, self.header, self.tabs, self.pages, self.sheets, surroundings.drafts)
        self.toast = Toast(theme, self)
        self._lay_out()
        self._connect()
        self.setMinimumSize(*SMALLEST_SIZE)
        self.resize(*DESIGNED_SIZE)
        self.follow(theme)
        self.retranslate()
        self.first_painted.connect(self.drafts.begin)
        # The questions are not read for the first paint.
        self.first_painted.connect(lambda: QTimer.singleShot(0, self._offer_on_channels))

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that lies over the window, the uppermost if there are several."""
        return self.sheets.top

    @property
    def channels(self) -> ChannelsPage:
        """The page of the channels, the only one that is always there."""
        return self.pages.channels

    def page(self, tab: Tab) -> QWidget:
        """Return a tab's page."""
        return self.pages.page(tab)

    def _offer_on_channels(self) -> None:
        self.sheets.explanations.offer_on(self.channels)

    def open_package(self, path: Path) -> None:
        """Judge a package that the program was started with, or that was dropped."""
        self.show_tab(Tab.OBJECTION)
        if self.pages.objection is not None:
            self.pages.objection.open_package(path)

    def _take_over_registration(self, found: "Reopened") -> None:
        self.show_tab(Tab.REGISTRATION)
        if self.pages.registration is not None:
            self.pages.registration.take_over(found)

    def stand_before(self, page: QWidget | None) -> None:
        """Let a page stand before all others, without tabs: one that asks what has to be answered first; None frees the way."""
        before = self._before
        if before is page:
            return
        if before is not None:
            if before.property("stays"):
                self.pages.removeWidget(before)
                before.hide()
            else:
                self.pages.take_away(before)
        self._before = page
        self._tab_row.setVisible(page is None)
        if page is None:
            self.pages.setCurrentWidget(self.page(self.tabs.shown))
        else:
            self.sheets.close_all()
            self.pages.addWidget(page)
            self.pages.setCurrentWidget(page)

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
        self.pages.said.connect(self.say)
        self.pages.failed.connect(self.complain)
        self.pages.warned.connect(self.warn)
        self.pages.link_wanted.connect(self.follow_link)
        self.pages.package_dropped.connect(self.open_package)
        self.pages.registration_reopened.connect(self._take_over_registration)
        self.drafts.warned.connect(self.warn)
        self.drafts.replaced.connect(self._show_page)
        self.drafts.tab_wanted.connect(self.show_tab)
        self.tabs.currentChanged.connect(self._show_page)
        self.header.text_size_wanted.connect(self.text_size_wanted)
        for index in range(len(Tab)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self)
            shortcut.activated.connect(lambda index=index: self._shortcut_to(index))
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self._step_text_size(step))
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._search)
        QShortcut(QKeySequence("/"), self).activated.connect(self._search_here)
        QShortcut(QKeySequence("Ctrl+0"), self).activated.connect(lambda: self.text_size_wanted.emit(TEXT_SIZES[0]))

    def _show_page(self) -> None:
        if self._before is None:
            self.pages.setCurrentWidget(self.page(self.tabs.shown))

    def _shortcut_to(self, index: int) -> None:
        if self.sheet is None and self._before is None and index < self.tabs.count():
            self.tabs.setCurrentIndex(index)

    def _search(self) -> None:
        """Go to the search from wherever the keyboard is: that of the drafts on their tab; a sheet keeps it."""
        if self.sheet is None and self._before is None:
            if self.pages.cases is None or self.pages.currentWidget() is not self.pages.cases:
                self.show_tab(Tab.FAQ)
            self._search_here()

    def _search_here(self) -> None:
        """Go to the search of the tab that is shown. A field takes the key as a letter, and it doesn't come here."""
        shown = self.pages.currentWidget()
        for page in (self.pages.faq, self.pages.cases):
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
        if not self.tabs.has(tab):
            return
        self.tabs.bring(tab)
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
        if self.pages.faq is not None:
            self.pages.faq.show_question(question_id)

    def say(self, text: str) -> None:
        """Show a short word on what has just been done."""
        self.toast.say(text, _("Close"))

    def warn(self, sentence: str) -> None:
        """Say what somebody should know."""
        self.toast.say(sentence, _("Close"), "warn")

    def complain(self, sentence: str) -> None:
        """Say what did not work, until it is read."""
        self.toast.say(sentence, _("Close"), "err")

    def close_sheet(self) -> None:
        """Take away the uppermost sheet that lies over the window, if there is one."""
        if self.sheet is not None:
            self.sheet.close_sheet()

    def retranslate(self) -> None:
        """Say everything in the new language; sheets are closed, since they were made in the other."""
        language = i18n.language()
        if language is not self._language:
            self._language = language
            self.sheets.close_all()
            self.toast.hide()
        # Qt tells of its own texts a moment later, when sheets in the new language may lie here.
        self.setWindowTitle(_("Citizen Desktop"))
        self.tabs.name_sections()
        self.drafts.retranslate()

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
        pages = self.pages
        if not self._leaving:
            kept = self.drafts.keep()
            unkept = [form for form in pages.forms if form.has_work_in_hand]
            if unkept or not kept or self.drafts.holds_unsaved:
                event.ignore()
                question = None
                if pages.registration in unkept:
                    question = _("Close and lose this registration?")
                    if len(unkept) > 1:
                        question = _("Close and lose the registration and the objection?")
                in_memory = bool(unkept) and self.drafts.session is None
                self.sheets.ask_to_leave(kept=not in_memory, question=question)
                return
        self.closing.emit()
        self.drafts.close()
        pages.let_go()
        self.closed.emit()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and tell of the first time."""
        QPainter(self).fillRect(event.rect(), self.theme.colour("bg"))
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)
