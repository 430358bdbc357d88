"""The journal of what was done, without any personal value: as a table, and as text to copy."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

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
    at = _("{date} · {time}").format(date=gregorian(entry.at.date()), time=clock_time(entry.at))
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
        self.table.fit()
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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setPalette(theme.palette())
        self.setFont(theme.font(13))
        self.horizontalHeader().setFont(theme.font(13, 600))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.size(_ROW))
        dress_scroll_bars(self, theme)

    def fit(self) -> None:
        """Give the columns their room, and the table as much height as its rows need, up to that of the sheet."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.model().rowCount() + 1
        self.setFixedHeight(min(self._theme.size(_HEIGHT), rows * self._theme.size(_ROW) + 8))
