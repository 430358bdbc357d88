"""The form of an objection. What is typed goes into the encrypted store, if there is one, and nowhere else: in no log and no title.

The form holds the one draft that it shows, and that draft alone saves what is typed: without a store it lives in memory only.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.models import Paths
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.completeness import Completeness, ItemId, completeness
from citizen_desktop.forms.deadline import Deadline, deadline_of
from citizen_desktop.forms.draft import Applicant, LetterEdit, ObjectionDraft
from citizen_desktop.forms.letter_edits import outdated_edits
from citizen_desktop.forms.progress_words import item_name, item_sentence
from citizen_desktop.package.source import Stored
from citizen_desktop.ui import why
from citizen_desktop.ui.answers_card import AnswersCard
from citizen_desktop.ui.applicant_sheet import ApplicantSheet
from citizen_desktop.ui.applicant_strip import ApplicantStrip
from citizen_desktop.ui.deadline_card import DeadlineCard
from citizen_desktop.ui.deadline_export import DeadlineExport
from citizen_desktop.ui.documents_card import DocumentsCard
from citizen_desktop.ui.file_choice import choose_files
from citizen_desktop.ui.file_keeping import MemoryKeeper, StoreKeeper, content_of
from citizen_desktop.ui.file_work import FileWork
from citizen_desktop.ui.fit_work import FitWork
from citizen_desktop.ui.form_files import FormFiles
from citizen_desktop.ui.gaps_sheet import Gap, GapsSheet
from citizen_desktop.ui.objection_footer import ObjectionFooter
from citizen_desktop.ui.page import CARD_GAP, COLUMN_GAP, PADDING_X, Page
from citizen_desktop.ui.scan_desk import ScanDesk
from citizen_desktop.ui.scan_places import places_of
from citizen_desktop.ui.workbench import Workbench
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.beside import set_beside
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.reopening import Reopened
    from citizen_desktop.ui.autosave import Autosave

_SIDE: Final = 432
_DOCUMENTS: Final = 480
_SCROLL_BAR: Final = 12
_APPLICANT: Final = frozenset(
    {ItemId.APPLICANT_KIND, ItemId.INDEPENDENT, ItemId.NAME, ItemId.NATIONAL_ID, ItemId.MOBILE}
)


class _Scroller(Page):
    """The part of the page that scrolls."""

    def retranslate(self) -> None:
        """Own no text."""


class ObjectionPage(Retranslated, Themed, QWidget):
    """The tab.

    Args:
        theme: colours and fonts.
        content: rows behind an objection.
        paths: the ways on the portal, for whoever hears ``ways_wanted``.
        clock: the time.
        autosave: keeps drafts, None to keep nothing.
        bench: has what decodes files, None for one of its own.
    """

    package_wanted = Signal(object, object)
    ways_wanted = Signal()
    sheet_opened = Signal(object)
    changed = Signal()
    said = Signal(str)
    failed = Signal(str)
    why_wanted = Signal(str)
    letter_wanted = Signal()
    new_wanted = Signal()
    """An empty form is wanted; the draft that is shown stays as it is kept."""
    wanted = Signal()
    """Something on it is to be answered: it has to be shown."""
    replaced = Signal()
    """Another draft is shown than before."""

    def __init__(
        self,
        theme: Theme,
        content: ObjectionContent,
        paths: Paths,
        clock: Clock,
        autosave: "Autosave | None" = None,
        bench: Workbench | None = None,
    ) -> None:
        super().__init__()
        self._bench = bench or Workbench()
        self._owns_bench = bench is None
        self.paths = paths
        self._content, self._clock = content, clock
        self._autosave = autosave
        self._draft = self._as_loaded = ObjectionDraft()
        self._in_hand = None if autosave is None else autosave.new()
        keeper = self._keeper = MemoryKeeper() if autosave is None else StoreKeeper(autosave.session)
        self.form_files = FormFiles(content, keeper, self._bench, clock, lambda: self._draft)
        self.form_files.setParent(self)
        self.form_files.show(self._in_hand, (), {})
        self.sheet: Sheet | None = None
        self.applicant = ApplicantStrip(theme, content.rules)
        self.deadline_card = DeadlineCard(theme, content.rules.deadline)
        self.export = DeadlineExport(self, clock)
        self.scanning = ScanDesk(clock, self)
        self.answers = AnswersCard(theme, content)
        self.documents = DocumentsCard(theme, content)
        self.footer = ObjectionFooter(theme, content)
        self.scroller = _Scroller(theme)
        self._lay_out()
        self._connect()
        self.follow(theme)
        self.retranslate()

    def _lay_out(self) -> None:
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addWidget(self.applicant)
        self._top.addWidget(self.deadline_card, 1)
        self._main = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._main.addWidget(self.answers)
        self._main.addWidget(self.documents, 1)
        self.scroller.column.setSpacing(CARD_GAP)
        self.scroller.column.addLayout(self._top)
        self.scroller.column.addLayout(self._main, 1)
        self.scroller.ground.installEventFilter(self)
        self.body = QWidget()
        self._outer = QVBoxLayout(self.body)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.scroller, 1)
        self._outer.addWidget(self.footer)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.body)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.pages)

    def _connect(self) -> None:
        self.applicant.edit_wanted.connect(self.edit_applicant)
        self.answers.answered.connect(lambda changes: self._set(self._draft.with_objection(**changes)))
        self.deadline_card.calendar_wanted.connect(lambda: self.export.ask(self.deadline))
        self.export.said.connect(self.said)
        self.export.failed.connect(self.failed)
        documents = self.documents
        documents.housing_chosen.connect(lambda proof: self._set(self._draft.with_objection(housing_proof=proof)))
        documents.files_wanted.connect(self._choose_files)
        documents.remove_wanted.connect(self.remove)
        documents.slot_wanted.connect(self.assign)
        self.work = FileWork(self, self.documents, self.form_files, self._clock)
        self.work.sheet_opened.connect(self._open)
        self.work.said.connect(self.said)
        self.work.changed.connect(self._show_files)
        self.fit_work = FitWork(self, self._content, self.form_files, self._keeper, self._clock)
        self.fit_work.sheet_opened.connect(self._open)
        self.fit_work.failed.connect(self.failed)
        self.fit_work.changed.connect(self._show_files)
        documents.options.too_large.fit_wanted.connect(self.fit_work.start)
        self.form_files.placed.connect(lambda attachments: self._set(self._draft.evolve(attachments=attachments)))
        documents.ways_wanted.connect(self.ways_wanted)
        documents.scan_wanted.connect(self.scan)
        self.scanning.found.connect(documents.offer_scanning)
        self.footer.package_wanted.connect(self.ask_package)
        self.footer.new_wanted.connect(self.new_wanted)
        self.footer.letter_wanted.connect(self.letter_wanted)
        if self._autosave is not None:
            self._autosave.changed.connect(self._show_saving)
        self.whys = (*self.answers.whys, *documents.whys)
        why.gather(self.whys, self.why_wanted)

    @property
    def bench(self) -> Workbench:
        """What has what decodes files."""
        return self._bench

    @property
    def draft(self) -> ObjectionDraft:
        """The answers so far."""
        return self._draft

    @property
    def files(self) -> tuple[Path | Stored, ...]:
        """The attachments in the order of the draft's: where they lie, or what keeps them."""
        return self.form_files.files

    @property
    def in_hand(self) -> "DraftInHand | None":
        """The draft that is shown, None where nothing is kept."""
        return self._in_hand

    @property
    def is_dirty(self) -> bool:
        """Whether there is work in hand that is kept nowhere else."""
        if self._autosave is None:
            return self.is_copying or self._draft != self._as_loaded
        waits = self.is_copying or self.files_coming > 0
        return waits or (self._in_hand is not None and not self._in_hand.is_kept)

    @property
    def has_edits(self) -> bool:
        """Whether a file is being edited, and something was done to it."""
        return self.work.editor_in_use.has_edits

    @property
    def is_copying(self) -> bool:
        """Whether files are on their way, to be copied, looked into or made."""
        return self.form_files.is_busy or self.fit_work.is_keeping

    @property
    def files_coming(self) -> int:
        """How many files are on their way, wait for room, or are being looked into."""
        return self.form_files.coming

    @property
    def today(self) -> date:
        """The day in Riyadh."""
        return self._clock.now().date()

    @property
    def completeness(self) -> Completeness:
        """How the draft stands today."""
        return completeness(self._content, self._draft, self.today)

    @property
    def deadline(self) -> Deadline:
        """How long there is time, seen from today; its ``next_change`` is when ``refresh`` is due."""
        return deadline_of(self._content.rules.deadline, self._draft.objection.day, self.today)

    def load(self, draft: ObjectionDraft, files: Sequence[Path | Stored]) -> None:
        """Show other answers; where drafts are kept they become a new one, with the first change.

        Args:
            draft: the answers.
            files: where its attachments lie, in their order.

        Raises:
            ValueError: there are more or fewer files than attachments, or files that are not in the store where drafts are kept.
        """
        if len(files) != len(draft.attachments) or (files and self._autosave is not None):
            raise ValueError(len(files))
        self._show_other(None if self._autosave is None else self._autosave.new(), draft, files)

    def carry_over(self, draft: ObjectionDraft, files: Sequence[Path | Stored]) -> None:
        """Go on with answers that were kept nowhere so far; where drafts are kept they are saved, with copies of their files.

        Args:
            draft: the answers.
            files: of its attachments, in their order.
        """
        if self._autosave is None:
            self.load(draft, files)
            # They are as little kept as before.
            self._as_loaded = ObjectionDraft()
            return
        self._set(draft.evolve(attachments=()))
        for attachment, file in zip(draft.attachments, files, strict=True):
            self.form_files.attach_late(attachment.slot, attachment.original_name, partial(content_of, file))

    def show_draft(self, in_hand: "DraftInHand") -> None:
        """Show a draft of the store; what was shown before is kept.

        Raises:
            TypeError: it is no objection's.
        """
        draft, files = in_hand.content
        if not isinstance(draft, ObjectionDraft):
            raise TypeError(type(draft))
        self._show_other(in_hand, draft, files)
        self.scroller.verticalScrollBar().setValue(0)

    def _show_other(self, in_hand: "DraftInHand | None", draft: ObjectionDraft, files: Sequence[Path | Stored]) -> None:
        # A sheet that is still open holds answers of the draft before.
        if self.sheet is not None:
            self.sheet.close_sheet()
        kept = () if in_hand is None else in_hand.beside
        self.form_files.show(in_hand, files, {file.digest: file for file in kept})
        before, self._in_hand = self._in_hand, in_hand
        if self._autosave is not None and before is not None and before is not in_hand:
            self._autosave.session.release(before)
        self._draft = self._as_loaded = draft
        self.documents.refuse([])
        self.refresh()
        self.answers.forget_undo()
        self.replaced.emit()
        self.changed.emit()

    def clear(self) -> None:
        """Start anew; a draft that is kept stays as it is, and what is kept nowhere is forgotten."""
        self.load(ObjectionDraft(), ())
        self.scroller.verticalScrollBar().setValue(0)

    def take_over(self, found: "Reopened") -> None:
        """Begin a new draft with what a package holds; one that is kept stays as it is, what is kept nowhere is forgotten.

        Raises:
            TypeError: it is the draft of something else.
        """
        if not isinstance(found.draft, ObjectionDraft):
            raise TypeError(type(found.draft))
        self.clear()
        self._set(found.draft)
        for file in found.files:
            self.form_files.attach_late(file.slot, file.original_name, file.read_named)

    def take_as_packed(self, draft: ObjectionDraft) -> None:
        """Take note that a package was made of a draft: as it was then it lies somewhere, and there is nothing to lose."""
        if self._draft == draft:
            self._as_loaded = draft

    def refresh(self) -> None:
        """Look at the clock again: at midnight the deadline changes."""
        standing = self.completeness
        objection = self._draft.objection
        self.applicant.show_applicant(
            self._draft.applicant, complete=not any(item.id in _APPLICANT for item in standing.missing)
        )
        self.deadline_card.show_deadline(self.deadline, objection.kind)
        self.answers.show_objection(objection, standing, self.today)
        self.documents.show_documents(self._draft, standing)
        self._show_files()
        self.footer.show_progress(self._draft, standing)
        self.footer.show_letter(len(outdated_edits(self._content, self._draft)))
        self._show_saving()

    def _set(self, draft: ObjectionDraft) -> None:
        self._draft = draft
        if self._in_hand is not None:
            from citizen_desktop.drafts.stored_file import StoredFile  # noqa: PLC0415  only where something is kept

            # First of all: whatever comes after may go wrong.
            files, beside = self.form_files.files, self.form_files.beside
            self._in_hand.change(
                draft,
                [file for file in files if isinstance(file, StoredFile)],
                [file for file in beside if isinstance(file, StoredFile)],
            )
        self.refresh()
        self.changed.emit()

    def _show_saving(self) -> None:
        """Say how the draft is kept; whoever shows the form takes one that was deleted elsewhere out of it."""
        in_hand = self._in_hand
        if self._autosave is None or in_hand is None or in_hand.is_gone:
            return
        self.footer.saved.show_draft(in_hand, self._autosave.session.state, self.today)
        self.footer.fresh.setVisible(in_hand.content != (ObjectionDraft(), ()) or in_hand.id is not None)

    def _show_files(self) -> None:
        self.work.show_files(self._draft)
        self.footer.package.setEnabled(not self.is_copying)

    def write_letter(self, edits: tuple[LetterEdit, ...]) -> None:
        """Take in what was written anew in the letter."""
        self._set(self._draft.evolve(letter=edits))

    def _set_applicant(self, applicant: Applicant) -> None:
        self._set(self._draft.evolve(applicant=applicant))

    def _choose_files(self, slot_id: str) -> None:
        files = choose_files(self)
        if files:
            self.attach(slot_id, files)

    def attach(self, slot_id: str, files: Sequence[Path]) -> None:
        """Take files in, and those of folders.

        Args:
            slot_id: the document that they are; empty to fill the empty places in their order.
            files: where they lie.
        """
        self.documents.refuse([])
        self.form_files.attach(slot_id, files)

    def attach_content(self, slot_id: str, name: str, content: bytes) -> None:
        """Take in a file that lies on no disk, as one that comes from a scanner.

        Args:
            slot_id: the document that it is; empty for the next one that lacks a file.
            name: by which the person will know it.
            content: its bytes.
        """
        self.documents.refuse([])
        self.form_files.attach_content(slot_id, name, content)

    def let_go(self) -> None:
        """End what is at work, for a window that closes."""
        self.export.close()
        self.fit_work.close()
        self.scanning.close()
        self.form_files.close()
        if self._owns_bench:
            self._bench.close()

    def remove(self, row: int) -> None:
        """Take a file off the draft; it can be brought back, and where it came from it stays."""
        self.form_files.remove(row)

    def assign(self, row: int, slot_id: str) -> None:
        """Say which document a file is."""
        self.form_files.assign(row, slot_id)

    def edit_applicant(self, item_id: str = "") -> None:
        """Open the sheet about the applicant, with the keyboard in the field of an item."""
        sheet = ApplicantSheet(self.theme, self.window(), self._content.rules, self._draft.applicant)
        # What a sheet says late, of a draft that is not shown any more, must not go into another one.
        in_hand = self._in_hand
        sheet.changed.connect(lambda applicant: self._set_applicant(applicant) if in_hand is self._in_hand else None)
        sheet.why_wanted.connect(self.why_wanted)
        self._open(sheet)
        sheet.open_at(item_id)

    def scan(self) -> None:
        """Open the sheet on which paper is scanned."""
        sheet = self.scanning.make_sheet(self.theme, self.window(), places_of(self._content, self._draft))
        sheet.scanned.connect(self.attach_content)
        self._open(sheet)
        sheet.begin()

    def ask_package(self) -> None:
        """Hand the draft over; with gaps only once the person has seen them."""
        if self.is_copying:
            return
        standing = self.completeness
        if standing.complete:
            self._hand_over()
            return
        gaps = [
            Gap(item.id, partial(item_name, self._content, item), partial(item_sentence, item))
            for item in standing.missing
        ]
        sheet = GapsSheet(self.theme, self.window(), gaps)
        sheet.accepted.connect(self._hand_over)
        sheet.item_wanted.connect(self.focus_item)
        self._open(sheet)
        sheet.open_sheet(sheet.back)

    def _hand_over(self) -> None:
        self.package_wanted.emit(self._draft, self.files)

    def _open(self, sheet: Sheet) -> None:
        self.sheet = sheet
        sheet.closed.connect(self._sheet_closed)
        self.sheet_opened.emit(sheet)

    def _sheet_closed(self) -> None:
        self.sheet = None
        self.work.passwords.ask()

    def focus_item(self, item_id: str) -> None:
        """Bring the keyboard to where an item is answered."""
        self.wanted.emit()
        self.work.editor_in_use.leave()
        if item_id in _APPLICANT:
            self.edit_applicant(item_id)
            return
        slot = self.documents.slots.get(item_id.removeprefix("slot."))
        target = slot.button if slot is not None else self.answers.field(item_id) or self.documents.zone
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.scroller.ensureWidgetVisible(target, 24, 48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the cards side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        """Arrange everything for the new text size."""
        super().restyle()
        self._arrange()

    def _arrange(self) -> None:
        side = self.theme.size(_SIDE)
        beside = self.width() - 2 * PADDING_X >= side + COLUMN_GAP + self.theme.size(_DOCUMENTS)
        for layout, first in ((self._top, self.applicant), (self._main, self.answers)):
            set_beside(layout, first, side, beside=beside)
            gap = COLUMN_GAP if beside else CARD_GAP
            if layout.spacing() != gap:
                # Qt asks for a new layout even where the gap is as it was, and this is done at each of them.
                layout.setSpacing(gap)
        room = self.width() - 2 * PADDING_X - _SCROLL_BAR
        self.footer.stand(self._outer, self.scroller.column, self.size(), room)

    def event(self, event: QEvent) -> bool:
        """Arrange everything anew when a part asks for other room, as a longer sentence does."""
        handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Do the same for the bar where it scrolls along; how large the other parts are does not matter to it."""
        if event.type() is QEvent.Type.LayoutRequest and self.footer.scrolls_along:
            self._arrange()
        return super().eventFilter(watched, event)

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        self.answers.retranslate()
        self.documents.retranslate()
        self.refresh()
