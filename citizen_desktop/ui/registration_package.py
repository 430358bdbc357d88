"""The package of a registration: asked for, written off the GUI thread, and shown."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.assembly import assemble_registration
from citizen_desktop.bidi import ltr
from citizen_desktop.clock import Clock
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.drafts.models import Action
from citizen_desktop.errors import UserError
from citizen_desktop.forms.payload_names import placed
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import registration_state
from citizen_desktop.forms.registration_words import field_name, field_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.names import PackageKind
from citizen_desktop.ui.file_choice import choose_folder
from citizen_desktop.ui.form_files import File
from citizen_desktop.ui.gaps_sheet import Gap, GapsSheet
from citizen_desktop.ui.job_row import JobRow
from citizen_desktop.ui.package_ready_page import PackageReadyPage
from citizen_desktop.ui.packing import Order, Packed, order_job
from citizen_desktop.ui.ready_package import ReadyPackage, Step, packed_files
from citizen_desktop.ui.registration_answers import RegistrationAnswers
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.content.models import Text
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.ui.jobs import Job


class RegistrationPackage(QObject):
    """The way to the package.

    Args:
        theme: colours and fonts.
        host: what sheets and dialogs lie over.
        content: rows.
        answers: the draft that the form shows.
        clock: tells the day.
        state: where places of unfinished files are noted, None where nothing may be kept.
    """

    sheet_opened = Signal(object)
    item_wanted = Signal(str)
    """Something that is missing is to be answered first."""
    begun = Signal()
    ended = Signal()
    """Nothing is being written any more."""
    ready = Signal(object)
    """A page that shows the package is to be shown."""
    failed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        content: RegistrationContent,
        answers: RegistrationAnswers,
        clock: Clock,
        state: Path | None,
    ) -> None:
        super().__init__(host)
        self._theme, self._host, self._content, self._clock, self._state = theme, host, content, clock, state
        self._answers = answers
        self.removable_only = False
        """Whether packages go to removable media only."""
        self.job: Job | None = None
        self._packed: tuple[RegistrationDraft, DraftInHand | None] = (RegistrationDraft(), None)
        self.row = JobRow(theme)
        self.card = Card(theme, radius=8)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(17, 12, 17, 12)
        column.addWidget(self.row)
        self.card.hide()

    def ask(self) -> None:
        """Make a package; with gaps only once the person has seen them."""
        if self.job is not None:
            return
        if self._answers.files.is_busy:
            self.failed.emit(_("A file is still being taken in. Wait until it is there."))
            return
        missing = self._answers.state.missing
        if not missing:
            self._ask_folder()
            return
        gaps = [
            Gap(item.id, partial(field_name, self._content, item), partial(field_sentence, item)) for item in missing
        ]
        sheet = GapsSheet(self._theme, self._host.window(), gaps)
        sheet.accepted.connect(self._ask_folder)
        sheet.item_wanted.connect(self.item_wanted)
        self.sheet_opened.emit(sheet)
        sheet.open_sheet(sheet.back)

    def _ask_folder(self) -> None:
        folder = choose_folder(self._host, _("Choose where the package goes"))
        if folder is not None:
            self.pack(folder)

    def pack(self, folder: Path) -> None:
        """Write a package of the answers as they are now.

        Args:
            folder: where it goes to.
        """
        if self.job is not None:
            return
        draft, files = self._answers.draft, self._answers.files.kept
        job = self.job = order_job(self._order(draft, files, folder), self._state, self._clock)
        self._packed = (draft, self._answers.in_hand)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._end)
        self.row.watch(job, lambda: _("Writing the package and reading it back"))
        self.card.show()
        # Before what has the keyboard is disabled: Qt would hand it to the head of the window.
        self.row.cancel.setFocus()
        self.begun.emit()
        job.start()

    def _order(self, draft: RegistrationDraft, files: tuple[File, ...], folder: Path) -> Order:
        state = registration_state(self._content, draft, self._clock.now().date())
        payload = tuple(assemble_registration(self._content, draft, files, self._clock))
        return Order(
            PackageKind.REGISTRATION,
            payload,
            folder,
            removable_only=self.removable_only,
            incomplete=not state.complete,
        )

    def _end(self) -> None:
        self.job = None
        self.card.hide()
        self.ended.emit()

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, UserError):
            self.failed.emit(error.message)

    def _finished(self, packed: Packed) -> None:
        self._end()
        draft, in_hand = self._packed
        self._answers.take_as_packed(draft)
        if in_hand is not None:
            in_hand.note(Action.PACKED)
        page = PackageReadyPage(self._theme, ready_registration(self._content, draft, packed))
        page.refused.connect(self.failed)
        self.ready.emit(page)

    def close(self) -> None:
        """Break off what is being written, for a window that closes."""
        if self.job is not None:
            self.job.close()
            self._end()


def ready_registration(content: RegistrationContent, draft: RegistrationDraft, packed: Packed) -> ReadyPackage:
    """Return what the result screen shows."""
    slots: dict[str, Text] = {slot.id: slot.name for slot in content.documents.slots}
    written, path = packed.written, content.portal.paths[0]
    return ReadyPackage(
        path=written.path,
        size=written.size,
        files=packed_files(written.path.stem, written.files, packed.sizes, slots),
        verified=True,
        incomplete=packed.incomplete,
        applicant_name=draft.name,
        subject="",
        period="",
        deadline="",
        steps=tuple(Step(step.text, step.detail or "", step.attaches) for step in path.steps),
        steps_verified=max(fact.verified for fact in path.facts),
        attached=partial(attached_lines, content, draft),
        is_registration=True,
    )


def attached_lines(content: RegistrationContent, draft: RegistrationDraft) -> tuple[str, ...]:
    """Return a line for every file of a draft's package that goes up on the portal: its document and its name."""
    names = {slot.id: slot.name for slot in content.documents.slots}
    return tuple(
        _("{document}: {file}").format(
            document=names.get(place.attachment.slot, ltr(place.attachment.slot)), file=ltr(place.name)
        )
        for place in placed(content.documents, draft.attachments)
    )
