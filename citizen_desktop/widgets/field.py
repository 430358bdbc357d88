"""A question with its answer: label above, box, and a line below that is always there, so that no error shifts anything."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.input_frame import (
    HEIGHT,
    PADDING,
    STATE_COLOURS,
    STATE_ICONS,
    InputFrame,
    State,
    draw_end_icon,
)
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

_LINE: Final = 20


class HelperLine(Themed, QWidget):
    """The line below a box, whose room is kept while it says nothing.

    Args:
        theme: colours and fonts.
        lines: so many lines are kept.
        icon: file name of an icon before the words, empty for none.
        signed: before the words stands the sign of a state, also where there is no icon for the plain one.
    """

    def __init__(self, theme: Theme, lines: int = 1, icon: str = "", *, signed: bool = False) -> None:
        super().__init__()
        self._lines, self._narrow = lines, 1
        self.label = Label(theme, 13, colour="text2", wrap=True)
        self._icon = Icon(theme, icon or "info-circle", 16) if icon or signed else None
        self._plain_icon = icon
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if self._icon is not None:
            row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.follow(theme)

    def say(self, text: str, state: State = State.PLAIN) -> None:
        """Say something, or nothing."""
        self.label.setText(text)
        self.label.set_colour(STATE_COLOURS[state])
        self.label.set_look(13, 400 if state is State.PLAIN else 500)
        if self._icon is not None:
            self._icon.show_icon(STATE_ICONS.get(state, self._plain_icon), STATE_COLOURS[state])
            self._icon.setVisible(bool(text) and bool(self._plain_icon or state is not State.PLAIN))

    def keep_lines(self, lines: int) -> None:
        """Keep the room of so many lines where it was made for one, and of as many more where it was made for more."""
        if lines != self._narrow:
            self._narrow = lines
            self.restyle()

    def restyle(self) -> None:
        """Keep the room for the text size."""
        self.setMinimumHeight(self.theme.size(_LINE) * (self._lines + self._narrow - 1))
        super().restyle()


class Field(Themed, QWidget):
    """A labelled box.

    Args:
        theme: colours and fonts.
        box: what is answered in; its ``show_state`` is called.
        editor: what takes the keyboard in it; the label is its buddy.
        helper: keep the line below.
        lines: so many lines are kept for it.
        icon: before the words on that line, empty for none.
        signed: the sign of the state stands there, where there is one.
    """

    def __init__(
        self,
        theme: Theme,
        box: QWidget,
        editor: QWidget,
        *,
        helper: bool = True,
        lines: int = 1,
        icon: str = "",
        signed: bool = False,
    ) -> None:
        super().__init__()
        self.box, self.editor = box, editor
        self.label = Label(theme, 15, 600)
        self.label.setBuddy(editor)
        self.helper = HelperLine(theme, lines, icon, signed=signed) if helper else None
        self._helper_text = ""
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self.label, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.column.addLayout(self.head)
        self.column.addWidget(box)
        if self.helper is not None:
            self.column.addWidget(self.helper)
        self.setFocusProxy(editor)
        self.follow(theme)

    def add_why(self, *, compact: bool = False) -> WhyLink:
        """Return a link that stands at the end of the line of the question; the line keeps its height.

        Args:
            compact: its sign alone.
        """
        link = WhyLink(self.theme, compact=compact)
        self.head.addWidget(link)
        return link

    def say(self, label: str, helper: str = "") -> None:
        """Set the question and the words that help to answer it."""
        self.label.setText(label)
        self.editor.setAccessibleName(label)
        self._helper_text = helper
        self.show_state(State.PLAIN)

    def show_state(self, state: State, sentence: str = "") -> None:
        """Show how the answer stands.

        Args:
            state: its border, its icon.
            sentence: below the box, in place of what helps.
        """
        shown = sentence or self._helper_text
        show = getattr(self.box, "show_state", None)
        if show is not None:
            show(state)
        if self.helper is not None:
            self.helper.say(shown, state if sentence else State.PLAIN)
        self.editor.setAccessibleDescription(shown)


class TextField(Field):
    """A line of text.

    Args:
        theme: colours and fonts.
        left_to_right: what is typed reads left to right in every language, such as a number; it stands where the line starts.
        helper: keep the line below.
        lines: so many lines are kept for it.
        signed: the sign of the state stands there, where there is one.
    """

    edited = Signal(str)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        left_to_right: bool = False,
        helper: bool = True,
        lines: int = 1,
        signed: bool = False,
    ) -> None:
        self.line = QLineEdit()
        self.line.setFrame(False)
        # A file let go here would leave its path in the text.
        self.line.setAcceptDrops(False)
        self.line.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        self.frame = _LineFrame(theme, self.line)
        self._left_to_right = left_to_right
        super().__init__(theme, self.frame, self.line, helper=helper, lines=lines, signed=signed)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self.left)
        if left_to_right:
            self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Show another text; the one that is shown already keeps its cursor."""
        if text != self.line.text():
            self.line.setText(text)

    def restyle(self) -> None:
        """Dress the line and let numbers stand where the line starts."""
        self.line.setFont(self.theme.font(17))
        super().restyle()
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        """Stand on the other side when the direction changes."""
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        if self._left_to_right:
            right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
            self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            self.line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class _LineFrame(InputFrame):
    """The box of one line, with the sign of its state at the end."""

    def restyle(self) -> None:
        """Take the height from the theme."""
        self.setMinimumHeight(self.theme.size(HEIGHT))
        self._fit()
        super().restyle()

    def show_state(self, state: State) -> None:
        super().show_state(state)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        end = PADDING - 2 + (self.theme.size(18) + 8 if self.state in STATE_ICONS else 0)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        start = PADDING - 2
        self.row.setContentsMargins(end if right_to_left else start, 2, start if right_to_left else end, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.state in STATE_ICONS:
            painter = QPainter(self)
            draw_end_icon(painter, self.theme, self, STATE_ICONS[self.state], STATE_COLOURS[self.state])
