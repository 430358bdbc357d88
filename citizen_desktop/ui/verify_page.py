"""The screen that judges a package: a zip or a folder, chosen or dropped."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.content.models import Text
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.examination import Examination, State, examine
from citizen_desktop.reopening import Reopened, holds_draft, reopen
from citizen_desktop.ui import verdict_words
from citizen_desktop.ui.banner import Banner
from citizen_desktop.ui.file_choice import choose_file, choose_folder
from citizen_desktop.ui.footed_page import FootedPage
from citizen_desktop.ui.job_row import JobRow
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.ui.page import CARD_GAP, COLUMN_GAP, PADDING_X
from citizen_desktop.ui.result_list import ResultHead, ResultList
from citizen_desktop.ui.result_model import ResultModel
from citizen_desktop.ui.verdict_cards import CountsCard, MeaningCard
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import set_beside
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.path_drop import DropZone, PathDrop
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from datetime import datetime

_ASIDE: Final = 344
_LIST: Final = 420
_LIST_HEIGHT: Final = 240


class VerifyPage(Arranged, PathDrop, FootedPage):
    """Judges one package after the other.

    Args:
        theme: colours and fonts.
        clock: tells when a package was checked.
        slots: the names of the documents by slot id.
    """

    copied = Signal(str)
    judged = Signal(object)
    edit_wanted = Signal()
    """The package that was judged is to be edited as a new draft; ``reopen`` reads it."""
    reopened = Signal(object)
    """A ``Reopened``."""
    failed = Signal(str)
    """A sentence: the package can't be edited."""

    def __init__(self, theme: Theme, clock: Clock, slots: Mapping[str, Text]) -> None:
        super().__init__(theme, "lock")
        self._clock = clock
        self._job: Job | None = None
        self._name = ""
        self._path = Path()
        self._begun = 0.0
        self._seconds: float | None = None
        self._checked: datetime | None = None
        self.examination: Examination | None = None
        self._error: Exception | None = None
        self.banner = Banner(theme, 76, 48)
        self.another = Button(theme, icon="folder-open", height=40)
        self.another_folder = Button(theme, icon="folder", height=40)
        self.copy = Button(theme, icon="copy", height=44)
        self.edit = Button(theme, Kind.PRIMARY, "pencil", height=44)
        self.model = ResultModel(slots, self)
        self.list = ResultList(theme, self.model)
        self.head = ResultHead(theme, self.list)
        self.counts = CountsCard(theme)
        self.meaning = MeaningCard(theme)
        self.job_row = JobRow(theme)
        self._lay_out(theme)
        self.another.clicked.connect(self.choose_file)
        self.another_folder.clicked.connect(self.choose_folder)
        self.copy.clicked.connect(self._copy)
        self.edit.clicked.connect(self.edit_wanted)
        self.setAcceptDrops(True)
        self.retranslate()

    def _lay_out(self, theme: Theme) -> None:
        self.banner.buttons.addWidget(self.another)
        self.banner.buttons.addWidget(self.another_folder)
        self._working = Card(theme)
        working = QVBoxLayout(self._working)
        working.setContentsMargins(21, 17, 21, 17)
        working.addWidget(self.job_row)
        card = Card(theme)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(1, 1, 1, 8)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addWidget(self.list, 1)
        self._aside = QWidget()
        aside = QVBoxLayout(self._aside)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(CARD_GAP)
        aside.addWidget(self.counts)
        aside.addWidget(self.meaning, 1)
        self._body = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(COLUMN_GAP)
        self._halves.addWidget(card, 1)
        self._halves.addWidget(self._aside)
        self.column.addWidget(self.banner)
        self.column.addWidget(self._working)
        self.column.addWidget(self._body, 1)
        self.zone = DropZone(theme, "file-zip")
        self.column.addWidget(self.zone, 1)
        self.foot.row.addWidget(self.copy)
        self.foot.row.addWidget(self.edit)

    # ---------------------------------------------------------------- what is judged

    def open_path(self, path: Path) -> None:
        """Judge this package; one that is being judged is given up.

        Args:
            path: a zip or a folder.
        """
        if self._job is not None:
            self._job.abandon()
        self.examination = self._error = None
        self.model.show_results(None)
        self._path, self._name = path, path.name
        self._begun = self._clock.elapsed()
        job = self._job = Job(_examine, path, clock=self._clock)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._broken_off)
        self.job_row.watch(job, lambda: _("Reading the files and comparing their digests"))
        self._show()
        job.start()

    def choose_file(self) -> None:
        """Ask for a zip."""
        kinds = (_("Packages (*.zip)"), _("All files (*)"))
        chosen = choose_file(self, _("Choose a package"), kinds)
        if chosen is not None:
            self.open_path(chosen)

    def choose_folder(self) -> None:
        """Ask for a folder that a package was unpacked to."""
        chosen = choose_folder(self, _("Choose the folder of a package"))
        if chosen is not None:
            self.open_path(chosen)

    def reopen(self) -> None:
        """Read the draft of the package that was judged; ``reopened`` or ``failed`` tells the end."""
        if self._job is not None or self.examination is None:
            return
        job = self._job = Job(_reopen, self._path, self.examination, clock=self._clock)
        job.finished.connect(self._read_draft)
        job.failed.connect(self._not_reopened)
        job.cancelled.connect(self._broken_off)
        self.job_row.watch(job, lambda: _("Reading the draft in the package"))
        self._show()
        job.start()

    def _read_draft(self, found: Reopened) -> None:
        self._job = None
        self._show()
        self.reopened.emit(found)

    def _not_reopened(self, error: Exception) -> None:
        self._job = None
        self._show()
        if isinstance(error, UserError):
            self.failed.emit(error.message)

    def let_go(self) -> None:
        """Give up the job at work, if there is one, and wait for its end: for a window that closes."""
        if self._job is not None:
            self._job.close()
            self._job = None

    def _finished(self, examination: Examination) -> None:
        self._job = None
        self.examination = examination
        self.model.show_results(examination)
        self._checked = self._clock.now()
        self._seconds = self._clock.elapsed() - self._begun if self._clock.runs else None
        self._show_end()
        self.judged.emit(examination)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._error = error
        self._show_end()

    def _broken_off(self) -> None:
        self._job = None
        self._show_end()

    # ---------------------------------------------------------------- what is shown

    def _show_end(self) -> None:
        at_work = self.job_row.isAncestorOf(self.focusWidget() or self)
        self._show()
        if at_work:
            target = self.list if self.examination is not None else self.another
            target.setFocus(Qt.FocusReason.TabFocusReason)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.banner.title.text()))

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.another_folder.say(_("Folder"), _("Choose the folder of a package"))
        self.copy.say(_("Copy the report"))
        self.edit.say(_("Edit as a new draft"))
        self.zone.label.setText(_("Drop a package here"))
        self.list.setAccessibleName(_("Files of the package"))
        self.foot.note.setText(_("The check runs on this device, and nothing is sent."))
        self.model.retranslate()
        self._show()

    def _show(self) -> None:
        """Show the state that the page is in."""
        examination = self.examination
        self.another.say(_("Another package") if self._name else _("Choose a package"))
        self._working.setVisible(self._job is not None)
        self._body.setVisible(examination is not None)
        self.zone.setVisible(examination is None)
        self.copy.setVisible(examination is not None)
        self.edit.setVisible(examination is not None and holds_draft(examination))
        self.edit.setEnabled(self._job is None)
        self.banner.pill.setVisible(examination is not None)
        if examination is not None:
            self._show_examination(examination)
        elif self._job is not None:
            self._say("ok", "file-zip", self._working_words(), _("Every file is read once."))
        elif self._error is not None:
            known = isinstance(self._error, UserError)
            reason = str(self._error) if known else _("Something went wrong in the application. Try it again.")
            self._say("warn", "alert-triangle", _("The package could not be checked"), reason)
        else:
            words = _(
                "Choose its zip file or its folder, or drop it here. You see whether a file was changed or is missing,"
                " and can edit a sound one as a new draft."
            )
            self._say("ok", "shield-check", _("Check or open a package"), words)
        self._arrange()

    def _say(self, look: str, icon: str, title: str, line: str) -> None:
        self.banner.show_state(look, icon)
        self.banner.title.setText(title)
        self.banner.line.setText(line)

    def _show_examination(self, examination: Examination) -> None:
        valid = examination.verdict.valid
        checked = self._checked or self._clock.now()
        line = verdict_words.about(examination, checked, self._seconds)
        self._say("ok" if valid else "err", "check" if valid else "shield-x", verdict_words.headline(examination), line)
        if valid and examination.complete is False:
            self.banner.pill.show_state("warn", "alert-triangle", _("Unchanged, but the draft has gaps"))
        elif valid:
            self.banner.pill.show_state("ok", "shield-check", _("Complete and unchanged"))
        else:
            self.banner.pill.show_state("err", "alert-circle", _("Do not rely on it"))
        self.counts.show_examination(examination)
        self.meaning.show_examination(examination)

    def _working_words(self) -> str:
        return _("Checking {name}").format(name=bidi.isolate(self._name))

    def _copy(self) -> None:
        """Put the report on the clipboard as plain text."""
        if self.examination is None or self._checked is None:
            return
        damaged = [row for row in range(self.model.rowCount()) if self.model.state(row) is not State.INTACT]
        line = verdict_words.about(self.examination, self._checked, self._seconds)
        rows = [self.model.row(row).text for row in damaged]
        QGuiApplication.clipboard().setText(verdict_words.report(self.examination, line, rows))
        self.copied.emit(_("The report was copied"))

    # ---------------------------------------------------------------- where things stand

    def _arrange(self) -> None:
        """Set list and cards side by side where there is room."""
        room = self.viewport().width() - 2 * PADDING_X
        self.banner.fit(room)
        side = self.theme.size(_ASIDE)
        beside = room >= self.theme.size(_LIST) + COLUMN_GAP + side
        set_beside(self._halves, self._aside, side, beside=beside)
        self.list.setMinimumHeight(self.theme.size(_LIST_HEIGHT))

    # ---------------------------------------------------------------- what is dropped

    def path_held(self, held: bool) -> None:  # noqa: FBT001  a setter
        """Mark the banner while something is held above the page."""
        self.zone.set_held(held)
        self.banner.set_border("focusRing" if held else self.banner.border, 2 if held else 1)

    def path_dropped(self, path: Path) -> None:
        """Judge what was dropped."""
        self.open_path(path)


def _examine(control: Control, path: Path) -> Examination:
    return examine(path, progress=control.progress, cancelled=control.cancelled)


def _reopen(_control: Control, path: Path, examination: Examination) -> Reopened:
    return reopen(path, examination)
