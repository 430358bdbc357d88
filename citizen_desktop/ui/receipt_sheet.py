"""The receipt of an erasure, to be printed, copied or closed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.bidi import strip_controls
from citizen_desktop.drafts.receipt import Receipt
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.receipt_words import receipt_paper
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class ReceiptSheet(Sheet):
    """What was erased and what can't be promised; it is closed when the language is switched.

    Args:
        theme: colours and fonts.
        window: it lies over.
        receipt: what was done.
        to_sign: leave a line for the member of staff on paper.
    """

    copied = Signal(str)
    """The text was copied; says so."""
    print_wanted = Signal(object)
    """The ``ReceiptPaper`` is to be printed."""

    def __init__(self, theme: Theme, window: QWidget, receipt: Receipt, *, to_sign: bool = False) -> None:
        super().__init__(theme, window, "trash", "ok", 600)
        self.paper = receipt_paper(receipt, to_sign=to_sign)
        self.title.setText(self.paper.title)
        self.subtitle.setText(_("Without personal data"))
        self.panel.setAccessibleName(self.paper.title)
        self.panel.setAccessibleDescription(strip_controls(self.paper.text))
        self.cross.say("", _("Close"))
        column = QVBoxLayout()
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(12)
        for fact in self.paper.facts:
            column.addWidget(_line(theme, fact, 400))
        column.addWidget(Rule(theme))
        column.addWidget(_line(theme, self.paper.heading, 600))
        for limit in self.paper.limits:
            column.addWidget(_line(theme, limit, 400, "text2"))
        column.addStretch(1)
        self.body.addLayout(column)
        self.copy = Button(theme, Kind.OUTLINE, "copy", height=40)
        self.copy.say(_("Copy"), _("Copy the receipt"))
        self.copy.clicked.connect(self._copy)
        self.print = Button(theme, Kind.OUTLINE, "printer", height=40)
        self.print.say(_("Print"), _("Print the receipt"))
        self.print.clicked.connect(lambda: self.print_wanted.emit(self.paper))
        self.done = Button(theme, Kind.PRIMARY, height=40)
        self.done.say(_("Close"))
        self.done.clicked.connect(self.close_sheet)
        self.foot.add(self.copy)
        self.foot.add(self.print)
        self.foot.add_at_end(self.done)
        self.open_sheet(self.done)

    def _copy(self) -> None:
        # Nothing personal is in it: it may stay on the clipboard.
        QGuiApplication.clipboard().setText(strip_controls(self.paper.text))
        self.copied.emit(_("The receipt was copied"))


def _line(theme: Theme, text: str, weight: int, colour: str = "text") -> Label:
    label = Label(theme, 15, weight, colour, wrap=True)
    label.setText(text)
    return label
