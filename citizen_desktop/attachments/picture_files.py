"""Writes pictures, and takes out of them what they say besides the picture: place, camera, author, earlier versions.

Sources: ITU-T T.81 annex B and JFIF 1.02 (JPEG), the PNG specification, third edition.
"""

import io
import re
from typing import Final

from PIL import Image

QUALITY: Final = 92
"""Of JPEG where nothing has to fit: no loss that is seen."""

_PNG_WORTH: Final = 2
"""Times the size of a JPEG that a PNG may have: a screenshot's is smaller, a photo's five times larger."""
_PNG_START: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset(
    {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"IDAT", b"IEND"}
)
_MARKER: Final = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_SCAN: Final = 0xDA
_END: Final = 0xD9
_COMMENT: Final = 0xFE
_JFIF: Final = 0xE0
_PROFILE: Final = 0xE2
_ADOBE: Final = 0xEE


def jpeg(image: Image.Image, dots_per_inch: int, quality: int = QUALITY) -> bytes:
    """Return a picture as JPEG, with its colour profile and nothing else.

    Args:
        image: RGB or L.
        dots_per_inch: written into the file, 0 for none.
        quality: 1 to 95. From 90 on, colour is as fine as light.
    """
    target = io.BytesIO()
    image.save(
        target,
        "JPEG",
        quality=quality,
        subsampling="4:4:4" if quality >= 90 else "4:2:0",
        optimize=True,
        exif=b"",
        comment=b"",
        icc_profile=_profile(image),
        **({"dpi": (dots_per_inch, dots_per_inch)} if dots_per_inch else {}),
    )
    return target.getvalue()


def png(image: Image.Image, dots_per_inch: int) -> bytes:
    """Return a picture as PNG, with its colour profile and nothing else."""
    target = io.BytesIO()
    bare = image.copy()
    bare.info = {}
    resolution = {"dpi": (dots_per_inch, dots_per_inch)} if dots_per_inch else {}
    bare.save(target, "PNG", compress_level=7, icc_profile=_profile(image), **resolution)
    return target.getvalue()


def drawn(image: Image.Image, dots_per_inch: int) -> bytes:
    """Return a picture that was a PNG: as PNG, or as JPEG if it is a photo."""
    photo = jpeg(image, dots_per_inch)
    drawing = png(image, dots_per_inch)
    return drawing if len(drawing) <= _PNG_WORTH * len(photo) else photo


def _profile(image: Image.Image) -> bytes | None:
    profile = image.info.get("icc_profile")
    return profile if isinstance(profile, bytes) and image.mode == "RGB" else None


def bare_jpeg(content: bytes) -> bytes:
    """Return a JPEG with its pixels as they are, without metadata and without what follows its end.

    Raises:
        ValueError: it is no whole JPEG.
    """
    kept, place = [content[:2]], 2
    while (found := _MARKER.search(content, place)) is not None:
        kind = found[1][0]
        if kind == _END:
            return b"".join((*kept, content[place : found.end()]))
        length = int.from_bytes(content[found.end() : found.end() + 2], "big")
        ends = found.end() + length
        if _is_metadata(kind, content[found.end() + 2 : ends]):
            # What stands before it is the end of a scan, or nothing.
            kept.append(content[place : found.start()])
        else:
            kept.append(content[place:ends])
        place = ends
    raise ValueError("no end")


def _is_metadata(kind: int, payload: bytes) -> bool:
    """Whether a segment says something that is not needed to show the picture."""
    if kind == _JFIF:
        return not payload.startswith(b"JFIF\x00")
    if kind == _PROFILE:
        return not payload.startswith(b"ICC_PROFILE\x00")
    return kind == _COMMENT or (_JFIF < kind < _JFIF + 16 and kind != _ADOBE)


def bare_png(content: bytes) -> bytes:
    """Return a PNG with its pixels as they are, without metadata and without what follows its end.

    Raises:
        ValueError: it is no whole PNG.
    """
    kept, place = [_PNG_START], len(_PNG_START)
    while place + 12 <= len(content):
        ends = place + 12 + int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        if kind in _PNG_KEPT:
            kept.append(content[place:ends])
        if kind == b"IEND":
            return b"".join(kept)
        place = ends
    raise ValueError("no end")
