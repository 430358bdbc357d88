"""What the result screen shows of a package that was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from citizen_desktop.content.models import Text
from citizen_desktop.package import profile
from citizen_desktop.ui.package_words import title_of


@dataclass(frozen=True)
class Late:
    """A text that is made when it is shown, so that it follows a switch of the language.

    Args:
        make: makes it.
    """

    make: Callable[[], str]

    def __str__(self) -> str:
        """Return it in the language in use."""
        return self.make()


Words = Text | Late | str
"""A text by its ``str()``; a plain one reads the same in every language, as a person's name does."""


@dataclass(frozen=True)
class PackedFile:
    """A file of the payload.

    Args:
        name: what it is.
        path: from the package's folder.
        size: in bytes.
        sha256: its digest.
    """

    name: Words
    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Step:
    """A step on the portal.

    Args:
        text: what to do.
        detail: a word more.
        attaches: the package's files are attached there.
    """

    text: Words
    detail: Words = ""
    attaches: bool = False


@dataclass(frozen=True)
class ReadyPackage:
    """A package that was written.

    Args:
        path: where it is.
        size: of the zip, in bytes.
        files: its payload, in the order of the package.
        verified: whether it was read back from the disk and found right.
        applicant_name: who the letter is from.
        subject: what it is about.
        period: what time it is about.
        deadline: the last day.
        steps: on the portal.
        steps_verified: when these were last looked up.
        incomplete: the draft has gaps, and the package says so.
        attached: a line for every file that is attached on the portal, in the language in use.
        is_registration: it has a summary to type from in place of a letter.
        remark: a sentence on what may keep the portal from taking a file; empty for none.
    """

    path: Path
    size: int
    files: tuple[PackedFile, ...]
    verified: bool
    applicant_name: Words
    subject: Words
    period: Words
    deadline: Words
    steps: tuple[Step, ...]
    steps_verified: date | None = None
    incomplete: bool = False
    attached: Callable[[], tuple[str, ...]] = tuple
    is_registration: bool = False
    remark: Words = ""

    @property
    def file_count(self) -> int:
        """How many files are in it, the tag files included."""
        return len(self.files) + len(profile.TAG_FILES)


def packed_files(
    package: str, digests: Mapping[str, str], sizes: Mapping[str, int], slots: Mapping[str, Text]
) -> tuple[PackedFile, ...]:
    """Return the rows of a package's payload.

    Args:
        package: its name without ``.zip``.
        digests: the SHA-256 of every file by its path, as ``write_package`` returns them.
        sizes: of the same files, in bytes.
        slots: the names of the documents by slot id.
    """
    return tuple(
        PackedFile(Late(partial(title_of, path, package, slots)), path, sizes[path], digest)
        for path, digest in digests.items()
    )
