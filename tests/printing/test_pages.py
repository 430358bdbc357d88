"""The letter and the contents page on paper: what is printed reads back whole and in order, on A4, with nothing left out."""

from datetime import date

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from citizen_desktop import i18n, paths
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.contents_list import compose_contents
from citizen_desktop.forms.draft import Applicant, Attachment, Objection, ObjectionDraft
from citizen_desktop.forms.letter import compose_letter, letter_text
from citizen_desktop.printing.contents_page import contents_pdf
from citizen_desktop.printing.letter_page import letter_pdf, paint_letter, set_letter
from tests.forms.strategies import CONTENT, TODAY, drafts
from tests.printing.conftest import bare, read_with_pdfium

NAMES = ("كشف حساب نوفمبر 2026.pdf", "IMG_2041.jpg", "salary (final)_v2-1.PDF", "صك.pdf", "scan 00012.tif")
EXPLANATION = (
    "المبلغ المودَع لا يعكس دخلي الحالي؛ فقد انخفض راتبي منذ شهر سبتمبر بعد انتقالي إلى دوام جزئي. أرفقت كشف الحساب "
    "لآخر ثلاثة أشهر وتعريفاً بالراتب يوضّح ذلك.\nوأنا مستعدّ لتقديم ما يلزم من مستندات، وأشكر لكم حُسن تعاونكم."
)
DRAFT = ObjectionDraft(
    applicant=Applicant(
        kind="independent", name="فلان بن فلان التجريبي", national_id="١٠٠٠٠٠٠٠٠٨", mobile="+966 50 000 0000"
    ),
    objection=Objection(
        kind=ObjectionKind.AMOUNT,
        period="2026-11",
        day=date(2026, 11, 10),
        paid=True,
        reason="other",
        portal_words="اختلاف الدخل المسجّل",
        explanation=EXPLANATION,
        housing_proof="deed-electricity",
    ),
    attachments=tuple(
        Attachment(slot=slot, original_name=name, media_type="application/pdf", size=1_234_567, pages=3)
        for slot, name in zip(
            ("bank-statement", "national-id", "income-proof", "housing-proof", "housing-proof"), NAMES, strict=True
        )
    ),
)


@pytest.fixture(autouse=True)
def _english_window(qapp):
    """The page is Arabic whatever the window speaks."""
    before = i18n.language()
    i18n.use(i18n.Language.ENGLISH, paths.translations())
    yield
    i18n.use(before)


def assert_in_order(lines, pages):
    """Every line stands in the text, after the one before it."""
    text = bare("".join(pages))
    place = 0
    for line in filter(None, map(bare, lines)):
        found = text.find(line, place)
        assert found >= 0, (line, text[place : place + 200])
        place = found + len(line)


def body_of(letter):
    """The lines of letter.txt, without the footer, which every page has."""
    return [line for line in letter_text(letter).splitlines() if line != letter.footer]


@pytest.mark.parametrize("draft", [DRAFT, ObjectionDraft(), DRAFT.with_objection(kind=ObjectionKind.ELIGIBILITY)])
def test_the_letter_reads_back_line_by_line(read, draft):
    letter = compose_letter(CONTENT, draft, TODAY)
    pages = read(letter_pdf(letter))
    assert_in_order(body_of(letter), pages)
    for number, page in enumerate(pages, 1):
        assert_in_order([letter.footer, letter.page.format(number=number, count=len(pages))], [page])


def test_numbers_read_back_whole(read):
    text = "".join(read(letter_pdf(compose_letter(CONTENT, DRAFT, TODAY))))
    assert {"1000000008", "0500000000"} <= set(text.replace("\u202a", " ").replace("\u202c", " ").split())


@pytest.mark.parametrize("reason", [reason.id for reason in CONTENT.rules.reasons])
@pytest.mark.parametrize("kind", list(ObjectionKind))
def test_every_wording_that_is_shipped_reads_back(read, reason, kind):
    row = CONTENT.rules.reason(reason)
    draft = DRAFT.with_objection(kind=kind, reason=reason, explanation=row.wording.ar)
    letter = compose_letter(CONTENT, draft, TODAY)
    assert_in_order(body_of(letter), read(letter_pdf(letter)))


def contents_lines(contents):
    lines = [contents.title, *contents.about]
    for document in contents.documents:
        lines += [document.title, contents.original_name, *document.original_names]
        lines += [contents.file, document.file, document.pages, document.size]
    return lines


def test_the_contents_page_reads_back(read):
    contents = compose_contents(CONTENT, DRAFT, TODAY)
    pages = read(contents_pdf(contents))
    assert_in_order(contents_lines(contents), pages)
    for name in NAMES:
        assert bare(name) in bare("".join(pages))


def test_what_is_missing_stands_on_the_contents_page(read):
    contents = compose_contents(CONTENT, DRAFT.evolve(attachments=()), TODAY)
    pages = read(contents_pdf(contents))
    assert contents.missing
    assert_in_order([contents.incomplete, contents.none, contents.missing_heading, *contents.missing], pages)


def test_a_long_letter_takes_several_pages(read):
    long = DRAFT.with_objection(explanation="\n".join([EXPLANATION] * 12)).evolve(
        attachments=tuple(Attachment(slot="other", original_name=f"{n}.jpg", size=n) for n in range(60))
    )
    letter, contents = compose_letter(CONTENT, long, TODAY), compose_contents(CONTENT, long, TODAY)
    pages = read(letter_pdf(letter))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert_in_order([letter.footer, letter.page.format(number=number, count=len(pages))], [page])
    # The one that signs stands with the line to sign on.
    assert bare("1000000008") in bare(pages[-1])
    assert bare(letter.signer_heading) in bare(pages[-1])
    assert bare("60 مستند آخر") in bare("".join(pages))
    pages = read(contents_pdf(contents))
    assert len(pages) > 3
    assert_in_order(contents_lines(contents), pages)


def test_pages_are_a4_and_titles_hold_nothing_personal():
    for data in (
        letter_pdf(compose_letter(CONTENT, DRAFT, TODAY)),
        contents_pdf(compose_contents(CONTENT, DRAFT, TODAY)),
    ):
        document = pypdfium2.PdfDocument(data)
        about = " ".join(document.get_metadata_dict().values())
        page = document[0]
        width, height = page.get_size()
        assert (round(width), round(height)) == (595, 842)
        page.close()
        document.close()
        for personal in ("فلان", "1000000008", "0500000000", "IMG_2041", "نوفمبر"):
            assert personal not in about


def test_a_printer_of_another_resolution_gets_the_same_lines(qapp):
    letter = compose_letter(CONTENT, DRAFT, TODAY)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(600)
    # A printer's page begins where it can print.
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(12, 12, 12, 12))
    )
    assert paint_letter(writer, letter)
    pages = read_with_pdfium(bytes(buffer.data().data()))
    assert len(pages) == len(read_with_pdfium(letter_pdf(letter)))
    assert bare("رقم الهوية: 1000000008") in bare("".join(pages))


def test_a_device_that_refuses_is_noticed(qapp, qtlog):
    letter = compose_letter(CONTENT, DRAFT, TODAY)
    with qtlog.disabled():
        assert not paint_letter(QPdfWriter("/no/such/folder/x.pdf"), letter)


@pytest.mark.parametrize(
    "token",
    [
        "SA0380000000608010167519",
        "SA03 8000 0000 6080 1016 7519",
        "IMG_2041.jpg",
        "Riyad Bank",
        "somebody@example.sa",
        "19912",
        "10/11/2026",
        "3,500.75",
        "1000000008",
    ],
)
def test_tokens_in_the_explanation_read_back_whole(read, token):
    text = f"أرفقت كشف الحساب {token} مع هذا الطلب، وفيه ما يثبت ذلك"
    letter = compose_letter(CONTENT, DRAFT.with_objection(explanation=text, portal_words=text), TODAY)
    assert_in_order(body_of(letter), read(letter_pdf(letter)))


def test_an_english_explanation_reads_back(read):
    text = "My salary is 3,500 since September (part time); see IMG_2041.jpg.\nThe rest is unchanged."
    letter = compose_letter(CONTENT, DRAFT.with_objection(explanation=text), TODAY)
    assert_in_order(body_of(letter), read(letter_pdf(letter)))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts())
def test_any_draft_can_be_printed(draft):
    letter, contents = compose_letter(CONTENT, draft, TODAY), compose_contents(CONTENT, draft, TODAY)
    for paint, what in ((letter_pdf, letter), (contents_pdf, contents)):
        pages = read_with_pdfium(paint(what))
        assert bare(what.page.format(number=len(pages), count=len(pages))) in bare(pages[-1])


ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچڤگ"


def test_every_pair_of_arabic_letters_reads_back(read):
    """Ligatures without a character of their own would be lost."""
    words = [
        start + first + second + end for first in ARABIC for second in ARABIC for start, end in (("", ""), ("ب", "ب"))
    ]
    explanation = "\n".join(" ".join(words[place : place + 12]) for place in range(0, len(words), 12))
    letter = compose_letter(CONTENT, DRAFT.with_objection(explanation=explanation), TODAY)
    text = bare("".join(read(letter_pdf(letter))))
    assert [word for word in words if bare(word) not in text] == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.from_regex(r"[A-Za-z0-9_(). -]{1,60}\.(pdf|jpg)", fullmatch=True))
def test_latin_file_names_read_back_whole(name):
    draft = ObjectionDraft(attachments=(Attachment(slot="other", original_name=name, size=1),))
    pages = read_with_pdfium(contents_pdf(compose_contents(CONTENT, draft, TODAY)))
    assert bare(name) in bare("".join(pages))


def screen_picture(pages, number):
    """A page as a screen shows it, half a point to the pixel."""
    image = QImage(595 * 2, 842 * 2, QImage.Format.Format_Grayscale8)
    image.fill(0xFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(2, 2)
    pages.paint(painter, number)
    painter.end()
    return image


def coarse(image):
    """The page in squares of eight by eight pixels: two programs smooth letters in two ways."""
    small = image.scaled(148, 210, mode=Qt.TransformationMode.SmoothTransformation)
    small = small.convertToFormat(QImage.Format.Format_Grayscale8)
    return [small.pixelColor(x, y).lightness() for y in range(210) for x in range(148)]


@pytest.mark.parametrize("lines", [1, 60])
def test_a_screen_shows_the_pages_as_the_pdf_has_them(lines):
    letter = compose_letter(CONTENT, DRAFT.with_objection(explanation="\n".join([EXPLANATION] * lines)), TODAY)
    document = pypdfium2.PdfDocument(letter_pdf(letter))
    pages = set_letter(letter)
    assert pages.count == len(document)
    for number in range(1, pages.count + 1):
        bitmap = document[number - 1].render(scale=2, grayscale=True)
        paper = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8
        )
        printed, shown = coarse(paper), coarse(screen_picture(pages, number))
        assert min(printed) < 200
        assert max(abs(one - other) for one, other in zip(printed, shown, strict=True)) < 40
    document.close()
