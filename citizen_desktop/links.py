"""Addresses inside the application: what a link in an answer, or beside a field, leads to."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

SCHEME: Final = "citizen-desktop"

_LINK: Final = re.compile(rf"{SCHEME}:(?P<place>[a-z]+)/(?P<name>[a-z][a-z0-9-]*)(?:/(?P<step>[a-z][a-z0-9-]*))?")


class Place(StrEnum):
    """What can be linked to."""

    FAQ = "faq"
    TAB = "tab"
    QR = "qr"


@dataclass(frozen=True)
class Link:
    """A place in the application.

    Args:
        place: what kind of place.
        name: id of a question, of a tab, or of the channel whose code is shown.
        step: of a tab, the place on its page.
    """

    place: Place
    name: str
    step: str | None = None

    def __str__(self) -> str:
        """Return the address, ``citizen-desktop:faq/ID``."""
        return f"{SCHEME}:{self.place}/{self.name}" + (f"/{self.step}" if self.step else "")


def parse_link(address: str) -> Link | None:
    """Return where an address leads, None where it is none of ours."""
    found = _LINK.fullmatch(address)
    if found is None or found["place"] not in set(Place):
        return None
    place = Place(found["place"])
    if found["step"] is not None and place is not Place.TAB:
        return None
    return Link(place, found["name"], found["step"])
