"""The purpose mark: across each page, within it, and over nothing that can't be read any more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from citizen_desktop.attachments.legibility import measure
from citizen_desktop.attachments.models import PageEdit
from citizen_desktop.attachments.raster import Raster
from tests.attachments import drawn_pages as drawn
from tests.attachments.making import CLIPPED, THRESHOLDS, drawing, made, mark, pdf


class TestMark:
    @pytest.mark.parametrize("width", [900, 1600])
    def test_leaves_an_identity_card_legible(self, width):
        card = drawn.card(width)
        result = made(drawn.encoded(card, quality=92), stamp=mark())
        assert result.inspection.doubts == ()
        bare, marked = card.convert("L"), drawing(result.content).convert("L")
        # What is dark print before is still clearly darker than what is paper with the mark on it.
        ink = bare.point([255 if level < 60 else 0 for level in range(256)])
        paper = bare.point([255 if level > 150 else 0 for level in range(256)])
        assert _percentile(marked, ink, 95) + THRESHOLDS.contrast <= _percentile(marked, paper, 1)

    @pytest.mark.parametrize("points", [8, 10, 14])
    def test_leaves_a_page_of_text_as_sharp_as_it_was(self, points):
        page = drawn.sheet(200, points)
        result = made(drawn.encoded(page, quality=92, dpi=(200, 200)), stamp=mark())
        found, before = result.inspection.pages[0].legibility, measure(page, 200, THRESHOLDS)
        assert found.doubts == ()
        assert found.line <= 1.3 * before.line
        assert found.contrast >= 0.8 * before.contrast

    @given(st.integers(60, 900), st.integers(60, 900), st.integers(40, 1200), st.integers(8, 300))
    @settings(max_examples=15)
    def test_stays_within_a_picture_and_in_its_middle(self, width, height, wide, high):
        solid = Raster(width=wide, height=high, pixels=b"\x00\x00\x00\xff" * (wide * high))
        content = drawn.encoded(Image.new("RGB", (width, height), "white"), "PNG")
        self._lies_inside(drawing(made(content, stamp=solid).content))

    @pytest.mark.parametrize("rotation", [0, 90, 180, 270])
    @pytest.mark.parametrize("crop", [b"", b"50 40 280 360", b"-20 -20 500 300"])
    def test_stays_within_a_page_of_a_pdf_and_rises_from_left_to_right(self, rotation, crop):
        solid = Raster(width=400, height=40, pixels=b"\x00\x00\x00\xff" * 16_000)
        content = pdf(rotation, crop)
        bare = drawing(content, longest=800)
        marked = drawing(made(content, stamp=solid).content, longest=800)
        changed = ImageChops.difference(bare, marked).convert("L").point([0] * 9 + [255] * 247)
        self._lies_inside(ImageChops.invert(changed).convert("RGB"))
        lower_left = changed.crop((0, marked.height // 2, marked.width // 2, marked.height))
        upper_left = changed.crop((0, 0, marked.width // 2, marked.height // 2))
        assert ImageStat.Stat(lower_left).sum[0] > ImageStat.Stat(upper_left).sum[0]

    @pytest.mark.parametrize("clip", CLIPPED)
    def test_is_seen_where_a_page_of_a_pdf_leaves_a_clip_behind(self, clip):
        solid = Raster(width=400, height=40, pixels=b"\x00\x00\x00\xff" * 16_000)
        plain, clipped = (drawing(made(pdf(more=more), stamp=solid).content, longest=800) for more in (b"", clip))
        assert ImageChops.difference(plain, clipped).convert("L").getextrema()[1] < 10

    def _lies_inside(self, page):
        left, top, right, bottom = ImageChops.invert(page.convert("L")).point([0] * 13 + [255] * 243).getbbox()
        assert left > 0
        assert top > 0
        assert right < page.width
        assert bottom < page.height
        assert left + right == pytest.approx(page.width, abs=0.06 * page.width + 4)
        assert top + bottom == pytest.approx(page.height, abs=0.06 * page.height + 4)

    def test_is_on_each_page_of_a_joined_file_and_on_none_without(self):
        content = drawn.encoded(drawn.blank(50), quality=95)
        pages = (PageEdit(), PageEdit(turns=1), PageEdit(tilt=300))
        for stamp, low in ((mark(), True), (None, False)):
            result = made(content, pages=pages, stamp=stamp)
            for page in range(3):
                assert (drawing(result.content, page, 600).convert("L").getextrema()[0] < 220) is low


def _percentile(image, mask, percent):
    histogram = image.histogram(mask)
    wanted = sum(histogram) * percent / 100
    for level, count in enumerate(histogram):
        wanted -= count
        if wanted <= 0:
            return level
    return 255
