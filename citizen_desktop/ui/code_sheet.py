"""A sheet whose work may end with a code of six words, which is shown once: to write down or print before it is left."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QWidget

from citizen_desktop import i18n
from citizen_desktop.clock import Clock
from citizen_desktop.drafts.handover_words import Code
from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.code_card import CodeCard
from citizen_desktop.ui.work_sheet import WorkSheet
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.printing.handover_page import HandoverPaper


class CodeSheet(WorkSheet):
    """Holds the part with the result, and the question before a code goes that was not printed.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        icon: on the tile of its head.
        width: of the sheet.
        clock: measures the pace of the work.
    """

    def __init__(self, theme: Theme, window: QWidget, icon: str, width: int, clock: Clock) -> None:
        super().__init__(theme, window, icon, width, clock)
        self._code: Code | None = None
        self._printed = False
        self._result = self.add_part()
        self.unplug = Notice(theme, "ok", "circle-check")
        self.code = CodeCard(theme)
        self.warning = Notice(theme, "warn", "alert-triangle")
        self.file = Label(theme, 13, colour="text2", wrap=True)
        for widget in (self.unplug, self.code, self.warning, self.file):
            self._result.addWidget(widget)
        self.print = self.add_button(_("Print the code"), self._print, icon="printer")
        self.done = self.add_button(_("Done"), self.leave, primary=True)
        self._sure = self.add_part()
        question = Label(theme, 15, 600, wrap=True)
        question.setText(
            _("Has the code been written down? Without it nobody can open the file: there is no other way in.")
        )
        self._sure.addWidget(question)
        self.back = self.add_button(_("Show it again"), self._show_result, primary=True)
        self.close_now = self.add_button(_("It is written down"), self.close_sheet)

    def show_result(self, code: Code | None, facts: str) -> None:
        """Show what came of the work.

        Args:
            code: opens the file; None where no code is needed.
            facts: of the file.
        """
        self._code = code
        self.code.setVisible(code is not None)
        self.warning.setVisible(code is not None)
        if code is not None:
            self.code.show_code(code)
        self.file.setText(facts)
        self._show_result()

    def _show_result(self) -> None:
        self.show_part(self._result, *((self.done,) if self._code is None else (self.done, self.print)))

    def leave(self) -> None:
        """Close the sheet; before a code goes that was not printed, ask once."""
        asked = self._code is None or self._printed or self.back.isVisible()
        if self.job is None and not asked:
            self.show_part(self._sure, self.back, self.close_now)
        else:
            super().leave()

    def close_sheet(self) -> None:
        """Take the sheet away, and the code with it."""
        self.code.forget()
        self._code = None
        super().close_sheet()

    def _print(self) -> None:
        from citizen_desktop.ui.print_dialog import print_page  # noqa: PLC0415  printing loads its own library

        printed = print_page(self, self.paint)
        if printed:
            self._printed = True
        elif printed is False:
            self.complain(_("The printer did not take the page. Check that it is on, or choose printing to a file."))

    def paint(self, device: QPagedPaintDevice) -> bool:
        """Paint the page with the code."""
        from citizen_desktop.printing.handover_page import paint_handover  # noqa: PLC0415

        paper = None if self._code is None else self.paper_of(self._code)
        return paper is not None and paint_handover(device, paper)

    def paper_of(self, code: Code) -> "HandoverPaper | None":
        """Return the page with the code; None where there is no file for it."""
        raise NotImplementedError


def code_paper(title: str, code: Code, name: str, fingerprint: str) -> "HandoverPaper":
    """Return a page with a code.

    Args:
        title: of the page.
        code: opens the file.
        name: of the file.
        fingerprint: of the file.
    """
    from citizen_desktop.printing.handover_page import HandoverPaper  # noqa: PLC0415

    return HandoverPaper(
        title=title,
        arabic=code.arabic,
        latin=code.latin,
        file=_("For the file {name}").format(name=name),
        fingerprint=_("Fingerprint of the file: {fingerprint}").format(fingerprint=fingerprint),
        advice=_("The words open the file in either script. Keep this paper apart from the file."),
        seal=f"{name} {fingerprint}",
        seal_note=_("The square holds the name and the fingerprint of the file only, no secret."),
        unofficial=_("Unofficial help tool · Works offline"),
        right_to_left=i18n.language() is Language.ARABIC,
    )
