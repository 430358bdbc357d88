"""Names: which paths are safe everywhere, which of them are the same somewhere, and what a package is called."""

import re
import secrets
import string
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
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
_ENDING: Final = ".zip"
_COPY: Final = re.compile(r" ?\([0-9]{1,3}\)\Z")
"""What browsers and file managers put behind the name of a copy."""
_ALPHABET: Final = string.ascii_uppercase + "234567"


def new_package_name(kind: PackageKind, day: date) -> str:
    """Return a name such as ``objection-2026-11-7F3K``: the end is random, nothing in it is personal."""
    return f"{kind}-{day:%Y-%m}-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))


def parse_package_name(name: str) -> PackageName | None:
    """Return the parts of a package's name, or nothing if it is another name."""
    match = _PACKAGE_NAME.fullmatch(name)
    return PackageName(PackageKind(match[1]), int(match[2]), int(match[3])) if match else None


def named_as_package(file: str) -> bool:
    """Whether a file or folder is called like a draft package, be it a copy such as ``objection-2026-11-7F3K (1).zip``.

    Args:
        file: its name.
    """
    return kind_by_name(file) is not None


def kind_by_name(file: str) -> PackageKind | None:
    """Return what a package is by the name of its file or folder, or of a copy, and None for another name.

    Args:
        file: its name.
    """
    stem = file[: -len(_ENDING)] if file.lower().endswith(_ENDING) else file
    found = parse_package_name(_COPY.sub("", stem))
    return None if found is None else found.kind


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


class _Node(NamedTuple):
    """A file or folder that was taken in."""

    parent: int
    name: str
    is_folder: bool


class Collisions:
    """Notices files and folders whose names are the same on some system.

    It keeps a tree of names, not of paths: deep paths cost no more than their length.
    """

    def __init__(self) -> None:
        self._nodes = [_Node(0, "", is_folder=True)]
        self._numbers: dict[tuple[int, str], int] = {}
        self._folders: dict[str, int] = {"": 0}

    def clash(self, path: str, *, is_folder: bool = False) -> tuple[str, str] | None:
        """Take a path in; returns it or the first folder of it that clashes, and what had the name before."""
        found = None
        parent, _, name = path.rpartition("/")
        number = self._folders.get(parent)
        if number is None:
            number, found = self._folder(parent)
            self._folders[parent] = number
        _, other = self._take(number, name, is_folder=is_folder)
        return found or (None if other is None else (path, self._path(other)))

    def _folder(self, path: str) -> tuple[int, tuple[str, str] | None]:
        """Take in a folder, with those that it lies in."""
        number, found = 0, None
        parts = path.split("/")
        for count, name in enumerate(parts, 1):
            number, other = self._take(number, name, is_folder=True)
            if other is not None and found is None:
                found = "/".join(parts[:count]), self._path(other)
        return number, found

    def _take(self, parent: int, name: str, *, is_folder: bool) -> tuple[int, int | None]:
        """Take in a name; returns its number, and that of what had it before if that is something else."""
        key = (parent, folded(name))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._nodes)
            self._nodes.append(_Node(parent, name, is_folder))
            return number, None
        node = self._nodes[number]
        return number, None if node.name == name and node.is_folder and is_folder else number

    def _path(self, number: int) -> str:
        parts = []
        while number:
            node = self._nodes[number]
            parts.append(node.name)
            number = node.parent
        return "/".join(reversed(parts))


def composed(names: Iterable[str]) -> dict[str, str]:
    """Map the composed Unicode form of every name that has more than one form to the name itself."""
    return {unicodedata.normalize("NFC", name): name for name in names if not name.isascii()}


def shown(text: str) -> str:
    """Return a name that somebody else chose, safe for a terminal and for JSON: what cannot be printed is escaped."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def lone_package(paths: Sequence[Path]) -> Path | None:
    """Return what was handed over if it is a single package by its name: it is to be opened and not to be attached."""
    return paths[0] if len(paths) == 1 and named_as_package(paths[0].name) else None
