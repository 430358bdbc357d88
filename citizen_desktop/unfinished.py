"""Files that were being written when the program was ended: noted before they are made, and swept at the next start."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from citizen_desktop.files import leftovers, remove_unlocked
from citizen_desktop.package.disk import sweep
from citizen_desktop.settings import change_window_state, load_window_state


def note(state: Path, unfinished: Path) -> None:
    """Note the place of a file before it is made; a disk that refuses costs the note only."""
    _change(state, lambda places: (*places, str(unfinished)))


def strike(state: Path, unfinished: Path) -> None:
    """Forget a place: the file was finished, or nothing is left of it."""
    _change(state, lambda places: tuple(place for place in places if place != str(unfinished)))


@contextmanager
def noting(state: Path | None) -> Iterator[Callable[[Path], None]]:
    """Give what notes the place of a file before it is made, so that the next start sweeps what a crash leaves.

    Args:
        state: where places are noted, None where nothing may be kept.
    """
    noted: list[Path] = []

    def remember(path: Path) -> None:
        noted.append(path)
        if state is not None:
            note(state, path)

    try:
        yield remember
    finally:
        # The writer removes what it could not finish, but not from a disk that was pulled: such a place stays noted.
        left = sweep(noted)
        for path in noted:
            if state is not None and path not in left:
                strike(state, path)


def may_have_left(state: Path) -> bool:
    """Return whether an earlier run may have left files: the next start looks before it begins a job for that."""
    return bool(load_window_state(state).unfinished or leftovers(state.parent))


def sweep_noted(state: Path) -> None:
    """Remove what is left at the noted places, and of the application's own files; what can't be reached now stays noted."""
    for path in leftovers(state.parent):
        remove_unlocked(path)
    places = load_window_state(state).unfinished
    if places:
        left = {str(path) for path in sweep(Path(place) for place in places)}
        _change(state, lambda noted: tuple(place for place in noted if place in left or place not in places))


def _change(state: Path, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    change_window_state(state, lambda record: msgspec.structs.replace(record, unfinished=change(record.unfinished)))
