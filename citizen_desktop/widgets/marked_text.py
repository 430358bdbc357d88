"""Text with marked places, laid out by Qt's own engine: right where lines break and where directions mix."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

_RADIUS: Final = 3
_REACH: Final = 2


@dataclass(frozen=True)
class Marks:
    """Which places are marked, and how.

    Args:
        spans: begin and end of each, as string indexes.
        ground: colour behind them.
        text: colour of their letters.
    """

    spans: Sequence[tuple[int, int]]
    ground: QColor
    text: QColor


class MarkedText:
    """A text, laid out once to be measured and drawn.

    Args:
        text: what it says.
        font: of all of it.
        width: at which lines break.
        line_height: from line to line; the font's own if that is more.
        right_to_left: its direction, and the side that it stands at.
        wrap: break lines; without it there is one.
    """

    def __init__(
        self, text: str, font: QFont, width: float, line_height: float, *, right_to_left: bool, wrap: bool = True
    ) -> None:
        self._text = text
        self._layout = QTextLayout(text, font)
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
        anywhere = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        option.setWrapMode(anywhere if wrap else QTextOption.WrapMode.ManualWrap)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        self.height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            step = max(line_height, line.height())
            line.setPosition(QPointF(0, self.height + (step - line.height()) / 2))
            self.height += step
        self._layout.endLayout()

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self._layout.lineCount()

    def draw(self, painter: QPainter, place: QPointF, marks: Marks | None = None) -> None:
        """Draw the text in the painter's colour, and its marked places in theirs.

        Args:
            painter: draws.
            place: of the first line's left upper corner.
            marks: the places.
        """
        chosen: list[QTextLayout.FormatRange] = []
        if marks is not None:
            look = QTextCharFormat()
            look.setForeground(marks.text)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(marks.ground)
            for start, length in (_units(self._text, span) for span in marks.spans):
                for rect in self._rects(start, length):
                    painter.drawRoundedRect(rect.translated(place).adjusted(-_REACH, 0, _REACH, 0), _RADIUS, _RADIUS)
                part = QTextLayout.FormatRange()
                part.start, part.length, part.format = start, length, look
                chosen.append(part)
            painter.restore()
        self._layout.draw(painter, place, chosen)

    def _rects(self, start: int, length: int) -> list[QRectF]:
        """Return where a part stands: a box on each line, and one more for each turn of the direction."""
        boxes: list[QRectF] = []
        for run in self._layout.glyphRuns(start, length):
            box = run.boundingRect()
            if boxes and abs(boxes[-1].center().y() - box.center().y()) < 2 and _touch(boxes[-1], box):
                boxes[-1] = boxes[-1].united(box)
            else:
                boxes.append(box)
        return boxes


def _touch(one: QRectF, other: QRectF) -> bool:
    return one.left() - 1 <= other.right() and other.left() - 1 <= one.right()


def _units(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return begin and length in Qt's units, which are halves of what lies beyond the first plane."""
    start, end = (len(text[:index].encode("utf-16-le", "surrogatepass")) // 2 for index in span)
    return start, end - start
