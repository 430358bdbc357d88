"""Buttons."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.icons import DIRECTIONAL, draw_icon
from citizen_desktop.widgets.theme import Theme

_ICON: Final = 18
_GAP: Final = 8
_ARROWS: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_PADDING: Final = {24: 4, 36: 14, 40: 16, 44: 20}


class Kind(StrEnum):
    """How much a button asks for attention: one primary in a region."""

    PRIMARY = "primary"
    TONAL = "tonal"
    OUTLINE = "outline"
    GHOST = "ghost"


@dataclass(frozen=True)
class _Look:
    """Tokens of a button in one condition; empty for nothing."""

    ground: str
    border: str
    text: str


_LOOKS: Final = {
    Kind.PRIMARY: (
        _Look("primary", "", "onprimary"),
        _Look("primaryH", "", "onprimary"),
        _Look("primaryP", "", "onprimary"),
    ),
    Kind.TONAL: (
        _Look("accentBg", "accentBd", "accent"),
        _Look("okBg", "accentBd", "accent"),
        _Look("accentBd", "accentBd", "accent"),
    ),
    Kind.OUTLINE: (
        _Look("surface", "border2", "text"),
        _Look("surface2", "ctl", "text"),
        _Look("track", "border2", "text"),
    ),
    Kind.GHOST: (_Look("", "", "accent"), _Look("accentBg", "", "accent"), _Look("okBg", "", "accent")),
}
_DISABLED: Final = _Look("offBg", "offBd", "offT")


class PushedByKeys(KeyboardFocus, QPushButton):
    """What is pushed by a press or by a key, and follows the keyboard with a ring; how it looks is left to each kind."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it by Enter too, and leave the arrows to the page, which scrolls: Qt would jump to some other button."""
        if event.key() in _ARROWS:
            event.ignore()
        elif event.key() in _ENTER and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class Button(PushedByKeys):
    """A push button as designed.

    Args:
        theme: colours and fonts.
        kind: how it looks.
        icon: file name of its icon without the ending, empty for none.
        height: 36, 40 or 44 at 100 %.
        colour: token of the text in place of the kind's own.
        after: the icon stands after the words.
    """

    def __init__(
        self,
        theme: Theme,
        kind: Kind = Kind.OUTLINE,
        icon: str = "",
        *,
        height: int = 36,
        colour: str = "",
        after: bool = False,
    ) -> None:
        super().__init__()
        self._kind, self._icon_name, self._height, self._colour = kind, icon, height, colour
        self._compact, self._after = False, after
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def say(self, text: str, hint: str = "") -> None:
        """Set the words on the button.

        Args:
            text: the words, which are its name for a screen reader too.
            hint: a longer name where the words alone don't tell which of several such buttons it is.
        """
        changed = text != self.text()
        self.setText(text)
        self.setAccessibleName(hint or text)
        self.setToolTip((hint or text) if self._compact else "")
        if changed:
            # Else all that is around it would be laid out for nothing.
            self.updateGeometry()

    def set_kind(self, kind: Kind, colour: str = "") -> None:
        """Take another look."""
        if (kind, colour) != (self._kind, self._colour):
            self._kind, self._colour = kind, colour
            self.restyle()

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        if icon != self._icon_name:
            self._icon_name = icon
            self.restyle()

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001  a setter
        """Show the icon alone; the words become the tool tip."""
        if compact is not self._compact:
            self._compact = compact
            self.setToolTip(self.accessibleName() if compact else "")
            self.restyle()

    def sizeHint(self) -> QSize:
        """Return the room that words and icon need."""
        height = self.theme.size(self._height)
        if not self._shown_text():
            return QSize(height, height)
        return QSize(self._content_width() + 2 * self._padding() + 2, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button's words are never cut."""
        return self.sizeHint()

    def _padding(self) -> int:
        return min(10, _PADDING[self._height]) if self._kind is Kind.GHOST else _PADDING[self._height]

    def _shown_text(self) -> str:
        return "" if self._compact and self._icon_name else self.text()

    def _content_width(self) -> int:
        width = (
            QFontMetrics(self.theme.font(15, 600)).horizontalAdvance(self._shown_text()) if self._shown_text() else 0
        )
        icon = self.theme.size(_ICON) if self._icon_name else 0
        return width + icon + (_GAP if width and icon else 0)

    def _current_look(self) -> _Look:
        if not self.isEnabled():
            return _DISABLED if self._kind is not Kind.GHOST else _Look("", "", _DISABLED.text)
        normal, hovered, pressed = _LOOKS[self._kind]
        if self.isDown() or self.isChecked():
            return pressed
        return hovered if self.underMouse() else normal

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button."""
        look = self._current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if look.border:
            painter.setPen(self.theme.colour(look.border))
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        if look.ground:
            painter.setBrush(self.theme.colour(look.ground))
        if look.ground or look.border:
            painter.drawRoundedRect(rect, 8, 8)
        colour = self.theme.colour(self._colour if self._colour and self.isEnabled() else look.text)
        width = self._content_width()
        left = (self.width() - width) / 2
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        icon = self.theme.size(_ICON) if self._icon_name else 0
        if icon:
            x = left + width - icon if right_to_left is not self._after else left
            place = QRectF(round(x), round((self.height() - icon) / 2), icon, icon)
            mirrored = self._icon_name in DIRECTIONAL and not right_to_left
            draw_icon(painter, self.theme.icon_folder, self._icon_name, place, colour, mirrored=mirrored)
        text = self._shown_text()
        if text:
            painter.setFont(self.theme.font(15, 600))
            painter.setPen(colour)
            room = width - icon - (_GAP if icon else 0)
            x = left if right_to_left is not self._after else left + width - room
            painter.drawText(QRectF(x - 1, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignCenter, text)
