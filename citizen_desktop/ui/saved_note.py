"""Says when a draft was saved. There is no button for it: everything is saved by itself."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.formats import clock_time, gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.drafts.in_hand import DraftInHand
    from citizen_desktop.drafts.session import SaveState


class SavedNote(QWidget):
    """An icon and a few words; hidden while there is nothing to say.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = Icon(theme, "device-floppy", 18, "text2")
        self.words = Label(theme, 13, colour="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        self.hide()

    def show_draft(self, draft: "DraftInHand", state: "SaveState", today: date) -> None:
        """Say how a draft stands.

        Args:
            draft: the one that is shown.
            state: of saving.
            today: in Riyadh; the time of an earlier day is said with its date.
        """
        failing = state.phase == "failing" and not draft.is_kept
        saved = draft.saved_at
        if failing:
            text = _("Not saved yet")
        elif not draft.is_kept:
            text = _("Saving…")
        else:
            text = "" if saved is None else saved_words(saved, today)
        colour = "warnT" if failing else "text2"
        self._icon.show_icon("alert-triangle" if failing else "device-floppy", colour)
        self.words.set_colour(colour)
        self.words.setText(text)
        self.setVisible(bool(text))


def saved_words(saved: datetime, today: date) -> str:
    """Return "saved 4:12 pm", with the date of an earlier day."""
    if saved.date() == today:
        return _("Saved {time}").format(time=isolate(clock_time(saved)))
    return _("Saved {date}, {time}").format(date=gregorian(saved.date()), time=isolate(clock_time(saved)))
