"""A bag that is a zip: read where it lies, never unpacked."""

import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from citizen_desktop.package import digests, rules
from citizen_desktop.package import zip_format as zf
from citizen_desktop.package.rules import Findings
from citizen_desktop.package.tree import BrokenFile, Listing
from citizen_desktop.package.zip_directory import Placed, ZipDirectory

_PACKED_BLOCK: Final = 64 * 1024


class ZipTree:
    """A bag that is a zip.

    Args:
        path: the zip.
        findings: where to note what is wrong.

    Raises:
        OSError: it cannot be read.
    """

    def __init__(self, path: Path, findings: Findings) -> None:
        self._findings = findings
        self._buffers = digests.buffers()
        self._stream = path.open("rb")
        try:
            self._directory = ZipDirectory(self._stream, findings)
        except BaseException:
            self._stream.close()
            raise
        self._listing = Listing(findings)
        self._placed: dict[str, Placed] = {}
        self.files, self.folders, self.refused = self._listing.files, self._listing.folders, self._listing.refused
        named = [(placed, placed.entry.name) for placed in self._directory.entries if self._has_name(placed)]
        self.name, prefix = self._find_root([name for _, name in named if name])
        for placed, name in named:
            self._take(placed, name or "", prefix)

    @property
    def is_sealed(self) -> bool:
        """Whether the comment of the zip agrees with everything around its files; true without a comment."""
        return self._directory.comment in (b"", self._directory.seal)

    def _has_name(self, placed: Placed) -> bool:
        if placed.entry.name is None:
            self._findings.problem(rules.NAME, placed.entry.raw.decode(errors="backslashreplace"))
        return placed.entry.name is not None

    def _find_root(self, names: list[str]) -> tuple[str, str]:
        """Return the bag's folder, and what the names of its files start with."""
        if "bagit.txt" in names:
            self._findings.problem(rules.NO_FOLDER, "")
            return "", ""
        # An unsafe name is refused later; it takes no part in this.
        tops = list(dict.fromkeys(name.split("/", 1)[0] for name in names if "/" in name and not _strange(name)))
        bags = sorted({name.removesuffix("/bagit.txt") for name in names} & set(tops))
        top = (bags or tops or [""])[0]
        return top, f"{top}/" if top else ""

    def _take(self, placed: Placed, name: str, prefix: str) -> None:
        """Take in one entry."""
        entry = placed.entry
        bare = name.removesuffix("/")
        if not self._listing.safe(bare):
            return
        if f"{bare}/" == prefix and entry.is_folder:
            return
        if not name.startswith(prefix):
            self._findings.problem(rules.BESIDE, bare)
            return
        path = bare.removeprefix(prefix)
        kind = stat.S_IFMT(entry.mode)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            self._findings.problem(rules.LINK_IN_ZIP if kind == stat.S_IFLNK else rules.SPECIAL, path)
            self._listing.refuse(path)
        elif entry.is_folder:
            self._listing.add_folder(path)
        elif self._listing.add_file(path, entry.size):
            self._placed[path] = placed
            if not self._readable(placed, path):
                self._listing.refuse(path)

    def _readable(self, placed: Placed, path: str) -> bool:
        entry = placed.entry
        if placed.fault is not None:
            self._findings.problems.append(replace(placed.fault, path=path))
        elif entry.flags & zf.FLAG_ENCRYPTED:
            self._findings.problem(rules.ENCRYPTED, path)
        elif entry.method not in (zf.STORED, zf.DEFLATED):
            self._findings.problem(rules.COMPRESSION, path, method=entry.method)
        else:
            return True
        return False

    def in_order(self, paths: Iterable[str]) -> list[str]:
        """Return paths in the order in which their contents lie."""
        return sorted(paths, key=lambda path: self._placed[path].start)

    def read(self, path: str) -> Iterator[bytes | memoryview]:
        """Give a file in blocks; notes what is wrong with its content."""
        placed = self._placed[path]
        entry = placed.entry
        self._stream.seek(placed.start)
        crc, count = 0, 0
        for block in self._stored(entry.size) if entry.method == zf.STORED else self._inflated(placed, path):
            crc = zlib.crc32(block, crc)
            count += len(block)
            yield block
        if count < entry.size:
            self._findings.problem(rules.SHORT, path, expected=entry.size, found=count)
            raise BrokenFile
        if crc != entry.crc:
            self._findings.problem(rules.CRC, path)

    def _stored(self, left: int) -> Iterator[memoryview]:
        turn = 0
        while left and (count := self._stream.readinto(self._buffers[turn][: min(left, digests.BLOCK)])):
            yield self._buffers[turn][:count]
            turn = 1 - turn
            left -= count

    def _inflated(self, placed: Placed, path: str) -> Iterator[bytes]:
        """Unpack, a block at a time and never more than the zip says."""
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        packed, left = placed.entry.packed, placed.entry.size
        waiting = b""
        while not inflate.eof:
            if not waiting:
                waiting = self._stream.read(min(packed, _PACKED_BLOCK))
                packed -= len(waiting)
            try:
                block = inflate.decompress(waiting, digests.BLOCK)
            except zlib.error:
                self._findings.problem(rules.DAMAGED, path)
                raise BrokenFile from None
            if len(block) > left:
                self._findings.problem(rules.BOMB_MORE, path, size=placed.entry.size)
                raise BrokenFile
            if not (block or waiting):
                return
            waiting = inflate.unconsumed_tail
            left -= len(block)
            if block:
                yield block
        if packed or inflate.unused_data:
            self._findings.problem(rules.DAMAGED, path)
            raise BrokenFile

    def close(self) -> None:
        """Close the zip."""
        self._stream.close()


def _strange(name: str) -> bool:
    """Whether a name could not be that of a bag's folder."""
    return name.startswith(("/", ".", "\\", "~")) or name[1:2] == ":"
