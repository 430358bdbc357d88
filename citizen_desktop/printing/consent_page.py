"""A consent on paper, a page in each language: what for, when, by whom, and a line to sign on.

No name is printed: the person writes it by hand, if the paper is to bear one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QPagedPaintDevice

from citizen_desktop.bidi import prose_parts, runs_right_to_left, strip_controls
from citizen_desktop.printing.paper import PALE, Block, Sheet, paint_sheets, pdf_bytes

_GAP: Final = 9.0
_INDENT: Final = 15.0
_SMALL: Final = 9.0


@dataclass(frozen=True)
class ConsentWords:
    """What is printed in one language.

    Args:
        title: the heading.
        about: the number of the case, and what for.
        purposes: what is agreed to, each with when and by whom, or that it is awaited.
        notes: what the person should know.
        name: before the line for the name.
        signature: before the line to sign on.
        day: before the line for the date.
        printed: the moment of printing.
        footer: that this is no official paper.
        page: the number of a page, with ``{number}`` and ``{count}``.
        right_to_left: how the language runs.
    """

    title: str
    about: str
    purposes: Sequence[str]
    notes: Sequence[str]
    name: str
    signature: str
    day: str
    printed: str
    footer: str
    page: str
    right_to_left: bool = True


@dataclass(frozen=True)
class ConsentPaper:
    """Both pages.

    Args:
        first: in the language in use.
        second: in the other one.
    """

    first: ConsentWords
    second: ConsentWords


def paint_consent(device: QPagedPaintDevice, paper: ConsentPaper) -> bool:
    """Set a consent on a printer, a preview or a PDF.

    Returns:
        Whether the device took it.
    """
    return paint_sheets(device, (_sheet(paper.first), _sheet(paper.second)))


def consent_pdf(paper: ConsentPaper) -> bytes:
    """Return a consent as a PDF."""
    return pdf_bytes(lambda device: paint_consent(device, paper), strip_controls(paper.first.title))


def _sheet(words: ConsentWords) -> Sheet:
    return Sheet(strip_controls(words.title), tuple(_blocks(words)), words.footer, words.page, words.right_to_left)


def _blocks(words: ConsentWords) -> Iterator[Block]:
    yield from _running(words.title, 15, 700, ruled=True)
    yield from _running(words.about, above=_GAP)
    for purpose in words.purposes:
        yield from _running(purpose, 10.5, 600, above=_GAP / 2, indent=_INDENT)
    for note in words.notes:
        yield from _running(note, above=_GAP)
    for line in (words.name, words.signature, words.day):
        yield Block(strip_controls(line), above=2 * _GAP, foreign=True, to_sign=True, keep=True)
    yield from _running(words.printed, _SMALL, colour=PALE, above=2 * _GAP)


def _running(
    text: str,
    size: float = 10.5,
    weight: int = 400,
    *,
    colour: str = "",
    above: float = 0,
    indent: float = 0,
    ruled: bool = False,
) -> Iterator[Block]:
    """Give a paragraph; in Arabic, words that run to the right get lines of their own, since they would not read back whole."""
    plain = strip_controls(text)
    parts = prose_parts(plain) if runs_right_to_left(plain) else [plain]
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        block = Block(
            part, size, weight, above=0 if number else above, foreign=True, indent=indent, ruled=ruled and last
        )
        yield block if not colour else Block(part, size, weight, colour, above=0 if number else above, foreign=True)
