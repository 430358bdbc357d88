"""Backs the whole store up, and puts a backup back after a look at what is in it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.backup import BackedUp, back_up
from citizen_desktop.drafts.backup_format import SUFFIX
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.restore import Preview, discard, head_of_backup, prepare, put_in_place
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch
from citizen_desktop.formats import clock_time, file_size, gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode
from citizen_desktop.ui.file_choice import choose_file, choose_folder
from citizen_desktop.ui.jobs import Control
from citizen_desktop.ui.work_sheet import WorkSheet
from citizen_desktop.unfinished import noting
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

Key = bytes | bytearray | memoryview


@dataclass(frozen=True, eq=False)
class StoreInUse:
    """What a backup is made of, and what it is put in the place of.

    Args:
        store: in use.
        key: gives the key of the store, when it is needed.
        files: what the application owns.
        mode: for whom the machine stands there; a kiosk refuses.
        removable_only: backups go to removable media only.
        state: where places of unfinished files are noted, None where nothing may be kept.
        open_envelope: gives the key of a backup from how it is kept there and from a passphrase or recovery code; None where
            those don't open it. Without it only backups with the key in use can be put back.
        close: closes the store, so that another one can be put in its place; ``restored`` follows, and then it is to be
            opened anew, or nothing at all if ``reopen`` follows.
        reopen: opens the store again where the backup could not be put in its place.
    """

    store: Store
    key: Callable[[], Key] = field(repr=False)
    files: OwnedFiles
    mode: Mode
    removable_only: bool = False
    state: Path | None = None
    open_envelope: Callable[[bytes, str], Key | None] | None = None
    close: Callable[[], None] = lambda: None
    reopen: Callable[[], None] = lambda: None


class BackupSheet(WorkSheet):
    """Choice, work, result; or file, passphrase, preview.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        used: the store.
        clock: the time.
    """

    restored = Signal()
    """The store is another one now: it is to be opened anew."""

    def __init__(self, theme: Theme, window: QWidget, used: StoreInUse, clock: Clock) -> None:
        super().__init__(theme, window, "archive", 640, clock)
        self._used = used
        self._path: Path | None = None
        self.result: BackedUp | None = None
        self.preview: Preview | None = None
        self._make_choice(theme)
        self._make_restore(theme)
        self._start()
        self.open_sheet(self.make)

    def _make_choice(self, theme: Theme) -> None:
        self._choice = self.add_part()
        about = Label(theme, 15, wrap=True)
        about.setText(
            _(
                "A backup holds all drafts of this store, encrypted as they are here: the same passphrase or key opens it."
            )
        )
        erased = Notice(theme, "warn", "alert-triangle")
        erased.say(
            _(
                "Drafts that are erased here later stay in the backup until you delete its file. Keep no more than you need."
            )
        )
        self._choice.addWidget(about)
        self._choice.addWidget(erased)
        self.put_back = self.add_button(_("Put a backup back"), self._ask_file, icon="restore")
        self.make = self.add_button(_("Back up now"), self._ask_folder, primary=True, icon="archive")
        self._done = self.add_part()
        self.unplug = Notice(theme, "ok", "circle-check")
        self.facts = Label(theme, 15, wrap=True)
        self._done.addWidget(self.unplug)
        self._done.addWidget(self.facts)
        self.done = self.add_button(_("Done"), self.leave, primary=True)

    def _make_restore(self, theme: Theme) -> None:
        self._typing = self.add_part()
        self.passphrase = TextField(theme, lines=2)
        self.passphrase.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.say(
            _("Passphrase or recovery code of the backup"), _("Those of the time at which it was made.")
        )
        self.passphrase.line.returnPressed.connect(self._unlock)
        self._typing.addWidget(self.passphrase)
        self.unlock = self.add_button(_("Open"), self._unlock, primary=True)
        self._look = self.add_part()
        self.seen = Label(theme, 15, wrap=True)
        self.kept = Notice(theme, "info", "archive")
        self.kept.say(_("What is in use now is set aside on this computer, encrypted as it is, and not overwritten."))
        self._look.addWidget(self.seen)
        self._look.addWidget(self.kept)
        self.put = self.add_button(_("Put it in place"), self._put, icon="restore")
        self.keep = self.add_button(_("Keep what is in use"), self._start, primary=True)

    def _start(self) -> None:
        self._forget_preview()
        self.say(_("Backup"), _("All drafts in one encrypted file."))
        self.passphrase.show_text("")
        self.show_part(self._choice, self.make, self.put_back)

    # ---------------------------------------------------------------- making one

    def _ask_folder(self) -> None:
        folder = choose_folder(self, _("Choose where the backup goes"))
        if folder is not None:
            self.start(folder)

    def start(self, folder: Path) -> None:
        """Make a backup.

        Args:
            folder: where it goes to.
        """
        self.run(lambda: _("Copying, writing and reading back"), _back_up, self._made, self._used, folder, self.clock)

    def _made(self, result: object) -> None:
        if not isinstance(result, BackedUp):
            return
        self.result = result
        self.unplug.say(_("You may unplug now: the backup is on the disk and was read back from it."))
        drafts = ngettext("{n} draft", "{n} drafts", result.drafts).format(n=result.drafts)
        self.facts.setText(
            _("File {name}, {size}, {drafts}. Fingerprint {fingerprint}").format(
                name=bidi.ltr(result.path.name),
                size=file_size(result.size),
                drafts=drafts,
                fingerprint=bidi.ltr(result.fingerprint),
            )
        )
        self.show_part(self._done, self.done)

    # ---------------------------------------------------------------- putting one back

    def _ask_file(self) -> None:
        path = choose_file(self, _("Choose a backup"), (_("Backups") + f" (*{SUFFIX})", _("All files") + " (*)"))
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Open a backup with the key in use, or ask for its own."""
        self._path = path
        self._forget_preview()
        self._prepare("")

    def _unlock(self) -> None:
        self._prepare(self.passphrase.text)
        self.passphrase.show_text("")

    def _prepare(self, passphrase: str) -> None:
        if self._path is not None:
            words = _("Reading the backup and checking it")
            self.run(lambda: words, _prepare, self._looked_at, self._used, self._path, passphrase, self.clock)

    def _looked_at(self, preview: object) -> None:
        if not isinstance(preview, Preview):
            return
        self.preview = preview
        lines = [
            _("Made on {date} at {time}").format(date=gregorian(preview.made.date()), time=clock_time(preview.made)),
            ngettext("{n} draft", "{n} drafts", preview.drafts).format(n=preview.drafts),
        ]
        if preview.newest is not None:
            lines.append(
                _("Changed last on {date} at {time}").format(
                    date=gregorian(preview.newest.date()), time=clock_time(preview.newest)
                )
            )
        lines += _compared(preview)
        self.seen.setText("\n".join(lines))
        self.say(_("Put this backup in place?"), _("Nothing has changed yet."))
        self.show_part(self._look, self.keep, self.put)

    def _put(self) -> None:
        preview = self.preview
        if preview is None:
            return
        self._used.close()
        try:
            put_in_place(preview, self._used.files, self.clock, self._used.mode)
        except HandoverError as error:
            self._used.reopen()
            self._start()
            self.complain(error.message)
            return
        self.preview = None
        self.restored.emit()
        self.close_sheet()

    def failed(self, error: Exception) -> None:
        """Say what is wrong; where another key is needed and can be typed, ask for it."""
        locked = isinstance(error, HandoverError) and error.trouble is HandoverTrouble.OTHER_LOCK
        if locked and self._used.open_envelope is not None:
            self.say(_("Put a backup back"), _("It has another key than the store in use."))
            self.show_part(self._typing, self.unlock, self.keep, focus=self.passphrase.line)
        super().failed(error)

    def close_sheet(self) -> None:
        """Take the sheet away, and the copy that waits."""
        self._forget_preview()
        self.passphrase.show_text("")
        super().close_sheet()

    def _forget_preview(self) -> None:
        if self.preview is not None:
            discard(self.preview)
            self.preview = None


def _compared(preview: Preview) -> list[str]:
    lines = []
    if preview.only_there:
        text = ngettext(
            "{n} draft is not here any more or comes from elsewhere: it would come back",
            "{n} drafts are not here any more or come from elsewhere: they would come back",
            preview.only_there,
        )
        lines.append(text.format(n=preview.only_there))
    if preview.only_here:
        text = ngettext("{n} draft of today is not in it", "{n} drafts of today are not in it", preview.only_here)
        lines.append(text.format(n=preview.only_here))
    if preview.older_there:
        text = ngettext(
            "{n} draft is older in it than here", "{n} drafts are older in it than here", preview.older_there
        )
        lines.append(text.format(n=preview.older_there))
    return lines


def _back_up(control: Control, used: StoreInUse, folder: Path, clock: Clock) -> BackedUp:
    watch = Watch(control.progress, control.cancelled)
    with noting(used.state) as remember:
        return back_up(
            used.store, used.key(), used.files, folder, clock, used.mode,
            removable_only=used.removable_only, watch=watch, remember=remember,
        )  # fmt: skip


def _prepare(control: Control, used: StoreInUse, path: Path, passphrase: str, clock: Clock) -> Preview:
    watch = Watch(control.progress, control.cancelled)
    key: Key | None = used.key()
    if passphrase and used.open_envelope is not None:
        key = used.open_envelope(head_of_backup(path, used.mode).envelope, passphrase)
    if key is None:
        raise HandoverError(HandoverTrouble.OTHER_LOCK)
    return prepare(path, key, used.files, clock, used.mode, used.store.heads(), watch)
