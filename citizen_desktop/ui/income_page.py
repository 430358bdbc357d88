"""The page of the sources of income: a row for each, what they come to by month, or the word that there is none."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.registration import IncomeSource, RegistrationDraft
from citizen_desktop.forms.registration_income import all_counted, total_monthly
from citizen_desktop.forms.registration_items import SOURCES
from citizen_desktop.forms.registration_words import field_sentence, row_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui import why
from citizen_desktop.ui.field_state import state_of
from citizen_desktop.ui.income_row import IncomeRow, by_month
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.ui.total_card import TotalCard
from citizen_desktop.ui.undo_row import Step, UndoRow
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.field import HelperLine
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.tick import Tick
from citizen_desktop.widgets.why_link import WhyLink

if TYPE_CHECKING:
    from citizen_desktop.forms.registration_flow import RegistrationState

_BESIDE: Final = 500
"""The width from which both fields of a row stand side by side."""


class IncomePage(Arranged, RegistrationStepPage):
    """The page. There is always a row to begin with; it comes into the draft with its first answer.

    Args:
        theme: colours and fonts.
        content: kinds of income, and names.
        today: a day in Riyadh.
        kept: not needed here.
    """

    step = StepId.INCOME
    has_numbers = True

    def __init__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> None:
        del kept
        super().__init__(theme)
        self.today = today
        self._content = content
        self._draft = RegistrationDraft()
        self._state: RegistrationState | None = None
        self._marked = self._hidden = False
        self._one_more = False
        """An empty row stands below those of the draft."""
        self.rows: list[IncomeRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.add = Button(theme, Kind.TONAL, "plus")
        self.why = WhyLink(theme)
        self.none = Tick(theme)
        self.line = HelperLine(theme, signed=True)
        self.undo = UndoRow(theme, self)
        self.total = TotalCard(theme)
        tools = FlowRow(12)
        tools.add(self.add)
        tools.add_at_end(self.why)
        self.column.setSpacing(10)
        self.column.addLayout(self._rows)
        self.column.addWidget(tools)
        self.column.addWidget(self.undo)
        self.column.addWidget(self.none)
        self.column.addWidget(self.line)
        self.column.addStretch(1)
        self.column.addWidget(self.total)
        why.lead(self.why, content.form.step(StepId.INCOME).why)
        self.whys = (self.why,)
        why.gather(self.whys, self.why_wanted)
        self.add.clicked.connect(self._add)
        self.none.clicked.connect(self._say_none)
        self.undo.undone.connect(self._take_back)
        self.retranslate()

    # ------------------------------------------------------------------ answers

    def _answer(self, row: IncomeRow, answers: dict[str, object]) -> None:
        place = self.rows.index(row)
        if place >= len(self._draft.incomes):
            self._one_more = False
        self.changed.emit(lambda draft: draft.with_income(min(place, len(draft.incomes)), **answers))

    def _add(self) -> None:
        self._one_more = True
        self._show()
        self._focus_row(len(self.rows) - 1)

    def _say_none(self, ticked: bool) -> None:  # noqa: FBT001  a slot
        self.changed.emit(lambda draft: draft.evolve(no_income=ticked))

    def _remove(self, row: IncomeRow) -> None:
        place = self.rows.index(row)
        if place >= len(self._draft.incomes):
            # Nothing was answered in it.
            self._one_more = False
            self._show()
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
            return
        income = self._draft.incomes[place]
        say = partial(_removed, place)
        self.changed.emit(lambda draft: draft.without_income(place))
        self.undo.offer(Step(say, partial(_with_back, place=place, income=income)))
        self.undo.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(say())

    def _take_back(self, change: object) -> None:
        before = self._draft.incomes
        self.changed.emit(change)
        place = next((n for n, row in enumerate(self._draft.incomes) if before[n : n + 1] != (row,)), 0)
        self._focus_row(place)

    def _focus_row(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].kind.setFocus(Qt.FocusReason.TabFocusReason)

    # ------------------------------------------------------------------ showing

    def spoken(self) -> str:
        """Return the page in words: which kinds of income there are."""
        kinds = [
            f"{row.name}: {row.hint}" if row.hint is not None else str(row.name) for row in self._content.form.incomes
        ]
        return "\n\n".join((self.title(), self.subtitle(), *kinds, self.none.text()))

    def show_draft(self, draft: RegistrationDraft, state: "RegistrationState", *, marked: bool) -> None:
        """Show the sources."""
        self._draft, self._state, self._marked = draft, state, marked
        self._show()

    def _show(self) -> None:
        draft, state, marked = self._draft, self._state, self._marked
        if state is None:
            return
        one_more = self._one_more or (not draft.incomes and not draft.no_income)
        self._keep_rows(len(draft.incomes) + one_more)
        for place, row in enumerate(self.rows):
            begun = place < len(draft.incomes)
            income = draft.incomes[place] if begun else IncomeSource()
            row.show_income(place, income, state, marked=marked, begun=begun)
        self.none.setChecked(draft.no_income)
        self.none.setVisible(draft.no_income or not draft.incomes)
        self.add.setEnabled(not one_more)
        self._judge()

    def _keep_rows(self, count: int) -> None:
        if len(self.rows) == count:
            return
        while len(self.rows) > count:
            row = self.rows.pop()
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < count:
            row = IncomeRow(self.theme, self._content)
            row.answered.connect(lambda answers, row=row: self._answer(row, answers))
            row.remove_wanted.connect(lambda row=row: self._remove(row))
            row.hide_numbers(hidden=self._hidden)
            row.retranslate()
            self.rows.append(row)
            self._rows.addWidget(row)
        self._arrange()
        self._set_order()

    def _set_order(self) -> None:
        """Let Tab go through the rows before what stands below them."""
        before = None
        for row in self.rows:
            for widget in (
                row.remove,
                row.kind.choice,
                *row.amount.period.parts.values(),
                row.amount.line,
                row.note.line,
            ):
                if before is not None:
                    self.setTabOrder(before, widget)
                before = widget
        if before is not None:
            self.setTabOrder(before, self.add)

    def _judge(self) -> None:
        state = self._state
        item = None if state is None else state.item(SOURCES)
        how = state_of(item, typing=False, marked=self._marked, answered=bool(self._draft.incomes))
        wrong = item is not None and how in {State.ERROR, State.WARNING}
        self.line.say(field_sentence(item) if wrong and item is not None else "", how if wrong else State.PLAIN)
        self.none.setAccessibleDescription(self.line.label.text())
        total = total_monthly(self._draft)
        name = _("Total by month") if all_counted(self._draft) else _("Total by month, of what can be read")
        self.total.say(name, "" if total is None else by_month(total, hidden=self._hidden))

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard into a field."""
        if field_id == SOURCES:
            (self.rows[0].kind if self.rows else self.none).setFocus(Qt.FocusReason.TabFocusReason)
            return True
        _step, _point, rest = field_id.partition(".")
        place, _point, name = rest.partition(".")
        row = self.rows[int(place)] if place.isdecimal() and int(place) < len(self.rows) else None
        field = None if row is None else row.fields.get(name)
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)
        return field is not None

    def focus_first(self) -> None:
        """Bring the keyboard to the first source."""
        self.focus_field(SOURCES)

    def forget(self) -> None:
        """Take back nothing that was done to another draft."""
        self._one_more = False
        self.undo.forget()

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show the amounts with dots, or as they are."""
        self._hidden = hidden
        for row in self.rows:
            row.hide_numbers(hidden=hidden)
        self._judge()

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        for row in self.rows:
            row.retranslate()
        self.add.say(_("Add a source of income"))
        self.none.say(_("I have no income"))
        why.name(self.why, _("What is asked about income?"), self.title())
        self._judge()

    def _arrange(self) -> None:
        """Set fields side by side where there is room."""
        for row in self.rows:
            row.stack(stacked=self.width() < self.theme.size(_BESIDE))


def _removed(place: int) -> str:
    return _("Removed: {what}").format(what=row_name(StepId.INCOME, place))


def _with_back(draft: RegistrationDraft, *, place: int, income: IncomeSource) -> RegistrationDraft:
    return draft.evolve(incomes=(*draft.incomes[:place], income, *draft.incomes[place:]))
