"""Backs the whole store up, and puts a backup back after a look at what is in it."""

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.backup_format import SUFFIX
from citizen_desktop.drafts.handover_errors import HandoverError
from citizen_desktop.drafts.handover_words import Code, CodeError
from citizen_desktop.drafts.keeping import KeyPlace
from citizen_desktop.drafts.restore import Preview, put_in_place
from citizen_desktop.formats import clock_time, file_size, gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.backup_work import (
    Locked,
    MadeBackup,
    Seen,
    StoreInUse,
    adopt,
    look_at,
    make_backup,
)
from citizen_desktop.ui.code_card import code_error_words
from citizen_desktop.ui.code_sheet import CodeSheet, code_paper
from citizen_desktop.ui.file_choice import choose_file, choose_folder
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.field import TextField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.printing.handover_page import HandoverPaper


class BackupSheet(CodeSheet):
    """Choice, work, result; or file, what opens it, preview.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        used: the store.
        clock: the time.
    """

    restored = Signal()
    """The store is another one now: it is to be opened anew."""
    refused = Signal(str)
    """It could not be put in place, and why; what was in use is in use again."""

    def __init__(self, theme: Theme, window: QWidget, used: StoreInUse, clock: Clock) -> None:
        super().__init__(theme, window, "archive", 640, clock)
        self._used = used
        self._path: Path | None = None
        self.result: MadeBackup | None = None
        self.seen_backup: Seen | None = None
        self._lock_place = KeyPlace.PASSPHRASE
        self._make_choice(theme)
        self._make_restore(theme)
        self._start()
        self.open_sheet(self.make)

    def _make_choice(self, theme: Theme) -> None:
        self._choice = self.add_part()
        about = Label(theme, 15, wrap=True)
        about.setText(self._about())
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
        self.unplug.say(_("You may unplug now: the backup is on the disk and was read back from it."))
        self.warning.say(
            _(
                "These words are shown once. Write them down or print them, and keep them apart from the backup: "
                "whoever has both can read the drafts."
            )
        )

    def _about(self) -> str:
        if self._used.is_personal:
            return _(
                "A backup holds all drafts of this store, encrypted. Six words open it, on any computer; "
                "they are shown once, when it is made."
            )
        if self._used.has_code:
            return _(
                "A backup holds all drafts of this store, encrypted. The passphrase and the recovery code of today open it, "
                "on any computer."
            )
        return _(
            "A backup holds all drafts of this store, encrypted. The passphrase of today opens it, on any computer."
        )

    def _make_restore(self, theme: Theme) -> None:
        self._typing = self.add_part()
        self.passphrase = TextField(theme, lines=2)
        self.passphrase.line.returnPressed.connect(self._unlock)
        self.passphrase.edited.connect(lambda _text: self.passphrase.show_state(State.PLAIN))
        self._typing.addWidget(self.passphrase)
        self.stay = self.add_button(_("Keep what is in use"), self._start)
        self.unlock = self.add_button(_("Open"), self._unlock, primary=True)
        self._look = self.add_part()
        self.seen = Label(theme, 15, wrap=True)
        self.kept = Notice(theme, "info", "archive")
        self._look.addWidget(self.seen)
        self._look.addWidget(self.kept)
        self.put = self.add_button(_("Put it in place"), self._put, icon="restore")
        self.keep = self.add_button(_("Keep what is in use"), self._start, primary=True)

    def _start(self) -> None:
        self._forget_seen()
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
        words = _("Copying, writing and reading back")
        self.run(lambda: words, make_backup, self._made, self._used, folder, self.clock)

    def _made(self, result: object) -> None:
        if not isinstance(result, MadeBackup):
            return
        self.result = result
        file = result.file
        facts = _("File {name}, {size}, {drafts}. Fingerprint {fingerprint}").format(
            name=bidi.ltr(file.path.name),
            size=file_size(file.size),
            drafts=ngettext("{n} draft", "{n} drafts", file.drafts).format(n=file.drafts),
            fingerprint=bidi.ltr(file.fingerprint),
        )
        self.show_result(result.code, facts)

    def paper_of(self, code: Code) -> "HandoverPaper | None":
        """Return the page with the words."""
        if self.result is None:
            return None
        file = self.result.file
        return code_paper(_("Words for a backup of the drafts"), code, file.path.name, file.fingerprint)

    # ---------------------------------------------------------------- putting one back

    def _ask_file(self) -> None:
        path = choose_file(self, _("Choose a backup"), (_("Backups") + f" (*{SUFFIX})", _("All files") + " (*)"))
        if path is not None:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Open a backup with the key in use, or ask for what opens it."""
        self._path = path
        self._forget_seen()
        self._look_with("")

    def _unlock(self) -> None:
        typed = self.passphrase.text
        if not typed.strip():
            return
        if self._lock_place is KeyPlace.WORDS:
            try:
                self._used.words.read(typed)
            except CodeError as error:
                self.passphrase.show_state(State.ERROR, code_error_words(error))
                return
        self._look_with(typed)
        self.passphrase.show_text("")

    def _look_with(self, typed: str) -> None:
        if self._path is not None:
            words = _("Reading the backup and checking it")
            self.run(lambda: words, look_at, self._looked_at, self._used, self._path, typed, self.clock)

    def _looked_at(self, found: object) -> None:
        if isinstance(found, Locked):
            self._ask_for(found)
        elif isinstance(found, Seen):
            self._show_seen(found)

    def _ask_for(self, locked: Locked) -> None:
        """Ask for what opens a backup: one field takes whatever that is."""
        place = self._lock_place = locked.place
        self.say(_("Put a backup back"), _("It has another key than the store in use."))
        match place:
            case KeyPlace.WORDS:
                name, hint = _("The six words"), _("This one: the six words that were shown when it was made.")
            case KeyPlace.KEYRING:
                name = _("Passphrase")
                hint = _("This one is older and opens only where its key is in use: on its own computer.")
            case _ if locked.has_code:
                name = _("Passphrase or recovery code")
                hint = _("This one: the passphrase or the recovery code of the time at which it was made.")
            case _:
                name, hint = _("Passphrase"), _("This one: the passphrase of the time at which it was made.")
        self.passphrase.say(name, hint)
        # Six words are copied from paper, word by word, and have to be seen for that.
        shown = place is KeyPlace.WORDS
        self.passphrase.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_part(self._typing, self.unlock, self.stay, focus=self.passphrase.line)

    def _show_seen(self, seen: Seen) -> None:
        self.seen_backup = seen
        preview = seen.preview
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
        kept = _("What is in use now is set aside on this computer, encrypted as it is, and not overwritten.")
        if seen.has_other_key:
            kept = _(
                "What is in use now is set aside on this computer with its own key. The first draft that is erased later "
                "removes it as a whole: without that key nobody can tell whether the draft is in it."
            )
        self.kept.say(kept)
        self.say(_("Put this backup in place?"), _("Nothing has changed yet."))
        self.show_part(self._look, self.keep, self.put)

    def _put(self) -> None:
        if self.seen_backup is not None:
            words = _("Making the backup this computer's own")
            self.run(lambda: words, adopt, self._put_with, self._used, self.seen_backup)

    def _put_with(self, envelope: object) -> None:
        seen = self.seen_backup
        if seen is None or not isinstance(envelope, bytes):
            return
        self._used.close()
        try:
            put_in_place(seen.preview, self._used.files, self.clock, self._used.mode, envelope)
        except HandoverError as error:
            # Nobody waits for the keyring, which may ask a person; and the sheet may be gone once the store is open again.
            Thread(target=self._used.keys.forget_adopted, args=(envelope,), name="keyring", daemon=True).start()
            self._start()
            self.complain(error.message)
            self.refused.emit(error.message)
            self._used.reopen()
            return
        seen.wipe()
        self.seen_backup = None
        self.restored.emit()
        self.close_sheet()

    def close_sheet(self) -> None:
        """Take the sheet away, the copy that waits, and the code."""
        self._forget_seen()
        self.passphrase.show_text("")
        self.result = None
        super().close_sheet()

    def _forget_seen(self) -> None:
        if self.seen_backup is not None:
            self.seen_backup.forget()
            self.seen_backup = None


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
