"""A source of income: what it is, its amount, by month or by year, and what that comes to by month."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.formats import riyal_digits, riyals
from citizen_desktop.forms.draft import sound_text
from citizen_desktop.forms.registration import IncomeKind, IncomeSource, Period
from citizen_desktop.forms.registration_flow import RegistrationState
from citizen_desktop.forms.registration_income import monthly
from citizen_desktop.forms.registration_words import field_label, row_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.amounts import check_amount
from citizen_desktop.identity.masking import masked_amount
from citizen_desktop.ui.field_state import show_item
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.choice import ChoiceField
from citizen_desktop.widgets.field import Field, TextField
from citizen_desktop.widgets.number_field import NumberField
from citizen_desktop.widgets.segments import Segments
from citizen_desktop.widgets.theme import Theme

_HEAD = 36


class AmountField(NumberField):
    """An amount in riyals, with the choice of what it is for beside the question.

    Args:
        theme: colours and fonts.
        lines: so many lines are kept below it.
    """

    def __init__(self, theme: Theme, *, lines: int = 1) -> None:
        self.period = Segments(theme, tuple(Period))
        super().__init__(theme, tidy=tidy_amount, hide=hidden_amount, lines=lines)
        self.head.addWidget(self.period)

    def say_amount(self, label: str, helper: str, period: str) -> None:
        """Set the words.

        Args:
            label: the question.
            helper: below it while nothing is answered.
            period: what the choice is about.
        """
        self.say(label, helper)
        self.period.say({Period.MONTHLY: _("Monthly"), Period.YEARLY: _("Yearly")}, period)


def tidy_amount(text: str) -> str:
    """Return an amount with Western digits and commas, what is none as it is."""
    found = check_amount(text)
    return riyal_digits(found.halalas, ",") if found.ok else text


def hidden_amount(text: str) -> str:
    """Return dots for an amount, nothing for none."""
    return masked_amount() if text.strip() else ""


def by_month(halalas: int, *, hidden: bool) -> str:
    """Return "12,500 SAR a month", or the same with dots."""
    words = _("{amount} SAR").format(amount=masked_amount()) if hidden else riyals(halalas)
    return _("{monthly} a month").format(monthly=words)


class IncomeRow(Card):
    """The row.

    Args:
        theme: colours and fonts.
        content: kinds of income, and names.
    """

    answered = Signal(object)
    """Fields of ``IncomeSource`` by their names."""
    remove_wanted = Signal()

    def __init__(self, theme: Theme, content: RegistrationContent) -> None:
        self._content = content
        self._place = 0
        self._hidden = False
        self._income = IncomeSource()
        self._state: RegistrationState | None = None
        self._marked = False
        super().__init__(theme, "surface2", "border", radius=8)
        self.remove = Button(theme, Kind.GHOST, "trash", colour="text2")
        self.kind = ChoiceField(theme, lines=2)
        self.amount = AmountField(theme, lines=2)
        self.note = TextField(theme, signed=True)
        kept = self.remove.sizePolicy()
        # It comes with the first answer: what stands beside it must not move then.
        kept.setRetainSizeWhenHidden(True)
        self.remove.setSizePolicy(kept)
        self.amount.head.addWidget(self.remove)
        self.halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.halves.setSpacing(16)
        self.halves.addWidget(self.kind, 1, Qt.AlignmentFlag.AlignTop)
        self.halves.addWidget(self.amount, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 9, 15, 5)
        column.setSpacing(4)
        column.addLayout(self.halves)
        column.addWidget(self.note)
        self._connect()
        self.restyle()

    def _connect(self) -> None:
        self.remove.clicked.connect(self.remove_wanted)
        self.kind.chosen.connect(lambda kind: self.answered.emit({"kind": IncomeKind(kind)}))
        self.amount.edited.connect(lambda _text: self.answered.emit({"amount": sound_text(self.amount.text)}))
        self.amount.period.chosen.connect(lambda period: self.answered.emit({"period": period}))
        self.note.edited.connect(lambda text: self.answered.emit({"note": sound_text(text)}))
        for field in (self.amount, self.note):
            field.left.connect(self._judge)

    @property
    def fields(self) -> dict[str, Field]:
        """Its fields, by the last part of their ids."""
        return {"kind": self.kind, "amount": self.amount, "note": self.note}

    def show_income(
        self, place: int, income: IncomeSource, state: RegistrationState, *, marked: bool, begun: bool
    ) -> None:
        """Show a source.

        Args:
            place: counted from 0.
            income: the answers.
            state: how they stand.
            marked: what is missing is an error by now.
            begun: it is in the draft; the first one can't be removed before that.
        """
        self._place, self._income, self._state, self._marked = place, income, state, marked
        self.remove.setVisible(begun or place > 0)
        self.kind.choice.choose(income.kind)
        self.amount.show_text(income.amount)
        self.amount.period.choose(income.period)
        self.note.show_text(income.note)
        self.note.setVisible(income.kind is IncomeKind.OTHER)
        self._name()
        self._judge()

    def _judge(self) -> None:
        state, income = self._state, self._income
        if state is None:
            return
        name = f"income.{self._place}"
        halalas = monthly(income)
        right = "" if halalas is None else by_month(halalas, hidden=self._hidden)
        show_item(self.kind, state.item(f"{name}.kind"), marked=self._marked, answered=income.kind is not None)
        item = state.item(f"{name}.amount")
        show_item(self.amount, item, marked=self._marked, answered=bool(income.amount), right=right)
        show_item(self.note, state.item(f"{name}.note"), marked=self._marked, answered=bool(income.note.strip()))

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show the amount with dots, or as it is."""
        self._hidden = hidden
        self.amount.hide_numbers(hidden=hidden)
        self._judge()

    def stack(self, *, stacked: bool) -> None:
        """Set the fields below each other, or side by side."""
        set_across(self.halves, across=not stacked)
        # At the end of the first line, where there is room for it.
        head, other = (self.kind.head, self.amount.head) if stacked else (self.amount.head, self.kind.head)
        if head.indexOf(self.remove) < 0:
            other.removeWidget(self.remove)
            head.addWidget(self.remove)

    def _name(self) -> None:
        name = row_name(StepId.INCOME, self._place)
        self.remove.say("", _("Remove: {what}").format(what=name))
        self.remove.setToolTip(self.remove.accessibleName())
        for field_id, field in self.fields.items():
            question = _("{field}: {part}").format(field=name, part=self._label(f"income.{field_id}"))
            field.label.setText(question if field is self.kind else self._label(f"income.{field_id}"))
            field.editor.setAccessibleName(question)

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        label = self._label
        self.kind.say(label("income.kind"))
        kinds = [(IncomeKind(row.id), str(row.name)) for row in self._content.form.incomes]
        self.kind.choice.offer(kinds, _("Choose"))
        self.amount.say_amount(label("income.amount"), "", label("income.period"))
        self.note.say(label("income.note"))
        self._name()
        self._judge()

    def _label(self, field_id: str) -> str:
        return field_label(self._content, field_id)

    def restyle(self) -> None:
        """Keep both boxes on one line."""
        super().restyle()
        if hasattr(self, "kind"):
            self.kind.label.setMinimumHeight(self.theme.size(_HEAD))
