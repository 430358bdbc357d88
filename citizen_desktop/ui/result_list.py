"""The list of a judged package's files: drawn row by row, so that ten thousand of them are as light as ten."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.result_model import ResultModel
from citizen_desktop.ui.result_row import Columns, ResultDelegate
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.focus import KeyboardFocus
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.theme import Theme

_BATCH: Final = 500


class ResultList(KeyboardFocus, QListView):
    """The list: arrows walk it, a screen reader reads every row whole.

    Args:
        theme: colours and fonts.
        model: the rows.
    """

    ring_reach = -1
    resized = Signal()

    def __init__(self, theme: Theme, model: ResultModel) -> None:
        super().__init__()
        self.results = model
        self.setModel(model)
        self._delegate = ResultDelegate(theme, model, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.follow(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the names of the columns."""
        super().resizeEvent(event)
        self.resized.emit()

    def restyle(self) -> None:
        """Lay the rows out for the new text size."""
        self.viewport().setAutoFillBackground(False)
        self.scheduleDelayedItemsLayout()
        dress_scroll_bars(self, self.theme)
        super().restyle()


class ResultHead(Retranslated, Themed, QWidget):
    """The names of the list's columns.

    Args:
        theme: colours and fonts.
        over: the list below, whose columns these are.
    """

    def __init__(self, theme: Theme, over: ResultList) -> None:
        super().__init__()
        self._list = over
        over.resized.connect(self.update)
        self.follow(theme)

    def restyle(self) -> None:
        """Take the height from the theme."""
        self.setFixedHeight(self.theme.size(36) + 1)
        super().restyle()

    def retranslate(self) -> None:
        """Say the names in the new language."""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the names above the columns, on the rounded end of the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("surface2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 0, 0, 12), 11, 11)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.colour("border"))
        columns = Columns(self.theme, self._list.viewport().width(), self._list.results.title_width(self.theme))
        names = [(columns.title, _("Content")), (columns.state, _("Result"))]
        if not columns.narrow:
            names.append((columns.file, _("File")))
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.theme.font(13, 600))
        painter.setPen(self.theme.colour("text2"))
        for (start, width), name in names:
            x = self.width() - start - width if right_to_left else start
            place = QRect(x, 0, width, self.height() - 1)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, name)
