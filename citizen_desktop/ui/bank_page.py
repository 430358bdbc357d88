"""The page of the bank account."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from citizen_desktop.bidi import isolate, ltr
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.draft import sound_text
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.digits import compact
from citizen_desktop.identity.iban import LENGTH, Iban, IbanProblem, check_iban
from citizen_desktop.identity.masking import masked_iban
from citizen_desktop.ui import why
from citizen_desktop.ui.field_state import show_item
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.widgets.field import Field, TextField
from citizen_desktop.widgets.number_field import NumberField
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.forms.registration import RegistrationDraft
    from citizen_desktop.forms.registration_flow import RegistrationState

IBAN, HOLDER = "bank.iban", "bank.holder"


class BankPage(RegistrationStepPage):
    """The page.

    Args:
        theme: colours and fonts.
        content: names of the fields and of banks.
        today: a day in Riyadh.
        kept: not needed here.
    """

    step = StepId.BANK
    has_numbers = True

    def __init__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> None:
        del kept
        super().__init__(theme)
        self.today = today
        self._content = content
        self._state: RegistrationState | None = None
        self._draft: RegistrationDraft | None = None
        self._marked = False
        self.iban = NumberField(theme, tidy=tidy_iban, hide=masked_iban, group=in_fours_as_typed, lines=2)
        self.iban.line.setInputMethodHints(Qt.InputMethodHint.ImhLatinOnly)
        self.holder = TextField(theme, signed=True)
        self._fields: dict[str, Field] = {IBAN: self.iban, HOLDER: self.holder}
        for field in self._fields.values():
            self.column.addWidget(field)
        self.column.addStretch(1)
        self.setFocusProxy(self.iban)
        self.iban_why = self.iban.add_why()
        why.lead(self.iban_why, content.form.step(StepId.BANK).why)
        self.whys = (self.iban_why,)
        why.gather(self.whys, self.why_wanted)
        self.iban.edited.connect(lambda _text: self._answer(iban=sound_text(self.iban.text)))
        self.holder.edited.connect(lambda text: self._answer(holder=sound_text(text)))
        for field in (self.iban, self.holder):
            field.left.connect(self._judge)
        self.retranslate()

    def _answer(self, **answer: object) -> None:
        self.changed.emit(lambda draft: draft.with_bank(**answer))

    def show_draft(self, draft: "RegistrationDraft", state: "RegistrationState", *, marked: bool) -> None:
        """Show the account."""
        self._draft, self._state, self._marked = draft, state, marked
        self.iban.show_text(draft.bank.iban)
        self.holder.show_text(draft.bank.holder)
        self._judge()

    def _judge(self) -> None:
        state, draft = self._state, self._draft
        if state is None or draft is None:
            return
        item = state.item(IBAN)
        found = item.check if item is not None and isinstance(item.check, Iban) else check_iban(draft.bank.iban)
        show_item(self.iban, item, marked=self._marked, answered=bool(draft.bank.iban), right=self._bank(found))
        short = found.problem in {IbanProblem.TOO_SHORT, IbanProblem.TOO_LONG}
        self.iban.show_count(ltr(f"{len(compact(draft.bank.iban))} / {LENGTH}") if short else "")
        show_item(self.holder, state.item(HOLDER), marked=self._marked, answered=bool(draft.bank.holder.strip()))

    def _bank(self, found: Iban) -> str:
        """Return what is said of an IBAN that is right: its bank."""
        bank = self._content.banks.find(found.bank_code)
        if bank is None:
            return _("The form is right.")
        return _("The form is right. Bank: {bank}").format(bank=isolate(str(bank.name)))

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard into a field."""
        field = self._fields.get(field_id)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field is not None

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show the IBAN with dots, or as it is."""
        self.iban.hide_numbers(hidden=hidden)

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        for field_id, field in self._fields.items():
            row = self._content.form.field(field_id)
            hint = None if row is None else row.hint
            field.say(field_id if row is None else str(row.name), "" if hint is None else str(hint))
        why.name(self.iban_why, _("Where do I find it?"), self.iban.label.text())
        self._judge()


def tidy_iban(text: str) -> str:
    """Return an IBAN in fours, with Western digits and capitals; what is none in fours, too, but with its own characters."""
    found = check_iban(text)
    return found.in_fours if found.ok else in_fours_as_typed(text)


def in_fours_as_typed(text: str) -> str:
    """Return what is typed of an IBAN with a space after every fourth character, and no other space or hyphen."""
    bare = "".join(character for character in text if compact(character))
    return " ".join(bare[start : start + 4] for start in range(0, len(bare), 4))
