"""Which documents are asked for, of everybody and for every reason."""

import itertools

import pytest

from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.slots import asked_slots, is_independent, slots_of

ALWAYS = {"national-id", "income-proof", "bank-statement"}
ANSWERED = {"dependant-not-eligible", "abroad", "commercial-register", "attachment-rejected", "data-mismatch"}


def required(slots):
    return {slot.id for slot in slots if slot.required}


def test_every_applicant_every_kind_every_reason(content):
    rules = content.rules
    applicants = [(row, row.independent) for row in rules.applicants if not row.asks_independent]
    applicants += [(row, answer) for row in rules.applicants if row.asks_independent for answer in (False, True)]
    walked = 0
    for (applicant, independent), kind, reason in itertools.product(applicants, ObjectionKind, rules.reasons):
        slots = asked_slots(content, applicant.id, kind, reason.id, independent=independent)
        expected = set(ALWAYS)
        if independent or reason.id == "housing-not-proved":
            expected.add("housing-proof")
        if reason.id in ANSWERED:
            expected.add("reason-proof")
        assert required(slots) == expected, (applicant.id, kind, reason.id)
        order = [slot.id for slot in content.documents.slots]
        assert [slot.id for slot in slots] == [slot_id for slot_id in order if slot_id in {slot.id for slot in slots}]
        for slot in slots:
            assert slot.because
            assert slot.facts
            assert str(slot.hint)
        walked += 1
    assert walked == 6 * 2 * 8


def test_the_reason_says_which_paper_answers_it(content):
    (slot,) = (slot for slot in asked_slots(content, None, None, "attachment-rejected") if slot.id == "reason-proof")
    assert slot.hint == content.rules.reason("attachment-rejected").paper
    (slot,) = (slot for slot in asked_slots(content, None, None, "other") if slot.id == "reason-proof")
    assert not slot.required


@pytest.mark.parametrize(
    ("kind", "answer", "expected"),
    [
        ("independent", None, True),
        ("independent", False, True),
        ("household", True, False),
        ("social-security", None, None),
        ("social-security", True, True),
        ("social-security", False, False),
        (None, True, None),
        ("no-such", True, None),
    ],
)
def test_independence_is_the_kind_s_or_the_answer_s(content, kind, answer, expected):
    assert is_independent(content.rules, kind, independent=answer) is expected


def test_nothing_answered_asks_for_what_everybody_brings(content):
    assert required(asked_slots(content, None, None, None)) == ALWAYS
    assert required(asked_slots(content, "no-such", None, "no-such")) == ALWAYS


def test_a_draft_asks_by_its_answers(content, full_draft):
    assert required(slots_of(content, full_draft)) == {*ALWAYS, "housing-proof"}
