"""A row that goes on in the next line where it finds no room."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class FlowRow(QWidget):
    """Widgets side by side in reading order, broken into lines by the room there is.

    A widget and no layout: Qt deletes the items of a layout behind Python's back, which then takes other objects for them.

    Args:
        spacing: between neighbours and between lines.
    """

    def __init__(self, spacing: int = 8) -> None:
        super().__init__()
        self._spacing = spacing
        self._parts: list[QWidget] = []
        self._end: set[QWidget] = set()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget."""
        widget.setParent(self)
        self._parts.append(widget)

    def insert(self, place: int, widget: QWidget) -> None:
        """Add a widget before the one at a place, counted from 0."""
        widget.setParent(self)
        self._parts.insert(place, widget)
        widget.show()
        self._arrange()

    def add_at_end(self, widget: QWidget) -> None:
        """Add a widget that stands at the far end of its line, with all that follow it."""
        self._end.add(widget)
        self.add(widget)

    def take(self, widget: QWidget) -> None:
        """Take a widget out of the row and do away with it."""
        self._parts.remove(widget)
        self._end.discard(widget)
        widget.hide()
        widget.deleteLater()
        self.updateGeometry()

    def show_part(self, widget: QWidget, *, shown: bool) -> None:
        """Show a part or hide it, and set all in their places at once: else one that comes is painted over its neighbours."""
        changed = widget.isHidden() is shown
        widget.setVisible(shown)
        if changed:
            self._arrange()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What stands in the row, in reading order."""
        return tuple(self._parts)

    def hasHeightForWidth(self) -> bool:
        """Tell that fewer pixels across ask for more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines.

        It is measured each time: Qt tells late of parts that ask for other room, and a sheet measures itself before that.
        """
        lines = self._lines(width)
        return sum(_height(line) for line in lines) + self._spacing * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        """Return the room of a single line."""
        sizes = [_size(part) for part in self._shown()]
        width = sum(size.width() for size in sizes) + self._spacing * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the widest part."""
        sizes = [_size(part) for part in self._shown()]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a part asks for other room, comes or goes, or the direction changes."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange}:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set everything in its place."""
        super().resizeEvent(event)
        self._place()

    def _arrange(self) -> None:
        self.updateGeometry()
        self._place()

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        used = 0
        for part in self._shown():
            wide = _size(part).width()
            if not lines or used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(part)
            used += wide + self._spacing
        return lines

    def _place(self) -> None:
        """Set the lines in the middle of the height there is."""
        lines = self._lines(self.width())
        top = max(0, self.height() - self.heightForWidth(self.width())) // 2
        for line in lines:
            self._place_line(line, top)
            top += _height(line) + self._spacing

    def _place_line(self, line: list[QWidget], top: int) -> None:
        height = _height(line)
        spare = max(0, self.width() - sum(_size(part).width() for part in line) - self._spacing * (len(line) - 1))
        x = 0
        for part in line:
            if part in self._end:
                x += spare
                spare = 0
            size = _size(part)
            place = QRect(x, top + (height - size.height()) // 2, min(size.width(), self.width()), size.height())
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                place.moveLeft(self.width() - place.left() - place.width())
            part.setGeometry(place)
            x += size.width() + self._spacing


def _size(part: QWidget) -> QSize:
    return part.sizeHint().expandedTo(part.minimumSize())


def _height(line: list[QWidget]) -> int:
    return max((_size(part).height() for part in line), default=0)
