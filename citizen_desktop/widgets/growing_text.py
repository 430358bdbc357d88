"""A box of text that is as high as its text, in a page that scrolls."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from citizen_desktop.bidi import runs_right_to_left
from citizen_desktop.widgets.focus import BY_KEYBOARD
from citizen_desktop.widgets.input_frame import RADIUS, InputFrame
from citizen_desktop.widgets.theme import Theme

_MARGIN: Final = 4


class _Editor(QPlainTextEdit):
    """The editor; Tab leaves it, and undoing is left to whoever holds it."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    cursor_moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        # A file let go here would leave its path in the text.
        self.setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_MARGIN)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.cursorPositionChanged.connect(self.cursor_moved)

    def fit(self) -> None:
        """Be as high as the text."""
        lines = max(1, round(self.document().documentLayout().documentSize().height()))
        height = lines * QFontMetrics(self.font()).lineSpacing() + 2 * _MARGIN
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        self.verticalScrollBar().setValue(0)

    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_KEYBOARD:
            self.cursor_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_wanted.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802  Qt's name
        # Qt lets an input method write into a text that is to be read only, if it can be selected.
        if self.isReadOnly():
            event.ignore()
        else:
            super().inputMethodEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The page scrolls, never the box.
        event.ignore()


class GrowingText(InputFrame):
    """The box.

    Args:
        theme: colours and fonts.
        read_only: it shows a text that can't be changed here, and can be copied.
    """

    edited = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    cursor_moved = Signal()
    """The cursor stands elsewhere now, or the keyboard came to it."""

    def __init__(self, theme: Theme, *, read_only: bool = False) -> None:
        self.area = _Editor()
        self.area.setReadOnly(read_only)
        super().__init__(theme, self.area)
        self.row.setContentsMargins(8, 4, 8, 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._quiet = False
        self.area.textChanged.connect(self._changed)
        self.area.undo_wanted.connect(self.undo_wanted)
        self.area.redo_wanted.connect(self.redo_wanted)
        self.area.cursor_moved.connect(self.cursor_moved)
        self._align()

    @property
    def text(self) -> str:
        """What stands there."""
        return self.area.toPlainText()

    def show_text(self, text: str) -> None:
        """Show another text, with the cursor where they differ; the one that is shown already keeps its cursor."""
        before = self.text
        if text == before:
            return
        same = next(
            (n for n, pair in enumerate(zip(reversed(text), reversed(before), strict=False)) if len(set(pair)) > 1),
            None,
        )
        self._quiet = True
        self.area.setPlainText(text)
        self._quiet = False
        cursor = self.area.textCursor()
        after = min(len(text), len(before)) if same is None else same
        # Qt counts in units of UTF-16.
        cursor.setPosition(len(text[: len(text) - after].encode("utf-16-le", "surrogatepass")) // 2)
        self.area.setTextCursor(cursor)

    def end(self) -> None:
        """Let the cursor stand after the text."""
        self.area.moveCursor(QTextCursor.MoveOperation.End)

    def restyle(self) -> None:
        """Dress the editor."""
        super().restyle()
        self.area.setFont(self.theme.font(15))
        if self.area.isReadOnly():
            palette = self.area.palette()
            palette.setColor(QPalette.ColorRole.Text, self.theme.colour("text2"))
            self.area.setPalette(palette)
        self.area.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box; one to read only lies flat."""
        if not self.area.isReadOnly() or self.area.hasFocus():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("border"))
        painter.setBrush(self.theme.colour("surface2"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _changed(self) -> None:
        self._align()
        if not self._quiet:
            self.edited.emit(self.text)

    def _align(self) -> None:
        """Let the text run and stand as it does on an Arabic page, whatever the window speaks."""
        option = self.area.document().defaultTextOption()
        direction = Qt.LayoutDirection.RightToLeft if runs_right_to_left(self.text) else Qt.LayoutDirection.LeftToRight
        wanted = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        if (option.alignment(), option.textDirection()) != (wanted, direction):
            option.setAlignment(wanted)
            option.setTextDirection(direction)
            self.area.document().setDefaultTextOption(option)
