"""Shows the recovery code, this once, to be printed or written down."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.formats import clock_time, gregorian_with_weekday
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import language
from citizen_desktop.printing.recovery_page import RecoveryPaper
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

_LINES: Final = 2


class RecoverySheet(Sheet):
    """The sheet; a press beside it or Escape leads to its button first.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        code: in groups.
        now: the moment, for the page.
    """

    print_wanted = Signal(object)
    """A ``RecoveryPaper``."""
    done = Signal()

    def __init__(self, theme: Theme, window: QWidget, code: str, now: datetime) -> None:
        super().__init__(theme, window, "key", "ok", 520)
        self._code, self._now = code, now
        self.lines = tuple(Label(theme, 24, 600, centred=True) for _line in range(_LINES))
        card = Card(theme, "surface2", radius=8)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 16, 16, 16)
        inner.setSpacing(4)
        for label, line in zip(self.lines, code_lines(code), strict=True):
            label.setText(bidi.ltr(line))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            inner.addWidget(label)
        self.beware = Notice(theme, "warn", "alert-triangle")
        column = QVBoxLayout()
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.beware)
        self.body.addLayout(column)
        self.title.setText(_("The recovery code"))
        self.subtitle.setText(_("It opens the drafts when the passphrase is forgotten. It is shown this once only."))
        self.panel.setAccessibleName(self.title.text())
        self.beware.say(_("Print it or write it down, and lock it away. Whoever has it can open the drafts."))
        self.cross.say("", _("Close"))
        self.print = Button(theme, Kind.OUTLINE, "printer", height=40)
        self.print.say(_("Print"))
        self.print.clicked.connect(lambda: self.print_wanted.emit(self.paper()))
        self.kept = Button(theme, Kind.PRIMARY, height=40)
        self.kept.say(_("I have kept it safe"))
        self.kept.clicked.connect(self._finish)
        self.foot.add_at_end(self.print)
        self.foot.add_at_end(self.kept)
        self._finished = False
        self.open_sheet(self.print)

    def paper(self) -> RecoveryPaper:
        """Return what is printed."""
        return RecoveryPaper(
            title=_("Recovery code of Citizen Desktop"),
            code=code_lines(self._code),
            advice=(
                _(
                    "It opens the drafts on this computer when the passphrase is forgotten. Whoever has it can open them too."
                ),
                _(
                    "Lock this page away, apart from the computer. When the drafts are erased, it opens nothing any more."
                ),
            ),
            printed=_("Printed {date}, {time}").format(
                date=gregorian_with_weekday(self._now), time=clock_time(self._now)
            ),
            unofficial=_("Unofficial help tool · Works offline"),
            page=_("Page {number} of {count}"),
            right_to_left=language().right_to_left,
        )

    def _finish(self) -> None:
        self._finished = True
        self.close_sheet()

    def close_sheet(self) -> None:
        """Close by the button; else lead there first, since the code comes no second time; who insists has it closed."""
        if not self._finished:
            self._finished = True
            self.kept.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().close_sheet()
        self._code = ""
        for label in self.lines:
            label.setText("")
        self.done.emit()


def code_lines(code: str) -> tuple[str, str]:
    """Return the groups of a code in two lines."""
    groups = code.split("-")
    half = len(groups) // 2
    return "-".join(groups[:half]), "-".join(groups[half:])
