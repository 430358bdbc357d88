"""The type of a file by its first bytes.

Sources: ISO 32000 (PDF), ITU-T T.81 (JPEG), the PNG specification, ISO/IEC 23008-12 (HEIC brands), TIFF 6.0, RFC 9649 (WebP).
"""

from typing import Final

HEAD: Final = 1024
"""Bytes from the beginning of a file that are enough to tell."""

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
HEIC: Final = "image/heic"
TIFF: Final = "image/tiff"
WEBP: Final = "image/webp"

PDF_HEADER: Final = b"%PDF-"

_EXTENSIONS: Final = {PDF: "pdf", JPEG: "jpg", PNG: "png", HEIC: "heic", TIFF: "tif", WEBP: "webp"}
_UNKNOWN: Final = "bin"

_BEGINNINGS: Final = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)
# What phones write; a film or an AVIF picture has other brands in the same container.
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_GENERIC_BRANDS: Final = frozenset({b"mif1", b"msf1"})


def media_type(head: bytes) -> str | None:
    """Return the media type of a file, None if it is none of those known here.

    Args:
        head: how it begins, ``HEAD`` bytes or all there are.
    """
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and _is_heic(head):
        return HEIC
    # Readers put up with a little rubbish before the header: up to 1,024 bytes of it.
    return PDF if PDF_HEADER in head[:HEAD] else None


def extension(media_type: str) -> str:
    """Return the ending of file names of this type, without the dot; ``bin`` for an unknown one."""
    return _EXTENSIONS.get(media_type, _UNKNOWN)


def _is_heic(head: bytes) -> bool:
    """Whether the brands of a container say that it is a HEIC picture."""
    size = int.from_bytes(head[:4], "big")
    brands = [head[8:12], *(head[place : place + 4] for place in range(16, min(size, len(head)), 4))]
    return brands[0] in _HEIC_BRANDS or (brands[0] in _GENERIC_BRANDS and not _HEIC_BRANDS.isdisjoint(brands))
