"""A channel's week on a strip, and the same in words: shared by the channel's card and the answers."""

from typing import Final

from citizen_desktop.describe import usual_hours_today
from citizen_desktop.formats import short_weekday_names, weekday_names
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.hours.status import Status
from citizen_desktop.hours.week import Kind, Week
from citizen_desktop.i18n import Language, language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.strips import Band, WeekStrip

_COLOURS: Final = {Kind.AHEAD: "seg", Kind.PAST: "segPast", Kind.UNVERIFIED: None}


def show_week(strip: WeekStrip, status: Status, switchboard: Switchboard) -> bool:
    """Show a channel's week.

    Args:
        strip: where.
        status: the channel at a moment.
        switchboard: knows its hours.

    Returns:
        Whether days of it are not known.
    """
    week = switchboard.week(status.channel.id, status.at)
    days = weekday_names() if language() is Language.ARABIC else short_weekday_names()
    bands = [Band(segment.start, segment.end, _COLOURS[segment.kind]) for segment in week.segments]
    strip.show_week(days, bands, week.now, week.today, _in_words(status, week, switchboard))
    return any(segment.kind is Kind.UNVERIFIED for segment in week.segments)


def _in_words(status: Status, week: Week, switchboard: Switchboard) -> str:
    return _("Week of {channel}: {hours}. Today is {day}: {today}.").format(
        channel=status.channel.name,
        hours=status.channel.summary or "",
        day=weekday_names()[week.today],
        today=usual_hours_today(status, switchboard),
    )
