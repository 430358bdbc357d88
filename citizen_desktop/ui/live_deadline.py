"""Until when one may object: from the day of the result, or of the deposit, that the person names."""

from datetime import date, datetime

from citizen_desktop.content.objection_models import DeadlineRule
from citizen_desktop.formats import gregorian_with_weekday
from citizen_desktop.forms.deadline import deadline_of
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.deadline_card import DeadlineCard
from citizen_desktop.ui.live_panel import LivePanel
from citizen_desktop.widgets.date_field import DateField
from citizen_desktop.widgets.theme import Theme


class DeadlinePanel(LivePanel):
    """A day to choose, and the last day that follows from it.

    Args:
        theme: colours and fonts.
        rule: how the time is counted.
    """

    def __init__(self, theme: Theme, rule: DeadlineRule) -> None:
        super().__init__(theme)
        self._rule = rule
        self._day: date | None = None
        self._today: date | None = None
        self.field = DateField(theme, gregorian_with_weekday, helper=False)
        self.field.label.setWordWrap(True)
        self.field.chosen.connect(self._choose)
        self.result = DeadlineCard(theme, rule)
        self.column.addWidget(self.field)
        self.column.addWidget(self.result)

    @property
    def day(self) -> date | None:
        """The day that the person chose; None while it is today's."""
        return self._day

    def show_moment(self, now: datetime) -> datetime | None:
        """Show how long there is time; it holds until midnight."""
        self._today = now.date()
        self.field.date_box.names = (_("Calendar"), _("Month before"), _("Month after"))
        self._show()
        return deadline_of(self._rule, self._shown_day(), now.date()).next_change

    def words(self) -> str:
        """Return the day that it is counted from, and what the card says: "86 days left · … · Last day: …"."""
        return _(" · ").join((self.field.editor.accessibleName(), self.result.accessibleName()))

    def _shown_day(self) -> date | None:
        return self._day if self._day is not None else self._today

    def _choose(self, day: object) -> None:
        if isinstance(day, date):
            self._day = day
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        day = self._shown_day()
        if self._today is None or day is None:
            return
        self.field.date_box.show_day(day, "")
        self.field.say(_("Day of the result, or of the deposit"))
        self.result.show_deadline(deadline_of(self._rule, day, self._today), None)
