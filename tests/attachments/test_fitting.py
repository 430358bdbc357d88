"""Files are made to fit without being spoiled, or not at all."""

import io
from functools import cache

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from citizen_desktop.attachments import media_type
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.fitting import fit, share_budget
from citizen_desktop.attachments.inspection import inspect
from citizen_desktop.attachments.legibility import measure
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Doubt, Refusal
from citizen_desktop.content.legibility_loader import load_legibility_rules
from citizen_desktop.paths import resources
from tests.attachments import corpus
from tests.attachments import drawn_pages as drawn

THRESHOLDS = load_legibility_rules(resources() / "content").thresholds
LIMITS = Limits()


def judge(image, dpi):
    return measure(image, dpi, THRESHOLDS)


def inspected(content):
    return inspect(content, "", LIMITS, judge)


def fitted(content, budget):
    """The file, or None if it is refused."""
    try:
        return fit(content, budget, THRESHOLDS, LIMITS)
    except RefusedError as refused:
        if refused.refusal is not Refusal.ILLEGIBLE:
            raise
        return None


@cache
def half(seed=1, points=16):
    """The upper half of a sheet, as a phone takes it."""
    page = drawn.sheet(150, points, seed=seed)
    return drawn.noisy(drawn.shaded(page.crop((0, 0, page.width, page.height // 2))), 5)


@cache
def files():
    grey = half(2).convert("L")
    scans = [half(3), grey.convert("RGB"), half(4, 13)]
    return {
        "jpeg": drawn.encoded(half(), quality=95),
        "jpeg in grey": drawn.encoded(grey, quality=90),
        "jpeg with resolution": drawn.encoded(drawn.sheet(200), quality=92, dpi=(200, 200)),
        "png": drawn.encoded(half(), "PNG"),
        "tiff": drawn.encoded(half(), "TIFF"),
        "webp": drawn.encoded(half(), "WEBP", quality=95),
        "printed colours": drawn.encoded(half().convert("CMYK"), quality=92),
        "blurred": drawn.encoded(drawn.blurred(half(), 6), quality=95),
        "dark": drawn.encoded(drawn.darkened(half(), 0.25), quality=95),
        "scans": drawn.encoded(scans[0], "PDF", resolution=150, save_all=True, append_images=scans[1:]),
    }


@given(st.sampled_from(sorted(files())), st.floats(0.02, 1.3))
@settings(max_examples=25)
def test_what_fits_is_small_enough_no_larger_than_before_and_as_legible(name, share):
    content = files()[name]
    budget = int(share * len(content))
    found = fitted(content, budget)
    if found is None:
        assert budget < len(content)
        return
    assert len(found) <= min(budget, max(len(content), 1))
    assert fit(found, budget, THRESHOLDS, LIMITS) == found
    before, after = inspected(content), inspected(found)
    assert len(after.pages) == len(before.pages)
    for old, new in zip(before.pages, after.pages, strict=True):
        assert set(new.legibility.doubts) <= set(old.legibility.doubts) | {Doubt.CUT_OFF}
        assert new.width * old.height == pytest.approx(old.width * new.height, rel=0.01)


@pytest.mark.parametrize("name", sorted(files()))
def test_what_has_room_is_left_byte_for_byte(name):
    content = files()[name]
    assert fit(content, len(content), THRESHOLDS, LIMITS) is content


@pytest.mark.parametrize("name", sorted(files()))
def test_a_tenth_of_the_least_is_refused(name):
    with pytest.raises(RefusedError) as caught:
        fit(files()[name], 1_000, THRESHOLDS, LIMITS)
    assert caught.value.refusal is Refusal.ILLEGIBLE


@pytest.mark.parametrize("name", ["jpeg", "png", "scans"])
def test_more_room_is_never_refused_where_less_was_enough(name):
    content = files()[name]
    room = [fitted(content, len(content) * share // 100) is not None for share in (1, 4, 8, 16, 25, 40, 65, 95)]
    assert room == sorted(room)
    assert not room[0]
    assert room[-1]


def test_a_photo_keeps_its_resolution_as_long_as_there_is_room():
    content = files()["png"]
    sizes = []
    for share in (0.5, 0.2, 0.1, 0.04):
        found = fitted(content, int(share * len(content)))
        with Image.open(io.BytesIO(found)) as image:
            sizes.append(image.width)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == half().width > sizes[-1]


def test_a_stated_resolution_shrinks_with_the_picture():
    content = files()["jpeg with resolution"]
    found = fit(content, len(content) // 2, THRESHOLDS, LIMITS)
    with Image.open(io.BytesIO(content)) as old, Image.open(io.BytesIO(found)) as new:
        assert new.width < old.width
        assert new.width / float(new.info["dpi"][0]) == pytest.approx(old.width / float(old.info["dpi"][0]), rel=0.01)


def test_pages_of_a_pdf_stay_as_large_as_they_are():
    content = files()["scans"]
    found = fit(content, len(content) * 2 // 3, THRESHOLDS, LIMITS)
    old, new = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument(found)
    try:
        for page in range(len(old)):
            assert new.get_page_size(page) == pytest.approx(old.get_page_size(page), abs=2)
    finally:
        old.close()
        new.close()


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_scans_that_are_shown_turned_stay_so(turns):
    document = pypdfium2.PdfDocument(files()["scans"])
    for page in document:
        page.set_rotation(90 * turns)
    target = io.BytesIO()
    document.save(target)
    document.close()
    content = target.getvalue()
    found = fit(content, len(content) * 2 // 3, THRESHOLDS, LIMITS)
    old, new = (_first_page(each) for each in (content, found))
    assert ImageStat.Stat(ImageChops.difference(old, new)).mean[0] < 4


def _first_page(content):
    document = pypdfium2.PdfDocument(content)
    page = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    return page


def test_pages_of_text_stay_text_beside_scans_that_shrink():
    content = _joined(files()["scans"], corpus.text(b"Salary 4820"), files()["scans"])
    found = fit(content, len(content) * 2 // 3, THRESHOLDS, LIMITS)
    document = pypdfium2.PdfDocument(found)
    try:
        assert len(document) == 7
        assert document[3].get_textpage().get_text_range() == "Salary 4820"
    finally:
        document.close()


def test_a_pdf_of_text_alone_is_refused():
    content = corpus.text(pages=40)
    with pytest.raises(RefusedError) as caught:
        fit(content, len(content) // 2, THRESHOLDS, LIMITS)
    assert caught.value.refusal is Refusal.ILLEGIBLE


def test_what_can_not_be_read_before_can_be_shrunk_but_not_spoiled_more():
    content = files()["blurred"]
    found = fit(content, len(content) // 2, THRESHOLDS, LIMITS)
    before, after = inspected(content).pages[0].legibility, inspected(found).pages[0].legibility
    assert Doubt.BLURRED in before.doubts
    assert after.sharpness >= 0.85 * before.sharpness


def test_what_comes_out_is_a_jpeg_without_notes():
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    content = drawn.encoded(half(), quality=95, exif=exif)
    assert b"Maker" in content
    found = fit(content, len(content) // 2, THRESHOLDS, LIMITS)
    assert media_type.media_type(found[: media_type.HEAD]) == media_type.JPEG
    assert b"Maker" not in found


def test_a_picture_that_was_stored_turned_is_upright_and_says_nothing_more():
    exif = Image.Exif()
    exif[0x0112] = 6
    content = drawn.encoded(half(), quality=95, exif=exif)
    found = inspected(fit(content, len(content) // 2, THRESHOLDS, LIMITS))
    assert found.pages[0].height > found.pages[0].width
    assert Doubt.UPSIDE_DOWN in inspected(content).doubts
    assert Doubt.UPSIDE_DOWN not in found.doubts


@given(st.lists(st.integers(1, 50_000), max_size=8), st.integers(1, 20_000), st.integers(1, 100_000))
def test_shares_keep_within_both_limits_and_take_nothing_from_small_files(sizes, file_limit, package_limit):
    shares = share_budget(sizes, file_limit, package_limit)
    assert sum(shares) <= package_limit
    assert all(0 <= share <= file_limit for share in shares)
    if all(size <= file_limit for size in sizes) and sum(sizes) <= package_limit:
        assert all(share >= size for share, size in zip(shares, sizes, strict=True))
    even = min(file_limit, package_limit // max(1, len(sizes)))
    assert all(share >= min(size, even) for share, size in zip(shares, sizes, strict=True))


def _joined(*contents):
    target, document = io.BytesIO(), pypdfium2.PdfDocument.new()
    for content in contents:
        source = pypdfium2.PdfDocument(content)
        document.import_pages(source)
        source.close()
    document.save(target)
    document.close()
    return target.getvalue()
