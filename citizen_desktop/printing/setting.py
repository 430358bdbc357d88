"""The setting of blocks of text on A4 pages: lines, breaks, and how each is drawn. Sizes are in points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPaintDevice, QPainter, QPen, QTextLayout, QTextLine, QTextOption

from citizen_desktop.bidi import runs_right_to_left, strip_controls
from citizen_desktop.printing.fonts import printed_font
from citizen_desktop.printing.shaping import readable

INK: Final = "#1C2430"
PALE: Final = "#5B6472"
WARNING: Final = "#A33B00"
_RULE: Final = "#39424F"
_PALE_RULE: Final = "#C9CED6"

INCH: Final = 72.0
"""Points."""
A4_WIDTH: Final = 595.0
A4_HEIGHT: Final = 842.0
# Margins; a device that can print less than that has margins of its own.
_SIDE: Final = 62.0
_END: Final = 46.0
_FOOTER: Final = 42.0
_FOOT_SIZE: Final = 8.5
_LEADING: Final = 1.55
_RULE_ROOM: Final = 9.0
_HAIR: Final = 0.6
_SIGNATURE: Final = 150.0
_BOX: Final = 0.95
_BOX_ROOM: Final = 1.6
"""Side of a box, and the room it takes, by the size of the letters."""
_SHORT: Final = 3
"""Lines: a block of no more is not broken."""


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
        box: a box before it, ticked or to be ticked; None for none.
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
    box: bool | None = None

    @property
    def start(self) -> float:
        """Room where its words begin, with that of its box."""
        return self.indent + (0 if self.box is None else self.size * _BOX_ROOM)


@dataclass
class Line:
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


class Setting:
    """The setting of one sheet for one device: measured in points, drawn in the device's own units.

    Args:
        device: what it is set for; it has to live as long.
        right_to_left: whether blocks begin at the right.
    """

    def __init__(self, device: QPaintDevice, *, right_to_left: bool) -> None:
        self._device = device
        self._right_to_left = right_to_left
        self._scale = device.logicalDpiY() / INCH
        width, height = device.width() / self._scale, device.height() / self._scale
        # A printer counts from its printable corner: what it can't reach is a part of the margin.
        self._side = max(0.0, _SIDE - (A4_WIDTH - width) / 2)
        end = max(0.0, _END - (A4_HEIGHT - height) / 2)
        self._width = width - 2 * self._side
        self._top, self._bottom = end, height - end
        self._font = printed_font()

    def pages(self, blocks: Sequence[Block]) -> list[list[Line]]:
        """Lay the blocks out and break them into pages."""
        pages: list[list[Line]] = [[]]
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

    def draw(self, painter: QPainter, line: Line) -> None:
        """Draw a line where it stands."""
        text, block = line.laid_out.lineAt(line.index), line.block
        painter.setPen(QColor(block.colour))
        # In the middle of its room, whatever the font keeps free above and below.
        shift = (block.size * _LEADING - text.height() / self._scale) / 2
        # An indented block is narrower: from the left edge it leaves room at its right.
        indent = 0 if self._right_to_left else block.start
        _draw_glyphs(painter, text, self._point(self._side + indent, line.y + shift))
        if block.box is not None and line.index == 0:
            self._box(painter, block, line.y)
        if block.to_sign:
            end = self._side + self._width - block.start - text.naturalTextWidth() / self._scale - block.size
            self._rule(painter, line.y + block.size * _LEADING * 0.8, end - _SIGNATURE, end)
        if line.height > block.size * _LEADING:
            self._rule(painter, line.y + line.height, self._side, self._side + self._width)

    def draw_foot(self, painter: QPainter, footer: str, page: str) -> None:
        """Draw what stands at the foot of every page.

        Where lines begin, below all other lines: pdfium takes a page for one of vertical columns when most of its breadth is empty.
        """
        y = self._bottom - _FOOTER + _RULE_ROOM
        self._rule(painter, y, self._side, self._side + self._width, pale=True)
        for text in (footer, page):
            y += _FOOT_SIZE * 0.4
            for line in self._lines(Block(text, _FOOT_SIZE, colour=PALE)):
                line.y = y
                self.draw(painter, line)
                y += line.height

    def _units(self, blocks: Sequence[Block]) -> Iterator[list[Line]]:
        """Give the lines of every block, together with those of the blocks before that are kept with it."""
        kept: list[Line] = []
        for block in blocks:
            kept += self._lines(block)
            if not block.keep:
                yield kept
                kept = []
        if kept:
            yield kept

    def _lines(self, block: Block) -> list[Line]:
        font = QFont(self._font)
        font.setPointSizeF(block.size)
        font.setWeight(QFont.Weight(block.weight))
        laid_out = QTextLayout(readable(strip_controls(block.text), font), font, self._device)
        laid_out.setTextOption(_option(block, right_to_left=self._right_to_left))
        laid_out.beginLayout()
        while (line := laid_out.createLine()).isValid():
            line.setLineWidth((self._width - block.start) * self._scale)
            line.setPosition(QPointF(0, 0))
        laid_out.endLayout()
        return [Line(block, laid_out, index) for index in range(laid_out.lineCount())]

    def _box(self, painter: QPainter, block: Block, y: float) -> None:
        """Draw a box as shapes: the font has no such sign, and nothing of it is read back as a letter."""
        side = block.size * _BOX
        left = self._side + (self._width - block.indent - side if self._right_to_left else block.indent)
        top = y + (block.size * _LEADING - side) / 2
        pen = QPen(QColor(block.colour))
        pen.setWidthF(2 * _HAIR * self._scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self._point(left, top), self._point(left + side, top + side)))
        if block.box:
            tick = [(0.2, 0.55), (0.42, 0.76), (0.82, 0.26)]
            painter.drawPolyline([self._point(left + x * side, top + down * side) for x, down in tick])

    def _rule(self, painter: QPainter, y: float, left: float, right: float, *, pale: bool = False) -> None:
        pen = QPen(QColor(_PALE_RULE if pale else _RULE))
        pen.setWidthF(_HAIR * self._scale)
        painter.setPen(pen)
        painter.drawLine(QLineF(self._point(left, y), self._point(right, y)))

    def _point(self, x: float, y: float) -> QPointF:
        return QPointF(x * self._scale, y * self._scale)


def _draw_glyphs(painter: QPainter, line: QTextLine, place: QPointF) -> None:
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
            painter.fillPath(shape, painter.pen().color())
        run.setGlyphIndexes([glyphs[number] for number in letters])
        run.setPositions([positions[number] for number in letters])
        painter.drawGlyphRun(place, run)


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
