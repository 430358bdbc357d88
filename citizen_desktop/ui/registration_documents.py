"""The page of the documents: what this person needs by their answers, the files that are there, and a place for more."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.completeness import SLOT_PREFIX, Standing
from citizen_desktop.forms.file_doubts import doubts_of
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_items import DOCUMENT_SIZE
from citizen_desktop.forms.registration_slots import asked_documents, asks_housing
from citizen_desktop.forms.registration_words import assumed_limits, document_detail
from citizen_desktop.forms.slots import HOUSING, AskedSlot
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.ui import why
from citizen_desktop.ui.document_words import REST, file_row, page_words, pending_row
from citizen_desktop.ui.file_choice import choose_files
from citizen_desktop.ui.housing_card import HousingCard
from citizen_desktop.ui.job_row import JobRow
from citizen_desktop.ui.registration_files import FilesShown
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.ui.why import Why
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.drop_zone import DropZone
from citizen_desktop.widgets.file_list import FileList
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.slot_card import SlotCard, SlotState
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from citizen_desktop.forms.registration_flow import RegistrationState
    from citizen_desktop.forms.registration_items import FieldItem
    from citizen_desktop.ui.jobs import Job

_SLOT: Final = 260
"""The least width of a place for a document, where several stand side by side."""


class DocumentsPage(Arranged, RegistrationStepPage):
    """The page.

    Args:
        theme: colours and fonts.
        content: documents, and names.
        today: a day in Riyadh.
        kept: not needed here.
    """

    step = StepId.DOCUMENTS

    wide = True

    def __init__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> None:
        del kept
        super().__init__(theme)
        self.today = today
        self._content = content
        self._draft = RegistrationDraft()
        self._state: RegistrationState | None = None
        self._shown = FilesShown()
        self._watched: Job | None = None
        self._menu: QMenu | None = None
        self._across = 0
        self.slots: dict[str, SlotCard] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.assumed, self._assumed_beside = (Notice(theme, "unv", "calendar-question") for _place in range(2))
        self.housing = HousingCard(theme, content, self._assumed_beside)
        self.files_title = Label(theme, 15, 600)
        self.files = FileList(theme)
        self.paste = Button(theme, Kind.GHOST, "clipboard-text", height=24)
        self.formats_why, self.photo_why = WhyLink(theme), WhyLink(theme)
        self.undone = Notice(theme, "info", "history")
        self.undo = Button(theme, Kind.GHOST, "arrow-back-up", height=24, colour="infoT")
        self.undone.row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        self.job = JobRow(theme)
        self.refused = Notice(theme, "err", "alert-circle")
        self.zone = DropZone(theme)
        self.documents_why = WhyLink(theme)
        self.scan = Button(theme, icon="scan")
        # The head shows its parts: whether there is anything to scan with is told in this one.
        scanning = QWidget()
        held = QHBoxLayout(scanning)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(self.scan)
        self.tools = (self.documents_why, scanning)
        self._lay_out()
        self._connect(content)
        self.retranslate()

    def _lay_out(self) -> None:
        head = FlowRow(12)
        head.add(self.files_title)
        head.add_at_end(self.paste)
        head.add_at_end(self.formats_why)
        head.add_at_end(self.photo_why)
        self.column.setSpacing(10)
        self.column.addLayout(self._grid)
        self.column.addWidget(self.housing)
        self.column.addWidget(self.undone)
        self.column.addWidget(self.job)
        self.column.addWidget(self.refused)
        self.column.addWidget(head)
        self.column.addWidget(self.files)
        self.column.addWidget(self.zone)
        self.column.addStretch(1)
        self.column.addWidget(self.assumed)
        for hidden in (self.undone, self.job, self.refused):
            hidden.hide()

    def _connect(self, content: RegistrationContent) -> None:
        self.housing.chosen.connect(
            lambda proof_id: self.changed.emit(lambda draft: draft.evolve(housing_proof=proof_id))
        )
        self.housing.files_wanted.connect(lambda: self._choose_files(HOUSING))
        self.housing.files_handed.connect(lambda found: self.files_handed.emit(HOUSING, found))
        self.housing.file_opened.connect(self.file_opened)
        self.files.remove_wanted.connect(self._remove)
        self.files.look_wanted.connect(self.file_opened)
        self.files.change_wanted.connect(self._offer_slots)
        self.paste.clicked.connect(self.paste_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.scan.clicked.connect(self.scan_wanted)
        self.zone.dropped.connect(lambda found: self.files_handed.emit("", found))
        self.zone.clicked.connect(lambda: self._choose_files(""))
        why.lead(self.documents_why, content.form.step(StepId.DOCUMENTS).why, Why.DOCUMENTS)
        why.lead(self.formats_why, Why.FORMATS)
        why.lead(self.photo_why, Why.PHOTO)
        self.whys = (self.documents_why, self.formats_why, self.photo_why, self.housing.why)
        why.gather(self.whys, self.why_wanted)

    # ------------------------------------------------------------------ what is done

    def _choose_files(self, slot: str) -> None:
        files = choose_files(self)
        if files:
            self.files_given.emit(slot, files)

    def _press(self, slot: str) -> None:
        """Look at the file of a document that has one, choose one for a document that lacks it."""
        place = next((n for n, attachment in enumerate(self._draft.attachments) if attachment.slot == slot), None)
        if place is None:
            self._choose_files(slot)
        else:
            self.file_opened.emit(place)

    def _remove(self, row: int) -> None:
        count = len(self._draft.attachments)
        if row < count:
            self.file_removed.emit(row)
        else:
            self.pending_dropped.emit(row - count)

    def _offer_slots(self, row: int, place: QPoint) -> None:
        """Open the list of documents that a file can be."""
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        menu.setAccessibleName(_("What is this file?"))
        asked = {slot.id for slot in asked_documents(self._content, self._draft)}
        held = self._draft.attachments[row].slot
        for slot in self._content.documents.slots:
            if slot.id not in asked | {REST, held}:
                continue
            action = menu.addAction(str(slot.name))
            action.setCheckable(True)
            action.setChecked(slot.id == held)
            action.triggered.connect(lambda _on, slot_id=slot.id: self.file_moved.emit(row, slot_id))
        menu.popup(place)

    # ------------------------------------------------------------------ showing

    def subtitle(self) -> str:
        """Return the line below the title: from which answers the documents follow."""
        kind = self._content.applicant(self._draft.applicant.kind)
        if kind is None:
            return _("Asked of everybody; say first who registers, since some are asked of some applicants alone.")
        words = str(kind.name) if kind.hint is None else _(" · ").join((str(kind.name), str(kind.hint)))
        return _("Worked out from your answers: {kind}").format(kind=words)

    def spoken(self) -> str:
        """Return the page in words: which documents are asked for."""
        slots = [f"{slot.slot.name}: {slot.hint}" for slot in asked_documents(self._content, self._draft)]
        return "\n\n".join((self.title(), self.subtitle(), *slots, self.assumed.label.text()))

    def show_draft(self, draft: RegistrationDraft, state: "RegistrationState", *, marked: bool) -> None:
        """Show which documents are asked for, and how each stands."""
        del marked
        self._draft, self._state = draft, state
        held = {attachment.slot for attachment in draft.attachments}
        asked = {slot.id: slot for slot in asked_documents(self._content, draft)}
        shown = {slot_id: slot for slot_id, slot in asked.items() if slot.required or slot_id in held}
        housing = asks_housing(self._content, draft)
        self._fit_slots([slot_id for slot_id in shown if slot_id != HOUSING])
        for slot_id, card in self.slots.items():
            self._show_slot(card, shown[slot_id], state.item(SLOT_PREFIX + slot_id))
        self.housing.setVisible(housing)
        self.assumed.setVisible(not housing)
        self.housing.show_proof(draft, state)
        self._show_rows()

    def _show_slot(self, card: SlotCard, asked: AskedSlot, item: "FieldItem | None") -> None:
        name = str(asked.slot.name)
        files = self._draft.attached(asked.id)
        state = SlotState.MISSING
        if files:
            fine = item is None or item.standing is Standing.FINE
            state = SlotState.FILLED if fine else SlotState.PROBLEM
        detail = document_detail(self._content, self._draft, asked, item)
        if state is SlotState.FILLED and len(files) == 1 and files[0].pages is not None:
            # It was looked into.
            pages = page_words(files[0].pages)
            clear = pgettext("document", "Attached and clear")
            detail = _(" · ").join((pgettext("document", "Attached"), pages)) if pages else clear
        card.say(state, name, detail, _("Drop it here"))
        card.setToolTip(str(asked.hint))
        card.setAccessibleDescription(_(" · ").join((detail, str(asked.hint))))
        action = pgettext("file", "View") if files else _("Attach")
        card.say_button(action, _("{action}: {document}").format(action=action, document=name))

    def show_files(self, shown: FilesShown) -> None:
        """Show the files, what is at work on them, and what can be taken back."""
        self._shown = shown
        self.scan.setVisible(shown.scans)
        had = self.undo.hasFocus()
        self.undone.setVisible(bool(shown.undo))
        self.undone.say(shown.undo)
        self.undo.say(_("Undo"), _("Undo: {what}").format(what=shown.undo) if shown.undo else "")
        if had and not shown.undo:
            self.zone.setFocus(Qt.FocusReason.OtherFocusReason)
        if shown.job is not None and shown.job is not self._watched:
            self.job.watch(shown.job, shown.job_words)
        self._watched = shown.job
        self.job.setVisible(shown.job is not None)
        words = "\n".join(shown.refusals)
        fresh = bool(words) and words != self.refused.label.text()
        self.refused.say(words)
        self.refused.setVisible(bool(words))
        self.refused.setAccessibleName(words)
        if fresh and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.refused, words))
        self._show_rows()

    def _show_rows(self) -> None:
        shown, attachments = self._shown, self._draft.attachments
        content = self._content.objection
        doubts = doubts_of(attachments)
        rows = [file_row(content, file, doubts[n], shown.picture(n)) for n, file in enumerate(attachments)]
        rows += [pending_row(content, arrived, locked=arrived in shown.asking) for arrived in shown.pending]
        had = self.files.hasFocus()
        self.files.show_rows(rows)
        self.files.setVisible(bool(rows))
        if had and not rows:
            self.zone.setFocus(Qt.FocusReason.OtherFocusReason)
        self.files_title.setText(_("Attached files ({n})").format(n=len(rows)))
        self.files_title.setVisible(bool(rows))

    def _fit_slots(self, ids: list[str]) -> None:
        """Have a place for every document; those that stay keep the keyboard."""
        if list(self.slots) == ids:
            return
        for slot_id in [each for each in self.slots if each not in ids]:
            card = self.slots.pop(slot_id)
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        for slot_id in ids:
            if slot_id not in self.slots:
                card = SlotCard(self.theme)
                card.wanted.connect(lambda slot_id=slot_id: self._press(slot_id))
                card.dropped.connect(lambda found, slot_id=slot_id: self.files_handed.emit(slot_id, found))
                self.slots[slot_id] = card
        self.slots = {slot_id: self.slots[slot_id] for slot_id in ids}
        self._across = 0
        self._arrange()
        before = None
        for card in self.slots.values():
            if before is not None:
                self.setTabOrder(before, card.button)
            before = card.button

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard to a document, or to the files."""
        if field_id == DOCUMENT_SIZE:
            (self.files if self.files.rows else self.zone).setFocus(Qt.FocusReason.TabFocusReason)
            return True
        slot = field_id.removeprefix(SLOT_PREFIX)
        if slot == HOUSING and not self.housing.isHidden():
            self.housing.focus_proof()
            return True
        card = self.slots.get(slot)
        if card is not None:
            card.button.setFocus(Qt.FocusReason.TabFocusReason)
        return card is not None

    def focus_first(self) -> None:
        """Bring the keyboard to the first document that is missing, or to the place for files."""
        state = self._state
        missing = [] if state is None else [item.id for item in state.of_step(StepId.DOCUMENTS) if item.is_empty]
        if not any(self.focus_field(item_id) for item_id in missing):
            self.zone.setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        for notice in (self.assumed, self._assumed_beside):
            notice.say(assumed_limits(self._content))
        self.housing.retranslate()
        why.name(self.documents_why, _("Why these?"), self.title())
        why.name(self.formats_why, _("Which files are accepted?"), self.title())
        why.name(self.photo_why, _("Is the photo unclear?"), self.title())
        self.scan.say(pgettext("button", "Scan"), _("Scan a paper"))
        self.paste.say(_("Paste"), _("Paste files or a picture"))
        self.files.setAccessibleName(_("Attached files"))
        self.files.setAccessibleDescription(
            _("Enter: look at it and edit it. Space: say what it is. Delete: take it away.")
        )
        self.files.name_parts(_("Look at this file and edit it"), _("Say what this file is"), _("Take this file away"))
        self.zone.say(_("Drag the files here"), _("or"), _("choose them from the device"), _("· pictures or PDF"))
        if self._menu is not None:
            self._menu.close()
        if self._state is not None:
            self.show_draft(self._draft, self._state, marked=False)

    def restyle(self) -> None:
        """Arrange them for the new text size."""
        self._across = 0
        super().restyle()

    def _arrange(self) -> None:
        """Set places side by side where there is room."""
        self.housing.fit(self.width())
        most = max(1, (self.width() + 12) // (self.theme.size(_SLOT) + 12))
        across = min(3, most)
        if across == self._across:
            return
        self._across = across
        for place, card in enumerate(self.slots.values()):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, place // across, place % across)
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if place < across else 0)
