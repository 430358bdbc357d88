"""Who objects, in two lines, with the way to change it."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from citizen_desktop.bidi import isolate, ltr, strip_controls
from citizen_desktop.content.objection_models import ObjectionRules
from citizen_desktop.forms.draft import Applicant
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.mobile import check_mobile
from citizen_desktop.identity.national_id import check_national_id
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.theme import Theme


class ApplicantStrip(Card):
    """The strip.

    Args:
        theme: colours and fonts.
        rules: names of the kinds of applicants.
    """

    edit_wanted = Signal()

    def __init__(self, theme: Theme, rules: ObjectionRules) -> None:
        super().__init__(theme)
        self._rules = rules
        self._applicant = Applicant()
        self._complete = False
        self._tile = Tile(theme, "user", "off", 36)
        self.name = Label(theme, 15, wrap=True)
        self.name.setTextFormat(Qt.TextFormat.RichText)
        self.numbers = Label(theme, 13, colour="text2", wrap=True)
        self.edit = Button(theme, Kind.GHOST)
        self.edit.clicked.connect(self.edit_wanted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.numbers)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 7, 17, 7)
        row.setSpacing(12)
        row.addWidget(self._tile)
        row.addLayout(words, 1)
        row.addWidget(self.edit)

    def show_applicant(self, applicant: Applicant, *, complete: bool) -> None:
        """Show who objects, and whether anything about them is missing."""
        self._applicant, self._complete = applicant, complete
        kind = self._rules.applicant(applicant.kind)
        name = strip_controls(applicant.name.strip())
        head = escape(isolate(name) if name else _("Who objects?"))
        tail = "" if kind is None else escape(f" · {kind.name}")
        colour = self.theme.colour("text2").name()
        small = self.theme.size(13)
        direction = "rtl" if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else "ltr"
        name_part = f'<span style="font-weight:600">{head}</span>'
        kind_part = f'<span style="color:{colour};font-size:{small}px">{tail}</span>'
        self.name.setText(f'<div dir="{direction}">{name_part}{kind_part}</div>')
        self._tile.set_look("ok" if complete else "warn" if applicant != Applicant() else "off")
        parts = []
        number, mobile = check_national_id(applicant.national_id), check_mobile(applicant.mobile)
        if number.value:
            parts.append(_("ID {number}").format(number=ltr(strip_controls(number.value))))
        if mobile.value:
            parts.append(_("Mobile {number}").format(number=ltr(strip_controls(mobile.value))))
        if not complete:
            parts.append(_("incomplete"))
        empty = applicant == Applicant()
        self.numbers.setText(_("Kind, name, ID and mobile number") if empty else " · ".join(parts))
        self.numbers.set_colour("text2" if complete or empty else "warnT")
        self.edit.say(_("Fill in") if empty else _("Edit"), _("Edit the applicant"))

    def restyle(self) -> None:
        """Take the height and the colours inside the text from the theme."""
        self.setMinimumHeight(self.theme.size(64))
        super().restyle()
        if hasattr(self, "edit"):
            self.show_applicant(self._applicant, complete=self._complete)
