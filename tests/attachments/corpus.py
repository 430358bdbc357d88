"""Files of every kind, made here and nowhere fetched: sound, cut, damaged, locked, mislabelled, and bombs."""

import base64
import hashlib
import io
import random
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import cache

from PIL import Image, ImageDraw

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

# A picture of six lines and a box, 64 by 48, drawn as here and encoded once: nothing that may be shipped encodes HEIC.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa1tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "AA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHRAAEAAAAAAAAAcQACAAEAAAAAAAAA"
    "AQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADYaXBycAAA"
    "ALZpcGNvAAAAdmh2Y0MBA3AAAAAAAAAAAAAe8AD8/fj4AAAPAyAAAQAYQAEMAf//A3AAAAMAkAAAAwAAAwAeugJAIQABACpCAQED"
    "cAAAAwCQAAADAAADAB6gIIEFlurkprm4EBAwIAAAAwAgAAADACEiAAEABkQBwXPAiQAAABRpc3BlAAAAAAAAAEAAAABAAAAAFGlz"
    "cGUAAAAAAAAAQAAAADAAAAAQcGl4aQAAAAADCAgIAAAAGmlwbWEAAAAAAAAAAgABAoECAAICA4QAAAAaaXJlZgAAAAAAAAAOZGlt"
    "ZwACAAEAAQAAAHltZGF0AAAAbSgBrwtg/jgFJNKUf0bPdE0+bafPCojtLsdGu/LcKDwtsTsl2xvY9dw3Bu25reJ/6Y1FklSgK5EP"
    "Ii4oe5aYKjMXTqFhQBfJvUYFEvDVrUt2ibvE85pePXjivruRY+Il+gaiK1DkfgCE0aCVQ/A="
)


def page(width: int = 620, height: int = 877, seed: int = 0) -> Image.Image:
    """A sheet with lines of something like text."""
    picture = Image.new("RGB", (width, height), (250, 250, 246))
    draw = ImageDraw.Draw(picture)
    chance = random.Random(seed)  # noqa: S311  the same each time
    unit = max(2, height // 88)
    for top in range(4 * unit, height - 6 * unit, 2 * unit):
        left = 4 * unit
        while left < width - 8 * unit:
            length = chance.randint(unit, 4 * unit)
            draw.rectangle((left, top, left + length, top + unit - 1), fill=(30, 30, 40))
            left += length + unit
    return picture


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


@cache
def jpeg(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(page(), "JPEG", quality=85, exif=exif)


@cache
def large() -> bytes:
    """A picture of noise, of more than a megabyte."""
    return saved(Image.effect_noise((1400, 1400), 120), "JPEG", quality=90)


def png() -> bytes:
    return saved(page(), "PNG")


@cache
def tiff(pages: int = 1) -> bytes:
    more = [page(seed=number) for number in range(1, pages)]
    return saved(page(), "TIFF", compression="tiff_lzw", save_all=True, append_images=more)


@cache
def webp() -> bytes:
    return saved(page(), "WEBP")


def moving(form: str) -> bytes:
    """Three frames that differ."""
    return saved(page(), form, save_all=True, append_images=[page(seed=1), page(seed=2)], duration=100)


@cache
def scan(pages: int = 1) -> bytes:
    sheets = [page(seed=number) for number in range(min(pages, 3))]
    more = [sheets[number % len(sheets)] for number in range(1, pages)]
    return saved(sheets[0], "PDF", resolution=75, save_all=True, append_images=more)


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of objects, the first of which is its catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def with_logo() -> bytes:
    """A page of text with a coarse picture in a corner."""
    about = b"/Type/XObject/Subtype/Image/Width 40/Height 40/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    resources = b"/Font<</F 5 0 R>>/XObject<</I 6 0 R>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<%s>>>>" % resources,
            stream(b"BT /F 24 Tf 72 700 Td (Sample) Tj ET q 60 0 0 60 20 760 cm /I Do Q"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            stream(saved(page(40, 40), "JPEG"), about),
        ]
    )


def text(words: bytes = b"Sample", pages: int = 1, box: bytes = b"0 0 595 842", count: int | None = None) -> bytes:
    """Pages of text in a font that every reader has."""
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    sheet = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>" % box
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages if count is None else count),
            stream(b"BT /F 24 Tf 72 700 Td (%s) Tj ET" % words),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            *[sheet] * pages,
        ]
    )


def form(*, looks: bool = True, flags: bytes = b"/F 4", scan: bool = False) -> bytes:
    """A page with one field that is filled in, all of it black if the form says how it looks, on a scan or on nothing."""
    look = stream(b"/Tx BMC q 0 g 0 0 200 40 re f Q EMC", b"/Type/XObject/Subtype/Form/BBox[0 0 200 40]")
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(MMMMMMMM)%s/Rect[100 400 300 440]/P 3 0 R/DA(/F 30 Tf 0 g)%s>>"
        % (
            flags,
            b"/AP<</N 6 0 R>>" if looks else b"",
        )
    )
    image = b"/Type/XObject/Subtype/Image/Width 620/Height 877/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    fields = b"/Fields[5 0 R]/DR<</Font<</F 7 0 R>>>>/DA(/F 30 Tf 0 g)"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<<%s>>>>" % fields,
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[5 0 R]"
                b"/Resources<</XObject<</I 8 0 R>>>>>>"
            ),
            stream(b"q 595 0 0 842 0 0 cm /I Do Q" if scan else b""),
            field,
            look,
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            stream(jpeg(), image),
        ]
    )


def layered(*, packed: bool = False) -> bytes:
    """A page of a black bar that is seen and one that is hidden, in a layer; the catalogue of which may be packed."""
    catalogue = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]/Order[5 0 R]>>>>>>"
    rest = [
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Properties<</L 5 0 R>>>>>>",
        stream(b"0 g 100 700 200 40 re f /OC /L BDC 100 400 200 40 re f EMC"),
        b"<</Type/OCG/Name(Layer)>>",
    ]
    if not packed:
        return pdf([catalogue, *rest])
    out, rows = bytearray(b"%PDF-1.7\n"), [b"\x00\x00\x00\x00\xff", b"\x02\x00\x00\x06\x00"]
    pack = stream(zlib.compress(b"1 0 " + catalogue), b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    for number, body in enumerate((*rest, pack), 2):
        rows.append(b"\x01" + len(out).to_bytes(3, "big") + b"\x00")
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows.append(b"\x01" + start.to_bytes(3, "big") + b"\x00")
    references = stream(b"".join(rows), b"/Type/XRef/W[1 3 1]/Size 8/Root 1 0 R")
    out += b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (references, start)
    return bytes(out)


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def locked(user: bytes = b"", owner: bytes = b"owner") -> bytes:
    """A page of text with passwords, as ISO 32000-1, 7.6.3 describes for revision 2."""

    def padded(word: bytes) -> bytes:
        return (word + _PADDING)[:32]

    def digest(data: bytes) -> bytes:
        return hashlib.md5(data, usedforsecurity=False).digest()

    identity, permissions = b"0123456789abcdef", -4
    of_owner = _rc4(digest(padded(owner))[:5], padded(user))
    key = digest(padded(user) + of_owner + struct.pack("<i", permissions) + identity)[:5]
    of_user = _rc4(key, _PADDING)
    content = _rc4(digest(key + bytes([3, 0, 0, 0, 0]))[:10], b"BT /F 24 Tf 72 700 Td (Locked) Tj ET")
    handler = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P %d>>" % (
        of_owner.hex().encode(),
        of_user.hex().encode(),
        permissions,
    )
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
            stream(content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>",
            handler,
        ],
        b"/Encrypt 6 0 R/ID[<%s><%s>]" % (identity.hex().encode(), identity.hex().encode()),
    )


def wrong_references() -> bytes:
    """Its cross references lead nowhere; nothing of it is missing."""
    return text().replace(b"startxref\n", b"startxref\n9")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def noughts(count: int) -> bytes:
    """So many noughts, packed: one packed block over and over, since packing gigabytes takes long."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    blocks, rest = divmod(count, 1 << 20)
    end = zlib.compressobj(9, zlib.DEFLATED, -15)
    # Adler-32 of noughts: the first sum stays 1, the second counts them.
    total = ((count % 65_521) << 16) | 1
    return b"\x78\xda" + block * blocks + end.compress(bytes(rest)) + end.flush() + struct.pack(">I", total)


@cache
def png_bomb(side: int = 60_000) -> bytes:
    """Noughts, a thousand times smaller than what they become."""
    data = noughts(side * (side + 1))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def tiff_bomb(side: int = 4_000_000) -> bytes:
    """A few bytes that say they are four million pixels square."""
    entries = [(256, 4, 1, side), (257, 4, 1, side), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8)]
    entries += [(277, 3, 1, 1), (278, 4, 1, side), (279, 4, 1, 100)]
    directory = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + directory + bytes(200)


def picture_bomb(side: int = 50_000) -> bytes:
    """A PDF whose page shows a picture of noughts that is too large."""
    data = noughts(side * side)
    about = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (side, side)
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
            stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
            stream(data, about + b"/Filter/FlateDecode"),
        ]
    )


@cache
def stream_bomb(times: int = 3) -> bytes:
    """A PDF whose page is gigabytes of noughts, which are white space there, packed as often as it takes to be small."""
    data = noughts(4 << 30)
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    filters = b"/Filter[%s]" % (b"/FlateDecode" * times)
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            stream(data, filters),
        ]
    )


def sound() -> dict[str, bytes]:
    """One sound file of each kind, small."""
    return {
        "pdf of text": text(),
        "pdf of scans": scan(),
        "jpeg": jpeg(),
        "png": png(),
        "heic": HEIC,
        "tiff": tiff(),
        "webp": webp(),
    }


def cuts(content: bytes, head: int) -> Iterator[bytes]:
    """A file cut at many places, each behind what tells its type."""
    places = {
        head,
        head + 1,
        len(content) - 1,
        len(content) - 2,
        *range(head, len(content), max(1, len(content) // 24)),
    }
    return (content[:place] for place in sorted(places) if head <= place < len(content))
