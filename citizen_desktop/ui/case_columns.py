"""Where the columns of the list of drafts stand: measured from where reading starts."""

from dataclasses import dataclass
from typing import Final

from citizen_desktop.drafts.case_list import SortKey
from citizen_desktop.widgets.theme import Theme

PADDING: Final = 16
GAP: Final = 12
AVATAR: Final = 36
HEADER: Final = 40
ROW: Final = 62
_NAME: Final = 176
_WIDTHS: Final = {
    SortKey.NUMBER: 84,
    SortKey.STATE: 124,
    SortKey.PROGRESS: 108,
    SortKey.LAST_EDIT: 92,
    SortKey.RETENTION: 132,
}


@dataclass(frozen=True)
class Place:
    """Where a column stands.

    Args:
        start: from the edge where reading starts.
        width: of what stands in it.
    """

    start: int
    width: int

    def left(self, whole: int, *, right_to_left: bool) -> int:
        """Return its left edge in a row of so many pixels."""
        return whole - self.start - self.width if right_to_left else self.start


def columns(theme: Theme, width: int) -> dict[SortKey, Place] | None:
    """Return the places of the columns, None where there is no room for them side by side."""
    widths = {key: theme.size(pixels) for key, pixels in _WIDTHS.items()}
    start = PADDING + theme.size(AVATAR) + GAP
    name = width - start - PADDING - sum(widths.values()) - GAP * len(widths)
    if name < theme.size(_NAME):
        return None
    places = {SortKey.NAME: Place(start, name)}
    start += name + GAP
    for key, pixels in widths.items():
        places[key] = Place(start, pixels)
        start += pixels + GAP
    return places
