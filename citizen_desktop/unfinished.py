"""Files that were being written when the program was ended: noted before they are made, and swept at the next start."""

from collections.abc import Callable
from pathlib import Path
from threading import Lock

import msgspec

from citizen_desktop.package.disk import sweep
from citizen_desktop.settings import load_window_state, save

_LOCK = Lock()


def note(state: Path, unfinished: Path) -> None:
    """Note the place of a file before it is made; a disk that refuses costs the note only."""
    _change(state, lambda places: (*places, str(unfinished)))


def strike(state: Path, unfinished: Path) -> None:
    """Forget a place: the file was finished, or nothing is left of it."""
    _change(state, lambda places: tuple(place for place in places if place != str(unfinished)))


def sweep_noted(state: Path) -> None:
    """Remove what is left at the noted places; what can't be reached now stays noted."""
    with _LOCK:
        places = load_window_state(state).unfinished
    if places:
        left = {str(path) for path in sweep(Path(place) for place in places)}
        _change(state, lambda noted: tuple(place for place in noted if place in left or place not in places))


def _change(state: Path, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    with _LOCK:
        record = load_window_state(state)
        changed = msgspec.structs.replace(record, unfinished=change(record.unfinished))
        if changed == record:
            return
        try:
            save(state, changed)
        except OSError:
            return
