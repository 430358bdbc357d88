"""Makes files of edits for tests, and looks at what came out."""

from functools import cache

from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageStat

from citizen_desktop.attachments.documents import open_document
from citizen_desktop.attachments.editing import make
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import UNIT, Box, Edits, PageEdit
from citizen_desktop.attachments.raster import Raster
from citizen_desktop.content.legibility_loader import load_legibility_rules
from citizen_desktop.paths import resources
from tests.attachments import corpus
from tests.attachments import drawn_pages as drawn

THRESHOLDS = load_legibility_rules(resources() / "content").thresholds
ROOM = 1 << 30
# Each leaves a clip behind, some after they closed more than they opened, or opened more than they close.
CLIPPED = (
    b"0 0 50 50 re W n",
    b"3 0 0 3 50 50 cm 0 0 50 50 re W n",
    b"q 0 0 50 50 re W n",
    b"Q 0 0 50 50 re W n",
    b"0 0 50 50 re W n q q",
)
QUARTER = Image.Transpose.ROTATE_270


def made(*sources, pages=None, stamp=None, budget=ROOM, fit=False):
    edits = Edits(pages=pages or (PageEdit(),), fit=fit)
    return make(sources, edits, stamp, budget, THRESHOLDS)


def drawing(content, page=0, longest=None):
    document = open_document(content, "", Limits())
    try:
        return document.draw(page, longest).copy()
    finally:
        document.close()


def dark(picture):
    """How many pixels are nearer to black than to white."""
    return sum(picture.convert("L").histogram()[:128])


def sizes(content):
    document = open_document(content, "", Limits())
    try:
        return [document.size(page) for page in range(document.page_count)]
    finally:
        document.close()


def apart(one, other):
    """How much two pictures differ, in levels, if they are seen from a little farther away."""
    assert abs(one.width - other.width) <= 2
    assert abs(one.height - other.height) <= 2
    small = [picture.convert("RGB").resize((48, 48), Image.Resampling.BOX) for picture in (one, other)]
    return max(ImageStat.Stat(ImageChops.difference(*small)).mean)


@cache
def corners(width=320, height=440):
    """A picture each corner of which has a colour of its own, and a bar that says which side is up."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    halves = ((0, 0, "red"), (1, 0, "green"), (0, 1, "blue"), (1, 1, "yellow"))
    for across, down, colour in halves:
        left, top = across * width * 2 // 3, down * height * 2 // 3
        draw.rectangle((left, top, left + width // 3, top + height // 3), fill=colour)
    draw.rectangle((width * 2 // 5, 20, width * 3 // 5, 40), fill="black")
    return image


@st.composite
def boxes(draw):
    left, top = draw(st.integers(0, 7_000)), draw(st.integers(0, 7_000))
    return Box(
        left=left, top=top, right=draw(st.integers(left + 1_500, UNIT)), bottom=draw(st.integers(top + 1_500, UNIT))
    )


def pdf(rotation=0, crop=b"", box=b"0 0 300 400", more=b""):
    """A page of which each corner has a colour of its own, turned, and of which a part is shown."""
    paint = (
        b"1 1 1 rg 0 0 300 400 re f 1 0 0 rg 0 260 100 140 re f 0 .5 0 rg 200 260 100 140 re f "
        b"0 0 1 rg 0 0 100 140 re f 0 g 110 350 80 30 re f"
    )
    entries = b"/Rotate %d%s" % (rotation, b"/CropBox[%s]" % crop if crop else b"")
    return corpus.pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            corpus.stream(paint + b"\n" + more),
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 3 0 R/Resources<<>>%s>>" % (box, entries),
        ]
    )


@cache
def mark(width=900, height=90):
    image = Image.new("RGBA", (width, height), (20, 20, 160, 0))
    ImageDraw.Draw(image).text(
        (10, 10), "For the objection only 2026/11/22", font=drawn.font(52), fill=(20, 20, 160, 255)
    )
    return Raster(width=width, height=height, pixels=image.tobytes())
