"""Asks before a letter is packed in which a paragraph that a person wrote may not fit the answers any more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class OutdatedSheet(Retranslated, Sheet):
    """The question; the safe answer has the keyboard.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        count: how many paragraphs.
    """

    letter_wanted = Signal()
    accepted = Signal()

    def __init__(self, theme: Theme, window: QWidget, count: int) -> None:
        super().__init__(theme, window, "alert-triangle", "warn", 520)
        self._count = count
        self.look = Button(theme, Kind.PRIMARY, height=40)
        self.go_on = Button(theme, Kind.OUTLINE, height=40)
        for button, signal in ((self.look, self.letter_wanted), (self.go_on, self.accepted)):
            button.clicked.connect(self.close_sheet)
            button.clicked.connect(signal)
            self.foot.add_at_end(button)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("Look at the letter first?"))
        self.subtitle.setText(
            ngettext(
                "You wrote a paragraph of it yourself, and your answers have changed since.",
                "You wrote {n} paragraphs of it yourself, and your answers have changed since.",
                self._count,
            ).format(n=self._count)
        )
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.look.say(_("Look at the letter"))
        self.go_on.say(_("Go on with the letter as it is"))
