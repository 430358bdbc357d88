"""Makes papers to attach: photos of 12 megapixels and a scan; arguments: a folder, how many photos, how many pages."""

import io
import json
import random
import sys
from pathlib import Path
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from benchmarks.support import FONTS

WIDTH: Final = 3024
HEIGHT: Final = 4032
_SCAN: Final = (1240, 1754)
"""A4 at 150 dots per inch."""
_SHEETS: Final = 10
"""Different pages of a scan; they come again and again."""


def sheet(size: tuple[int, int], number: int) -> Image.Image:
    """Return a page of text, as it comes from a printer."""
    picture = Image.new("L", size, 248)
    draw = ImageDraw.Draw(picture)
    chance = random.Random(number)  # noqa: S311  the same each time
    height = size[0] // 60
    font = ImageFont.truetype(FONTS[0], height, layout_engine=ImageFont.Layout.BASIC)
    for line in range(4, size[1] // (2 * height) - 4):
        words = " ".join("".join(chance.choices("abcdefghiklmnoprstuvw", k=chance.randint(2, 9))) for _ in range(9))
        draw.text((size[0] // 12, line * 2 * height), words[:66], fill=chance.randint(10, 50), font=font)
    return picture


def photo(number: int) -> bytes:
    """Return a page as a telephone takes it: light from one side, grain, not quite straight."""
    page = sheet((WIDTH * 9 // 10, HEIGHT * 9 // 10), number).rotate(
        number % 5 - 2, Image.Resampling.BICUBIC, fillcolor=230
    )
    picture = Image.new("L", (WIDTH, HEIGHT), 120)
    picture.paste(page, (WIDTH // 20, HEIGHT // 20))
    light = Image.linear_gradient("L").resize((WIDTH, HEIGHT)).point(lambda value: 190 + value // 4)
    grain = Image.effect_noise((WIDTH, HEIGHT), 40)
    lit = ImageChops.multiply(picture.filter(ImageFilter.GaussianBlur(0.8)), light)
    grey = Image.blend(lit, grain, 0.06)
    target = io.BytesIO()
    Image.merge("RGB", (grey, grey, grey.point(lambda value: value * 15 // 16))).save(target, "JPEG", quality=92)
    return target.getvalue()


def scan(pages: int) -> bytes:
    """Return a PDF whose pages are pictures, each with bytes of its own."""
    pictures = []
    for number in range(min(pages, _SHEETS)):
        target = io.BytesIO()
        sheet(_SCAN, 1000 + number).save(target, "JPEG", quality=80)
        pictures.append(target.getvalue())
    kids = " ".join(f"{3 + 3 * page} 0 R" for page in range(pages))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode()]
    about = f"/Type/XObject/Subtype/Image/Width {_SCAN[0]}/Height {_SCAN[1]}/ColorSpace/DeviceGray/BitsPerComponent 8"
    for page in range(pages):
        first = 3 + 3 * page
        shown = f"/MediaBox[0 0 595 842]/Contents {first + 1} 0 R/Resources<</XObject<</I {first + 2} 0 R>>>>"
        objects += [
            f"<</Type/Page/Parent 2 0 R{shown}>>".encode(),
            _stream("", b"q 595 0 0 842 0 0 cm /I Do Q"),
            _stream(f"{about}/Filter/DCTDecode", pictures[page % len(pictures)]),
        ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(out)


def _stream(about: str, data: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (about.encode(), len(data), data)


def main(folder: Path, photos: int, pages: int) -> dict[str, int]:
    """Make them, and return how many bytes they have."""
    for number in range(photos):
        (folder / f"photo-{number:02}.jpg").write_bytes(photo(number))
    (folder / "scan.pdf").write_bytes(scan(pages))
    return {path.name: path.stat().st_size for path in sorted(folder.iterdir())}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
