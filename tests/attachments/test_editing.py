"""Files are made of pages as a person asked: turned, levelled, cropped and joined, whatever they were made of."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw

from citizen_desktop.attachments import arrangement, media_type
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import UNIT, Box, Doubt, PageEdit, Refusal
from citizen_desktop.attachments.page_edits import edited, pixels
from tests.attachments import corpus
from tests.attachments import drawn_pages as drawn
from tests.attachments.making import QUARTER, apart, boxes, corners, drawing, made, mark, pdf, sizes

ORIENTATION = 0x0112


def any_box():
    share = st.integers(0, UNIT)
    return st.builds(Box, left=share, top=share, right=share, bottom=share)


class TestPictures:
    @given(any_box(), st.integers(1, 4_000), st.integers(1, 4_000))
    def test_what_is_kept_lies_within_the_page_and_is_something(self, box, width, height):
        left, top, right, bottom = pixels(box, width, height)
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height

    @given(boxes(), st.sampled_from((0, 1, 2, 3)))
    @settings(max_examples=30)
    def test_turning_after_cropping_is_cropping_what_was_turned(self, box, turns):
        edit = PageEdit(turns=turns, box=box)
        once = edited(corners(), arrangement.turned(edit, 1))
        assert ImageChops.difference(once, edited(corners(), edit).transpose(QUARTER)).getbbox() is None

    @pytest.mark.parametrize("turns", [0, 1, 2, 3])
    def test_four_turns_are_none(self, turns):
        page = corners()
        for _quarter in range(4):
            page = edited(page, PageEdit(turns=1))
        assert page.tobytes() == corners().tobytes()
        assert edited(edited(corners(), PageEdit(turns=turns)), PageEdit(turns=(4 - turns) % 4)) == corners()

    @given(st.integers(-1500, 1500))
    @settings(max_examples=20)
    def test_levelling_keeps_all_of_the_page_and_fills_with_the_colour_of_its_edge(self, tilt):
        page = Image.new("RGB", (200, 300), (90, 70, 50))
        page.paste((250, 250, 250), (20, 20, 180, 280))
        levelled = edited(page, PageEdit(tilt=tilt))
        assert levelled.width >= page.width - 1
        assert levelled.height >= page.height - 1
        corner = levelled.getpixel((0, 0))
        assert max(abs(level - wanted) for level, wanted in zip(corner, (90, 70, 50), strict=True)) <= 2

    def test_levelling_turns_clockwise(self):
        page = Image.new("L", (400, 400), 255)
        ImageDraw.Draw(page).line((200, 200, 390, 200), fill=0, width=5)
        levelled = edited(page, PageEdit(tilt=1000))
        below = levelled.crop((levelled.width // 2, levelled.height // 2 + 10, levelled.width, levelled.height))
        assert below.getextrema()[0] == 0

    @pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_a_note_that_it_is_turned_is_heeded_once_and_dropped(self, form, orientation):
        exif = Image.Exif()
        exif[ORIENTATION] = orientation
        content = drawn.encoded(corners(), form, exif=exif)
        back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
        upright = corners().transpose(Image.Transpose(back[orientation])) if orientation > 1 else corners()
        result = made(content)
        assert apart(drawing(result.content), upright) < 6
        assert Doubt.UPSIDE_DOWN not in result.inspection.doubts
        assert apart(drawing(made(result.content).content), upright) < 6
        turned = made(content, pages=(PageEdit(turns=1),))
        assert apart(drawing(turned.content), upright.transpose(QUARTER)) < 6
        in_pdf = made(content, content, pages=(PageEdit(), PageEdit(source=1, turns=1)))
        assert apart(drawing(in_pdf.content, 0), upright) < 8
        assert apart(drawing(in_pdf.content, 1), upright.transpose(QUARTER)) < 8

    @pytest.mark.parametrize(("mode", "kept"), [("RGB", b"a profile"), ("CMYK", None)])
    def test_a_profile_stays_with_the_colours_that_it_speaks_of(self, mode, kept):
        content = drawn.encoded(corners().convert(mode), icc_profile=b"a profile")
        with Image.open(io.BytesIO(made(content, pages=(PageEdit(turns=1),)).content)) as image:
            assert image.mode == "RGB"
            assert image.info.get("icc_profile") == kept

    def test_pixels_that_do_not_change_are_not_encoded_anew(self):
        exif = Image.Exif()
        exif[0x010F] = "Maker"
        content = drawn.encoded(corners(), quality=60, exif=exif, comment=b"Place")
        result = made(content).content
        assert b"Maker" not in result
        assert b"Place" not in result
        assert drawing(result).tobytes() == drawing(content).tobytes()
        assert made(result).content == result


def sixteen_bits():
    wide = Image.new("I;16", (320, 440))
    grey = corners().convert("L")
    wide.putdata([level * 257 for level in grey.tobytes()])
    return wide


def see_through():
    page = corners().convert("RGBA")
    page.putalpha(Image.eval(corners().convert("L"), lambda level: 0 if level == 255 else 255))
    return page


KINDS = {
    "CMYK JPEG": lambda: drawn.encoded(corners().convert("CMYK"), quality=95),
    "grey JPEG": lambda: drawn.encoded(corners().convert("L"), quality=95),
    "16-bit PNG": lambda: drawn.encoded(sixteen_bits(), "PNG"),
    "16-bit TIFF": lambda: drawn.encoded(sixteen_bits(), "TIFF"),
    "palette PNG": lambda: drawn.encoded(corners().quantize(8), "PNG"),
    "see-through PNG": lambda: drawn.encoded(see_through(), "PNG"),
    "see-through palette": lambda: drawn.encoded(see_through().quantize(8), "PNG"),
    "see-through WebP": lambda: drawn.encoded(see_through(), "WEBP", lossless=True),
    "grey and alpha": lambda: drawn.encoded(see_through().convert("LA"), "PNG"),
    "1-bit TIFF": lambda: drawn.encoded(corners().convert("1"), "TIFF", compression="group4"),
    "1-bit PNG": lambda: drawn.encoded(corners().convert("1"), "PNG"),
    "CMYK TIFF": lambda: drawn.encoded(corners().convert("CMYK"), "TIFF"),
    "WebP": lambda: drawn.encoded(corners(), "WEBP", quality=90),
}


class TestKinds:
    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_look_the_same_as_picture_as_page_turned_and_marked(self, kind):
        content = KINDS[kind]()
        grey = kind.startswith(("grey", "16-bit", "1-bit"))
        wanted = corners().convert("L").convert("RGB") if grey else corners()
        result = made(content)
        assert result.media_type in {media_type.JPEG, media_type.PNG}
        assert apart(drawing(result.content), wanted) < 8
        turned = made(content, pages=(PageEdit(turns=3),))
        assert apart(drawing(turned.content).transpose(QUARTER), wanted) < 8
        joined = made(content, pages=(PageEdit(), PageEdit(turns=2)))
        assert joined.media_type == media_type.PDF
        assert apart(drawing(joined.content, 0), wanted) < 8
        assert apart(drawing(joined.content, 1).transpose(Image.Transpose.ROTATE_180), wanted) < 8
        made(content, stamp=mark())

    def test_heic(self):
        result = made(corpus.HEIC)
        assert result.media_type == media_type.JPEG
        assert apart(drawing(result.content), drawing(corpus.HEIC)) < 4

    def test_each_page_of_a_tiff(self):
        content = corpus.tiff(3)
        result = made(content, pages=tuple(PageEdit(page=page) for page in (2, 0, 1)))
        assert result.media_type == media_type.PDF
        for place, page in enumerate((2, 0, 1)):
            assert apart(drawing(result.content, place), drawing(content, page)) < 4
        alone = made(content, pages=(PageEdit(page=1),))
        assert alone.media_type == media_type.JPEG
        assert apart(drawing(alone.content), drawing(content, 1)) < 4


class TestJoining:
    def test_photos_become_pages_as_long_as_a4_and_scans_as_large_as_they_are(self):
        photo = drawn.encoded(corners(600, 800))
        wide = drawn.encoded(corners(800, 600))
        scan = drawn.encoded(drawn.blank(150), dpi=(150, 150))
        result = made(photo, wide, scan, pages=tuple(PageEdit(source=source) for source in range(3)))
        found = sizes(result.content)
        assert found[0] == pytest.approx((631, 842), rel=0.01)
        assert found[1] == pytest.approx((842, 631), rel=0.01)
        assert found[2] == pytest.approx((595, 842), abs=2)

    def test_pages_of_several_files_stand_in_the_order_that_is_asked_for(self):
        photo = drawn.encoded(corners(), quality=95)
        order = (PageEdit(source=1), PageEdit(turns=1), PageEdit(source=1, turns=2), PageEdit())
        result = made(photo, pdf(), pages=order)
        seen = [drawing(result.content, page, 400) for page in range(4)]
        shown = drawing(pdf(), 0, 400)
        assert apart(seen[0], shown) < 6
        assert apart(seen[2], shown.transpose(Image.Transpose.ROTATE_180)) < 6
        upright = corners().resize((seen[3].width, seen[3].height))
        assert apart(seen[3], upright) < 6
        assert apart(seen[1], upright.transpose(QUARTER)) < 6


class TestFitting:
    def test_measures_before_and_after_are_told(self):
        content = drawn.encoded(drawn.photo((1500, 2000)), quality=95)
        result = made(content, fit=True, budget=len(content) // 4)
        assert result.before.size > len(content) // 4 >= result.after.size == len(result.content)
        assert result.before.legibility.doubts == result.after.legibility.doubts == ()
        assert result.inspection.pages[0].legibility == result.after.legibility

    def test_what_is_not_to_fit_stays_as_large_as_it_is(self):
        content = drawn.encoded(corners(), quality=95)
        assert len(made(content, budget=10).content) > 10

    def test_a_file_that_can_not_fit_is_refused(self):
        with pytest.raises(RefusedError) as caught:
            made(drawn.encoded(drawn.sheet(100, 14)), fit=True, budget=2_000)
        assert caught.value.refusal is Refusal.ILLEGIBLE
