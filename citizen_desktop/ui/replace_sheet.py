"""Asks before a package takes the place of answers that are kept nowhere."""

from PySide6.QtWidgets import QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.last_question import LastQuestion
from citizen_desktop.widgets.theme import Theme


class ReplaceSheet(LastQuestion):
    """The question; the safe answer has the keyboard.

    Args:
        theme: colours and fonts.
        window: what it lies over.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, "alert-triangle", "warn")

    def _question(self) -> str:
        return _("Replace what is in the form?")

    def _consequence(self) -> str:
        return _(
            "The form holds answers that are kept nowhere. The package would take their place, and they would be lost."
        )

    def _way_back(self) -> str:
        return _("Keep the form")

    def _way_on(self) -> str:
        return _("Replace it by the package")
