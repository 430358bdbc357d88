"""A bag's files, whatever holds them: what a folder and a zip have in common, and the folder."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from citizen_desktop.package import digests, rules
from citizen_desktop.package.names import Collisions, portable, unsafe
from citizen_desktop.package.rules import Findings

# The file itself and nothing that it leads to; opening a pipe does not wait for somebody to write.
_OPEN_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class BrokenFile(Exception):  # noqa: N818  it is an answer, not a fault
    """The content of a file cannot be had whole; what is wrong has been noted."""


class Tree(Protocol):
    """The files of a bag."""

    @property
    def name(self) -> str:
        """The name of the bag's folder."""

    @property
    def files(self) -> dict[str, int]:
        """The size of every file that may be read, by its path from the bag's folder."""

    @property
    def folders(self) -> set[str]:
        """The folders, those included that only the paths of files name."""

    @property
    def refused(self) -> set[str]:
        """The files that may not be read, such as links: each has a problem of its own."""

    def read(self, path: str) -> Iterator[bytes | memoryview]:
        """Give a file in blocks; a block is overwritten when the one after the next is asked for.

        Raises:
            BrokenFile: its content cannot be had whole.
            OSError: it cannot be read.
        """

    def close(self) -> None:
        """Let go of the file that holds it all."""


@dataclass
class Listing:
    """Takes in the paths of a bag and notes those that are unsafe or collide.

    Args:
        findings: where to note them.
    """

    findings: Findings
    files: dict[str, int] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    _collisions: Collisions = field(default_factory=Collisions)

    def safe(self, path: str) -> bool:
        """Whether a path is a danger nowhere; notes it if it is."""
        problem = unsafe(path)
        if problem is not None:
            self.findings.problems.append(problem)
        elif not portable(path):
            self.findings.warn(rules.NOT_PORTABLE, path)
        return problem is None

    def add_folder(self, path: str) -> None:
        """Take in a folder and those that it lies in."""
        self._note_clashes(path, is_folder=True)
        self._add_folders(path)

    def add_file(self, path: str, size: int) -> bool:
        """Take in a file; whether it is the first of its name."""
        if path in self.files or path in self.refused:
            self.findings.problem(rules.SAME_NAME, path)
            return False
        self._note_clashes(path, is_folder=False)
        self._add_folders(path.rpartition("/")[0])
        self.files[path] = size
        return True

    def refuse(self, path: str) -> None:
        """Take in a file that is not to be read."""
        self.files.pop(path, None)
        self.refused.add(path)
        self._add_folders(path.rpartition("/")[0])

    def _note_clashes(self, path: str, *, is_folder: bool) -> None:
        for name, other in self._collisions.clashes(path, is_folder=is_folder):
            self.findings.problem(rules.CLASH, name, other=other)

    def _add_folders(self, folder: str) -> None:
        while folder and folder not in self.folders:
            self.folders.add(folder)
            folder = folder.rpartition("/")[0]


class FolderTree:
    """A bag that is a folder. A link is followed only to a file inside the bag.

    Args:
        root: the bag's folder.
        findings: where to note what is wrong.

    Raises:
        OSError: it cannot be read.
    """

    def __init__(self, root: Path, findings: Findings) -> None:
        self._root = Path(os.path.realpath(root))
        self._links: dict[str, Path] = {}
        self._listing = Listing(findings)
        self._buffers = digests.buffers()
        self.name = self._root.name
        self.files, self.folders, self.refused = self._listing.files, self._listing.folders, self._listing.refused
        waiting = [""]
        while waiting:
            waiting += reversed(self._scan(waiting.pop()))

    def _scan(self, folder: str) -> list[str]:
        """Take in what lies in a folder and return the folders among it."""
        folders = []
        with os.scandir(self._root / folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not _is_text(entry.name):
                self._listing.findings.problem(rules.NAME, os.fsencode(path).decode(errors="backslashreplace"))
            elif not self._listing.safe(path):
                self._listing.refuse(path)
            elif self._take(entry, path):
                folders.append(path)
        return folders

    def _take(self, entry: os.DirEntry[str], path: str) -> bool:
        """Take in one file or folder; whether it is a folder to look into."""
        details = entry.stat(follow_symlinks=False)
        if entry.is_symlink() or getattr(details, "st_reparse_tag", 0) == getattr(
            stat, "IO_REPARSE_TAG_MOUNT_POINT", -1
        ):
            self._take_link(entry, path)
        elif entry.is_dir(follow_symlinks=False):
            self._listing.add_folder(path)
            return True
        elif entry.is_file(follow_symlinks=False):
            self._listing.add_file(path, details.st_size)
        else:
            self._listing.findings.problem(rules.SPECIAL, path)
            self._listing.refuse(path)
        return False

    def _take_link(self, entry: os.DirEntry[str], path: str) -> None:
        target = Path(os.path.realpath(entry.path))
        if not target.is_relative_to(self._root) or not target.exists():
            rule = rules.LINK_OUT
        elif not target.is_file():
            rule = rules.LINK_FOLDER
        else:
            self._links[path] = target
            self._listing.add_file(path, target.stat().st_size)
            self._listing.findings.warn(rules.LINK_INSIDE, path)
            return
        self._listing.findings.problem(rule, path)
        self._listing.refuse(path)

    def read(self, path: str) -> Iterator[bytes | memoryview]:
        """Give a file in blocks."""
        descriptor = os.open(self._links.get(path, self._root / path), _OPEN_FLAGS)
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            turn = 0
            while count := stream.readinto(self._buffers[turn]):
                yield self._buffers[turn][:count]
                turn = 1 - turn

    def close(self) -> None:
        """A folder holds nothing open."""


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
