"""Sets blocks of text on A4 pages, from right to left unless a sheet says otherwise, on anything that has pages: a printer, a PDF.

Every block is laid out for itself and nothing stands beside anything else, so that what is read back from a PDF comes in reading
order. Sizes are in points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from citizen_desktop.printing.setting import INCH, INK, PALE, WARNING, Block, Setting

__all__ = ["INK", "PALE", "WARNING", "Block", "Paint", "SetSheet", "Sheet", "paint_sheet", "paint_sheets", "pdf_bytes"]

Paint = Callable[[QPagedPaintDevice], bool]

_CREATOR: Final = "Citizen Desktop"


@dataclass(frozen=True)
class Sheet:
    """What is to be set.

    Args:
        title: of the document, nothing personal; it is not set.
        blocks: from top to bottom.
        footer: at the foot of every page.
        page: the number of a page below that, with ``{number}`` and ``{count}``.
        right_to_left: blocks begin at the right; else they run to the right, and begin at the left.
    """

    title: str
    blocks: Sequence[Block]
    footer: str
    page: str
    right_to_left: bool = True


def paint_sheet(device: QPagedPaintDevice, sheet: Sheet) -> bool:
    """Set a sheet on a device, on as many pages as it takes.

    Returns:
        Whether the device took it.
    """
    return paint_sheets(device, (sheet,))


def paint_sheets(device: QPagedPaintDevice, sheets: Sequence[Sheet]) -> bool:
    """Set sheets on a device one after the other, each on pages of its own, counted for itself.

    Returns:
        Whether the device took them.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        begun = False
        for sheet in sheets:
            setting = Setting(device, right_to_left=sheet.right_to_left)
            pages = setting.pages(sheet.blocks)
            for number, lines in enumerate(pages, 1):
                if begun and not device.newPage():
                    return False
                begun = True
                for line in lines:
                    setting.draw(painter, line)
                setting.draw_foot(painter, sheet.footer, sheet.page.format(number=number, count=len(pages)))
    finally:
        ended = painter.end()
    return ended


def pdf_bytes(paint: Paint, title: str) -> bytes:
    """Return what is painted as a PDF of A4 pages.

    Args:
        paint: paints to the device and says whether that took it.
        title: of the document, nothing personal.

    Raises:
        RuntimeError: nothing could be painted: there is no memory left.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer)
    writer.setTitle(title)
    writer.setCreator(_CREATOR)
    if not paint(writer):
        raise RuntimeError(title)
    return bytes(buffer.data().data())


class SetSheet:
    """A sheet set as for a PDF, whose pages can be painted anywhere, such as on a screen: no line breaks elsewhere than there.

    Args:
        sheet: what is set.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._buffer = QBuffer()
        # Nothing is written to it: it says how large a page is, and what a point.
        self._reference = _writer(self._buffer)
        self._setting = Setting(self._reference, right_to_left=sheet.right_to_left)
        self._pages = self._setting.pages(sheet.blocks)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page.

        Args:
            painter: its unit is a point, and its origin the upper left corner of the page.
            number: of the page, counted from 1.
        """
        for line in self._pages[number - 1]:
            self._setting.draw(painter, line)
        self._setting.draw_foot(painter, self._sheet.footer, self._sheet.page.format(number=number, count=self.count))


def _writer(buffer: QBuffer) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    # Points: at any other resolution pdfium takes some lines for parts of the line above.
    writer.setResolution(int(INCH))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    return writer
