"""Several lines of text, with a count of how many letters of those allowed are used."""

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
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

    def restyle(self) -> None:
        """Dress the editor."""
        self.area.setFont(self.theme.font(15))
        dress_scroll_bars(self.area, self.theme)
        super().restyle()

    def _changed(self) -> None:
        self._count()
        if not self._quiet:
            self.edited.emit(self.text)

    def _count(self) -> None:
        used = len(self.text.strip())
        self.counter.setText(bidi.ltr(f"{used} / {self._limit}"))
        self.counter.set_colour("errT" if used > self._limit else "text2")
