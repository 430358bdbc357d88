"""Writes a zip: stored, not deflated, names in UTF-8, sealed by a comment that names the digest of its directory."""

import hashlib
import struct
from datetime import datetime
from typing import Final

from citizen_desktop.package import zip_format as zf
from citizen_desktop.package.disk import TargetFile

_VERSION: Final = 20
_VERSION_64: Final = 45
_UNIX: Final = 3 << 8
_MODE: Final = 0o100644 << 16
_SEAL_SIZE: Final = 64


class ZipWriter:
    """Writes one file after another.

    Args:
        target: where to.
        moment: the time that all files get.
    """

    def __init__(self, target: TargetFile, moment: datetime) -> None:
        self._target = target
        self._time = moment.hour << 11 | moment.minute << 5 | moment.second // 2
        self._date = max(0, moment.year - 1980) << 9 | moment.month << 5 | moment.day
        self._metadata = hashlib.sha256()
        self._central: list[bytes] = []

    def add(self, name: str, data: bytes | memoryview, crc: int) -> None:
        """Write a file whose content is at hand."""
        self._target.write(self._take(name, self._target.position, len(data), crc))
        self._target.write(data)

    def begin(self, name: str, size: int) -> int:
        """Leave room for the header of a file whose content follows; returns where it is."""
        place = self._target.position
        self._target.write(bytes(len(self._header(name, size, 0))))
        return place

    def end(self, name: str, place: int, size: int, crc: int) -> None:
        """Write the header of a file that has been written."""
        self._target.patch(place, self._take(name, place, size, crc))

    def close(self) -> None:
        """Write the directory and the seal."""
        offset = self._target.position
        directory = b"".join(self._central)
        count, size = len(self._central), len(directory)
        tail = b""
        if count >= zf.FULL_16 or offset + size >= zf.FULL_32:
            record = (zf.END_64_SIGNATURE, 44, _UNIX | _VERSION_64, _VERSION_64, 0, 0, count, count, size, offset)
            tail = zf.END_64.pack(*record)
            tail += zf.LOCATOR_64.pack(zf.LOCATOR_64_SIGNATURE, 0, offset + size, 1)
        count = min(count, zf.FULL_16)
        bounds = (min(size, zf.FULL_32), min(offset, zf.FULL_32))
        tail += zf.END.pack(zf.END_SIGNATURE, 0, 0, count, count, *bounds, _SEAL_SIZE)
        self._metadata.update(directory + tail)
        self._target.write(directory)
        self._target.write(tail + self._metadata.hexdigest().encode())

    def _take(self, name: str, place: int, size: int, crc: int) -> bytes:
        """Take a file into the directory and return its header."""
        header = self._header(name, size, crc)
        self._metadata.update(header)
        raw = name.encode()
        wide = [value for value in (size, size, place) if value >= zf.FULL_32]
        extra = struct.pack(f"<2H{len(wide)}Q", zf.EXTRA_ZIP64, 8 * len(wide), *wide) if wide else b""
        version = _VERSION_64 if wide else _VERSION
        about = (_UNIX | version, version, zf.FLAG_UTF8, zf.STORED, self._time, self._date, crc)
        sizes = (min(size, zf.FULL_32), min(size, zf.FULL_32), len(raw), len(extra))
        record = zf.CENTRAL.pack(zf.CENTRAL_SIGNATURE, *about, *sizes, 0, 0, 0, _MODE, min(place, zf.FULL_32))
        self._central.append(record + raw + extra)
        return header

    def _header(self, name: str, size: int, crc: int) -> bytes:
        raw = name.encode()
        wide = size >= zf.FULL_32
        extra = struct.pack("<2H2Q", zf.EXTRA_ZIP64, 16, size, size) if wide else b""
        version = _VERSION_64 if wide else _VERSION
        about = (version, zf.FLAG_UTF8, zf.STORED, self._time, self._date, crc)
        sizes = (min(size, zf.FULL_32), min(size, zf.FULL_32), len(raw), len(extra))
        return zf.LOCAL.pack(zf.LOCAL_SIGNATURE, *about, *sizes) + raw + extra
