"""Was the answer useful? A yes or a no, which can be changed while the question is shown."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.usefulness import Tally
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme


class UsefulRow(Retranslated, Card):
    """The question, and a button for each answer.

    Args:
        theme: colours and fonts.
        tally: counts.
    """

    def __init__(self, theme: Theme, tally: Tally) -> None:
        super().__init__(theme, "surface2", "border", radius=8)
        self._tally = tally
        self._question = ""
        self._opinion: bool | None = None
        self.label = Label(theme, 15, 600)
        self.note = Label(theme, 13, colour="text2")
        self.yes = Button(theme, Kind.OUTLINE, "thumb-up")
        self.no = Button(theme, Kind.OUTLINE, "thumb-down")
        flow = FlowRow(12)
        flow.add(self.label)
        flow.add(self.note)
        # A row of their own, so that they break to the next line together.
        buttons = FlowRow(12)
        flow.add_at_end(buttons)
        for button, useful in ((self.yes, True), (self.no, False)):
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, useful=useful: self._judge(useful=useful))
            buttons.add(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 10, 17, 10)
        row.addWidget(flow)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.retranslate()

    def show_question(self, question_id: str) -> None:
        """Ask about an answer; a question that comes again is asked anew, the one that is shown is not."""
        if question_id != self._question:
            self._question, self._opinion = question_id, None
            self._show_opinion()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.label.setText(_("Was this answer useful?"))
        self.yes.say(pgettext("was this answer useful", "Yes"), _("Yes, this answer was useful"))
        self.no.say(pgettext("was this answer useful", "No"), _("No, this answer was not useful"))
        self._show_opinion()

    def _judge(self, *, useful: bool) -> None:
        before, self._opinion = self._opinion, useful
        self._show_opinion()
        if self._question and before is not useful:
            self._tally.count(self._question, useful=useful, instead=before)
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.note.text()))

    def _show_opinion(self) -> None:
        for button, useful in ((self.yes, True), (self.no, False)):
            chosen = self._opinion is useful
            # A press on the one that is chosen would take the mark off.
            button.setChecked(chosen)
            button.set_kind(Kind.TONAL if chosen else Kind.OUTLINE)
        thanked = self._opinion is not None
        self.note.setText(_("Thank you") if thanked else _("Your opinion stays on this device"))
        self.note.set_colour("okT" if thanked else "text2")
        self.setAccessibleName(self.label.text())
        self.setAccessibleDescription(self.note.text())
