"""A day, chosen from a calendar that opens below the box, or with the arrow keys."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QPushButton,
    QSizePolicy,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.field import Field
from citizen_desktop.widgets.input_frame import HEIGHT, PADDING, Haloed, draw_box, draw_end_icon
from citizen_desktop.widgets.theme import Theme

_ICON: Final = 20
_STEPS: Final[dict[int, int]] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -30,
    Qt.Key.Key_PageDown: 30,
}


class CalendarPopup(Themed, QFrame):
    """A calendar of one month; Enter or a press takes a day, Escape none.

    Args:
        theme: colours and fonts.
        parent: the box that it opens below.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.calendar = QCalendarWidget()
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.calendar)
        self.setFocusProxy(self.calendar)
        self.follow(theme)

    def open_below(self, box: QWidget, day: date, name: str, months: tuple[str, str]) -> None:
        """Open below a box.

        Args:
            box: what it belongs to.
            day: where it stands first.
            name: of the calendar for a screen reader.
            months: names of the buttons to the month before and after.
        """
        self.calendar.setLocale(QLocale())
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.calendar.setAccessibleName(name)
        for button, words in zip(("qt_calendar_prevmonth", "qt_calendar_nextmonth"), months, strict=True):
            found = self.calendar.findChild(QToolButton, button)
            if isinstance(found, QToolButton):
                found.setAccessibleName(words)
                found.setToolTip(words)
        self.adjustSize()
        right_to_left = box.layoutDirection() is Qt.LayoutDirection.RightToLeft
        corner = box.mapToGlobal(QPoint(box.width() - self.width() if right_to_left else 0, box.height() + 4))
        screen = box.screen().availableGeometry()
        if corner.y() + self.height() > screen.bottom():
            corner.setY(box.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.width())))
        corner.setY(max(screen.top(), corner.y()))
        self.move(corner)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _take(self, day: QDate) -> None:
        self.hide()
        self.taken.emit(date(day.year(), day.month(), day.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close without a choice."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)

    def restyle(self) -> None:
        """Dress the calendar."""
        theme = self.theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.AlternateBase, theme.colour("surface2"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.calendar.setPalette(palette)
        self.calendar.setFont(theme.font(15))
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        for day in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(day, plain)
        head = QTextCharFormat()
        head.setForeground(theme.colour("text2"))
        head.setFont(theme.font(13, 600))
        self.calendar.setHeaderTextFormat(head)
        table = self.calendar.findChild(QTableView)
        if isinstance(table, QTableView):
            # Qt takes the widest letter of the font for a column, and in an Arabic font that is a whole phrase.
            table.horizontalHeader().setMinimumSectionSize(theme.size(32))
        self.calendar.setFixedSize(theme.size(336), theme.size(296))
        super().restyle()


class DateBox(Haloed, QPushButton):
    """A box with a day in words and a calendar at its end.

    Args:
        theme: colours and fonts.
        words: says a day.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, words: Callable[[date], str]) -> None:
        super().__init__()
        self._words = words
        self.day: date | None = None
        self.start = date(2000, 1, 1)
        self.names = ("", "", "")
        self._prompt = ""
        self.popup: CalendarPopup | None = None
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_calendar)
        self.follow(theme)

    def show_day(self, day: date | None, prompt: str) -> None:
        """Show a day, or the words that ask for one."""
        self.day, self._prompt = day, prompt
        words = prompt if day is None else self._words(day)
        if words != self.text():
            self.setText(words)
            self.updateGeometry()
        self.update()

    def open_calendar(self) -> None:
        """Open the calendar."""
        if self.popup is None:
            self.popup = CalendarPopup(self.theme, self)
            self.popup.taken.connect(self._take)
        self.popup.open_below(self, self.day or self.start, self.names[0], self.names[1:])

    def _take(self, day: date) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.chosen.emit(day)

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        words = QFontMetrics(self.theme.font(17)).horizontalAdvance(self.text())
        return QSize(words + 2 * PADDING + self.theme.size(_ICON) + 12, self.theme.size(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(self.theme.size(112), self.theme.size(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go a day or a month on, or open the calendar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4}:
            self.open_calendar()
        elif event.key() in _STEPS:
            before = self.day
            try:
                self.chosen.emit(self.start if before is None else before + timedelta(days=_STEPS[event.key()]))
            except OverflowError:
                return
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the halo."""
        super().focusInEvent(event)
        self._keyboard_came(came=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the halo away."""
        super().focusOutEvent(event)
        self._keyboard_came(came=False)

    def changeEvent(self, event: QEvent) -> None:
        """Close the calendar when the language is switched: it was opened in the other."""
        if event.type() is QEvent.Type.LanguageChange and self.popup is not None:
            self.popup.hide()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        draw_box(painter, self.theme, self, self.state, focused=self._has_keyboard)
        draw_end_icon(painter, self.theme, self, "calendar", "text3", _ICON)
        end = PADDING + self.theme.size(_ICON) + 6
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        rect = QRectF(self.rect()).adjusted(
            end if right_to_left else PADDING, 0, -PADDING if right_to_left else -end, 0
        )
        font = self.theme.font(17)
        if QFontMetrics(font).horizontalAdvance(self.text()) > rect.width():
            font = self.theme.font(15)
        painter.setFont(font)
        painter.setPen(self.theme.colour("text3" if self.day is None else "text"))
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(self.layoutDirection())
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)


class DateField(Field):
    """A labelled day.

    Args:
        theme: colours and fonts.
        words: says a day.
        helper: keep the line below, which a caller may also lay elsewhere.
    """

    def __init__(self, theme: Theme, words: Callable[[date], str], *, helper: bool = True) -> None:
        self.date_box = DateBox(theme, words)
        super().__init__(theme, self.date_box, self.date_box, helper=helper)
        self.chosen = self.date_box.chosen

    def say(self, label: str, helper: str = "") -> None:
        """Set the question; the day is a part of the name, since the box is a button for a screen reader."""
        super().say(label, helper)
        self.editor.setAccessibleName(f"{label}: {self.date_box.text()}" if self.date_box.text() else label)
