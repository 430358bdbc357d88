"""The page with a code: the words in both scripts, which file they are for, and a square that holds no secret."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPainter

from citizen_desktop.bidi import strip_controls
from citizen_desktop.printing.fonts import printed_font
from citizen_desktop.printing.qr_code import draw_modules, qr_modules

_LINES: Final = 34
"""Lines of a page, of which everything is a multiple."""


@dataclass(frozen=True, repr=False)
class HandoverPaper:
    """What is printed.

    Args:
        title: what it is.
        arabic: the words in Arabic letters.
        latin: the same in Latin ones.
        file: which file they are for.
        fingerprint: of that file.
        advice: how to use the paper.
        seal: what the square holds: no secret.
        seal_note: what it holds, in words.
        unofficial: that this is no official paper.
        right_to_left: how the language runs.
    """

    title: str
    arabic: Sequence[str]
    latin: Sequence[str]
    file: str
    fingerprint: str
    advice: str
    seal: str
    seal_note: str
    unofficial: str
    right_to_left: bool = True


def paint_handover(device: QPagedPaintDevice, paper: HandoverPaper) -> bool:
    """Paint the page on a printer, a preview or a PDF.

    Returns:
        Whether the device took it.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    page = painter.viewport()
    line = page.height() // _LINES
    margin = page.width() // 10
    width = page.width() - 2 * margin
    side = Qt.AlignmentFlag.AlignRight if paper.right_to_left else Qt.AlignmentFlag.AlignLeft
    aligned = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap)
    direction = Qt.LayoutDirection.RightToLeft if paper.right_to_left else Qt.LayoutDirection.LeftToRight

    def write(text: str, y: int, height: int, share: float, weight: int = 400) -> None:
        painter.setLayoutDirection(direction)
        painter.setFont(_font(line * share, weight))
        painter.drawText(QRect(margin, y, width, height), aligned, strip_controls(text))

    write(paper.title, 2 * line, 2 * line, 0.8, 700)
    _words(painter, paper.arabic, QRect(margin, 5 * line, width, 5 * line), Qt.LayoutDirection.RightToLeft)
    _words(painter, paper.latin, QRect(margin, 11 * line, width, 5 * line), Qt.LayoutDirection.LeftToRight)
    write(paper.advice, 17 * line, 2 * line, 0.5)
    write(paper.file, 19 * line, line, 0.5, 600)
    write(paper.fingerprint, 20 * line, line, 0.5)
    length = 7 * line
    left = margin + width - length if paper.right_to_left else margin
    draw_modules(painter, qr_modules(paper.seal), QRect(left, 22 * line, length, length), QColor(Qt.GlobalColor.black))
    write(paper.seal_note, 29 * line + line // 2, line, 0.4)
    write(paper.unofficial, 31 * line, line, 0.4)
    return painter.end()


def _words(painter: QPainter, words: Sequence[str], place: QRect, direction: Qt.LayoutDirection) -> None:
    """Write six numbered words in two rows of three, in the direction of their script."""
    across = 3
    cell_width, cell_height = place.width() // across, place.height() // 2
    painter.setFont(_font(cell_height * 0.42, 700))
    for number, word in enumerate(words):
        column, row = number % across, number // across
        if direction is Qt.LayoutDirection.RightToLeft:
            column = across - 1 - column
        cell = QRect(place.x() + column * cell_width, place.y() + row * cell_height, cell_width, cell_height)
        painter.setLayoutDirection(direction)
        painter.drawRect(cell)
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{number + 1}. {word}")


def _font(pixels: float, weight: int) -> QFont:
    font = QFont(printed_font())
    font.setPixelSize(max(1, round(pixels)))
    font.setWeight(QFont.Weight(weight))
    return font
