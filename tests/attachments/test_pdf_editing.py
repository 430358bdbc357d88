"""Pages of a PDF are cropped and turned as their pictures would be, and stay what they are where nothing is cut off."""

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.attachments import media_type
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Box, PageEdit, Refusal
from citizen_desktop.attachments.page_edits import edited
from tests.attachments import corpus
from tests.attachments.making import apart, boxes, dark, drawing, made, pdf, sizes


class TestPdf:
    @given(
        st.sampled_from((0, 90, 180, 270)),
        st.sampled_from((b"", b"50 40 280 360", b"-20 -20 500 300")),
        st.sampled_from((0, 1, 2, 3)),
        boxes(),
        st.sampled_from((0, 0, 300)),
    )
    @settings(max_examples=60)
    def test_is_cropped_and_turned_as_its_picture_would_be(self, rotation, crop, turns, box, tilt):
        content = pdf(rotation, crop)
        edit = PageEdit(turns=turns, box=box, tilt=tilt)
        result = made(content, pages=(edit,))
        assert result.media_type == media_type.PDF
        wanted = edited(drawing(content, longest=800), edit)
        found = drawing(result.content, longest=max(wanted.size))
        assert found.width == pytest.approx(wanted.width, abs=6)
        assert found.height == pytest.approx(wanted.height, abs=6)
        assert apart(found.resize(wanted.size), wanted) < 10

    @given(st.sampled_from((0, 90, 180, 270)), boxes(), boxes())
    @settings(max_examples=20)
    def test_is_cropped_twice_as_its_picture_would_be(self, rotation, first, second):
        content = pdf(rotation, b"50 40 280 360")
        once = made(content, pages=(PageEdit(box=first),)).content
        twice = made(once, pages=(PageEdit(box=second),)).content
        wanted = edited(edited(drawing(content, longest=1600), PageEdit(box=first)), PageEdit(box=second))
        found = drawing(twice, longest=max(wanted.size))
        assert apart(found.resize(wanted.size), wanted) < 14

    def test_stays_text(self):
        result = made(corpus.text(b"Salary 4820"), pages=(PageEdit(turns=1),))
        document = pypdfium2.PdfDocument(result.content)
        try:
            assert "Salary 4820" in document[0].get_textpage().get_text_range()
        finally:
            document.close()

    def test_of_what_is_cropped_off_nothing_is_left(self):
        """A larger frame shows no more than before; what is kept is as legible as a page that is levelled."""
        result = made(corpus.text(b"Salary 4820"), pages=(PageEdit(box=Box(top=5_000)),))
        document = pypdfium2.PdfDocument(result.content)
        try:
            page = document[0]
            assert page.get_size() == pytest.approx((595, 421), abs=1)
            page.set_mediabox(0, 0, 595, 842)
            page.set_cropbox(0, 0, 595, 842)
            assert page.get_textpage().get_text_range() == ""
            assert dark(page.render(scale=1).to_pil()) == 0
        finally:
            document.close()

    def test_is_cropped_in_a_resolution_in_which_its_text_can_be_read(self):
        """Whatever the resolution of a small picture beside it."""
        result = made(corpus.with_logo(), pages=(PageEdit(box=Box(bottom=5_000)),))
        document = pypdfium2.PdfDocument(result.content)
        try:
            [image] = document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            assert image.get_px_size()[0] == pytest.approx(595 * 200 / 72, abs=2)
        finally:
            document.close()

    @pytest.mark.parametrize("looks", [True, False])
    @pytest.mark.parametrize("flags", [b"/F 4", b""])
    @pytest.mark.parametrize("edit", [PageEdit(), PageEdit(tilt=50)])
    def test_keeps_what_is_typed_into_a_form(self, looks, flags, edit):
        result = made(corpus.form(looks=looks, flags=flags), pages=(edit,))
        assert dark(drawing(result.content, longest=842)) > 1_000

    @pytest.mark.parametrize("packed", [True, False])
    @pytest.mark.parametrize("edit", [PageEdit(), PageEdit(turns=2)])
    def test_shows_nothing_that_a_layer_hides(self, packed, edit):
        content = corpus.layered(packed=packed)
        result = made(content, pages=(edit,))
        assert sizes(result.content) == [(595, 842)]
        found = drawing(result.content, longest=842)
        assert apart(found, edited(drawing(content, longest=842), edit)) < 2
        assert dark(found) == pytest.approx(8_000, abs=400)

    def test_of_the_same_pages_is_the_same_file(self):
        assert made(corpus.scan(2)).content == made(corpus.scan(2)).content

    @pytest.mark.parametrize("page", [1, 7])
    def test_a_page_that_is_not_there_is_refused(self, page):
        with pytest.raises(RefusedError) as caught:
            made(corpus.scan(1), pages=(PageEdit(page=page),))
        assert caught.value.refusal is Refusal.NO_PAGES
