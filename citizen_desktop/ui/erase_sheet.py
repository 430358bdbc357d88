"""Asks once more before everything is erased."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class EraseSheet(Sheet):
    """The question; the safe answer has the keyboard.

    Args:
        theme: colours and fonts.
        window: it lies over.
    """

    erase_wanted = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window, "trash", "err", 480)
        self.title.setText(_("Erase all drafts and start anew?"))
        self.subtitle.setText(
            _("Every draft on this computer, its attachments and its snapshots are erased. Nobody can bring them back.")
        )
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.stay = Button(theme, Kind.PRIMARY, height=40)
        self.stay.say(_("Do not erase"))
        self.stay.clicked.connect(self.close_sheet)
        self.erase = Button(theme, Kind.OUTLINE, "trash", height=40, colour="errT")
        self.erase.say(_("Erase everything"))
        self.erase.clicked.connect(self._erase)
        self.foot.add_at_end(self.stay)
        self.foot.add_at_end(self.erase)
        self.open_sheet(self.stay)

    def _erase(self) -> None:
        self.close_sheet()
        self.erase_wanted.emit()
