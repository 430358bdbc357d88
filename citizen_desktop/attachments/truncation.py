"""Whether a file ends before its end, by the structure of its format: half a download can still be decoded in part."""

import re
from collections.abc import Iterator
from typing import Final

from citizen_desktop.attachments import media_type

_JPEG_END: Final = b"\xff\xd9"
_JPEG_SCAN: Final = 0xDA
_JPEG_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})
_PNG_START: Final = 8
_PNG_LAST: Final = b"IEND"
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
            # TIFF has no order that its parts come in: ``pictures`` compares where its directory says that they are.
            return len(content) < 8


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
