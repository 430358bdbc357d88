"""A number that is shown as it is usually written, or with dots, while nobody types into it; what was typed stays as it was."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.input_frame import STATE_COLOURS, State
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_Change = Callable[[str], str]

_TOUCHES: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress, QEvent.Type.ContextMenu}
)
_PASSING: Final = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
    }
)


def _passes_by(event: QEvent) -> bool:
    """Whether a key leads on, or is but held."""
    return isinstance(event, QKeyEvent) and event.key() in _PASSING


def _same(text: str) -> str:
    return text


class NumberField(TextField):
    """The field.

    Args:
        theme: colours and fonts.
        tidy: returns how a typed text is usually written; what it can't read it returns as it is.
        hide: returns the same with dots in place of most of it.
        group: returns a typed text with other spaces between the same characters, for one that grows at its end.
        lines: so many lines are kept below it.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        tidy: _Change = _same,
        hide: _Change = _same,
        group: _Change | None = None,
        lines: int = 1,
    ) -> None:
        self._typed = self._before = ""
        self._hidden = self._grouping = self._uncovered = False
        self._tidy, self._hide, self._group = tidy, hide, group
        self.count = Label(theme, 13, 600)
        super().__init__(theme, left_to_right=True, lines=lines, signed=True)
        self.frame.row.addWidget(self.count)
        self.count.hide()
        # Whoever hears of it reads ``text``, which must be the new one by then.
        self.line.textEdited.disconnect(self.edited)
        self.line.textEdited.connect(self._take)
        self.line.installEventFilter(self)

    @property
    def text(self) -> str:
        """What was typed."""
        return self._typed

    @property
    def shown(self) -> str:
        """What stands in the field."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Show another text; the one that is being typed keeps its cursor."""
        if text != self._typed:
            self._typed = text
            self._show()

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show dots from now on while nobody types, or the number; arriving with the keyboard is no typing yet."""
        if hidden is not self._hidden:
            self._hidden, self._uncovered = hidden, False
            self._show()

    def show_count(self, words: str) -> None:
        """Show how far it is typed, such as 9 / 10, at the end of the box; nothing takes it away."""
        self.count.setText(words)
        self.count.setVisible(bool(words))

    def show_state(self, state: State, sentence: str = "") -> None:
        """Show how the answer stands."""
        super().show_state(state, sentence)
        self.count.set_colour(STATE_COLOURS[state])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of the keyboard's coming and going, and of a hand that is put to what is hidden."""
        if watched is self.line:
            if event.type() is QEvent.Type.FocusOut:
                self._uncovered = False
                self._show()
            elif event.type() is QEvent.Type.FocusIn:
                self._show()
            elif event.type() in _TOUCHES and not _passes_by(event):
                self._uncover()
        return super().eventFilter(watched, event)

    def _uncover(self) -> None:
        """Show the number, since it is about to be changed; what was selected whole stays so."""
        if self._hidden and not self._uncovered:
            whole = self.line.selectedText() == self.line.text()
            self._uncovered = True
            self._show()
            if whole:
                self.line.selectAll()

    def _show(self) -> None:
        """Show the number; while it is typed into, as it can be typed on."""
        hidden = self._hidden and not self._uncovered
        shown = self._tidy(self._typed)
        self._before = self._hide(self._typed) if hidden else shown
        if self.line.text() != self._before:
            self.line.setText(self._before)

    def _take(self, text: str) -> None:
        if self._grouping:
            return
        grew = len(text) > len(self._before) and self.line.cursorPosition() == len(text)
        if self._group is not None and grew:
            grouped = self._group(text)
            if grouped != text:
                # By way of the selection, so that it can be undone as what was typed.
                self._grouping = True
                self.line.selectAll()
                self.line.insert(grouped)
                self._grouping = False
                text = grouped
        self._typed = self._before = text
        self.edited.emit(text)
