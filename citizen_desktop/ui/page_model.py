"""The pages of a file that is edited, for the strip: in their order, each with a small picture once it is there."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from citizen_desktop.attachments.models import PageEdit
from citizen_desktop.i18n import gettext as _

_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT: Final = QModelIndex()
_MIME: Final = "application/x-citizen-desktop-page"
PICTURE_ROLE: Final = Qt.ItemDataRole.UserRole


class PageModel(QAbstractListModel):
    """The pages."""

    move_wanted = Signal(int, int)
    """A row, and the place that it is to have, counted without it."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: tuple[PageEdit, ...] = ()
        self._pictures: dict[PageEdit, QImage] = {}
        self._shown: Mapping[PageEdit, QImage] = self._pictures

    @property
    def pages(self) -> tuple[PageEdit, ...]:
        """What it shows."""
        return self._pages

    def show_pages(self, pages: Sequence[PageEdit]) -> None:
        """Show other pages; as many as before keep their rows."""
        if len(pages) == len(self._pages):
            self._pages = tuple(pages)
            if pages:
                self.dataChanged.emit(self.index(0), self.index(len(pages) - 1))
            return
        self.beginResetModel()
        self._pages = tuple(pages)
        self.endResetModel()

    def has_picture(self, edit: PageEdit) -> bool:
        """Whether a page's picture is there."""
        return edit in self._pictures

    def show_picture(self, edit: PageEdit, picture: QImage) -> None:
        """Show the picture of a page wherever it stands."""
        self._pictures[edit] = picture
        for row, page in enumerate(self._pages):
            if page == edit:
                self.dataChanged.emit(self.index(row), self.index(row))

    def picture(self, row: int) -> QImage | None:
        """Return the picture of a row; until it is there, the one of the same page with something else done to it."""
        edit = self._pages[row]
        found = self._pictures.get(edit)
        if found is None:
            same = (edit.source, edit.page)
            found = next((image for page, image in self._pictures.items() if (page.source, page.page) == same), None)
        return found

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802  Qt's name
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._pages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a page's words, or its picture."""
        if role == PICTURE_ROLE:
            return self.picture(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _("Page {n} of {count}").format(n=index.row() + 1, count=len(self._pages))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let pages be dragged between pages, never into one."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802  Qt's name
        """Return the only one."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802  Qt's name
        """Return the only one: nothing of a page leaves the window by dragging."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802  Qt's name
        """Note which page is dragged."""
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row() if indexes else -1).encode())
        return data

    def dropMimeData(  # noqa: N802  Qt's name
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, _parent: _Index
    ) -> bool:
        """Ask for the move; the answer to Qt is no, else it would take rows away by itself."""
        if action is Qt.DropAction.MoveAction and data.hasFormat(_MIME):
            start = int(bytes(data.data(_MIME).data()))
            place = len(self._pages) if row < 0 else row
            self.move_wanted.emit(start, place - 1 if place > start else place)
        return False
