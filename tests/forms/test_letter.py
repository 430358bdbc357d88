"""The letter as data and as text: it holds every answer, and is Arabic whatever the window speaks."""

import unicodedata
from datetime import date
from threading import Thread

import msgspec
import pytest
from hypothesis import given

from citizen_desktop import i18n, paths
from citizen_desktop.bidi import isolate, prose_parts, runs, strip_controls
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.formats import gregorian, month
from citizen_desktop.forms.contents_list import compose_contents, portal_steps_text
from citizen_desktop.forms.draft import Attachment, ObjectionDraft, Source
from citizen_desktop.forms.letter import compose_letter, letter_text, typed
from citizen_desktop.forms.wording import suggested_wording
from citizen_desktop.identity.mobile import check_mobile
from citizen_desktop.identity.national_id import check_national_id
from tests.forms.strategies import CONTENT, TODAY, drafts


@pytest.fixture(autouse=True, scope="module")
def _catalogues():
    before = i18n.language()
    i18n.use(i18n.Language.ENGLISH, paths.translations())
    yield
    i18n.use(before)


def text_of(draft, today=TODAY):
    return letter_text(compose_letter(CONTENT, draft, today))


def said(text):
    """What is left of a typed line when it is printed."""
    return strip_controls(typed(text))


def test_the_letter_of_a_full_draft(full_draft, language):
    text = text_of(full_draft)
    with i18n.speaking(i18n.Language.ARABIC):
        assert gregorian(TODAY) in text
        assert gregorian(date(2026, 11, 10)) in text
        assert month(TODAY) in text
    lines = text.splitlines()
    assert lines[0].startswith("التاريخ: الأحد 22")
    assert "الموافق 12 جمادى الآخرة 1448 هـ" in lines
    assert "رقم الهوية: 1000000008" in lines
    assert "الجوال: 0500000000" in lines
    assert "Income differs" in lines
    assert "My salary is lower since September." in lines
    assert lines[lines.index("المرفقات") + 1] == "1 صورة الهوية"
    assert CONTENT.letter.head.incomplete not in text
    assert strip_controls(text) == text
    assert "{" not in text


def test_a_suggested_wording_does_not_make_the_letter_ask_twice(full_draft):
    objection = full_draft.objection
    reason, request = CONTENT.rules.reasons[0], CONTENT.rules.kind(objection.kind).request.ar
    for wording in (suggested_wording(CONTENT.rules, reason, objection.kind), request):
        text = letter_text(compose_letter(CONTENT, full_draft.with_objection(explanation=wording), TODAY))
        assert text.count(request) == 1
        assert all(line in text for line in wording.splitlines())


def test_an_incomplete_letter_says_so_and_leaves_room_for_a_pen():
    text = text_of(ObjectionDraft())
    assert text.splitlines()[0] == CONTENT.letter.head.incomplete
    assert text.count(CONTENT.letter.unanswered) == 9
    assert CONTENT.letter.attachments.heading not in text


def test_the_kind_of_someone_who_was_asked_says_how_they_live(full_draft):
    words = CONTENT.letter.signer
    for independent, expected in ((True, words.independent), (False, words.not_independent)):
        draft = full_draft.with_applicant(kind="social-security", independent=independent)
        kind = CONTENT.rules.applicant("social-security").name.ar
        assert expected.format(kind=kind) in text_of(draft)


def test_housing_stands_in_it_only_where_it_is_asked(full_draft):
    draft = full_draft.with_objection(housing_proof="ejar-contract")
    proof = CONTENT.documents.housing_proof("ejar-contract").name.ar
    assert proof in text_of(draft)
    assert proof not in text_of(draft.with_applicant(kind="household"))


def test_outside_the_hijri_tables_one_calendar_is_enough(full_draft):
    text = text_of(full_draft.with_objection(day=date(2090, 1, 1)), date(2090, 2, 1))
    assert "هـ" not in text
    assert "2090" in text


def test_another_thread_keeps_its_language():
    heard = []
    before = i18n.language()
    i18n.use(i18n.Language.ENGLISH)
    try:
        with i18n.speaking(i18n.Language.ARABIC):
            thread = Thread(target=lambda: heard.append((i18n.language(), month(TODAY))))
            thread.start()
            thread.join()
            assert month(TODAY) == "نوفمبر"
        assert (i18n.language(), month(TODAY)) == heard[0] == (i18n.Language.ENGLISH, "November")
    finally:
        i18n.use(before)


@given(drafts())
def test_the_letter_holds_every_answer(draft):
    text = text_of(draft)
    applicant, objection = draft.applicant, draft.objection
    answers = [
        said(applicant.name),
        said(check_national_id(applicant.national_id).value),
        said(check_mobile(applicant.mobile).value),
        *map(said, objection.explanation.splitlines()),
    ]
    rules = CONTENT.rules
    kind, reason = rules.applicant(applicant.kind), rules.reason(objection.reason)
    answers += [kind.name.ar] if kind else []
    answers += [said(objection.portal_words) if reason.own_words else reason.name.ar] if reason else []
    with i18n.speaking(i18n.Language.ARABIC):
        answers += [gregorian(objection.day)] if objection.day else []
        answers += [f"{month(objection.month)} {objection.month.year}"] if objection.period else []
    assert [answer for answer in answers if answer not in text] == []
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in text if character != "\n")
    assert len([line for line in text.splitlines() if line[:1].isdigit() and line[1:2] == " "]) >= len(
        draft.attachments
    )


@given(drafts())
def test_contents_and_steps_of_any_draft(draft):
    contents = compose_contents(CONTENT, draft, TODAY)
    steps = portal_steps_text(CONTENT, draft, TODAY)
    assert len(contents.documents) == len(draft.attachments)
    for document in contents.documents:
        assert document.file.isascii()
        assert document.file in steps
    assert "{" not in steps
    assert strip_controls(steps) == steps


def test_contents_in_the_order_of_the_slots():
    draft = ObjectionDraft(
        attachments=(
            Attachment(slot="other", original_name="x.png", media_type="image/png", size=999),
            Attachment(slot="no-such", original_name=""),
            Attachment(slot="national-id", original_name="a", media_type="image/heic", size=1_250_000, pages=1),
            Attachment(slot="other", original_name="y", media_type="text/html", size=2000),
        )
    )
    contents = compose_contents(CONTENT, draft, TODAY)
    assert [document.file for document in contents.documents] == [
        "02-national-id.heic",
        "03-other.png",
        "04-other.bin",
        "05-no-such.bin",
    ]
    assert [document.size for document in contents.documents][:3] == [
        "الحجم 1.2 ميغابايت",
        "الحجم 999 بايت",
        "الحجم 2 كيلوبايت",
    ]
    assert contents.documents[0].pages == "عدد الصفحات 1"
    assert contents.documents[3].original_names == ()
    assert contents.documents[3].pages == ""
    assert contents.documents[3].title == "4 مستند آخر"
    assert contents.incomplete
    assert contents.missing == ("إثبات الدخل", "كشف الحساب البنكي")


def test_the_contents_name_a_file_that_was_made_here_as_it_came():
    first, second = (
        Source(sha256=digit * 64, original_name=name) for digit, name in (("a", "scan.png"), ("b", "2.png"))
    )
    made = Attachment(slot="other", original_name="scan.jpg", media_type="image/jpeg", sources=(first,))
    joined = Attachment(
        slot="other", original_name="scan.pdf", media_type="application/pdf", sources=(first, second, first)
    )
    contents = compose_contents(CONTENT, ObjectionDraft(attachments=(made, joined)), TODAY)
    assert [document.original_names for document in contents.documents] == [
        (isolate("scan.png"),),
        (isolate("scan.png"), isolate("2.png")),
    ]
    assert [document.file[-4:] for document in contents.documents] == [".jpg", ".pdf"]


def test_the_steps_are_those_of_the_kind(full_draft):
    for kind in ObjectionKind:
        text = portal_steps_text(CONTENT, full_draft.with_objection(kind=kind), TODAY)
        for path in CONTENT.portal.paths:
            assert (path.steps[-1].text.ar in text) == (path.id == kind)
    undecided = portal_steps_text(CONTENT, ObjectionDraft(), TODAY)
    assert all(path.title.ar in undecided for path in CONTENT.portal.paths)
    assert "8 فبراير 2027" in portal_steps_text(CONTENT, full_draft, TODAY)


def test_the_step_that_attaches_says_which_file_goes_where(full_draft):
    for path in CONTENT.portal.paths:
        assert [step.attaches for step in path.steps] == [False] * (len(path.steps) - 1) + [True]
    for kind in ObjectionKind:
        lines = portal_steps_text(CONTENT, full_draft.with_objection(kind=kind), TODAY).splitlines()
        path = next(path for path in CONTENT.portal.paths if path.id == kind)
        start = lines.index(f"{len(path.steps)}. {path.steps[-1].text.ar}")
        told = lines[start + 1 : lines.index("", start)]
        assert [line for line in told if line.startswith("   - ")] == [
            "   - خطاب الاعتراض: 00-letter.pdf",
            "   - قائمة المحتويات: 01-contents.pdf",
            "   - صورة الهوية: 02-national-id.pdf",
            "   - إثبات الدخل: 03-income-proof.pdf",
            "   - كشف الحساب البنكي: 04-bank-statement.pdf",
            "   - إثبات استقلالية السكن: 05-housing-proof.pdf",
        ]
        assert "letter.txt" in told[-1]
        assert "\n".join(lines).count("02-national-id.pdf") == 1


def test_a_way_that_does_not_say_where_has_the_files_below(full_draft):
    bare = [
        msgspec.structs.replace(path, steps=tuple(msgspec.structs.replace(step, attaches=False) for step in path.steps))
        for path in CONTENT.portal.paths
    ]
    portal = msgspec.structs.replace(CONTENT.portal, paths=tuple(bare))
    text = portal_steps_text(msgspec.structs.replace(CONTENT, portal=portal), full_draft, TODAY)
    assert text.count("\n- صورة الهوية: 02-national-id.pdf\n") == 1


def test_texts_are_cut_where_their_direction_turns():
    assert runs("كشف حساب نوفمبر 2026.pdf") == ["كشف حساب نوفمبر", "2026.pdf"]
    assert runs("IMG_2041.jpg") == ["IMG_2041.jpg"]
    assert runs("a ب c") == ["a", "ب", "c"]
    assert runs("مُحَمَّد علي") == ["مُحَمَّد علي"]
    assert runs(" ") == []


def test_prose_is_cut_at_foreign_words_only():
    assert prose_parts("دفعت 3,500 ريال في 10/11/2026.") == ["دفعت 3,500 ريال في 10/11/2026."]
    assert prose_parts("حسابي SA03 8000 0000 لدى Riyad Bank.") == ["حسابي", "SA03 8000 0000", "لدى", "Riyad Bank."]
    assert prose_parts("ملف الـPDF الجديد") == ["ملف الـ", "PDF", "الجديد"]
    assert prose_parts("All in English, 3 words.") == ["All in English, 3 words."]
    assert prose_parts("") == []
