"""What a person does to the pages of a file: every step takes ``Edits`` and returns others, and nothing else changes."""

import math
from collections.abc import Collection
from typing import Final

from citizen_desktop.attachments.models import UNIT, Box, Edits, Page, PageEdit

LEAST: Final = 100
"""The narrowest that a page can be cropped to, in ten-thousandths of its width or height."""
MOST_TILT: Final = 1500
"""Hundredths of a degree."""


def original(pages: int) -> Edits:
    """Return the edits that leave a file of so many pages as it is."""
    return Edits(pages=tuple(PageEdit(page=page) for page in range(pages)))


def with_page(edits: Edits, row: int, edit: PageEdit) -> Edits:
    """Return edits with another page in a row."""
    return edits.evolve(pages=(*edits.pages[:row], edit, *edits.pages[row + 1 :]))


def turned(edit: PageEdit, quarters: int) -> PageEdit:
    """Return a page turned clockwise by some quarters; what is kept of it turns along."""
    box = edit.box
    for _quarter in range(quarters % 4):
        box = Box(left=UNIT - box.bottom, top=box.left, right=UNIT - box.top, bottom=box.right)
    return edit.evolve(turns=(edit.turns + quarters) % 4, box=box)


def tilted(edit: PageEdit, tilt: int) -> PageEdit:
    """Return a page that is turned clockwise by so many hundredths of a degree to stand level."""
    return edit.evolve(tilt=max(-MOST_TILT, min(MOST_TILT, tilt)))


def moved(edits: Edits, row: int, to: int) -> Edits:
    """Return edits in which a page stands at another place, counted without it."""
    rest = [*edits.pages[:row], *edits.pages[row + 1 :]]
    place = max(0, min(to, len(rest)))
    return edits.evolve(pages=(*rest[:place], edits.pages[row], *rest[place:]))


def without(edits: Edits, rows: Collection[int]) -> Edits:
    """Return edits without some pages; at least one stays.

    Raises:
        ValueError: none would.
    """
    rest = tuple(edit for row, edit in enumerate(edits.pages) if row not in rows)
    if not rest:
        raise ValueError(rows)
    return edits.evolve(pages=rest)


def only(edits: Edits, rows: Collection[int]) -> Edits:
    """Return edits of some of the pages, in their order.

    Raises:
        ValueError: there are none.
    """
    return without(edits, frozenset(range(len(edits.pages))) - frozenset(rows))


def joined(edits: Edits, source: int, pages: int, place: int) -> Edits:
    """Return edits with all pages of another file from a place on.

    Args:
        edits: before.
        source: which file it is.
        pages: how many it has.
        place: of its first page.
    """
    new = tuple(PageEdit(source=source, page=page) for page in range(pages))
    return edits.evolve(pages=(*edits.pages[:place], *new, *edits.pages[place:]))


def used_sources(*edits: Edits) -> tuple[int, ...]:
    """Return which files the pages come from, the first one always among them."""
    return tuple(sorted({0, *(page.source for each in edits for page in each.pages)}))


def renumbered(edits: Edits, sources: tuple[int, ...]) -> Edits:
    """Return edits that count files among some of them only.

    Raises:
        ValueError: a page comes from none of them.
    """
    return edits.evolve(pages=tuple(page.evolve(source=sources.index(page.source)) for page in edits.pages))


def levelled_size(page: Page, edit: PageEdit) -> tuple[int, int]:
    """Return width and height of a page that was turned and levelled, before it is cropped, in its own units."""
    width, height = (page.height, page.width) if edit.turns % 2 else (page.width, page.height)
    if not edit.tilt:
        return width, height
    angle = math.radians(abs(edit.tilt) / 100)
    wide = width * math.cos(angle) + height * math.sin(angle)
    high = height * math.cos(angle) + width * math.sin(angle)
    return max(1, round(wide)), max(1, round(high))


def stretched(box: Box, sides: tuple[int, int], by: tuple[int, int], size: tuple[int, int]) -> Box:
    """Return what is kept of a page when an edge or a corner of it is moved.

    Args:
        box: before.
        sides: which edges: -1 left or top, 1 right or bottom, 0 neither.
        by: pixels to the right and down.
        size: of the page in pixels.
    """
    left, right = _moved_edges(box.left, box.right, sides[0], by[0], size[0])
    top, bottom = _moved_edges(box.top, box.bottom, sides[1], by[1], size[1])
    return Box(left=left, top=top, right=right, bottom=bottom)


def shifted(box: Box, by: tuple[int, int], size: tuple[int, int]) -> Box:
    """Return what is kept of a page when all of it is moved by so many pixels to the right and down."""
    across = max(-box.left, min(UNIT - box.right, _share(by[0], size[0])))
    down = max(-box.top, min(UNIT - box.bottom, _share(by[1], size[1])))
    return Box(left=box.left + across, top=box.top + down, right=box.right + across, bottom=box.bottom + down)


def pixels(box: Box, size: tuple[int, int]) -> tuple[int, int]:
    """Return width and height of what is kept, in the page's own units."""
    width, height = size
    return (
        max(1, _pixel(box.right, width) - _pixel(box.left, width)),
        max(1, _pixel(box.bottom, height) - _pixel(box.top, height)),
    )


def _moved_edges(low: int, high: int, side: int, by: int, length: int) -> tuple[int, int]:
    if side < 0:
        return max(0, min(high - LEAST, _stepped(low, by, length))), high
    if side > 0:
        return low, min(UNIT, max(low + LEAST, _stepped(high, by, length)))
    return low, high


def _stepped(share: int, by: int, length: int) -> int:
    """Move an edge by whole pixels, so that as many steps back lead where it was; on huge pages by a share at least."""
    if not by:
        return share
    found = _share(_pixel(share, length) + by, length)
    return found if (found - share) * by > 0 else share + (1 if by > 0 else -1)


def _pixel(share: int, length: int) -> int:
    return round(share * length / UNIT)


def _share(pixel: int, length: int) -> int:
    return round(pixel * UNIT / length)
