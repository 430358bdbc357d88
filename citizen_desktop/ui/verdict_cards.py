"""The cards beside the list of a judged package: how many of each, what that means, what to do."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.package.examination import Examination, State
from citizen_desktop.ui.result_model import LOOKS, state_words
from citizen_desktop.ui.verdict_words import advice, looks_like_package, meaning
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.label import Icon, Label, Rule
from citizen_desktop.widgets.theme import Theme

_SHOWN: Final = (State.INTACT, State.ALTERED, State.MISSING, State.UNEXPECTED, State.FAULTY)
_COLOURS: Final = {
    State.INTACT: "okT",
    State.ALTERED: "errT",
    State.MISSING: "warnT",
    State.UNEXPECTED: "warnT",
    State.FAULTY: "errT",
}


class CountsCard(Card):
    """How many files were found how.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._title = Label(theme, 17, 700)
        self.total = Label(theme, 13, colour="text2", at_end=True)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addWidget(self.total, 1)
        self.numbers = {state: Label(theme, 24, 700, _COLOURS[state], centred=True) for state in _SHOWN}
        self._words = {state: Label(theme, 13, colour="text2", centred=True) for state in _SHOWN}
        self._cells = {state: QWidget() for state in _SHOWN}
        counts = QHBoxLayout()
        counts.setSpacing(0)
        for state, cell in self._cells.items():
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(self.numbers[state])
            column.addWidget(self._words[state])
            counts.addWidget(cell, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(21, 15, 21, 15)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(counts)

    def show_examination(self, examination: Examination) -> None:
        """Show the counts in the language in use."""
        self._title.setText(_("Result"))
        self.total.setText(ngettext("of {n} file", "of {n} files", examination.files).format(n=examination.files))
        self.total.setVisible(looks_like_package(examination))
        for state in _SHOWN:
            count = examination.count(state)
            self.numbers[state].setText(str(count))
            self.numbers[state].set_colour(_COLOURS[state] if count else "text2")
            self._words[state].setText(state_words(state))
            self._cells[state].setAccessibleName(f"{state_words(state)}: {count}")
        self._cells[State.FAULTY].setVisible(examination.count(State.FAULTY) > 0)


class MeaningCard(Card):
    """What the result means, and what to do.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._title = Label(theme, 17, 700, wrap=True)
        self._rows = {state: QWidget() for state in _SHOWN}
        self.meanings = {state: Label(theme, wrap=True) for state in _SHOWN}
        self._advice_title = Label(theme, 15, 600, wrap=True)
        self.advice = Label(theme, 13, wrap=True)
        self.notes = Label(theme, 13, colour="text2", wrap=True)
        self.unopened = Notice(theme, "off", "eye")
        column = QVBoxLayout(self)
        column.setContentsMargins(21, 15, 21, 17)
        column.setSpacing(10)
        column.addWidget(self._title)
        for state, row in self._rows.items():
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            icon = Icon(theme, LOOKS[state][1] or "circle-check", 20, _COLOURS[state])
            line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(self.meanings[state], 1)
            self.meanings[state].setTextFormat(Qt.TextFormat.RichText)
            column.addWidget(row)
        column.addWidget(Rule(theme))
        for widget in (self._advice_title, self.advice, self.notes):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.unopened)

    def show_examination(self, examination: Examination) -> None:
        """Show what a result means in the language in use."""
        self._title.setText(_("What does this mean?"))
        for state in _SHOWN:
            name, words = meaning(state)
            label = _("{state}:").format(state=_capital(name))
            self.meanings[state].setText(f"<b>{label}</b> {words}")
            shown = examination.verdict.valid if state is State.INTACT else examination.count(state) > 0
            self._rows[state].setVisible(shown)
        self._advice_title.setText(_("What to do?"))
        self.advice.setText(advice(examination))
        count = len(examination.verdict.warnings)
        text = ngettext(
            "There is {n} note that does no harm; the report has it.",
            "There are {n} notes that do no harm; the report has them.",
            count,
        )
        self.notes.setText(text.format(n=count))
        self.notes.setVisible(count > 0)
        self.unopened.say(_("None of its files was opened; only their digests were compared."))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
