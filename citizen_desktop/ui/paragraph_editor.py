"""One paragraph of the letter, to be written anew; and the question where the answers have moved on since."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.forms.letter import EDITABLE, ParagraphId
from citizen_desktop.forms.letter_edits import OutdatedEdit
from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.growing_text import GrowingText
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme

_NAMES: Final[dict[ParagraphId, Callable[[], str]]] = {
    ParagraphId.OPENING: lambda: _("Opening"),
    ParagraphId.EXPLANATION: lambda: _("Explanation"),
    ParagraphId.REASON: lambda: _("The reason, as the portal says it"),
    ParagraphId.HOUSING: lambda: _("Proof of independent housing"),
    ParagraphId.REQUEST: lambda: _("Request"),
}


class OutdatedBox(Card):
    """Both texts are seen, the person's own above: which one is to stand?

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "warnBg", "warnBd", radius=8)
        self.sentence = Label(theme, 13, 600, "warnT", wrap=True)
        self.now = Label(theme, 15, wrap=True)
        # The letter is Arabic whatever the window speaks.
        self.now.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.keep = Button(theme, Kind.OUTLINE)
        self.take = Button(theme, Kind.OUTLINE)
        row = FlowRow()
        row.add(self.keep)
        row.add(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 9, 13, 11)
        column.setSpacing(6)
        column.addWidget(self.sentence)
        column.addWidget(self.now)
        column.addWidget(row)

    def ask(self, name: str, now: str) -> None:
        """Ask about a paragraph.

        Args:
            name: what it is called.
            now: what the answers give now, empty for nothing.
        """
        self.now.setText(now)
        self.now.setVisible(bool(now))
        if now:
            self.sentence.setText(_("Your answers have changed since you wrote this. They would now give:"))
            self.take.say(_("Take the new text"), _("Take the new text: {name}").format(name=name))
        else:
            self.sentence.setText(_("Your answers have changed since you wrote this: nothing would stand here now."))
            self.take.say(_("Leave it out"), _("Leave it out: {name}").format(name=name))
        self.keep.say(_("Keep mine"), _("Keep mine: {name}").format(name=name))
        self.keep.setAccessibleDescription(self.sentence.text())


class ParagraphEditor(Retranslated, QWidget):
    """The paragraph.

    Args:
        theme: colours and fonts.
        paragraph: which.
    """

    edited = Signal(str)
    restore_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, theme: Theme, paragraph: ParagraphId) -> None:
        super().__init__()
        self.paragraph = paragraph
        self._asked: OutdatedEdit | None = None
        self.name = Label(theme, 13, 600)
        self.pill = Pill(theme, small=True)
        self.restore = Button(theme, Kind.GHOST, "arrow-back-up", height=24)
        self.box = GrowingText(theme, read_only=paragraph not in EDITABLE)
        self.gloss = Label(theme, 13, colour="text2", wrap=True)
        self.gloss.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.outdated = OutdatedBox(theme)
        self.name.setBuddy(self.box.area)
        head = FlowRow()
        head.add(self.name)
        head.add(self.pill)
        head.add_at_end(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (head, self.box, self.gloss, self.outdated):
            column.addWidget(part)
        for hidden in (self.pill, self.restore, self.gloss, self.outdated):
            hidden.hide()
        self.box.edited.connect(self.edited)
        self.restore.clicked.connect(self.restore_wanted)
        self.outdated.take.clicked.connect(self.restore_wanted)
        self.outdated.keep.clicked.connect(self.keep_wanted)
        self.retranslate()

    @property
    def called(self) -> str:
        """What the paragraph is called, in the language in use."""
        return _NAMES[self.paragraph]()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is in it."""
        return _holds_keyboard(self)

    def show_paragraph(self, text: str, *, edited: bool, asked: OutdatedEdit | None, gloss: str) -> None:
        """Show how it stands.

        Args:
            text: what it says.
            edited: whether a person wrote that.
            asked: what the person is to be asked about.
            gloss: what the answers give, in English; empty to show none.
        """
        self._asked = asked
        self.box.show_text(text)
        self.pill.setVisible(edited)
        self._show(self.restore, shown=edited and asked is None)
        self._show(self.outdated, shown=asked is not None)
        self.gloss.setText(gloss)
        self.gloss.setVisible(bool(gloss))
        if asked is not None:
            self.outdated.ask(self.called, asked.now)

    def _show(self, part: QWidget, *, shown: bool) -> None:
        """Show or hide a part; the keyboard doesn't leave the paragraph with it."""
        if not shown and _holds_keyboard(part):
            self.box.area.setFocus(Qt.FocusReason.OtherFocusReason)
        part.setVisible(shown)

    def retranslate(self) -> None:
        """Say everything in the new language; what is typed stays."""
        name = self.called
        self.name.setText(name)
        self.box.area.setAccessibleName(name)
        self.box.area.setPlaceholderText(_("This paragraph is left out of the letter."))
        self.pill.show_state("info", "pencil", _("You edited this paragraph"))
        self.restore.say(_("Restore the original text"), _("Restore the original text: {name}").format(name=name))
        if self._asked is not None:
            self.outdated.ask(name, self._asked.now)


def _holds_keyboard(part: QWidget) -> bool:
    here = part.window().focusWidget()
    return here is not None and (here is part or part.isAncestorOf(here))
