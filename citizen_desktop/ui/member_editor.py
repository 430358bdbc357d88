"""The answers about a member of the family, each in its field."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.draft import sound_text
from citizen_desktop.forms.registration import FamilyMember, Relation
from citizen_desktop.forms.registration_flow import RegistrationState
from citizen_desktop.forms.registration_income import monthly
from citizen_desktop.forms.registration_words import field_label, row_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.masking import masked
from citizen_desktop.ui.basic_page import tidy_id
from citizen_desktop.ui.birth_field import BirthField
from citizen_desktop.ui.field_state import show_item
from citizen_desktop.ui.income_row import AmountField, by_month
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.choice import ChoiceField
from citizen_desktop.widgets.field import Field, TextField
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.number_field import NumberField
from citizen_desktop.widgets.theme import Theme

_HEAD = 36


class MemberEditor(Card):
    """The fields.

    Args:
        theme: colours and fonts.
        content: relations, and names.
        today: a day in Riyadh.
    """

    answered = Signal(object)
    """Fields of ``FamilyMember`` by their names."""
    done_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, content: RegistrationContent, today: date) -> None:
        self._content, self.today = content, today
        self._place = 0
        self._member = FamilyMember()
        self._state: RegistrationState | None = None
        self._marked = self._hidden = False
        super().__init__(theme, "surface2", "border", radius=8)
        self.name = Label(theme, 15, 700)
        self.relation = ChoiceField(theme, lines=2)
        self.full_name = TextField(theme, lines=2, signed=True)
        self.national_id = NumberField(theme, tidy=tidy_id, hide=masked, lines=2)
        self.income = AmountField(theme, lines=2)
        self.birth = BirthField(theme)
        self.done = Button(theme, Kind.TONAL, "check")
        self.remove = Button(theme, Kind.GHOST, "trash", colour="text2")
        self.fields: dict[str, Field] = {
            "relation": self.relation,
            "name": self.full_name,
            "national-id": self.national_id,
            "birth": self.birth,
            "income": self.income,
        }
        self._lay_out()
        self._connect()
        self.restyle()

    def _lay_out(self) -> None:
        self.halves = (QBoxLayout(QBoxLayout.Direction.LeftToRight), QBoxLayout(QBoxLayout.Direction.LeftToRight))
        for half, fields in zip(
            self.halves, ((self.relation, self.full_name), (self.national_id, self.income)), strict=True
        ):
            half.setSpacing(16)
            for field in fields:
                half.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.done)
        foot.addWidget(self.remove)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 11, 15, 11)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addLayout(self.halves[0])
        column.addWidget(self.birth)
        column.addLayout(self.halves[1])
        column.addLayout(foot)

    def _connect(self) -> None:
        self.relation.chosen.connect(lambda relation: self.answered.emit({"relation": Relation(relation)}))
        self.full_name.edited.connect(lambda text: self.answered.emit({"name": sound_text(text)}))
        self.national_id.edited.connect(
            lambda _text: self.answered.emit({"national_id": sound_text(self.national_id.text)})
        )
        self.birth.answered.connect(
            lambda text, calendar: self.answered.emit({"birth": sound_text(text), "birth_calendar": calendar})
        )
        self.income.edited.connect(lambda _text: self.answered.emit({"income": sound_text(self.income.text)}))
        self.income.period.chosen.connect(lambda period: self.answered.emit({"income_period": period}))
        self.done.clicked.connect(self.done_wanted)
        self.remove.clicked.connect(self.remove_wanted)
        for field in (self.full_name, self.national_id, self.birth, self.income):
            field.left.connect(self._judge)

    def show_member(
        self, place: int, member: FamilyMember, state: RegistrationState, *, marked: bool, begun: bool
    ) -> None:
        """Show a member.

        Args:
            place: counted from 0.
            member: the answers.
            state: how they stand.
            marked: what is missing is an error by now.
            begun: it is in the draft; if not, there is nothing to be done with, and the first one can't be removed.
        """
        self._place, self._member, self._state, self._marked = place, member, state, marked
        self.remove.setVisible(begun or place > 0)
        self.done.setEnabled(begun)
        self.relation.choice.choose(member.relation)
        self.full_name.show_text(member.name)
        self.national_id.show_text(member.national_id)
        self.income.show_text(member.income)
        self.income.period.choose(member.income_period)
        self._name()
        self._judge()

    def _judge(self) -> None:
        state, member = self._state, self._member
        if state is None:
            return
        items = {name: state.item(f"family.{self._place}.{name}") for name in self.fields}
        halalas = monthly(member)
        right = "" if halalas is None else by_month(halalas, hidden=self._hidden)
        for name, answered, words in (
            ("relation", member.relation is not None, ""),
            ("name", bool(member.name.strip()), ""),
            ("national-id", bool(member.national_id), ""),
            ("income", bool(member.income), right),
        ):
            show_item(self.fields[name], items[name], marked=self._marked, answered=answered, right=words)
        self.birth.show_answer(
            member.birth, member.birth_calendar, items["birth"], marked=self._marked, today=self.today
        )

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show the ID number and the income with dots, or as they are."""
        self._hidden = hidden
        self.national_id.hide_numbers(hidden=hidden)
        self.income.hide_numbers(hidden=hidden)
        self._judge()

    def stack(self, *, stacked: bool) -> None:
        """Set fields below each other, or side by side."""
        for half in self.halves:
            set_across(half, across=not stacked)

    def _name(self) -> None:
        name = row_name(StepId.FAMILY, self._place)
        self.name.setText(name)
        self.remove.say(_("Remove"), _("Remove: {what}").format(what=name))
        self.done.say(_("Done"), _("Done: {what}").format(what=name))
        for field_id, field in self.fields.items():
            if field is not self.birth:
                label = self._label(f"family.{field_id}")
                field.editor.setAccessibleName(_("{field}: {part}").format(field=name, part=label))

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        for field_id, field in self.fields.items():
            name = f"family.{field_id}"
            row = self._content.form.field(name)
            hint = "" if row is None or row.hint is None else str(row.hint)
            if field is self.birth:
                self.birth.say_field(self._label(name), hint, self.today)
            elif field is self.income:
                self.income.say_amount(self._label(name), hint, self._label("family.income-period"))
            else:
                field.say(self._label(name), hint)
        relations = [(Relation(row.id), str(row.name)) for row in self._content.form.relations]
        self.relation.choice.offer(relations, _("Choose"))
        self._name()
        self._judge()

    def _label(self, field_id: str) -> str:
        return field_label(self._content, field_id)

    def restyle(self) -> None:
        """Keep both boxes of a line on one line."""
        super().restyle()
        if hasattr(self, "fields"):
            self.national_id.label.setMinimumHeight(self.theme.size(_HEAD))
