"""What is chosen about the package before it is made."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.tick import Tick


class PackageOptions(Retranslated, QWidget):
    """The choices, below the files that they are about.

    Args:
        theme: colours and fonts.
    """

    single_pdf_chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.single_pdf = Tick(theme)
        self.single_pdf.clicked.connect(self.single_pdf_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.single_pdf)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.single_pdf.say(
            _("Also put everything into one PDF"),
            _("The letter, the contents page and every file, with its number on each of its pages."),
        )
