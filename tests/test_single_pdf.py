"""Everything in one PDF: in which order, under which numbers, and what is said of a file that can't be joined."""

import io

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from citizen_desktop import i18n, paths
from citizen_desktop.assembly import assemble, single_parts
from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.workshop import Workshop
from citizen_desktop.bidi import strip_controls
from citizen_desktop.clock import StoppedClock
from citizen_desktop.content.legibility_loader import load_legibility_rules
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.payload_names import CONTENTS_PDF, LETTER_PDF, SINGLE_PDF
from citizen_desktop.package.errors import Cancelled, SourceError
from citizen_desktop.package.source import PayloadFile
from citizen_desktop.printing.page_stamp import stamp_raster
from citizen_desktop.single_pdf import NotJoinedError, SinglePart, size_remark, with_single_pdf
from tests.attachments import corpus
from tests.conftest import SUNDAY
from tests.forms.strategies import CONTENT
from tests.printing.conftest import bare, read_with_pdfium

CLOCK = StoppedClock(SUNDAY)
# Points: where a stamp lies on a page, and the dots of an inch of it.
MARGIN, DOTS = 12, 300

FILES = {
    "income-proof": ("salary 2026.pdf", "application/pdf", corpus.text(b"Salary", pages=3), 3),
    "national-id": ("IMG_2041.jpg", "image/jpeg", corpus.jpeg(), 1),
    "housing-proof": ("contract.pdf", "application/pdf", corpus.scan(2), 2),
    "bank-statement": ("scan.png", "image/png", corpus.png(), 1),
}
ORDER = ("national-id", "income-proof", "bank-statement", "housing-proof")


@pytest.fixture(scope="module")
def workshop():
    opened = Workshop(load_legibility_rules(paths.resources() / "content").thresholds)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _english_window(qapp):
    before = i18n.language()
    i18n.use(i18n.Language.ENGLISH, paths.translations())
    yield
    i18n.use(before)


def attached(draft, files, folder):
    """A draft with these files, and where they lie."""
    folder.mkdir(exist_ok=True)
    places, attachments = [], []
    for number, (slot, (name, media_type, content, pages)) in enumerate(files):
        path = folder / f"{number}"
        path.write_bytes(content)
        places.append(path)
        attachments.append(
            Attachment(slot=slot, original_name=name, media_type=media_type, size=len(content), pages=pages)
        )
    return draft.evolve(attachments=tuple(attachments)), places


def joined(draft, places, joiner, check=lambda: None):
    payload = assemble(CONTENT, draft, places, CLOCK, single=True)
    return with_single_pdf(payload, single_parts(CONTENT, draft, payload), joiner, check)


def content_of(payload, name):
    [file] = [file for file in payload if file.name == name]
    return file.source


def page_count(content):
    return len(pypdfium2.PdfDocument(content))


def ink(picture):
    return picture.convert("L")


def corner(document, page, stamp):
    """The picture of the top left of a page, where a stamp lies, at the stamp's own size."""
    sheet = document[page].render(scale=DOTS / 72).to_pil()
    left = round(MARGIN * DOTS / 72)
    return ink(sheet.crop((left, left, left + stamp.width, left + stamp.height)))


def shows(document, page, stamp):
    """Whether a page shows a stamp: its frame and letters are as dark, and its ground as bright."""
    layer = Image.frombytes("RGBA", (stamp.width, stamp.height), stamp.pixels)
    over = Image.new("RGBA", layer.size, "white")
    over.alpha_composite(layer)
    there = corner(document, page, stamp)
    apart = ImageChops.difference(there, ink(over)).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return apart < 14


def test_letter_contents_and_attachments_in_the_order_of_the_package(full_draft, workshop, tmp_path):
    draft, places = attached(full_draft, FILES.items(), tmp_path / "in")
    payload = joined(draft, places, workshop)
    names = [file.name for file in payload]
    assert names[-4:] == [SINGLE_PDF, "letter.txt", "portal-steps.txt", "draft.json"]
    assert names[:2] == [LETTER_PDF, CONTENTS_PDF]
    letter, contents = (content_of(payload, name) for name in (LETTER_PDF, CONTENTS_PDF))
    single = content_of(payload, SINGLE_PDF)
    texts = read_with_pdfium(single)
    before = page_count(letter) + page_count(contents)
    assert len(texts) == before + 1 + 3 + 1 + 2
    assert texts[:before] == read_with_pdfium(letter) + read_with_pdfium(contents)
    assert [text.strip() for text in texts[before:]] == ["", "Salary", "Salary", "Salary", "", "", ""]
    assert bare("خطاب اعتراض على مبلغ الدعم") in bare(texts[0])


def test_the_contents_page_has_original_names_and_page_counts(full_draft, workshop, tmp_path):
    draft, places = attached(full_draft, FILES.items(), tmp_path / "in")
    payload = joined(draft, places, workshop)
    first = page_count(content_of(payload, LETTER_PDF))
    count = page_count(content_of(payload, CONTENTS_PDF))
    text = bare("".join(read_with_pdfium(content_of(payload, SINGLE_PDF))[first : first + count]))
    for slot in ORDER:
        name, _type, _content, pages = FILES[slot]
        place = text.index(bare(name))
        assert text.index(bare(f"عدد الصفحات {pages}"), place) < place + 100


def test_every_page_of_an_attachment_has_its_number_and_its_name(full_draft, workshop, tmp_path):
    draft, places = attached(full_draft, FILES.items(), tmp_path / "in")
    payload = joined(draft, places, workshop)
    document = pypdfium2.PdfDocument(content_of(payload, SINGLE_PDF))
    before = page_count(content_of(payload, LETTER_PDF)) + page_count(content_of(payload, CONTENTS_PDF))
    of_page = [1, 2, 2, 2, 3, 4, 4]
    stamps = [part.stamp for part in single_parts(CONTENT, draft, payload)]
    assert stamps[:2] == [None, None]
    for page, number in enumerate(of_page, before):
        found = [place for place, stamp in enumerate(stamps[2:], 1) if shows(document, page, stamp)]
        assert found == [number]
    for page in range(before):
        assert not any(shows(document, page, stamp) for stamp in stamps[2:])


def test_a_stamp_says_number_count_and_document(full_draft, tmp_path):
    draft, places = attached(full_draft, FILES.items(), tmp_path / "in")
    payload = assemble(CONTENT, draft, places, CLOCK, single=True)
    stamps = {part.original_name: part.stamp for part in single_parts(CONTENT, draft, payload)}
    assert stamps["IMG_2041.jpg"] == stamp_raster("المرفق 1 من 4: صورة الهوية")
    assert stamps["salary 2026.pdf"] == stamp_raster("المرفق 2 من 4: إثبات الدخل")


def test_a_long_name_is_broken_and_fits_half_a_page():
    once, often = stamp_raster("المرفق 2 من 5: إثبات"), stamp_raster("المرفق 2 من 5: " + "إثبات السكن " * 12)
    assert often.height > once.height
    assert often.width <= 210 / 25.4 * DOTS / 2


def test_the_steps_on_the_portal_tell_of_it_only_where_it_is(full_draft, tmp_path):
    draft, places = attached(full_draft, FILES.items(), tmp_path / "in")
    steps = {
        single: strip_controls(
            content_of(assemble(CONTENT, draft, places, CLOCK, single=single), "portal-steps.txt").decode()
        )
        for single in (False, True)
    }
    assert SINGLE_PDF in steps[True]
    assert SINGLE_PDF not in steps[False]


def test_a_draft_without_files_is_letter_and_contents(full_draft, workshop):
    payload = joined(full_draft.evolve(attachments=()), [], workshop)
    letter, contents = (content_of(payload, name) for name in (LETTER_PDF, CONTENTS_PDF))
    assert page_count(content_of(payload, SINGLE_PDF)) == page_count(letter) + page_count(contents)
    assert bare("مسودة غير مكتملة") in bare(read_with_pdfium(content_of(payload, SINGLE_PDF))[0])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*FILES, "other"]), max_size=6))
def test_no_page_is_lost_whatever_is_attached(full_draft, workshop, tmp_path, slots):
    chosen = [(slot, FILES.get(slot, ("photo.heic", "image/heic", corpus.HEIC, 1))) for slot in slots]
    draft, places = attached(full_draft, chosen, tmp_path / "in")
    payload = joined(draft, places, workshop)
    letter, contents = (content_of(payload, name) for name in (LETTER_PDF, CONTENTS_PDF))
    expected = page_count(letter) + page_count(contents) + sum(file[3] for _slot, file in chosen)
    assert page_count(content_of(payload, SINGLE_PDF)) == expected


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("locked.pdf", corpus.locked(b"secret"), "locked.pdf is locked with a password."),
        ("half.jpg", corpus.jpeg()[:4000], "half.jpg is cut off"),
        ("salary.docx", b"PK\x03\x04 no picture", "salary.docx is a compressed archive."),
    ],
)
def test_a_file_that_cannot_be_joined_is_named(full_draft, workshop, tmp_path, name, content, words):
    files = {**FILES, "bank-statement": (name, "application/pdf", content, 1)}
    draft, places = attached(full_draft, files.items(), tmp_path / "in")
    with pytest.raises(NotJoinedError) as caught:
        joined(draft, places, workshop)
    said = strip_controls(caught.value.message)
    assert said.startswith("No single PDF can be made, and nothing was written. ")
    assert words in said


@pytest.mark.parametrize(
    ("refusal", "words"), [(Refusal.TOO_MANY_PAGES, "too many pages"), (Refusal.TOO_MUCH_MEMORY, "too large")]
)
def test_files_that_are_too_many_together_blame_none(full_draft, tmp_path, refusal, words):
    class Joiner:
        def join(self, parts, *, check):
            check()
            if len(parts) > 1:
                raise RefusedError(refusal)
            return b""

    draft, places = attached(full_draft, FILES.items(), tmp_path / "in")
    with pytest.raises(NotJoinedError) as caught:
        joined(draft, places, Joiner())
    assert words in caught.value.message
    assert not [name for name, *_rest in FILES.values() if name in caught.value.message]


def test_a_file_that_is_gone_is_named_by_its_place(full_draft, workshop, tmp_path):
    draft, places = attached(full_draft, FILES.items(), tmp_path / "in")
    places[0].unlink()
    with pytest.raises(SourceError) as caught:
        joined(draft, places, workshop)
    assert "03-income-proof.pdf" in caught.value.message


def test_it_can_be_broken_off(full_draft, workshop, tmp_path):
    # So many pages take longer than the workshop waits between two looks.
    long = {**FILES, "income-proof": ("long.pdf", "application/pdf", corpus.text(pages=1_900), 1_900)}
    draft, places = attached(full_draft, long.items(), tmp_path / "in")
    asked = []

    def check():
        asked.append(1)
        if len(asked) > len(FILES) + 3:
            # Everything has been read: it is being joined.
            raise Cancelled

    with pytest.raises(Cancelled):
        joined(draft, places, workshop, check)


def test_parts_of_the_payload_only_and_nothing_else_is_touched(workshop):
    payload = (PayloadFile("a.pdf", corpus.text(pages=2)), PayloadFile("letter.txt", b"x"))
    found = with_single_pdf(payload, [SinglePart(payload[0])], workshop)
    assert (found[0], found[2]) == payload
    assert page_count(io.BytesIO(found[1].source)) == 2


def test_a_single_pdf_that_is_larger_than_a_file_may_be_is_remarked_upon():
    assert size_remark(4_000_000, 4) == ""
    assert size_remark(4_000_001, 4).startswith("The single PDF has 4.1 MB, more than the limit of 4 MB for one file")
