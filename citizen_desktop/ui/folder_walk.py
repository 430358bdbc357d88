"""Finds the files of a folder that was dropped or pasted."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MOST_FILES: Final = 200
"""More is no pile of papers but a disk that was dropped by mistake."""
DEEPEST: Final = 6
"""Folders in folders."""
_SYSTEM_FILES: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})


@dataclass(frozen=True)
class Found:
    """What lies in a folder.

    Args:
        files: by name, those of the folder itself before those of folders in it.
        more: there are more files, or deeper folders, than are taken.
    """

    files: tuple[Path, ...]
    more: bool = False


def walk(folder: Path, check: Callable[[], None]) -> Found:
    """Return the files of a folder and of the folders in it; hidden ones and those of the system are passed over.

    Args:
        folder: where to begin.
        check: called now and then; may raise to break off.

    Raises:
        OSError: the folder itself can't be read.
    """
    os.scandir(folder).close()
    found: list[Path] = []
    more = False
    # Links to folders are not followed: they may lead in a circle.
    for place, folders, names in os.walk(folder):
        check()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if len(Path(place).relative_to(folder).parts) >= DEEPEST and folders:
            more = True
            folders.clear()
        for name in sorted(names):
            if name.startswith(".") or name.lower() in _SYSTEM_FILES:
                continue
            if len(found) == MOST_FILES:
                return Found(tuple(found), more=True)
            found.append(Path(place, name))
    return Found(tuple(found), more)
