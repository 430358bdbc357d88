"""A standing word above the form while nothing can be saved: why, that nothing is lost by it, and what helps."""

from typing import TYPE_CHECKING

from citizen_desktop.bidi import isolate
from citizen_desktop.drafts.errors import Trouble
from citizen_desktop.drafts.holder import HeldError
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.banner import Banner
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.drafts.session import DraftSession


class SavingBanner(Retranslated, Banner):
    """The word; hidden while all is well.

    Args:
        theme: colours and fonts.
        session: saves.
    """

    def __init__(self, theme: Theme, session: "DraftSession") -> None:
        super().__init__(theme, 64, 40)
        self._session = session
        self.pill.hide()
        self.show_state("warn", "alert-triangle")
        self.retranslate()

    def retranslate(self) -> None:
        """Say how saving stands."""
        words = self._words()
        self.setVisible(words is not None)
        if words is not None:
            title, line = words
            self.title.setText(title)
            self.line.setText(line)
            self.setAccessibleName(title)
            self.setAccessibleDescription(line)

    def _words(self) -> tuple[str, str] | None:
        session, trouble = self._session, self._session.state.trouble
        if session.store.read_only:
            title = _("These drafts are open in another window")
            if session.held is not None:
                title = _("These drafts are open elsewhere: {holder}").format(holder=isolate(_holder(session.held)))
            return title, _("Here they can be read and packed. What you change here is not kept.")
        match trouble:
            case None:
                return None
            case Trouble.FULL:
                return (
                    _("The disk is full: nothing can be saved at the moment"),
                    _("Go on working: everything stays in memory. Free some space; saving goes on by itself."),
                )
            case Trouble.READ_ONLY:
                return (
                    _("The drafts can't be written to at the moment"),
                    _("Go on working: everything stays in memory, and saving is tried again by itself."),
                )
            case _:
                return (
                    _("Saving doesn't work at the moment"),
                    _(
                        "Go on working: everything stays in memory, and saving is tried again by itself. Make a draft"
                        " package before you close."
                    ),
                )


def _holder(held: HeldError) -> str:
    """Return who has the store, in words."""
    who = held.who
    if who is None or who.same_user:
        return _("another window of yours")
    return _("{user} on this computer").format(user=isolate(who.user)) if who.on_this_machine else _("another computer")
