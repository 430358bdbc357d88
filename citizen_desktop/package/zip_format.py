"""The zip format, as much of it as a package needs: its records, to be read and to be written.

Source: PKWARE, APPNOTE.TXT 6.3.10; the sections named are its own.
"""

import struct
from typing import Final, NamedTuple

STORED: Final = 0
DEFLATED: Final = 8

LOCAL: Final = struct.Struct("<4s5H3L2H")
"""Local file header, 4.3.7."""
CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
"""Central directory header, 4.3.12."""
END: Final = struct.Struct("<4s4H2LH")
"""End of central directory record, 4.3.16."""
END_64: Final = struct.Struct("<4sQ2H2L4Q")
"""Zip64 end of central directory record, 4.3.14."""
LOCATOR_64: Final = struct.Struct("<4sLQL")
"""Zip64 end of central directory locator, 4.3.15."""

LOCAL_SIGNATURE: Final = b"PK\x03\x04"
CENTRAL_SIGNATURE: Final = b"PK\x01\x02"
END_SIGNATURE: Final = b"PK\x05\x06"
END_64_SIGNATURE: Final = b"PK\x06\x06"
LOCATOR_64_SIGNATURE: Final = b"PK\x06\x07"

FLAG_ENCRYPTED: Final = 1 << 0
FLAG_SIZES_FOLLOW: Final = 1 << 3
FLAG_UTF8: Final = 1 << 11

EXTRA_ZIP64: Final = 0x0001
EXTRA_UNICODE_PATH: Final = 0x7075

FULL_16: Final = 0xFFFF
FULL_32: Final = 0xFFFFFFFF
LONGEST_COMMENT: Final = 0xFFFF


class Entry(NamedTuple):
    """A file or folder, as the zip's directory has it.

    Args:
        name: its path, decoded; nothing if it is not text.
        raw: the bytes of the name.
        flags: general purpose flags.
        method: the way of compression.
        crc: the checksum.
        packed: size in the zip.
        size: size unpacked.
        header: where its local header starts.
        mode: the Unix mode of the file, 0 if there is none.
    """

    name: str | None
    raw: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    header: int
    mode: int

    @property
    def is_folder(self) -> bool:
        """Whether it stands for a folder."""
        return self.raw.endswith(b"/")


def extra_field(extra: bytes, wanted: int) -> bytes | None:
    """Return one of the extra fields of a header (4.5.1)."""
    place = 0
    while place + 4 <= len(extra):
        number, length = struct.unpack_from("<2H", extra, place)
        if number == wanted:
            return extra[place + 4 : place + 4 + length]
        place += 4 + length
    return None


def widened(values: tuple[int, ...], extra: bytes) -> tuple[int, ...] | None:
    """Replace sizes and offsets that did not fit by those of the zip64 field (4.5.3); nothing if they are not there."""
    if FULL_32 not in values:
        return values
    wide = extra_field(extra, EXTRA_ZIP64)
    count = values.count(FULL_32)
    if wide is None or len(wide) < 8 * count:
        return None
    numbers = iter(struct.unpack_from(f"<{count}Q", wide))
    return tuple(next(numbers) if value == FULL_32 else value for value in values)
