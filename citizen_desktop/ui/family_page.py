"""The page of the members of the family: a list, of which one is open at a time, or the word that there is none."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.registration import FamilyMember, RegistrationDraft
from citizen_desktop.forms.registration_items import MEMBERS
from citizen_desktop.forms.registration_words import field_sentence, row_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui import why
from citizen_desktop.ui.field_state import state_of
from citizen_desktop.ui.member_editor import MemberEditor
from citizen_desktop.ui.member_row import MemberRow
from citizen_desktop.ui.registration_page import RegistrationStepPage
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
"""The width from which two fields stand side by side."""


@dataclass(frozen=True)
class _Opened:
    """The member whose fields are open.

    Args:
        place: counted from 0; as many as there are for one more, which comes into the draft with its first answer.
        before: as it was when it was opened, None for a new one.
    """

    place: int
    before: FamilyMember | None


class FamilyPage(Arranged, RegistrationStepPage):
    """The page.

    Args:
        theme: colours and fonts.
        content: relations, and names.
        today: a day in Riyadh.
        kept: not needed here.
    """

    step = StepId.FAMILY
    has_numbers = True

    def __init__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> None:
        del kept
        super().__init__(theme)
        self.today = today
        self._content = content
        self._draft = RegistrationDraft()
        self._state: RegistrationState | None = None
        self._marked = False
        self._opened: _Opened | None = None
        self._order: list[QWidget] = []
        self.rows: list[MemberRow] = []
        self.editor = MemberEditor(theme, content, today)
        self.add = Button(theme, Kind.TONAL, "user-plus")
        self.why = WhyLink(theme)
        self.none = Tick(theme)
        self.line = HelperLine(theme, signed=True)
        self.undo = UndoRow(theme, self)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._list.addWidget(self.editor)
        tools = FlowRow(12)
        tools.add(self.add)
        tools.add_at_end(self.why)
        self.column.setSpacing(10)
        self.column.addLayout(self._list)
        self.column.addWidget(self.undo)
        self.column.addWidget(tools)
        self.column.addWidget(self.none)
        self.column.addWidget(self.line)
        self.column.addStretch(1)
        why.lead(self.why, content.form.step(StepId.FAMILY).why)
        self.whys = (self.why,)
        why.gather(self.whys, self.why_wanted)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.editor.answered.connect(self._answer)
        self.editor.done_wanted.connect(self._close)
        self.editor.remove_wanted.connect(lambda: self._remove(self._open_place()))
        self.add.clicked.connect(self._add)
        self.none.clicked.connect(lambda ticked: self.changed.emit(lambda draft: draft.evolve(no_members=ticked)))
        self.undo.undone.connect(self._take_back)

    # ------------------------------------------------------------------ answers

    def _open_place(self) -> int | None:
        """Return which member is open; where there is none at all, a first one is."""
        if self._opened is not None:
            return self._opened.place
        return None if self._draft.members or self._draft.no_members else 0

    def _answer(self, answers: dict[str, object]) -> None:
        place = self._open_place()
        if place is None:
            return
        if self._opened is None:
            self._opened = _Opened(place, None)
        self.changed.emit(lambda draft: draft.with_member(min(place, len(draft.members)), **answers))

    def _open(self, place: int) -> None:
        if self._open_place() != place:
            self._settle()
            before = self._draft.members[place] if place < len(self._draft.members) else None
            self._opened = _Opened(place, before)
            self._show()

    def _add(self) -> None:
        self._open(len(self._draft.members))
        self.editor.relation.setFocus(Qt.FocusReason.TabFocusReason)

    def _settle(self) -> None:
        """Close what is open, and offer to take back what was changed there."""
        opened, self._opened = self._opened, None
        if opened is None or opened.before is None or opened.place >= len(self._draft.members):
            return
        if self._draft.members[opened.place] != opened.before:
            back = partial(_as_before, place=opened.place, member=opened.before)
            self.undo.offer(Step(partial(_changed, opened.place), back))

    def _close(self) -> None:
        self._settle()
        self._show()
        self.add.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, place: int | None) -> None:
        if place is None:
            return
        if place >= len(self._draft.members):
            # Nothing was answered in it.
            self._close()
            return
        opened, self._opened = self._opened, None
        if opened is not None and opened.place > place:
            self._opened = _Opened(opened.place - 1, opened.before)
        elif opened is not None and opened.place < place:
            self._opened = opened
        member, say = self._draft.members[place], partial(_removed, place)
        self.changed.emit(lambda draft: draft.without_member(place))
        self.undo.offer(Step(say, partial(_with_back, place=place, member=member)))
        self.undo.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(say())

    def _take_back(self, change: object) -> None:
        self._opened = None
        before = self._draft.members
        self.changed.emit(change)
        place = next((n for n, row in enumerate(self._draft.members) if before[n : n + 1] != (row,)), 0)
        if place < len(self.rows):
            self.rows[place].edit.setFocus(Qt.FocusReason.TabFocusReason)

    # ------------------------------------------------------------------ showing

    def spoken(self) -> str:
        """Return the page in words: what is asked of each member."""
        fields = [field.label.text() for field in self.editor.fields.values()]
        return "\n\n".join((self.title(), self.subtitle(), *fields, self.none.text()))

    def show_draft(self, draft: RegistrationDraft, state: "RegistrationState", *, marked: bool) -> None:
        """Show the members."""
        if marked and not self._marked:
            # The person comes back: the list tells what is to be mended.
            self._settle()
        self._draft, self._state, self._marked = draft, state, marked
        if self._opened is not None and self._opened.place > len(draft.members):
            self._opened = None
        self.editor.today = self.today
        self._show()

    def _show(self) -> None:
        draft, state = self._draft, self._state
        if state is None:
            return
        place = self._open_place()
        self._keep_rows(len(draft.members))
        for number, (row, member) in enumerate(zip(self.rows, draft.members, strict=True)):
            row.show_member(number, member, state)
            row.setVisible(number != place)
        self.editor.setVisible(place is not None)
        if place is not None:
            begun = place < len(draft.members)
            member = draft.members[place] if begun else FamilyMember()
            fresh = self._opened is None or self._opened.before is None
            # Of one that is being added, what is not yet typed is no error.
            self.editor.show_member(place, member, state, marked=not fresh, begun=begun)
            if self._list.indexOf(self.editor) != place:
                self._list.removeWidget(self.editor)
                self._list.insertWidget(place, self.editor)
        self.add.setEnabled(place != len(draft.members))
        self.none.setChecked(draft.no_members)
        self.none.setVisible(draft.no_members or not draft.members)
        self._judge()
        self._set_order()

    def _keep_rows(self, count: int) -> None:
        while len(self.rows) > count:
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < count:
            row = MemberRow(self.theme, self._content)
            row.edit_wanted.connect(lambda row=row: self._edit(row))
            row.remove_wanted.connect(lambda row=row: self._remove(self.rows.index(row)))
            self.rows.append(row)
            self._list.addWidget(row)

    def _edit(self, row: MemberRow) -> None:
        self._open(self.rows.index(row))
        self.editor.relation.setFocus(Qt.FocusReason.TabFocusReason)

    def _set_order(self) -> None:
        """Let Tab go through list and fields as they stand."""
        editor = self.editor
        fields = (
            editor.relation.choice, editor.full_name.line, *editor.birth.calendar.parts.values(), *editor.birth.boxes,
            editor.national_id.line, *editor.income.period.parts.values(), editor.income.line, editor.done, editor.remove,
        )  # fmt: skip
        order: list[QWidget] = []
        place = self._open_place()
        for number, row in enumerate(self.rows):
            order.extend(fields if number == place else (row.edit, row.remove))
        if place == len(self.rows):
            order.extend(fields)
        order.extend((self.undo.button, self.add, self.why, self.none))
        if order != self._order:
            self._order = order
            for before, after in pairwise(order):
                self.setTabOrder(before, after)

    def _judge(self) -> None:
        state = self._state
        item = None if state is None else state.item(MEMBERS)
        how = state_of(item, typing=False, marked=self._marked, answered=bool(self._draft.members))
        wrong = item is not None and how in {State.ERROR, State.WARNING}
        self.line.say(field_sentence(item) if wrong and item is not None else "", how if wrong else State.PLAIN)
        self.none.setAccessibleDescription(self.line.label.text())

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard into a field; its member is opened."""
        if field_id == MEMBERS:
            self._focus_list()
            return True
        _step, _point, rest = field_id.partition(".")
        place, _point, name = rest.partition(".")
        if not place.isdecimal() or int(place) >= len(self._draft.members) or name not in self.editor.fields:
            return False
        self._open(int(place))
        self.editor.fields[name].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _focus_list(self) -> None:
        target: QWidget = self.none
        if not self.editor.isHidden():
            target = self.editor.relation
        elif self.rows:
            target = self.add
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """Bring the keyboard to the fields that are open, or to where one more is added."""
        self._focus_list()

    def forget(self) -> None:
        """Take back nothing that was done to another draft."""
        self._opened = None
        self.undo.forget()

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show the numbers that are open with dots, or as they are; the list has dots always."""
        self.editor.hide_numbers(hidden=hidden)

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        self.editor.retranslate()
        self.add.say(_("Add a family member"))
        self.none.say(_("I have no dependants"))
        why.name(self.why, _("Who is a dependant?"), self.title())
        self._show()

    def _arrange(self) -> None:
        """Set fields side by side where there is room."""
        self.editor.stack(stacked=self.width() < self.theme.size(_BESIDE))


def _removed(place: int) -> str:
    return _("Removed: {what}").format(what=row_name(StepId.FAMILY, place))


def _changed(place: int) -> str:
    return _("Changed: {what}").format(what=row_name(StepId.FAMILY, place))


def _with_back(draft: RegistrationDraft, *, place: int, member: FamilyMember) -> RegistrationDraft:
    return draft.evolve(members=(*draft.members[:place], member, *draft.members[place:]))


def _as_before(draft: RegistrationDraft, *, place: int, member: FamilyMember) -> RegistrationDraft:
    if place >= len(draft.members):
        return draft
    return draft.evolve(members=(*draft.members[:place], member, *draft.members[place + 1 :]))
