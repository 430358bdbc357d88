"""What a file is that can't be attached, as far as its bytes tell, so that a refusal can say it."""

import re
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
    SHORTCUT = "shortcut"
    """It only points to another file or page."""
    DISK_IMAGE = "disk-image"
    PICTURE = "picture"
    DRAWING = "drawing"
    FILM = "film"
    SOUND = "sound"
    WEB_PAGE = "web-page"
    EMAIL = "email"
    TEXT = "text"
    UNKNOWN = "unknown"


_BEGINNINGS: Final = (
    (b"MZ", Foreign.PROGRAM),
    (b"\x7fELF", Foreign.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Foreign.PROGRAM),
    (b"\xce\xfa\xed\xfe", Foreign.PROGRAM),
    (b"\xca\xfe\xba\xbe", Foreign.PROGRAM),
    (b"#!", Foreign.PROGRAM),
    (b"@echo off", Foreign.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Foreign.SHORTCUT),
    (b"[InternetShortcut]", Foreign.SHORTCUT),
    (b"[Desktop Entry]", Foreign.SHORTCUT),
    (b"{\\rtf", Foreign.WORD),
    (b"Rar!\x1a\x07", Foreign.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Foreign.ARCHIVE),
    (b"\x1f\x8b", Foreign.ARCHIVE),
    (b"BZh", Foreign.ARCHIVE),
    (b"\xfd7zXZ\x00", Foreign.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Foreign.ARCHIVE),
    (b"MSCF", Foreign.ARCHIVE),
    (b"PK\x05\x06", Foreign.ARCHIVE),
    (b"GIF8", Foreign.PICTURE),
    (b"II+\x00", Foreign.PICTURE),
    (b"MM\x00+", Foreign.PICTURE),
    (b"BM", Foreign.PICTURE),
    (b"\x00\x00\x01\x00", Foreign.PICTURE),
    (b"8BPS", Foreign.PICTURE),
    (b"\x00\x00\x00\x0cjP  ", Foreign.PICTURE),
    (b"\xffO\xffQ", Foreign.PICTURE),
    (b"\xff\x0a", Foreign.PICTURE),
    (b"%!PS", Foreign.DRAWING),
    (b"AC10", Foreign.DRAWING),
    (b"ID3", Foreign.SOUND),
    (b"OggS", Foreign.SOUND),
    (b"fLaC", Foreign.SOUND),
    (b"FLV", Foreign.FILM),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Foreign.FILM),
    (b"\x1aE\xdf\xa3", Foreign.FILM),
)
# Names inside a zip tell an Office document. They stand before each file and once more in the directory at the end.
_INSIDE_ZIP: Final = (
    (b"word/", Foreign.WORD),
    (b"opendocument.text", Foreign.WORD),
    (b"xl/", Foreign.EXCEL),
    (b"opendocument.spreadsheet", Foreign.EXCEL),
    (b"ppt/", Foreign.POWERPOINT),
    (b"opendocument.presentation", Foreign.POWERPOINT),
    (b"AndroidManifest.xml", Foreign.PROGRAM),
    (b"[Content_Types].xml", Foreign.OFFICE),
)
# Names of streams in the container of older Office documents and of Outlook's messages, in UTF-16.
_INSIDE_OLE: Final = (
    ("WordDocument".encode("utf-16-le"), Foreign.WORD),
    ("Workbook".encode("utf-16-le"), Foreign.EXCEL),
    ("PowerPoint Document".encode("utf-16-le"), Foreign.POWERPOINT),
    ("__properties_version1.0".encode("utf-16-le"), Foreign.EMAIL),
)
_RIFF: Final = {b"AVI ": Foreign.FILM, b"WAVE": Foreign.SOUND}
_BRANDS: Final = {b"avif": Foreign.PICTURE, b"avis": Foreign.PICTURE, b"crx ": Foreign.PICTURE, b"M4A ": Foreign.SOUND}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ISO: Final = (0x8001, b"CD001")
_DISK_TRAILER: Final = (-512, b"koly")
_TAR: Final = (257, b"ustar")
_WEB: Final = (b"<!doctype html", b"<html", b"<?xml")
_SVG: Final = b"<svg"
_EMAIL: Final = re.compile(rb"(?im)^(return-path|received|from|mime-version|x-unsent|delivered-to):[ \t]")
_EMAIL_SUBJECT: Final = re.compile(rb"(?im)^(subject|to|date|message-id|content-type):[ \t]")
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\r\f"))
_HEAD: Final = 4096
_TAIL: Final = 65_536


def foreign(content: bytes) -> Foreign:
    """Return what a file is, by its bytes.

    Args:
        content: all of it tells most, as some formats say what they are at the end; a few thousand bytes of its beginning tell
            nearly as much.
    """
    if not content:
        return Foreign.EMPTY
    if content.startswith(b"PK\x03\x04"):
        names = content[:_HEAD] + content[-_TAIL:]
        return next((kind for mark, kind in _INSIDE_ZIP if mark in names), Foreign.ARCHIVE)
    if content.startswith(_OLE):
        names = content[: _TAIL * 8] + content[-_TAIL * 8 :]
        return next((kind for mark, kind in _INSIDE_OLE if mark in names), Foreign.OFFICE)
    found = _container(content) or next((kind for start, kind in _BEGINNINGS if content.startswith(start)), None)
    return found or _written(content[:_HEAD])


def _container(content: bytes) -> Foreign | None:
    """What has its mark elsewhere than at the beginning."""
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12], Foreign.FILM)
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12])
    for (place, mark), kind in (
        (_ISO, Foreign.DISK_IMAGE),
        (_DISK_TRAILER, Foreign.DISK_IMAGE),
        (_TAR, Foreign.ARCHIVE),
    ):
        start = place if place >= 0 else max(0, len(content) + place)
        if content[start : start + len(mark)] == mark:
            return kind
    return None


def _written(head: bytes) -> Foreign:
    """What is text, or nothing that is known."""
    begins = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begins.startswith(_SVG) or (begins.startswith(b"<?xml") and _SVG in begins):
        return Foreign.DRAWING
    if begins.startswith(_WEB):
        return Foreign.WEB_PAGE
    if head.translate(None, _CONTROLS) != head:
        return Foreign.UNKNOWN
    return Foreign.EMAIL if _EMAIL.search(head) and _EMAIL_SUBJECT.search(head) else Foreign.TEXT
