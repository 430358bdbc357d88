"""Takes a draft in that was handed over: the file, the code, a look at what is in it, and only then into the store."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.handover_format import SUFFIX, Wrapping
from citizen_desktop.drafts.handover_in import LARGEST, Offer, open_offer, take_in, wrapping_of
from citizen_desktop.drafts.handover_words import Code, WordList
from citizen_desktop.drafts.models import DraftId, Summary
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch
from citizen_desktop.formats import clock_time, file_size, gregorian
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.case_words import number_words
from citizen_desktop.ui.code_card import CodeField
from citizen_desktop.ui.file_choice import choose_file
from citizen_desktop.ui.jobs import Control
from citizen_desktop.ui.work_sheet import WorkSheet
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.path_drop import DropZone, PathDrop
from citizen_desktop.widgets.theme import Theme


@dataclass(frozen=True)
class Intake:
    """How drafts are taken in here.

    Args:
        largest: bytes of files that may be taken in.
        initials: of the member of staff, for the journal.
        summarise: works out what lists show of a draft; without it they show what the file says.
    """

    largest: int = LARGEST
    initials: str = ""
    summarise: Callable[[AnyDraft], Summary | None] | None = None


class ImportSheet(PathDrop, WorkSheet):
    """File, code, preview.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        store: where the draft goes to; it also holds the centre's key.
        words: codes are made of them.
        clock: the time.
        intake: how drafts are taken in here.
    """

    imported = Signal(str)
    """The id that the draft has here."""

    def __init__(
        self, theme: Theme, window: QWidget, store: Store, words: WordList, clock: Clock, intake: Intake | None = None
    ) -> None:
        super().__init__(theme, window, "file-import", 640, clock)
        self._store, self._intake = store, intake or Intake()
        self._path: Path | None = None
        self.offer: Offer | None = None
        self.say(
            _("Take a draft in"),
            _("A file that was handed over, from a stick or a folder. It is checked before anything is kept."),
        )
        self._file = self.add_part()
        self.zone = DropZone(theme, "file-import")
        self.zone.label.setText(_("Drop the file here"))
        self._file.addWidget(self.zone)
        self.cancel = self.add_button(_("Cancel"), self.leave)
        self.other = self.add_button(_("Another file"), self._start_anew)
        self.choose = self.add_button(_("Choose the file"), self._ask_file, primary=True, icon="folder-open")
        self._typing = self.add_part()
        self.name = Label(theme, 13, colour="text2", wrap=True)
        self.code = CodeField(theme, words)
        self.code.line.returnPressed.connect(self._open)
        self._typing.addWidget(self.name)
        self._typing.addWidget(self.code)
        self.open = self.add_button(_("Open"), self._open, primary=True)
        self._look = self.add_part()
        self.sound = Notice(theme, "ok", "shield-check")
        self.sound.say(_("The file is whole and unchanged."))
        self.facts = Label(theme, 15, wrap=True)
        self._look.addWidget(self.sound)
        self._look.addWidget(self.facts)
        self.take = self.add_button(_("Take it in as a new draft"), self._take, primary=True, icon="file-import")
        self.setAcceptDrops(True)
        self.show_part(self._file, self.choose, self.cancel)
        self.open_sheet(self.choose)

    # ---------------------------------------------------------------- the file

    def _ask_file(self) -> None:
        path = choose_file(
            self,
            _("Choose a file that was handed over"),
            (_("Drafts handed over") + f" (*{SUFFIX})", _("All files") + " (*)"),
        )
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Take a file up; it is read off the GUI thread, since it may lie on a drive that does not answer."""
        self._path, self.offer = path, None
        self.run(lambda: _("Reading the file"), _wrapping, self._looked_at, path)

    def _looked_at(self, wrapping: object) -> None:
        self.name.setText(_("File {name}").format(name=bidi.ltr(self._path.name) if self._path else ""))
        if wrapping is Wrapping.CENTRE:
            self._read(self._store)
        else:
            self.show_part(self._typing, self.open, self.other, focus=self.code.line)

    def _start_anew(self) -> None:
        self._path = self.offer = None
        self.code.show_text("")
        self.code.show_state(State.PLAIN)
        self.problem.hide()
        self.show_part(self._file, self.choose, self.cancel)

    def path_held(self, held: bool) -> None:  # noqa: FBT001  a setter
        """Mark the zone while something is held above the sheet."""
        self.zone.set_held(held)

    def path_dropped(self, path: Path) -> None:
        """Take up what was dropped, unless something is being done."""
        if self.job is None:
            self.look_at(path)

    # ---------------------------------------------------------------- the code

    def _open(self) -> None:
        code = self.code.code()
        if code is None:
            self.code.line.setFocus()
        else:
            self._read(code)

    def _read(self, key: Code | Store) -> None:
        if self._path is not None:
            words = _("Decrypting the file and checking it")
            self.run(lambda: words, _open, self._opened, self._path, key, self._intake.largest)

    def _opened(self, offer: object) -> None:
        if not isinstance(offer, Offer):
            return
        self.offer = offer
        self.code.show_text("")
        manifest = offer.manifest
        files = _("No attachments")
        if manifest.files:
            count = len(manifest.draft.attachments)
            files = ngettext("{n} attachment, {size}", "{n} attachments, {size}", count).format(
                n=count, size=file_size(manifest.size)
            )
        lines = [
            _("Name: {name}").format(name=bidi.isolate(manifest.draft.name or _("not answered"))),
            _("Case {number} where it comes from").format(number=number_words(manifest.number)),
            files,
            _("Changed last on {date} at {time}").format(
                date=gregorian(manifest.changed.date()), time=clock_time(manifest.changed)
            ),
            ngettext("{n} entry of its history", "{n} entries of its history", len(manifest.history)).format(
                n=len(manifest.history)
            ),
        ]
        self.facts.setText("\n".join(lines))
        self.show_part(self._look, self.take, self.other)

    # ---------------------------------------------------------------- into the store

    def _take(self) -> None:
        if self.offer is not None:
            self.run(lambda: _("Taking the draft in"), _take_in, self._taken, self._store, self.offer, self._intake)

    def _taken(self, draft_id: object) -> None:
        self.imported.emit(str(draft_id))
        self.close_sheet()

    def failed(self, error: Exception) -> None:
        """Say what is wrong; a code can be typed anew, and another file can be chosen."""
        again = isinstance(error, HandoverError) and error.trouble in {
            HandoverTrouble.WRONG_CODE, HandoverTrouble.TOO_DEAR, HandoverTrouble.STORE,
        }  # fmt: skip
        if not again:
            self._start_anew()
        super().failed(error)


def _wrapping(_control: Control, path: Path) -> Wrapping:
    return wrapping_of(path)


def _open(control: Control, path: Path, key: Code | Store, largest: int) -> Offer:
    return open_offer(path, key, largest=largest, watch=Watch(control.progress, control.cancelled))


def _take_in(control: Control, store: Store, offer: Offer, intake: Intake) -> DraftId:
    watch = Watch(control.progress, control.cancelled)
    return take_in(store, offer, by=intake.initials, summarise=intake.summarise, watch=watch)
