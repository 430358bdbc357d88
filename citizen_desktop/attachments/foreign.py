"""What a file is that can't be attached, as far as its first bytes tell, so that a refusal can say it."""

from enum import StrEnum
from typing import Final


class Foreign(StrEnum):
    """Kinds of files that are no document here."""

    EMPTY = "empty"
    WORD = "word"
    EXCEL = "excel"
    POWERPOINT = "powerpoint"
    OFFICE = "office"
    ARCHIVE = "archive"
    PROGRAM = "program"
    PICTURE = "picture"
    FILM = "film"
    WEB_PAGE = "web-page"
    TEXT = "text"
    UNKNOWN = "unknown"


_BEGINNINGS: Final = (
    (b"MZ", Foreign.PROGRAM),
    (b"\x7fELF", Foreign.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Foreign.PROGRAM),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Foreign.OFFICE),
    (b"{\\rtf", Foreign.WORD),
    (b"Rar!\x1a\x07", Foreign.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Foreign.ARCHIVE),
    (b"\x1f\x8b", Foreign.ARCHIVE),
    (b"GIF8", Foreign.PICTURE),
    (b"BM", Foreign.PICTURE),
    (b"\x1aE\xdf\xa3", Foreign.FILM),
)
# The first names inside a zip tell an Office document; the directory lies at the end and is not read.
_INSIDE_ZIP: Final = (
    (b"word/", Foreign.WORD),
    (b"opendocument.text", Foreign.WORD),
    (b"xl/", Foreign.EXCEL),
    (b"opendocument.spreadsheet", Foreign.EXCEL),
    (b"ppt/", Foreign.POWERPOINT),
    (b"[Content_Types].xml", Foreign.OFFICE),
)
_WEB: Final = (b"<!doctype html", b"<html", b"<?xml")
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f"))


def foreign(head: bytes) -> Foreign:
    """Return what a file is, by its first bytes.

    Args:
        head: a few thousand bytes, or all that there are.
    """
    if not head:
        return Foreign.EMPTY
    if head.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _INSIDE_ZIP if mark in head), Foreign.ARCHIVE)
    if head[4:8] == b"ftyp":
        return Foreign.FILM
    found = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)
    if found is not None:
        return found
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB):
        return Foreign.WEB_PAGE
    return Foreign.TEXT if head.translate(None, _CONTROLS) == head else Foreign.UNKNOWN
