"""Locks the drafts at once."""

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.theme import Theme


class LockButton(Retranslated, Button):
    """The button; it is on screen only while there is something to lock.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, Kind.OUTLINE, "lock")
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.say(_("Lock now"), _("Lock the drafts now"))
