"""Whether a file ends before its end, by the structure of its format: half a download can still be decoded in part."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from citizen_desktop.attachments import media_type

_JPEG_END: Final = b"\xff\xd9"
_JPEG_SCAN: Final = 0xDA
_JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_PNG_START: Final = 8
_PNG_LAST: Final = b"IEND"
_TIFF_SIZES: Final = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_TIFF_PARTS: Final = frozenset({273, 279, 324, 325})
"""Where strips or tiles lie, and how long each is."""
_DIRECTORIES: Final = 5_000
_LINEARIZED: Final = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)", re.DOTALL)
_PDF_END: Final = b"%%EOF"
_PDF_OBJECT: Final = re.compile(rb"\d+\s+\d+\s+obj\b")
_OPTIMISED: Final = 2048


def is_cut(content: bytes, kind: str) -> bool:
    """Return whether a file was cut off.

    Args:
        content: all of it.
        kind: its media type.
    """
    match kind:
        case media_type.JPEG:
            return _jpeg(content)
        case media_type.PNG:
            return _png(content)
        case media_type.WEBP:
            return len(content) < 8 + int.from_bytes(content[4:8], "little")
        case media_type.HEIC:
            return _boxes(content)
        case media_type.PDF:
            return _pdf(content)
        case _:
            return _tiff(content)


def _jpeg(content: bytes) -> bool:
    """A JPEG without the marker of its end after its first scan is cut, even if every row of the picture is there.

    Scans hold no such marker by chance: ITU-T T.81 has a zero put after each byte 255 in them.
    """
    place = 2
    while place + 4 <= len(content):
        if content[place] != 0xFF:
            return False
        marker = content[place + 1]
        if marker == 0xFF or marker in _JPEG_BARE:
            place += 1 if marker == 0xFF else 2
            continue
        if marker == _JPEG_SCAN:
            return content.find(_JPEG_END, place) == -1
        if marker == _JPEG_END[1]:
            return False
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return True


def _png(content: bytes) -> bool:
    place = _PNG_START
    while place + 12 <= len(content):
        if content[place + 4 : place + 8] == _PNG_LAST:
            return False
        place += 12 + int.from_bytes(content[place : place + 4], "big")
    return True


def _boxes(content: bytes) -> bool:
    """The boxes of ISO/IEC 14496-12: size, type, content."""
    place = 0
    while place < len(content):
        if place + 8 > len(content):
            return True
        size = int.from_bytes(content[place : place + 4], "big")
        if size == 0:
            return False
        if size == 1:
            size = int.from_bytes(content[place + 8 : place + 16], "big")
        if size < 8 or place + size > len(content):
            return True
        place += size
    return not _has_picture(content)


def _has_picture(content: bytes) -> bool:
    """Cut exactly between two boxes, a file lacks one of those that make it a picture."""
    names = set(_box_names(content))
    return b"meta" in names and (b"mdat" in names or b"idat" in content)


def _box_names(content: bytes) -> Iterator[bytes]:
    place = 0
    while place + 8 <= len(content):
        size = int.from_bytes(content[place : place + 4], "big")
        yield content[place + 4 : place + 8]
        if size == 1:
            size = int.from_bytes(content[place + 8 : place + 16], "big")
        if size < 8:
            return
        place += size


def _tiff(content: bytes) -> bool:
    """TIFF 6.0: a TIFF has no order; it is cut if something lies beyond its end, by its directories."""
    order: Literal["little", "big"] = "little" if content.startswith(b"II") else "big"

    def number(place: int, size: int) -> int:
        return int.from_bytes(content[place : place + size], order)

    place, seen = number(4, 4), set[int]()
    if len(content) < 8:
        return True
    while place and place not in seen and len(seen) < _DIRECTORIES:
        seen.add(place)
        entries = number(place, 2)
        if place + 2 + 12 * entries + 4 > len(content):
            return True
        parts: dict[int, list[int]] = {}
        for entry in range(place + 2, place + 2 + 12 * entries, 12):
            tag, kind, count = number(entry, 2), number(entry + 2, 2), number(entry + 4, 4)
            size = _TIFF_SIZES.get(kind, 1)
            start = entry + 8 if size * count <= 4 else number(entry + 8, 4)
            if start + size * count > len(content):
                return True
            if tag in _TIFF_PARTS:
                parts[tag] = [number(start + size * index, size) for index in range(count)]
        for places, lengths in ((273, 279), (324, 325)):
            pairs = zip(parts.get(places, ()), parts.get(lengths, ()), strict=False)
            if any(begin + length > len(content) for begin, length in pairs):
                return True
        place = number(place + 2 + 12 * entries, 4)
    return False


def _pdf(content: bytes) -> bool:
    """A PDF without its end is cut, though readers mend it: what they mend it to may lack pages, and nobody would see.

    One whose cross references are wrong but which goes to its end is not: nothing of it is missing. Rubbish after the end is
    common and does no harm; objects after it are the beginning of an update that never came to its end.
    """
    optimised = _LINEARIZED.search(content, 0, _OPTIMISED)
    if optimised and len(optimised[1]) < 16 and int(optimised[1]) > len(content):
        return True
    end = content.rfind(_PDF_END)
    return end == -1 or _PDF_OBJECT.search(content, end) is not None
