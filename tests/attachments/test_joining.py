"""One PDF of several files: all pages, upright, the stamp at the top left of each as it is shown."""

import io

import pypdfium2
import pytest
from PIL import Image

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.joining import join
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.raster import Part, Raster
from tests.attachments import corpus
from tests.attachments.making import CLIPPED, dark

RED = Raster(width=200, height=100, pixels=bytes((255, 0, 0, 255)) * 20_000)
CLEAR = Raster(width=200, height=100, pixels=bytes((255, 0, 0, 0)) * 20_000)
# 200 by 100 pixels at 300 dots per inch, in points.
WIDE, HIGH, MARGIN = 48, 24, 12


def joined(*parts, **limits):
    return pypdfium2.PdfDocument(join(parts, Limits(**limits)))


def drawn(document, page):
    """One pixel a point."""
    return document[page].render(scale=1).to_pil().convert("RGB")


def red_box(picture):
    is_red = picture.point(lambda level: 255 if level > 200 else 0).split()
    only = Image.composite(Image.new("L", picture.size, 0), is_red[0], is_red[1])
    return only.getbbox()


def blank(turned=0, box=b"0 0 595 842", crop=b"", content=b"3 0 0 3 50 50 cm"):
    return corpus.pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Rotate %d/Contents 4 0 R%s>>"
            % (box, turned, b"/CropBox[%s]" % crop if crop else b""),
            # It leaves its own scale behind, which must not move what comes after it.
            corpus.stream(content),
        ]
    )


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [b"0 0 595 842", b"-100 50 495 892"])
def test_the_stamp_is_at_the_top_left_however_a_page_is_turned(turned, box):
    found = red_box(drawn(joined(Part(content=blank(turned, box), stamp=RED)), 0))
    assert found == pytest.approx((MARGIN, MARGIN, MARGIN + WIDE, MARGIN + HIGH), abs=1)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_the_stamp_is_seen_where_a_page_says_it_shows_more_than_there_is(turned):
    content = blank(turned, crop=b"-200 -200 900 1200")
    found = red_box(drawn(joined(Part(content=content, stamp=RED)), 0))
    assert found == pytest.approx((MARGIN, MARGIN, MARGIN + WIDE, MARGIN + HIGH), abs=1)


@pytest.mark.parametrize("content", CLIPPED)
def test_the_stamp_is_seen_where_a_page_leaves_a_clip_behind(content):
    found = red_box(drawn(joined(Part(content=blank(content=content), stamp=RED)), 0))
    assert found == pytest.approx((MARGIN, MARGIN, MARGIN + WIDE, MARGIN + HIGH), abs=1)


def test_what_is_clear_in_a_stamp_hides_nothing():
    plain = drawn(joined(Part(content=corpus.scan())), 0)
    assert drawn(joined(Part(content=corpus.scan(), stamp=CLEAR)), 0).tobytes() == plain.tobytes()


def test_every_page_of_every_file_in_their_order():
    parts = [Part(content=content, stamp=RED) for content in (corpus.text(pages=3), *corpus.sound().values())]
    document = joined(*parts)
    assert len(document) == 3 + len(corpus.sound())
    assert all(red_box(drawn(document, page)) for page in range(len(document)))
    assert document[0].get_textpage().get_text_range() == "Sample"


def test_a_photo_becomes_a_page_as_long_as_a_sheet_and_stands_upright():
    document = joined(Part(content=corpus.jpeg(6)))
    width, height = document[0].get_size()
    assert width == pytest.approx(842, abs=1)
    assert height == pytest.approx(842 * 620 / 877, abs=1)


def test_a_photo_is_taken_over_as_it_is():
    """Its pixels are no worse, its bytes no more, and nothing of what it says besides is left."""
    plain, turned = corpus.jpeg(), corpus.jpeg(6)
    content = join([Part(content=plain)], Limits())
    assert len(content) < len(plain) + 3_000
    document = pypdfium2.PdfDocument(content)
    [image] = document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    assert image.get_bitmap().to_pil().convert("RGB").tobytes() == Image.open(io.BytesIO(plain)).tobytes()
    assert b"Exif" in plain
    assert b"Exif" not in content
    assert len(join([Part(content=turned)], Limits())) > 0


def test_a_picture_that_is_drawn_leaves_its_comment_behind():
    for mode, orientation in (("RGB", 6), ("CMYK", 1)):
        exif = Image.Exif()
        exif[0x0112] = orientation
        photo = corpus.saved(corpus.page().convert(mode), "JPEG", exif=exif, comment=b"Taken at home")
        assert b"Taken at home" in photo
        assert b"Taken at home" not in join([Part(content=photo)], Limits())


def test_a_photo_in_the_colours_of_print_is_drawn():
    printed = corpus.saved(corpus.page().convert("CMYK"), "JPEG", quality=85)
    picture = drawn(pypdfium2.PdfDocument(join([Part(content=printed)], Limits())), 0)
    assert picture.getpixel((5, 5)) == pytest.approx((250, 250, 246), abs=12)


@pytest.mark.parametrize("looks", [True, False])
@pytest.mark.parametrize("flags", [b"/F 4", b""])
def test_what_is_typed_into_a_form_stays(looks, flags):
    picture = drawn(joined(Part(content=corpus.form(looks=looks, flags=flags))), 0)
    assert dark(picture.crop((100, 402, 300, 442))) > 1_000


@pytest.mark.parametrize("packed", [True, False])
def test_what_a_layer_hides_stays_hidden(packed):
    document = joined(Part(content=corpus.layered(packed=packed), stamp=RED))
    picture = drawn(document, 0)
    assert picture.size == (595, 842)
    assert dark(picture.crop((100, 102, 300, 142))) == pytest.approx(8_000, abs=400)
    assert dark(picture.crop((0, 150, 595, 842))) == 0
    assert red_box(picture)


def test_a_page_that_only_speaks_of_layers_stays_text():
    words = b"/OCProperties"
    assert joined(Part(content=corpus.text(words)))[0].get_textpage().get_text_range() == words.decode()


def test_pages_count_together():
    with pytest.raises(RefusedError) as caught:
        joined(Part(content=corpus.text(pages=3)), Part(content=corpus.text(pages=3)), pages=5)
    assert caught.value.refusal is Refusal.TOO_MANY_PAGES


def test_nothing_makes_no_document():
    with pytest.raises(RefusedError) as caught:
        joined()
    assert caught.value.refusal is Refusal.NO_PAGES


def test_many_pages_share_one_stamp():
    plain, stamped = (len(join([Part(content=corpus.text(pages=100), stamp=stamp)], Limits())) for stamp in (None, RED))
    assert stamped - plain < 100 * 3_000 + len(RED.pixels)


def test_the_workshop_joins(workshop):
    content = workshop.join([Part(content=corpus.jpeg(), stamp=RED), Part(content=corpus.text())])
    assert len(pypdfium2.PdfDocument(io.BytesIO(content))) == 2
