"""Which answers helped and which did not: for the staff of a help centre."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.faq_models import Faq
from citizen_desktop.files import write_atomically
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.policy import Mode
from citizen_desktop.ui.file_choice import choose_new_file
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.usefulness import Rating, Tally, ratings, ratings_csv
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_FILE: Final = "usefulness.csv"


class UsefulCountsButton(Retranslated, Button):
    """Leads the staff of a help centre to the counts; elsewhere it is not on screen, and technicians have the command line.

    Args:
        theme: colours and fonts.
        mode: for whom the machine stands there.
    """

    def __init__(self, theme: Theme, mode: Mode) -> None:
        super().__init__(theme, Kind.GHOST, "list-details")
        # A layout shows what it is given, but not what was hidden by name.
        if mode is not Mode.CENTRE:
            self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.say(_("Which answers helped"))


class UsefulSheet(Sheet):
    """A table of the counts, to be written to a file and to be reset.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        tally: counts.
        faq: the questions.
        clock: for the job that writes.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, theme: Theme, window: QWidget, tally: Tally, faq: Faq, clock: Clock) -> None:
        super().__init__(theme, window, "list-details", "info", 800)
        self._tally, self._faq, self._clock = tally, faq, clock
        self._job: Job | None = None
        self._table: QWidget | None = None
        self.rows: Sequence[Rating] = ()
        self.title.setText(_("Which answers helped"))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.export = Button(theme, Kind.OUTLINE, "file-text", height=40)
        self.export.say(_("Save as a table"), _("Save the counts as a CSV file"))
        self.export.clicked.connect(self._export)
        self.reset = Button(theme, Kind.OUTLINE, "trash", height=40, colour="errT")
        self.reset.say(_("Reset the counts"))
        self.reset.clicked.connect(self._ask)
        self.done = Button(theme, Kind.PRIMARY, height=40)
        self.done.say(_("Close"))
        self.done.clicked.connect(self.close_sheet)
        self.question = Label(theme, 15, 600)
        self.question.setText(_("Reset all counts to zero?"))
        self.keep = Button(theme, Kind.PRIMARY, height=40)
        self.keep.say(_("Keep them"))
        self.keep.clicked.connect(self._keep)
        self.erase = Button(theme, Kind.OUTLINE, height=40, colour="errT")
        self.erase.say(_("Reset to zero"))
        self.erase.clicked.connect(self._erase)
        self.foot.add(self.question)
        for button in (self.export, self.reset, self.done, self.keep, self.erase):
            self.foot.add_at_end(button)
        self._show_asking(asking=False)
        self._show_rows()
        self.open_sheet(self.done)

    def _show_rows(self) -> None:
        self.rows = ratings(self._tally.counts(), self._faq)
        if self._table is not None:
            self.body.removeWidget(self._table)
            self._table.hide()
            self._table.deleteLater()
        self._table = QWidget()
        table = QVBoxLayout(self._table)
        table.setContentsMargins(0, 0, 0, 0)
        table.setSpacing(0)
        total = sum(row.yes + row.no for row in self.rows)
        self.subtitle.setText(
            ngettext("{n} opinion, without any name", "{n} opinions, without any name", total).format(n=total)
            if total
            else _("Nobody has judged an answer on this device yet.")
        )
        if self.rows:
            table.addWidget(_Head(self.theme))
        for row in self.rows:
            table.addWidget(_row(self.theme, row))
            table.addWidget(Rule(self.theme))
        table.addStretch(1)
        self.body.addWidget(self._table)
        self.export.setEnabled(bool(self.rows))
        self.reset.setEnabled(bool(self.rows))

    def _show_asking(self, *, asking: bool) -> None:
        for widget in (self.question, self.keep, self.erase):
            widget.setVisible(asking)
        for widget in (self.export, self.reset, self.done):
            widget.setVisible(not asking)

    def _ask(self) -> None:
        """Ask once more; the safe answer has the keyboard."""
        self._show_asking(asking=True)
        self.keep.setFocus()

    def _keep(self) -> None:
        self._show_asking(asking=False)
        self.done.setFocus()

    def _erase(self) -> None:
        fine = self._tally.reset()
        self._keep()
        self._show_rows()
        self._place()
        if fine:
            self.said.emit(_("The counts are at zero"))
        else:
            self.failed.emit(_("The counts could not be reset: the disk is full or may not be written to."))

    def _export(self) -> None:
        path = choose_new_file(self, _("Save the counts"), _FILE, _("Tables") + " (*.csv)")
        if path is None:
            return
        self.export.setEnabled(False)
        # The place may lie on a network drive that does not answer.
        self._job = Job(_write, path, ratings_csv(self.rows), clock=self._clock)
        self._job.finished.connect(self._exported)
        self._job.failed.connect(self._not_exported)
        self._job.start()

    def _exported(self, error: object) -> None:
        self.export.setEnabled(bool(self.rows))
        if error is None:
            self.said.emit(_("The table was saved"))
        else:
            self._not_exported(error)

    def _not_exported(self, _error: object) -> None:
        self.export.setEnabled(bool(self.rows))
        self.failed.emit(_("The table could not be saved there. Choose another place."))

    def close_sheet(self) -> None:
        """Take the sheet away; what is being written is written to its end, and nothing is told of it."""
        if self._job is not None:
            self._job.abandon()
        super().close_sheet()


def _write(_control: Control, path: Path, data: bytes) -> OSError | ValueError | None:
    """Write the table; what the disk says against it is an answer, no mistake of the program's."""
    try:
        write_atomically(path, data)
    except (OSError, ValueError) as error:
        return error
    return None


def _columns(theme: Theme, grid: QGridLayout) -> None:
    grid.setContentsMargins(24, 8, 24, 8)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(0, 1)
    for column in (1, 2, 3):
        grid.setColumnMinimumWidth(column, theme.size(56))


class _Head(Themed, QWidget):
    """The names of the columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        _columns(theme, grid)
        for column, text in enumerate((_("Question"), _("Yes"), _("No"), _("Useful"))):
            label = Label(theme, 13, 600, "text2", at_end=column > 0)
            label.setText(text)
            grid.addWidget(label, 0, column)
        self.follow(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.theme.colour("surface2"))


def _row(theme: Theme, rating: Rating) -> QWidget:
    row = QWidget()
    grid = QGridLayout(row)
    _columns(theme, grid)
    share = _("{n} %").format(n=round(rating.share * 100))
    question = Label(theme, 15, 600, wrap=True)
    question.setText(rating.question)
    grid.addWidget(question, 0, 0)
    for column, text in enumerate((str(rating.yes), str(rating.no), share), 1):
        label = Label(theme, 15, at_end=True)
        label.setText(text)
        grid.addWidget(label, 0, column)
    counts = _("yes {yes}, no {no}, useful {share} %").format(
        yes=rating.yes, no=rating.no, share=round(rating.share * 100)
    )
    row.setAccessibleName(f"{rating.question}: {counts}")
    return row
