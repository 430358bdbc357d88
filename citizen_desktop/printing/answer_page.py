"""A question and its answer on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QPagedPaintDevice

from citizen_desktop.bidi import prose_parts, runs_right_to_left, strip_controls
from citizen_desktop.content.markdown import Paragraph
from citizen_desktop.printing.paper import INK, PALE, Block, Sheet, paint_sheet, pdf_bytes

_GAP: Final = 9.0
_INDENT: Final = 15.0
_SMALL: Final = 8.5


@dataclass(frozen=True)
class AnswerPaper:
    """What is printed, in the language that it was asked in.

    Args:
        category: the heading that the question stands under.
        question: the question.
        live: what was computed from the clock, empty for nothing.
        answer: its paragraphs.
        source: where the answer comes from, and when it was last checked.
        printed: the moment of printing, in words.
        unofficial: that this is no official paper.
        page: the number of a page, with ``{number}`` and ``{count}``.
        right_to_left: how the language runs.
    """

    category: str
    question: str
    live: str
    answer: Sequence[Paragraph]
    source: str
    printed: str
    unofficial: str
    page: str
    right_to_left: bool = True


def paint_answer(device: QPagedPaintDevice, paper: AnswerPaper) -> bool:
    """Set an answer on a printer, a preview or a PDF.

    Returns:
        Whether the device took it.
    """
    blocks = tuple(_blocks(paper))
    sheet = Sheet(strip_controls(paper.question), blocks, paper.unofficial, paper.page, paper.right_to_left)
    return paint_sheet(device, sheet)


def answer_pdf(paper: AnswerPaper) -> bytes:
    """Return the answer as a PDF."""
    return pdf_bytes(lambda device: paint_answer(device, paper), strip_controls(paper.question))


def _blocks(paper: AnswerPaper) -> Iterator[Block]:
    yield Block(paper.category, _SMALL, colour=PALE, keep=True)
    yield from _running(paper.question, size=15, weight=700, ruled=True, keep=True)
    if paper.live:
        yield from _running(paper.live, above=_GAP, weight=600, keep=True)
    before = False
    for paragraph in paper.answer:
        item = bool(paragraph.marker)
        yield from _running(
            f"{paragraph.marker} {paragraph.text}".strip(),
            above=_GAP / 3 if item and before else _GAP,
            indent=_INDENT * paragraph.depth,
        )
        before = item
    yield from _running(paper.source, size=_SMALL, colour=PALE, above=2 * _GAP, keep=True)
    yield Block(paper.printed, _SMALL, colour=PALE)


def _running(
    text: str,
    *,
    size: float = 10.5,
    weight: int = 400,
    colour: str = INK,
    above: float = 0,
    indent: float = 0,
    ruled: bool = False,
    keep: bool = False,
) -> Iterator[Block]:
    """Give a paragraph; in Arabic, words that run to the right get lines of their own, since they would not read back whole."""
    plain = strip_controls(text)
    parts = prose_parts(plain) if runs_right_to_left(plain) else [plain]
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        yield Block(
            part,
            size,
            weight,
            colour,
            above=0 if number else above,
            foreign=True,
            indent=indent,
            ruled=ruled and last,
            keep=keep or not last,
        )
