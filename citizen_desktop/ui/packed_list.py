"""The files of a finished package as a small tree below the name of the package."""

from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from citizen_desktop import bidi
from citizen_desktop.formats import file_size
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.package_words import icon_of, short_digest
from citizen_desktop.ui.ready_package import PackedFile, ReadyPackage
from citizen_desktop.ui.result_row import fixed_font
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.theme import Theme

_ROW: Final = 28
_LINE: Final = 20
_INDENT: Final = 28
_GAP: Final = 12
_ICON: Final = 18
_SIZE: Final = 60
_DIGEST: Final = 108
_TITLE: Final = 188
_ROOM_FOR_PATH: Final = 150
_FILE: Final = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class PackedModel(QAbstractListModel):
    """The files as rows.

    Args:
        package: holds them.
        parent: lives as long.
    """

    def __init__(self, package: ReadyPackage, parent: QObject) -> None:
        super().__init__(parent)
        self.files, self.verified = package.files, package.verified

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.files)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the file is, all that is shown of it with the digest whole, or the file."""
        file = self.files[index.row()]
        if role == _FILE:
            return file
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            parts = (str(file.name), bidi.ltr(file.path), file_size(file.size), bidi.ltr(f"SHA-256 {file.sha256}"))
            return _(" · ").join(parts)
        return str(file.name) if role == Qt.ItemDataRole.DisplayRole else None

    def retranslate(self) -> None:
        """Tell the view that every text is another one."""
        self.dataChanged.emit(self.index(0), self.index(len(self.files) - 1))


class _PackedDelegate(QStyledItemDelegate):
    """Draws a file with its branch of the tree."""

    def __init__(self, theme: Theme, model: PackedModel, parent: "PackedList") -> None:
        super().__init__(parent)
        self._theme, self._model, self._list = theme, model, parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Return the height of the design, more where the path goes below."""
        return QSize(100, self._list.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        theme, rect = self._theme, option.rect
        file: PackedFile = index.data(_FILE)
        last = index.row() == self._model.rowCount() - 1
        narrow = self._list.is_narrow
        painter.save()
        painter.setLayoutDirection(option.direction)
        pen = _Pen(theme, painter, rect, right_to_left=option.direction is Qt.LayoutDirection.RightToLeft)
        line = theme.size(_ROW)
        if not last:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("border"))
        painter.fillRect(pen.place(9, 2, 0, line // 2 + 1 if last else rect.height()), theme.colour("border2"))
        painter.fillRect(pen.place(9, 13, line // 2, 2), theme.colour("border2"))
        icon = theme.size(_ICON)
        pen.icon(icon_of(file.path), _INDENT, icon, "text2")
        # From the end towards the start: the sign, the digest, the size; the rest is for title and path.
        end = rect.width() - theme.size(20)
        if self._model.verified:
            pen.icon("circle-check", end, icon, "okT")
        end -= _GAP + theme.size(_DIGEST)
        pen.text((end, theme.size(_DIGEST)), 0, bidi.ltr(short_digest(file.sha256)), fixed_font(theme, 400), "text2")
        end -= _GAP + theme.size(_SIZE)
        pen.text((end, theme.size(_SIZE)), 0, file_size(file.size), theme.font(13), "text2")
        start = _INDENT + icon + _GAP
        room = end - _GAP - start
        title = room if narrow else self._list.title_width
        pen.text((start, title), 0, pen.elided(str(file.name), theme.font(15, 500), title), theme.font(15, 500), "text")
        column = (start, room) if narrow else (start + title + _GAP, room - title - _GAP)
        path = pen.elided(file.path, theme.font(13), column[1], Qt.TextElideMode.ElideMiddle)
        pen.text(column, theme.size(_LINE) if narrow else 0, bidi.ltr(path), theme.font(13), "text2")
        focused = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
        if option.state & focused == focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focusRing"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(_INDENT - 5, 1, -2, -2), 6, 6)
        painter.restore()


class _Pen:
    """Draws parts of a row by their distance from where reading starts."""

    def __init__(self, theme: Theme, painter: QPainter, rect: QRect, *, right_to_left: bool) -> None:
        self._theme, self._painter, self._rect, self._right_to_left = theme, painter, rect, right_to_left

    def place(self, start: int, width: int, top: int, height: int) -> QRect:
        """Return where something stands."""
        rect = self._rect
        x = rect.right() + 1 - start - width if self._right_to_left else rect.left() + start
        return QRect(x, rect.top() + top, width, height)

    def icon(self, name: str, start: int, side: int, colour: str) -> None:
        """Draw an icon in the first line."""
        place = QRectF(self.place(start, side, (self._theme.size(_ROW) - side) // 2, side))
        draw_icon(self._painter, self._theme.icon_folder, name, place, self._theme.colour(colour))

    def elided(self, text: str, font: QFont, width: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
        """Return a text that fits."""
        return QFontMetrics(font).elidedText(text, mode, width)

    def text(self, column: tuple[int, int], top: int, text: str, font: QFont, colour: str) -> None:
        """Draw a text in a column of the first line, or so much lower."""
        side = Qt.AlignmentFlag.AlignRight if self._right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        self._painter.setFont(font)
        self._painter.setPen(self._theme.colour(colour))
        self._painter.drawText(self.place(*column, top, self._theme.size(_ROW)), flags, text)


class PackedList(KeyboardFocus, QListView):
    """The list, as high as all its rows.

    Args:
        theme: colours and fonts.
        package: what it shows.
    """

    ring_reach = 3

    def __init__(self, theme: Theme, package: ReadyPackage) -> None:
        super().__init__()
        self.is_narrow = False
        self.title_width = theme.size(_TITLE)
        self.rows = PackedModel(package, self)
        self.setModel(self.rows)
        self._delegate = _PackedDelegate(theme, self.rows, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.follow(theme)

    @property
    def row_height(self) -> int:
        """The height of a row."""
        return self.theme.size(_ROW + (_LINE if self.is_narrow else 0))

    def fit(self, room: int) -> None:
        """Set the paths below the titles where there is no room beside them.

        Args:
            room: the width that the list will have.
        """
        theme = self.theme
        metrics = QFontMetrics(theme.font(15, 500))
        titles = (metrics.horizontalAdvance(str(file.name)) + 4 for file in self.rows.files)
        self.title_width = max(theme.size(_TITLE), *titles)
        taken = _INDENT + 5 * _GAP + theme.size(_ICON + _SIZE + _DIGEST + 20) + self.title_width
        self.is_narrow = room - taken < theme.size(_ROOM_FOR_PATH)
        self.setFixedHeight(self.row_height * len(self.rows.files) + 2)
        self.scheduleDelayedItemsLayout()

    def restyle(self) -> None:
        """Lay the rows out for the new text size."""
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
        super().restyle()
