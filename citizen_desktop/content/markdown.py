"""The words of an answer without the marks of Markdown that the content files use: links, emphasis and lists."""

import re
from typing import Final

_LINK: Final = re.compile(r"\[(?P<words>[^\]]*)\]\([^)]*\)")
_EMPHASIS: Final = re.compile(r"(\*\*|\*)(?P<words>[^*]+)\1")
_BULLET: Final = re.compile(r"^[-*] ", re.MULTILINE)


def plain_text(markdown: str) -> str:
    """Return the words of an answer; a list keeps its lines, with a bullet where it has no numbers."""
    text = _LINK.sub(r"\g<words>", markdown)
    text = _BULLET.sub("• ", text)
    return _EMPHASIS.sub(r"\g<words>", text).strip()
