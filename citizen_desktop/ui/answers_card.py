"""What is objected to and why: kind, period, day, the portal's reason and the person's own words."""

from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.content.objection_models import ObjectionContent, ObjectionKind, Reason
from citizen_desktop.formats import gregorian, hijri, month
from citizen_desktop.forms.completeness import Completeness, Flaw, Item, ItemId, Standing
from citizen_desktop.forms.draft import Objection, sound_text
from citizen_desktop.forms.progress_words import item_sentence
from citizen_desktop.forms.wording import is_suggested, suggested_wording
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui import why
from citizen_desktop.ui.question import Question
from citizen_desktop.ui.why import Why
from citizen_desktop.widgets.beside import ANY_WIDTH
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.choice import ChoiceField
from citizen_desktop.widgets.date_field import DateField
from citizen_desktop.widgets.field import HelperLine, TextField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.text_area import TextArea
from citizen_desktop.widgets.theme import Theme

_MONTHS: Final = 24
_STATES: Final = {
    Standing.FINE: State.PLAIN,
    Standing.DOUBTFUL: State.WARNING,
    Standing.MISSING: State.ERROR,
}


class AnswersCard(Card):
    """The card.

    Args:
        theme: colours and fonts.
        content: rows.
    """

    answered = Signal(object)

    def __init__(self, theme: Theme, content: ObjectionContent) -> None:
        super().__init__(theme)
        self._rules = content.rules
        self._objection = Objection()
        self._today = date(2000, 1, 1)
        self.kind = Question(theme, [row.id for row in content.rules.kinds])
        self.period = ChoiceField(theme, helper=False)
        self.day = DateField(theme, gregorian, helper=False)
        self.dates = HelperLine(theme, icon="info-circle")
        self.paid = Question(theme, (True, False), beside=True)
        self.reason = ChoiceField(theme, helper=False)
        self.portal_words = TextField(theme, helper=False)
        self.explanation = TextArea(theme, content.rules.explanation.characters)
        self.suggest = Button(theme, Kind.GHOST, "bulb", height=24)
        self.explanation.head.addWidget(self.suggest)
        self.kind_why, self.paid_why = self.kind.add_why(), self.paid.add_why()
        # Two fields share the line of the day.
        self.day_why, self.reason_why = self.day.add_why(compact=True), self.reason.add_why()
        self.whys = (self.kind_why, self.day_why, self.paid_why, self.reason_why)
        why.lead(self.kind_why, Why.OBJECTION)
        why.lead(self.paid_why, Why.PAID)
        self._lay_out()
        self._connect()
        self.follow(theme)

    def _lay_out(self) -> None:
        days = QHBoxLayout()
        days.setSpacing(12)
        days.addWidget(self.period, 1)
        days.addWidget(self.day, 1)
        when = QVBoxLayout()
        when.setSpacing(4)
        when.addLayout(days)
        when.addWidget(self.dates)
        # The words for "other" stand beside the list, under the same question.
        self.portal_words.label.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        self.reason.column.removeWidget(self.reason.choice)
        row.addWidget(self.reason.choice, 1)
        row.addWidget(self.portal_words, 1)
        self.reason.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(21, 15, 21, 13)
        column.setSpacing(10)
        column.addWidget(self.kind)
        column.addLayout(when)
        column.addWidget(self.paid)
        column.addWidget(self.reason)
        column.addWidget(self.explanation, 1)

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda kind: self.answered.emit({"kind": kind}))
        self.period.chosen.connect(lambda period: self.answered.emit({"period": period}))
        self.day.chosen.connect(lambda day: self.answered.emit({"day": day}))
        self.paid.chosen.connect(lambda paid: self.answered.emit({"paid": paid}))
        self.reason.chosen.connect(lambda reason: self.answered.emit({"reason": reason}))
        self.portal_words.edited.connect(lambda text: self.answered.emit({"portal_words": sound_text(text)}))
        self.explanation.edited.connect(lambda text: self.answered.emit({"explanation": sound_text(text)}))
        self.suggest.clicked.connect(self._fill_in)

    def field(self, item_id: str) -> QWidget | None:
        """Return what an item is answered in."""
        fields: dict[str, QWidget] = {
            ItemId.OBJECTION_KIND: self.kind,
            ItemId.PERIOD: self.period,
            ItemId.DAY: self.day,
            ItemId.PAID: self.paid,
            ItemId.REASON: self.reason,
            ItemId.PORTAL_WORDS: self.portal_words,
            ItemId.EXPLANATION: self.explanation,
        }
        return fields.get(item_id)

    def show_objection(self, objection: Objection, completeness: Completeness, today: date) -> None:
        """Show the answers, and how they stand."""
        self._objection, self._today = objection, today
        kind = self._rules.kind(objection.kind)
        reason = self._rules.reason(objection.reason)
        self.kind.choose(objection.kind)
        self.period.choice.offer(self._periods(), _("Choose"))
        self.period.choice.choose(objection.period)
        self.day.date_box.start = min(today, objection.month or today)
        self.day.date_box.show_day(objection.day, _("Choose a day"))
        day = str(kind.day) if kind is not None else _("Date of the result or the deposit")
        self.day.say(day)
        # While it is open what is objected to, the question names both days and takes the whole line.
        why.lead(self.day_why, None if kind is None else self._rules.deadline.why)
        why.name(self.day_why, _("How long is there time?"), day)
        self.paid.setVisible(kind is not None and kind.asks_paid)
        self.paid.choose(objection.paid)
        self.reason.choice.choose(objection.reason)
        why.lead(self.reason_why, None if reason is None else reason.why, Why.REASON)
        own_words = reason is not None and reason.own_words
        self.portal_words.setVisible(own_words)
        least, most = self.theme.size(136), self.theme.size(176)
        fitting = max(least, min(most, self.reason.choice.sizeHint().width()))
        self.reason.choice.setMaximumWidth(fitting if own_words else ANY_WIDTH)
        self.portal_words.show_text(objection.portal_words)
        self.explanation.show_text(objection.explanation)
        self.explanation.area.setPlaceholderText("" if reason is None else str(reason.hint))
        self._offer(reason)
        self._judge(completeness)

    def forget_undo(self) -> None:
        """Let nothing of what was typed before come back by undoing."""
        self.explanation.area.document().clearUndoRedoStacks()
        # Setting a text is what empties the memory of a line; the same one tells nobody.
        with QSignalBlocker(self.portal_words.line):
            self.portal_words.line.setText(self.portal_words.line.text())

    def _judge(self, completeness: Completeness) -> None:
        period, day = completeness.item(ItemId.PERIOD), completeness.item(ItemId.DAY)
        paid = completeness.item(ItemId.PAID)
        self.period.show_state(_state(period), _sentence(period))
        self.day.show_state(_state(day), _sentence(day))
        flawed = next((item for item in (day, period, paid) if _sentence(item)), None)
        self.dates.say(_sentence(flawed) or self._date_words(), _state(flawed))
        words = completeness.item(ItemId.PORTAL_WORDS)
        self.portal_words.show_state(_state(words), _sentence(words))
        reason = completeness.item(ItemId.REASON)
        self.reason.show_state(_state(reason), _sentence(reason))
        explanation = completeness.item(ItemId.EXPLANATION)
        sentence = _sentence(explanation)
        if explanation is not None and explanation.flaw is Flaw.TOO_LONG:
            sentence = f"{sentence} {self._rules.explanation.assumed}"
        self.explanation.show_state(_state(explanation), sentence)

    def _date_words(self) -> str:
        """Return the day in the other calendar, and what is to be minded about it where no question asks for that."""
        kind = self._rules.kind(self._objection.kind)
        parts = []
        if self._objection.day is not None:
            parts.append(hijri(self._objection.day) or "")
        if kind is not None and (not kind.asks_paid or not parts):
            parts.append(str(kind.day_hint))
        return ". ".join(part for part in parts if part)

    def _periods(self) -> list[tuple[object, str]]:
        """Return the months that can be chosen: this one and those before, and the one that was."""
        this = self._today.year * 12 + self._today.month - 1
        months = [date(number // 12, number % 12 + 1, 1) for number in range(this, this - _MONTHS, -1) if number >= 12]
        chosen = self._objection.month
        if chosen is not None and chosen not in months:
            months.append(chosen)
        return [
            (f"{day.year:04}-{day.month:02}", _("{month} {year}").format(month=month(day), year=day.year))
            for day in sorted(months, reverse=True)
        ]

    def _offer(self, reason: Reason | None) -> None:
        """Offer the wording for a reason, unless it stands there already."""
        text = self._objection.explanation
        wording = "" if reason is None else suggested_wording(self._rules, reason, self._objection.kind)
        self.suggest.setVisible(bool(wording) and wording not in text)
        if not text.strip():
            words = _("Suggest a wording")
        elif is_suggested(self._rules, text):
            words = _("Use this reason's wording")
        else:
            words = _("Add a wording")
        # The letter is Arabic in any case; what the wording says can be read before it is taken.
        self.suggest.say(words)
        gloss = "" if reason is None else str(reason.wording)
        self.suggest.setToolTip(gloss)
        self.suggest.setAccessibleDescription(gloss)

    def _fill_in(self) -> None:
        """Type the wording: after what the person wrote, and in place of a wording that nobody touched; one undo takes it back."""
        reason = self._rules.reason(self._objection.reason)
        if reason is None:
            return
        text, wording = self.explanation.text, suggested_wording(self._rules, reason, self._objection.kind)
        own = "" if is_suggested(self._rules, text) else text.rstrip()
        self.explanation.replace(f"{own}\n{wording}" if own else wording)
        self.explanation.setFocus()

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        rows: dict[object, tuple[str, str]] = {row.id: (str(row.name), str(row.hint)) for row in self._rules.kinds}
        self.kind.say(_("What do you object to?"), rows)
        why.name(self.kind_why, _("How do I object?"), _("What do you object to?"))
        self.period.say(_("Month of entitlement"))
        self.day.date_box.names = (_("Calendar"), _("Month before"), _("Month after"))
        self.paid.say(_("Is it “paid” on the portal?"), {True: (_("Yes"), ""), False: (_("No"), "")})
        why.name(self.paid_why, _("Why is this asked?"), _("Is it “paid” on the portal?"))
        amount = self._rules.kind(ObjectionKind.AMOUNT)
        self.paid.setToolTip("" if amount is None else str(amount.day_hint))
        self.reason.say(_("The reason, as the portal says it"))
        why.name(self.reason_why, _("What does it mean?"), _("The reason, as the portal says it"))
        with QSignalBlocker(self.reason.choice):
            self.reason.choice.offer([(row.id, str(row.name)) for row in self._rules.reasons], _("Choose"))
        self.portal_words.say(_("The portal's own words"))
        self.portal_words.line.setPlaceholderText(_("The portal's own words"))
        self.explanation.say(
            _("Explanation of the objection"), _("Say what changed and when. Never write a password here.")
        )
        self.explanation.counter.setToolTip(str(self._rules.explanation.assumed))
        self._offer(self._rules.reason(self._objection.reason))


def _state(item: Item | None) -> State:
    """Return how a field looks: what has not been answered yet is no mistake."""
    if item is None or item.flaw is Flaw.EMPTY:
        return State.PLAIN
    return _STATES[item.standing]


def _sentence(item: Item | None) -> str:
    return "" if item is None or item.flaw is Flaw.EMPTY else item_sentence(item)
