"""Markdown as plain paragraphs: for the clipboard, for paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QTextBlock, QTextDocument, QTextListFormat

_BULLET: Final = "•"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or an item of a list.

    Args:
        text: without marks of emphasis and addresses of links.
        marker: before an item, "1." or a bullet; empty for a paragraph.
        depth: 0 for a paragraph, 1 for an item of a list, more for a list within it.
    """

    text: str
    marker: str = ""
    depth: int = 0

    def __str__(self) -> str:
        """Return the line as it stands in plain text."""
        indent = "  " * max(0, self.depth - 1)
        return f"{indent}{self.marker} {self.text}" if self.marker else self.text


def paragraphs(markdown: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text in Markdown."""
    document = QTextDocument()
    document.setMarkdown(markdown)
    return tuple(_paragraph(block) for block in _blocks(document) if block.text().strip())


def plain_text(markdown: str) -> str:
    """Return a text in Markdown as plain text: a line for an item of a list, a free line around paragraphs."""
    lines: list[str] = []
    was_item = False
    for number, paragraph in enumerate(paragraphs(markdown)):
        is_item = bool(paragraph.marker)
        if number and not (is_item and was_item):
            lines.append("")
        lines.append(str(paragraph))
        was_item = is_item
    return "\n".join(lines)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _paragraph(block: QTextBlock) -> Paragraph:
    text = " ".join(block.text().split())
    items = block.textList()
    # Qt's stubs don't say that there may be none.
    if not items:
        return Paragraph(text)
    numbered = items.format().style() == QTextListFormat.Style.ListDecimal
    # Beside Arabic, Qt sets the point before the number, for a painter that knows no directions.
    marker = items.itemText(block).strip(".") + "." if numbered else _BULLET
    return Paragraph(text, marker, items.format().indent())
