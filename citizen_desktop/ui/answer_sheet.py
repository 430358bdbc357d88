"""An answer at the side of what it explains."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.content.faq_models import Faq, Question
from citizen_desktop.formats import gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.links import Link, Place
from citizen_desktop.ui.answer_view import AnswerView
from citizen_desktop.ui.related_questions import RelatedQuestions
from citizen_desktop.ui.sources import StatusChips
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

_WIDTH = 480


class AnswerSheet(Sheet):
    """A question, its answer, where that comes from, and the questions related to it, which open in the same place.

    It is closed when the language is switched, so it says its words once for each question.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        faq: the questions.
        question: the one that is answered first.
    """

    question_wanted = Signal(str)
    """A question is to be seen in its own tab."""
    link_wanted = Signal(object)
    """A link of an answer leads out of the sheet."""

    def __init__(self, theme: Theme, window: QWidget, faq: Faq, question: Question) -> None:
        super().__init__(theme, window, "help-circle", "ok", _WIDTH, at_end=True)
        self._faq = faq
        self._way: list[Question] = []
        self.view = AnswerView(theme)
        self.view.link_wanted.connect(self._follow)
        self.chips = StatusChips(theme)
        self.source = Label(theme, 13, colour="text2", wrap=True)
        self.related = RelatedQuestions(theme)
        self.related.chosen.connect(self._go_on)
        self.back = Button(theme, Kind.OUTLINE, "arrow-right", height=40)
        self.back.clicked.connect(self._go_back)
        self.open_faq = Button(theme, Kind.PRIMARY, height=40)
        self.open_faq.clicked.connect(lambda: self.question_wanted.emit(self.question.id))
        self._lay_out()
        self.cross.say("", _("Close"))
        self.back.say(_("Back"))
        self.open_faq.say(_("Open in the FAQ"))
        self._show(question)
        self.open_sheet(self.cross)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.view)
        column.addWidget(Rule(self.theme))
        column.addWidget(self.chips)
        column.addWidget(self.source)
        column.addSpacing(8)
        column.addWidget(self.related)
        column.addStretch(1)
        self.body.addLayout(column)
        self.foot.add(self.back)
        self.foot.add_at_end(self.open_faq)

    @property
    def question(self) -> Question:
        """The question that is answered now."""
        return self._way[-1]

    def _go_on(self, question: Question) -> None:
        """Answer another question, with a way back."""
        self._show(question)
        self.cross.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_back(self) -> None:
        before = self._way[-2]
        del self._way[-2:]
        self._go_on(before)

    def _follow(self, link: Link) -> None:
        question = self._faq.question(link.name) if link.place is Place.FAQ else None
        if question is not None:
            self._go_on(question)
        else:
            self.link_wanted.emit(link)

    def _show(self, question: Question) -> None:
        self._way.append(question)
        words = str(question.question)
        self.title.setText(words)
        self.subtitle.setText(str(next(each.name for each in self._faq.categories if each.id == question.category)))
        self.view.setAccessibleName(words)
        self.view.show_markdown(str(question.answer))
        self.panel.setAccessibleName(words)
        self.panel.setAccessibleDescription(self.view.toPlainText())
        self.chips.show_statuses(question.status)
        self.source.setText(
            _("{source} · verified {date}").format(source=question.source, date=gregorian(question.verified))
        )
        self.related.offer(self._faq.related(question))
        self.back.setVisible(len(self._way) > 1)
        self.scroll_to_top()
