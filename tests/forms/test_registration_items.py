"""What speaks against answers beside each other: family, ages, incomes, the account, documents."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.registration import (
    FamilyMember,
    IncomeKind,
    IncomeSource,
    Period,
    RegistrationDraft,
    Relation,
)
from citizen_desktop.forms.registration_flow import registration_state
from citizen_desktop.forms.registration_income import all_counted, monthly, total_monthly
from citizen_desktop.forms.registration_items import FieldFlaw
from citizen_desktop.forms.registration_slots import asked_documents, housing_papers
from citizen_desktop.forms.registration_words import field_name, field_sentence, step_detail
from tests.forms.registration_strategies import AMOUNTS, CONTENT, registrations, whole
from tests.forms.strategies import TODAY

IDS = ("1000000016", "1000000024", "1000000032", "1000000040", "1000000057", "1000000065")


def member(place, relation, **changes):
    defaults = {"name": f"فلان {'ابجدهوز'[place]}", "national_id": IDS[place], "birth": "2015-01-05", "income": "0"}
    return FamilyMember(relation=relation, **(defaults | changes))


def flaws(members, **applicant):
    draft = whole("household").with_applicant(**applicant).evolve(members=tuple(members))
    items = registration_state(CONTENT, draft, TODAY).of_step(StepId.FAMILY)
    return {item.id: (item.flaw, item.other) for item in items if item.standing is not Standing.FINE}


GROWN = {"birth": "1990-01-05"}
OLD = {"birth": "1950-01-05"}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([(Relation.WIFE, GROWN), (Relation.SON, {})], {}),
        ([(Relation.SON, {"birth": "1980-01-05"})], {"family.0.birth": (FieldFlaw.CHILD_OLDER, None)}),
        ([(Relation.DAUGHTER, {"birth": "11/10/1989"})], {"family.0.birth": (FieldFlaw.CHILD_OLDER, None)}),
        ([(Relation.DAUGHTER, {"birth": "12/10/1989"})], {"family.0.birth": (FieldFlaw.CLOSE_IN_AGE, None)}),
        ([(Relation.SON, {"birth": "10/10/1999"})], {"family.0.birth": (FieldFlaw.CLOSE_IN_AGE, None)}),
        ([(Relation.SON, {"birth": "11/10/1999"})], {}),
        ([(Relation.FATHER, OLD), (Relation.MOTHER, OLD)], {}),
        ([(Relation.MOTHER, {"birth": "1995-01-05"})], {"family.0.birth": (FieldFlaw.PARENT_YOUNGER, None)}),
        ([(Relation.FATHER, {"birth": "1985-01-05"})], {"family.0.birth": (FieldFlaw.CLOSE_IN_AGE, None)}),
        ([(Relation.BROTHER, {"birth": "1950-01-05"})], {}),
        ([(Relation.SON, {"national_id": "1000000008"})], {"family.0.national-id": (FieldFlaw.OWN_ID, None)}),
        ([(Relation.SON, {"national_id": "١٠٠٠٠٠٠٠٠٨"})], {"family.0.national-id": (FieldFlaw.OWN_ID, None)}),
        (
            [(Relation.SON, {}), (Relation.DAUGHTER, {"national_id": "1000 000 016"})],
            {"family.1.national-id": (FieldFlaw.SAME_ID, 0)},
        ),
        # A wrong number is wrong by itself: nothing is said of it beside another.
        (
            [(Relation.SON, {"national_id": "12"}), (Relation.DAUGHTER, {"national_id": "12"})],
            {"family.0.national-id": (None, None), "family.1.national-id": (None, None)},
        ),
        (
            [(Relation.SON, {"name": "أحمد"}), (Relation.SON, {"name": "احمد", "birth": "14/3/1436"})],
            {"family.1.name": (FieldFlaw.SAME_PERSON, 0)},
        ),
        ([(Relation.SON, {"name": "أحمد"}), (Relation.SON, {"name": "محمد"})], {}),
        ([(Relation.WIFE, GROWN)] * 4, {}),
        ([(Relation.WIFE, GROWN)] * 5, {"family.4.relation": (FieldFlaw.TOO_MANY_WIVES, 0)}),
        ([(Relation.HUSBAND, GROWN)] * 2, {"family.1.relation": (FieldFlaw.SECOND_ONE, 0)}),
        (
            [(Relation.SON, {}), (Relation.FATHER, OLD), (Relation.FATHER, OLD)],
            {"family.2.relation": (FieldFlaw.SECOND_ONE, 1)},
        ),
        ([(Relation.WIFE, GROWN), (Relation.HUSBAND, GROWN)], {"family.1.relation": (FieldFlaw.WIFE_AND_HUSBAND, 0)}),
    ],
)
def test_what_can_not_be_in_a_family_is_pointed_out(members, expected):
    found = flaws([member(place, relation, **changes) for place, (relation, changes) in enumerate(members)])
    assert found == expected


def test_a_mother_has_no_wife():
    assert flaws([member(0, Relation.WIFE, **GROWN)], kind="saudi-mother") == {
        "family.0.relation": (FieldFlaw.NOT_OF_A_MOTHER, None)
    }


def test_ages_are_compared_only_where_both_days_are_right():
    assert flaws([member(0, Relation.SON, birth="1980-01-05")], birth="") == {}
    assert flaws([member(0, Relation.SON, birth="31/2/1980")]) == {"family.0.birth": (None, None)}


def test_that_there_is_nobody_is_an_answer_and_a_contradiction_is_none():
    def rows(kind, **changes):
        item = registration_state(CONTENT, whole(kind).evolve(**changes), TODAY).item("family.members")
        return item.standing, item.flaw

    assert rows("transport-card", members=(), no_members=True) == (Standing.FINE, None)
    assert rows("household", members=(), no_members=True) == (Standing.DOUBTFUL, FieldFlaw.NO_DEPENDANTS)
    assert rows("household", members=()) == (Standing.MISSING, FieldFlaw.NO_ROWS)
    assert rows("household", no_members=True) == (Standing.MISSING, FieldFlaw.CONTRADICTION)
    incomes = whole("household").evolve(no_income=True)
    item = registration_state(CONTENT, incomes, TODAY).item("income.sources")
    assert (item.flaw, item.is_empty) == (FieldFlaw.CONTRADICTION, False)
    assert registration_state(CONTENT, incomes.evolve(incomes=()), TODAY).complete


@pytest.mark.parametrize(
    ("born", "flaw"),
    [
        ("2008-11-22", None),
        # Eighteen Hijri years, and not yet eighteen Gregorian ones: no source says which are meant.
        ("2008-11-23", None),
        ("12/6/1430", None),
        ("13/6/1430", FieldFlaw.UNDER_AGE),
        ("2012-01-01", FieldFlaw.UNDER_AGE),
    ],
)
def test_an_independent_individual_is_grown_up(born, flaw):
    for kind, expected in (("independent", flaw), ("household", None)):
        draft = whole(kind).with_applicant(birth=born).evolve(members=(), no_members=True)
        item = registration_state(CONTENT, draft, TODAY).item("basic.birth")
        assert item.flaw is expected
        assert item.standing is (Standing.FINE if expected is None else Standing.DOUBTFUL)


def test_an_unknown_bank_is_a_doubt_and_a_wrong_iban_a_gap():
    def bank(iban):
        item = registration_state(CONTENT, whole("household").with_bank(iban=iban), TODAY).item("bank.iban")
        return item.standing, item.flaw

    assert bank("sa03 8000-0000 6080 1016 7519") == (Standing.FINE, None)
    assert bank("SA" + "0399" + "000000608010167519") == (Standing.MISSING, None)
    # 99 is no bank's code: the check digits are worked out for it.
    rest = "99000000608010167519"
    number = int("".join(str(int(character, 36)) for character in rest + "SA00"))
    assert bank(f"SA{98 - number % 97:02}{rest}") == (Standing.DOUBTFUL, FieldFlaw.UNKNOWN_BANK)


def test_documents_follow_the_answers():
    def slots(kind, independent=None):
        draft = whole(kind, independent=independent)
        return [slot.id for slot in asked_documents(CONTENT, draft) if slot.required]

    everybody = ["national-id", "income-proof", "bank-statement"]
    assert slots("household") == slots("saudi-mother") == slots("transport-card") == everybody
    assert slots("independent") == slots("social-security", independent=True) == [*everybody, "housing-proof"]
    assert slots("social-security", independent=False) == slots("social-security") == everybody
    assert all(slot.facts for slot in asked_documents(CONTENT, whole("independent")))


def test_papers_of_a_proof_are_taken_in_their_order():
    draft = whole("independent").evolve(housing_proof="deed-electricity")
    papers = housing_papers(CONTENT, draft)
    assert [(paper.name.en, paper.attachment) for paper in papers] == [("Title deed", None), ("Electricity bill", None)]
    deed = Attachment(slot="housing-proof", original_name="deed.pdf", size=5, sha256="9" * 64)
    draft = draft.evolve(attachments=(*draft.attachments, deed))
    assert [paper.attachment for paper in housing_papers(CONTENT, draft)] == [deed, None]
    item = registration_state(CONTENT, draft, TODAY).item("slot.housing-proof")
    assert (item.standing, item.flaw) == (Standing.DOUBTFUL, None)
    unnamed = registration_state(CONTENT, draft.evolve(housing_proof=None), TODAY).item("slot.housing-proof")
    assert (unnamed.standing, unnamed.flaw) == (Standing.DOUBTFUL, FieldFlaw.CHOOSE_PROOF)
    assert housing_papers(CONTENT, draft.evolve(housing_proof="ejar-contract")) == ()


# ── Incomes ─────────────────────────────────────────────────────────────────
def test_yearly_amounts_are_counted_by_month():
    draft = RegistrationDraft(
        incomes=(
            IncomeSource(kind=IncomeKind.SALARY, amount="٨٬٥٠٠"),
            IncomeSource(kind=IncomeKind.RENT, amount="12,000", period=Period.YEARLY),
            IncomeSource(kind=IncomeKind.OTHER, amount="x"),
        )
    )
    assert [monthly(income) for income in draft.incomes] == [850_000, 100_000, None]
    assert (total_monthly(draft), all_counted(draft)) == (950_000, False)
    assert total_monthly(RegistrationDraft()) is None
    assert total_monthly(RegistrationDraft(no_income=True)) == 0
    assert monthly(FamilyMember(income="1200", income_period=Period.YEARLY)) == 10_000


@given(st.lists(st.tuples(AMOUNTS, st.sampled_from(Period)), max_size=5))
def test_the_total_is_what_the_rows_add_up_to(rows):
    draft = RegistrationDraft(incomes=tuple(IncomeSource(amount=amount, period=period) for amount, period in rows))
    found = [halalas for income in draft.incomes if (halalas := monthly(income)) is not None]
    assert total_monthly(draft) == (sum(found) if found else None)


# ── Words ───────────────────────────────────────────────────────────────────
@given(registrations())
def test_everything_that_is_not_fine_is_named_and_explained(draft):
    state = registration_state(CONTENT, draft, TODAY)
    for item in state.items:
        assert field_name(CONTENT, item), item.id
        assert bool(field_sentence(item)) == (item.standing is not Standing.FINE), item.id


def test_the_second_lines_of_the_steps(language):
    from citizen_desktop.forms.registration_flow import Walk, step_views

    draft = whole("household")
    state = registration_state(CONTENT, draft, TODAY)
    for walk in (Walk(), Walk(StepId.REVIEW, frozenset(StepId))):
        for view in step_views(state, walk):
            assert step_detail(CONTENT, draft, state, view)
    blank = RegistrationDraft()
    fresh = registration_state(CONTENT, blank, TODAY)
    details = {view.id: step_detail(CONTENT, blank, fresh, view) for view in step_views(fresh, Walk())}
    assert details[StepId.INCOME] == str(CONTENT.form.step(StepId.INCOME).todo)
    assert "3" in details[StepId.DOCUMENTS]


def test_a_birthday_today_is_no_future():
    draft = whole("household").with_member(0, birth="22/11/2026")
    assert registration_state(CONTENT, draft, TODAY).complete
    assert not registration_state(CONTENT, draft, date(2026, 11, 21)).complete
