"""Paragraphs of mixed directions on paper."""

from collections.abc import Iterator

from citizen_desktop.bidi import prose_parts, runs_right_to_left, strip_controls
from citizen_desktop.printing.setting import INK, Block


def running(
    text: str,
    size: float,
    weight: int = 400,
    *,
    colour: str = INK,
    above: float = 0,
    indent: float = 0,
    ruled: bool = False,
    keep: bool = False,
) -> Iterator[Block]:
    """Give a paragraph; in Arabic, words that run to the right get lines of their own, since they would not read back whole.

    Args:
        text: of one paragraph.
        size: points.
        weight: of the type, 400 or what the font has besides.
        colour: of the text.
        above: points of room above it.
        indent: points at its beginning.
        ruled: a line below it.
        keep: on one page with what follows.
    """
    plain = strip_controls(text)
    parts = prose_parts(plain) if runs_right_to_left(plain) else [plain]
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        yield Block(
            part,
            size,
            weight,
            colour,
            above=0 if number else above,
            foreign=True,
            indent=indent,
            ruled=ruled and last,
            keep=keep or not last,
        )
