"""The journal of what was done, without any personal value: as a table, and as text to copy."""

import heapq
import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyle, QTableView, QVBoxLayout, QWidget

from citizen_desktop.bidi import isolate, strip_controls
from citizen_desktop.drafts.models import JournalEntry
from citizen_desktop.formats import clock_time, gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.case_words import action_words, number_words
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.scrolling import dress_scroll_bars
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

_HEIGHT: Final = 360
_ROW: Final = 36
_GAP: Final = 12
_WIDEST: Final = 20
"""Cells of a column that are measured again at each width."""

Index = QModelIndex | QPersistentModelIndex


class JournalModel(QAbstractTableModel):
    """The lines as rows.

    Args:
        entries: the latest first.
        parent: lives as long.
    """

    def __init__(self, entries: Sequence[JournalEntry], parent: QObject) -> None:
        super().__init__(parent)
        self.entries = tuple(entries)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature
        """Return when, what, which case, by whom."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or not 0 <= index.row() < len(self.entries):
            return None
        return entry_words(self.entries[index.row()])[index.column()]

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("When"), _("What was done"), _("Case"), _("Staff"))[section]
        return None

    def text(self) -> str:
        """Return everything as lines, cells set apart by tabs."""
        heads = [str(self.headerData(section, Qt.Orientation.Horizontal)) for section in range(4)]
        lines = ["\t".join(heads), *("\t".join(entry_words(entry)) for entry in self.entries)]
        return strip_controls("\n".join(lines))


def entry_words(entry: JournalEntry) -> tuple[str, str, str, str]:
    """Return when, what, which case, by whom."""
    # What is too long for its column breaks behind the dot.
    at = (
        _("{date} · {time}").replace(" ·", "\u00a0·").format(date=gregorian(entry.at.date()), time=clock_time(entry.at))
    )
    number = number_words(entry.number) if entry.number else "—"
    return at, action_words(entry.action), number, isolate(entry.initials) if entry.initials else "—"


class JournalSheet(Sheet):
    """The table.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        entries: the latest first.
    """

    said = Signal(str)

    def __init__(self, theme: Theme, window: QWidget, entries: Sequence[JournalEntry]) -> None:
        super().__init__(theme, window, "history", "info", 720)
        self.title.setText(_("Journal of actions"))
        count = ngettext("{n} line, without any name", "{n} lines, without any name", len(entries)).format(
            n=len(entries)
        )
        self.subtitle.setText(count if entries else _("Nothing has been noted yet."))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.model = JournalModel(entries, self)
        self.table = _Table(theme)
        self.table.setModel(self.model)
        self.table.fit(entries)
        self.table.setAccessibleName(self.title.text())
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 0, 24, 12)
        column.addWidget(self.table)
        self.body.addWidget(holder)
        self.copy = Button(theme, Kind.OUTLINE, "copy", height=40)
        self.copy.say(_("Copy as text"), _("Copy the journal as text"))
        self.copy.setEnabled(bool(entries))
        self.copy.clicked.connect(self._copy)
        self.done = Button(theme, Kind.PRIMARY, height=40)
        self.done.say(_("Close"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.add(self.copy)
        self.foot.add_at_end(self.done)
        self.open_sheet(self.done)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.model.text())
        self.said.emit(_("The journal was copied"))


class _Table(QTableView):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cells: list[list[str]] = []
        """The widest of each column."""
        self._needs: list[int] = []
        """The width of each column with its words in one line."""
        self._least: list[int] = []
        """Its width with a word in each line."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setPalette(theme.palette())
        self.setFont(theme.font(13))
        self.horizontalHeader().setFont(theme.font(13, 600))
        self.horizontalHeader().setHighlightSections(False)
        # Else a column is as wide as the widest of all signs twice over.
        self.horizontalHeader().setMinimumSectionSize(theme.size(_GAP))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.size(_ROW))
        dress_scroll_bars(self, theme)

    def fit(self, entries: Sequence[JournalEntry]) -> None:
        """Measure what there is; columns and rows get their room from it, and the table its height.

        Args:
            entries: that the model shows.
        """
        header, width = self.horizontalHeader(), self._width_of
        heads = [header.sectionSizeHint(column) + self._theme.size(_GAP) for column in range(header.count())]
        # The same few words come again and again.
        columns = [set(cells) for cells in zip(*map(entry_words, entries), strict=True)] or [set() for _head in heads]
        self._cells = [heapq.nlargest(_WIDEST, cells, width) for cells in columns]
        self._needs = [max([head, *map(width, cells)]) for head, cells in zip(heads, self._cells, strict=True)]
        words = [{word for cell in cells for word in cell.split()} for cells in self._cells]
        self._least = [max([head, *map(width, each)]) for head, each in zip(heads, words, strict=True)]
        self._share()

    @property
    def _margin(self) -> int:
        """Pixels beside the words of a cell that are not theirs."""
        return 2 * (self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1)

    def _width_of(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + self._margin + self._theme.size(_GAP)

    def _share(self) -> None:
        """Share the width out so that everything can be read: where it finds no room in a line, in several."""
        spare = self.viewport().width() - sum(self._needs)
        if spare < 0:
            # What can be broken is, as far as it goes; the table scrolls where even that finds no room.
            slack = [need - least for need, least in zip(self._needs, self._least, strict=True)]
            part = min(1.0, -spare / sum(slack)) if any(slack) else 0.0
            widths = [need - math.ceil(part * each) for need, each in zip(self._needs, slack, strict=True)]
        else:
            widths = [need + spare // len(self._needs) for need in self._needs]
        metrics, lines = self.fontMetrics(), 1
        for column, (width, cells) in enumerate(zip(widths, self._cells, strict=True)):
            self.setColumnWidth(column, width)
            room = QRect(0, 0, width - self._margin, 10_000)
            heights = (metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, each).height() for each in cells)
            lines = max(lines, round(max(heights, default=0) / metrics.lineSpacing()))
        head = self._theme.size(_ROW)
        row = head + (lines - 1) * metrics.lineSpacing()
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(min(self._theme.size(_HEIGHT), head + self.model().rowCount() * row + 8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        if self._needs:
            self._share()
