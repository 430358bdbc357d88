"""What is missing, doubtful and fine."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.forms.completeness import Flaw, ItemId, Standing, completeness
from citizen_desktop.forms.draft import Attachment, ObjectionDraft
from citizen_desktop.forms.progress_words import item_name, item_sentence, summary
from citizen_desktop.identity.mobile import MobileProblem
from citizen_desktop.identity.national_id import IdProblem
from tests.forms.strategies import (
    CONTENT,
    DAYS,
    IDENTITY_NUMBERS,
    MOBILES,
    PERIODS,
    PROOFS,
    TEXTS,
    TODAY,
    attachments,
    drafts,
)

# Answers on which it depends what else is asked.
KINDS = {"applicant.kind", "objection.kind", "objection.reason"}


def missing(content, draft, today):
    return {item.id for item in completeness(content, draft, today).missing}


def test_a_full_draft_is_complete(content, full_draft, today):
    found = completeness(content, full_draft, today)
    assert found.complete
    assert not found.doubtful
    assert found.percent == 100


def test_an_empty_draft_lists_what_everybody_must_say(content, today):
    found = completeness(content, ObjectionDraft(), today)
    assert {item.id for item in found.items} == {
        "applicant.kind",
        "applicant.name",
        "applicant.national-id",
        "applicant.mobile",
        "objection.kind",
        "objection.period",
        "objection.day",
        "objection.reason",
        "objection.explanation",
        "slot.national-id",
        "slot.income-proof",
        "slot.bank-statement",
    }
    assert found.percent == 0
    assert found.missing_slots == ("national-id", "income-proof", "bank-statement")


@pytest.mark.parametrize(
    ("about", "changes", "item", "standing", "flaw"),
    [
        ("applicant", {"kind": "no-such"}, "applicant.kind", Standing.MISSING, Flaw.NOT_IN_LIST),
        ("applicant", {"kind": "social-security"}, "applicant.independent", Standing.MISSING, Flaw.EMPTY),
        ("applicant", {"name": " 12 "}, "applicant.name", Standing.MISSING, Flaw.NO_LETTERS),
        ("applicant", {"national_id": ""}, "applicant.national-id", Standing.MISSING, IdProblem.EMPTY),
        ("applicant", {"national_id": "1000000000"}, "applicant.national-id", Standing.MISSING, IdProblem.CHECKSUM),
        ("applicant", {"mobile": "500000000"}, "applicant.mobile", Standing.MISSING, MobileProblem.NO_ZERO),
        ("objection", {"period": None}, "objection.period", Standing.MISSING, Flaw.EMPTY),
        ("objection", {"period": "2026-12"}, "objection.period", Standing.DOUBTFUL, Flaw.FUTURE),
        ("objection", {"day": None}, "objection.day", Standing.MISSING, Flaw.EMPTY),
        ("objection", {"day": date(2026, 11, 23)}, "objection.day", Standing.MISSING, Flaw.FUTURE),
        ("objection", {"day": date(2026, 8, 23)}, "objection.day", Standing.DOUBTFUL, Flaw.TIME_IS_UP),
        ("objection", {"day": date(2026, 10, 31)}, "objection.day", Standing.DOUBTFUL, Flaw.BEFORE_PERIOD),
        ("objection", {"paid": None}, "objection.paid", Standing.MISSING, Flaw.EMPTY),
        ("objection", {"paid": False}, "objection.paid", Standing.DOUBTFUL, Flaw.NOT_PAID_YET),
        ("objection", {"reason": "no-such"}, "objection.reason", Standing.MISSING, Flaw.NOT_IN_LIST),
        ("objection", {"portal_words": " "}, "objection.portal-words", Standing.MISSING, Flaw.EMPTY),
        ("objection", {"explanation": "a" * 601}, "objection.explanation", Standing.MISSING, Flaw.TOO_LONG),
        ("objection", {"explanation": " " + "a" * 600}, "objection.explanation", Standing.FINE, None),
        ("objection", {"reason": "abroad"}, "slot.reason-proof", Standing.MISSING, Flaw.NO_FILE),
    ],
)
def test_one_answer_changed(content, full_draft, today, about, changes, item, standing, flaw):
    change = full_draft.with_applicant if about == "applicant" else full_draft.with_objection
    found = completeness(content, change(**changes), today)
    assert (found.item(item).standing, found.item(item).flaw) == (standing, flaw)
    assert [other.id for other in (*found.missing, *found.doubtful)] == ([] if flaw is None else [item])
    assert found.complete == (standing is not Standing.MISSING)
    assert (found.percent == 100) == (flaw is None)


def test_an_eligibility_objection_asks_nothing_about_a_payment(content, full_draft, today):
    draft = full_draft.with_objection(kind="eligibility", paid=None, day=date(2026, 10, 31))
    assert completeness(content, draft, today).item(ItemId.PAID) is None
    assert completeness(content, draft, today).percent == 100


def with_files(draft, *files):
    return draft.evolve(attachments=tuple(Attachment(original_name="x", **file) for file in files))


def one_slot(content, draft, today, slot):
    return completeness(content, draft, today).item(f"slot.{slot}")


def test_files_in_a_slot(content, full_draft, today):
    def judged(*files, slot="national-id"):
        item = one_slot(content, with_files(full_draft, *({"slot": slot, **file} for file in files)), today, slot)
        return item and (item.standing, item.flaw)

    assert judged({"size": 1}) == (Standing.FINE, None)
    assert judged({"size": 0}) == (Standing.MISSING, Flaw.EMPTY_FILE)
    assert judged({"size": 1}, {"size": 0}) == (Standing.DOUBTFUL, Flaw.EMPTY_FILE)
    assert judged({"size": 4_000_000}) == (Standing.FINE, None)
    assert judged({"size": 4_000_001}) == (Standing.DOUBTFUL, Flaw.FILE_TOO_LARGE)
    assert judged({"size": 1, "doubts": ("blurred",)}) == (Standing.DOUBTFUL, Flaw.DOUBTFUL_FILE)
    assert judged({"size": 1}, slot="no-such") == (Standing.DOUBTFUL, Flaw.UNKNOWN_SLOT)
    assert judged({"size": 1}, slot="other") == (Standing.FINE, None)
    assert judged(slot="other") is None


def test_files_together_are_too_large(content, full_draft, today):
    draft = with_files(full_draft, *[{"slot": "other", "size": 3_500_000}] * 3)
    item = completeness(content, draft, today).item(ItemId.PACKAGE_SIZE)
    assert (item.standing, item.flaw, item.count) == (Standing.DOUBTFUL, Flaw.FILES_TOO_LARGE, 10)


def test_housing_that_the_programme_verifies_needs_no_file(content, full_draft, today):
    bare = full_draft.evolve(attachments=())
    assert one_slot(content, bare, today, "housing-proof").standing is Standing.MISSING
    verified = bare.with_objection(housing_proof="ejar-contract")
    assert one_slot(content, verified, today, "housing-proof").standing is Standing.FINE
    two_papers = full_draft.with_objection(housing_proof="deed-electricity")
    item = one_slot(content, two_papers, today, "housing-proof")
    assert (item.flaw, item.count) == (Flaw.FEWER_FILES, 2)


ANSWERS = {
    ("applicant", "name"): (TEXTS, ""),
    ("applicant", "national_id"): (IDENTITY_NUMBERS, ""),
    ("applicant", "mobile"): (MOBILES, ""),
    ("objection", "period"): (PERIODS, None),
    ("objection", "day"): (DAYS, None),
    ("objection", "paid"): (st.booleans(), None),
    ("objection", "portal_words"): (TEXTS, ""),
    ("objection", "explanation"): (st.text() | st.just("a" * 700), ""),
    ("objection", "housing_proof"): (PROOFS, None),
}


@given(drafts(), st.sampled_from(sorted(ANSWERS)), st.data())
def test_filling_a_field_adds_nothing_missing(draft, field, data):
    part, name = field
    strategy, empty = ANSWERS[field]
    change = draft.with_applicant if part == "applicant" else draft.with_objection
    before = missing(CONTENT, change(**{name: empty}), TODAY)
    after = missing(CONTENT, change(**{name: data.draw(strategy)}), TODAY)
    assert after <= before


@given(drafts(), attachments())
def test_attaching_a_file_adds_nothing_missing(draft, attachment):
    more = draft.evolve(attachments=(*draft.attachments, attachment))
    assert missing(CONTENT, more, TODAY) <= missing(CONTENT, draft, TODAY)


@given(drafts(), st.sampled_from(["household", "independent", "social-security"]))
def test_the_kind_of_applicant_adds_only_what_it_asks_for(draft, kind):
    before = missing(CONTENT, draft.with_applicant(kind=None), TODAY)
    after = missing(CONTENT, draft.with_applicant(kind=kind), TODAY)
    assert after - before <= {"applicant.independent", "slot.housing-proof"}
    assert "applicant.kind" in before - after


@given(drafts(), st.sampled_from(["eligibility", "amount"]), st.sampled_from(["abroad", "other", "housing-not-proved"]))
def test_the_kind_of_objection_and_the_reason_add_only_what_they_ask_for(draft, kind, reason):
    before = missing(CONTENT, draft.with_objection(kind=None, reason=None), TODAY)
    after = missing(CONTENT, draft.with_objection(kind=kind, reason=reason), TODAY)
    assert after - before <= {"objection.paid", "objection.portal-words", "slot.reason-proof", "slot.housing-proof"}
    assert before - after >= {"objection.kind", "objection.reason"}


@given(drafts(), st.dates())
def test_any_draft_on_any_day_is_judged(draft, day):
    found = completeness(CONTENT, draft, day)
    assert len({item.id for item in found.items}) == len(found.items)
    assert set(found.items) == {*found.missing, *found.doubtful, *found.standing(Standing.FINE)}
    assert 0 <= found.percent <= 100
    assert (found.percent == 100) == (not found.missing and not found.doubtful)
    assert summary(found)
    for item in found.items:
        assert item_name(CONTENT, item)
        assert bool(item_sentence(item)) == (item.standing is not Standing.FINE)
