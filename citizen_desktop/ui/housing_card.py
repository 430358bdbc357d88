"""How independent housing is proved: ways that need papers, ways that the programme verifies, and a place for each paper."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.content.document_models import HousingProof
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.forms.completeness import SLOT_PREFIX, Standing
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import RegistrationState
from citizen_desktop.forms.registration_slots import housing_papers
from citizen_desktop.forms.registration_words import field_sentence
from citizen_desktop.forms.slots import HOUSING
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.ui import why
from citizen_desktop.ui.why import Why
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Icon, Label, Rule
from citizen_desktop.widgets.mini_slot import MiniSlot
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.radio_card import RadioCard
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

_BESIDE: Final = 640
"""The width from which both groups stand side by side."""


class _Way(QWidget):
    """A way to prove it, with the places of its papers while it is chosen."""

    given = Signal(object)
    asked = Signal(int)
    """The number of a paper, counted from 0: it is to be attached, or looked at."""

    def __init__(self, theme: Theme, proof: HousingProof) -> None:
        super().__init__()
        self.proof = proof
        self.card = RadioCard(theme)
        self.papers = tuple(MiniSlot(theme) for _paper in proof.papers)
        self._places = QWidget()
        # A layout's margins don't change sides with the direction, its spaces do.
        indented = QHBoxLayout(self._places)
        indented.setContentsMargins(0, 0, 0, 4)
        indented.addSpacing(30)
        places = QVBoxLayout()
        places.setSpacing(6)
        indented.addLayout(places, 1)
        for number, paper in enumerate(self.papers):
            places.addWidget(paper)
            paper.dropped.connect(self.given)
            paper.wanted.connect(lambda number=number: self.asked.emit(number))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.card)
        column.addWidget(self._places)
        self._places.hide()

    def show_papers(self, *, shown: bool) -> None:
        """Show the places of the papers, or not."""
        self._places.setVisible(shown and bool(self.papers))


class HousingCard(Card):
    """The card.

    Args:
        theme: colours and fonts.
        content: the ways.
        note: what stands at the end of the second group.
    """

    chosen = Signal(str)
    files_wanted = Signal()
    files_handed = Signal(object)
    file_opened = Signal(int)
    """The place of an attachment."""

    def __init__(self, theme: Theme, content: RegistrationContent, note: QWidget) -> None:
        super().__init__(theme, "surface", "border2", flat=True)
        self._content = content
        self._draft = RegistrationDraft()
        self.title = Label(theme, 15, 600, wrap=True)
        self._hint = Label(theme, 13, colour="text2", wrap=True)
        self.why = WhyLink(theme)
        self.source, self.state = Pill(theme, small=True), Pill(theme, small=True)
        self._uploaded, self._verified = (
            Label(theme, 13, 600, "text2", wrap=True),
            Label(theme, 13, 600, "text2", wrap=True),
        )
        self._nothing = Notice(theme, "off", "info-circle")
        self._group = QButtonGroup(self)
        self.ways = {proof.id: _Way(theme, proof) for proof in content.documents.housing_proofs}
        self._lay_out(theme, note)
        for proof_id, way in self.ways.items():
            self._group.addButton(way.card)
            way.card.clicked.connect(lambda _on, proof_id=proof_id: self.chosen.emit(proof_id))
            way.given.connect(self.files_handed)
            way.asked.connect(self._ask)

    def _lay_out(self, theme: Theme, note: QWidget) -> None:
        head = FlowRow(12)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.title)
        lines.addWidget(self._hint)
        head.add(words)
        head.add_at_end(self.why)
        head.add_at_end(self.source)
        head.add_at_end(self.state)
        top = QHBoxLayout()
        top.setContentsMargins(15, 8, 15, 8)
        top.setSpacing(10)
        top.addWidget(Icon(theme, "key", 22, "warnT"))
        top.addWidget(head, 1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setContentsMargins(15, 10, 15, 12)
        self._halves.setSpacing(24)
        for verified in (False, True):
            half = QVBoxLayout()
            half.setSpacing(6)
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(Icon(theme, "shield-check" if verified else "cloud-upload", 18, "text2"))
            line.addWidget(self._verified if verified else self._uploaded, 1)
            half.addLayout(line)
            for way in self.ways.values():
                if way.proof.verified_by_programme is verified:
                    half.addWidget(way)
            if verified:
                half.addWidget(self._nothing)
            half.addStretch(1)
            if verified:
                half.addWidget(note)
            self._halves.addLayout(half, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Rule(theme))
        column.addLayout(self._halves)

    def _ask(self, number: int) -> None:
        places = self._places
        if number < len(places):
            self.file_opened.emit(places[number])
        else:
            self.files_wanted.emit()

    @property
    def _places(self) -> list[int]:
        """The places of the files that prove it among all attachments."""
        return [n for n, attachment in enumerate(self._draft.attachments) if attachment.slot == HOUSING]

    def show_proof(self, draft: RegistrationDraft, state: RegistrationState) -> None:
        """Show what is chosen, and which papers are there.

        Args:
            draft: the answers.
            state: how they stand.
        """
        self._draft = draft
        for proof_id, way in self.ways.items():
            chosen = proof_id == draft.housing_proof
            if chosen:
                way.card.setChecked(True)
            way.show_papers(shown=chosen)
        if draft.housing_proof not in self.ways and self._group.checkedButton() is not None:
            self._group.setExclusive(False)
            for way in self.ways.values():
                way.card.setChecked(False)
            self._group.setExclusive(True)
        self._show_papers()
        item = state.item(SLOT_PREFIX + HOUSING)
        proof = self._content.documents.housing_proof(draft.housing_proof)
        if item is None or item.standing is Standing.FINE:
            self.state.show_state("ok", "check", pgettext("document", "Ready"))
        elif proof is None:
            self.state.show_state("warn", "alert-triangle", _("Choose one"))
        elif item.is_empty or any(paper.attachment is None for paper in housing_papers(self._content, draft)):
            self.state.show_state("warn", "alert-triangle", _("A paper is missing"))
        else:
            self.state.show_state("warn", "alert-triangle", _("Needs another look"))
        self.setAccessibleDescription("" if item is None else field_sentence(item))
        self.state.setToolTip(self.accessibleDescription())

    def _show_papers(self) -> None:
        way = self.ways.get(self._draft.housing_proof or "")
        if way is None:
            return
        for slot, paper in zip(way.papers, housing_papers(self._content, self._draft), strict=True):
            name = str(paper.name)
            file = "" if paper.attachment is None else shown_name(paper.attachment.original_name)
            action = pgettext("file", "View") if file else _("Attach")
            slot.say(name, file, action, _("{action}: {document}").format(action=action, document=name))

    def focus_proof(self) -> None:
        """Bring the keyboard to the paper that is missing, or to the choice."""
        way = self.ways.get(self._draft.housing_proof or "")
        missing = None if way is None else next((paper for paper in way.papers if not paper.filled), None)
        first = way or next(iter(self.ways.values()))
        target = first.card if missing is None else missing.button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self, room: int) -> None:
        """Set both groups side by side where there is room."""
        beside = room >= self.theme.size(_BESIDE)
        set_across(self._halves, across=beside)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        row = self._content.form.field("documents.housing-proof")
        slot = self._content.documents.slot(HOUSING)
        self.title.setText("" if slot is None else str(slot.name))
        self._hint.setText("" if row is None or row.hint is None else str(row.hint))
        self.setAccessibleName(self.title.text())
        self._uploaded.setText(_("You upload it"))
        self._verified.setText(_("The programme verifies it without an upload"))
        self._nothing.say(
            _("If you choose one of these, no file is asked for: the summary says that the programme verifies it.")
        )
        for way in self.ways.values():
            way.card.say(str(way.proof.name), "" if way.proof.hint is None else str(way.proof.hint))
        facts = [fact for way in self.ways.values() for fact in way.proof.facts]
        self.source.show_state("off", "news", str(facts[0].source) if facts else "")
        self.source.setVisible(bool(facts))
        why.lead(self.why, None if row is None else row.why, Why.HOUSING)
        why.name(self.why, _("Which one fits?"), self.title.text())
        self._show_papers()
