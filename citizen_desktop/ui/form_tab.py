"""A tab with a form: what is typed is saved, the ways on the portal and a finished package are shown in its place."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.models import DraftKind
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.broken_off import BrokenOff
from citizen_desktop.ui.dialogs import close_dialogs
from citizen_desktop.ui.jobs import PATIENCE
from citizen_desktop.ui.package_work import PackageWork
from citizen_desktop.ui.page import PADDING_X
from citizen_desktop.ui.portal_page import PortalPage
from citizen_desktop.ui.ticker import Ticker
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.content.models import Fact
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.models import DraftId
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.reopening import Reopened
    from citizen_desktop.ui.autosave import Autosave
    from citizen_desktop.ui.case_first_page import CaseFirstPage
    from citizen_desktop.ui.form_files import File
    from citizen_desktop.ui.package_ready_page import PackageReadyPage
    from citizen_desktop.ui.saving_banner import SavingBanner


class Holder(Protocol):
    """What holds the answers that a form shows."""

    @property
    def draft(self) -> AnyDraft:
        """The answers so far."""

    @property
    def in_hand(self) -> "DraftInHand | None":
        """The draft, None where nothing is kept."""

    @property
    def is_copying(self) -> bool:
        """Whether files are on their way, to be copied, looked into or made."""

    @property
    def files_coming(self) -> int:
        """How many files are on their way, wait for room, or are being looked into."""

    @property
    def is_dirty(self) -> bool:
        """Whether there is work in hand that is kept nowhere else."""

    @property
    def has_edits(self) -> bool:
        """Whether a file is being edited, and something was done to it."""

    def show_draft(self, in_hand: "DraftInHand") -> None:
        """Show a draft of the store."""

    def take_over(self, found: "Reopened") -> None:
        """Begin a new draft with what a package holds."""

    def carry_over(self, draft: Any, files: "Sequence[File]") -> None:  # noqa: ANN401  of the form's own kind
        """Go on with answers that were kept nowhere so far; where drafts are kept they are saved, with copies of their files."""

    def clear(self) -> None:
        """Start anew."""


class FormTab(Retranslated, Themed, QWidget):
    """What the tabs of both forms do alike.

    Args:
        theme: colours and fonts.
        clock: the time.
        ways: the ways on the portal.
        autosave: saves what is typed, None to keep nothing.
    """

    sheet_opened = Signal(object)
    sources_wanted = Signal(object)
    facts_wanted = Signal(str, object)
    """The facts behind the form are to be shown: what they are about, and they."""
    said = Signal(str)
    failed = Signal(str)
    why_wanted = Signal(str)
    personal_copied = Signal(str)
    """A personal text is to be put on the clipboard."""
    kept = Signal(str)
    """The store has everything of a draft: its id."""
    case_wanted = Signal(object)
    """A new case is to be begun: its ``DraftKind``."""
    cases_wanted = Signal()
    """The list of cases is to be shown."""

    kind: DraftKind
    """What it is a form of."""
    form: QWidget
    """Where the answers are typed."""

    def __init__(self, theme: Theme, clock: Clock, ways: PortalPage, autosave: "Autosave | None") -> None:
        super().__init__()
        self._autosave = autosave
        self._drafts: DraftSession | None = None if autosave is None else autosave.session
        self.banner = None if self._drafts is None else _banner(theme, self._drafts)
        self.ticker = Ticker(clock)
        self.ways = ways
        self.ready: PackageReadyPage | None = None
        self.ask_first: Callable[[Callable[[], None]], None] | None = None
        """Asks what has to be known before there is a new draft, and then calls what makes it; None to ask nothing."""
        self.case_first: CaseFirstPage | None = None
        """What stands in the form's place while no case is in hand; None where drafts are not a centre's cases."""
        self.back = Button(theme, Kind.OUTLINE, "arrow-right")
        self.sources = Button(theme, Kind.GHOST, "file-search")
        self.pages = QStackedWidget()
        self._taken_over: DraftInHand | None = None
        """What a package became: it may hold nothing but files, which come later."""
        self._bar = QWidget()
        self._barred: tuple[QWidget, ...] = (ways,)
        """Pages over which there is a bar that leads back."""

    @property
    def _holder(self) -> Holder:
        raise NotImplementedError

    @property
    def _attached(self) -> "Sequence[File]":
        """The files of the attachments, in their order."""
        raise NotImplementedError

    @property
    def _work(self) -> PackageWork:
        raise NotImplementedError

    @property
    def _facts(self) -> "tuple[Fact, ...]":
        """What the form rests on."""
        raise NotImplementedError

    def _lay_out(self, pages: Iterable[QWidget], at_end: Iterable[QWidget] = ()) -> None:
        """Lay out the tab.

        Args:
            pages: shown in turn.
            at_end: of the bar that leads back, after the sources.
        """
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(PADDING_X, 12, PADDING_X, 0)
        bar.addWidget(self.back)
        bar.addStretch(1)
        for widget in (self.sources, *at_end):
            bar.addWidget(widget)
        for page in pages:
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.banner is not None:
            self._above = QVBoxLayout()
            self._above.addWidget(self.banner)
            column.addLayout(self._above)
        column.addWidget(self._bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self._work.card)

    def _connect(self) -> None:
        self.sources.clicked.connect(lambda: self.facts_wanted.emit(_("The form"), self._facts))
        self.ways.sources_wanted.connect(self.sources_wanted)
        self.ways.why_wanted.connect(self.why_wanted)
        work = self._work
        work.sheet_opened.connect(self.sheet_opened)
        work.failed.connect(self.failed)
        work.begun.connect(lambda: self._let_work(working=False))
        work.ended.connect(lambda: self._let_work(working=True))
        work.ready.connect(self._show_ready)
        self.ticker.ticked.connect(self._look_at_clock)
        if self._autosave is not None:
            self._autosave.changed.connect(self._show_saving)
            self._autosave.kept.connect(self.kept)
            self._autosave.kept.connect(self._look_for_case)

    # ------------------------------------------------------------------ what is shown

    def show_form(self) -> None:
        """Show the form; what was typed is there."""
        self._show(self.form if self.case_first is None or self._has_case else self.case_first)

    @property
    def in_hand(self) -> "DraftInHand | None":
        """The draft that is shown, None where nothing is kept."""
        return self._holder.in_hand

    def show_ways(self) -> None:
        """Show the ways on the portal."""
        raise NotImplementedError

    def ask_for_cases(self) -> None:
        """Take no answers from now on but those of a case that was begun: this is a centre."""
        if self._drafts is None or self.case_first is not None:
            return
        from citizen_desktop.ui.case_first_page import CaseFirstPage  # noqa: PLC0415  only in a centre

        page = self.case_first = CaseFirstPage(self.theme, writable=not self._drafts.store.read_only)
        page.begin_wanted.connect(lambda: self.case_wanted.emit(self.kind))
        page.cases_wanted.connect(self.cases_wanted)
        page.ways_wanted.connect(self.show_ways)
        self.pages.addWidget(page)
        self._look_for_case()

    @property
    def _has_case(self) -> bool:
        """Whether the answers are those of a case, or are about to become one: those of a package that was taken over."""
        in_hand, draft = self._holder.in_hand, self._holder.draft
        if in_hand is not None and (in_hand.id is not None or in_hand is self._taken_over):
            return True
        return draft != type(draft)()

    def _look_for_case(self) -> None:
        """Show the form once there is a case, and what leads to one once there is none."""
        if self.case_first is not None and self.pages.currentWidget() in {self.form, self.case_first}:
            self.show_form()

    def _leave_ready(self) -> None:
        self.show_form()

    def _let_work(self, *, working: bool) -> None:
        """Let the form wait for the package that is being written, or go on."""
        raise NotImplementedError

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._bar.setVisible(page in self._barred)
        self.sources.setVisible(page is self.ways)

    def _show_ready(self, page: "PackageReadyPage") -> None:
        self._drop_ready()
        self.ready = page
        page.back_wanted.connect(self._leave_ready)
        self.pages.addWidget(page)
        self._show(page)
        if self.isVisible():
            page.open_folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_ready(self) -> None:
        """Take the package that was made before away: it is of other answers, or a newer one is there."""
        ready, self.ready = self.ready, None
        if ready is not None:
            if self.pages.currentWidget() is ready:
                self.show_form()
            self.pages.removeWidget(ready)
            ready.deleteLater()

    # ------------------------------------------------------------------ drafts

    @property
    def unkept(self) -> "tuple[AnyDraft, Sequence[File]] | None":
        """What is in the form and its files, where nothing is kept; None for nothing."""
        draft = self._holder.draft
        return None if self._drafts is not None or draft == type(draft)() else (draft, self._attached)

    def carry_over(self, draft: AnyDraft, files: "Sequence[File]") -> None:
        """Go on with answers that were kept nowhere so far; where drafts are kept they are saved, with copies of their files.

        Args:
            draft: of the form's kind.
            files: of its attachments, in their order.
        """
        self._holder.carry_over(draft, files)
        self._look_for_case()
        self._resume()

    def may_be_replaced(self) -> bool:
        """Whether nothing is at work that would be broken off; if not, it was said what."""
        if self._holder.is_copying or self._holder.files_coming:
            self.failed.emit(_("Files are still being taken in. Wait until they are there."))
            return False
        return self._may_change()

    def go_on_with(self, in_hand: "DraftInHand") -> None:
        """Show a draft of the store as it is in memory: it could not be saved so far."""
        self._holder.show_draft(in_hand)
        self._resume()
        self.show_form()

    def keep(self) -> None:
        """Save everything now; a disk that doesn't answer is not waited for long."""
        if self._drafts is not None:
            self._drafts.flush(PATIENCE)

    @property
    def at_work(self) -> BrokenOff:
        """What would be broken off if the form went away now."""
        return BrokenOff(self._holder.files_coming, self._holder.has_edits, self._work.job is not None)

    @property
    def has_work_in_hand(self) -> bool:
        """Whether closing now would lose something."""
        return self._holder.is_dirty or self._holder.has_edits or self._work.job is not None

    def _may_change(self) -> bool:
        writing = self._work.job is not None
        if writing:
            self.failed.emit(_("A package is being written. Wait until it is there, or break it off."))
        return not writing and self._may_leave_editor()

    def _may_leave_editor(self) -> bool:
        """Whether nothing that was done to a file would be lost; if it would, it was said."""
        if self._holder.has_edits:
            self.failed.emit(_("A file is being edited. Keep what you did, or cancel it, before you go on."))
        return not self._holder.has_edits

    def open_draft(self, draft_id: "DraftId") -> bool:
        """Show a draft of the store in the form; the one before stays as it is kept.

        Returns:
            Whether it is shown; if not, it was said why.
        """
        autosave, shown = self._autosave, self._holder.in_hand
        if autosave is None or not self._may_change():
            return False
        if shown is None or shown.id != draft_id:
            try:
                self._holder.show_draft(autosave.open(draft_id))
            except KeyError:
                self.failed.emit(_("This draft is not there any more."))
                return False
            except (StoreError, TypeError):
                self.failed.emit(_("This draft can't be read: its file is damaged, or its disk is gone."))
                return False
            self._resume()
        self.show_form()
        return True

    def may_leave(self, draft_id: "DraftId") -> bool:
        """Whether nothing is at work with a draft that would be broken off if it were not shown; if not, it was said what."""
        in_hand = self._holder.in_hand
        return in_hand is None or in_hand.id != draft_id or self._may_change()

    def leave(self, draft_id: "DraftId") -> None:
        """Save a draft, and show nothing of it any more: it was locked."""
        in_hand = self._holder.in_hand
        if in_hand is not None and in_hand.id == draft_id:
            self.keep()
            self._drop()

    def _drop(self) -> None:
        """Show nothing of the draft in hand any more, nor of its package or its print preview."""
        close_dialogs()
        self._work.close()
        self._taken_over = None
        self._holder.clear()
        self._drop_ready()
        if self.pages.currentWidget() not in self._barred:
            # What else is shown is of that draft; in a centre nothing may be typed into it.
            self.show_form()

    def _resume(self) -> None:
        """Go to where the draft that is shown now is gone on with."""

    def new_draft(self) -> bool:
        """Show an empty form; the draft before stays as it is kept.

        Returns:
            Whether it is shown; if not, it was said why.
        """
        if not self._may_change():
            return False
        self._holder.clear()
        self.show_form()
        if self.case_first is not None and self.isVisible():
            self.case_first.take_keyboard()
        return True

    def take_over(self, found: "Reopened") -> None:
        """Begin a draft with what a package holds that was judged, once nothing can be lost by it."""
        if not self._may_change():
            return
        begin = partial(self._begin_with, found)
        if self.ask_first is not None:
            self.ask_first(begin)
            return
        if self._drafts is not None or not self._holder.is_dirty:
            begin()
            return
        from citizen_desktop.ui.replace_sheet import ReplaceSheet  # noqa: PLC0415  only where nothing is kept

        sheet = ReplaceSheet(self.theme, self.window())
        sheet.accepted.connect(begin)
        self.sheet_opened.emit(sheet)

    def _begin_with(self, found: "Reopened") -> None:
        if not self._may_change():
            return
        self.show_form()
        self._holder.take_over(found)
        self._taken_over = self._holder.in_hand
        self._look_for_case()
        self._resume()
        self._take_keyboard()
        self.said.emit(_("The package is a new draft now. The package itself stays as it is."))

    def _take_keyboard(self) -> None:
        """Bring the keyboard to where the form begins."""
        raise NotImplementedError

    def _show_saving(self) -> None:
        """Say how the draft is kept."""
        if self.banner is not None:
            self.banner.retranslate()
            self._fit_banner()

    # ------------------------------------------------------------------ the clock and the room

    def _look_at_clock(self) -> None:
        """Judge the answers anew when the day is over, while they are seen."""
        raise NotImplementedError

    def hideEvent(self, event: QHideEvent) -> None:
        """Order no wake-up."""
        super().hideEvent(event)
        self.ticker.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the word on saving into the width."""
        super().resizeEvent(event)
        self._fit_banner()

    def restyle(self) -> None:
        """Fit it for the new text size."""
        super().restyle()
        self._fit_banner()

    def _fit_banner(self) -> None:
        if self.banner is not None:
            # A layout keeps its margins though all in it is hidden.
            self._above.setContentsMargins(PADDING_X, 0 if self.banner.isHidden() else 12, PADDING_X, 0)
            self.banner.fit(self.width() - 2 * PADDING_X)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.back.say(_("Back to the form"))
        self.sources.say(_("Sources of the form"))

    def let_go(self) -> None:
        """End what is at work, for a window that closes."""
        if self._autosave is not None:
            self._autosave.close()
        self.ticker.close()


def _banner(theme: Theme, drafts: "DraftSession") -> "SavingBanner":
    from citizen_desktop.ui.saving_banner import SavingBanner  # noqa: PLC0415  only where something is kept

    return SavingBanner(theme, drafts)
