"""An answer on paper: what is printed reads back whole and in order, in both languages."""

import re

import pypdfium2
import pytest
from PySide6.QtGui import QPdfWriter

from citizen_desktop import i18n, paths
from citizen_desktop.bidi import prose_parts, runs_right_to_left, strip_controls
from citizen_desktop.content.faq_loader import load_faq
from citizen_desktop.content.loader import load_content
from citizen_desktop.content.markdown import paragraphs, plain_text
from citizen_desktop.i18n import Language
from citizen_desktop.printing.answer_page import AnswerPaper, answer_pdf, paint_answer
from tests.printing.conftest import bare

FOLDER = paths.resources() / "content"
FAQ = load_faq(FOLDER, load_content(FOLDER).channels.channels)
LIVE = {
    Language.ARABIC: "9 أيام على بداية فترة الصرف المعتادة · 1–10 ديسمبر 2026، غالباً يوم 10",
    Language.ENGLISH: "9 days until the usual window starts · 1–10 December 2026, often the 10th",
}
UNOFFICIAL = {Language.ARABIC: "أداة مساعدة غير رسمية", Language.ENGLISH: "Unofficial help tool"}
PAGE = {Language.ARABIC: "صفحة {number} من {count}", Language.ENGLISH: "Page {number} of {count}"}
PRINTED = {Language.ARABIC: "طُبع يوم الأحد 22 نوفمبر 2026", Language.ENGLISH: "Printed Sunday 22 November 2026"}

RANGE = re.compile(r"[\d:]+–[\d:]+")


@pytest.fixture(params=list(Language))
def language(request, qapp):
    before = i18n.language()
    i18n.use(request.param, paths.translations())
    yield request.param
    i18n.use(before)


def paper_of(question, language, **changes):
    parts = {
        "category": str(FAQ.categories[0].name),
        "question": str(question.question),
        "live": LIVE[language],
        "answer": paragraphs(str(question.answer)),
        "source": str(question.source),
        "printed": PRINTED[language],
        "unofficial": UNOFFICIAL[language],
        "page": PAGE[language],
        "right_to_left": language.right_to_left,
    }
    return AnswerPaper(**parts | changes)


def lines_of(paper):
    """What is set, in order; in Arabic, a word of the other direction stands on a line of its own."""
    for text in (paper.category, paper.question, paper.live, *map(str, paper.answer), paper.source, paper.printed):
        plain = strip_controls(text)
        yield from prose_parts(plain) if runs_right_to_left(plain) else [plain]


def letters(text):
    """Letters and numbers alone, as readers don't agree on a comma beside a number, or on two numbers with a dash between."""
    return "".join(character for character in RANGE.sub("N", bare(text)) if character.isalnum())


def assert_in_order(lines, pages):
    text = letters("".join(pages))
    place = 0
    for line in filter(None, map(letters, lines)):
        found = text.find(line, place)
        assert found >= 0, (line, text[place : place + 200])
        place = found + len(line)


@pytest.mark.parametrize("question", FAQ.questions, ids=lambda question: question.id)
def test_every_answer_reads_back(read, language, question):
    paper = paper_of(question, language)
    pages = read(answer_pdf(paper))
    assert_in_order(lines_of(paper), pages)
    for number, page in enumerate(pages, 1):
        foot = [UNOFFICIAL[language], PAGE[language].format(number=number, count=len(pages))]
        assert_in_order(foot, [page])


def test_an_answer_begins_where_its_language_does(language):
    document = pypdfium2.PdfDocument(answer_pdf(paper_of(FAQ.questions[0], language)))
    page = document[0]
    texts = page.get_textpage()
    boxes = [
        texts.get_charbox(index, loose=True)
        for index in range(texts.count_chars())
        if texts.get_text_range(index, 1).strip()
    ]
    lines = []
    for left, bottom, right, _top in sorted(boxes, key=lambda box: -box[1]):
        if not lines or lines[-1][0] - bottom > 4:
            lines.append([bottom, left, right])
        lines[-1][1:] = min(lines[-1][1], left), max(lines[-1][2], right)
    width = page.get_width()
    texts.close()
    page.close()
    document.close()
    # Every line touches the margin at which its language begins, short ones no other.
    near = [width - last if language.right_to_left else first for _bottom, first, last in lines]
    far = [first if language.right_to_left else width - last for _bottom, first, last in lines]
    assert max(near) < 80, near
    assert max(far) > 300, far


def test_a_long_answer_takes_several_pages(read, language):
    answer = paragraphs("\n\n".join([str(FAQ.questions[2].answer)] * 24))
    paper = paper_of(FAQ.questions[2], language, answer=answer)
    pages = read(answer_pdf(paper))
    assert len(pages) > 2
    assert_in_order([*(str(part) for part in answer[-3:]), paper.source, paper.printed], pages[-2:])


def test_a_device_that_refuses_is_noticed(qapp, qtlog):
    paper = paper_of(FAQ.questions[0], Language.ENGLISH)
    with qtlog.disabled():
        assert not paint_answer(QPdfWriter("/no/such/folder/x.pdf"), paper)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("One\nline.", "One line."),
        ("**Bold** and [a link](citizen-desktop:faq/x).\n\nNext.", "Bold and a link.\n\nNext."),
        ("First:\n\n1. one\n2. two\n\n- a\n- b\n\nEnd.", "First:\n\n1. one\n2. two\n• a\n• b\n\nEnd."),
        ("- outer\n  - inner\n", "• outer\n  • inner"),
        ("1. افتح البوابة\n2. اختر", "1. افتح البوابة\n2. اختر"),
    ],
)
def test_markdown_becomes_plain_text(qapp, markdown, text):
    assert plain_text(markdown) == text
