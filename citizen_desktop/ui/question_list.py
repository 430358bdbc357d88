"""The questions as a list that arrows walk and a screen reader reads."""

from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from citizen_desktop.ui.question_model import Index, QuestionModel
from citizen_desktop.ui.question_row import PADDING, ROW_HEIGHT, TITLE_HEIGHT, QuestionDelegate
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

__all__ = ["PADDING", "ROW_HEIGHT", "TITLE_HEIGHT", "QuestionList", "QuestionModel"]

_Action = QAbstractItemView.CursorAction
_STEPS: Final = {_Action.MoveUp: -1, _Action.MovePrevious: -1, _Action.MoveDown: 1, _Action.MoveNext: 1}
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class QuestionList(KeyboardFocus, QListView):
    """The list of questions: arrows walk it past the titles, a screen reader reads it.

    Args:
        theme: colours and fonts.
        model: the questions.
    """

    ring_reach = -1

    opened = Signal()
    """The current question is wanted: Enter was pressed."""
    walked = Signal()
    """A key led to the current row."""

    def __init__(self, theme: Theme, model: QuestionModel) -> None:
        super().__init__()
        self._questions = model
        self.setModel(model)
        self._delegate = QuestionDelegate(theme, model, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.follow(theme)

    def keep_corners_free(self, *, above: bool) -> None:
        """Say whether the list begins at the round corners of its card."""
        self._delegate.round_top = above
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a question by Enter."""
        if event.key() in _ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)
            self.walked.emit()

    def moveCursor(  # noqa: N802  Qt's name
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a key leads: Qt's own way by pages may end on a title, and stay there."""
        rows = self._stops()
        if not rows:
            return QModelIndex()
        here = self.currentIndex()
        if not here.isValid():
            return self.model().index(rows[-1] if action is _Action.MoveEnd else rows[0], 0)
        place = rows.index(here.row())
        match action:
            case _Action.MoveHome:
                place = 0
            case _Action.MoveEnd:
                place = len(rows) - 1
            case _Action.MovePageUp | _Action.MovePageDown:
                place = self._page_from(rows, place, 1 if action is _Action.MovePageDown else -1)
            case _:
                place += _STEPS.get(action, 0)
        return self.model().index(rows[min(max(place, 0), len(rows) - 1)], 0)

    def _stops(self) -> list[int]:
        """Return the rows that can be current."""
        return [
            row
            for row in range(self._questions.rowCount())
            if self._questions.flags(self._questions.index(row)) & Qt.ItemFlag.ItemIsSelectable
        ]

    def _page_from(self, rows: list[int], place: int, step: int) -> int:
        """Return the place a page away: one row at least, and the last row of this page stays in sight."""
        model: QAbstractItemModel = self._questions
        start = self.visualRect(model.index(rows[place], 0)).top()
        there = place + step
        while 0 <= there + step < len(rows):
            reach = self.visualRect(model.index(rows[there + step], 0))
            if abs(reach.top() - start) + reach.height() > self.viewport().height():
                break
            there += step
        return there

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """Show the title above the first question as well."""
        super().currentChanged(current, previous)
        if current.row() == 1:
            self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew: with the scroll bar the width goes or comes in which their words break."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def restyle(self) -> None:
        """Lay the rows out for the new text size."""
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
        dress_scroll_bars(self, self.theme)
        super().restyle()
