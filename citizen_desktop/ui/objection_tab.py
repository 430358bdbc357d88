"""The objection tab: the form, its letter, the ways on the portal, a finished package, and the check of any package."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QShowEvent
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.models import Paths
from citizen_desktop.content.objection_models import ObjectionContent, facts_behind
from citizen_desktop.drafts.models import DraftKind
from citizen_desktop.forms.completeness import ItemId
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.letter import Letter, compose_letter
from citizen_desktop.forms.letter_edits import outdated_edits
from citizen_desktop.i18n import gettext as _
from citizen_desktop.printing.letter_page import paint_letter
from citizen_desktop.ui.form_tab import FormTab
from citizen_desktop.ui.objection_package import ObjectionPackage
from citizen_desktop.ui.objection_page import ObjectionPage
from citizen_desktop.ui.portal_page import PortalPage
from citizen_desktop.ui.portal_words import file_lines
from citizen_desktop.ui.print_dialog import preview_pages
from citizen_desktop.ui.verify_page import VerifyPage
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citizen_desktop.content.models import Fact
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.reopening import Reopened
    from citizen_desktop.ui.autosave import Autosave
    from citizen_desktop.ui.form_files import File
    from citizen_desktop.ui.letter_page import LetterDesk
    from citizen_desktop.ui.reader import Reader
    from citizen_desktop.ui.workbench import Workbench

_PATIENCE: Final = 5.0
"""Seconds that closing waits for the disk."""
_STEPS: Final = {"kind": ItemId.OBJECTION_KIND, "deadline": ItemId.DAY, "reason": ItemId.REASON}
"""Where an answer may lead on the form, besides the applicant and the documents."""


class ObjectionTab(FormTab):
    """What the tab shows in turn.

    Args:
        theme: colours and fonts.
        content: rows behind an objection.
        paths: the ways on the portal.
        clock: the time.
        state: where places of unfinished files are noted, None where nothing may be kept.
        drafts: keeps what is typed, None to keep nothing.
        reader: gives what reads the letter aloud, once it is asked for; None for no such button.
        staff: people of a help centre work here.
        bench: has what decodes files, None for one of its own.
    """

    kind = DraftKind.OBJECTION
    form: ObjectionPage

    registration_reopened = Signal(object)
    """A package that was judged holds a registration: the ``Reopened``."""

    def __init__(
        self,
        theme: Theme,
        content: ObjectionContent,
        paths: Paths,
        clock: Clock,
        state: Path | None,
        drafts: "DraftSession | None" = None,
        *,
        reader: "Callable[[], Reader] | None" = None,
        staff: bool = False,
        bench: "Workbench | None" = None,
    ) -> None:
        autosave = None if drafts is None else _autosave(drafts, content, clock)
        super().__init__(theme, clock, PortalPage(theme, paths, "info", "clock"), autosave)
        self._make_reader, self._staff = reader, staff
        self._questions = 0
        self._content, self._clock = content, clock
        self.form = ObjectionPage(theme, content, paths, clock, autosave, bench)
        self.package = ObjectionPackage(theme, self, content, paths, self.form, clock, state)
        self.verify = VerifyPage(theme, clock, {slot.id: slot.name for slot in content.documents.slots})
        self._barred = (self.ways, self.verify)
        self.letter: LetterDesk | None = None
        self.check = Button(theme, Kind.GHOST, "shield-check")
        self._lay_out((self.form, self.ways, self.verify), (self.check,))
        self._connect()
        self.follow(theme)
        self.retranslate()
        self.show_form()

    @property
    def _facts(self) -> "tuple[Fact, ...]":
        return facts_behind(self._content)

    @property
    def _holder(self) -> ObjectionPage:
        return self.form

    @property
    def _attached(self) -> "Sequence[File]":
        return self.form.files

    @property
    def _work(self) -> ObjectionPackage:
        return self.package

    def _connect(self) -> None:
        super()._connect()
        self.form.package_wanted.connect(self.package.ask)
        self.package.letter_wanted.connect(self.show_letter)
        self.package.print_wanted.connect(self._preview)
        self.form.letter_wanted.connect(self.show_letter)
        self.form.work.package_dropped.connect(self.open_package)
        self.form.wanted.connect(self._leave_letter)
        self.form.replaced.connect(self._forget_letter)
        self.form.replaced.connect(self._look_for_case)
        self.form.changed.connect(self._follow_letter)
        self.form.ways_wanted.connect(self.show_ways)
        self.form.new_wanted.connect(self.new_draft)
        self.form.sheet_opened.connect(self.sheet_opened)
        self.form.changed.connect(self._look_at_clock)
        self.form.why_wanted.connect(self.why_wanted)
        self.form.said.connect(self.said)
        self.form.failed.connect(self.failed)
        self.verify.copied.connect(self.said)
        self.verify.edit_wanted.connect(self.verify.reopen)
        self.verify.reopened.connect(self._hand_over)
        self.verify.failed.connect(self.failed)
        self.back.clicked.connect(self.show_form)
        self.check.clicked.connect(lambda: self._show(self.verify))

    @property
    def whys(self) -> tuple[WhyLink, ...]:
        """The links to what explains the form and the ways."""
        return (*self.form.whys, *self.ways.whys)

    def show_ways(self) -> None:
        """Show the ways on the portal, with the files of the draft that is in hand."""
        self._show_files()
        self._show(self.ways)

    def _show_files(self) -> None:
        draft = self.form.draft
        self.ways.show_files(file_lines(self._content, draft) if draft.attachments else ())

    def show_letter(self) -> None:
        """Show the letter of the form's draft."""
        if self.letter is None:
            self.letter = self._build_letter()
            self.pages.addWidget(self.letter)
        self._show(self.letter)
        self._follow_letter()
        self._show_saving()
        self.letter.open_at_question()

    def _build_letter(self) -> "LetterDesk":
        from citizen_desktop.ui.letter_page import LetterDesk  # noqa: PLC0415  only where it is looked at

        reader = None if self._make_reader is None else self._make_reader()
        letter = LetterDesk(self.theme, self._content, reader, staff=self._staff)
        letter.edited.connect(self.form.write_letter)
        letter.data_wanted.connect(self._edit_data)
        letter.copied.connect(self.personal_copied)
        letter.foot.back_wanted.connect(self._leave_letter)
        letter.foot.print_wanted.connect(lambda: self._print(self.form.draft))
        letter.foot.package_wanted.connect(self.form.ask_package)
        return letter

    @property
    def _shows_letter(self) -> bool:
        return self.letter is not None and self.pages.currentWidget() is self.letter

    def _leave_letter(self) -> None:
        """Go back to the form, to where one came from."""
        if self._shows_letter:
            self.show_form()
            self.form.footer.letter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit_data(self) -> None:
        self.show_form()
        self.form.applicant.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _forget_letter(self) -> None:
        """Another draft is shown, and what can be undone is not of that one."""
        self._questions = len(outdated_edits(self._content, self.form.draft))
        if self.letter is not None:
            self.letter.forget_undo()

    def _follow_letter(self) -> None:
        """Show the letter as the answers and the edits are now, and tell of a paragraph that has just come apart from them."""
        draft = self.form.draft
        if self.letter is not None and self._shows_letter:
            self.letter.show_draft(draft, self._clock.now().date())
        before, self._questions = self._questions, len(outdated_edits(self._content, draft))
        if self._questions > before and not self._shows_letter:
            self.said.emit(
                _("You wrote a part of the letter yourself. It stays, but look whether it fits your new answer.")
            )

    def go_to(self, step: str) -> None:
        """Go to a place on the form, with the keyboard in its first field.

        Args:
            step: ``applicant``, ``kind``, ``deadline``, ``reason`` or ``documents``; any other is the form's beginning.
        """
        self.show_form()
        if self.package.job is not None or self.pages.currentWidget() is not self.form:
            # The form waits for the package that is being written, or for a case.
            return
        if not self._may_leave_editor():
            return
        if step == "applicant":
            self.form.edit_applicant()
        elif step == "documents":
            slot = next(iter(self.form.documents.slots), "")
            self._bring_up(f"slot.{slot}", self.form.documents)
        elif step in _STEPS:
            self._bring_up(_STEPS[step], self.form.answers.field(_STEPS[step]))

    def _bring_up(self, item_id: str, place: QWidget | None) -> None:
        self.form.focus_item(item_id)
        if place is not None:
            # Once more when the page, which may just have been built, has been laid out.
            self.form.scroller.bring_up(place)
            QTimer.singleShot(0, place, lambda: self.form.scroller.bring_up(place))

    def open_package(self, path: Path) -> None:
        """Judge a package, a zip or a folder."""
        self._show(self.verify)
        self.verify.open_path(path)

    def _hand_over(self, found: "Reopened") -> None:
        """Hand what the package holds that was judged to the form of its kind."""
        if isinstance(found.draft, ObjectionDraft):
            self.take_over(found)
        else:
            self.registration_reopened.emit(found)

    def _take_keyboard(self) -> None:
        self.form.applicant.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, page: QWidget) -> None:
        super()._show(page)
        self.check.setVisible(page is self.ways)

    def _show_saving(self) -> None:
        """Say how the draft is kept; one that was deleted elsewhere is not shown any longer."""
        in_hand = self.form.in_hand
        if in_hand is not None and in_hand.is_gone:
            self._drop()
        if self._drafts is not None and in_hand is not None and self.letter is not None:
            self.letter.foot.saved.show_draft(in_hand, self._drafts.state, self.form.today)
        super()._show_saving()

    def _drop(self) -> None:
        """Show nothing of a draft any more that was locked or erased, in the list of drafts or since its time is over."""
        super()._drop()
        self.package.forget()
        # Where nobody looks now they would show it the next time.
        self._show_files()
        if self.letter is not None:
            self.letter.show_draft(self.form.draft, self._clock.now().date())

    def retranslate(self) -> None:
        """Say everything in the new language."""
        super().retranslate()
        self.check.say(_("Check or open a package"))
        self._show_files()

    # ------------------------------------------------------------------ the deadline and the clock

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock again."""
        super().showEvent(event)
        self.form.refresh()
        self._follow_letter()
        self._look_at_clock()

    def _look_at_clock(self) -> None:
        """Let the deadline change at midnight, while it is seen."""
        if self.sender() is self.ticker:
            self.form.refresh()
            self._follow_letter()
        change = self.form.deadline.next_change
        if change is None or not self.isVisible():
            self.ticker.stop()
        else:
            self.ticker.start_at(change)

    # ------------------------------------------------------------------ the package

    def _let_work(self, *, working: bool) -> None:
        """Let the form and the letter wait for the package that is being written, or go on."""
        self.form.setEnabled(working)
        if self.letter is not None:
            self.letter.setEnabled(working)
        if working and self.package.row.cancel.hasFocus():
            foot = self.letter.foot if self.letter is not None and self._shows_letter else self.form.footer
            foot.package.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self, draft: ObjectionDraft) -> None:
        self._preview(compose_letter(self._content, draft, self._clock.now().date()))

    def _preview(self, letter: Letter) -> None:
        """Show a letter as it will be printed, and print it from there."""

        def paint(device: QPagedPaintDevice) -> bool:
            return paint_letter(device, letter)

        preview_pages(self, _("Print the letter"), paint)

    def let_go(self) -> None:
        """End what is at work, for a window that closes."""
        # Before what it works with goes.
        self.package.close()
        self.verify.let_go()
        self.form.let_go()
        super().let_go()


def _autosave(drafts: "DraftSession", content: ObjectionContent, clock: Clock) -> "Autosave":
    from citizen_desktop.ui.autosave import objection_autosave  # noqa: PLC0415  only where something is kept

    return objection_autosave(drafts, content, clock)
