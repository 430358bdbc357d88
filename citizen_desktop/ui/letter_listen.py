"""The button that has the letter read aloud: in Arabic, whatever the window speaks."""

from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.listen_button import ListenButton
from citizen_desktop.ui.reader import Reader
from citizen_desktop.widgets.button import Kind
from citizen_desktop.widgets.theme import Theme


class LetterListenButton(ListenButton):
    """On screen only where there is an Arabic voice.

    Args:
        theme: colours and fonts.
        reader: reads aloud, for the whole window.
    """

    def __init__(self, theme: Theme, reader: Reader) -> None:
        super().__init__(theme, reader)
        self.set_kind(Kind.GHOST)

    @property
    def spoken(self) -> Language:
        """The language of the text."""
        return Language.ARABIC

    @property
    def words(self) -> tuple[str, str]:
        """What it says while nothing is read."""
        return _("Read it to me"), _("Listen to the letter")
