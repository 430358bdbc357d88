"""The box that a search is typed into: as designed, with Qt's own line inside."""

import unicodedata
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from citizen_desktop import bidi
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.input_frame import InputFrame
from citizen_desktop.widgets.label import Icon
from citizen_desktop.widgets.theme import Theme

LONGEST: Final = 200
"""Characters that the box takes; a whole page let go here by mistake is cut."""

_HEIGHT: Final = 52
_WALKING: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENDS: Final = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class _Line(QLineEdit):
    """The line. Keys that walk a list go there; the keyboard stays here."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.walked: QWidget | None = None
        self.setFrame(False)
        self.setMaxLength(LONGEST)
        # A file let go here would leave its path in the text.
        self.setAcceptDrops(False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sort the keys."""
        if event.key() == Qt.Key.Key_Escape:
            # With nothing to clear the key is not ours.
            event.setAccepted(bool(self.text()))
            self.clear()
        elif event.key() in _ENTER:
            self.opened.emit()
        elif self.walked is not None and self._walks(event):
            QCoreApplication.sendEvent(self.walked, event)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _walks(self, event: QKeyEvent) -> bool:
        """Whether a key walks the list: Home and End belong to the text as long as there is any, but not with Ctrl."""
        if event.key() in _ENDS:
            return not self.text() or event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return event.key() in _WALKING and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier


class SearchBox(InputFrame):
    """A box to search with: its sign, the text, a cross that clears it.

    Args:
        theme: colours and fonts.
    """

    radius = 12
    halo = "okBg"

    changed = Signal(str)
    """What is searched for became another text: without direction marks and other characters that nobody sees."""
    opened = Signal()
    """Enter was pressed."""

    def __init__(self, theme: Theme) -> None:
        self.line = _Line()
        self.clear = Button(theme, Kind.GHOST, "x", colour="text")
        super().__init__(theme, self.line)
        self._query = ""
        self.row.setSpacing(10)
        self.row.insertWidget(0, Icon(theme, "search", 22, "accent"))
        self.row.addWidget(self.clear)
        # It keeps its room, so that the text doesn't jump with the first letter.
        policy = self.clear.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.clear.setSizePolicy(policy)
        self.clear.hide()
        self.clear.clicked.connect(self._clear)
        self.line.textChanged.connect(self._text_changed)
        self.line.opened.connect(self.opened)

    def say(self, name: str, placeholder: str, clear: str) -> None:
        """Set its words.

        Args:
            name: what it is, for a screen reader.
            placeholder: stands there while nothing is typed.
            clear: what the cross does.
        """
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(placeholder)
        self.clear.say("", clear)
        self.clear.setToolTip(clear)

    @property
    def query(self) -> str:
        """What is searched for."""
        return self._query

    def steer(self, view: QWidget) -> None:
        """Let the keys that walk a list walk this one while the keyboard stays in the box."""
        self.line.walked = view

    def take_keyboard(self) -> None:
        """Come to the box, ready to type something else."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def restyle(self) -> None:
        """Take height and font from the theme."""
        self.setFixedHeight(self.theme.size(_HEIGHT))
        self.line.setFont(self.theme.font(17))
        self._fit()
        super().restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Mirror the room at the ends, which Qt does not."""
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        # Beside the sign, whatever is typed: Qt would set an empty line by the keyboard's direction, and the caret across from it.
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        self.line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.row.setContentsMargins(8 if right_to_left else 14, 2, 14 if right_to_left else 8, 2)

    def _clear(self) -> None:
        self.line.clear()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _text_changed(self, text: str) -> None:
        self.clear.setVisible(bool(text))
        query = seen(text)
        if query != self._query:
            self._query = query
            self.changed.emit(query)


def seen(text: str) -> str:
    """Return what a person sees of a text: no direction marks, breaks as spaces, no halves of a character that was cut."""
    return "".join(
        " " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character
        for character in bidi.strip_controls(text)
        if unicodedata.category(character) != "Cs"
    )
