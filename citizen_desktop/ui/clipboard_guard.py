"""Takes personal values off the clipboard again: after a minute, when the store is locked or something erased, and at the end.

What this application put there and marked is taken back; what somebody else put there since is left alone. Programs that keep a
history of the clipboard are asked not to keep it, where the system has a way to ask; nobody can be made to obey.
"""

import hashlib
import sys
from datetime import timedelta
from typing import Final

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.ui.ticker import Ticker

SECONDS: Final = 60
"""That a personal value stays on the clipboard."""

_KDE: Final = "x-kde-passwordManagerHint"
_WINDOWS: Final = 'application/x-qt-windows-mime;value="{name}"'
_HINTS: Final = {
    # Klipper, CopyQ, GPaste and others.
    _KDE: b"secret",
    # Source: learn.microsoft.com, Clipboard Formats, "Cloud Clipboard and Clipboard History Formats". Any content will do for the
    # first one, the others are numbers of four bytes.
    _WINDOWS.format(name="ExcludeClipboardContentFromMonitorProcessing"): bytes(4),
    _WINDOWS.format(name="CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format(name="CanUploadToCloudClipboard"): bytes(4),
}


class ClipboardGuard(QObject):
    """Copies personal values and takes them back.

    What a person copies out of a field of this application with the keyboard is taken for personal too.

    Args:
        clock: tells when a minute is over.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._held: bytes | None = None
        self._until = 0.0
        self._copying = False
        self._clipboard = QGuiApplication.clipboard()
        self._ticker = Ticker(clock)
        self._ticker.ticked.connect(self._look)
        self._clipboard.dataChanged.connect(self._changed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.aboutToQuit.connect(self.clear)
            # The session ends, and the system may not wait for the rest.
            application.commitDataRequest.connect(self.clear)

    @property
    def guarding(self) -> bool:
        """Whether something is to be taken back."""
        return self._held is not None

    def copy(self, text: str) -> None:
        """Put a personal value on the clipboard for a minute.

        Args:
            text: the value; only a digest of it is kept here.
        """
        data = QMimeData()
        data.setText(text)
        for kind, content in _HINTS.items():
            if kind == _KDE or sys.platform == "win32":
                data.setData(kind, content)
        self._copying = True
        try:
            self._clipboard.setMimeData(data)
        finally:
            self._copying = False
        self._held = _digest(text)
        self._until = self._clock.elapsed() + SECONDS
        self._order()

    def clear(self) -> None:
        """Take back what was put there, if it is still there."""
        if self._held is None:
            return
        held, self._held = self._held, None
        self._ticker.stop()
        if _digest(self._clipboard.text()) == held:
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def close(self) -> None:
        """Take back what is there and guard no more."""
        self.clear()
        self._ticker.close()
        self._clipboard.dataChanged.disconnect(self._changed)

    def _order(self) -> None:
        left = self._until - self._clock.elapsed()
        self._ticker.start_at(self._clock.now() + timedelta(seconds=max(0.0, left)))

    def _look(self) -> None:
        """The minute is over, or the clock was set, or the computer woke up."""
        if self._held is None:
            return
        if self._clock.elapsed() >= self._until:
            self.clear()
        else:
            self._order()

    def _changed(self) -> None:
        """Somebody copied something: out of a field of ours it is as personal as what a button copies."""
        if self._copying:
            return
        text = self._clipboard.text()
        if text and text == _selected(QApplication.focusWidget()):
            self.copy(text)


def _selected(field: QWidget | None) -> str:
    """Return what is selected in a field that a person types into; cutting changes the clipboard before the field."""
    if isinstance(field, QLineEdit) and not field.isReadOnly():
        return field.selectedText()
    if isinstance(field, QPlainTextEdit | QTextEdit) and not field.isReadOnly():
        return field.textCursor().selection().toPlainText()
    return ""


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
