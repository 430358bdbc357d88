"""What is found in files of every kind, and which word is said of those that are not sound."""

import io

import pytest
from PIL import Image, ImageChops, ImageFile

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.fingerprint import alike, fingerprint
from citizen_desktop.attachments.foreign import Foreign
from citizen_desktop.attachments.inspection import THUMBNAIL, inspect
from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.media_type import HEAD, media_type
from citizen_desktop.attachments.models import Doubt, Legibility, Refusal
from tests.attachments import corpus
from tests.attachments.making import apart, dark, drawing

MEASURED = Legibility(sharpness=100)
SIZES = {"heic": (64, 48), "pdf of text": (595, 842), "pdf of scans": (595, 842)}
BEGINNINGS = {"jpeg": 3, "png": 8, "heic": 28, "tiff": 4, "webp": 12, "pdf of text": 5, "pdf of scans": 5}


def looked_at(content, password="", **limits):
    return inspect(content, password, Limits(**limits), lambda _picture, dpi: MEASURED.evolve(dpi=dpi))


def refused(content, password="", **limits):
    with pytest.raises(RefusedError) as caught:
        looked_at(content, password, **limits)
    return caught.value.refusal


@pytest.mark.parametrize("name", corpus.sound())
def test_sound_files_are_understood(name):
    content = corpus.sound()[name]
    found = looked_at(content)
    assert found.media_type == media_type(content[:HEAD])
    assert [(page.width, page.height) for page in found.pages] == [SIZES.get(name, (620, 877))]
    with Image.open(io.BytesIO(found.thumbnail)) as thumbnail:
        assert thumbnail.format == "PNG"
        assert max(thumbnail.size) == min(THUMBNAIL, max(SIZES.get(name, (THUMBNAIL,))))
    assert found.unlocked is None
    assert found.doubts == ()
    assert (found.pages[0].legibility is None) == (name == "pdf of text")


@pytest.mark.parametrize("name", corpus.sound())
def test_a_file_that_is_cut_anywhere_says_so(name):
    # A line's end follows the last mark of a PDF: without it, nothing is missing.
    content = corpus.sound()[name].rstrip(b"\n")
    words = {refused(cut) for cut in corpus.cuts(content, BEGINNINGS[name])}
    assert words == {Refusal.TRUNCATED}


def test_a_png_with_a_wrong_sum_is_damaged():
    content = bytearray(corpus.png())
    content[content.index(b"IDAT") + 60] ^= 0xFF
    assert refused(bytes(content)) is Refusal.DAMAGED


def test_a_pdf_without_structure_is_damaged():
    assert refused(b"%PDF-1.4\n" + b"x" * 999 + b"\n%%EOF") is Refusal.DAMAGED


@pytest.mark.parametrize(
    ("start", "foreign"),
    [
        (b"MZ" + bytes(100), Foreign.PROGRAM),
        (b"#!/bin/sh\nexit\n", Foreign.PROGRAM),
        (b"PK\x03\x04" + bytes(100), Foreign.ARCHIVE),
        (b"\n<html><script>", Foreign.WEB_PAGE),
        (bytes(257) + b"ustar" + bytes(250), Foreign.ARCHIVE),
    ],
)
def test_a_pdf_that_is_something_else_as_well_is_refused(start, foreign):
    with pytest.raises(RefusedError) as caught:
        looked_at(start + corpus.text())
    assert (caught.value.refusal, caught.value.foreign) == (Refusal.FOREIGN, foreign)


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b" \r\n", b"\x00\x01rubbish\n", b"Rubbish\n"])
def test_a_little_before_a_pdf_does_no_harm(start):
    assert looked_at(start + corpus.text()).media_type == "application/pdf"


def test_wrong_cross_references_are_mended():
    assert len(looked_at(corpus.wrong_references()).pages) == 1


def test_an_update_that_never_came_to_its_end_is_a_cut():
    assert refused(corpus.text() + b"\n7 0 obj\n<</Type/Page>>\nendobj\n") is Refusal.TRUNCATED


def test_rubbish_after_the_end_does_no_harm():
    assert len(looked_at(corpus.text() + bytes(3000)).pages) == 1


def test_locks():
    content = corpus.locked(b"1234")
    assert refused(content) is Refusal.LOCKED
    assert refused(content, "4321") is Refusal.WRONG_PASSWORD
    assert refused(content, "12\x0034") is Refusal.WRONG_PASSWORD
    assert refused(content, "\ud800") is Refusal.WRONG_PASSWORD
    opened = looked_at(content, "1234")
    again = looked_at(opened.unlocked)
    assert again.unlocked is None
    assert b"/Encrypt" not in opened.unlocked
    assert again.thumbnail == opened.thumbnail == looked_at(corpus.text(b"Locked")).thumbnail


def test_an_owner_password_alone_is_no_obstacle():
    assert looked_at(corpus.locked()).unlocked is None
    assert looked_at(corpus.locked(), "whatever").unlocked is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (lambda: corpus.text(pages=0), Refusal.NO_PAGES),
        (lambda: corpus.text(pages=10_000), Refusal.TOO_MANY_PAGES),
        (lambda: corpus.text(box=b"0 0 1000000 1000000"), Refusal.HUGE_PAGE),
        (lambda: corpus.text(box=b"0 0 20 14401"), Refusal.HUGE_PAGE),
        (corpus.png_bomb, Refusal.BOMB),
        (corpus.tiff_bomb, Refusal.BOMB),
        (corpus.picture_bomb, Refusal.BOMB),
    ],
)
def test_what_costs_too_much_is_refused(content, expected):
    assert refused(content()) is expected


@pytest.mark.parametrize("bomb", [corpus.png_bomb, corpus.tiff_bomb])
def test_nothing_of_a_bomb_is_decoded(bomb, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda _self: pytest.fail("it was decoded"))
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _self: pytest.fail("it was decoded"))
    assert refused(bomb()) is Refusal.BOMB


def test_a_large_picture_is_no_bomb():
    noise = Image.effect_noise((400, 400), 60)
    assert refused(corpus.saved(noise, "PNG"), pixels=100_000) is Refusal.HUGE_PAGE
    assert refused(corpus.saved(noise, "PNG"), side=399) is Refusal.HUGE_PAGE


def test_size_and_pages_are_bounded():
    assert refused(corpus.jpeg(), size=1000) is Refusal.TOO_LARGE
    assert refused(corpus.tiff(3), pages=2) is Refusal.TOO_MANY_PAGES
    assert refused(b"") is Refusal.EMPTY


def test_a_name_counts_for_nothing():
    with pytest.raises(RefusedError) as caught:
        looked_at(b"PK\x03\x04" + b"word/document.xml")
    assert (caught.value.refusal, caught.value.foreign) == (Refusal.FOREIGN, Foreign.WORD)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_shown_upright(orientation):
    """What is stored turned is seen as it was before: the thumbnail is that of the picture which was turned for it."""
    upright = corpus.page(300, 420)
    # The ways back, by EXIF 2.32: which corner of what is stored is the upper left.
    away = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(away[orientation]) if orientation in away else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    for form in ("PNG", "TIFF"):
        found = looked_at(corpus.saved(stored, form, exif=exif))
        assert (found.pages[0].width, found.pages[0].height) == (300, 420)
        assert found.thumbnail == looked_at(corpus.saved(upright, form)).thumbnail
        assert found.doubts == (() if orientation == 1 else (Doubt.UPSIDE_DOWN,))


@pytest.mark.parametrize("form", ["WEBP", "PNG"])
def test_only_the_first_frame_counts(form):
    found = looked_at(corpus.moving(form))
    assert len(found.pages) == 1
    still = looked_at(corpus.saved(corpus.page(), form))
    assert alike(found.fingerprint, still.fingerprint)


def test_a_tiff_has_pages():
    assert len(looked_at(corpus.tiff(3)).pages) == 3


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixels_looks_as_it_is(mode):
    grey = corpus.page(200, 280).convert("L")
    doubled = b"".join(bytes((level, level)) for level in grey.tobytes())
    picture = Image.frombytes("I;16", grey.size, doubled) if mode == "I;16" else grey.convert("RGB").convert(mode)
    found = looked_at(corpus.saved(picture, "TIFF"))
    assert alike(found.fingerprint, fingerprint(grey))


@pytest.mark.parametrize("white", [255, 1_023, 4_095, 16_383, 65_535])
def test_a_grey_picture_is_as_bright_as_it_is_however_many_of_its_bits_it_uses(white):
    grey = corpus.page(200, 280).convert("L")
    wide = grey.convert("I").point(lambda level: level * white / 255).convert("I;16")
    assert apart(drawing(corpus.saved(wide, "PNG")), grey) < 2


def test_a_dark_picture_of_sixteen_bits_stays_dark():
    wide = corpus.page(200, 280).convert("I").point(lambda level: level * 80).convert("I;16")
    assert drawing(corpus.saved(wide, "PNG")).getextrema()[1] == pytest.approx(250 * 80 * 255 / 65_535, abs=2)


def test_what_is_transparent_is_shown_on_white():
    picture = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    with Image.open(io.BytesIO(looked_at(corpus.saved(picture, "PNG")).thumbnail)) as thumbnail:
        assert thumbnail.convert("L").getextrema() == (255, 255)


def test_scans_are_measured_in_their_resolution_and_text_is_not():
    scans = looked_at(corpus.scan(3), measured_pages=2)
    assert [page.legibility and page.legibility.dpi for page in scans.pages] == [75, 75, None]
    assert looked_at(corpus.text()).pages[0].legibility is None


@pytest.mark.parametrize("looks", [True, False])
def test_what_is_typed_into_a_form_is_seen_and_makes_no_text_of_a_scan(looks):
    thumbnail = Image.open(io.BytesIO(looked_at(corpus.form(looks=looks)).thumbnail))
    assert thumbnail.convert("L").getextrema()[0] < 128
    assert dark(drawing(corpus.form(looks=looks), longest=842)) > 1_000
    assert looked_at(corpus.form(looks=looks, scan=True)).pages[0].legibility is not None


def test_the_resolution_of_a_scanner_is_believed_and_that_of_a_photo_is_not():
    sheet = corpus.page(1240, 1754)
    assert looked_at(corpus.saved(sheet, "PNG", dpi=(150, 150))).pages[0].legibility.dpi == 150
    assert looked_at(corpus.saved(sheet, "JPEG", dpi=(72, 72))).pages[0].legibility.dpi == 0


def test_the_same_picture_saved_again_looks_alike_and_another_does_not():
    sheet = corpus.page(1240, 1754)
    own = fingerprint(sheet)
    for scale in (1.0, 0.5, 0.3):
        smaller = sheet.resize((round(1240 * scale), round(1754 * scale)))
        for quality in (30, 60, 90):
            with Image.open(io.BytesIO(corpus.saved(smaller, "JPEG", quality=quality))) as again:
                assert alike(own, fingerprint(again))
    assert not any(alike(own, fingerprint(corpus.page(1240, 1754, seed))) for seed in range(1, 20))
    assert fingerprint(Image.new("L", (100, 100), 250)) is None


def test_papers_photographed_on_one_table_are_not_taken_for_one():
    """They share the table, the outline of the sheet, the light and the lines; only what is written differs."""
    prints = []
    for seed in range(6):
        table = Image.new("RGB", (900, 1200), (120, 84, 52))
        table.paste(corpus.page(760, 1040, seed).rotate(1.5, expand=True, fillcolor=(120, 84, 52)), (60, 60))
        light = Image.linear_gradient("L").point(lambda level: 255 - level // 4).resize(table.size).convert("RGB")
        prints.append(fingerprint(ImageChops.multiply(table, light)))
    assert not any(alike(one, other) for place, one in enumerate(prints) for other in prints[:place])
