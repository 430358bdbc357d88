"""The person's choices about the window: language, theme, text size. Nothing personal is among them.

Each choice is declared once, with its type and its default. A file that was edited by hand into something else costs that one
choice, which falls back to its default, and never the start.
"""

import contextlib
import tomllib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec

from citizen_desktop.files import write_atomically
from citizen_desktop.i18n import Language


class ThemeChoice(StrEnum):
    """Which theme the window wears."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


_LOCK: Final = Lock()

TEXT_SIZES: Final = (100, 125, 150, 200)
"""The sizes on offer, in per cent of the designed one."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the person chose.

    Args:
        language: of everything shown.
        theme: light, dark, or as the system says.
        text_size: per cent, one of ``TEXT_SIZES``.
    """

    language: Language = Language.ARABIC
    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: int = 100

    def __post_init__(self) -> None:
        """Refuse a text size that is not on offer.

        Raises:
            ValueError: it is not.
        """
        if self.text_size not in TEXT_SIZES:
            raise ValueError(self.text_size)


class WindowState(msgspec.Struct, frozen=True, kw_only=True):
    """Where the window stood, for each direction apart (the other's would undo the mirroring), and what was being written.

    Args:
        rtl: Qt's own record of the geometry in hexadecimal, from a session that read right to left.
        ltr: the same, from left to right.
        unfinished: places of files that were being written.
    """

    rtl: str = ""
    ltr: str = ""
    unfinished: tuple[str, ...] = ()


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the choices that the file holds and the names of those that could not be read and fell back."""
    table = _read_table(path)
    if table is None:
        return Settings(), (path.name,)
    settings = Settings()
    refused = []
    for name in Settings.__struct_fields__:
        if name not in table:
            continue
        try:
            chosen = msgspec.convert({name: table[name]}, Settings)
        except msgspec.ValidationError:
            refused.append(name)
        else:
            settings = msgspec.structs.replace(settings, **{name: getattr(chosen, name)})
    return settings, tuple(refused)


def load_window_state(path: Path) -> WindowState:
    """Return where the window stood; a file that can't be read means nowhere yet."""
    try:
        return msgspec.convert(_read_table(path) or {}, WindowState)
    except msgspec.ValidationError:
        return WindowState()


def change_window_state(path: Path, change: Callable[[WindowState], WindowState]) -> None:
    """Change what the file remembers, one after the other whatever thread asks; a disk that refuses costs the memory only."""
    with _LOCK:
        before = load_window_state(path)
        after = change(before)
        if after == before:
            return
        # A path need not be text, and then there is no writing it down.
        with contextlib.suppress(OSError, ValueError):
            save(path, after)


def save(path: Path, record: Settings | WindowState) -> None:
    """Write the record down.

    Raises:
        OSError: it can't be written; the old file is as it was.
    """
    write_atomically(path, msgspec.toml.encode(record))


def _read_table(path: Path) -> dict[str, object] | None:
    """Return the file's table: empty where there is no file, None where it can't be read or is not TOML."""
    try:
        # Some editors begin a file with a byte order mark.
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
