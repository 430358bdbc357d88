"""Asks before what was done to a file in the editor is thrown away."""

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.last_question import LastQuestion


class DiscardEditsSheet(LastQuestion):
    """The question; going on with the editor has the keyboard."""

    def _question(self) -> str:
        return _("Discard your changes?")

    def _consequence(self) -> str:
        return _("The changes since the editor was opened are lost. The file stays attached as it was before.")

    def _way_back(self) -> str:
        return _("Go on editing")

    def _way_on(self) -> str:
        return _("Discard the changes")
