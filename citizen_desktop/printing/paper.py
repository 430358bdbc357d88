"""Sets blocks of text on A4 pages, from right to left unless a sheet says otherwise, on anything that has pages: a printer, a PDF.

Every block is laid out for itself and nothing stands beside anything else, so that what is read back from a PDF comes in reading
order. Sizes are in points.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from citizen_desktop.bidi import runs_right_to_left, strip_controls
from citizen_desktop.printing.fonts import printed_font
from citizen_desktop.printing.shaping import readable

Paint = Callable[[QPagedPaintDevice], bool]

INK: Final = "#1C2430"
PALE: Final = "#5B6472"
WARNING: Final = "#A33B00"
_RULE: Final = "#39424F"
_PALE_RULE: Final = "#C9CED6"

_INCH: Final = 72.0
_A4_WIDTH: Final = 595.0
_A4_HEIGHT: Final = 842.0
# Margins; a device that can print less than that has margins of its own.
_SIDE: Final = 62.0
_END: Final = 46.0
_FOOTER: Final = 42.0
_FOOT_SIZE: Final = 8.5
_LEADING: Final = 1.55
_RULE_ROOM: Final = 9.0
_HAIR: Final = 0.6
_SIGNATURE: Final = 150.0
_SHORT: Final = 3
"""Lines: a block of no more is not broken."""
_CREATOR: Final = "Citizen Desktop"


@dataclass(frozen=True)
class Block:
    """A paragraph, or anything else that stands on lines of its own.

    Args:
        text: what it says.
        size: of the letters.
        weight: 400 to 700.
        colour: of the letters.
        above: free room above it, unless it begins a page.
        centred: in the middle; else at the right, where Arabic begins.
        foreign: what somebody else wrote: it runs in its own direction, still at the right.
        indent: room where it begins.
        ruled: a line across the page below it.
        to_sign: a line to write on, after it.
        keep: never the last of a page: it belongs to what follows.
    """

    text: str
    size: float = 10.5
    weight: int = 400
    colour: str = INK
    above: float = 0
    centred: bool = False
    foreign: bool = False
    indent: float = 0
    ruled: bool = False
    to_sign: bool = False
    keep: bool = False


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
            setting = _Setting(painter, right_to_left=sheet.right_to_left)
            pages = setting.pages(sheet.blocks)
            for number, lines in enumerate(pages, 1):
                if begun and not device.newPage():
                    return False
                begun = True
                for line in lines:
                    setting.draw(line)
                setting.draw_foot(sheet.footer, sheet.page.format(number=number, count=len(pages)))
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
    writer = QPdfWriter(buffer)
    # Points: at any other resolution pdfium takes some lines for parts of the line above.
    writer.setResolution(int(_INCH))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    writer.setTitle(title)
    writer.setCreator(_CREATOR)
    if not paint(writer):
        raise RuntimeError(title)
    return bytes(buffer.data().data())


@dataclass
class _Line:
    """One line of a block, with its place on the page."""

    block: Block
    laid_out: QTextLayout
    index: int
    y: float = 0

    @property
    def above(self) -> float:
        """Free room above it."""
        return 0 if self.index else self.block.above

    @property
    def height(self) -> float:
        """With the room below the last one of a block."""
        last = self.index == self.laid_out.lineCount() - 1
        return self.block.size * _LEADING + (_RULE_ROOM if last and self.block.ruled else 0)


class _Setting:
    """The setting of one sheet on one device: measured in points, drawn in the device's own units."""

    def __init__(self, painter: QPainter, *, right_to_left: bool) -> None:
        self._painter = painter
        self._right_to_left = right_to_left
        device = painter.device()
        self._scale = device.logicalDpiY() / _INCH
        width, height = device.width() / self._scale, device.height() / self._scale
        # A printer counts from its printable corner: what it can't reach is a part of the margin.
        self._side = max(0.0, _SIDE - (_A4_WIDTH - width) / 2)
        end = max(0.0, _END - (_A4_HEIGHT - height) / 2)
        self._width = width - 2 * self._side
        self._top, self._bottom = end, height - end
        self._font = printed_font()

    def pages(self, blocks: Sequence[Block]) -> list[list[_Line]]:
        """Lay the blocks out and break them into pages."""
        pages: list[list[_Line]] = [[]]
        y, floor = self._top, self._bottom - _FOOTER
        for unit in self._units(blocks):
            height = sum(line.above + line.height for line in unit)
            short = len(unit) <= _SHORT or unit[0].block.keep
            if pages[-1] and y + height > floor and short and height <= floor - self._top:
                pages.append([])
                y = self._top
            for line in unit:
                if pages[-1] and y + line.above + line.height > floor:
                    pages.append([])
                    y = self._top
                line.y = y + (line.above if pages[-1] else 0)
                y = line.y + line.height
                pages[-1].append(line)
        return pages

    def draw(self, line: _Line) -> None:
        """Draw a line where it stands."""
        text, block = line.laid_out.lineAt(line.index), line.block
        self._painter.setPen(QColor(block.colour))
        # In the middle of its room, whatever the font keeps free above and below.
        shift = (block.size * _LEADING - text.height() / self._scale) / 2
        # An indented block is narrower: from the left edge it leaves room at its right.
        indent = 0 if self._right_to_left else block.indent
        self._draw_glyphs(text, self._point(self._side + indent, line.y + shift))
        if block.to_sign:
            end = self._side + self._width - block.indent - text.naturalTextWidth() / self._scale - block.size
            self._rule(line.y + block.size * _LEADING * 0.8, end - _SIGNATURE, end)
        if line.height > block.size * _LEADING:
            self._rule(line.y + line.height, self._side, self._side + self._width)

    def _draw_glyphs(self, line: QTextLine, place: QPointF) -> None:
        """Draw letters as text and the marks above and below them as shapes.

        As text, marks would tear words apart for whoever reads the PDF back: programs take them for gaps, or for a line of
        their own.
        """
        for run in line.glyphRuns():
            font, positions, glyphs = run.rawFont(), run.positions(), run.glyphIndexes()
            advances = font.advancesForGlyphIndexes(glyphs)
            letters = [number for number, advance in enumerate(advances) if advance.x() > 0]
            for number in set(range(len(glyphs))).difference(letters):
                shape = font.pathForGlyph(glyphs[number]).translated(place + positions[number])
                self._painter.fillPath(shape, self._painter.pen().color())
            run.setGlyphIndexes([glyphs[number] for number in letters])
            run.setPositions([positions[number] for number in letters])
            self._painter.drawGlyphRun(place, run)

    def draw_foot(self, footer: str, page: str) -> None:
        """Draw what stands at the foot of every page.

        Where lines begin, below all other lines: pdfium takes a page for one of vertical columns when most of its breadth is empty.
        """
        y = self._bottom - _FOOTER + _RULE_ROOM
        self._rule(y, self._side, self._side + self._width, pale=True)
        for text in (footer, page):
            y += _FOOT_SIZE * 0.4
            for line in self._lines(Block(text, _FOOT_SIZE, colour=PALE)):
                line.y = y
                self.draw(line)
                y += line.height

    def _units(self, blocks: Sequence[Block]) -> Iterator[list[_Line]]:
        """Give the lines of every block, together with those of the blocks before that are kept with it."""
        kept: list[_Line] = []
        for block in blocks:
            kept += self._lines(block)
            if not block.keep:
                yield kept
                kept = []
        if kept:
            yield kept

    def _lines(self, block: Block) -> list[_Line]:
        font = QFont(self._font)
        font.setPointSizeF(block.size)
        font.setWeight(QFont.Weight(block.weight))
        laid_out = QTextLayout(readable(strip_controls(block.text), font), font, self._painter.device())
        laid_out.setTextOption(_option(block, right_to_left=self._right_to_left))
        laid_out.beginLayout()
        while (line := laid_out.createLine()).isValid():
            line.setLineWidth((self._width - block.indent) * self._scale)
            line.setPosition(QPointF(0, 0))
        laid_out.endLayout()
        return [_Line(block, laid_out, index) for index in range(laid_out.lineCount())]

    def _rule(self, y: float, left: float, right: float, *, pale: bool = False) -> None:
        pen = QPen(QColor(_PALE_RULE if pale else _RULE))
        pen.setWidthF(_HAIR * self._scale)
        self._painter.setPen(pen)
        self._painter.drawLine(QLineF(self._point(left, y), self._point(right, y)))

    def _point(self, x: float, y: float) -> QPointF:
        return QPointF(x * self._scale, y * self._scale)


def _option(block: Block, *, right_to_left: bool) -> QTextOption:
    """Return how a block runs: as its page does, a foreign token as its first letter says."""
    to_left = runs_right_to_left(block.text) if block.foreign else right_to_left
    option = QTextOption()
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight)
    if block.centred:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    else:
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    return option
