"""Shows the public key of a centre, so that others can encrypt for it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.centre_keys import key_fingerprint, make_centre_key
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.handover_errors import target_error
from citizen_desktop.drafts.store import Store
from citizen_desktop.files import write_atomically
from citizen_desktop.i18n import gettext as _
from citizen_desktop.printing.qr_code import qr_modules
from citizen_desktop.ui.file_choice import choose_new_file
from citizen_desktop.ui.jobs import Control
from citizen_desktop.ui.work_sheet import WorkSheet
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.qr_view import QrView
from citizen_desktop.widgets.theme import Theme

_FILE = "centre-key.txt"


class CentreKeySheet(WorkSheet):
    """The key in words and as a code; one that is not there yet is made.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        store: of the centre.
        clock: measures the pace of what is saved.
    """

    said = Signal(str)

    def __init__(self, theme: Theme, window: QWidget, store: Store, clock: Clock) -> None:
        super().__init__(theme, window, "key", 640, clock)
        self.say(
            _("Public key of this centre"),
            _("Give it to whoever hands drafts over to you. It is no secret; its other half stays in this store."),
        )
        self._part = self.add_part()
        self.public = ""
        self.key = Label(theme, 15, 600, wrap=True)
        self.fingerprint = Label(theme, 13, colour="text2", wrap=True)
        self.copy = self.add_button(_("Copy"), self._copy, icon="copy")
        self.save = self.add_button(_("Save as a file"), self._save, icon="file-text")
        self.done = self.add_button(_("Close"), self.leave, primary=True)
        self._part.addWidget(self.key)
        self._part.addWidget(self.fingerprint)
        try:
            self.public = make_centre_key(store)
        except StoreError:
            self.show_part(self._part, self.done)
            self.open_sheet(self.done)
            self.complain(_("The key could not be made: another window writes to the store, or the disk is full."))
            return
        half = len(self.public) // 2
        self.key.setText(bidi.ltr(self.public[:half]) + "\n" + bidi.ltr(self.public[half:]))
        self.key.setAccessibleName(self.public)
        self.fingerprint.setText(
            _("To compare on the phone: {fingerprint}").format(fingerprint=bidi.ltr(key_fingerprint(self.public)))
        )
        self.view = QrView(theme, qr_modules(self.public), _("The public key as a QR code"))
        self.view.fit(0.5)
        self._part.addWidget(self.view, 0, Qt.AlignmentFlag.AlignHCenter)
        self.show_part(self._part, self.done, self.copy, self.save)
        self.open_sheet(self.done)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.public)
        self.said.emit(_("The key was copied"))

    def _save(self) -> None:
        path = choose_new_file(self, _("Save the public key"), _FILE, _("Text files") + " (*.txt)")
        if path is not None:
            self.run(lambda: _("Saving the key"), _write, self._saved, path, self.public)

    def _saved(self, _result: object) -> None:
        self.show_part(self._part, self.done, self.copy, self.save)
        self.said.emit(_("The key was saved"))


def _write(_control: Control, path: Path, public: str) -> None:
    try:
        write_atomically(path, f"{public}\n".encode())
    except OSError as error:
        raise target_error(error) from error
