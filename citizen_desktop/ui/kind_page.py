"""The first page of the registration: who registers. What is asked later, and which documents, depends on it."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.registration_words import field_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui import why
from citizen_desktop.ui.field_state import state_of
from citizen_desktop.ui.question import Question
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.ui.why import Why
from citizen_desktop.widgets.field import HelperLine
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.radio_card import RadioCard
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from citizen_desktop.forms.registration import RegistrationDraft
    from citizen_desktop.forms.registration_flow import RegistrationState


class KindPage(RegistrationStepPage):
    """The page.

    Args:
        theme: colours and fonts.
        content: kinds of applicants, and names.
        today: a day in Riyadh.
        kept: drafts are kept in the store.
    """

    step = StepId.KIND

    def __init__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> None:
        del kept
        super().__init__(theme)
        self.today = today
        self._content = content
        self.cards = {kind.id: RadioCard(theme) for kind in content.applicants}
        self._links: list[tuple[WhyLink, str]] = []
        self._group = QButtonGroup(self)
        self.kind_line = HelperLine(theme, signed=True)
        self.independent = Question(theme, (True, False))
        self.independent_why = self.independent.add_why()
        self.independent_line = HelperLine(theme, signed=True)
        self._asked = QWidget()
        self._lay_out(theme)
        self.setFocusProxy(next(iter(self.cards.values())))
        why.lead(self.independent_why, Why.INDEPENDENT)
        self.whys = (*(link for link, _kind in self._links), self.independent_why)
        why.gather(self.whys, self.why_wanted)
        self.independent.chosen.connect(
            lambda answer: self.changed.emit(lambda draft: draft.with_applicant(independent=answer))
        )
        self.retranslate()

    def _lay_out(self, theme: Theme) -> None:
        cards = QVBoxLayout()
        cards.setSpacing(8)
        for kind in self._content.applicants:
            card = self.cards[kind.id]
            self._group.addButton(card)
            card.clicked.connect(lambda _checked, kind_id=kind.id: self._choose(kind_id))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(card, 1)
            link = WhyLink(theme, compact=True)
            why.lead(link, kind.why)
            self._links.append((link, kind.id))
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
            cards.addLayout(row)
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(4)
        asked.addWidget(self.independent)
        asked.addWidget(self.independent_line)
        self.column.setSpacing(6)
        self.column.addLayout(cards)
        self.column.addWidget(self.kind_line)
        self.column.addWidget(self._asked)
        self.column.addStretch(1)

    def _choose(self, kind_id: str) -> None:
        self.changed.emit(lambda draft: draft.with_applicant(kind=kind_id))

    def spoken(self) -> str:
        """Return the page in words: title, and what each kind is."""
        kinds = [
            f"{kind.name}: {kind.hint}" if kind.hint is not None else str(kind.name)
            for kind in self._content.applicants
        ]
        return "\n\n".join((self.title(), self.subtitle(), *kinds))

    def show_draft(self, draft: "RegistrationDraft", state: "RegistrationState", *, marked: bool) -> None:
        """Show who registers."""
        self._choose_card(draft.applicant.kind)
        self.independent.choose(draft.applicant.independent)
        self._asked.setVisible(state.item("kind.independent") is not None)
        for item_id, line, answered in (
            ("kind.kind", self.kind_line, draft.applicant.kind is not None),
            ("kind.independent", self.independent_line, draft.applicant.independent is not None),
        ):
            item = state.item(item_id)
            how = state_of(item, typing=False, marked=marked, answered=answered)
            wrong = how in {State.ERROR, State.WARNING}
            line.say(field_sentence(item) if item is not None and wrong else "", how if wrong else State.PLAIN)

    def _choose_card(self, kind_id: str | None) -> None:
        card = self.cards.get(kind_id or "")
        if card is not None:
            card.setChecked(True)
            return
        self._group.setExclusive(False)
        for each in self.cards.values():
            each.setChecked(False)
        self._group.setExclusive(True)

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard to a choice."""
        if field_id == "kind.independent" and not self._asked.isHidden():
            self.independent.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if field_id == "kind.kind":
            chosen = self._group.checkedButton() or next(iter(self.cards.values()))
            chosen.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def focus_first(self) -> None:
        """Bring the keyboard to the choice."""
        self.focus_field("kind.kind")

    def retranslate(self) -> None:
        """Say everything in the new language."""
        form = self._content.form
        kind_row, independent_row = form.field("kind.kind"), form.field("kind.independent")
        name = "" if kind_row is None else str(kind_row.name)
        for kind in self._content.applicants:
            self.cards[kind.id].say(str(kind.name), "" if kind.hint is None else str(kind.hint))
        for link, kind_id in self._links:
            kind_name = self._content.applicant(kind_id)
            why.name(link, _("Which one am I?"), name if kind_name is None else str(kind_name.name))
        hint = "" if independent_row is None or independent_row.hint is None else str(independent_row.hint)
        self.independent.say(_("Do you live independently?"), {True: (_("Yes"), hint), False: (_("No"), "")})
        why.name(self.independent_why, _("What counts as independent?"), _("Do you live independently?"))
