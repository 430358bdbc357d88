"""The person's choices: language, theme, text size, what packages have. Nothing personal is among them.

Each choice is declared once, with its type and its default. A file that was edited by hand into something else costs that one
choice, which falls back to its default, and never the start.
"""

import contextlib
import tomllib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Annotated, Final, TypeVar

import msgspec

from citizen_desktop.files import write_atomically
from citizen_desktop.i18n import Language


class ThemeChoice(StrEnum):
    """Which theme the window wears."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


_LOCK: Final = Lock()
_Record = TypeVar("_Record", bound=msgspec.Struct)

TEXT_SIZES: Final = (100, 125, 150, 200)
"""The sizes on offer, in per cent of the designed one."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the person chose.

    Args:
        language: of everything shown.
        theme: light, dark, or as the system says.
        text_size: per cent, one of ``TEXT_SIZES``.
        single_pdf: packages also have everything as one PDF.
    """

    language: Language = Language.ARABIC
    theme: ThemeChoice = ThemeChoice.SYSTEM
    text_size: int = 100
    single_pdf: bool = False

    def __post_init__(self) -> None:
        """Refuse a text size that is not on offer.

        Raises:
            ValueError: it is not.
        """
        if self.text_size not in TEXT_SIZES:
            raise ValueError(self.text_size)


_Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Opinions(msgspec.Struct, frozen=True, kw_only=True):
    """How many found an answer useful.

    Args:
        yes: how many did.
        no: how many did not.
    """

    yes: _Count = 0
    no: _Count = 0

    def plus(self, *, yes: bool, by: int) -> "Opinions":
        """Return the counts after more, or fewer, said yes or no; there are never fewer than none."""
        if yes:
            return Opinions(yes=max(0, self.yes + by), no=self.no)
        return Opinions(yes=self.yes, no=max(0, self.no + by))


class UnlockErrors(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong passphrases since the last right one.

    Args:
        count: how many.
        at: seconds from the start of the computer to the last one.
    """

    count: _Count = 0
    at: Annotated[float, msgspec.Meta(ge=0, le=2**53)] = 0.0


class WindowState(msgspec.Struct, frozen=True, kw_only=True):
    """What ``state.toml`` remembers: where the window stood, what was being written, which answers were useful.

    The place of the window is kept for each direction apart, since the other's would undo the mirroring.

    Args:
        rtl: Qt's own record of the geometry in hexadecimal, from a session that read right to left.
        ltr: the same, from left to right.
        unfinished: places of files that were being written.
        useful: opinions of answers, by the ids of the questions.
        unlock_errors: how often a wrong passphrase was typed for the drafts.
    """

    rtl: str = ""
    ltr: str = ""
    unfinished: tuple[str, ...] = ()
    useful: dict[str, Opinions] = {}
    unlock_errors: UnlockErrors = UnlockErrors()


def load_settings(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the choices that the file holds and the names of those that could not be read and fell back."""
    table = _read_table(path)
    if table is None:
        return Settings(), (path.name,)
    return _field_by_field(table, Settings())


def load_window_state(path: Path) -> WindowState:
    """Return what is remembered; what can't be read is nothing yet, and costs the rest nothing."""
    return _field_by_field(_read_table(path) or {}, WindowState())[0]


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


def _field_by_field(table: dict[str, object], record: _Record) -> tuple[_Record, tuple[str, ...]]:
    """Return the record with what the table holds, and the names of what made no sense."""
    refused = []
    for name in type(record).__struct_fields__:
        if name not in table:
            continue
        try:
            found = msgspec.convert({name: table[name]}, type(record))
        except msgspec.ValidationError:
            refused.append(name)
        else:
            record = msgspec.structs.replace(record, **{name: getattr(found, name)})
    return record, tuple(refused)


def _read_table(path: Path) -> dict[str, object] | None:
    """Return the file's table: empty where there is no file, None where it can't be read or is not TOML."""
    try:
        # Some editors begin a file with a byte order mark.
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        return None
