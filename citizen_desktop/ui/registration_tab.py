"""The registration tab: the form, and the ways on the portal."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.page import PADDING_X
from citizen_desktop.ui.portal_page import PortalPage
from citizen_desktop.ui.registration_answers import RegistrationAnswers
from citizen_desktop.ui.registration_files import RegistrationFiles
from citizen_desktop.ui.registration_form import RegistrationForm
from citizen_desktop.ui.registration_package import RegistrationPackage
from citizen_desktop.ui.ticker import Ticker
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from citizen_desktop.drafts.models import DraftId
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.reopening import Reopened
    from citizen_desktop.ui.autosave import Autosave
    from citizen_desktop.ui.editor_page import EditorPage
    from citizen_desktop.ui.package_ready_page import PackageReadyPage
    from citizen_desktop.ui.reader import Reader
    from citizen_desktop.ui.saving_banner import SavingBanner
    from citizen_desktop.ui.workbench import Workbench

_PATIENCE: Final = 5.0
"""Seconds that closing waits for the disk."""
WAYS: Final = "ways"
"""The name of the ways on the portal, for what leads there."""


class RegistrationTab(Retranslated, Themed, QWidget):
    """What the tab shows in turn.

    Args:
        theme: colours and fonts.
        content: rows behind a registration.
        clock: the time.
        drafts: keeps what is typed, None to keep nothing.
        state: where places of unfinished files are noted, None where nothing may be kept.
        reader: gives what reads a page aloud, once it is asked for; None for no such button.
        bench: has what decodes files, None for one of its own.
    """

    sheet_opened = Signal(object)
    sources_wanted = Signal(object)
    said = Signal(str)
    failed = Signal(str)
    why_wanted = Signal(str)
    package_dropped = Signal(object)
    """A package, by its name, was dropped: its ``Path``."""
    page_built = Signal(object)
    """A page is there from now on: its links want to know which answers there are."""
    personal_copied = Signal(str)
    """A personal text is to be put on the clipboard."""
    kept = Signal(str)
    """The store has everything of a draft: its id."""

    def __init__(
        self,
        theme: Theme,
        content: RegistrationContent,
        clock: Clock,
        drafts: "DraftSession | None" = None,
        *,
        state: Path | None = None,
        reader: "Callable[[], Reader] | None" = None,
        bench: "Workbench | None" = None,
    ) -> None:
        super().__init__()
        self._drafts = drafts
        self._autosave = None if drafts is None else _autosave(drafts, content, clock)
        self.banner = None if drafts is None else _banner(theme, drafts)
        self.ticker = Ticker(clock)
        self.answers = RegistrationAnswers(
            content,
            clock,
            self._autosave,
            partial(RegistrationFiles, theme, self.window, content, clock, drafts, bench),
        )
        self.form = RegistrationForm(theme, content, self.answers, kept=drafts is not None, reader=reader)
        self.package = RegistrationPackage(theme, self, content, self.answers, clock, state)
        self.ready: PackageReadyPage | None = None
        self.ways = PortalPage(theme, content.portal, "warn", "shield-lock")
        self.back = Button(theme, Kind.OUTLINE, "arrow-right")
        self.pages = QStackedWidget()
        for page in (self.form, self.ways):
            self.pages.addWidget(page)
        self._lay_out()
        self._connect()
        self.follow(theme)
        self.retranslate()
        self.show_form()

    def _lay_out(self) -> None:
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(PADDING_X, 12, PADDING_X, 0)
        bar.addWidget(self.back)
        bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.banner is not None:
            self._above = QVBoxLayout()
            self._above.addWidget(self.banner)
            column.addLayout(self._above)
        column.addWidget(self._bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self.package.card)

    def _connect(self) -> None:
        form = self.form
        form.ways_wanted.connect(self.show_ways)
        form.new_wanted.connect(self.new_draft)
        form.sheet_opened.connect(self.sheet_opened)
        form.why_wanted.connect(self.why_wanted)
        form.page_built.connect(self.page_built)
        form.personal_copied.connect(self.personal_copied)
        form.said.connect(self.said)
        form.failed.connect(self.failed)
        self.answers.changed.connect(self._show_saving)
        files = self.answers.files
        files.sheet_opened.connect(self.sheet_opened)
        files.said.connect(self.said)
        files.package_dropped.connect(self.package_dropped)
        files.editor_opened.connect(self._show_editor)
        files.editor_closed.connect(self._hide_editor)
        package = self.package
        form.package_wanted.connect(package.ask)
        package.sheet_opened.connect(self.sheet_opened)
        package.item_wanted.connect(self.focus_item)
        package.failed.connect(self.failed)
        package.begun.connect(lambda: self.form.setEnabled(False))
        package.ended.connect(lambda: self.form.setEnabled(True))
        package.ready.connect(self._show_ready)
        self.answers.replaced.connect(self._drop_ready)
        self.ways.sources_wanted.connect(self.sources_wanted)
        self.ways.why_wanted.connect(self.why_wanted)
        self.ticker.ticked.connect(self._look_at_clock)
        self.back.clicked.connect(self._leave_ways)
        if self._autosave is not None:
            self._autosave.changed.connect(self._show_saving)
            self._autosave.kept.connect(self.kept)

    @property
    def whys(self) -> tuple[WhyLink, ...]:
        """The links to what explains the form and the ways."""
        return (*self.form.whys, *self.ways.whys)

    # ------------------------------------------------------------------ what is shown

    def show_form(self) -> None:
        """Show the form; what was typed is there."""
        self._show(self.form)

    def show_ways(self) -> None:
        """Show the ways on the portal."""
        self._show(self.ways)
        self.back.setFocus()

    def _leave_ways(self) -> None:
        self.show_form()
        self.form.focus_page()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._bar.setVisible(page is self.ways)

    def _show_editor(self, editor: "EditorPage") -> None:
        self.pages.addWidget(editor)
        self._show(editor)
        editor.footer.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_editor(self, editor: "EditorPage") -> None:
        self.show_form()
        self.pages.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self.form.focus_page()

    def _show_ready(self, page: "PackageReadyPage") -> None:
        self._drop_ready()
        self.ready = page
        page.back_wanted.connect(self._leave_ways)
        page.print_wanted.connect(self.form.page.print_sheet)
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

    def _leave_editor(self) -> None:
        """Take the editor away; what was done in it is not kept."""
        if self.answers.files.editor is not None:
            self.answers.files.files.editing.shut()

    def go_to(self, step: str) -> None:
        """Go to a place, with the keyboard there.

        Args:
            step: id of a step of the form, or ``ways``; any other is the form as it stands.
        """
        self._leave_editor()
        if step == WAYS:
            self.show_ways()
            return
        self.show_form()
        if step in set(StepId):
            self.form.go_to(StepId(step))
            self.form.focus_page()

    # ------------------------------------------------------------------ drafts

    def keep(self) -> None:
        """Save everything now; a disk that doesn't answer is not waited for long."""
        if self._drafts is not None:
            self._drafts.flush(_PATIENCE)

    @property
    def has_work_in_hand(self) -> bool:
        """Whether closing now would lose something."""
        return self.answers.is_dirty or self.package.job is not None

    def _may_change(self) -> bool:
        if self.package.job is not None:
            self.failed.emit(_("A package is being written. Wait until it is there, or break it off."))
        return self.package.job is None

    def open_draft(self, draft_id: "DraftId") -> bool:
        """Show a draft of the store in the form; the one before stays as it is kept.

        Returns:
            Whether it is shown; if not, it was said why.
        """
        autosave, shown = self._autosave, self.answers.in_hand
        if autosave is None or not self._may_change():
            return False
        if shown is None or shown.id != draft_id:
            try:
                self.answers.show_draft(autosave.open(draft_id))
            except KeyError:
                self.failed.emit(_("This draft is not there any more."))
                return False
            except (StoreError, TypeError):
                self.failed.emit(_("This draft can't be read: its file is damaged, or its disk is gone."))
                return False
            self.form.resume()
        self.show_form()
        return True

    def take_over(self, found: "Reopened") -> None:
        """Begin a draft with what a package holds that was judged, once nothing can be lost by it."""
        if not self._may_change():
            return
        begin = partial(self._begin_with, found)
        if self._drafts is not None or not self.answers.is_dirty:
            begin()
            return
        from citizen_desktop.ui.replace_sheet import ReplaceSheet  # noqa: PLC0415  only where nothing is kept

        ReplaceSheet(self.theme, self.window()).ask(self.sheet_opened.emit, begin)

    def _begin_with(self, found: "Reopened") -> None:
        if not self._may_change():
            return
        self._leave_editor()
        self.show_form()
        self.answers.take_over(found)
        self.form.resume()
        self.form.focus_page()
        self.said.emit(_("The package is a new draft now. The package itself stays as it is."))

    def new_draft(self) -> bool:
        """Show an empty form; the draft before stays as it is kept.

        Returns:
            Whether it is shown; if not, it was said why.
        """
        if not self._may_change():
            return False
        self.answers.clear()
        self.show_form()
        self.form.focus_page()
        return True

    def focus_item(self, item_id: str) -> None:
        """Bring the keyboard to where an item is answered."""
        self._leave_editor()
        self.show_form()
        self.form.focus_item(item_id)

    def _show_saving(self) -> None:
        """Say how the draft is kept; one that was deleted elsewhere is not shown any longer."""
        in_hand = self.answers.in_hand
        if self._drafts is None or in_hand is None:
            return
        if in_hand.is_gone:
            self.answers.clear()
            return
        self.form.show_saving(in_hand, self._drafts.state)
        if self.banner is not None:
            self.banner.retranslate()
            self._fit_banner()

    # ------------------------------------------------------------------ the clock, the room, the language

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock again."""
        super().showEvent(event)
        self.answers.look()
        self._look_at_clock()

    def hideEvent(self, event: QHideEvent) -> None:
        """Order no wake-up."""
        super().hideEvent(event)
        self.ticker.stop()

    def _look_at_clock(self) -> None:
        """Judge days of birth anew at midnight, while it is seen."""
        if self.sender() is self.ticker:
            self.answers.look()
        if self.isVisible():
            self.ticker.start_at(self.answers.tomorrow)
        else:
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
        self._show_saving()

    def let_go(self) -> None:
        """End what is at work, for a window that closes."""
        self.form.let_go()
        self.package.close()
        self.answers.files.close()
        if self._autosave is not None:
            self._autosave.close()
        self.ticker.close()


def _autosave(drafts: "DraftSession", content: RegistrationContent, clock: Clock) -> "Autosave":
    from citizen_desktop.ui.autosave import registration_autosave  # noqa: PLC0415  only where something is kept

    return registration_autosave(drafts, content, clock)


def _banner(theme: Theme, drafts: "DraftSession") -> "SavingBanner":
    from citizen_desktop.ui.saving_banner import SavingBanner  # noqa: PLC0415  only where something is kept

    return SavingBanner(theme, drafts)
