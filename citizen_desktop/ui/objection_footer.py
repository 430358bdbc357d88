"""How far the objection has come, how large its files are, and the way to the package."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.formats import megabytes
from citizen_desktop.forms.completeness import MEGABYTE, Completeness
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.progress_words import summary
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.saved_note import SavedNote
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.footer_bar import FooterBar
from citizen_desktop.widgets.meter import Meter
from citizen_desktop.widgets.theme import Theme


class ObjectionFooter(FooterBar):
    """The bar.

    Args:
        theme: colours and fonts.
        content: limits.
    """

    package_wanted = Signal()
    new_wanted = Signal()
    letter_wanted = Signal()
    keeping_wanted = Signal()

    def __init__(self, theme: Theme, content: ObjectionContent) -> None:
        super().__init__(theme)
        self._limits = content.documents.limits
        self.progress = Meter(theme, strong=True)
        self.size_meter = Meter(theme, limited=True)
        self.package = Button(theme, Kind.PRIMARY, "package", height=44)
        self.package.clicked.connect(self.package_wanted)
        self.letter = Button(theme, Kind.OUTLINE, "file-text", height=44)
        self.letter.clicked.connect(self.letter_wanted)
        meters, buttons = (QBoxLayout(QBoxLayout.Direction.LeftToRight) for _line in range(2))
        for line in (meters, buttons):
            line.setSpacing(self.row.spacing())
        meters.addWidget(self.progress, 28)
        meters.addWidget(self.size_meter, 31)
        meters.addStretch(1)
        self.row.addLayout(meters, 1)
        self.row.addLayout(buttons)
        self.fresh = Button(theme, Kind.GHOST, "file-plus", height=44)
        self.fresh.clicked.connect(self.new_wanted)
        # Without a store there is one draft only.
        self.fresh.hide()
        self.saved = SavedNote(theme)
        self.keeping = Button(theme, Kind.GHOST, "cloud-off", height=44)
        self.keeping.clicked.connect(self.keeping_wanted)
        self.keeping.hide()
        buttons.addWidget(self.keeping)
        buttons.addWidget(self.fresh)
        buttons.addWidget(self.saved)
        buttons.addWidget(self.letter)
        buttons.addWidget(self.package)
        self._bound()

    def show_progress(self, draft: ObjectionDraft, completeness: Completeness) -> None:
        """Show how far it is."""
        percent = completeness.percent
        self.progress.say(_("Objection complete"), _("{n}%").format(n=percent), summary(completeness), percent / 100)
        used, limit = sum(file.size for file in draft.attachments), self._limits.package_mb
        words = _("{used} of {limit} MB").format(used=megabytes(used), limit=limit)
        detail = _("An assumed limit, not officially announced")
        self.size_meter.say(_("Size of the attachments"), words, detail, used / (limit * MEGABYTE))
        self.size_meter.setToolTip(str(self._limits.assumed))
        self.package.say(_("Create the draft package"))
        self.fresh.say(_("New draft"))
        self.keeping.say(_("Kept in memory only"), _("Kept in memory only: see where drafts are kept, or change it"))

    def offer_keeping(self, *, offered: bool) -> None:
        """Say that nothing is kept, on a button that leads to where that can be changed."""
        self.keeping.setVisible(offered)

    def show_letter(self, questions: int) -> None:
        """Show the way to the letter.

        Args:
            questions: paragraphs that a person wrote and that the answers have moved away from.
        """
        self.letter.set_icon("alert-triangle" if questions else "file-text")
        hint = ngettext(
            "The letter: one paragraph that you wrote may not fit your answers",
            "The letter: {n} paragraphs that you wrote may not fit your answers",
            questions,
        ).format(n=questions)
        self.letter.say(_("The letter"), hint if questions else "")
        self.letter.setToolTip(hint if questions else "")

    def restyle(self) -> None:
        """Take the widths from the theme."""
        super().restyle()
        if hasattr(self, "package"):
            self._bound()

    def _bound(self) -> None:
        self.progress.setMaximumWidth(self.theme.size(280))
        self.size_meter.setMaximumWidth(self.theme.size(312))
