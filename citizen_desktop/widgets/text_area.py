"""Several lines of text, with a count of how many letters of those allowed are used."""

import unicodedata
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy

from citizen_desktop import bidi
from citizen_desktop.widgets.field import Field
from citizen_desktop.widgets.input_frame import InputFrame
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_LEAST_LINES: Final = 3


class _Editor(QPlainTextEdit):
    """An editor that asks for a few lines and takes what it is given."""

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(self.font()).lineSpacing() * (_LEAST_LINES + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, QFontMetrics(self.font()).lineSpacing() * _LEAST_LINES + 8)


class TextArea(Field):
    """A labelled box of several lines; Tab leaves it.

    Args:
        theme: colours and fonts.
        limit: letters allowed; more can be typed, and are counted.
    """

    edited = Signal(str)

    def __init__(self, theme: Theme, limit: int) -> None:
        self._limit = limit
        self.area = _Editor()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setTabChangesFocus(True)
        # A file let go here would leave its path in the text.
        self.area.setAcceptDrops(False)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        frame = InputFrame(theme, self.area)
        frame.row.setContentsMargins(9, 6, 9, 6)
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.counter = Label(theme, 13, 500, "text2", at_end=True)
        super().__init__(theme, frame, self.area)
        self.column.setStretch(self.column.indexOf(frame), 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        if self.helper is not None:
            self.column.removeWidget(self.helper)
            foot.addWidget(self.helper, 1)
        foot.addWidget(self.counter)
        self.column.addLayout(foot)
        self._quiet = False
        self.area.textChanged.connect(self._changed)
        self._count()
        self._align()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.area.toPlainText()

    def show_text(self, text: str) -> None:
        """Show another text; the one that is shown already keeps its cursor."""
        if text != self.text:
            self._quiet = True
            self.area.setPlainText(text)
            self._quiet = False

    def insert(self, text: str) -> None:
        """Type a text, which can be undone."""
        self.area.textCursor().insertText(text)

    def replace(self, text: str) -> None:
        """Type a text in place of all that is there, which can be undone in one step."""
        cursor = self.area.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.area.setTextCursor(cursor)

    def restyle(self) -> None:
        """Dress the editor."""
        self.area.setFont(self.theme.font(15))
        dress_scroll_bars(self.area, self.theme)
        super().restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Stand on the other side when the direction changes."""
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        """Let the text stand where its own direction starts, or the window's while there is none."""
        text = self.text
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if any(character.isalpha() for character in text):
            right_to_left = _reads_right_to_left(text)
        option = self.area.document().defaultTextOption()
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        wanted = side | Qt.AlignmentFlag.AlignAbsolute
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        if (option.alignment(), option.textDirection()) != (wanted, direction):
            option.setAlignment(wanted)
            option.setTextDirection(direction)
            self.area.document().setDefaultTextOption(option)

    def _changed(self) -> None:
        self._count()
        self._align()
        if not self._quiet:
            self.edited.emit(self.text)

    def _count(self) -> None:
        used = len(self.text.strip())
        self.counter.setText(bidi.ltr(f"{used} / {self._limit}"))
        self.counter.set_colour("errT" if used > self._limit else "text2")


def _reads_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction reads from right to left."""
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in {"L", "R", "AL"}), "L") != "L"
