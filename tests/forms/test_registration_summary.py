"""The summary of a registration: the portal's order, what is hidden, what is copied, and boxes to tick."""

import pytest
from hypothesis import given

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.registration import IncomeKind, Period, RegistrationDraft, Relation
from citizen_desktop.forms.registration_lines import BANK_NAME, TOTAL
from citizen_desktop.forms.registration_summary import compose_summary, summary_text
from citizen_desktop.i18n import Language
from tests.forms.registration_strategies import CONTENT, registrations, whole
from tests.forms.strategies import TODAY

PERSONAL = ("1000000008", "0500000000", "SA0380000000608010167519", "8500", "8,500", "1000000016")


def sheet_of(draft):
    return compose_summary(CONTENT, draft, TODAY)


def lines_of(sheet):
    return [line for section in sheet.sections for group in section.groups for line in group.lines]


def by_id(sheet):
    return {line.id: line for line in lines_of(sheet)}


def test_the_portals_order():
    sheet = sheet_of(whole("household"))
    steps = [section.step for section in sheet.sections]
    assert steps == [StepId.KIND, StepId.BASIC, StepId.INCOME, StepId.ADDRESS, StepId.FAMILY, StepId.BANK]
    # Where the answers go is never further up the portal than those before.
    places = [CONTENT.on_portal(step) for step in steps]
    assert places[0] is None
    assert [number for number, _step in places[1:]] == [3, 6, 6, 6, 6]
    assert [bool(section.where) for section in sheet.sections] == [False, True, True, True, True, True]
    alone = [section.step for section in sheet_of(whole("independent")).sections]
    assert StepId.FAMILY not in alone


def test_what_is_copied_is_what_a_portals_field_takes():
    draft = (
        whole("household")
        .with_applicant(national_id="١٠٠٠ ٠٠٠ ٠٠٨", mobile="+966 50 000 0000", birth="\u200f١٤١٠/٣/١٢")
        .with_income(0, amount="٨٬٥٠٠ ريال")
        .with_bank(iban="sa03 8000-0000 6080 1016 7519", holder="  فلان   بن فلان\u200f ")
        .with_address(short="abcd-1234", street="شارع ١٢")
    )
    lines = [(line.id, line.copied) for line in lines_of(sheet_of(draft))]
    for expected in (
        ("basic.national-id", "1000000008"),
        ("basic.mobile", "0500000000"),
        ("basic.birth", "1410/03/12"),
        ("basic.birth", "1989/10/11"),
        ("income.0.amount", "8500"),
        ("address.short", "ABCD1234"),
        ("address.street", "شارع 12"),
        ("bank.iban", "SA0380000000608010167519"),
        ("bank.holder", "فلان بن فلان"),
    ):
        assert expected in lines


@given(registrations())
def test_nothing_that_is_copied_has_marks_nobody_sees(draft):
    for line in lines_of(sheet_of(draft)):
        assert line.copied == strip_controls(line.copied)
        assert line.value
        assert line.label
        assert line.masked
        assert not line.remark or line.standing is not Standing.FINE


def test_numbers_are_hidden_and_names_are_not():
    draft = whole("household").with_income(1, kind=IncomeKind.RENT, amount="8500", period=Period.YEARLY)
    masked = strip_controls(" ".join(line.masked for line in lines_of(sheet_of(draft)))).replace(" ", "")
    assert not [number for number in PERSONAL if number.replace(",", "") in masked or number in masked]
    assert "10••••••08" in masked
    assert "05••••••00" in masked
    assert "SA03••••••••••••••••7519" in masked
    assert "مثالبنفلان" in masked
    shown = strip_controls(" ".join(line.value for line in lines_of(sheet_of(draft))))
    assert "SA03 8000 0000 6080 1016 7519" in shown


def test_the_total_the_bank_and_the_notes():
    draft = whole("household").with_income(
        1, kind=IncomeKind.OTHER, amount="12000", period=Period.YEARLY, note="عمل حر"
    )
    lines = by_id(sheet_of(draft))
    assert lines[TOTAL].copied == "9500"
    assert lines[BANK_NAME].copied in {"Al Rajhi Bank", "مصرف الراجحي"}
    assert "عمل حر" in lines["income.1.amount"].value
    # One monthly income is its own total.
    assert TOTAL not in by_id(sheet_of(whole("household")))
    assert BANK_NAME not in by_id(sheet_of(draft.with_bank(iban="SA03")))


def test_what_is_wrong_is_marked_and_shown_as_typed():
    draft = whole("household").with_applicant(mobile="05000").with_member(0, birth="1980-01-05")
    sheet = sheet_of(draft)
    lines = by_id(sheet)
    assert strip_controls(lines["basic.mobile"].value) == "05000"
    assert lines["basic.mobile"].remark
    assert lines["basic.mobile"].standing is Standing.MISSING
    assert lines["family.0.birth"].remark
    assert sheet.incomplete
    assert not sheet_of(whole("household")).incomplete


def test_a_blank_one_says_so_and_copies_nothing():
    sheet = sheet_of(RegistrationDraft())
    assert len({line.value for line in lines_of(sheet)}) == 1
    assert not any(line.copied or line.remark for line in lines_of(sheet))


def test_boxes_for_documents_and_housing():
    draft = whole("independent").evolve(housing_proof="deed-electricity")
    sheet = sheet_of(draft)
    assert [(line.slot, line.ready) for line in sheet.documents] == [
        ("national-id", True),
        ("income-proof", True),
        ("bank-statement", True),
        ("housing-proof", False),
    ]
    assert len(sheet.documents[-1].papers) == 2
    assert [option.id for option in sheet.housing if option.chosen] == ["deed-electricity"]
    assert len(sheet.housing) == 9
    verified = sheet_of(draft.evolve(housing_proof="ejar-contract"))
    assert verified.documents[-1].ready
    assert sheet_of(whole("household")).housing == ()
    assert sheet_of(whole("household")).housing_title == ""


@pytest.mark.parametrize("kind", ["household", "independent"])
def test_the_text_has_it_all_and_no_marks(kind, language):
    draft = whole(kind).with_applicant(mobile="05000")
    sheet = sheet_of(draft)
    text = summary_text(sheet)
    assert text == strip_controls(text)
    for line in lines_of(sheet):
        assert f"{line.label}: {strip_controls(line.value)}" in text
    assert text.count("\u2611") + text.count("\u2610") == len(sheet.documents) + len(sheet.housing)
    assert sheet.caution in text
    assert strip_controls(str(CONTENT.portal.caution)) in text
    assert (language is Language.ARABIC) == (CONTENT.form.step(StepId.INCOME).name.ar in text)


def test_an_uncounted_income_is_told():
    draft = whole("household").with_income(1, kind=IncomeKind.RENT, amount="x")
    assert by_id(sheet_of(draft))[TOTAL].copied == "8500"
    assert by_id(sheet_of(draft))[TOTAL].label != by_id(sheet_of(draft.with_income(1, amount="0")))[TOTAL].label


def test_a_member_is_headed_by_relation_and_name():
    draft = whole("household").with_member(1, relation=Relation.WIFE).with_member(2)
    groups = next(section for section in sheet_of(draft).sections if section.step is StepId.FAMILY).groups
    relation = CONTENT.form.relation("son")
    assert strip_controls(groups[0].heading) == f"{relation.name} · مثال بن فلان"
    assert groups[1].heading == str(CONTENT.form.relation("wife").name)
    assert "3" in groups[2].heading
