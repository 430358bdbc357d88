"""What is said of a channel at a moment, in the language in use: shared by the card, the QR sheet and the command line."""

from citizen_desktop.bidi import ltr
from citizen_desktop.formats import (
    clock_time,
    closing_moment,
    duration,
    gregorian_with_weekday,
    hijri,
    opening_moment,
    short_weekday_names,
)
from citizen_desktop.hours.board import Board, Switchboard
from citizen_desktop.hours.status import State, Status
from citizen_desktop.hours.week import weekday_from_sunday
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext


def state_words(status: Status) -> str:
    """Return the words on the status pill."""
    match status.state:
        case State.OPEN:
            return _("Open now")
        case State.CLOSES_SOON:
            return _("Closing soon")
        case State.UNVERIFIED:
            return _("Unverified today")
        case State.NOT_OFFICIAL:
            return _("No number officially announced")
        case State.CLOSED:
            return _closed_words(status)


def _closed_words(status: Status) -> str:
    turn = status.turn
    if turn is None:
        return _("Closed")
    if turn.state is State.UNVERIFIED:
        return _("Closed – unverified from {weekday}").format(
            weekday=short_weekday_names()[weekday_from_sunday(turn.at)]
        )
    return _("Closed – opens {moment}").format(moment=opening_moment(turn.at, status.at))


def countdown(status: Status, switchboard: Switchboard) -> tuple[str, str]:
    """Return the two lines of the countdown: what is counted, and how long."""
    if status.state is State.NOT_OFFICIAL:
        return "", ""
    if status.state is State.UNVERIFIED:
        return _("Usually today"), usual_hours_today(status, switchboard)
    if status.turn is None:
        return (_("Available"), _("24 hours a day")) if status.state.is_open else (_("Closed"), "")
    left = duration(status.turn.at - status.at.replace(second=0, microsecond=0))
    if status.turn.state is State.UNVERIFIED:
        return _("Hours unknown in"), left
    return (_("Closes in") if status.state.is_open else _("Opens in")), left


def channel_line(status: Status, switchboard: Switchboard) -> str:
    """Return a channel in one line: its name, number or handle, state, and what is counted down."""
    channel = status.channel
    value = ltr(str(channel.value)) if channel.value_is_address else str(channel.value or "")
    parts = (str(channel.name), value, state_words(status), " ".join(countdown(status, switchboard)))
    return " · ".join(part for part in parts if part.strip())


def countdown_line(status: Status, switchboard: Switchboard) -> str:
    """Return the countdown in one line, with the moment that it counts to: "Closes in 5 h 48 min (10:00 PM)"."""
    title, left = countdown(status, switchboard)
    if status.turn is None or status.state is State.UNVERIFIED:
        return f"{title} {left}".strip()
    when = closing_moment(status.turn.at, status.at)
    return _("{what} {duration} ({time})").format(what=title, duration=left, time=when)


def usual_hours_today(status: Status, switchboard: Switchboard) -> str:
    """Return the usual hours of the day: "8:00 AM – 10:00 PM", "24 hours", or that it is usually closed."""
    parts = switchboard.usual_today(status.channel.id, status.at)
    if not parts:
        return _("closed")
    if len(parts) == 1 and (parts[0][1] - parts[0][0]).total_seconds() >= 24 * 3600:
        return _("24 hours")
    return _(", ").join(
        _("{start} – {end}").format(start=clock_time(start), end=clock_time(end)) for start, end in parts
    )


def recommendation(status: Status) -> tuple[str, str]:
    """Return the name and the reason under "best channel now"."""
    best = status.channel.best
    if best is None:
        return str(status.channel.name), ""
    until = closing_moment(status.turn.at, status.at) if status.turn else _("any time")
    if status.turn is not None and status.turn.state is State.UNVERIFIED:
        return str(best.name), _("Open now; hours unknown after {moment}").format(moment=until)
    return str(best.name), str(best.reason).format(until=until)


def board_moment(board: Board) -> tuple[str, str]:
    """Return the present moment in two lines: the Gregorian date and time, the Hijri date and what is special about the day."""
    date, time = gregorian_with_weekday(board.at), clock_time(board.at)
    first = pgettext("the present moment", "{date} · {time}").format(date=date, time=time)
    day = hijri(board.at) or _("no Hijri date is known for this day")
    parts = [pgettext("the present moment", "Riyadh time · {date}").format(date=day)]
    if board.special_day is not None:
        parts.append(_("{days}: staff hours unverified").format(days=board.special_day.name))
    elif board.unverified_day:
        parts.append(_("staff hours unverified"))
    return first, _(" · ").join(parts)
