"""Says that the files of a draft are larger than they may be, and offers to make them smaller."""

from PySide6.QtCore import Qt, Signal

from citizen_desktop.content.document_models import FileLimits
from citizen_desktop.formats import megabytes
from citizen_desktop.forms.budget import Budget
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.theme import Theme


class FitNotice(Retranslated, Notice):
    """The notice; it is there only while something is too large.

    Args:
        theme: colours and fonts.
        limits: what files may have.
    """

    fit_wanted = Signal()

    def __init__(self, theme: Theme, limits: FileLimits) -> None:
        super().__init__(theme, "warn", "alert-triangle")
        self._limits, self._budget = limits, Budget.of(limits)
        self._sizes: tuple[int, ...] = ()
        self.fit = Button(theme, Kind.OUTLINE)
        self.fit.clicked.connect(self.fit_wanted)
        self.row.addWidget(self.fit, 0, Qt.AlignmentFlag.AlignTop)
        self.retranslate()

    def show_draft(self, draft: ObjectionDraft) -> None:
        """Say how large its files are, if they are too large."""
        self._sizes = tuple(attachment.size for attachment in draft.attachments)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        budget, total = self._budget, sum(self._sizes)
        large = sum(size > budget.file for size in self._sizes)
        words = []
        if large:
            sentence = ngettext("{n} file is larger than {limit} MB.", "{n} files are larger than {limit} MB.", large)
            words.append(sentence.format(n=large, limit=self._limits.file_mb))
        if total > budget.package:
            sentence = _("All files together have {used} MB, more than {limit} MB.")
            words.append(sentence.format(used=megabytes(total), limit=self._limits.package_mb))
        words.append(_("The limits are assumed, not officially announced."))
        self.say(" ".join(words))
        self.setAccessibleName(self.label.text())
        self.fit.say(_("Make them fit"))
        self.setVisible(budget.over(self._sizes))
