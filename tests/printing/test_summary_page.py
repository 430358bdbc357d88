"""The summary of a registration on paper: it reads back whole and in the portal's order, and says what is missing."""

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from citizen_desktop import i18n, paths
from citizen_desktop.bidi import prose_parts, strip_controls
from citizen_desktop.forms.registration import IncomeKind, Period, RegistrationDraft, Relation
from citizen_desktop.forms.registration_summary import compose_summary
from citizen_desktop.printing.setting import Block, Setting
from citizen_desktop.printing.summary_page import summary_pdf
from tests.forms.registration_strategies import CONTENT, registrations
from tests.forms.strategies import TODAY
from tests.printing.conftest import bare, read_with_pdfium

TURNING = str.maketrans("", "", "،()")
"""Signs that change places beside numbers, or are turned round, by who reads a page back."""
DRAFT = (
    RegistrationDraft()
    .with_applicant(kind="household", national_id="١٠٠٠٠٠٠٠٠٨", mobile="+966 50 000 0000", birth="12/3/1410")
    .with_income(0, kind=IncomeKind.SALARY, amount="8,500")
    .with_income(1, kind=IncomeKind.OTHER, amount="12000", period=Period.YEARLY, note="عمل حر")
    .with_address(
        short="abcd1234", building="1234", street="شارع المثال", district="النموذج", city="الرياض",
        postal_code="12345", secondary="6789",
    )
    .with_member(0, relation=Relation.WIFE, name="عيّنة بنت تجربة", national_id="1000000016", birth="5/1/1412", income="0")
    .with_bank(iban="sa03 8000 0000 6080 1016 7519", holder="فلان بن فلان التجريبي")
)  # fmt: skip


@pytest.fixture(params=list(i18n.Language))
def language(qapp, request):
    before = i18n.language()
    i18n.use(request.param, paths.translations())
    yield request.param
    i18n.use(before)


def lines_of(sheet):
    """All that is to be read, in its order."""
    yield from filter(None, (sheet.incomplete, sheet.title, sheet.prepared, sheet.caution))
    for section in sheet.sections:
        yield section.heading
        for group in section.groups:
            for line in group.lines:
                yield line.label
                yield from line.value.split(" · ")
    yield sheet.documents_title
    for document in sheet.documents:
        yield document.name
    if sheet.housing_title:
        yield sheet.housing_title
        for option in sheet.housing:
            yield option.name


def test_it_reads_back_whole_and_in_order(language, read):
    sheet = compose_summary(CONTENT, DRAFT, TODAY)
    text = bare("".join(read(summary_pdf(sheet))))
    place = 0
    for section in sheet.sections:
        place = text.find(bare(section.heading), place)
        assert place >= 0, section.heading
    place, text = 0, text.translate(TURNING)
    for line in lines_of(sheet):
        # One that runs in several directions is set in parts, which keep their order.
        for part in prose_parts(strip_controls(line)) or [""]:
            found = text.find(bare(part).translate(TURNING), place)
            assert found >= 0, part
            place = found
    for whole in ("1000000008", "0500000000", "1000000016", "ABCD1234", "SA03 8000 0000 6080 1016 7519", "8,500"):
        assert bare(whole) in text, whole


@pytest.mark.parametrize("kind", [kind.id for kind in CONTENT.applicants])
def test_every_document_and_proof_of_housing_stands_on_it(language, kind):
    draft = DRAFT.with_applicant(kind=kind, independent=True).evolve(housing_proof="ejar-contract")
    sheet = compose_summary(CONTENT, draft, TODAY)
    text = bare("".join(read_with_pdfium(summary_pdf(sheet))))
    for document in sheet.documents:
        assert bare(document.name) in text
    shown = [bare(str(proof.name)) in text for proof in CONTENT.documents.housing_proofs]
    assert all(shown) if sheet.housing else shown.count(True) == 0


def boxes_drawn(monkeypatch, sheet):
    drawn = []
    draw = Setting._box

    def note(setting, painter, block, y):
        drawn.append((block.text, block.box))
        draw(setting, painter, block, y)

    monkeypatch.setattr(Setting, "_box", note)
    summary_pdf(sheet)
    return drawn


def test_each_document_and_each_proof_has_a_box_and_what_is_there_is_ticked(language, monkeypatch):
    draft = DRAFT.with_applicant(kind="independent").evolve(housing_proof="ejar-contract")
    sheet = compose_summary(CONTENT, draft, TODAY)
    sheet = replace(sheet, documents=(replace(sheet.documents[0], ready=True), *sheet.documents[1:]))
    drawn = boxes_drawn(monkeypatch, sheet)
    assert drawn[0] == (strip_controls(sheet.documents[0].name), True)
    assert drawn[1] == (strip_controls(sheet.documents[1].name), False)
    ticked = [option.name for option in sheet.housing if option.chosen]
    assert [text for text, on in drawn if on][-1:] == [strip_controls(name) for name in ticked]
    names = {strip_controls(option.name) for option in sheet.housing}
    assert names <= {text for text, _on in drawn}


def test_a_box_keeps_its_room_and_nothing_else_is_moved_by_it():
    assert Block("a", 10, indent=5).start == 5
    assert Block("a", 10, indent=5, box=False).start == Block("a", 10, indent=5, box=True).start > 5


def test_letters_are_large(language):
    document = pypdfium2.PdfDocument(summary_pdf(compose_summary(CONTENT, DRAFT, TODAY)))
    heights = []
    for page in document:
        text_page = page.get_textpage()
        for place in range(text_page.count_chars()):
            if text_page.get_text_range(place, 1).isdigit():
                _left, bottom, _right, top = text_page.get_charbox(place)
                heights.append(top - bottom)
        text_page.close()
        page.close()
    document.close()
    assert max(heights) > 9, "digits of the answers, at about 0.7 of their size"


def test_nothing_personal_is_told_by_the_file_itself(language):
    document = pypdfium2.PdfDocument(summary_pdf(compose_summary(CONTENT, DRAFT, TODAY)))
    told = " ".join(document.get_metadata_dict().values())
    document.close()
    assert "1000000008" not in told
    assert "فلان" not in told


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=registrations())
def test_any_draft_can_be_printed(language, draft):
    sheet = compose_summary(CONTENT, draft, TODAY)
    assert summary_pdf(sheet).startswith(b"%PDF")
