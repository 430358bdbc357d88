"""Names: which paths are safe everywhere, which of them are the same somewhere, and what a package is called."""

import re
import secrets
import string
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from citizen_desktop.package import rules
from citizen_desktop.package.rules import Problem, Rule

# Source: Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICE: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³]) *(?:[.:].*)?", re.IGNORECASE | re.DOTALL
)
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_NOT_ON_WINDOWS: Final = re.compile(r'[<>:"|?*\x01-\x1f]|[. ]\Z')


class PackageKind(StrEnum):
    """What a draft package is for."""

    OBJECTION = "objection"
    REGISTRATION = "registration"


class PackageName(NamedTuple):
    """The parts of a package's name."""

    kind: PackageKind
    year: int
    month: int


_PACKAGE_NAME: Final = re.compile(r"(objection|registration)-([0-9]{4})-(0[1-9]|1[0-2])-[A-Z2-7]{4}")
_ALPHABET: Final = string.ascii_uppercase + "234567"


def new_package_name(kind: PackageKind, day: date) -> str:
    """Return a name such as ``objection-2026-11-7F3K``: the end is random, nothing in it is personal."""
    return f"{kind}-{day:%Y-%m}-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))


def parse_package_name(name: str) -> PackageName | None:
    """Return the parts of a package's name, or nothing if it is another name."""
    match = _PACKAGE_NAME.fullmatch(name)
    return PackageName(PackageKind(match[1]), int(match[2]), int(match[3])) if match else None


def unsafe(path: str) -> Problem | None:
    """Return why a path would be a danger on this system or another one, if it would."""
    rule = _unsafe_as_a_whole(path)
    if rule is not None:
        return Problem.of(rule, path)
    for part in path.split("/"):
        device = _device(part)
        if device:
            return Problem.of(rules.DEVICE, path, name=device)
    return None


def _unsafe_as_a_whole(path: str) -> Rule | None:
    if "\0" in path:
        return rules.NUL
    if path.startswith(("/", "\\", "~")) or _DRIVE.match(path):
        return rules.ABSOLUTE
    parts = path.split("/")
    if ".." in parts or ".." in path.replace("\\", "/").split("/"):
        return rules.UP
    if "\\" in path:
        return rules.BACKSLASH
    return rules.EMPTY_PART if "" in parts or "." in parts else None


@lru_cache(maxsize=4096)
def _device(part: str) -> str:
    return part if _DEVICE.fullmatch(part) else ""


def portable(path: str) -> bool:
    """Whether Windows could store a file of this name."""
    return not any(_NOT_ON_WINDOWS.search(part) for part in path.split("/"))


def folded(name: str) -> str:
    """Return what names have in common that are the same on a system that folds case or Unicode forms."""
    if name.isascii():
        return name.lower().rstrip(". ")
    form = unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
    return unicodedata.normalize("NFC", form).rstrip(". ")


class Collisions:
    """Notices files and folders whose names are the same on some system."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}
        self._folders: dict[str, str] = {"": ""}

    def clashes(self, path: str, *, is_folder: bool = False) -> Iterator[tuple[str, str]]:
        """Take a path in and give every pair of it (or a folder of it) and what had the name before."""
        parent, _, name = path.rpartition("/")
        yield from self._take_folders(parent)
        key = f"{self._folders[parent]}/{folded(name)}"
        if is_folder:
            yield from self._take_folders(path)
        elif key in self._taken:
            yield path, self._taken[key].rstrip("/")
        else:
            self._taken[key] = path

    def _take_folders(self, folder: str) -> Iterator[tuple[str, str]]:
        """Take a folder in, with those that it lies in."""
        new = []
        while folder not in self._folders:
            new.append(folder)
            folder = folder.rpartition("/")[0]
        for path in reversed(new):
            parent, _, name = path.rpartition("/")
            key = f"{self._folders[parent]}/{folded(name)}"
            self._folders[path] = key
            if self._taken.setdefault(key, f"{path}/") != f"{path}/":
                yield path, self._taken[key].rstrip("/")


def composed(names: Iterable[str]) -> dict[str, str]:
    """Map the composed Unicode form of every name that has more than one form to the name itself."""
    return {unicodedata.normalize("NFC", name): name for name in names if not name.isascii()}


def shown(text: str) -> str:
    """Return a name that somebody else chose, safe for a terminal and for JSON: what cannot be printed is escaped."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
