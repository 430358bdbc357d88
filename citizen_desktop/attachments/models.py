"""What is known of a file that was taken in, what a person had done to its pages, and why a file can't be taken in.

All of it is plain data that goes to and from the process in which untrusted bytes are decoded, and into a draft.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal, Self

import msgspec

UNIT: Final = 10_000
"""Places and lengths in a page are counted in ten-thousandths of its width or height, so that they fit every resolution."""

Share = Annotated[int, msgspec.Meta(ge=0, le=UNIT)]


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value: a key that is not declared is a mistake."""

    def evolve(self, **changes: object) -> Self:
        """Return a copy with some fields changed.

        Raises:
            TypeError: there is no such field.
        """
        return msgspec.structs.replace(self, **changes)


class Refusal(StrEnum):
    """Why a file can't be taken in, or what was asked can't be done with it."""

    EMPTY = "empty"
    FOREIGN = "foreign"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    LOCKED = "locked"
    WRONG_PASSWORD = "wrong-password"  # noqa: S105  no password
    NO_PAGES = "no-pages"
    TOO_MANY_PAGES = "too-many-pages"
    HUGE_PAGE = "huge-page"
    BOMB = "bomb"
    TOO_LARGE = "too-large"
    TOO_LONG = "too-long"
    """It took more time than a file may."""
    TOO_MUCH_MEMORY = "too-much-memory"
    CRASHED = "crashed"
    ILLEGIBLE = "illegible"
    """It can't be made to fit and stay legible."""


class Doubt(StrEnum):
    """What speaks against a page, or a file."""

    BLURRED = "blurred"
    TOO_DARK = "too-dark"
    TOO_BRIGHT = "too-bright"
    TOO_SMALL = "too-small"
    CUT_OFF = "cut-off"
    UPSIDE_DOWN = "upside-down"
    """It was stored turned and says so: a program that does not heed that shows it upside down."""
    FORMAT = "format"
    """The portal is not assumed to take files of this type."""


class Legibility(Value, frozen=True):
    """How well a page can be read. Each measure is beside a threshold in ``legibility.toml``.

    Args:
        sharpness: 100 is the threshold; the steepness of strokes, independent of resolution.
        dpi: dots per inch, if the page is as large as it says or, a photo, an A4 sheet; 0 if that can't be said.
        line: height in pixels of the smallest line of text, 0 if none was found.
        brightness: of the paper, 0 to 255.
        contrast: between paper and ink, 0 to 255.
        doubts: which thresholds are missed, the weightiest first.
    """

    sharpness: int = 0
    dpi: int = 0
    line: int = 0
    brightness: int = 0
    contrast: int = 0
    doubts: tuple[Doubt, ...] = ()


class Page(Value, frozen=True):
    """One page.

    Args:
        width: in pixels of a picture, in points of a PDF page, as it is shown, upright.
        height: likewise.
        legibility: None where it was not measured, as on pages of pure text in a PDF, which can always be read.
    """

    width: int
    height: int
    legibility: Legibility | None = None


class Inspection(Value, frozen=True):
    """What a file is, from its bytes.

    Args:
        media_type: by its content.
        pages: all of them; the first ``Limits.measured_pages`` with a legibility.
        thumbnail: of the first page, a PNG.
        fingerprint: 64 bits that are alike for pictures that look alike, None where there is nothing to compare.
        unlocked: the same document without its lock, where one with a password was opened: these bytes are taken in.
        doubts: of all pages, the weightiest first.
    """

    media_type: str
    pages: tuple[Page, ...]
    thumbnail: bytes = b""
    fingerprint: int | None = None
    unlocked: bytes | None = None
    doubts: tuple[Doubt, ...] = ()


class Box(Value, frozen=True):
    """What is kept of a page when it is cropped, in shares of its width and height after turning and levelling.

    Args:
        left: edge, from the left side of the page.
        top: edge, from its top.
        right: edge, from the left side too.
        bottom: edge, from its top too.
    """

    left: Share = 0
    top: Share = 0
    right: Share = UNIT
    bottom: Share = UNIT

    @property
    def whole(self) -> bool:
        """Whether nothing is cut off."""
        return self == Box()


class PageEdit(Value, frozen=True):
    """One page of the result: which page of which source, and what is done to it, in this order: turned, levelled, cropped.

    Args:
        source: which of the files that are joined, from 0.
        page: which page of it, from 0.
        turns: quarter turns clockwise.
        tilt: hundredths of a degree by which it is turned clockwise to stand level, -1500 to 1500.
        box: what is kept.
    """

    source: Annotated[int, msgspec.Meta(ge=0)] = 0
    page: Annotated[int, msgspec.Meta(ge=0)] = 0
    turns: Literal[0, 1, 2, 3] = 0
    tilt: Annotated[int, msgspec.Meta(ge=-1500, le=1500)] = 0
    box: Box = Box()

    @property
    def untouched(self) -> bool:
        """Whether the page stays as it is."""
        return not self.turns and not self.tilt and self.box.whole


class Edits(Value, frozen=True):
    """What a person had done to a file: its pages in their order, and what lies over or happens to all of them.

    Sources stay as they are; undoing is dropping an edit. Splitting a file is two of these, joining is one with several sources.

    Args:
        pages: of the result, in order.
        mark: text that is laid over each page, empty for none.
        fit: whether it is made to fit the size that a file may have.
    """

    pages: tuple[PageEdit, ...]
    mark: str = ""
    fit: bool = False


class Measures(Value, frozen=True):
    """A file before or after it was made to fit.

    Args:
        size: in bytes.
        legibility: of its worst page, None where none was measured.
    """

    size: int
    legibility: Legibility | None = None


class Result(Value, frozen=True):
    """A file that was made of sources and edits.

    Args:
        media_type: of ``content``.
        content: the bytes.
        inspection: of those bytes.
        before: measures without fitting.
        after: measures of the bytes.
    """

    media_type: str
    content: bytes
    inspection: Inspection
    before: Measures
    after: Measures
