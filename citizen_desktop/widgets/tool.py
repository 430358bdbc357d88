"""A tool in a bar above what it works on: an icon and a short word, or the icon alone where there is little room."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from citizen_desktop.widgets.button import PushedByKeys
from citizen_desktop.widgets.icons import DIRECTIONAL, draw_icon
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 36
_ICON: Final = 18
_GAP: Final = 6
_PADDING: Final = 10


class Tool(PushedByKeys):
    """The tool.

    Args:
        theme: colours and fonts.
        icon: file name of its icon without the ending.
        stays: it stays pressed until it is pressed again.
        bare: the icon alone, whatever room there is.
    """

    def __init__(self, theme: Theme, icon: str, *, stays: bool = False, bare: bool = False) -> None:
        super().__init__()
        self._icon, self._bare, self._compact = icon, bare, bare
        self.setCheckable(stays)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def say(self, text: str, hint: str, keys: str = "") -> None:
        """Set its words.

        Args:
            text: a word or two.
            hint: what it does, for the tool tip and a screen reader.
            keys: that do the same.
        """
        self.setText(text)
        self.setAccessibleName(hint)
        self.setToolTip(f"{hint} ({keys})" if keys else hint)
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001  a setter
        """Show the icon alone."""
        if compact is not self._compact and not self._bare:
            self._compact = compact
            self.restyle()

    @property
    def full_width(self) -> int:
        """The width with its word, where it shows one."""
        height = self.theme.size(_HEIGHT)
        if self._bare or not self.text():
            return height
        words = QFontMetrics(self.theme.font(13, 600)).horizontalAdvance(self.text())
        return words + 2 + self.theme.size(_ICON) + _GAP + 2 * _PADDING

    def sizeHint(self) -> QSize:
        """Return the room of icon and word."""
        height = self.theme.size(_HEIGHT)
        return QSize(height if self._compact else self.full_width, height)

    def minimumSizeHint(self) -> QSize:
        """Return the same: its word is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, rect = self.theme, QRectF(self.rect())
        colour = theme.colour("text" if self.isEnabled() else "offT")
        if self.isChecked():
            painter.setPen(theme.colour("accentBd"))
            painter.setBrush(theme.colour("accentBg"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            colour = theme.colour("accent")
        elif self.isEnabled() and (self.isDown() or self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("track" if self.isDown() else "surface2"))
            painter.drawRoundedRect(rect, 8, 8)
        if not self.isEnabled():
            painter.setOpacity(0.75)
        side = theme.size(_ICON)
        to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        width = side if self._compact else self.full_width - 2 * _PADDING
        left = (rect.width() - width) / 2
        x = left + width - side if to_left else left
        place = QRectF(round(x), round((rect.height() - side) / 2), side, side)
        mirrored = self._icon in DIRECTIONAL and not to_left
        draw_icon(painter, theme.icon_folder, self._icon, place, colour, mirrored=mirrored)
        if not self._compact:
            painter.setFont(theme.font(13, 600))
            painter.setPen(colour)
            room = width - side - _GAP
            words = QRectF(left if to_left else left + side + _GAP, 0, room, rect.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
