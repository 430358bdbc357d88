"""Warns of drafts that will be erased soon."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from citizen_desktop.drafts import retention
from citizen_desktop.drafts.models import Head
from citizen_desktop.formats import clock_time, gregorian, in_days
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.ui.banner import Banner
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.theme import Theme


class ExpiryNotice(Retranslated, Banner):
    """How many drafts will be erased within three days, and when the first one is; hidden while there are none.

    Args:
        theme: colours and fonts.
        days: that a draft is kept after its last change.
    """

    drafts_wanted = Signal()
    """The drafts are to be seen."""
    closed = Signal()
    """The person has read it; it comes back when there are others to warn of."""

    def __init__(self, theme: Theme, days: int) -> None:
        super().__init__(theme, 72, 44)
        self._days = days
        self._soon: tuple[Head, ...] = ()
        self._read: frozenset[str] = frozenset()
        self._now: datetime | None = None
        self._wrong = False
        self.show_state("warn", "clock-hour-4")
        self.pill.hide()
        self.open = Button(theme, Kind.PRIMARY, height=40)
        self.open.clicked.connect(self.drafts_wanted)
        self.close_button = Button(theme, Kind.OUTLINE, height=40)
        self.close_button.clicked.connect(self._close)
        self.buttons.addWidget(self.open)
        self.buttons.addWidget(self.close_button)
        self.retranslate()
        self.hide()

    def warn(self, heads: Sequence[Head], now: datetime) -> None:
        """Look at the drafts, and show or hide the notice.

        Args:
            heads: of all drafts.
            now: what the clock says.
        """
        self._wrong = retention.stands_back((head.changed for head in heads), now)
        self._soon = () if self._wrong else retention.expiring(heads, now, self._days)
        self._now = now
        fresh = {head.id for head in self._soon} - self._read
        shown = self._wrong or bool(fresh)
        before = self.isVisible(), self.title.text()
        self.retranslate()
        self.setVisible(shown)
        if shown and before != (True, self.title.text()) and QAccessible.isActive():
            text = f"{self.title.text()} {self.line.text()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.open.say(_("Show the drafts"))
        self.close_button.say(_("Close"), _("Close this notice"))
        if self._wrong:
            self.title.setText(_("Check the date of this computer"))
            self.line.setText(_("It stands before the last change of a draft. Until it is right, no draft is erased."))
        elif self._soon and self._now is not None:
            self.title.setText(self._headline(self._now))
            first = retention.due_at(self._soon[0].changed, self._days)
            self.line.setText(
                _("The first one on {date}, {time}. Whoever changes a draft keeps it longer.").format(
                    date=gregorian(first), time=clock_time(first)
                )
            )
        self.setAccessibleName(self.title.text())

    def _headline(self, now: datetime) -> str:
        left = {retention.days_left(head.changed, now, self._days) for head in self._soon}
        count, last = len(self._soon), max(left)
        if last == 0:
            return ngettext("{n} draft will be erased today", "{n} drafts will be erased today", count).format(n=count)
        if len(left) > 1:
            when = ngettext("within {n} day", "within {n} days", last).format(n=last)
        else:
            when = pgettext("erased when", "tomorrow") if last == 1 else in_days(last)
        words = ngettext("{n} draft will be erased {when}", "{n} drafts will be erased {when}", count)
        return words.format(n=count, when=when)

    def _close(self) -> None:
        self._read = frozenset(head.id for head in self._soon)
        self.hide()
        self.closed.emit()
