"""The rows of the content files.

Every statement about the programme is a ``Fact`` or is borne by one: it has a source, a day on which it was verified, and a status.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from citizen_desktop.i18n import Language, language

Identifier = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]*$")]
Filled = Annotated[str, msgspec.Meta(min_length=1, pattern=r"\S")]


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row of a content file: a key that is not declared is a mistake in the file."""


class Text(Row, frozen=True, kw_only=True):
    """A sentence in both languages; ``str()`` gives it in the language in use.

    Args:
        ar: in Arabic.
        en: in English.
    """

    ar: Filled
    en: Filled

    def __str__(self) -> str:
        """Return the text in the language in use."""
        return self.in_language(language())

    def in_language(self, wanted: Language) -> str:
        """Return the text in one language."""
        return self.ar if wanted is Language.ARABIC else self.en


class FactStatus(StrEnum):
    """How sure a fact is."""

    ARTICLE = "article"
    PRESS = "press"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class Fact(Row, frozen=True, kw_only=True):
    """One statement and what bears it.

    Args:
        what: the statement.
        source: where it was found.
        verified: the day it was last checked.
        status: one or two words on how sure it is.
    """

    what: Text
    source: Text
    verified: date
    status: Annotated[tuple[FactStatus, ...], msgspec.Meta(min_length=1)]


class Copy(Row, frozen=True, kw_only=True):
    """What the copy button of a channel puts on the clipboard.

    Args:
        value: the number, handle or address itself.
        label: the words on the button.
        done: what is said when it has been copied.
    """

    value: Filled
    label: Text
    done: Text


class QrCode(Row, frozen=True, kw_only=True):
    """A code to scan with a phone.

    Args:
        payload: ``tel:`` or ``https:`` address, nothing of the person's.
        title: heading of the sheet.
        steps: what to do, in order.
        note: what is in the code; ``{payload}`` stands for the address.
    """

    payload: Annotated[str, msgspec.Meta(pattern=r"^(tel:\+?[0-9]+|https://[a-z0-9.-]+(/[A-Za-z0-9_./-]*)?)$")]
    title: Text
    steps: tuple[Text, ...]
    note: Text


class Recommendation(Row, frozen=True, kw_only=True):
    """How a channel is recommended while it is open.

    Args:
        rank: 1 is recommended before 2.
        name: the channel as it is named in the recommendation.
        reason: why; ``{until}`` stands for the time at which it stops being open.
    """

    rank: int
    name: Text
    reason: Text


class Caution(Row, frozen=True, kw_only=True):
    """What to beware of.

    Args:
        emphasis: the first words, set bold.
        text: the rest of the sentence.
    """

    emphasis: Text
    text: Text


class Channel(Row, frozen=True, kw_only=True):
    """A way to reach the programme, or one that people take for it.

    Args:
        id: stable name, the one of the command line.
        icon: file name in ``resources/icons`` without its ending.
        official: whether it is one of the programme's known channels.
        staffed: whether people answer: on special days their hours are unverified.
        hours: usual hours in Riyadh time as an OpenStreetMap ``opening_hours`` value.
        name: heading.
        summary: the line below the heading: usual hours or what it is for.
        value: the number or handle, or a word in its place.
        value_is_address: the value is a number or handle, set left to right.
        value_is_number: the value is to be dialled, set larger.
        caution: for a channel that is not official: what not to do, and what to do.
        copy: what can be copied.
        qr: what can be scanned.
        best: how it is recommended.
        why: for a channel that is not official, id of the question that explains the caution.
        facts: everything the card says, with its source.
    """

    id: Identifier
    icon: Identifier
    official: bool = True
    staffed: bool = False
    hours: Filled | None = None
    name: Text
    summary: Text | None = None
    value: Text | None = None
    value_is_address: bool = False
    value_is_number: bool = False
    caution: Caution | None = None
    copy: Copy | None = None
    qr: QrCode | None = None
    best: Recommendation | None = None
    why: Identifier | None = None
    facts: Annotated[tuple[Fact, ...], msgspec.Meta(min_length=1)]


class MonthDay(Row, frozen=True, kw_only=True):
    """A day of any year, in the calendar that the rule names.

    Args:
        month: 1 to 12.
        day: 1 to 31.
    """

    month: Annotated[int, msgspec.Meta(ge=1, le=12)]
    day: Annotated[int, msgspec.Meta(ge=1, le=31)]


class RuleCalendar(StrEnum):
    """Which calendar a rule counts in."""

    HIJRI = "hijri"
    GREGORIAN = "gregorian"


class UnverifiedRule(Row, frozen=True, kw_only=True):
    """Days on which the hours of staffed channels are not known.

    Args:
        id: stable name.
        name: of these days.
        calendar: that ``first`` and ``last`` are counted in.
        first: first day.
        last: last day, included.
        weekday_stands_in: on a Friday the Thursday before is off too, on a Saturday the Sunday after.
    """

    id: Identifier
    name: Text
    calendar: RuleCalendar
    first: MonthDay
    last: MonthDay
    weekday_stands_in: bool = False


class Channels(Row, frozen=True, kw_only=True):
    """``channels.toml``.

    Args:
        version: of the content, shown beside the sources.
        published: the day of this version: a clock that shows an earlier one is wrong.
        channels: in the order of the screen.
        unverified: special days.
    """

    version: int
    published: date
    channels: Annotated[tuple[Channel, ...], msgspec.Meta(min_length=1)]
    unverified: tuple[UnverifiedRule, ...]


class Payment(Row, frozen=True, kw_only=True):
    """``payment.toml``: the usual pattern of the monthly payment.

    Args:
        first_day: day of the Gregorian month on which the usual window begins.
        last_day: day on which it ends.
        usual_day: day on which it is paid in practice.
        known_until: last day of the programme's known extension.
        warn_from: the day from which it is said that nothing is known beyond.
        estimate: that it is an estimate, and who announces the exact day.
        beyond: what is not known beyond ``known_until``.
        why: id of the question that explains the pattern.
        facts: sources.
    """

    first_day: Annotated[int, msgspec.Meta(ge=1, le=28)]
    last_day: Annotated[int, msgspec.Meta(ge=1, le=28)]
    usual_day: Annotated[int, msgspec.Meta(ge=2, le=27)]
    known_until: date
    warn_from: date
    estimate: Text
    beyond: Text
    why: Identifier | None = None
    facts: Annotated[tuple[Fact, ...], msgspec.Meta(min_length=1)]


class Tab(StrEnum):
    """The tabs of the window, in their order, as content and shortcuts name them."""

    CHANNELS = "channels"
    REGISTRATION = "registration"
    OBJECTION = "objection"
    FAQ = "faq"
    DRAFTS = "drafts"


class Place(StrEnum):
    """Where a step of the portal is prepared."""

    HERE = "here"
    PORTAL_ONLY = "portal-only"
    PORTAL = "portal"


class PortalStep(Row, frozen=True, kw_only=True):
    """One step on the portal.

    Args:
        text: what is done there.
        detail: more about it.
        place: whether it can be prepared here, or belongs to the portal alone.
        why: id of the question that explains it.
        attaches: the files of a package are attached there.
        prepares: ids of the form's steps whose answers are typed there.
    """

    text: Text
    detail: Text | None = None
    place: Place = Place.PORTAL
    attaches: bool = False
    prepares: tuple[Identifier, ...] = ()
    why: Identifier | None = None


class PortalPath(Row, frozen=True, kw_only=True):
    """A way through the portal, as one source tells it.

    Args:
        id: stable name.
        title: heading.
        note: when it applies.
        steps: in the portal's order.
        facts: sources.
    """

    id: Identifier
    title: Text
    note: Text | None = None
    steps: Annotated[tuple[PortalStep, ...], msgspec.Meta(min_length=1)]
    facts: Annotated[tuple[Fact, ...], msgspec.Meta(min_length=1)]


class Paths(Row, frozen=True, kw_only=True):
    """``registration.toml`` and ``objections.toml``: ways through the portal, newest first.

    Args:
        introduction: what the page is for.
        caution: what to beware of.
        paths: newest first.
    """

    introduction: Text
    caution: Text
    paths: Annotated[tuple[PortalPath, ...], msgspec.Meta(min_length=1)]


class Content(Row, frozen=True, kw_only=True):
    """The content files that the first screen needs, and the ways through the portal."""

    channels: Channels
    payment: Payment
    registration: Paths
    objections: Paths
