"""A bag's tag files, read and understood: what the bag says of itself, before its payload is looked at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from citizen_desktop.package import profile, rules, tag_files
from citizen_desktop.package.digests import ALGORITHMS, Digester, is_digest, packed
from citizen_desktop.package.names import composed, unsafe
from citizen_desktop.package.rules import Findings, Rule
from citizen_desktop.package.tag_files import Declaration, ManifestName, Tag, TextError
from citizen_desktop.package.tree import BrokenFile, Tree


@dataclass
class Manifest:
    """A manifest that was read.

    Args:
        name: of the file.
        algorithm: of its checksums.
        of_tags: whether it lists tag files.
        checksums: by file; nothing where it is no checksum that can be compared.
        whole: whether all of it could be read.
    """

    name: str
    algorithm: str
    of_tags: bool
    checksums: dict[str, bytes | None] = field(default_factory=dict)
    whole: bool = True


def is_payload(path: str) -> bool:
    """Whether a file belongs to the payload."""
    return path.startswith("data/")


class Bag:
    """Reads the tag files of a bag.

    Args:
        tree: the bag's files.
        findings: where to note what is wrong.
        between: called after every block that was read; it may raise.

    Raises:
        OSError: one of them cannot be read.
    """

    def __init__(self, tree: Tree, findings: Findings, between: Callable[[int], None] = lambda _: None) -> None:
        self.tree = tree
        self.digests: dict[str, dict[str, str]] = {}
        """What was computed of the tag files read here, by file and algorithm."""
        self.broken: set[str] = set()
        """The tag files whose content cannot be had."""
        self.manifests: list[Manifest] = []
        self.tags: list[Tag] = []
        self.fetched: list[str] = []
        """The files that fetch.txt lists."""
        self._findings = findings
        self._between = between
        self._composed: dict[str, str] | None = None
        named = {path: name for path in tree.files if "/" not in path and (name := tag_files.manifest_name(path))}
        self.tag_algorithms = sorted({name.algorithm for name in named.values() if name.of_tags} & ALGORITHMS.keys())
        with Digester(self.tag_algorithms) as self._digester:
            self.declaration = self._read_declaration()
            self.encoding = self._known_encoding()
            for path, name in sorted(named.items()):
                self.manifests.append(self._read_manifest(path, name))
            self._read_info()
            self._read_fetch()

    @property
    def version(self) -> str | None:
        """The version of BagIt, as the bag says it."""
        return self.declaration.version

    @property
    def is_strict(self) -> bool:
        """Whether the rules of version 1.0 hold; they do where the version is not known."""
        return self.version not in tag_files.KNOWN_VERSIONS[:-1]

    @property
    def info_name(self) -> str:
        """What this version calls the file of metadata."""
        return "package-info.txt" if self.version in ("0.93", "0.94", "0.95") else "bag-info.txt"

    @property
    def is_draft_package(self) -> bool:
        """Whether it says that it is one of ours."""
        return profile.IDENTIFIER in self.values_of("BagIt-Profile-Identifier")

    def values_of(self, label: str) -> list[str]:
        """Return the values of a label in ``bag-info.txt``."""
        return [tag.value for tag in self.tags if tag.label.casefold() == label.casefold()]

    def _hashed(self, path: str) -> Iterator[bytes | memoryview]:
        """Give a tag file in blocks and compute its digests on the way."""
        self._digester.start()
        try:
            for block in self.tree.read(path):
                self._digester.update(block)
                self._between(len(block))
                yield block
        except BrokenFile:
            self.broken.add(path)
        self.digests[path] = self._digester.finish()

    def _lines(self, path: str, *, faults: tuple[Rule, Rule]) -> Iterator[str]:
        """Give the lines of a tag file; notes where it stops being text or a line is too long."""
        blocks = self._hashed(path)
        try:
            for number, line in enumerate(tag_files.lines(blocks, self.encoding)):
                if number == 0 and line.startswith("\ufeff"):
                    self._findings.warn(rules.BYTE_ORDER_MARK, path)
                    line = line[1:]  # noqa: PLW2901  it is no part of the text
                yield line
        except TextError as error:
            self.broken.add(path)
            values: dict[str, str | int] = {"line": error.line} if error.line else {"encoding": self.encoding}
            self._findings.problem(faults[bool(error.line)], path, **values)
        finally:
            for _ in blocks:
                pass

    def _read_declaration(self) -> Declaration:
        path = profile.DECLARATION
        if path not in self.tree.files:
            if path not in self.tree.refused:
                self._findings.problem(rules.NO_DECLARATION, path)
            return Declaration(None, "UTF-8", well_formed=False, byte_order_mark=False)
        data = b""
        for block in self._hashed(path):
            data += bytes(block[: max(0, tag_files.LONGEST_LINE - len(data))])
        declaration = tag_files.parse_declaration(data)
        if declaration.byte_order_mark:
            self._findings.problem(rules.BYTE_ORDER_MARK, path)
        if not declaration.well_formed:
            self._findings.problem(rules.DECLARATION, path)
        elif declaration.version not in tag_files.KNOWN_VERSIONS:
            self._findings.problem(rules.VERSION, path, version=declaration.version or "")
        return declaration

    def _known_encoding(self) -> str:
        encoding = tag_files.known_encoding(self.declaration.encoding)
        if encoding is None:
            self._findings.problem(rules.ENCODING, profile.DECLARATION, encoding=self.declaration.encoding)
        return encoding or "utf-8"

    def _read_manifest(self, path: str, name: ManifestName) -> Manifest:
        manifest = Manifest(path, name.algorithm, name.of_tags)
        known = name.algorithm in ALGORITHMS
        if not known:
            self._findings.problem(rules.ALGORITHM, path, algorithm=name.algorithm)
        for number, line in enumerate(self._lines(path, faults=(rules.MANIFEST_TEXT, rules.MANIFEST_LONG)), 1):
            if not line.strip(" \t") or line.startswith("#"):
                self._findings.warn(rules.ODD_LINE, path, line=number)
                continue
            row = tag_files.parse_row(line)
            if row is None:
                self._findings.problem(rules.LINE, path, line=number)
                continue
            if known and not is_digest(row.checksum, name.algorithm):
                self._findings.problem(rules.CHECKSUM, path, line=number, algorithm=name.algorithm)
                known_checksum = None
            else:
                known_checksum = packed(row.checksum) if known else None
            self._list(manifest, row.path, known_checksum)
        manifest.whole = path not in self.broken
        return manifest

    def _list(self, manifest: Manifest, written: str, checksum: bytes | None) -> None:
        """Take one line into a manifest."""
        path = self._resolved(written, manifest.name)
        if path is None:
            return
        if path in manifest.checksums:
            if self.is_strict or manifest.checksums[path] != checksum:
                self._findings.problem(rules.LISTED_TWICE, path, manifest=manifest.name)
            else:
                self._findings.warn(rules.SAME_TWICE, path, manifest=manifest.name)
        elif is_payload(path) == manifest.of_tags:
            rule = rules.IS_PAYLOAD if manifest.of_tags else rules.NOT_PAYLOAD
            self._findings.problem(rule, path, manifest=manifest.name)
        elif manifest.of_tags and (named := tag_files.manifest_name(path)) and named.of_tags:
            self._findings.problem(rules.IS_TAG_MANIFEST, path, manifest=manifest.name)
        else:
            manifest.checksums[path] = checksum

    def _resolved(self, written: str, manifest: str) -> str | None:
        """Return the file that a path in a manifest means; nothing, noting it, if the path is a danger."""
        plain = self._plain(written, manifest)
        path = tag_files.decode_path(plain, self.version or "1.0")
        if self._is_there(path):
            return path
        problem = unsafe(path)
        if problem is not None:
            self._findings.problems.append(problem)
            return None
        for other in (plain, tag_files.decode_path(plain, "1.0")):
            if other != path and self._is_there(other):
                self._findings.warn(rules.PERCENT, other, manifest=manifest)
                return other
        if not path.isascii():
            return self._in_another_form(path, manifest)
        return path

    def _plain(self, written: str, manifest: str) -> str:
        """Return a path without the "./" that md5sum and its kin write."""
        if ("./" not in written and "//" not in written) or written.startswith("/"):
            return written
        plain = "/".join(part for part in written.split("/") if part not in ("", "."))
        if plain != written:
            self._findings.warn(rules.NOT_PLAIN, plain, manifest=manifest)
        return plain

    def _in_another_form(self, path: str, manifest: str) -> str:
        """Return the file whose name differs from a path in its Unicode form only, or the path if there is none."""
        if self._composed is None:
            self._composed = composed(self.tree.files)
        other = self._composed.get(next(iter(composed([path]))), path)
        if other != path:
            self._findings.warn(rules.NORMAL_FORM, other, manifest=manifest)
        return other

    def _is_there(self, path: str) -> bool:
        return path in self.tree.files or path in self.tree.refused

    def _read_info(self) -> None:
        path = self.info_name
        size = self.tree.files.get(path)
        if size is None:
            return
        if size > tag_files.LARGEST_INFO:
            self._findings.problem(rules.TAG_LONG, path)
            return
        self.tags, faulty = tag_files.parse_info(self._lines(path, faults=(rules.TAG_TEXT, rules.TAG_LONG)))
        for line in faulty:
            self._findings.problem(rules.TAG_LINE, path, line=line)

    def _read_fetch(self) -> None:
        path = "fetch.txt"
        if path not in self.tree.files:
            return
        for number, line in enumerate(self._lines(path, faults=(rules.FETCH_TEXT, rules.FETCH_LONG)), 1):
            row = tag_files.parse_fetch(line)
            if row is not None:
                listed = self._resolved(row.path, path)
                if listed is not None and not is_payload(listed):
                    self._findings.problem(rules.FETCH_PATH, listed)
                elif listed is not None:
                    self.fetched.append(listed)
            elif line.strip(" \t"):
                self._findings.problem(rules.FETCH_LINE, path, line=number)
