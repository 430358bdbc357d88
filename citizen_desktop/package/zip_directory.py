"""Reads the directory of a zip without trusting it: what it says must fit the file, and each entry its own header."""

import hashlib
import os
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import Final, NamedTuple

from citizen_desktop.package import rules
from citizen_desktop.package import zip_format as zf
from citizen_desktop.package.digests import BLOCK
from citizen_desktop.package.rules import Findings, Problem
from citizen_desktop.package.zip_format import Entry

# Deflate packs at most 1032 to 1; a scan of an empty page comes to some 300.
_GREATEST_RATIO: Final = 1032
_SUSPECT_RATIO: Final = 100
_SUSPECT_SIZE: Final = 10_000_000
_SUSPECT_TOTAL: Final = 100_000_000
_LONGEST_DESCRIPTOR: Final = 24
_USUAL_EXTRA: Final = 64


class Placed(NamedTuple):
    """An entry, and where its content lies.

    Args:
        entry: what the directory says.
        start: of the content.
        fault: why it must not be read, if it must not.
    """

    entry: Entry
    start: int
    fault: Problem | None


class _End(NamedTuple):
    """What the end of a zip says.

    Args:
        entries: how many there are.
        size: of the directory.
        offset: of the directory.
        stop: where the directory has to end.
        comment: the zip's comment.
    """

    entries: int
    size: int
    offset: int
    stop: int
    comment: bytes


class ZipDirectory:
    """The directory of a zip.

    Args:
        stream: the zip.
        findings: where to note what is wrong.

    Raises:
        OSError: it cannot be read.
    """

    def __init__(self, stream: BufferedReader, findings: Findings) -> None:
        self._stream = stream
        self._findings = findings
        self._length = stream.seek(0, os.SEEK_END)
        self._metadata = hashlib.sha256()
        self.comment = b""
        self.entries: list[Placed] = []
        end = self._find_end()
        if end is not None:
            self.comment = end.comment
            entries = sorted(self._directory(end), key=lambda entry: entry.header)
            self.entries = list(self._place(entries, end.offset))
            self._hash(end.offset, self._length - len(end.comment))

    @property
    def seal(self) -> bytes:
        """A digest of everything in the zip but the contents of its files and its comment."""
        return self._metadata.hexdigest().encode()

    def _at(self, place: int, length: int) -> bytes:
        self._stream.seek(place)
        return self._stream.read(length)

    def _hash(self, place: int, stop: int) -> None:
        """Take a part of the zip into the seal."""
        while place < stop and (block := self._at(place, min(stop - place, BLOCK))):
            self._metadata.update(block)
            place += len(block)

    def _find_end(self) -> _End | None:
        """Find the record at the zip's end, and the wider one before it where there is one."""
        tail_start = max(0, self._length - zf.END.size - zf.LONGEST_COMMENT)
        tail = self._at(tail_start, self._length - tail_start)
        place = tail.rfind(zf.END_SIGNATURE)
        while place >= 0 and len(tail) - place < zf.END.size:
            place = tail.rfind(zf.END_SIGNATURE, 0, place)
        if place < 0:
            self._findings.problem(rules.NOT_A_ZIP, "")
            return None
        _, disk, first_disk, here, count, size, offset, comment_size = zf.END.unpack_from(tail, place)
        comment = tail[place + zf.END.size : place + zf.END.size + comment_size]
        surplus = len(tail) - place - zf.END.size - comment_size
        if surplus > 0:
            self._findings.problem(rules.TRAILING, "", count=surplus)
        elif surplus < 0:
            self._findings.problem(rules.ZIP_DIRECTORY, "")
        if (disk, first_disk) != (0, 0) or here != count:
            self._findings.problem(rules.SEVERAL_DISKS, "")
            return None
        end = _End(count, size, offset, tail_start + place, comment)
        return self._checked(self._widened(end))

    def _widened(self, end: _End) -> _End | None:
        if end.entries != zf.FULL_16 and zf.FULL_32 not in (end.size, end.offset):
            return end
        locator_place = end.stop - zf.LOCATOR_64.size
        locator = self._at(max(0, locator_place), zf.LOCATOR_64.size)
        if locator_place < 0 or not locator.startswith(zf.LOCATOR_64_SIGNATURE):
            return end
        _, _, place, _ = zf.LOCATOR_64.unpack(locator)
        record = self._at(min(place, self._length), zf.END_64.size)
        if len(record) < zf.END_64.size or not record.startswith(zf.END_64_SIGNATURE):
            return None
        *_, disk, first_disk, here, count, size, offset = zf.END_64.unpack(record)
        if (disk, first_disk) != (0, 0) or here != count:
            return None
        return end._replace(entries=count, size=size, offset=offset, stop=place)

    def _checked(self, end: _End | None) -> _End | None:
        """Check that the directory lies where the end says."""
        if end is None or end.offset + end.size > end.stop:
            self._findings.problem(rules.ZIP_DIRECTORY, "")
            return None
        if end.offset + end.size < end.stop:
            self._findings.problem(rules.TRAILING, "", count=end.stop - end.offset - end.size)
            return None
        return end

    def _directory(self, end: _End) -> Iterator[Entry]:
        """Give the entries in the directory's order, as far as it can be understood."""
        self._stream.seek(end.offset)
        left, number = end.size, 0
        while left >= zf.CENTRAL.size:
            record = self._stream.read(zf.CENTRAL.size)
            if len(record) < zf.CENTRAL.size or not record.startswith(zf.CENTRAL_SIGNATURE):
                break
            fields = zf.CENTRAL.unpack(record)
            name_size, extra_size, comment_size = fields[10:13]
            left -= zf.CENTRAL.size + name_size + extra_size + comment_size
            entry = _entry(fields, self._stream.read(name_size), self._stream.read(extra_size))
            self._stream.seek(comment_size, os.SEEK_CUR)
            if left < 0 or entry is None:
                break
            number += 1
            yield entry
        if left or number != end.entries:
            self._findings.problem(rules.ZIP_DIRECTORY, "")

    def _place(self, entries: list[Entry], stop: int) -> Iterator[Placed]:
        """Find each entry's content, in the order in which they lie; what does not fit must not be read."""
        free = slack = gaps = 0
        bomb = _is_bomb_together(entries)
        for number, entry in enumerate(entries):
            start = self._content_start(entry)
            if start is None:
                yield Placed(entry, 0, Problem.of(rules.HEADER, ""))
                continue
            after = min(entries[number + 1].header, stop) if number + 1 < len(entries) else stop
            overlaps = entry.header < free or start + entry.packed > after
            gaps += max(0, entry.header - free - slack)
            free = max(free, start + entry.packed)
            slack = _LONGEST_DESCRIPTOR if entry.flags & zf.FLAG_SIZES_FOLLOW else 0
            yield Placed(entry, start, _bomb(entry, overlaps=overlaps, outside=free > stop, together=bomb))
        gaps += max(0, stop - free - slack)
        if gaps:
            self._findings.warn(rules.GAP, "", count=gaps)

    def _content_start(self, entry: Entry) -> int | None:
        """Return where an entry's content starts; nothing if its own header does not agree with the directory."""
        header = self._at(min(entry.header, self._length), zf.LOCAL.size + len(entry.raw) + _USUAL_EXTRA)
        if len(header) < zf.LOCAL.size or not header.startswith(zf.LOCAL_SIGNATURE):
            return None
        _, _, flags, method, _, _, crc, packed, size, name_size, extra_size = zf.LOCAL.unpack_from(header)
        whole = zf.LOCAL.size + name_size + extra_size
        header = header[:whole] if whole <= len(header) else self._at(entry.header, whole)
        self._metadata.update(header)
        name_end = zf.LOCAL.size + name_size
        if (flags, method, header[zf.LOCAL.size : name_end]) != (entry.flags, entry.method, entry.raw):
            return None
        sizes = zf.widened((size, packed), header[name_end:])
        agrees = sizes is not None and (crc, *sizes) == (entry.crc, entry.size, entry.packed)
        followed = flags & zf.FLAG_SIZES_FOLLOW and crc == 0
        return entry.header + whole if agrees or followed else None


def _entry(fields: tuple[int, ...], raw: bytes, extra: bytes) -> Entry | None:
    _, _, _, flags, method, _, _, crc, packed, size, _, _, _, _, _, attributes, offset = fields
    wide = zf.widened((size, packed, offset), extra)
    if wide is None:
        return None
    return Entry(_decoded(raw, flags, extra), raw, flags, method, crc, wide[1], wide[0], wide[2], attributes >> 16)


def _decoded(raw: bytes, flags: int, extra: bytes) -> str | None:
    """Return an entry's name: UTF-8 where the zip says so or where it is, else the old code page of DOS."""
    field = zf.extra_field(extra, zf.EXTRA_UNICODE_PATH)
    if field is not None and len(field) > 5 and int.from_bytes(field[1:5], "little") == zlib.crc32(raw):
        raw, flags = field[5:], zf.FLAG_UTF8
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None if flags & zf.FLAG_UTF8 else raw.decode("cp437")


def _bomb(entry: Entry, *, overlaps: bool, outside: bool, together: bool) -> Problem | None:
    """Return why an entry must not be unpacked, if it must not."""
    if outside or (entry.method == zf.STORED and entry.packed != entry.size and not entry.flags & zf.FLAG_ENCRYPTED):
        return Problem.of(rules.BOMB_SIZE, "")
    if overlaps:
        return Problem.of(rules.BOMB_OVERLAP, "")
    grows = entry.size > entry.packed * _GREATEST_RATIO + 1024
    suspect = entry.size > _SUSPECT_SIZE and entry.size > entry.packed * _SUSPECT_RATIO
    if entry.method != zf.STORED and (grows or suspect or together):
        return Problem.of(rules.BOMB_RATIO, "", size=entry.size, packed=entry.packed)
    return None


def _is_bomb_together(entries: list[Entry]) -> bool:
    """Whether entries that are no bombs by themselves are one together."""
    packed = sum(entry.packed for entry in entries if entry.method != zf.STORED)
    size = sum(entry.size for entry in entries if entry.method != zf.STORED)
    return size > _SUSPECT_TOTAL and size > packed * _SUSPECT_RATIO
