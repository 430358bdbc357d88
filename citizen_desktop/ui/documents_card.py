"""The documents of an objection: a place for each, the files attached, and a place to drop more."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.completeness import Completeness
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.file_doubts import doubts_of
from citizen_desktop.forms.progress_words import item_sentence
from citizen_desktop.forms.slots import HOUSING
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.ui import why
from citizen_desktop.ui.document_words import file_row, pending_row, shown_slots, slot_detail, slot_state
from citizen_desktop.ui.job_row import JobRow
from citizen_desktop.ui.package_options import PackageOptions
from citizen_desktop.ui.why import Why
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.choice import ChoiceBox
from citizen_desktop.widgets.drop_zone import DropZone
from citizen_desktop.widgets.drops import TakesFiles
from citizen_desktop.widgets.file_list import FileList
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.slot_card import SlotCard, SlotState
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from citizen_desktop.ui.file_copying import Arrived


class DocumentsCard(TakesFiles, Card):
    """The card; what is dropped beside its places goes where the next file is lacking.

    Args:
        theme: colours and fonts.
        content: rows.
    """

    files_wanted = Signal(str)
    files_dropped = Signal(str, object)
    """The id of a document, empty for the next one that lacks a file, and what was ``Handed``."""
    dropped = Signal(object)
    paste_wanted = Signal()
    look_wanted = Signal(int)
    drop_pending_wanted = Signal(int)
    undo_wanted = Signal()
    scan_wanted = Signal()
    remove_wanted = Signal(int)
    slot_wanted = Signal(int, str)
    housing_chosen = Signal(object)
    ways_wanted = Signal()

    def __init__(self, theme: Theme, content: ObjectionContent) -> None:
        super().__init__(theme)
        self._content = content
        self._draft, self._shown = ObjectionDraft(), 0
        self._menu: QMenu | None = None
        self._fitted = False
        self.refusals: tuple[str, ...] = ()
        """What is said of files that were not attached."""
        self.title = Label(theme, 17, 700)
        self.asked_of = Label(theme, 13, colour="text2", wrap=True)
        self.ways = Button(theme, Kind.OUTLINE, "route")
        self.ways.clicked.connect(self.ways_wanted)
        self.slots: dict[str, SlotCard] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self.housing = ChoiceBox(theme)
        self._housing_label = Label(theme, 13, 600, wrap=True)
        self._housing_label.setBuddy(self.housing)
        self.documents_why, self.housing_why = WhyLink(theme), WhyLink(theme)
        self.formats_why, self.photo_why = WhyLink(theme), WhyLink(theme)
        self.whys = (self.documents_why, self.housing_why, self.formats_why, self.photo_why)
        why.lead(self.documents_why, Why.DOCUMENTS)
        why.lead(self.formats_why, Why.FORMATS)
        why.lead(self.photo_why, Why.PHOTO)
        self.housing.chosen.connect(self.housing_chosen)
        self.files_title = Label(theme, 15, 600)
        self.files = FileList(theme)
        self.files.remove_wanted.connect(self._remove)
        self.files.look_wanted.connect(self.look_wanted)
        self.files.change_wanted.connect(self._offer_slots)
        self.zone = DropZone(theme)
        self.zone.dropped.connect(lambda files: self.files_dropped.emit("", files))
        self.zone.clicked.connect(lambda: self.files_wanted.emit(""))
        self.scan = Button(theme, icon="scan", height=44)
        self.dropped.connect(lambda found: self.files_dropped.emit("", found))
        self.setAcceptDrops(True)
        self.paste = Button(theme, Kind.GHOST, "clipboard-text", height=24)
        self.paste.clicked.connect(self.paste_wanted)
        self.undone = Notice(theme, "info", "history")
        self.undo = Button(theme, Kind.GHOST, "arrow-back-up", height=24, colour="infoT")
        self.undo.clicked.connect(self.undo_wanted)
        self.undone.row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        self.undone.hide()
        self.options = PackageOptions(theme, content.documents.limits)
        self.copying = JobRow(theme)
        self.copying.hide()
        self.refused = Notice(theme, "err", "alert-circle")
        self._dismiss = Button(theme, Kind.GHOST, "x", height=24, colour="errT")
        self._dismiss.clicked.connect(lambda: self.refuse([]))
        self.refused.row.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignTop)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.asked_of, 1)
        # One above the other where large text leaves no room for both.
        leading = FlowRow(12)
        leading.add(self.documents_why)
        leading.add(self.ways)
        head.addWidget(leading)
        self._housing_cell = QWidget(self)
        housing = QVBoxLayout(self._housing_cell)
        housing.setContentsMargins(0, 0, 0, 0)
        housing.setSpacing(0)
        housing_head = QHBoxLayout()
        housing_head.setSpacing(8)
        housing_head.addWidget(self._housing_label, 1)
        housing_head.addWidget(self.housing_why)
        housing.addStretch(1)
        housing.addLayout(housing_head)
        housing.addWidget(self.housing)
        housing.addStretch(1)
        listing = QVBoxLayout()
        listing.setSpacing(0)
        self._files_head = FlowRow(12)
        self._files_head.add(self.files_title)
        self._files_head.add_at_end(self.paste)
        self._files_head.add_at_end(self.formats_why)
        self._files_head.add_at_end(self.photo_why)
        listing.addWidget(self._files_head)
        listing.addWidget(self.files)
        column = QVBoxLayout(self)
        column.setContentsMargins(21, 16, 21, 17)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addLayout(listing)
        column.addWidget(self.undone)
        column.addWidget(self.options)
        column.addWidget(self.copying)
        column.addWidget(self.refused)
        taking_in = QHBoxLayout()
        taking_in.setSpacing(12)
        taking_in.addWidget(self.zone, 1)
        taking_in.addWidget(self.scan)
        self.scan.clicked.connect(self.scan_wanted)
        self.scan.hide()
        column.addLayout(taking_in, 1)
        self.refused.hide()

    def show_drag(self, *, over: bool) -> None:
        """Show at the place for drops whether something is held over the card."""
        self.dragged_over = over
        self.zone.show_drag(over=over)

    def _remove(self, row: int) -> None:
        if row < self._shown:
            self.remove_wanted.emit(row)
        else:
            self.drop_pending_wanted.emit(row - self._shown)

    def show_undo(self, words: str) -> None:
        """Offer to take back what was done last.

        Args:
            words: what that was; empty to offer nothing.
        """
        had = self.undo.hasFocus()
        self.undone.setVisible(bool(words))
        self.undone.say(words)
        self.undo.say(_("Undo"), _("Undo: {words}").format(words=words) if words else "")
        if had and not words:
            (self.files if self.files.rows else self.zone).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_documents(self, draft: ObjectionDraft, completeness: Completeness) -> None:
        """Show what is asked for and what is there; the files themselves are shown by ``show_files``."""
        self._draft = draft
        kind = self._content.rules.applicant(draft.applicant.kind)
        self.asked_of.setText("" if kind is None else _("Asked of: {kind}").format(kind=kind.name))
        slots = shown_slots(self._content, draft)
        self._fit_slots(list(slots))
        for slot_id, asked in slots.items():
            card, row = self.slots[slot_id], self._content.documents.slot(slot_id)
            name = slot_id if row is None else str(row.name)
            item = completeness.item(f"slot.{slot_id}")
            state = slot_state(draft, slot_id, item)
            detail, hint = slot_detail(self._content, draft, slot_id, asked, item), "" if asked is None else asked.hint
            card.say(state, name, detail, _("Drop it here"))
            card.setToolTip("\n".join(part for part in (str(hint), item_sentence(item) if item else "") if part))
            # What a tool tip says is said to who sees none, too.
            said = (detail, *([] if str(hint) in detail else [str(hint)]))
            card.setAccessibleDescription(_(" · ").join(said))
            # Any place takes several files, as slips of three months: looking and taking away are at each file's own row.
            action = _("Attach") if state is SlotState.MISSING else _("Add")
            card.say_button(action, _("{action}: {document}").format(action=action, document=name))
        self.housing.choose(draft.objection.housing_proof)
        proof = self._content.documents.housing_proof(draft.objection.housing_proof)
        why.lead(self.housing_why, None if proof is None else proof.why, Why.HOUSING)

    def show_files(
        self,
        draft: ObjectionDraft,
        thumb: Callable[[int], QImage | None],
        pending: "Sequence[Arrived]",
        asking: "Sequence[Arrived]",
    ) -> None:
        """Show the files.

        Args:
            draft: its attachments.
            thumb: gives the picture of an attachment by its place.
            pending: files that are not judged yet.
            asking: those of them that wait for a password.
        """
        self._draft = draft
        self._shown = len(draft.attachments)
        doubts = doubts_of(draft.attachments)
        rows = [
            file_row(self._content, attachment, doubts[place], thumb(place))
            for place, attachment in enumerate(draft.attachments)
        ]
        rows += [pending_row(self._content, arrived, locked=arrived in asking) for arrived in pending]
        had = self.files.hasFocus()
        self.files.show_rows(rows)
        self.files.setVisible(bool(rows))
        if had and not rows:
            self.zone.setFocus(Qt.FocusReason.OtherFocusReason)
        fitting = self.options.too_large.isAncestorOf(QApplication.focusWidget() or self)
        self.options.show_draft(draft)
        if fitting and rows and self.options.too_large.isHidden():
            # What was asked for is done, and its button is gone.
            self.files.setFocus(Qt.FocusReason.OtherFocusReason)
        self.files_title.setText(_("Attached files ({n})").format(n=len(rows)))
        self._files_head.show_part(self.files_title, shown=bool(rows))

    def _fit_slots(self, ids: list[str]) -> None:
        """Have a card for every slot; those that stay keep the keyboard."""
        if self._fitted and list(self.slots) == ids:
            return
        self._fitted = True
        for slot_id in [each for each in self.slots if each not in ids]:
            card = self.slots.pop(slot_id)
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        for slot_id in ids:
            if slot_id not in self.slots:
                card = SlotCard(self.theme)
                card.wanted.connect(lambda slot_id=slot_id: self.files_wanted.emit(slot_id))
                card.dropped.connect(lambda files, slot_id=slot_id: self.files_dropped.emit(slot_id, files))
                self.slots[slot_id] = card
        self.slots = {slot_id: self.slots[slot_id] for slot_id in ids}
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self.theme.size(560) else 1
        cells: list[QWidget] = [*self.slots.values()]
        self._housing_cell.setVisible(HOUSING in self.slots)
        if HOUSING in self.slots:
            cells.append(self._housing_cell)
        self._grid.removeWidget(self._housing_cell)
        for place, cell in enumerate(cells):
            self._grid.removeWidget(cell)
            self._grid.addWidget(cell, place // columns, place % columns)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the places side by side where there is room."""
        before = event.oldSize().width() >= self.theme.size(560)
        super().resizeEvent(event)
        if before is not (self.width() >= self.theme.size(560)):
            self._arrange()

    def restyle(self) -> None:
        """Arrange the places for the new text size."""
        super().restyle()
        if hasattr(self, "zone"):
            self._arrange()

    def offer_scanning(self) -> None:
        """Show the button that scans paper, once it is known that something can."""
        self.scan.show()

    def refuse(self, sentences: list[str]) -> None:
        """Say why files were not attached, until the next try."""
        self.refusals = tuple(sentences)
        text = "\n".join(sentences)
        self.refused.setVisible(bool(text))
        self.refused.say(text)
        self.refused.setAccessibleName(text)
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.refused, text))

    def _offer_slots(self, row: int, place: QPoint) -> None:
        """Open the list of documents that a file can be."""
        if self._menu is not None:
            self._menu.deleteLater()
        menu = self._menu = QMenu(self)
        menu.setLayoutDirection(self.layoutDirection())
        menu.setAccessibleName(_("What is this file?"))
        asked = shown_slots(self._content, self._draft)
        slots = sorted(self._content.documents.slots, key=lambda slot: slot.id not in asked)
        for slot in slots:
            action = menu.addAction(str(slot.name))
            action.setCheckable(True)
            action.setChecked(slot.id == self._draft.attachments[row].slot)
            action.triggered.connect(lambda _on, slot_id=slot.id: self.slot_wanted.emit(row, slot_id))
        menu.popup(place)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        documents = self._content.documents
        self.title.setText(_("Documents"))
        self.ways.say(_("The ways on the portal"))
        why.name(self.documents_why, _("Why these?"), _("Documents"))
        why.name(self.housing_why, _("Which one fits?"), _("How is independent housing proved?"))
        why.name(self.formats_why, _("Which files are accepted?"), _("Documents"))
        why.name(self.photo_why, _("Is the photo unclear?"), _("Documents"))
        self._housing_label.setText(_("How is independent housing proved?"))
        self.housing.setAccessibleName(self._housing_label.text())
        uploaded, verified = _("To be attached"), _("Verified by the programme, nothing to attach")
        choices: list[tuple[object, str]] = []
        for title, wanted in ((uploaded, False), (verified, True)):
            proofs = [proof for proof in documents.housing_proofs if proof.verified_by_programme is wanted]
            choices += [(None, title), *((proof.id, str(proof.name)) for proof in proofs)]
        self.housing.offer(choices, pgettext("housing proof", "Choose"), titles=(uploaded, verified))
        self.files.setAccessibleName(_("Attached files"))
        self.files.setAccessibleDescription(
            _("Enter: look at it and edit it. Space: say what it is. Delete: take it away.")
        )
        self.files.name_parts(_("Look at this file and edit it"), _("Say what this file is"), _("Take this file away"))
        self.paste.say(_("Paste"), _("Paste files or a picture"))
        self.zone.say(_("Drag the files here"), _("or"), _("choose them from the device"), _("· pictures or PDF"))
        self.scan.say(pgettext("button", "Scan"), _("Scan a paper"))
        self._dismiss.say("", _("Close"))
        self.refuse([])
        if self._menu is not None:
            self._menu.close()
