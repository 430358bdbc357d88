"""A question that is answered by one of a few cards."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.radio_card import RadioCards
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink


class Question(QWidget):
    """The question and its cards.

    Args:
        theme: colours and fonts.
        values: what the cards stand for.
        beside: cards beside the question instead of below it.
    """

    def __init__(self, theme: Theme, values: Sequence[object], *, beside: bool = False) -> None:
        super().__init__()
        self.label = Label(theme, 15, 600, wrap=True)
        self.cards = RadioCards(theme, values)
        self.chosen = self.cards.chosen
        self.label.setBuddy(next(iter(self.cards.cards.values())))
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        column = QBoxLayout(direction, self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12 if beside else 6)
        self._beside = beside
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.label, 1)
        column.addLayout(self._head, 1 if beside else 0)
        column.addWidget(self.cards)
        if beside:
            self.cards.row.setSpacing(8)
            self.cards.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(self.cards)

    def add_why(self) -> WhyLink:
        """Return a link that stands at the end of the line of the question: its sign alone, if the cards stand there too."""
        link = WhyLink(self.label.theme, compact=self._beside)
        self._head.addWidget(link)
        return link

    def say(self, question: str, answers: Mapping[object, tuple[str, str]]) -> None:
        """Set the words: the question, and for every value its name and a hint."""
        self.label.setText(question)
        self.cards.setAccessibleName(question)
        for value, (name, hint) in answers.items():
            card = self.cards.cards[value]
            card.say(name, hint)
            card.setAccessibleDescription(f"{question} {hint}".strip())

    def choose(self, value: object) -> None:
        """Show an answer, or none."""
        self.cards.choose(value)
