"""The list of drafts that arrows walk and a screen reader reads, and the names of its columns, which sort it."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy

from citizen_desktop.drafts.case_list import FIRST_DOWN, SortKey
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.case_columns import GAP, HEADER, PADDING, Place, columns
from citizen_desktop.ui.case_model import CaseModel
from citizen_desktop.ui.case_row import CaseDelegate
from citizen_desktop.ui.case_words import sort_words
from citizen_desktop.widgets.base import Arranged, Retranslated
from citizen_desktop.widgets.button import PushedByKeys
from citizen_desktop.widgets.card import RADIUS
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_DELETE: Final = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
_CHEVRON: Final = 14

Index = QModelIndex | QPersistentModelIndex


class CaseView(KeyboardFocus, QListView):
    """The list.

    Args:
        theme: colours and fonts.
        model: the rows.
    """

    ring_reach = -1

    opened = Signal()
    """Enter was pressed, or a row was pressed twice."""
    delete_wanted = Signal()
    walked = Signal()
    """Another row is the current one."""

    def __init__(self, theme: Theme, model: CaseModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CaseDelegate(theme, model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        # Every row is as high as the first: ten thousand need not be asked.
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.follow(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Continue a draft by Enter, ask about deleting it by Delete."""
        if event.key() in _ENTER:
            self.opened.emit()
        elif event.key() in _DELETE:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802  Qt's name
        """Leave letters to the window: what is searched for goes into the box."""
        del search

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """Tell of another row."""
        super().currentChanged(current, previous)
        self.walked.emit()

    def restyle(self) -> None:
        """Lay the rows out for the new text size."""
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
        dress_scroll_bars(self, self.theme)
        super().restyle()


class _Heading(PushedByKeys):
    """The name of a column: pressing it sorts by it, and once more the other way round."""

    ring_reach = 0

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.down: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.follow(theme)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.theme.font(13, 600)).horizontalAdvance(self.text()) + 2
        return QSize(words + 4 + self.theme.size(_CHEVRON), self.theme.size(HEADER - 12))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lit = self.underMouse() or self.isDown()
        colour = theme.colour("accent" if lit else "text2")
        painter.setFont(theme.font(13, 600))
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags, self.text())
        # The designed order, the latest first, is shown without a sign.
        if self.down is None:
            return
        words = QFontMetrics(theme.font(13, 600)).horizontalAdvance(self.text()) + 4
        length = theme.size(_CHEVRON)
        x = self.width() - words - length if to_left else words
        place = QRectF(x, (self.height() - length) / 2, length, length)
        if not self.down:
            painter.translate(place.center())
            painter.rotate(180)
            painter.translate(-place.center())
        draw_icon(painter, theme.icon_folder, "chevron-down", place, colour, stroke=2.25)


class CaseHeader(Arranged, Retranslated, FlowRow):
    """The names of the columns: over them where there are columns, else in a row.

    Args:
        theme: colours and fonts.
        centre: whether the drafts are cases of a help centre.
    """

    sort_wanted = Signal(object, bool)
    """A ``SortKey``, and whether the greatest comes first."""

    def __init__(self, theme: Theme, *, centre: bool) -> None:
        super().__init__(GAP)
        self._centre = centre
        self._view: CaseView | None = None
        self.sort, self.down = SortKey.LAST_EDIT, True
        self.headings = {key: _Heading(theme) for key in SortKey}
        for key, heading in self.headings.items():
            self.add(heading)
            heading.clicked.connect(lambda _checked=False, key=key: self._pressed(key))
        self.follow(theme)
        self.retranslate()

    def stand_over(self, view: CaseView) -> None:
        """Stand over the columns of a list, which are narrower when it has a scroll bar."""
        self._view = view
        view.viewport().installEventFilter(self)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along when a scroll bar comes or goes."""
        if event.type() is QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    @property
    def _columns(self) -> dict[SortKey, Place] | None:
        seen = self._view is not None and self._view.isVisible()
        return columns(self.theme, self._view.viewport().width() if seen and self._view is not None else self.width())

    def _pressed(self, key: SortKey) -> None:
        down = not self.down if key is self.sort else key in FIRST_DOWN
        self.show_sort(key, down=down)
        self.sort_wanted.emit(key, down)

    def show_sort(self, sort: SortKey, *, down: bool) -> None:
        """Show what the list is sorted by."""
        self.sort, self.down = sort, down
        usual = sort is SortKey.LAST_EDIT and down
        for key, heading in self.headings.items():
            heading.down = down if key is sort and not usual else None
            heading.update()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        for key, heading in self.headings.items():
            name = sort_words(key, centre=self._centre)
            heading.setText(name)
            if key is not self.sort:
                spoken = _("Sort by: {column}").format(column=name)
            elif self.down:
                spoken = _("Sorted by: {column}, from the last or greatest down").format(column=name)
            else:
                spoken = _("Sorted by: {column}, from the first or smallest up").format(column=name)
            heading.setAccessibleName(spoken)
            heading.updateGeometry()
        self._arrange()

    def _inner(self, width: int) -> int:
        return max(1, width - 2 * PADDING)

    def _arrange(self) -> None:
        """Stand over the columns."""
        if self._columns is not None:
            height = self.theme.size(HEADER)
        else:
            height = max(self.theme.size(HEADER), super().heightForWidth(self._inner(self.width())) + 12)
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self._place()

    def heightForWidth(self, width: int) -> int:
        """Return the height that was worked out."""
        del width
        return self.minimumHeight()

    def _place(self) -> None:
        if not hasattr(self, "theme"):
            return
        places = self._columns
        to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if places is not None:
            for key, heading in self.headings.items():
                place, size = places[key], heading.sizeHint()
                width = min(size.width(), place.width + GAP)
                x = self.width() - place.start - width if to_left else place.start
                heading.setGeometry(QRect(x, (self.height() - size.height()) // 2, width, size.height()))
            return
        x, top = PADDING, 6
        for heading in self.headings.values():
            size = heading.sizeHint()
            if x > PADDING and x + size.width() > self.width() - PADDING:
                x, top = PADDING, top + size.height() + GAP
            left = self.width() - x - size.width() if to_left else x
            heading.setGeometry(QRect(left, top, size.width(), size.height()))
            x += size.width() + GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, with the round corners of the card above."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, RADIUS), RADIUS - 1, RADIUS - 1)
        painter.setClipRect(self.rect())
        painter.fillPath(path, self.theme.colour("surface2"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.colour("border"))
