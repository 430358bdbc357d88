"""Asks once more before a draft is deleted for good."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.drafts.case_list import Case
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.case_words import kind_words, name_words, number_words
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class DeleteCaseSheet(Sheet):
    """The question; the safe answer has the keyboard.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        case: the draft.
    """

    confirmed = Signal()

    def __init__(self, theme: Theme, window: QWidget, case: Case) -> None:
        super().__init__(theme, window, "trash", "err", 520)
        self.title.setText(_("Delete for good?"))
        what = _("{name}, {number}, {kind}.").format(
            name=isolate(name_words(case)),
            number=number_words(case.head.number),
            kind=kind_words(case.head.summary.kind),
        )
        gone = _("The answers, the files and every copy on this device are erased. This can't be undone.")
        self.subtitle.setText(f"{what} {gone}")
        self.panel.setAccessibleName(self.title.text())
        self.panel.setAccessibleDescription(self.subtitle.text())
        self.cross.say("", _("Close"))
        self.keep = Button(theme, Kind.PRIMARY, height=40)
        self.keep.say(_("Keep it"))
        self.keep.clicked.connect(self.close_sheet)
        self.delete = Button(theme, Kind.OUTLINE, "trash", height=40, colour="errT")
        self.delete.say(_("Delete for good"))
        self.delete.clicked.connect(self._confirm)
        self.foot.add_at_end(self.keep)
        self.foot.add_at_end(self.delete)
        self.open_sheet(self.keep)

    def _confirm(self) -> None:
        self.close_sheet()
        self.confirmed.emit()
