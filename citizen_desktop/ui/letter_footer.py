"""The bar below the letter: back to the form, how it is saved, and what can be done with the letter."""

from PySide6.QtCore import Signal

from citizen_desktop import bidi
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.saved_note import SavedNote
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.footer_bar import FooterBar
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme


class LetterFooter(Retranslated, FooterBar):
    """The bar.

    Args:
        theme: colours and fonts.
    """

    back_wanted = Signal()
    copy_wanted = Signal()
    print_wanted = Signal()
    package_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._count = 0
        self.back = Button(theme, Kind.OUTLINE, "arrow-right", height=44)
        self.saved = SavedNote(theme)
        self.pages = Label(theme, 13, colour="text2")
        self.copy = Button(theme, Kind.OUTLINE, "copy", height=44)
        self.print = Button(theme, Kind.OUTLINE, "printer", height=44)
        self.package = Button(theme, Kind.PRIMARY, "package", height=44)
        self.flow = FlowRow(12)
        for part in (self.back, self.saved, self.pages):
            self.flow.add(part)
        for part in (self.copy, self.print, self.package):
            self.flow.add_at_end(part)
        self.row.addWidget(self.flow, 1)
        self.back.clicked.connect(self.back_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self.print.clicked.connect(self.print_wanted)
        self.package.clicked.connect(self.package_wanted)
        self.retranslate()

    def show_pages(self, count: int) -> None:
        """Say how long the letter is."""
        if count != self._count:
            self._count = count
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.back.say(_("Back to the form"))
        self.copy.say(_("Copy the text"))
        self.print.say(_("Print"))
        self.package.say(_("Create the draft package"))
        pages = ngettext("{n} page", "{n} pages", self._count).format(n=self._count)
        self.pages.setText(_(" · ").join((pages, bidi.ltr("A4"))))
