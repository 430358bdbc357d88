"""A box to tick, with words that may break."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_BOX: Final = 20
_GAP: Final = 10
_LINE: Final = 24
_WRAP: Final = Qt.TextFlag.TextWordWrap
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Tick(KeyboardFocus, QCheckBox):
    """A box, words, and a smaller line below them.

    Args:
        theme: colours and fonts.
    """

    ring_reach = 4

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._detail = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    def say(self, text: str, detail: str = "") -> None:
        """Set the words, and the line below them."""
        self._detail = detail
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        self.updateGeometry()
        self.update()

    @property
    def detail(self) -> str:
        """The line below the words."""
        return self._detail

    def hasHeightForWidth(self) -> bool:
        """Tell that words break."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words and the line below."""
        return max(self.theme.size(_LINE), sum(rect.height() for rect in self._parts(width))) + 2

    def sizeHint(self) -> QSize:
        """Return the room of unbroken words."""
        words = QFontMetrics(self.theme.font(15, 500)).horizontalAdvance(self.text())
        detail = QFontMetrics(self.theme.font(13)).horizontalAdvance(self._detail)
        width = max(words, detail) + self._beside() + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few words a line."""
        return QSize(self._beside() + self.theme.size(96), self.theme.size(_LINE))

    def hitButton(self, position: QPoint) -> bool:
        """Take a press on the words too."""
        return self.rect().contains(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to what is around: the space bar ticks."""
        if event.key() in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _beside(self) -> int:
        return self.theme.size(_BOX) + _GAP

    def _parts(self, width: int) -> tuple[QRect, QRect]:
        room = QRect(0, 0, max(1, width - self._beside()), 10_000)
        words = QFontMetrics(self.theme.font(15, 500)).boundingRect(room, _WRAP, self.text())
        detail = QFontMetrics(self.theme.font(13)).boundingRect(room, _WRAP, self._detail) if self._detail else QRect()
        return words, detail

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, sign and words."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side, ticked = theme.size(_BOX), self.isChecked()
        box = QRectF(self.width() - side if to_left else 0, (theme.size(_LINE) - side) / 2, side, side)
        enabled = self.isEnabled()
        painter.setPen(QPen(theme.colour("primary" if ticked and enabled else "ctl" if enabled else "offBd"), 1.5))
        painter.setBrush(theme.colour("primary" if ticked and enabled else "surface" if enabled else "offBg"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if ticked:
            colour = theme.colour("onprimary" if enabled else "offT")
            draw_icon(painter, theme.icon_folder, "check", box.adjusted(2, 2, -2, -2), colour, stroke=3)
        painter.setLayoutDirection(self.layoutDirection())
        aligned = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
        flags = aligned | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop | _WRAP
        beside = self._beside()
        room = self.rect().adjusted(0 if to_left else beside, 0, -beside if to_left else 0, 0)
        words, _detail = self._parts(self.width())
        painter.setFont(theme.font(15, 500))
        painter.setPen(theme.colour("text" if enabled else "offT"))
        painter.drawText(room, flags, self.text())
        if self._detail:
            painter.setFont(theme.font(13))
            painter.setPen(theme.colour("text2"))
            painter.drawText(room.adjusted(0, words.height(), 0, 0), flags, self._detail)
