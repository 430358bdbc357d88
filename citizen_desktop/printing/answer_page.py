"""A question and its answer on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QPagedPaintDevice

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.markdown import Paragraph
from citizen_desktop.printing.paper import PALE, Block, Sheet, paint_sheet, pdf_bytes
from citizen_desktop.printing.prose import running

_GAP: Final = 9.0
_INDENT: Final = 15.0
_TEXT: Final = 10.5
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
    yield from running(paper.question, 15, 700, ruled=True, keep=True)
    if paper.live:
        yield from running(paper.live, _TEXT, 600, above=_GAP, keep=True)
    before = False
    for paragraph in paper.answer:
        item = bool(paragraph.marker)
        yield from running(
            f"{paragraph.marker} {paragraph.text}".strip(),
            _TEXT,
            above=_GAP / 3 if item and before else _GAP,
            indent=_INDENT * paragraph.depth,
        )
        before = item
    yield from running(paper.source, _SMALL, colour=PALE, above=2 * _GAP, keep=True)
    yield Block(paper.printed, _SMALL, colour=PALE)
