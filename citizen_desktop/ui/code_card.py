"""A code of six words, shown large; and the field in which one is typed."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from citizen_desktop import bidi, i18n
from citizen_desktop.drafts.handover_words import Code, CodeError, CodeTrouble, WordList
from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_ACROSS = 3


class CodeCard(Card):
    """The words in the language of the window, numbered, with the same in the other letters below each.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "accentBg", "accentBd", flat=True)
        self.words = [Label(theme, 24, 700, centred=True) for _ in range(6)]
        self.others = [Label(theme, 15, colour="text2", centred=True) for _ in range(6)]
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for number, (word, other) in enumerate(zip(self.words, self.others, strict=True)):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(word)
            cell.addWidget(other)
            grid.addLayout(cell, number // _ACROSS, number % _ACROSS)
            grid.setColumnStretch(number % _ACROSS, 1)

    def show_code(self, code: Code) -> None:
        """Show a code."""
        arabic = i18n.language() is Language.ARABIC
        shown, others = (code.arabic, code.latin) if arabic else (code.latin, code.arabic)
        for number, (label, word) in enumerate(zip(self.words, shown, strict=True), 1):
            label.setText(_("{n}. {word}").format(n=number, word=bidi.isolate(word)))
        for label, word in zip(self.others, others, strict=True):
            label.setText(bidi.isolate(word))
        self.setAccessibleName(_("Code: {words}").format(words=" ".join(shown)))

    def forget(self) -> None:
        """Show nothing any more."""
        for label in (*self.words, *self.others):
            label.clear()
        self.setAccessibleName("")


class CodeField(TextField):
    """A field for six words; it says what is wrong with what was typed once the person has left it.

    Args:
        theme: colours and fonts.
        words: the list.
    """

    def __init__(self, theme: Theme, words: WordList) -> None:
        super().__init__(theme, lines=2)
        self._list = words
        self.say(
            _("Code of six words"),
            _("In Arabic or in Latin letters; spaces, capitals and the keyboard's language don't matter."),
        )
        self.edited.connect(lambda _text: self.show_state(State.PLAIN))

    def code(self) -> Code | None:
        """Return the code; where there is none, say why below the field."""
        try:
            return self._list.read(self.text)
        except CodeError as error:
            self.show_state(State.ERROR, code_error_words(error))
            return None


def code_error_words(error: CodeError) -> str:
    """Return why what was typed is no code."""
    if error.trouble is CodeTrouble.COUNT:
        return _("A code has six words.")
    return _("Word {n} is not one that codes are made of. Compare it with the paper.").format(n=error.place)
