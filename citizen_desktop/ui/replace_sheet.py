"""Asks before a package takes the place of answers that are kept nowhere."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class ReplaceSheet(Retranslated, Sheet):
    """The question; the safe answer has the keyboard.

    Args:
        theme: colours and fonts.
        window: what it lies over.
    """

    accepted = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, "alert-triangle", "warn", 520)
        self.back = Button(theme, Kind.PRIMARY, height=40)
        self.go_on = Button(theme, Kind.OUTLINE, height=40)
        self.back.clicked.connect(self.close_sheet)
        self.go_on.clicked.connect(self.close_sheet)
        self.go_on.clicked.connect(self.accepted)
        for button in (self.back, self.go_on):
            self.foot.add_at_end(button)
        self.retranslate()

    def ask(self, opened: Callable[[Sheet], object], then: Callable[[], None]) -> None:
        """Show the question.

        Args:
            opened: is told of the sheet.
            then: called if the answers may be replaced.
        """
        self.accepted.connect(then)
        opened(self)
        self.open_sheet(self.back)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("Replace what is in the form?"))
        self.subtitle.setText(
            _(
                "The form holds answers that are kept nowhere. The package would take their place, and they would be lost."
            )
        )
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.back.say(_("Keep the form"))
        self.go_on.say(_("Replace it by the package"))
