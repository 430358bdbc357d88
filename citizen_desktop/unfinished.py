"""Files that were being written when the program was ended: noted before they are made, and swept at the next start."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from citizen_desktop.package.disk import sweep
from citizen_desktop.settings import change_window_state, load_window_state


def note(state: Path, unfinished: Path) -> None:
    """Note the place of a file before it is made; a disk that refuses costs the note only."""
    _change(state, lambda places: (*places, str(unfinished)))


def strike(state: Path, unfinished: Path) -> None:
    """Forget a place: the file was finished, or nothing is left of it."""
    _change(state, lambda places: tuple(place for place in places if place != str(unfinished)))


def sweep_noted(state: Path) -> None:
    """Remove what is left at the noted places; what can't be reached now stays noted."""
    places = load_window_state(state).unfinished
    if places:
        left = {str(path) for path in sweep(Path(place) for place in places)}
        _change(state, lambda noted: tuple(place for place in noted if place in left or place not in places))


def _change(state: Path, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    change_window_state(state, lambda record: msgspec.structs.replace(record, unfinished=change(record.unfinished)))
