"""What is chosen about the package before it is made: that its files fit, and that all are in one PDF, too."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.content.document_models import FileLimits
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.fit_notice import FitNotice
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.tick import Tick


class PackageOptions(Retranslated, QWidget):
    """The choices, below the files that they are about.

    Args:
        theme: colours and fonts.
        limits: what files may have.
    """

    single_pdf_chosen = Signal(bool)

    def __init__(self, theme: Theme, limits: FileLimits) -> None:
        super().__init__()
        self.too_large = FitNotice(theme, limits)
        self.single_pdf = Tick(theme)
        self.single_pdf.clicked.connect(self.single_pdf_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.too_large)
        column.addWidget(self.single_pdf)
        self.too_large.hide()
        self.retranslate()

    def show_draft(self, draft: ObjectionDraft) -> None:
        """Show what is to be said of the files of a draft; nothing, if there are none."""
        self.setVisible(bool(draft.attachments))
        self.too_large.show_draft(draft)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.single_pdf.say(
            _("Also put everything into one PDF"),
            _("The letter, the contents page and every file, with its number on each of its pages."),
        )
