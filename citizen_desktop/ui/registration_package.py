"""The package of a registration: asked for, written off the GUI thread, and shown."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.assembly import assemble_registration
from citizen_desktop.bidi import ltr
from citizen_desktop.clock import Clock
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.drafts.models import Action
from citizen_desktop.forms.payload_names import placed
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import registration_state
from citizen_desktop.forms.registration_summary import compose_summary
from citizen_desktop.forms.registration_words import field_name, field_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.names import PackageKind
from citizen_desktop.ui.form_files import File
from citizen_desktop.ui.gaps_sheet import Gap, GapsSheet
from citizen_desktop.ui.package_ready_page import PackageReadyPage
from citizen_desktop.ui.package_work import PackageWork, writing_words
from citizen_desktop.ui.packing import Order, Packed, order_job
from citizen_desktop.ui.print_dialog import preview_summary
from citizen_desktop.ui.ready_package import ReadyPackage, Step, packed_files
from citizen_desktop.ui.registration_answers import RegistrationAnswers
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.content.models import Text
    from citizen_desktop.drafts.in_hand import DraftInHand


class RegistrationPackage(PackageWork):
    """The way to the package.

    Args:
        theme: colours and fonts.
        host: what sheets and dialogs lie over.
        content: rows.
        answers: the draft that the form shows.
        clock: tells the day.
        state: where places of unfinished files are noted, None where nothing may be kept.
    """

    item_wanted = Signal(str)
    """Something that is missing is to be answered first."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        content: RegistrationContent,
        answers: RegistrationAnswers,
        clock: Clock,
        state: Path | None,
    ) -> None:
        super().__init__(theme, host, clock, state)
        self._content, self._answers = content, answers
        self._draft = RegistrationDraft()
        self._in_hand: DraftInHand | None = None

    def ask(self) -> None:
        """Make a package; with gaps only once the person has seen them."""
        if self.job is not None:
            return
        if self._answers.files.is_busy:
            self.failed.emit(_("A file is still being taken in. Wait until it is there."))
            return
        missing = self._answers.state.missing
        if not missing:
            self._ask_folder(self.pack)
            return
        gaps = [
            Gap(item.id, partial(field_name, self._content, item), partial(field_sentence, item)) for item in missing
        ]
        sheet = GapsSheet(self._theme, self._host.window(), gaps)
        sheet.accepted.connect(partial(self._ask_folder, self.pack))
        sheet.item_wanted.connect(self.item_wanted)
        self.sheet_opened.emit(sheet)
        sheet.open_sheet(sheet.back)

    def pack(self, folder: Path) -> None:
        """Write a package of the answers as they are now.

        Args:
            folder: where it goes to.
        """
        if self.job is not None:
            return
        draft, files = self._answers.draft, self._answers.files.kept
        job = order_job(self._order(draft, files, folder), self._state, self._clock)
        self._draft, self._in_hand = draft, self._answers.in_hand
        self._start(job, writing_words)

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

    def _packed(self, packed: Packed) -> None:
        draft = self._draft
        self._answers.take_as_packed(draft)
        if self._in_hand is not None:
            self._in_hand.note(Action.PACKED)
        page = PackageReadyPage(self._theme, ready_registration(self._content, draft, packed))
        page.refused.connect(self.failed)
        page.print_wanted.connect(partial(self._print, draft))
        self.ready.emit(page)

    def _print(self, draft: RegistrationDraft) -> None:
        """Show the summary of what was packed as it will be printed."""
        sheet = compose_summary(self._content, draft, self._clock.now().date())
        preview_summary(self._host.window(), sheet)


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
