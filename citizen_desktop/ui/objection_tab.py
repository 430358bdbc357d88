"""The objection tab: the form, its letter, the ways on the portal, a finished package, and the check of any package."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPagedPaintDevice, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.models import Paths
from citizen_desktop.content.objection_models import ObjectionContent, facts_behind
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.models import Action
from citizen_desktop.errors import UserError
from citizen_desktop.forms.completeness import ItemId
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.letter import Letter, compose_letter
from citizen_desktop.forms.letter_edits import outdated_edits
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.source import Stored
from citizen_desktop.printing.letter_page import paint_letter, set_letter
from citizen_desktop.ui.file_choice import choose_folder
from citizen_desktop.ui.job_row import JobRow
from citizen_desktop.ui.objection_page import ObjectionPage
from citizen_desktop.ui.outdated_sheet import OutdatedSheet
from citizen_desktop.ui.package_ready_page import PackageReadyPage
from citizen_desktop.ui.packing import Packed, packing_job, ready_package
from citizen_desktop.ui.page import PADDING_X
from citizen_desktop.ui.portal_page import PortalPage
from citizen_desktop.ui.portal_words import file_lines
from citizen_desktop.ui.print_dialog import preview_pages
from citizen_desktop.ui.ticker import Ticker
from citizen_desktop.ui.verify_page import VerifyPage
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from citizen_desktop.attachments.workshop import Workshop
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.models import DraftId
    from citizen_desktop.drafts.session import DraftSession
    from citizen_desktop.reopening import Reopened
    from citizen_desktop.ui.autosave import Autosave
    from citizen_desktop.ui.jobs import Job
    from citizen_desktop.ui.letter_page import LetterDesk
    from citizen_desktop.ui.reader import Reader
    from citizen_desktop.ui.saving_banner import SavingBanner
    from citizen_desktop.ui.workbench import Workbench

_PATIENCE: Final = 5.0
"""Seconds that closing waits for the disk."""
_STEPS: Final = {"kind": ItemId.OBJECTION_KIND, "deadline": ItemId.DAY, "reason": ItemId.REASON}
"""Where an answer may lead on the form, besides the applicant and the documents."""


class ObjectionTab(Retranslated, Themed, QWidget):
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

    sheet_opened = Signal(object)
    sources_wanted = Signal(object)
    facts_wanted = Signal(str, object)
    said = Signal(str)
    failed = Signal(str)
    why_wanted = Signal(str)
    personal_copied = Signal(str)
    """A personal text is to be put on the clipboard."""
    registration_reopened = Signal(object)
    """A package that was judged holds a registration: the ``Reopened``."""
    kept = Signal(str)
    """The store has everything of a draft: its id."""

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
        super().__init__()
        self._make_reader, self._staff = reader, staff
        self._questions = 0
        self._content, self._paths, self._clock, self._state = content, paths, clock, state
        self.removable_only = False
        """Whether packages go to removable media only."""
        self._job: Job | None = None
        self._packed_draft = ObjectionDraft()
        self._packed_in_hand: DraftInHand | None = None
        self._packed_day = clock.now().date()
        self.ticker = Ticker(clock)
        self._drafts = drafts
        self._autosave = None if drafts is None else _autosave(drafts, content, clock)
        self.banner = None if drafts is None else _banner(theme, drafts)
        self.form = ObjectionPage(theme, content, paths, clock, self._autosave, bench)
        self.ways = PortalPage(theme, paths, "info", "clock")
        self.verify = VerifyPage(theme, clock, {slot.id: slot.name for slot in content.documents.slots})
        self.ready: PackageReadyPage | None = None
        self.letter: LetterDesk | None = None
        self.back = Button(theme, Kind.OUTLINE, "arrow-right")
        self.check = Button(theme, Kind.GHOST, "shield-check")
        self.sources = Button(theme, Kind.GHOST, "file-search")
        self.job_row = JobRow(theme)
        self.pages = QStackedWidget()
        for page in (self.form, self.ways, self.verify):
            self.pages.addWidget(page)
        self._lay_out(theme)
        self._connect()
        self.follow(theme)
        self.retranslate()
        self.show_form()

    def _lay_out(self, theme: Theme) -> None:
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(PADDING_X, 12, PADDING_X, 0)
        bar.addWidget(self.back)
        bar.addStretch(1)
        bar.addWidget(self.sources)
        bar.addWidget(self.check)
        self._working = Card(theme, radius=8)
        working = QVBoxLayout(self._working)
        working.setContentsMargins(17, 12, 17, 12)
        working.addWidget(self.job_row)
        self._working.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.banner is not None:
            self._above = QVBoxLayout()
            self._above.addWidget(self.banner)
            column.addLayout(self._above)
        column.addWidget(self._bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self._working)

    def _connect(self) -> None:
        self.ticker.ticked.connect(self._look_at_clock)
        self.form.package_wanted.connect(self._ask_letter)
        self.form.letter_wanted.connect(self.show_letter)
        self.form.work.package_dropped.connect(self.open_package)
        self.form.wanted.connect(self._leave_letter)
        self.form.replaced.connect(self._forget_letter)
        self.form.changed.connect(self._follow_letter)
        self.form.ways_wanted.connect(self.show_ways)
        self.form.sheet_opened.connect(self.sheet_opened)
        self.form.changed.connect(self._look_at_clock)
        self.form.why_wanted.connect(self.why_wanted)
        self.form.said.connect(self.said)
        self.form.failed.connect(self.failed)
        self.ways.sources_wanted.connect(self.sources_wanted)
        self.ways.why_wanted.connect(self.why_wanted)
        self.verify.copied.connect(self.said)
        self.verify.edit_wanted.connect(self.verify.reopen)
        self.verify.reopened.connect(self._take_over)
        self.verify.failed.connect(self.failed)
        if self._autosave is not None:
            self._autosave.changed.connect(self._show_saving)
            self._autosave.kept.connect(self.kept)
        self.back.clicked.connect(self.show_form)
        self.check.clicked.connect(lambda: self._show(self.verify))
        self.sources.clicked.connect(lambda: self.facts_wanted.emit(_("The form"), facts_behind(self._content)))

    def keep(self) -> None:
        """Save everything now; a disk that doesn't answer is not waited for long."""
        if self._drafts is not None:
            self._drafts.flush(_PATIENCE)

    def open_draft(self, draft_id: "DraftId") -> bool:
        """Show a draft of the store in the form; the one before stays as it is kept.

        Returns:
            Whether it is shown; if not, it was said why.
        """
        autosave = self._autosave
        if autosave is None or not self._may_change():
            return False
        shown = self.form.in_hand
        if shown is None or shown.id != draft_id:
            try:
                self.form.show_draft(autosave.open(draft_id))
            except KeyError:
                self.failed.emit(_("This draft is not there any more."))
                return False
            except StoreError:
                self.failed.emit(_("This draft can't be read: its file is damaged, or its disk is gone."))
                return False
        self.show_form()
        return True

    def new_draft(self) -> bool:
        """Show an empty form; the draft before stays as it is kept.

        Returns:
            Whether it is shown; if not, it was said why.
        """
        if not self._may_change():
            return False
        self.form.clear()
        self.show_form()
        return True

    @property
    def unkept(self) -> tuple[ObjectionDraft, tuple[Path | Stored, ...]] | None:
        """What is in the form and its files, where nothing is kept; None for nothing."""
        form = self.form
        if self._drafts is not None or form.draft == ObjectionDraft():
            return None
        return form.draft, form.files

    def may_be_replaced(self) -> bool:
        """Whether nothing is at work that would be broken off; if not, it was said what."""
        if self.form.is_copying:
            self.failed.emit(_("Files are still being taken in. Wait until they are there."))
            return False
        return self._may_change()

    def _may_change(self) -> bool:
        if self._job is not None:
            self.failed.emit(_("A package is being written. Wait until it is there, or break it off."))
        return self._job is None

    @property
    def has_work_in_hand(self) -> bool:
        """Whether closing now would lose something."""
        return self.form.is_dirty or self._job is not None

    @property
    def whys(self) -> tuple[WhyLink, ...]:
        """The links to what explains the form and the ways."""
        return (*self.form.whys, *self.ways.whys)

    def show_form(self) -> None:
        """Go back to the form; what was typed is there."""
        self._show(self.form)

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
        if self._job is not None:
            # The form waits for the package that is being written.
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

    def _take_over(self, found: "Reopened") -> None:
        """Begin a draft with what the package holds that was judged, once nothing can be lost by it."""
        if not isinstance(found.draft, ObjectionDraft):
            self.registration_reopened.emit(found)
        elif self._may_change():
            begin = partial(self._begin_with, found)
            if self._drafts is not None or not self.form.is_dirty:
                begin()
                return
            from citizen_desktop.ui.replace_sheet import ReplaceSheet  # noqa: PLC0415  only where nothing is kept

            ReplaceSheet(self.theme, self.window()).ask(self.sheet_opened.emit, begin)

    def _begin_with(self, found: "Reopened") -> None:
        if not self._may_change():
            return
        self.show_form()
        self.form.take_over(found)
        self.form.applicant.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(_("The package is a new draft now. The package itself stays as it is."))

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._bar.setVisible(page not in {self.form, self.letter, self.ready})
        for button in (self.check, self.sources):
            button.setVisible(page is self.ways)

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

    def _show_saving(self) -> None:
        in_hand = self.form.in_hand
        if in_hand is not None and in_hand.is_gone:
            self._drop()
        if self._drafts is not None and in_hand is not None and self.letter is not None:
            self.letter.foot.saved.show_draft(in_hand, self._drafts.state, self.form.today)
        if self.banner is not None:
            self.banner.retranslate()
            self._fit_banner()

    def _drop(self) -> None:
        """Show nothing of a draft any more that was erased, in the list of drafts or since its time is over."""
        self.form.clear()
        self._packed_draft, self._packed_in_hand = ObjectionDraft(), None
        if self.ready is not None:
            if self.pages.currentWidget() is self.ready:
                self.show_form()
            self.pages.removeWidget(self.ready)
            self.ready.deleteLater()
            self.ready = None

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.back.say(_("Back to the form"))
        self.check.say(_("Check or open a package"))
        self.sources.say(_("Sources of the form"))
        self._show_files()

    # ------------------------------------------------------------------ the deadline and the clock

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock again."""
        super().showEvent(event)
        self.form.refresh()
        self._follow_letter()
        self._look_at_clock()

    def hideEvent(self, event: QHideEvent) -> None:
        """Order no wake-up."""
        super().hideEvent(event)
        self.ticker.stop()

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

    def _ask_letter(self, draft: ObjectionDraft, files: tuple[Path | Stored, ...]) -> None:
        """Ask first, where a paragraph that the person wrote may not fit the answers any more."""
        count = len(outdated_edits(self._content, draft))
        if not count:
            self._ask_folder(draft, files)
            return
        sheet = OutdatedSheet(self.theme, self.window(), count)
        sheet.letter_wanted.connect(self.show_letter)
        sheet.accepted.connect(lambda: self._ask_folder(draft, files))
        self.sheet_opened.emit(sheet)
        sheet.open_sheet(sheet.look)

    def _ask_folder(self, draft: ObjectionDraft, files: tuple[Path | Stored, ...]) -> None:
        chosen = choose_folder(self, _("Choose where the package goes"))
        if chosen is not None:
            self.pack(draft, files, chosen)

    def pack(self, draft: ObjectionDraft, files: tuple[Path | Stored, ...], folder: Path) -> None:
        """Write a package; the form stays as it is until that is done.

        Args:
            draft: the answers.
            files: the attachments, or where they lie, in the draft's order.
            folder: where the package goes to.
        """
        if self._job is not None:
            return
        single = self.form.documents.options.single_pdf.isChecked()
        job = self._job = packing_job(
            self._content,
            draft,
            files,
            folder,
            self._state,
            self._clock,
            removable_only=self.removable_only,
            joiner=self.workshop if single else None,
        )
        self._packed_draft, self._packed_in_hand = draft, self.form.in_hand
        # The letter in the package is of this day, which may be over when the package is there.
        self._packed_day = self._clock.now().date()
        job.finished.connect(self._packed)
        job.failed.connect(self._not_packed)
        job.cancelled.connect(self._ended)
        self.job_row.watch(job, _joining_words if single else _writing_words)
        self._working.show()
        # What has the keyboard is about to be disabled: Qt would hand it to the head of the window.
        self.job_row.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._let_work(working=False)
        job.start()

    @property
    def workshop(self) -> "Workshop":
        """What decodes untrusted files; its process is started when it has something to do."""
        return self.form.bench.workshop

    def _let_work(self, *, working: bool) -> None:
        """Let the form and the letter wait for the package, or go on."""
        self.form.setEnabled(working)
        if self.letter is not None:
            self.letter.setEnabled(working)

    def _ended(self) -> None:
        self._job = None
        self._let_work(working=True)
        if self.job_row.cancel.hasFocus():
            foot = self.letter.foot if self.letter is not None and self._shows_letter else self.form.footer
            foot.package.setFocus(Qt.FocusReason.OtherFocusReason)
        self._working.hide()

    def _not_packed(self, error: Exception) -> None:
        self._ended()
        if isinstance(error, UserError):
            self.failed.emit(error.message)

    def _packed(self, packed: Packed) -> None:
        self._ended()
        draft = self._packed_draft
        self.form.take_as_packed(draft)
        if self._packed_in_hand is not None:
            self._packed_in_hand.note(Action.PACKED)
        letter = compose_letter(self._content, draft, self._packed_day)
        ready = PackageReadyPage(
            self.theme, ready_package(self._content, self._paths, draft, packed, self._clock), set_letter(letter)
        )
        ready.back_wanted.connect(self.show_form)
        ready.print_wanted.connect(lambda: self._preview(letter))
        ready.preview_wanted.connect(lambda: self._preview(letter))
        ready.refused.connect(self.failed)
        if self.ready is not None:
            self.pages.removeWidget(self.ready)
            self.ready.deleteLater()
        self.ready = ready
        self.pages.addWidget(ready)
        self._show(ready)
        if self.isVisible():
            ready.open_folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self, draft: ObjectionDraft) -> None:
        self._preview(compose_letter(self._content, draft, self._clock.now().date()))

    def _preview(self, letter: Letter) -> None:
        """Show a letter as it will be printed, and print it from there."""

        def paint(device: QPagedPaintDevice) -> bool:
            return paint_letter(device, letter)

        preview_pages(self, _("Print the letter"), paint)

    def let_go(self) -> None:
        """End what is at work, for a window that closes."""
        if self._job is not None:
            # Before what it works with goes.
            self._job.close()
            self._ended()
        self.verify.let_go()
        self.form.let_go()
        if self._autosave is not None:
            self._autosave.close()
        self.ticker.close()


def _writing_words() -> str:
    return _("Writing the package and reading it back")


def _joining_words() -> str:
    return _("Joining everything into one PDF, writing the package and reading it back")


def _autosave(drafts: "DraftSession", content: ObjectionContent, clock: Clock) -> "Autosave":
    from citizen_desktop.ui.autosave import objection_autosave  # noqa: PLC0415  only where something is kept

    return objection_autosave(drafts, content, clock)


def _banner(theme: Theme, drafts: "DraftSession") -> "SavingBanner":
    from citizen_desktop.ui.saving_banner import SavingBanner  # noqa: PLC0415  only where something is kept

    return SavingBanner(theme, drafts)
