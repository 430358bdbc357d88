"""The package of an objection: asked for, written off the GUI thread, and shown."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.models import Paths
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.models import Action
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.letter import compose_letter
from citizen_desktop.forms.letter_edits import outdated_edits
from citizen_desktop.i18n import gettext as _
from citizen_desktop.package.source import Stored
from citizen_desktop.printing.letter_page import set_letter
from citizen_desktop.ui.objection_page import ObjectionPage
from citizen_desktop.ui.outdated_sheet import OutdatedSheet
from citizen_desktop.ui.package_ready_page import PackageReadyPage
from citizen_desktop.ui.package_work import PackageWork, writing_words
from citizen_desktop.ui.packing import Packed, packing_job, ready_package
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand


class ObjectionPackage(PackageWork):
    """The way to the package.

    Args:
        theme: colours and fonts.
        host: what sheets and dialogs lie over.
        content: rows.
        paths: the ways on the portal.
        form: whose draft is packed.
        clock: tells the day.
        state: where places of unfinished files are noted, None where nothing may be kept.
    """

    letter_wanted = Signal()
    """The letter is to be looked at first."""
    print_wanted = Signal(object)
    """The ``Letter`` of the package is to be printed."""

    def __init__(
        self,
        theme: Theme,
        host: QWidget,
        content: ObjectionContent,
        paths: Paths,
        form: ObjectionPage,
        clock: Clock,
        state: Path | None,
    ) -> None:
        super().__init__(theme, host, clock, state)
        self._content, self._paths, self._form = content, paths, form
        self._draft = ObjectionDraft()
        self._in_hand: DraftInHand | None = None
        self._day = clock.now().date()

    def ask(self, draft: ObjectionDraft, files: tuple[Path | Stored, ...]) -> None:
        """Ask where the package goes; before that, where a paragraph that the person wrote may not fit the answers any more.

        Args:
            draft: the answers.
            files: the attachments, or where they lie, in the draft's order.
        """
        ask_folder = partial(self._ask_folder, partial(self.pack, draft, files))
        count = len(outdated_edits(self._content, draft))
        if not count:
            ask_folder()
            return
        sheet = OutdatedSheet(self._theme, self._host.window(), count)
        sheet.letter_wanted.connect(self.letter_wanted)
        sheet.accepted.connect(ask_folder)
        self.sheet_opened.emit(sheet)
        sheet.open_sheet(sheet.look)

    def pack(self, draft: ObjectionDraft, files: tuple[Path | Stored, ...], folder: Path) -> None:
        """Write a package; the form stays as it is until that is done.

        Args:
            draft: the answers.
            files: the attachments, or where they lie, in the draft's order.
            folder: where the package goes to.
        """
        if self.job is not None:
            return
        single = self._form.documents.options.single_pdf.isChecked()
        job = packing_job(
            self._content,
            draft,
            files,
            folder,
            self._state,
            self._clock,
            removable_only=self.removable_only,
            joiner=self._form.bench.workshop if single else None,
        )
        self._draft, self._in_hand = draft, self._form.in_hand
        # The letter in the package is of this day, which may be over when the package is there.
        self._day = self._clock.now().date()
        self._start(job, _joining_words if single else writing_words)

    def forget(self) -> None:
        """Show nothing of the draft that was packed last: it was erased."""
        self._draft, self._in_hand = ObjectionDraft(), None

    def _packed(self, packed: Packed) -> None:
        draft = self._draft
        self._form.take_as_packed(draft)
        if self._in_hand is not None:
            self._in_hand.note(Action.PACKED)
        letter = compose_letter(self._content, draft, self._day)
        shown = ready_package(self._content, self._paths, draft, packed, self._clock)
        page = PackageReadyPage(self._theme, shown, set_letter(letter))
        page.print_wanted.connect(lambda: self.print_wanted.emit(letter))
        page.preview_wanted.connect(lambda: self.print_wanted.emit(letter))
        page.refused.connect(self.failed)
        self.ready.emit(page)


def _joining_words() -> str:
    return _("Joining everything into one PDF, writing the package and reading it back")
