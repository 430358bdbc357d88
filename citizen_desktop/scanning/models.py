"""What is known of scanners, what is wanted of them, and why there was no page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Failure(StrEnum):
    """Why there is no page."""

    NO_PROGRAM = "no-program"
    """``scanimage`` can't be started any more."""
    NO_DEVICE = "no-device"
    """The scanner doesn't answer: unplugged, switched off, or gone from the network."""
    BUSY = "busy"
    JAMMED = "jammed"
    NO_PAPER = "no-paper"
    """The feeder is empty."""
    COVER_OPEN = "cover-open"
    NOT_PERMITTED = "not-permitted"
    """The system doesn't let this user use it."""
    CANCELLED = "cancelled"
    """It was broken off at the scanner, by its own button."""
    BROKEN_OFF = "broken-off"
    """The connection was lost, or the scanner is out of order."""
    NO_MEMORY = "no-memory"
    UNSUPPORTED = "unsupported"
    """It can't do what was asked of it."""
    SILENT = "silent"
    """No sign of life for too long."""
    NO_PICTURE = "no-picture"
    """The program crashed, or what it wrote is no whole picture."""


class ScanError(Exception):
    """There is no page, or no list of scanners.

    Args:
        failure: why.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class Shade(StrEnum):
    """In what a page is scanned."""

    COLOUR = "colour"
    GREY = "grey"


class Paper(StrEnum):
    """What lies on the glass."""

    DOCUMENT = "document"
    """A page of A4."""
    CARD = "card"
    """An identity card."""


DPI: Final = 300
"""Dots per inch that are asked for: twice of what counts as legible here, as what is made to fit later can only lose some; twice
as many again would only make files that the portal refuses."""


@dataclass(frozen=True)
class Size:
    """A part of the glass that begins at its marked corner, in millimetres."""

    width: float
    height: float


SIZES: Final = {
    Paper.DOCUMENT: Size(210, 297),
    # A card of ISO/IEC 7810 ID-1 has 85.6 by 54. This is A7 (ISO 216): nobody lays a card down straight and right in the corner.
    Paper.CARD: Size(105, 74),
}


@dataclass(frozen=True)
class Wish:
    """How a page is to be scanned.

    Args:
        paper: what lies on the glass.
        shade: in colour or not.
    """

    paper: Paper = Paper.DOCUMENT
    shade: Shade = Shade.COLOUR


@dataclass(frozen=True)
class Device:
    """A scanner. Its texts come from the device, or from whoever is on the network: they are shown, and believed in nothing.

    Args:
        name: by which SANE knows it.
        vendor: who made it, as it says itself; may be empty.
        model: likewise.
    """

    name: str
    vendor: str
    model: str
