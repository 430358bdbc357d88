"""Asks before work in hand is lost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class LeaveSheet(Sheet):
    """The question; the safe answer has the keyboard.

    Args:
        theme: colours and fonts.
        window: it lies over.
        kept: whether drafts are kept, all but what came last.
        question: the title where nothing is kept; None for that of an objection.
    """

    left = Signal()

    def __init__(self, theme: Theme, window: QWidget, *, kept: bool = False, question: str | None = None) -> None:
        super().__init__(theme, window, "alert-triangle", "warn", 520)
        self.title.setText(question or _("Close and lose this objection?"))
        self.subtitle.setText(
            _("It is kept in memory only. Make a draft package first, or go on working; after closing it is gone.")
        )
        if kept:
            self.title.setText(_("Close although not everything is saved?"))
            self.subtitle.setText(
                _(
                    "What was saved stays. What came last is not saved yet: a package or a file at work, or the disk is full."
                )
            )
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.stay = Button(theme, Kind.PRIMARY, height=40)
        self.stay.say(_("Go on working"))
        self.stay.clicked.connect(self.close_sheet)
        self.leave = Button(theme, Kind.OUTLINE, height=40, colour="errT")
        self.leave.say(_("Close without keeping it"))
        self.leave.clicked.connect(self.left)
        self.foot.add_at_end(self.stay)
        self.foot.add_at_end(self.leave)
        self.open_sheet(self.stay)
