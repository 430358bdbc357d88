"""The button that has an answer read aloud, and stops that."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

from citizen_desktop.i18n import Language, language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.reader import Reader
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.theme import Theme


class ListenButton(Retranslated, Button):
    """On screen only where there is a voice of the language in use.

    Args:
        theme: colours and fonts.
        reader: reads aloud, for the whole window.
    """

    leaving = Signal()
    """It goes while it has the keyboard."""

    def __init__(self, theme: Theme, reader: Reader) -> None:
        self._reader, self._text = reader, ""
        super().__init__(theme, Kind.TONAL, "volume")
        self.setVisible(False)
        self.clicked.connect(self._toggle)
        reader.changed.connect(self._show_state)
        self.retranslate()

    @property
    def spoken(self) -> Language:
        """The language of the text."""
        return language()

    @property
    def words(self) -> tuple[str, str]:
        """What it says while nothing is read, and at more length."""
        return _("Listen"), _("Listen to the answer")

    def show_text(self, markdown: str) -> None:
        """Take a text to read; another one than before ends the reading.

        Args:
            markdown: in the language that the button reads.
        """
        if markdown != self._text:
            self._text = markdown
            self._reader.stop()
        self._show_state()

    def retranslate(self) -> None:
        """Say everything in the new language: what was being read is in the other one."""
        self._reader.stop()
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent where nobody sees what is being read; a minimised window may go on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._reader.stop()

    def _toggle(self) -> None:
        if self._reader.is_speaking:
            self._reader.stop()
        else:
            self._reader.read(self._text, self.spoken)

    def _show_state(self) -> None:
        speaking = self._reader.is_speaking
        self.set_icon("player-stop" if speaking else "volume")
        if speaking:
            self.say(_("Stop"), _("Stop reading aloud"))
        else:
            self.say(*self.words)
        stays = bool(self._text) and self._reader.can_speak(self.spoken)
        if self.hasFocus() and not stays:
            self.leaving.emit()
        self.setVisible(stays)
