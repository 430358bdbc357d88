"""Pages in several types, Arabic and Latin, a form, and sheets with a stamp."""

import random

import pypdfium2
from PIL import Image, ImageDraw, ImageFont, features

from tests.attachments import corpus
from tests.attachments import drawn_pages as drawn

FACES = ("Plex Arabic", "Plex Arabic bold", "Aileron", "Helvetica", "Times-Roman", "Courier")
_BUILT_IN = ("Helvetica", "Times-Roman", "Courier")
_SENTENCES = [
    "تشهد الشركة بأن الموظف المذكور يعمل لديها منذ سنة",
    "الراتب الأساسي 4,820.00 ريال وبدل السكن 1,205.00",
    "كشف حساب عن المدة من 2026/01/01 إلى 2026/03/31",
    "وقد أعطي هذه الشهادة بناء على طلبه دون أدنى مسؤولية",
]
_WORDS = [
    "Account",
    "statement",
    "from",
    "the",
    "branch",
    "in",
    "Riyadh",
    "for",
    "transfers,",
    "4820",
    "paid",
    "on",
    "time",
    "and",
    "none",
    "returned",
    "since",
    "14",
    "March",
]


def typed(face: str, dpi: int, points: float = 10, seed: int = 0) -> Image.Image:
    """Return an A4 page of lines in one type: Arabic, joined as it is read, where the type has it."""
    return _set(face, dpi, points, seed) if face in _BUILT_IN else _drawn(face, dpi, points, seed)


def _set(face: str, dpi: int, points: float, seed: int) -> Image.Image:
    chance, lines = random.Random(seed), []  # noqa: S311  the same each time
    for _ in range(int(720 / (1.7 * points))):
        words = [chance.choice(_WORDS) for _ in range(int(105 / points))]
        lines.append(f"({' '.join(words)}) Tj 0 {-1.7 * points:.2f} Td")
    text = f"BT /F {points} Tf 56 780 Td {' '.join(lines)} ET"
    content = corpus.pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[5 0 R]/Count 1>>",
            corpus.stream(text.encode()),
            b"<</Type/Font/Subtype/Type1/BaseFont/%s>>" % face.encode(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        ]
    )
    document = pypdfium2.PdfDocument(content)
    try:
        return document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()


def _drawn(face: str, dpi: int, points: float, seed: int) -> Image.Image:
    size = max(4, round(drawn.em(dpi, points)))
    font = _font(face, size)
    page, chance = drawn.blank(dpi), random.Random(seed)  # noqa: S311  as above
    draw, margin = ImageDraw.Draw(page), round(0.8 * dpi)
    for number, top in enumerate(range(margin, page.height - margin, round(1.7 * size))):
        if face == "Aileron" or number % 4 == 3:
            line = " ".join(chance.choice(_WORDS) for _ in range(int(105 / points)))
        else:
            line = " ".join(chance.choice(_SENTENCES) for _ in range(max(1, int(14 / points))))
        draw.text((page.width - margin, top), line, font=font, fill=(25, 25, 30), anchor="ra")
    return page


def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    if face == "Aileron":
        return ImageFont.load_default(size)
    layout = ImageFont.Layout.RAQM if features.check("raqm") else ImageFont.Layout.BASIC
    weight = "700Bold" if face.endswith("bold") else "400Regular"
    return ImageFont.truetype(str(drawn.FONTS / f"IBMPlexSansArabic_{weight}.ttf"), size, layout_engine=layout)


def form(dpi: int = 200) -> Image.Image:
    """Return a table: a frame, rules across and down, a coloured head, a figure or a word in each field, and a stamp."""
    page = drawn.blank(dpi)
    draw, size = ImageDraw.Draw(page), round(drawn.em(dpi, 9))
    left, right, top = round(0.6 * dpi), page.width - round(0.6 * dpi), round(1.2 * dpi)
    step, columns = round(0.33 * dpi), 6
    draw.rectangle((left, top, right, top + step), fill=(30, 90, 70))
    for row in range(27):
        y = top + row * step
        draw.line((left, y, right, y), fill=(90, 90, 90), width=max(1, dpi // 120))
        for column in range(columns):
            x = left + (right - left) * column // columns
            words = _WORDS[(row * 5 + column) % len(_WORDS)] if column % 2 else f"{row * 917 % 9000}.{column}0"
            colour = (255, 255, 255) if row == 0 else (35, 35, 35)
            draw.text((x + size // 2, y + size // 2), words, font=drawn.font(size), fill=colour)
    for column in range(columns + 1):
        x = left + (right - left) * column // columns
        draw.line((x, top, x, top + 27 * step), fill=(90, 90, 90), width=max(1, dpi // 120))
    _stamp(page, (page.width // 2, page.height - dpi), dpi)
    return page


def stamp_alone(dpi: int = 200) -> Image.Image:
    """Return a sheet with a round stamp and a signature, and no text."""
    page = drawn.blank(dpi)
    _stamp(page, (page.width // 3, page.height // 2), dpi)
    points = [(page.width // 2 + step * dpi // 12, page.height // 2 + (step % 5 - 2) * dpi // 8) for step in range(14)]
    ImageDraw.Draw(page).line(points, fill=(20, 30, 120), width=max(2, dpi // 50), joint="curve")
    return page


def _stamp(page: Image.Image, middle: tuple[int, int], dpi: int) -> None:
    draw, (x, y) = ImageDraw.Draw(page), middle
    for radius in (0.75, 0.68, 0.42):
        reach = round(radius * dpi)
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), outline=(40, 60, 150), width=max(2, dpi // 70))
    draw.text((x, y), "شركة", font=drawn.font(max(4, dpi // 4)), fill=(40, 60, 150), anchor="mm")
