"""Says what is in a package without reading its payload: names, sizes and what the manifest says of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from citizen_desktop.package import errors, profile
from citizen_desktop.package.bag import Bag, is_payload
from citizen_desktop.package.names import PackageName, parse_package_name
from citizen_desktop.package.rules import Findings, Problem
from citizen_desktop.package.tag_files import Tag
from citizen_desktop.package.tree import BrokenFile, Tree
from citizen_desktop.package.verifier import open_tree

_LARGEST_DRAFT: Final = 1 << 20


@dataclass(frozen=True)
class ListedFile:
    """A file of the payload.

    Args:
        path: from the bag's folder.
        size: in bytes; nothing if the file is not there.
        algorithm: of the digest.
        digest: what the manifest says; nothing if it does not list the file.
    """

    path: str
    size: int | None
    algorithm: str | None
    digest: str | None


class Completeness(msgspec.Struct):
    """What ``draft.json`` says about being complete; everything else in it is no matter here."""

    complete: bool | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contents:
    """What a package says of itself; nothing of it has been verified.

    Args:
        name: of the bag's folder.
        package: the parts of the name, if it is that of a draft package.
        version: of BagIt.
        date: when it was made, as ``bag-info.txt`` says it.
        files: the payload, those files included that are listed but not there.
        info: the tags of ``bag-info.txt``.
        complete: whether the draft was complete; nothing if the package does not say.
        missing: the slots that were empty.
        problems: what is wrong with the tag files.
    """

    name: str
    package: PackageName | None
    version: str | None
    date: str | None
    files: tuple[ListedFile, ...]
    info: tuple[Tag, ...]
    complete: bool | None
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def is_bag(self) -> bool:
        """Whether there is enough of a bag to show."""
        return self.version is not None


def read_contents(path: Path) -> Contents:
    """Read what a package says of itself.

    Raises:
        NotJudgedError: it is not there or cannot be read.
    """
    findings = Findings()
    try:
        tree = open_tree(path, findings)
        try:
            bag = Bag(tree, findings)
            completeness = completeness_of(tree)
        finally:
            tree.close()
    except OSError as error:
        raise errors.not_judged(error) from error
    return Contents(
        name=tree.name,
        package=parse_package_name(tree.name),
        version=bag.version,
        # Versions before 0.96 say "Packing-Date".
        date=next(iter([*bag.values_of("Bagging-Date"), *bag.values_of("Packing-Date")]), None),
        files=tuple(_files(bag)),
        info=tuple(bag.tags),
        complete=completeness.complete,
        missing=completeness.missing,
        problems=tuple(findings.problems),
    )


def _files(bag: Bag) -> list[ListedFile]:
    """Return the payload by the manifest with the longest checksums, then what no manifest lists."""
    manifests = [manifest for manifest in bag.manifests if not manifest.of_tags]
    best = max(manifests, key=lambda manifest: manifest.algorithm, default=None)
    listed = {} if best is None else best.checksums
    paths = [*listed, *(path for path in bag.tree.files if is_payload(path) and path not in listed)]
    return [
        ListedFile(
            path=path,
            size=bag.tree.files.get(path),
            algorithm=best.algorithm if best is not None and path in listed else None,
            digest=checksum.hex() if (checksum := listed.get(path)) is not None else None,
        )
        for path in paths
    ]


def completeness_of(tree: Tree) -> Completeness:
    """Return what a package says of its being complete; nothing, if there is no such word in it."""
    if tree.files.get(profile.DRAFT, _LARGEST_DRAFT + 1) > _LARGEST_DRAFT:
        return Completeness()
    try:
        return msgspec.json.decode(b"".join(map(bytes, tree.read(profile.DRAFT))), type=Completeness)
    except (BrokenFile, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Completeness()
