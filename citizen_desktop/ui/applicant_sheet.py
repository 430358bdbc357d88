"""Asks who objects; every answer is checked while it is typed and goes into the draft at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.content.objection_models import ObjectionRules
from citizen_desktop.forms.completeness import Flaw, ItemId
from citizen_desktop.forms.draft import Applicant, sound_text
from citizen_desktop.forms.sentences import holder_words, mobile_sentence, national_id_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.identity.mobile import MobileProblem, check_mobile
from citizen_desktop.identity.national_id import IdProblem, check_national_id
from citizen_desktop.ui import why
from citizen_desktop.ui.question import Question
from citizen_desktop.ui.why import Why
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.choice import ChoiceField
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

_UNFINISHED = frozenset({IdProblem.EMPTY, IdProblem.TOO_SHORT, MobileProblem.EMPTY, MobileProblem.TOO_SHORT})


class ApplicantSheet(Retranslated, Sheet):
    """The sheet.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        rules: kinds of applicants.
        applicant: the answers so far.
    """

    changed = Signal(object)
    why_wanted = Signal(str)

    def __init__(self, theme: Theme, window: QWidget, rules: ObjectionRules, applicant: Applicant) -> None:
        super().__init__(theme, window, "user", "ok", 480)
        self._rules = rules
        self.applicant = applicant
        self.kind = ChoiceField(theme)
        self.independent = Question(theme, (True, False))
        self.name = TextField(theme)
        self.national_id = TextField(theme, left_to_right=True, lines=2)
        self.mobile = TextField(theme, left_to_right=True)
        self.kind_why, self.independent_why = self.kind.add_why(), self.independent.add_why()
        self.national_id_why, self.mobile_why = self.national_id.add_why(), self.mobile.add_why()
        self.whys = (self.kind_why, self.independent_why, self.national_id_why, self.mobile_why)
        why.lead(self.independent_why, Why.INDEPENDENT)
        why.lead(self.national_id_why, Why.NATIONAL_ID)
        why.lead(self.mobile_why, Why.MOBILE)
        column = QVBoxLayout()
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(8)
        for field in (self.kind, self.independent, self.name, self.national_id, self.mobile):
            column.addWidget(field)
        self.body.addLayout(column)
        self._note = Label(theme, 13, colour="text2", wrap=True)
        self.done = Button(theme, Kind.PRIMARY, height=40)
        self.done.clicked.connect(self.close_sheet)
        column.addWidget(self._note)
        self.foot.add_at_end(self.done)
        self.kind.chosen.connect(lambda kind: self._answer(kind=kind))
        self.independent.chosen.connect(lambda answer: self._answer(independent=answer))
        self.name.edited.connect(lambda text: self._answer(name=sound_text(text)))
        self.national_id.edited.connect(lambda text: self._answer(national_id=sound_text(text)))
        self.mobile.edited.connect(lambda text: self._answer(mobile=sound_text(text)))
        for field in (self.national_id, self.mobile):
            field.left.connect(self._judge)
        why.gather(self.whys, self.why_wanted)
        self.retranslate()
        self.name.show_text(applicant.name)
        self.national_id.show_text(applicant.national_id)
        self.mobile.show_text(applicant.mobile)
        self._show()
        self._judge()

    def open_at(self, item_id: str = "") -> None:
        """Open with the keyboard in the field of an item, or in the first that has no answer yet."""
        fields: dict[str, QWidget] = {
            ItemId.APPLICANT_KIND: self.kind,
            ItemId.INDEPENDENT: self.independent,
            ItemId.NAME: self.name,
            ItemId.NATIONAL_ID: self.national_id,
            ItemId.MOBILE: self.mobile,
        }
        self.open_sheet(fields.get(item_id, self.name if self.applicant.kind else self.kind))

    def _answer(self, **answer: object) -> None:
        self.applicant = self.applicant.evolve(**answer)
        self._show()
        self._judge()
        self.changed.emit(self.applicant)

    def _show(self) -> None:
        kind = self._rules.applicant(self.applicant.kind)
        self.kind.choice.choose(self.applicant.kind)
        self.kind.say(_("Kind of applicant"), "" if kind is None or kind.hint is None else str(kind.hint))
        why.lead(self.kind_why, None if kind is None else kind.why, Why.INDEPENDENT)
        self.independent.choose(self.applicant.independent)
        asked = kind is not None and kind.asks_independent
        if self.independent.isHidden() is asked:
            self.independent.setVisible(asked)
            self._place()

    def _judge(self) -> None:
        """Show how the numbers stand; what is not typed to its end is no mistake yet."""
        number = check_national_id(self.applicant.national_id)
        words = holder_words(number.holder) if number.ok else national_id_sentence(number)
        self._state(self.national_id, number.problem, words)
        mobile = check_mobile(self.applicant.mobile)
        self._state(self.mobile, mobile.problem, mobile_sentence(mobile) or _("The form is right."))

    def _state(self, field: TextField, problem: IdProblem | MobileProblem | Flaw | None, sentence: str) -> None:
        typing = field.line.hasFocus() or problem in {IdProblem.EMPTY, MobileProblem.EMPTY}
        if problem is None:
            field.show_state(State.OK, sentence)
        elif problem in _UNFINISHED and typing:
            field.show_state(State.PLAIN, sentence)
        else:
            field.show_state(State.ERROR, sentence)

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        self.title.setText(_("Who objects?"))
        self.subtitle.setText(_("As on the ID card and on the portal"))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        kinds = [(kind.id, str(kind.name)) for kind in self._rules.applicants]
        self.kind.choice.offer(kinds, _("Choose"))
        self.independent.say(_("Do you live independently?"), {True: (_("Yes"), ""), False: (_("No"), "")})
        self.name.say(_("Full name"))
        self.national_id.say(_("ID number"), _("10 digits"))
        self.mobile.say(_("Mobile number"))
        why.name(self.kind_why, _("Which one am I?"), _("Kind of applicant"))
        why.name(self.independent_why, _("What counts as independent?"), _("Do you live independently?"))
        why.name(self.national_id_why, _("Why is this asked?"), _("ID number"))
        why.name(self.mobile_why, _("Has it changed?"), _("Mobile number"))
        self._note.setText(_("Stays on this device."))
        self.done.say(_("Done"))
        self._show()
        self._judge()
