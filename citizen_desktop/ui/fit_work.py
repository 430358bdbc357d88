"""Between the form and what makes its files fit: the work, its sheet, and the files that the person takes over."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from citizen_desktop.attachments.workshop import WorkshopClosedError
from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.errors import UserError
from citizen_desktop.forms.budget import Budget
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.file_keeping import Keeper
from citizen_desktop.ui.form_files import FormFiles
from citizen_desktop.ui.jobs import Control, Job
from citizen_desktop.ui.made_files import Remade, ToKeep, keep_made

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.ui.editor_source import Decoding
    from citizen_desktop.ui.fit_sheet import FitSheet
    from citizen_desktop.ui.fitting_files import Fittable, Fitting
    from citizen_desktop.ui.objection_page import ObjectionPage


class FitWork(QObject):
    """The work; one at a time.

    Args:
        page: the form.
        content: limits.
        files: of the draft that it shows.
        keeper: keeps their bytes.
        clock: the time.
    """

    sheet_opened = Signal(object)
    failed = Signal(str)
    """A sentence: it was not done, and the files are as they were."""
    changed = Signal()
    """Something is being kept, or no more."""

    def __init__(
        self, page: "ObjectionPage", content: ObjectionContent, files: FormFiles, keeper: Keeper, clock: Clock
    ) -> None:
        super().__init__(page)
        self._page, self._files, self._keeper, self._clock = page, files, keeper, clock
        self._limits = content.documents.limits
        self._job: Job | None = None
        self.sheet: FitSheet | None = None
        self.is_keeping = False
        """Whether what was made is being kept."""

    def start(self) -> None:
        """Make the files of the draft smaller, and show what would come of that."""
        if self._job is not None or self._files.is_busy:
            return
        from citizen_desktop.ui.fit_sheet import FitSheet  # noqa: PLC0415  only where files are too large

        page, budget = self._page, Budget.of(self._limits)
        job = self._job = Job(_fit, page.bench.workshop, self._fittables(), budget, clock=self._clock)
        sheet = self.sheet = FitSheet(page.theme, page.window(), job, page.bench.thresholds, self._limits.package_mb)
        in_hand = self._files.in_hand
        job.finished.connect(lambda fitting: self._made(fitting, sheet))
        job.failed.connect(lambda error: self._broken(error, sheet))
        job.cancelled.connect(sheet.close_sheet)
        sheet.accepted.connect(lambda: self._keep(sheet.fitting, in_hand))
        sheet.closed.connect(lambda: self._closed(job))
        self.sheet_opened.emit(sheet)
        sheet.open_sheet(sheet.keep)
        job.start()

    def _fittables(self) -> "tuple[Fittable, ...]":
        """Return the files of the draft with what they can be made of; marks are painted here, on the GUI thread."""
        from citizen_desktop.printing.purpose_mark import mark_raster  # noqa: PLC0415  as above
        from citizen_desktop.ui.fitting_files import fittable  # noqa: PLC0415

        known = self._files.originals()
        return tuple(
            fittable(
                attachment,
                file,
                known,
                self._files.inspections,
                mark_raster(attachment.edits.mark) if attachment.edits is not None and attachment.edits.mark else None,
            )
            for attachment, file in zip(self._page.draft.attachments, self._page.files, strict=True)
        )

    def close(self) -> None:
        """Break everything off."""
        if self._job is not None:
            self._job.close()
            self._job = None
        self.is_keeping = False

    def _made(self, fitting: "Fitting | None", sheet: "FitSheet") -> None:
        self._job = None
        if fitting is None:
            sheet.close_sheet()
        else:
            sheet.show_fitting(fitting)

    def _broken(self, error: Exception, sheet: "FitSheet") -> None:
        self._job = None
        sheet.close_sheet()
        if isinstance(error, UserError):
            self.failed.emit(error.message)

    def _closed(self, job: Job) -> None:
        """The sheet is gone; what is still being made is given up."""
        self.sheet = None
        if self._job is job:
            job.abandon()
            self._job = None

    def _keep(self, fitting: "Fitting | None", in_hand: "DraftInHand | None") -> None:
        if fitting is None or in_hand is not self._files.in_hand:
            return
        known, formats = self._files.originals(), self._limits.formats
        keeping = tuple(
            ToKeep(in_hand, each.of.attachment, each.of.file, (each.made,), known, formats) for each in fitting.fitted
        )
        self.is_keeping = True
        job = self._job = Job(_keep, self._keeper, keeping, clock=self._clock)
        job.finished.connect(self._kept)
        job.failed.connect(self._not_kept)
        self.changed.emit()
        job.start()

    def _kept(self, remade: tuple[Remade, ...]) -> None:
        self._job, self.is_keeping = None, False
        self._files.replace(remade, _("The files were made smaller"))
        self.changed.emit()

    def _not_kept(self, error: Exception) -> None:
        self._job, self.is_keeping = None, False
        if isinstance(error, UserError):
            self.failed.emit(error.message)
        self.changed.emit()


def _fit(control: Control, decoding: "Decoding", files: "tuple[Fittable, ...]", budget: Budget) -> "Fitting | None":
    """Make files smaller; None if the window is closing."""
    from citizen_desktop.ui.fitting_files import fit_files  # noqa: PLC0415  only where files are too large

    try:
        return fit_files(control, decoding, files, budget)
    except WorkshopClosedError:
        return None


def _keep(control: Control, keeper: Keeper, keeping: tuple[ToKeep, ...]) -> tuple[Remade, ...]:
    """Keep the smaller files: all of them, or none.

    Raises:
        UserError: they can't be kept.
    """
    kept: list[Remade] = []
    try:
        for each in keeping:
            remade = keep_made(control, keeper, each)
            if remade is not None:
                kept.append(remade)
    except UserError:
        for done in kept:
            for file in done.files:
                if not isinstance(file, Path):
                    keeper.discard(file)
        raise
    return tuple(kept)
