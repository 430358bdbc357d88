"""The recovery code on paper, to be locked away."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPagedPaintDevice

from citizen_desktop.printing.paper import PALE, Block, Sheet, paint_sheet, pdf_bytes


@dataclass(frozen=True)
class RecoveryPaper:
    """What is printed, in the language that it was asked in.

    Args:
        title: what it is.
        code: its groups, two lines of four.
        advice: what it is good for and how to keep it, a paragraph each.
        printed: the moment of printing, in words.
        unofficial: that this is no official paper.
        page: the number of a page, with ``{number}`` and ``{count}``.
        right_to_left: how the language runs.
    """

    title: str
    code: tuple[str, str]
    advice: Sequence[str]
    printed: str
    unofficial: str
    page: str
    right_to_left: bool = True


def paint_recovery(device: QPagedPaintDevice, paper: RecoveryPaper) -> bool:
    """Set the code on a printer, a preview or a PDF.

    Returns:
        Whether the device took it.
    """
    blocks = [Block(paper.title, 15, 700, ruled=True, keep=True)]
    # In the middle and from left to right whatever the page: it is copied by eye.
    blocks += [
        Block(line, 20, 600, above=24 if number == 0 else 6, centred=True, foreign=True, keep=True)
        for number, line in enumerate(paper.code)
    ]
    blocks += [Block(text, above=24 if number == 0 else 9) for number, text in enumerate(paper.advice)]
    blocks.append(Block(paper.printed, 8.5, colour=PALE, above=18))
    return paint_sheet(device, Sheet(paper.title, blocks, paper.unofficial, paper.page, paper.right_to_left))


def recovery_pdf(paper: RecoveryPaper) -> bytes:
    """Return the page as a PDF."""
    return pdf_bytes(lambda device: paint_recovery(device, paper), paper.title)
