"""The button that has a page of the registration read aloud."""

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.listen_button import ListenButton
from citizen_desktop.ui.reader import Reader
from citizen_desktop.widgets.button import Kind
from citizen_desktop.widgets.theme import Theme


class PageListenButton(ListenButton):
    """On screen only where there is a voice of the language in use.

    Args:
        theme: colours and fonts.
        reader: reads aloud, for the whole window.
    """

    def __init__(self, theme: Theme, reader: Reader) -> None:
        super().__init__(theme, reader)
        self.set_kind(Kind.GHOST)

    @property
    def words(self) -> tuple[str, str]:
        """What it says while nothing is read."""
        return _("Listen"), _("Listen to what this page asks")
