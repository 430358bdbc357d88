"""Judges any bag, ours or another program's: a folder or a zip, BagIt 0.93 to 1.0 (RFC 8493).

Every file is read once, for all its digests; nothing is unpacked to the disk, followed out of the bag or fetched.
"""

import errno
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from citizen_desktop.package import errors, profile, rules
from citizen_desktop.package.bag import Bag, Manifest, is_payload
from citizen_desktop.package.digests import ALGORITHMS, Digester
from citizen_desktop.package.rules import Findings, Problem
from citizen_desktop.package.tree import BrokenFile, FolderTree, Tree
from citizen_desktop.package.zip_tree import ZipTree

Progress = Callable[[int, int], None]
"""Is told how many bytes are done, and of how many."""
Cancelled = Callable[[], bool]
"""Says whether to break off."""


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a bag.

    Args:
        name: the bag's folder.
        version: of BagIt, as the bag says it.
        problems: what is wrong.
        warnings: what is less than perfect.
        files: number of files in the payload.
        size: of the payload, in bytes.
    """

    name: str
    version: str | None
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    files: int
    size: int

    @property
    def valid(self) -> bool:
        """Whether the bag is complete and valid."""
        return not self.problems


def verify(
    path: Path,
    *,
    name: str | None = None,
    progress: Progress = lambda _done, _total: None,
    cancelled: Cancelled = lambda: False,
) -> Verdict:
    """Judge a bag.

    Args:
        path: a zip or a folder.
        name: what the folder in a zip has to be called, if not as the file.
        progress: told after every block.
        cancelled: asked after every block.

    Raises:
        NotJudgedError: it is not there or cannot be read.
        Cancelled: it was broken off.
    """
    findings = Findings()
    try:
        tree = open_tree(path, findings)
        try:
            return _Verification(tree, findings, progress, cancelled).verdict(name or path.stem)
        finally:
            tree.close()
    except OSError as error:
        raise errors.not_judged(error) from error


def open_tree(path: Path, findings: Findings) -> Tree:
    """Open what may be a bag.

    Raises:
        NotJudgedError: it is neither a file nor a folder.
        OSError: it cannot be read.
    """
    try:
        mode = path.stat().st_mode
    except ValueError as error:
        raise FileNotFoundError(errno.ENOENT, "") from error
    if stat.S_ISDIR(mode):
        return FolderTree(path, findings)
    if not stat.S_ISREG(mode):
        raise errors.not_a_bag_at_all()
    return ZipTree(path, findings)


class _Verification:
    """One pass over a bag."""

    def __init__(self, tree: Tree, findings: Findings, progress: Progress, cancelled: Cancelled) -> None:
        self._tree, self._findings = tree, findings
        self._progress, self._cancelled = progress, cancelled
        self._done, self._total = 0, sum(tree.files.values())
        self._bag = Bag(tree, findings, self._between)

    def verdict(self, name: str) -> Verdict:
        """Judge the bag and return the verdict."""
        self._check_structure(name)
        self._check_payload_lists()
        self._check_tag_lists()
        self._check_fetch()
        self._check_contents()
        payload = [size for path, size in self._tree.files.items() if is_payload(path)]
        self._check_oxum(f"{sum(payload)}.{len(payload)}")
        return Verdict(
            name=self._tree.name,
            version=self._bag.version,
            problems=tuple(self._findings.problems),
            warnings=tuple(self._findings.warnings),
            files=len(payload),
            size=sum(payload),
        )

    def _between(self, count: int) -> None:
        if self._cancelled():
            raise errors.Cancelled
        self._done += count
        self._progress(self._done, self._total)

    def _manifests(self, *, of_tags: bool) -> list[Manifest]:
        return [manifest for manifest in self._bag.manifests if manifest.of_tags == of_tags]

    def _is_there(self, path: str) -> bool:
        return path in self._tree.files or path in self._tree.refused

    def _check_structure(self, name: str) -> None:
        if "data" not in self._tree.folders:
            self._findings.problem(rules.NO_DATA, "data")
        if not self._manifests(of_tags=False) and not any(map(_is_manifest, self._tree.refused)):
            self._findings.problem(rules.NO_MANIFEST, "")
        if isinstance(self._tree, ZipTree):
            if self._tree.name and self._tree.name != name:
                self._findings.warn(rules.OTHER_NAME, "", folder=self._tree.name)
            if self._bag.is_draft_package and not self._tree.is_sealed:
                self._findings.problem(rules.SEAL, "")

    def _check_payload_lists(self) -> None:
        """Every payload file must be listed, and every listed file be there (RFC 8493, 3)."""
        manifests = self._manifests(of_tags=False)
        self._check_missing(manifests)
        if not all(manifest.whole for manifest in manifests):
            return
        for path in filter(is_payload, [*self._tree.files, *self._tree.refused]):
            lacking = [manifest.name for manifest in manifests if path not in manifest.checksums]
            if len(lacking) == len(manifests):
                self._findings.problem(rules.UNEXPECTED, path)
            elif self._bag.is_strict:
                for name in lacking:
                    self._findings.problem(rules.NOT_IN_EVERY, path, manifest=name)

    def _check_missing(self, manifests: list[Manifest]) -> None:
        """Note each file that is listed but not there, once; those to be fetched are another matter."""
        fetched = set(self._bag.fetched)
        missing = {
            path: manifest.name
            for manifest in reversed(manifests)
            for path in manifest.checksums
            if path not in fetched and not self._is_there(path)
        }
        for path, name in missing.items():
            self._findings.problem(rules.MISSING, path, manifest=name)

    def _check_tag_lists(self) -> None:
        """Check what the tag manifests list (RFC 8493, 2.2.1)."""
        manifests = self._manifests(of_tags=True)
        self._check_missing(manifests)
        note = self._findings.problem if self._bag.is_strict else self._findings.warn
        for manifest in manifests:
            for other in self._manifests(of_tags=False):
                if manifest.whole and other.name not in manifest.checksums:
                    note(rules.MANIFEST_UNLISTED, other.name, manifest=manifest.name)
            if manifest.checksums.keys() != manifests[0].checksums.keys():
                self._findings.warn(rules.TAG_SETS, manifest.name)
        listed = {path for manifest in manifests for path in manifest.checksums}
        tag_files = [path for path in self._tree.files if not is_payload(path)]
        others = [path for path in tag_files if path not in listed and not _is_tag_manifest(path)]
        if self._bag.is_draft_package:
            self._check_profile(others, tag_files)
        elif manifests:
            for path in others:
                self._findings.warn(rules.UNLISTED, path)

    def _check_profile(self, unlisted: list[str], tag_files: list[str]) -> None:
        """A draft package has its four tag files, the tag manifest lists the others, and there are no more."""
        if not self._is_there(profile.TAG_MANIFEST):
            self._findings.problem(rules.REQUIRED, profile.TAG_MANIFEST)
        for path in tag_files:
            if path not in profile.TAG_FILES:
                self._findings.problem(rules.NOT_IN_PROFILE, path)
            elif path in unlisted and path != profile.MANIFEST and self._is_there(profile.TAG_MANIFEST):
                self._findings.problem(rules.MANIFEST_UNLISTED, path, manifest=profile.TAG_MANIFEST)

    def _check_fetch(self) -> None:
        """A listed file that is absent would have to be fetched, and is not (RFC 8493, 2.2.3)."""
        for path in self._bag.fetched:
            if not self._is_there(path):
                self._findings.problem(rules.FETCH_ABSENT, path)
            for manifest in self._manifests(of_tags=False):
                if self._bag.is_strict and manifest.whole and path not in manifest.checksums:
                    self._findings.problem(rules.FETCH_UNLISTED, path, manifest=manifest.name)

    def _check_contents(self) -> None:
        """Read every file that was not read yet, and compare all digests."""
        for path in self._bag.digests:
            if path not in self._bag.broken:
                self._compare(path, self._bag.digests[path])
        waiting = [path for path in self._tree.files if path not in self._bag.digests]
        if isinstance(self._tree, ZipTree):
            waiting = self._tree.in_order(waiting)
        payload = {manifest.algorithm for manifest in self._manifests(of_tags=False)} & ALGORITHMS.keys()
        with Digester(sorted(payload)) as of_payload, Digester(self._bag.tag_algorithms) as of_tags:
            for path in waiting:
                self._read(path, of_payload if is_payload(path) else of_tags)

    def _read(self, path: str, digester: Digester) -> None:
        digester.start()
        try:
            for block in self._tree.read(path):
                digester.update(block)
                self._between(len(block))
        except BrokenFile:
            return
        self._compare(path, digester.finish())

    def _compare(self, path: str, found: dict[str, str]) -> None:
        for manifest in self._manifests(of_tags=not is_payload(path)):
            expected = manifest.checksums.get(path)
            if expected is not None and expected.hex() != found[manifest.algorithm]:
                self._findings.problem(
                    rules.ALTERED,
                    path,
                    manifest=manifest.name,
                    algorithm=manifest.algorithm,
                    expected=expected.hex(),
                    found=found[manifest.algorithm],
                )

    def _check_oxum(self, found: str) -> None:
        """Payload-Oxum counts bytes and files of the whole payload (RFC 8493, 2.2.2)."""
        values = self._bag.values_of("Payload-Oxum")
        if not values:
            return
        if len(values) > 1:
            self._findings.warn(rules.OXUM_TWICE, self._bag.info_name)
        if re.fullmatch(r"[0-9]+\.[0-9]+", values[0], re.ASCII) is None:
            self._findings.problem(rules.OXUM_FORM, self._bag.info_name)
            return
        uncounted = any(map(is_payload, self._tree.refused)) or not all(map(self._is_there, self._bag.fetched))
        expected = ".".join(part.lstrip("0") or "0" for part in values[0].split("."))
        if expected != found and not uncounted:
            self._findings.problem(rules.OXUM, self._bag.info_name, expected=expected, found=found)


def _is_manifest(path: str) -> bool:
    return "/" not in path and path.startswith("manifest-")


def _is_tag_manifest(path: str) -> bool:
    return "/" not in path and path.startswith("tagmanifest-")
