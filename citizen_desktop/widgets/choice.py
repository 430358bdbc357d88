"""A choice from a list that opens below the box."""

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QStandardItemModel,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from citizen_desktop.widgets.field import Field
from citizen_desktop.widgets.input_frame import HEIGHT, PADDING, Haloed, draw_box, draw_end_icon
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_ROW: Final = 40
_CHEVRON: Final = 18


class _Rows(QStyledItemDelegate):
    """Rows of the list, tall enough to be hit."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of a row."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 2 * PADDING, max(hint.height(), self._theme.size(_ROW)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row: its words keep away from the edges."""
        rect = QRectF(getattr(option, "rect"))  # noqa: B009  the stubs don't know it
        state = getattr(option, "state")  # noqa: B009
        direction = getattr(option, "direction")  # noqa: B009
        enabled = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        chosen = enabled and bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, self._theme.colour("primary"))
        elif enabled and state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("accentBg"))
        font = index.data(Qt.ItemDataRole.FontRole)
        font = font if isinstance(font, QFont) else self._theme.font(15)
        inner = rect.adjusted(PADDING, 0, -PADDING, 0)
        words = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(inner.width()) + 1)
        right_to_left = direction is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(self._theme.colour("onprimary" if chosen else "text" if enabled else "text2"))
        painter.setLayoutDirection(direction)
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class ChoiceBox(Haloed, QComboBox):
    """A closed list: what is chosen, and a chevron.

    Args:
        theme: colours and fonts.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._prompt = ""
        self._offered: tuple[object, ...] = ()
        self._list = QListView()
        self.setView(self._list)
        self._list.setItemDelegate(_Rows(theme, self._list))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))
        self.follow(theme)

    def offer(self, choices: Sequence[tuple[object, str]], prompt: str, *, titles: Sequence[str] = ()) -> None:
        """Offer choices; what is chosen stays, if it is still there.

        Args:
            choices: values and words; a value of None among them is a title of a group.
            prompt: stands there while nothing is chosen.
            titles: words of those that are titles.
        """
        if self._offered == (tuple(choices), prompt, tuple(titles)):
            return
        value = self.value
        # The rows are Qt's own: a model and items that are made here, and then deleted by the box, end twice now and then.
        self.clear()
        for row, (data, words) in enumerate(choices):
            title = words in titles
            self.addItem(words, data)
            self.setItemData(row, self.theme.font(15, 600 if title else 400), Qt.ItemDataRole.FontRole)
            if title:
                cast("QStandardItemModel", self.model()).item(row).setEnabled(False)
        self._offered = (tuple(choices), prompt, tuple(titles))
        self._prompt = prompt
        self.setPlaceholderText(prompt)
        self.choose(value)

    @property
    def value(self) -> object:
        """What is chosen, None for nothing."""
        return self.currentData() if self.currentIndex() >= 0 else None

    def choose(self, value: object) -> None:
        """Show a choice; one that is not offered shows none."""
        self.setCurrentIndex(-1 if value is None else self.findData(value))
        self.update()

    def restyle(self) -> None:
        """Take fonts and colours from the theme."""
        self.setFont(self.theme.font(17))
        self._list.setFont(self.theme.font(15))
        self._list.setPalette(self.theme.palette())
        dress_scroll_bars(self._list, self.theme)
        for row in range(self.count()):
            title = not self.model().flags(self.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
            self.setItemData(row, self.theme.font(15, 600 if title else 400), Qt.ItemDataRole.FontRole)
        super().restyle()

    def sizeHint(self) -> QSize:
        """Return the room of what is shown."""
        words = QFontMetrics(self.theme.font(17)).horizontalAdvance(self.currentText() or self._prompt)
        return QSize(words + 2 * PADDING + self.theme.size(_CHEVRON) + 12, self.theme.size(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters: the rest is elided, and told in the tool tip."""
        return QSize(self.theme.size(112), self.theme.size(HEIGHT))

    def showPopup(self) -> None:
        """Open the list, as wide as its longest row."""
        widest = max(
            (self._list.sizeHintForIndex(self.model().index(row, 0)).width() for row in range(self.count())), default=0
        )
        room = self.window().width() - 48
        self._list.setMinimumWidth(max(self.width(), min(widest + 24, room)))
        super().showPopup()
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            # Qt lets a wider list start at the left edge of the box whatever the direction.
            popup = self._list.window()
            left = self.mapToGlobal(QPoint(self.width() - popup.width(), 0)).x()
            popup.move(max(self.screen().availableGeometry().left(), left), popup.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change an answer."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the halo."""
        super().focusInEvent(event)
        self._keyboard_came(came=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the halo away."""
        super().focusOutEvent(event)
        self._keyboard_came(came=False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        draw_box(painter, self.theme, self, self.state, focused=self._has_keyboard)
        draw_end_icon(painter, self.theme, self, "chevron-down", "text3", _CHEVRON)
        end = PADDING + self.theme.size(_CHEVRON) + 6
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        rect = QRectF(self.rect()).adjusted(
            end if right_to_left else PADDING, 0, -PADDING if right_to_left else -end, 0
        )
        font = self.theme.font(17)
        words = self.currentText()
        if QFontMetrics(font).horizontalAdvance(words or self._prompt) > rect.width():
            font = self.theme.font(15)
        shown = QFontMetrics(font).elidedText(words or self._prompt, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
        self.setToolTip(words if words and shown != words else "")
        painter.setFont(font)
        painter.setPen(self.theme.colour(("text" if words else "text3") if self.isEnabled() else "offT"))
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)


class ChoiceField(Field):
    """A labelled choice.

    Args:
        theme: colours and fonts.
        helper: keep the line below.
        lines: so many lines are kept for it.
    """

    def __init__(self, theme: Theme, *, helper: bool = True, lines: int = 1) -> None:
        self.choice = ChoiceBox(theme)
        super().__init__(theme, self.choice, self.choice, helper=helper, lines=lines)
        self.chosen = self.choice.chosen
