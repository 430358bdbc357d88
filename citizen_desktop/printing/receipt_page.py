"""The receipt of an erasure on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QPagedPaintDevice

from citizen_desktop.printing.paper import PALE, Block, Sheet, paint_sheet

_GAP: Final = 9.0
_INDENT: Final = 15.0


@dataclass(frozen=True)
class ReceiptPaper:
    """What is printed; no personal value is in it.

    Args:
        title: of the page.
        facts: what was done, a sentence each.
        heading: above what can't be promised.
        limits: what can't be promised, a sentence each.
        signature: who signs, empty for nobody.
        unofficial: that this is no official paper.
        page: the number of a page, with ``{number}`` and ``{count}``.
        right_to_left: how the language runs.
    """

    title: str
    facts: Sequence[str]
    heading: str
    limits: Sequence[str]
    signature: str
    unofficial: str
    page: str
    right_to_left: bool = True

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return "\n".join((self.title, "", *self.facts, "", self.heading, *self.limits))


def paint_receipt(device: QPagedPaintDevice, paper: ReceiptPaper) -> bool:
    """Set a receipt on a printer, a preview or a PDF.

    Returns:
        Whether the device took it.
    """
    sheet = Sheet(paper.title, tuple(_blocks(paper)), paper.unofficial, paper.page, paper.right_to_left)
    return paint_sheet(device, sheet)


def _blocks(paper: ReceiptPaper) -> Iterator[Block]:
    yield Block(paper.title, 15, 700, centred=True, keep=True)
    for number, fact in enumerate(paper.facts):
        yield Block(fact, above=2 * _GAP if number == 0 else _GAP)
    yield Block(paper.heading, weight=600, above=2 * _GAP, keep=True)
    for limit in paper.limits:
        yield Block(limit, colour=PALE, above=_GAP / 2, indent=_INDENT)
    if paper.signature:
        yield Block(paper.signature, above=4 * _GAP, to_sign=True)
