"""What a file is, by its first bytes: its name proves nothing.

Sources: ISO 32000-1 (PDF header, within the first 1024 bytes), JFIF, PNG, TIFF 6.0 and WebP container specifications, and ISO/IEC
23008-12 for the brands of HEIF.
"""

from typing import Final

HEAD: Final = 1024
"""So many bytes tell."""

_EXTENSIONS: Final = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    "image/tiff": "tif",
    "image/webp": "webp",
}
_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


def media_type(head: bytes) -> str | None:
    """Return what a file is, or None if it is nothing that can be attached.

    Args:
        head: its first bytes, ``HEAD`` of them or all that there are.
    """
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "image/heic"
    return "application/pdf" if b"%PDF-" in head[:HEAD] else None


def extension(media_type: str) -> str:
    """Return the ending of a file name, without the dot.

    Raises:
        KeyError: nothing of this type can be attached.
    """
    return _EXTENSIONS[media_type]
