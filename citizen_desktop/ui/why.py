"""Which question explains what is asked on a screen, and the links that lead there."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance

from citizen_desktop.i18n import gettext as _
from citizen_desktop.links import Link, Place
from citizen_desktop.widgets.why_link import WhyLink


@runtime_checkable
class HasWhys(Protocol):
    """A page or a sheet with such links."""

    @property
    def whys(self) -> tuple[WhyLink, ...]:
        """All of them."""


class Why(StrEnum):
    """The question that explains a place which has no row of content, or whose row names none of its own."""

    NATIONAL_ID = "register-data"
    MOBILE = "mobile-changed"
    INDEPENDENT = "independent-individual"
    OBJECTION = "objection-how"
    PAID = "objection-amount"
    REASON = "ineligible-reasons"
    DOCUMENTS = "objection-documents"
    HOUSING = "housing-proof"
    FORMATS = "file-formats"
    PHOTO = "bad-photo"


def lead(link: WhyLink, *questions: str | None) -> None:
    """Let a link lead to a question.

    Args:
        link: the link.
        questions: ids, the most fitting first; the first that exists is taken.
    """
    link.lead_to(*(str(Link(Place.FAQ, question)) for question in questions if question))


def name(link: WhyLink, words: str, topic: str) -> None:
    """Set the words of a link.

    Args:
        link: the link.
        words: short, as a person asks.
        topic: the field or the card that it stands at, for a screen reader, which may read the link alone.
    """
    link.say(words, _("{field}: {question}").format(field=topic, question=words))


def gather(links: Iterable[WhyLink], wanted: SignalInstance) -> None:
    """Let a signal of a page speak for every link on it."""
    for link in links:
        link.wanted.connect(wanted)
