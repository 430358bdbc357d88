"""The page of ID number, birth date and mobile number."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from citizen_desktop.bidi import ltr
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.draft import sound_text
from citizen_desktop.forms.sentences import holder_words
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.digits import compact
from citizen_desktop.identity.masking import masked
from citizen_desktop.identity.mobile import LENGTH, MobileProblem, check_mobile
from citizen_desktop.identity.national_id import IdProblem, NationalId, check_national_id
from citizen_desktop.ui import why
from citizen_desktop.ui.birth_field import BirthField
from citizen_desktop.ui.field_state import show_item
from citizen_desktop.ui.registration_page import RegistrationStepPage
from citizen_desktop.ui.why import Why
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.number_field import NumberField
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.forms.registration import RegistrationDraft
    from citizen_desktop.forms.registration_flow import RegistrationState
    from citizen_desktop.forms.registration_items import FieldItem
    from citizen_desktop.widgets.field import Field

NATIONAL_ID, BIRTH, MOBILE = "basic.national-id", "basic.birth", "basic.mobile"


class BasicPage(RegistrationStepPage):
    """The page.

    Args:
        theme: colours and fonts.
        content: names of the fields.
        today: a day in Riyadh.
        kept: drafts are kept in the store.
    """

    step = StepId.BASIC
    has_numbers = True

    def __init__(self, theme: Theme, content: RegistrationContent, today: date, *, kept: bool) -> None:
        super().__init__(theme)
        self.today = today
        self._content, self._kept = content, kept
        self._state: RegistrationState | None = None
        self._draft: RegistrationDraft | None = None
        self._marked = self._hidden = False
        self.national_id = NumberField(theme, tidy=tidy_id, hide=masked)
        self.birth = BirthField(theme)
        self.mobile = NumberField(theme, tidy=tidy_mobile, hide=masked)
        self.note = Notice(theme, "info", "shield-lock")
        self._fields: dict[str, Field] = {NATIONAL_ID: self.national_id, BIRTH: self.birth, MOBILE: self.mobile}
        self.column.setSpacing(10)
        for field in self._fields.values():
            self.column.addWidget(field)
        self.column.addStretch(1)
        self.column.addWidget(self.note)
        self.setFocusProxy(self.national_id)
        self._whys = {
            NATIONAL_ID: (self.national_id.add_why(), Why.NATIONAL_ID),
            BIRTH: (self.birth.add_why(), Why.NATIONAL_ID),
            MOBILE: (self.mobile.add_why(), Why.MOBILE),
        }
        for field_id, (link, usual) in self._whys.items():
            row = content.form.field(field_id)
            why.lead(link, None if row is None else row.why, usual)
        self.whys = tuple(link for link, _usual in self._whys.values())
        why.gather(self.whys, self.why_wanted)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.national_id.edited.connect(lambda _text: self._answer(national_id=sound_text(self.national_id.text)))
        self.mobile.edited.connect(lambda _text: self._answer(mobile=sound_text(self.mobile.text)))
        self.birth.answered.connect(
            lambda text, calendar: self._answer(birth=sound_text(text), birth_calendar=calendar)
        )
        for field in (self.national_id, self.birth, self.mobile):
            field.left.connect(self._judge)

    def _answer(self, **answer: object) -> None:
        self.changed.emit(lambda draft: draft.with_applicant(**answer))

    def spoken(self) -> str:
        """Return the page in words: what each field takes."""
        fields = [
            f"{field.label.text()}: {_helper(self._content, field_id)}" for field_id, field in self._fields.items()
        ]
        return "\n\n".join((self.title(), self.subtitle(), *fields, self.note.label.text()))

    def show_draft(self, draft: "RegistrationDraft", state: "RegistrationState", *, marked: bool) -> None:
        """Show the answers."""
        self._draft, self._state, self._marked = draft, state, marked
        self.national_id.show_text(draft.applicant.national_id)
        self.mobile.show_text(draft.applicant.mobile)
        self._judge()

    def _judge(self) -> None:
        """Show how the answers stand; what is not typed to its end is no mistake yet."""
        state, draft = self._state, self._draft
        if state is None or draft is None:
            return
        applicant = draft.applicant
        number = state.item(NATIONAL_ID)
        self._show(self.national_id, number, applicant.national_id, _id_words(number))
        self.national_id.show_count(_count(applicant.national_id, check_national_id(applicant.national_id).problem))
        self.birth.show_answer(
            applicant.birth, applicant.birth_calendar, state.item(BIRTH), marked=self._marked, today=self.today
        )
        self._show(
            self.mobile, state.item(MOBILE), applicant.mobile, _mobile_words(applicant.mobile, hidden=self._hidden)
        )
        self.mobile.show_count(_count(applicant.mobile, check_mobile(applicant.mobile).problem))

    def _show(self, field: NumberField, item: "FieldItem | None", text: str, right: str) -> None:
        show_item(field, item, marked=self._marked, answered=bool(text), right=right)

    def focus_field(self, field_id: str) -> bool:
        """Bring the keyboard into a field."""
        field = self._fields.get(field_id)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        return field is not None

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show ID and mobile with dots, or as they are."""
        self._hidden = hidden
        self.national_id.hide_numbers(hidden=hidden)
        self.mobile.hide_numbers(hidden=hidden)
        self._judge()

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        for field_id, field in self._fields.items():
            row = self._content.form.field(field_id)
            name = field_id if row is None else str(row.name)
            if isinstance(field, BirthField):
                field.say_field(name, _helper(self._content, field_id), self.today)
            else:
                field.say(name, _helper(self._content, field_id))
        for field_id, (link, _usual) in self._whys.items():
            words = _("Has it changed?") if field_id == MOBILE else _("Why is this asked?")
            why.name(link, words, self._fields[field_id].label.text())
        self.note.say(privacy_words(kept=self._kept))
        self._judge()


def privacy_words(*, kept: bool) -> str:
    """Return where the answers lie.

    Args:
        kept: drafts are kept in the store.
    """
    if kept:
        return _(
            "These answers are kept encrypted on this device and sent to nobody. You can erase the draft at any time."
        )
    return _("These answers stay in memory until the window closes, and are sent to nobody.")


def tidy_id(text: str) -> str:
    """Return an ID number as it is written, what is none as it is."""
    found = check_national_id(text)
    return found.value if found.ok else text


def tidy_mobile(text: str) -> str:
    """Return a mobile number in the one spelling that is shown, what is none as it is."""
    found = check_mobile(text)
    return f"{found.value[:3]} {found.value[3:6]} {found.value[6:]}" if found.ok else text


def _helper(content: RegistrationContent, field_id: str) -> str:
    row = content.form.field(field_id)
    return "" if row is None or row.hint is None else str(row.hint)


def _id_words(item: "FieldItem | None") -> str:
    check = None if item is None else item.check
    if not isinstance(check, NationalId) or not check.ok:
        return ""
    return _("{holder}. The form is right: 10 digits, and the last one fits.").format(holder=holder_words(check.holder))


def _mobile_words(text: str, *, hidden: bool) -> str:
    found = check_mobile(text)
    if not found.ok:
        return ""
    number = masked(found.international) if hidden else found.international
    return _("The form is right. From abroad: {number}").format(number=ltr(number))


def _count(text: str, problem: IdProblem | MobileProblem | None) -> str:
    """Return how far a number is typed, while that is what is wrong with it."""
    lengths = {IdProblem.TOO_SHORT, IdProblem.TOO_LONG, MobileProblem.TOO_SHORT, MobileProblem.TOO_LONG}
    digits = compact(text)
    # Of a number with the country code the digits don't count up to ten.
    plain = digits.startswith("05") or isinstance(problem, IdProblem)
    return ltr(f"{len(digits)} / {LENGTH}") if problem in lengths and plain else ""
