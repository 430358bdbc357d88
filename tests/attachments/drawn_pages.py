"""Documents that are drawn for tests and benchmarks, and what a camera does to them."""

import io
import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FONTS = Path(__file__).resolve().parent.parent.parent / "resources" / "fonts"
LATIN = ["Account", "statement", "number", "4820", "1175", "Riyadh", "balance", "12,300.50", "transfer", "salary"]
# As presentation forms would join: each letter by itself is enough for strokes, dots and gaps.
ARABIC = ["كشف", "حساب", "بنكي", "رقم", "التحويل", "راتب", "الرصيد", "المتاح", "إجمالي", "المبلغ", "فرع", "الرياض"]
INCHES = (8.27, 11.69)


@cache
def font(pixels: int) -> ImageFont.FreeTypeFont:
    path = FONTS / "IBMPlexSansArabic_400Regular.ttf"
    return ImageFont.truetype(str(path), pixels, layout_engine=ImageFont.Layout.BASIC)


def em(dpi: int, points: float = 10) -> float:
    """Return the size of type in pixels."""
    return points * dpi / 72


def sheet(dpi: int = 150, points: float = 10, *, ink: int = 20, paper: int = 250, seed: int = 1) -> Image.Image:
    """Return an A4 sheet with a heading, rules, and lines of Arabic and Latin text in turn."""
    width, height = (int(side * dpi) for side in INCHES)
    image = Image.new("RGB", (width, height), (paper,) * 3)
    draw, chance = ImageDraw.Draw(image), random.Random(seed)  # noqa: S311  the same each time
    size, margin, colour = max(4, round(em(dpi, points))), int(dpi * 0.8), (ink,) * 3
    draw.text((margin, margin), "Statement 2026", font=font(size * 2), fill=colour)
    top, number = margin + size * 4, 0
    while top < height - margin:
        words, line = list(ARABIC if number % 2 else LATIN), ""
        chance.shuffle(words)
        while words and draw.textlength(line, font=font(size)) < width - 2.2 * dpi:
            line += " " + words.pop()
        draw.text((margin, top), line, font=font(size), fill=colour)
        if number % 8 == 0:
            rule = top - size // 4
            draw.line((margin, rule, width - margin, rule), fill=(150,) * 3, width=max(1, dpi // 100))
        top, number = top + int(size * 1.8), number + 1
    return image


def blank(dpi: int = 150, paper: int = 250) -> Image.Image:
    return Image.new("RGB", tuple(int(side * dpi) for side in INCHES), (paper,) * 3)


def card(width: int = 1600) -> Image.Image:
    """Return an identity card that fills the picture: coloured ground, a portrait, six lines."""
    image = Image.new("RGB", (width, int(width * 0.63)), (190, 215, 200))
    draw = ImageDraw.Draw(image)
    for left in range(-200, width, 14):
        draw.line((left, 0, left + 200, image.height), fill=(180, 208, 192), width=2)
    draw.rectangle((width * 0.05, width * 0.15, width * 0.28, width * 0.45), fill=(140, 110, 95))
    draw.ellipse((width * 0.1, width * 0.18, width * 0.23, width * 0.36), fill=(200, 160, 140))
    lines = ("بطاقة الهوية الوطنية", "الاسم", "Name SAMPLE PERSON", "1000000008", "14/03/1988", "RIYADH 2026 12 30")
    for number, line in enumerate(lines):
        place = (width * 0.36, width * (0.05 + 0.085 * number))
        draw.text(place, line, font=font(width // 32), fill=(30, 40, 35))
    return image


def receipt(width: int = 900) -> Image.Image:
    """Return a narrow slip with grey print on a dark table."""
    image = Image.new("RGB", (width, int(width * 2.4)), (70, 55, 45))
    draw = ImageDraw.Draw(image)
    draw.rectangle((width * 0.15, width * 0.1, width * 0.85, width * 2.3), fill=(240, 238, 232))
    for number in range(34):
        text = " ".join(LATIN)[number % 12 :][:26]
        draw.text((width * 0.2, width * (0.15 + 0.06 * number)), text, font=font(int(width * 0.035)), fill=(90, 88, 90))
    return image


def night_screen(width: int = 1080, height: int = 1920, size: int = 36) -> Image.Image:
    """Return a screenshot with bright text on black."""
    image = Image.new("RGB", (width, height), (18, 18, 20))
    draw = ImageDraw.Draw(image)
    for number in range(0, height - 100, 90):
        draw.text((60, 40 + number), " ".join(LATIN)[(number // 9) % 20 :][:44], font=font(size), fill=(235,) * 3)
    return image


def photo(pixels: tuple[int, int] = (3000, 4000), noise: int = 6) -> Image.Image:
    """Return a sheet on a table, 12 megapixels, as a phone takes it."""
    image = Image.new("RGB", pixels, (90, 70, 50))
    page = sheet(int(pixels[1] * 0.94 / INCHES[1]))
    image.paste(page, ((pixels[0] - page.width) // 2, (pixels[1] - page.height) // 2))
    return noisy(shaded(image), noise)


def blurred(image: Image.Image, radius: float) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(radius)) if radius else image


def moved(image: Image.Image, pixels: int) -> Image.Image:
    """Return what a camera sees that moves sideways."""
    sum_ = image
    for step in range(1, pixels):
        sum_ = Image.blend(sum_, ImageChops.offset(image, step, 0), 1 / (step + 1))
    return sum_


def noisy(image: Image.Image, deviation: float) -> Image.Image:
    noise = Image.effect_noise(image.size, deviation)
    return Image.merge("RGB", [ImageChops.add(channel, noise, 1, -128) for channel in image.convert("RGB").split()])


def darkened(image: Image.Image, share: float) -> Image.Image:
    return image.point([round(level * share) for level in range(256)] * len(image.getbands()))


def shaded(image: Image.Image) -> Image.Image:
    """Return a sheet with light from one side."""
    light = Image.linear_gradient("L").resize(image.size).point([120 + level * 135 // 255 for level in range(256)])
    return ImageChops.multiply(image, Image.merge("RGB", [light] * 3))


def on_table(page: Image.Image, table=(62, 48, 38), *, lean: float = 0.12, askew: float = 0.04) -> Image.Image:
    """Return a sheet as a phone sees it that is held at a slant: smaller at the bottom, turned a little, a table around it."""
    width, height = round(page.width * 1.16), round(page.height * 1.14)
    x, y = page.width * 0.08, page.height * 0.07
    # From places of the photo to places of the sheet; the lower edge is farther.
    across = (1 - lean * 0.3, askew, -x - askew * height / 2)
    down = (-askew * 0.7, 1 - lean * 0.35, -y + lean * y)
    terms = (*across, *down, -lean / height * askew, -lean / height)
    size = (width, height)
    return page.transform(size, Image.Transform.PERSPECTIVE, terms, Image.Resampling.BICUBIC, fillcolor=table)


def in_shade(page: Image.Image, share: float) -> Image.Image:
    """Return a page over a corner of which a shadow falls, with soft edges."""
    shade = Image.new("L", (64, 90), 255)
    ImageDraw.Draw(shade).polygon([(0, 90), (0, 20), (50, 90)], fill=round(255 * share))
    shade = blurred(shade, 4).resize(page.size, Image.Resampling.BICUBIC)
    return ImageChops.multiply(page, Image.merge("RGB", [shade] * 3))


def moved_down(page: Image.Image, pixels: int) -> Image.Image:
    turned = moved(page.transpose(Image.Transpose.ROTATE_90), pixels)
    return turned.transpose(Image.Transpose.ROTATE_270)


def washed(page: Image.Image, share: float) -> Image.Image:
    """Return a page whose ink has lost all but a share of its depth."""
    return Image.blend(Image.new("RGB", page.size, (250, 250, 250)), page, share)


def scaled(image: Image.Image, share: float) -> Image.Image:
    return image.resize((round(image.width * share), round(image.height * share)), Image.Resampling.LANCZOS)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def recoded(image: Image.Image, quality: int) -> Image.Image:
    return Image.open(io.BytesIO(encoded(image, quality=quality))).convert("RGB")
