"""What is said of the next payment, in the language in use: shared by the card and by the answers."""

from citizen_desktop.formats import in_days, month, ordinal, weekday
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import npgettext, pgettext
from citizen_desktop.payment import PaymentWindow, UsualDay


def lead_words(window: PaymentWindow) -> str:
    """Return what begins, "usual payment window starts", empty once it has begun."""
    if window.inside:
        return ""
    return _("Usual window would start") if window.beyond_known else _("Usual payment window starts")


def headline(window: PaymentWindow) -> str:
    """Return when it begins, "in 9 days", or that it has."""
    return _("In the usual window") if window.inside else in_days(window.days_until)


def days_words(window: PaymentWindow) -> str:
    """Return the days that are left by themselves, "9 days", or that the window has begun."""
    if window.inside:
        return _("In the usual window")
    return npgettext("left until something", "{n} day", "{n} days", window.days_until).format(n=window.days_until)


def until_words(window: PaymentWindow) -> str:
    """Return what these days are left until, empty once it has begun."""
    if window.inside:
        return ""
    return _("until the usual window would start") if window.beyond_known else _("until the usual window starts")


def usual_words(window: PaymentWindow, *, year: bool = False) -> str:
    """Return "1–10 December, often the 10th".

    Args:
        window: the one that is spoken of.
        year: with the year, where nothing else around tells it.
    """
    days = {"first": window.first.day, "last": window.last.day, "month": month(window.first)}
    if year:
        span = pgettext("days of a month", "{first}–{last} {month} {year}").format(**days, year=window.first.year)
    else:
        span = _("{first}–{last} {month}").format(**days)
    match window.usual_day:
        case UsualDay.AS_EVER:
            return _("{span}, often {day}").format(span=span, day=ordinal(window.usual.day))
        case UsualDay.NEAR_HOLIDAY:
            return _("{span}, often {day} or near it").format(span=span, day=ordinal(window.usual.day))
        case UsualDay.BEFORE_WEEKEND | UsualDay.AFTER_WEEKEND:
            return _("{span}, often {weekday} {day} {month} because of the weekend").format(
                span=span, weekday=weekday(window.usual), day=window.usual.day, month=month(window.usual)
            )
