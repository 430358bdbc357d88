"""The page of the national address."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.draft import sound_text
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.national_address import AddressPart, check_address_part
from citizen_desktop.ui import why
from citizen_desktop.ui.field_state import show_item
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.number_field import NumberField
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.forms.registration import Address, RegistrationDraft
    from citizen_desktop.forms.registration_flow import RegistrationState

_FIELD: Final = 200
_ORDER: Final = (
    AddressPart.SHORT,
    AddressPart.BUILDING,
    AddressPart.STREET,
    AddressPart.DISTRICT,
    AddressPart.CITY,
    AddressPart.POSTAL_CODE,
    AddressPart.SECONDARY,
    AddressPart.UNIT,
)
"""As the content's fields stand."""
_NUMBERS: Final = frozenset({AddressPart.SHORT, AddressPart.BUILDING, AddressPart.POSTAL_CODE, AddressPart.SECONDARY})


class AddressPage(Arranged, RegistrationStepPage):
    """The page.

    Args:
        theme: colours and fonts.
        content: names of the fields.
        today: a day in Riyadh.
        kept: not needed here.
    """

    step = StepId.ADDRESS

    def __init__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> None:
        del kept
        super().__init__(theme)
        self.today = today
        self._content = content
        self._state: RegistrationState | None = None
        self._draft: RegistrationDraft | None = None
        self._marked = False
        self.fields = {part: _field(theme, part) for part in _ORDER}
        self._across = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.setFocusProxy(self.fields[AddressPart.SHORT])
        self.short_why = self.fields[AddressPart.SHORT].add_why()
        why.lead(self.short_why, content.form.step(StepId.ADDRESS).why)
        self.whys = (self.short_why,)
        why.gather(self.whys, self.why_wanted)
        for part, field in self.fields.items():
            field.edited.connect(lambda _text, part=part: self._answer(part))
            field.left.connect(self._judge)
        self._arrange()
        self.retranslate()

    def _answer(self, part: AddressPart) -> None:
        text = sound_text(self.fields[part].text)
        self.changed.emit(lambda draft: draft.with_address(**{_name(part): text}))

    def spoken(self) -> str:
        """Return the page in words: its fields."""
        fields = [_(", ").join(part for part in self._words(part) if part) for part in _ORDER]
        return "\n\n".join((self.title(), self.subtitle(), *fields))

    def show_draft(self, draft: "RegistrationDraft", state: "RegistrationState", *, marked: bool) -> None:
        """Show the address."""
        self._draft, self._state, self._marked = draft, state, marked
        for part, field in self.fields.items():
            field.show_text(_text(draft.address, part))
        self._judge()

    def _judge(self) -> None:
        state, draft = self._state, self._draft
        if state is None or draft is None:
            return
        for part, field in self.fields.items():
            answered = bool(_text(draft.address, part).strip())
            show_item(field, state.item(f"address.{part}"), marked=self._marked, answered=answered)

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard into a field."""
        field = next((field for part, field in self.fields.items() if f"address.{part}" == field_id), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field is not None

    def _words(self, part: AddressPart) -> tuple[str, str]:
        row = self._content.form.field(f"address.{part}")
        return (part, "") if row is None else (str(row.name), "" if row.hint is None else str(row.hint))

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        for part, field in self.fields.items():
            field.say(*self._words(part))
            row = self._content.form.field(f"address.{part}")
            field.line.setPlaceholderText("" if row is None else row.example)
        why.name(self.short_why, _("Where do I find it?"), self.title())
        self._judge()

    def _arrange(self) -> None:
        """Set two fields side by side where there is room."""
        across = 2 if self.width() >= 2 * self.theme.size(_FIELD) + 16 else 1
        if across == self._across:
            return
        self._across = across
        for field in self.fields.values():
            self._grid.removeWidget(field)
        for place, field in enumerate(self.fields.values()):
            self._grid.addWidget(field, place // across, place % across)
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < across else 0)


def _field(theme: Theme, part: AddressPart) -> TextField:
    if part in _NUMBERS:
        return NumberField(theme, tidy=lambda text: _tidy(part, text))
    return TextField(theme, signed=True)


def _tidy(part: AddressPart, text: str) -> str:
    found = check_address_part(part, text)
    return found.value if found.ok else text


def _name(part: AddressPart) -> str:
    return part.value.replace("-", "_")


def _text(address: "Address", part: AddressPart) -> str:
    return str(getattr(address, _name(part)))
