"""A member of the family in the list: who it is, and what is to be mended. Numbers are always shown with dots here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from citizen_desktop.bidi import isolate, ltr
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.registration import FamilyMember
from citizen_desktop.forms.registration_flow import RegistrationState
from citizen_desktop.forms.registration_lines import member_heading
from citizen_desktop.forms.registration_words import field_label, field_sentence, row_name
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.masking import masked
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

_SIGNS = {
    Standing.FINE: ("circle-check", "okT"),
    Standing.DOUBTFUL: ("alert-triangle", "warnT"),
    Standing.MISSING: ("alert-circle", "errT"),
}


class MemberRow(Card):
    """The row.

    Args:
        theme: colours and fonts.
        content: names.
    """

    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme, content: RegistrationContent) -> None:
        super().__init__(theme, "surface", "border2", radius=8)
        self._content = content
        self._sign = Icon(theme, "circle-check", 20, "okT")
        self.name = Label(theme, 15, 600, wrap=True)
        self.detail = Label(theme, 13, colour="text2", wrap=True)
        self.edit = Button(theme, Kind.GHOST, "pencil")
        self.remove = Button(theme, Kind.GHOST, "trash", colour="text2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 7, 5, 7)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)
        self.edit.clicked.connect(self.edit_wanted)
        self.remove.clicked.connect(self.remove_wanted)

    def show_member(self, place: int, member: FamilyMember, state: RegistrationState) -> None:
        """Show a member.

        Args:
            place: counted from 0.
            member: the answers.
            state: how they stand.
        """
        heading = member_heading(self._content, place, member)
        own = [item for item in state.of_step(StepId.FAMILY) if item.place == place]
        wrong = [item for item in own if item.standing is Standing.MISSING]
        wrong += [item for item in own if item.standing is Standing.DOUBTFUL]
        standing = wrong[0].standing if wrong else Standing.FINE
        icon, colour = _SIGNS[standing]
        self._sign.show_icon(icon, colour)
        self.name.setText(isolate(heading))
        sentences = [
            _("{field}: {sentence}").format(field=field_label(self._content, item.field), sentence=field_sentence(item))
            for item in wrong
        ]
        number = ltr(masked(member.national_id)) if member.national_id.strip() else ""
        self.detail.setText("\n".join(part for part in (number, *sentences) if part))
        self.detail.set_colour("text2" if standing is Standing.FINE else colour)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(self.detail.text())
        what = _("{field}: {part}").format(field=row_name(StepId.FAMILY, place), part=heading)
        self.edit.say(_("Edit"), _("Edit: {what}").format(what=what))
        self.edit.setAccessibleDescription(self.detail.text())
        self.remove.say("", _("Remove: {what}").format(what=what))
        self.remove.setToolTip(_("Remove"))
