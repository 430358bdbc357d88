"""The tab bar: Qt's own for keyboard and screen reader, drawn as designed."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.focus import BY_KEYBOARD
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_PADDING: Final = 16
_GAP: Final = 8
_BETWEEN: Final = 8
_ICON: Final = 20
_NARROW_PADDING: Final = 8
_BADGE: Final = 20
_BADGE_PADDING: Final = 8


class TabBar(Themed, QTabBar):
    """A row of tabs with icons.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icons: list[str] = []
        self._badges: dict[int, str] = {}
        self._last_apart = False
        self.shows_focus = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.follow(theme)

    def add(self, icon: str) -> None:
        """Add a tab; its words come with ``setTabText``."""
        self._icons.append(icon)
        self.addTab("")

    def set_badge(self, index: int, text: str) -> None:
        """Show a number after the words of a tab; a screen reader is told it by the tab's accessible name."""
        if text != self._badges.get(index, ""):
            self._badges[index] = text
            self.refit()
            self.update()

    def badge(self, index: int) -> str:
        """Return the number after the words of a tab, empty for none."""
        return self._badges.get(index, "")

    def set_last_apart(self) -> None:
        """Let the last tab stand at the far end of the row."""
        self._last_apart = True
        self.refit()

    def remove_last(self) -> None:
        """Take the last tab away; the others stand beside each other again."""
        last = self.count() - 1
        self._icons.pop()
        self._badges.pop(last, None)
        self._last_apart = False
        self.removeTab(last)
        self.refit()

    def refit(self) -> None:
        """Lay the tabs out anew for the room there is: being told a size of icons is what makes QTabBar do so."""
        self.setIconSize(self.iconSize())

    def restyle(self) -> None:
        """Lay the tabs out for the new text size."""
        self.refit()
        super().restyle()

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802  Qt's name
        """Return a tab's room: without its icon, and closer, where the window is narrow."""
        wide = self._width_of(index, icons=True, padding=_PADDING)
        parent = self.parentWidget()
        room = 0 if parent is None else parent.width() - 48
        count = range(self.count())
        width = wide + _BETWEEN
        if sum(self._width_of(each, icons=True, padding=_PADDING) + _BETWEEN for each in count) > room:
            width = self._width_of(index, icons=False, padding=_NARROW_PADDING)
        elif self._last_apart and index == self.count() - 1:
            # It takes the spare room too, and is drawn at the end of it.
            others = sum(self._width_of(each, icons=True, padding=_PADDING) + _BETWEEN for each in count[:-1])
            width = max(width, room - others)
        return QSize(width, self.theme.size(48) - 1)

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802  Qt's name
        """Return the room below which a tab is not squeezed."""
        return QSize(self.theme.size(48), self.tabSizeHint(index).height())

    def _width_of(self, index: int, *, icons: bool, padding: int) -> int:
        words = QFontMetrics(self.theme.font(15, 600)).horizontalAdvance(self.tabText(index))
        badge = self._badge_width(index)
        return words + 2 * padding + (self.theme.size(_ICON) + _GAP if icons else 0) + (badge + _GAP if badge else 0)

    def _badge_width(self, index: int) -> int:
        text = self._badges.get(index, "")
        if not text:
            return 0
        width = QFontMetrics(self.theme.font(13, 600)).horizontalAdvance(text) + 2 * _BADGE_PADDING
        return max(width, self.theme.size(_BADGE))

    def _drawn_rect(self, index: int) -> QRectF:
        """Return where a tab is drawn: the one that stands apart leaves the spare room before it free."""
        rect = QRectF(self.tabRect(index))
        width = self._width_of(index, icons=True, padding=_PADDING)
        if self._last_apart and index == self.count() - 1 and rect.width() > width:
            rect.setLeft(
                rect.left() if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else rect.right() - width
            )
            rect.setWidth(width)
        return rect

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave presses beside the tab that stands apart alone."""
        last = self.count() - 1
        place = event.position()
        if self._last_apart and self.tabAt(place.toPoint()) == last and not self._drawn_rect(last).contains(place):
            event.ignore()
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring in the current tab if a key brought the focus."""
        self.shows_focus = event.reason() in BY_KEYBOARD
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.shows_focus = False
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tabs."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for index in range(self.count()):
            current = index == self.currentIndex()
            rect = self._drawn_rect(index)
            wide = rect.width() >= self._width_of(index, icons=True, padding=_PADDING)
            if wide and not (self._last_apart and index == self.count() - 1):
                rect.adjust(_BETWEEN if right_to_left else 0, 0, 0 if right_to_left else -_BETWEEN, 0)
            colour = self.theme.colour("accent" if current else "text2")
            padding = _PADDING if wide else _NARROW_PADDING
            inner = rect.adjusted(padding, 0, -padding, 0)
            if wide:
                side = self.theme.size(_ICON)
                x = inner.right() - side if right_to_left else inner.left()
                place = QRectF(x, (rect.height() - side) / 2, side, side)
                draw_icon(painter, self.theme.icon_folder, self._icons[index], place, colour)
                inner.adjust(0 if right_to_left else side + _GAP, 0, -(side + _GAP) if right_to_left else 0, 0)
            badge = self._badge_width(index)
            if badge:
                self._paint_badge(painter, index, inner, right_to_left=right_to_left)
                inner.adjust(badge + _GAP if right_to_left else 0, 0, 0 if right_to_left else -(badge + _GAP), 0)
            font = self.theme.font(15, 600 if current else 500)
            painter.setFont(font)
            painter.setPen(colour)
            text = QFontMetrics(font).elidedText(
                self.tabText(index), Qt.TextElideMode.ElideRight, round(inner.width()) + 2
            )
            painter.drawText(inner.adjusted(-1, 0, 1, 0), Qt.AlignmentFlag.AlignCenter, text)
            if current:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.theme.colour("g300" if self.theme.dark else "g600"))
                painter.drawRoundedRect(QRectF(rect.left() + 8, rect.height() - 2.5, rect.width() - 16, 6), 3, 3)
                if self.shows_focus:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(self.theme.colour("focusRing"), 2))
                    painter.drawRoundedRect(rect.adjusted(2, 5, -2, -7), 8, 8)

    def _paint_badge(self, painter: QPainter, index: int, inner: QRectF, *, right_to_left: bool) -> None:
        """Draw the number at the end of a tab."""
        width, height = self._badge_width(index), self.theme.size(_BADGE)
        x = inner.left() if right_to_left else inner.right() - width
        place = QRectF(x, (inner.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("offBg"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(self.theme.font(13, 600))
        painter.setPen(self.theme.colour("offT"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._badges[index])


class TabRow(Themed, QWidget):
    """The ground that tabs stand on.

    Args:
        theme: its colours.
        tabs: fitted anew when there is more or less room.
    """

    def __init__(self, theme: Theme, tabs: TabBar) -> None:
        super().__init__()
        self._tabs = tabs
        self.follow(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tabs fit themselves."""
        super().resizeEvent(event)
        self._tabs.refit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, with a line below."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.colour("border"))
        painter.setPen(Qt.PenStyle.NoPen)
