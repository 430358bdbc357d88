"""The questions that are related to one, as rows that lead to them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.content.faq_models import Question
from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.link_row import LinkRow
from citizen_desktop.widgets.theme import Theme


class RelatedQuestions(QWidget):
    """A heading and a row for each question; hidden where there is none.

    Args:
        theme: colours and fonts.
    """

    chosen = Signal(object)
    """A ``Question``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = Label(theme, 15, 600)
        self.rows: list[LinkRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._title)
        self._column.addSpacing(4)

    def offer(self, questions: Sequence[Question]) -> None:
        """Show these questions in the language in use, and do away with those before."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._title.setText(_("Related questions"))
        self.rows = [
            LinkRow(self._theme, "message-question", str(question.question), last=question is questions[-1])
            for question in questions
        ]
        for row, question in zip(self.rows, questions, strict=True):
            row.clicked.connect(lambda _checked=False, question=question: self.chosen.emit(question))
            self._column.addWidget(row)
        self.setVisible(bool(questions))
