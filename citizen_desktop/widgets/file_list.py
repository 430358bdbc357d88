"""A list of files: what each is, its own name, kind, size and state, and what can be done with it.

With the keyboard: the arrows choose a row, Enter looks at it, F2 or Space opens what it can be, Delete takes it away.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QToolTip

from citizen_desktop.widgets.file_row import FileDelegate, FileRow, Part
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()
ROW_ROLE: Final = Qt.ItemDataRole.UserRole


def _same(rows: Sequence[FileRow], others: Sequence[FileRow]) -> bool:
    """Whether rows look alike: what two of them compare does not tell their pictures apart."""
    return len(rows) == len(others) and all(
        row == other and row.thumb is other.thumb for row, other in zip(rows, others, strict=True)
    )


class FileModel(QAbstractListModel):
    """The rows, for the list and for a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[FileRow, ...] = ()

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        """Show other rows; as many as before keep their places."""
        if len(rows) == len(self.rows):
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802  Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or all its words."""
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken
        return None


class FileList(KeyboardFocus, QListView):
    """The list, as tall as its rows: the page scrolls.

    Args:
        theme: colours and fonts.
    """

    remove_wanted = Signal(int)
    change_wanted = Signal(int, QPoint)
    look_wanted = Signal(int)
    ring_reach = 2

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = FileModel()
        self._delegate = FileDelegate(theme, self)
        self.part_names: dict[Part, str] = dict.fromkeys(Part, "")
        self.hovered: tuple[int, Part | None] = (-1, None)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.follow(theme)

    @property
    def rows(self) -> tuple[FileRow, ...]:
        """What it shows."""
        return self._model.rows

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        """Show other rows; the same ones again are left alone."""
        if _same(rows, self.rows):
            return
        current = self.currentIndex().row()
        self._model.show_rows(rows)
        if rows:
            self.setCurrentIndex(self._model.index(max(0, min(current, len(rows) - 1))))
        self._fit()

    def name_parts(self, look: str, change: str, remove: str) -> None:
        """Name what a row can be told to do."""
        self.part_names = {Part.LOOK: look, Part.CHANGE: change, Part.REMOVE: remove}

    def place_of(self, row: int, part: Part) -> QRectF:
        """Return where a row's button is."""
        return self._delegate.button(QRectF(self.visualRect(self._model.index(row))), part)

    def sizeHint(self) -> QSize:
        """Return the room of all rows."""
        return QSize(self.theme.size(300), len(self._model.rows) * self._delegate.height_for(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(self.theme.size(200), self.sizeHint().height())

    def restyle(self) -> None:
        """Lay the rows out for the text size."""
        self.setPalette(self.theme.palette())
        self._fit()
        super().restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Qt asks for a new layout of all that is around it only where the height is another one.
        self.setFixedHeight(self.sizeHint().height())
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _hit(self, position: QPoint) -> tuple[int, Part | None]:
        index = self.indexAt(position)
        if not index.isValid():
            return -1, None
        parts = self._model.rows[index.row()].parts
        found = next((part for part in parts if self.place_of(index.row(), part).contains(position)), None)
        return index.row(), found

    def _act(self, row: int, part: Part | None) -> None:
        if part is None or part not in self._model.rows[row].parts:
            return
        if part is Part.REMOVE:
            self.remove_wanted.emit(row)
        elif part is Part.LOOK:
            self.look_wanted.emit(row)
        else:
            corner = self.place_of(row, part).bottomLeft().toPoint()
            self.change_wanted.emit(row, self.viewport().mapToGlobal(corner))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do what the button under the pointer does."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._act(*self._hit(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Light up the button under the pointer."""
        super().mouseMoveEvent(event)
        hovered = self._hit(event.position().toPoint())
        if hovered != self.hovered:
            self.hovered = hovered
            self.viewport().setCursor(
                Qt.CursorShape.ArrowCursor if hovered[1] is None else Qt.CursorShape.PointingHandCursor
            )
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Let the light go out."""
        super().leaveEvent(event)
        self.hovered = (-1, None)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the row that is chosen."""
        row = self.currentIndex().row()
        if row >= 0 and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._act(row, Part.REMOVE)
        elif row >= 0 and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._act(row, Part.LOOK)
        elif row >= 0 and event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Space}:
            self._act(row, Part.CHANGE)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what the row can be."""
        index = self.indexAt(event.pos())
        row = index.row() if index.isValid() else self.currentIndex().row()
        if row >= 0:
            self._act(row, Part.CHANGE)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Tell the name of a button, or a name that had to be shortened."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, part = self._hit(event.pos())
            words = "" if row < 0 else self.part_names[part] if part is not None else self._about(row)
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _about(self, row: int) -> str:
        """A name that may have been shortened, and what is to be said of the file."""
        shown = self._model.rows[row]
        return "\n".join(part for part in (shown.name, shown.note) if part)
