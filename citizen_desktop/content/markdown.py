"""The Markdown of answers as plain paragraphs: for the search, the clipboard, paper, a voice and a terminal.

Content files use paragraphs, lists, emphasis and links; a heading or a quotation is taken for a paragraph.
"""

import re
from dataclasses import dataclass
from typing import Final

_BULLET: Final = "•"
_LINK: Final = re.compile(r"!?\[(?P<words>[^\]]*)\]\([^)]*\)")
_BLOCK: Final = re.compile(
    r"(?P<indent>\s*)(?:#{1,6}\s+|>\s?|(?P<bullet>[-*+])\s+|(?P<number>\d{1,3})[.)]\s+)", re.ASCII
)
_MARKS: Final = re.compile(r"\*{1,3}|~~|`|(?<!\w)_{1,3}|_{1,3}(?!\w)|\\(?=[^\w\s])")
_RULE: Final = re.compile(r"\s*([-*_])(\s*\1){2,}\s*")
_INDENT: Final = 2  # spaces by which a list within a list is set in, at the least


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
    found: list[Paragraph] = []
    goes_on = False
    for line in markdown.splitlines():
        text = line.strip()
        if not text or _RULE.fullmatch(line):
            goes_on = False
            continue
        block = _BLOCK.match(line)
        if block is not None:
            found.append(_begun(block, line))
        elif goes_on:
            last = found[-1]
            found[-1] = Paragraph(f"{last.text} {text}", last.marker, last.depth)
        else:
            found.append(Paragraph(text))
        goes_on = True
    return tuple(Paragraph(plain, each.marker, each.depth) for each in found if (plain := _plain(each.text)))


def _begun(block: re.Match[str], line: str) -> Paragraph:
    marker = _BULLET if block["bullet"] else f"{block['number']}." if block["number"] else ""
    depth = 1 + len(block["indent"]) // _INDENT if marker else 0
    return Paragraph(line[block.end() :].strip(), marker, depth)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", without_addresses(text)).split())


def without_addresses(markdown: str) -> str:
    """Return a text in Markdown with the words of its links in their place: all that a search needs, which skips marks anyway."""
    return _LINK.sub(r"\g<words>", markdown)


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


def one_line(markdown: str) -> str:
    """Return the words of a text in Markdown in one line."""
    return " ".join(paragraph.text for paragraph in paragraphs(markdown))
