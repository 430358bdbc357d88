"""The registration tab: the form, and the ways on the portal."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent

from citizen_desktop.clock import Clock
from citizen_desktop.content.registration_models import RegistrationContent, StepId, facts_behind_registration
from citizen_desktop.drafts.models import DraftKind
from citizen_desktop.ui.form_tab import FormTab
from citizen_desktop.ui.portal_page import PortalPage
from citizen_desktop.ui.registration_answers import RegistrationAnswers
from citizen_desktop.ui.registration_files import RegistrationFiles
from citizen_desktop.ui.registration_form import RegistrationForm
from citizen_desktop.ui.registration_package import RegistrationPackage
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citizen_desktop.content.models import Fact
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.reopening import Reopened
    from citizen_desktop.ui.autosave import Autosave
    from citizen_desktop.ui.editor_page import EditorPage
    from citizen_desktop.ui.form_files import File
    from citizen_desktop.ui.reader import Reader
    from citizen_desktop.ui.workbench import Workbench

WAYS: Final = "ways"
"""The name of the ways on the portal, for what leads there."""


class RegistrationTab(FormTab):
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

    kind = DraftKind.REGISTRATION
    form: RegistrationForm

    package_dropped = Signal(object)
    """A package, by its name, was dropped: its ``Path``."""
    page_built = Signal(object)
    """A page is there from now on: its links want to know which answers there are."""

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
        autosave = None if drafts is None else _autosave(drafts, content, clock)
        super().__init__(theme, clock, PortalPage(theme, content.portal, "warn", "shield-lock"), autosave)
        files = partial(RegistrationFiles, theme, self.window, content, clock, drafts, bench)
        self.answers = RegistrationAnswers(content, clock, autosave, files)
        self.answers.setParent(self)
        self._content = content
        self.form = RegistrationForm(theme, content, self.answers, kept=drafts is not None, reader=reader)
        self.package = RegistrationPackage(theme, self, content, self.answers, clock, state)
        self._lay_out((self.form, self.ways))
        self._connect()
        self.follow(theme)
        self.retranslate()
        self.show_form()

    @property
    def _facts(self) -> "tuple[Fact, ...]":
        return facts_behind_registration(self._content)

    @property
    def _holder(self) -> RegistrationAnswers:
        return self.answers

    @property
    def _attached(self) -> "Sequence[File]":
        return self.answers.files.kept

    @property
    def _work(self) -> RegistrationPackage:
        return self.package

    def _connect(self) -> None:
        super()._connect()
        form = self.form
        form.ways_wanted.connect(self.show_ways)
        form.new_wanted.connect(self.new_draft)
        form.sheet_opened.connect(self.sheet_opened)
        form.why_wanted.connect(self.why_wanted)
        form.page_built.connect(self.page_built)
        form.personal_copied.connect(self.personal_copied)
        form.said.connect(self.said)
        form.failed.connect(self.failed)
        form.package_wanted.connect(self.package.ask)
        self.package.item_wanted.connect(self.focus_item)
        self.answers.changed.connect(self._show_saving)
        self.answers.replaced.connect(self._drop_ready)
        self.answers.replaced.connect(self._look_for_case)
        files = self.answers.files
        files.sheet_opened.connect(self.sheet_opened)
        files.said.connect(self.said)
        files.package_dropped.connect(self.package_dropped)
        files.editor_in_use.opened.connect(self._show_editor)
        files.editor_in_use.closed.connect(self._hide_editor)
        self.back.clicked.connect(self._leave_ways)

    @property
    def whys(self) -> tuple[WhyLink, ...]:
        """The links to what explains the form and the ways."""
        return (*self.form.whys, *self.ways.whys)

    # ------------------------------------------------------------------ what is shown

    def show_ways(self) -> None:
        """Show the ways on the portal."""
        self._show(self.ways)
        self.back.setFocus()

    def _leave_ways(self) -> None:
        self.show_form()
        self.form.focus_page()

    def _leave_ready(self) -> None:
        self._leave_ways()

    def _let_work(self, *, working: bool) -> None:
        self.form.setEnabled(working)

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

    def _leave_editor(self) -> None:
        """Take the editor away; what was done in it is not kept."""
        self.answers.files.editor_in_use.leave()

    def go_to(self, step: str) -> None:
        """Go to a place, with the keyboard there.

        Args:
            step: id of a step of the form, or ``ways``; any other is the form as it stands.
        """
        if not self._may_leave_editor():
            return
        self._leave_editor()
        if step == WAYS:
            self.show_ways()
            return
        self.show_form()
        if step in set(StepId):
            self.form.go_to(StepId(step))
            self.form.focus_page()

    # ------------------------------------------------------------------ drafts

    def new_draft(self) -> bool:
        """Show an empty form, with the keyboard in it; the draft before stays as it is kept.

        Returns:
            Whether it is shown; if not, it was said why.
        """
        begun = super().new_draft()
        if begun:
            self.form.focus_page()
        return begun

    def _begin_with(self, found: "Reopened") -> None:
        self._leave_editor()
        super()._begin_with(found)

    def _resume(self) -> None:
        self.form.resume()

    def _take_keyboard(self) -> None:
        self.form.focus_page()

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
            self._drop()
            return
        self.form.show_saving(in_hand, self._drafts.state)
        super()._show_saving()

    # ------------------------------------------------------------------ the clock and the language

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock again."""
        super().showEvent(event)
        self.answers.look()
        self._look_at_clock()

    def _look_at_clock(self) -> None:
        """Judge days of birth anew at midnight, while it is seen."""
        if self.sender() is self.ticker:
            self.answers.look()
        if self.isVisible():
            self.ticker.start_at(self.answers.tomorrow)
        else:
            self.ticker.stop()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        super().retranslate()
        self._show_saving()

    def let_go(self) -> None:
        """End what is at work, for a window that closes."""
        self.form.let_go()
        self.package.close()
        self.answers.files.close()
        super().let_go()


def _autosave(drafts: "DraftSession", content: RegistrationContent, clock: Clock) -> "Autosave":
    from citizen_desktop.ui.autosave import registration_autosave  # noqa: PLC0415  only where something is kept

    return registration_autosave(drafts, content, clock)
