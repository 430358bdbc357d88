"""The way through a registration, walked without a window: over every kind of applicant, and back and forth at random."""

import itertools
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.content.registration_models import StepId
from citizen_desktop.forms.any_draft import any_draft_from_json
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.draft_file import draft_to_json
from citizen_desktop.forms.registration import IncomeKind, Period, RegistrationDraft, Relation
from citizen_desktop.forms.registration_flow import (
    StepSign,
    Walk,
    registration_state,
    step_views,
    visible_steps,
)
from citizen_desktop.forms.registration_items import FieldFlaw
from tests.forms.registration_strategies import CONTENT, registrations, whole
from tests.forms.strategies import TODAY

ALL = list(StepId)
ALONE = [step for step in StepId if step is not StepId.FAMILY]
APPLICANTS = {
    ("household", None): ALL,
    ("independent", None): ALONE,
    ("social-security", True): ALONE,
    ("social-security", False): ALL,
    ("social-security", None): ALL,
    ("saudi-mother", None): ALL,
    ("transport-card", None): ALL,
    # An answer that is left from another kind counts for nothing.
    ("household", True): ALL,
    ("independent", False): ALONE,
    (None, None): ALL,
    (None, True): ALL,
    ("no-such", True): ALL,
}
ANSWERED = [pair for pair in APPLICANTS if pair[0] not in {None, "no-such"} and pair != ("social-security", None)]
HOUSING = {("independent", None), ("independent", False), ("social-security", True)}

BLANKS = {
    "kind.kind": lambda draft: draft.with_applicant(kind=None),
    "basic.national-id": lambda draft: draft.with_applicant(national_id=""),
    "basic.birth": lambda draft: draft.with_applicant(birth=""),
    "basic.mobile": lambda draft: draft.with_applicant(mobile=""),
    "income.sources": lambda draft: draft.evolve(incomes=()),
    "income.0.kind": lambda draft: draft.with_income(0, kind=None),
    "income.0.amount": lambda draft: draft.with_income(0, amount=""),
    "income.0.note": lambda draft: draft.with_income(0, kind=IncomeKind.OTHER),
    "address.building": lambda draft: draft.with_address(building=""),
    "address.street": lambda draft: draft.with_address(street=""),
    "address.district": lambda draft: draft.with_address(district=""),
    "address.city": lambda draft: draft.with_address(city=""),
    "address.postal-code": lambda draft: draft.with_address(postal_code=""),
    "address.secondary": lambda draft: draft.with_address(secondary=""),
    "bank.iban": lambda draft: draft.with_bank(iban=""),
    "bank.holder": lambda draft: draft.with_bank(holder=""),
    "slot.national-id": lambda draft: draft.evolve(attachments=draft.attachments[1:]),
}
FAMILY_BLANKS = {
    "family.members": lambda draft: draft.evolve(members=()),
    "family.0.relation": lambda draft: draft.with_member(0, relation=None),
    "family.0.name": lambda draft: draft.with_member(0, name=""),
    "family.0.national-id": lambda draft: draft.with_member(0, national_id=""),
    "family.0.birth": lambda draft: draft.with_member(0, birth=""),
    "family.0.income": lambda draft: draft.with_member(0, income=""),
}


def state_of(draft):
    return registration_state(CONTENT, draft, TODAY)


def steps_of(draft):
    return visible_steps(CONTENT, draft)


@pytest.mark.parametrize(("applicant", "steps"), APPLICANTS.items())
def test_which_steps_there_are_for_whom(applicant, steps):
    kind, independent = applicant
    draft = RegistrationDraft().with_applicant(kind=kind, independent=independent)
    assert [row.id for row in steps_of(draft)] == steps


@pytest.mark.parametrize("applicant", ANSWERED)
def test_a_whole_one_is_complete_whoever_it_is(applicant):
    kind, independent = applicant
    draft = whole(kind, independent=independent)
    state = state_of(draft)
    assert (state.missing, state.doubtful, state.complete) == ((), (), True)
    views = step_views(state, Walk(StepId.REVIEW, frozenset(ALL)))
    assert {view.sign for view in views[:-1]} == {StepSign.DONE}
    assert views[-1].sign is StepSign.CURRENT
    assert [view.number for view in views] == list(range(1, len(views) + 1))
    assert (state.item("kind.independent") is not None) == (kind == "social-security")


@pytest.mark.parametrize("applicant", ANSWERED)
def test_housing_is_asked_of_the_independent_alone(applicant):
    kind, independent = applicant
    draft = whole(kind, independent=independent).evolve(housing_proof=None)
    item = state_of(draft).item("slot.housing-proof")
    assert (item is not None) == (applicant in HOUSING)
    if item is not None:
        assert (item.standing, item.flaw, item.is_empty) == (Standing.MISSING, FieldFlaw.CHOOSE_PROOF, True)
        assert state_of(draft).missing_slots == ("housing-proof",)


@pytest.mark.parametrize("applicant", ANSWERED)
def test_each_answer_that_is_taken_back_is_missed_in_its_step_alone(applicant):
    kind, independent = applicant
    draft = whole(kind, independent=independent)
    blanks = BLANKS | (FAMILY_BLANKS if StepId.FAMILY in APPLICANTS[applicant] else {})
    left = frozenset(ALL)
    for item_id, blank in blanks.items():
        state = state_of(blank(draft))
        assert [item.id for item in state.missing if item.id == item_id] == [item_id]
        assert {item.id for item in state.missing} <= {item_id} or item_id == "kind.kind"
        item = state.item(item_id)
        assert item.is_empty
        views = {view.id: view for view in step_views(state, Walk(StepId.REVIEW, left))}
        assert views[item.step].sign is StepSign.ATTENTION
        assert item in views[item.step].to_mend
        others = {view.sign for view in views.values() if view.id not in {item.step, StepId.REVIEW}}
        assert others == {StepSign.DONE} or item_id == "kind.kind"
        # Before the step was ever left, nothing in it is called missing.
        fresh = next(view for view in step_views(state, Walk(item.step)) if view.id is item.step)
        assert item not in fresh.to_mend
        assert fresh.sign is StepSign.CURRENT


def test_what_is_wrong_is_marked_while_it_is_typed_and_what_is_empty_is_not():
    state = state_of(RegistrationDraft().with_applicant(mobile="050000000"))
    view = step_views(state, Walk(StepId.BASIC))[1]
    assert [item.id for item in view.to_mend] == ["basic.mobile"]
    assert (view.sign, view.begun, view.complete) == (StepSign.CURRENT, True, False)
    left = step_views(state, Walk(StepId.BASIC).to(StepId.INCOME))[1]
    assert [item.id for item in left.to_mend] == ["basic.national-id", "basic.birth", "basic.mobile"]
    assert left.sign is StepSign.ATTENTION


def test_a_draft_that_was_opened_again_shows_where_answers_are_missing():
    state = state_of(RegistrationDraft().with_address(city="x"))
    signs = {view.id: view.sign for view in step_views(state, Walk())}
    assert signs[StepId.ADDRESS] is StepSign.ATTENTION
    assert signs[StepId.INCOME] is StepSign.TODO
    assert signs[StepId.REVIEW] is StepSign.TODO


@given(registrations())
def test_every_item_has_a_step_that_is_there_and_a_row_with_its_name(draft):
    state = state_of(draft)
    steps = [row.id for row in state.steps]
    assert len({item.id for item in state.items}) == len(state.items)
    for item in state.items:
        assert item.step in steps
        assert item.slot is not None or CONTENT.form.field(item.field) is not None
        assert (item.standing is Standing.FINE) or item.flaw or item.document or item.check.problem
        assert not item.is_empty or item.standing is Standing.MISSING
    assert [item.step for item in state.items] == sorted((item.step for item in state.items), key=ALL.index)
    for view in step_views(state, Walk(steps[0], frozenset(steps))):
        assert view.sign is not StepSign.DONE or not view.to_mend


@given(registrations(), st.sampled_from(["household", "independent", "saudi-mother"]))
def test_answers_of_a_step_that_is_not_there_wait(draft, kind):
    before = draft.with_applicant(kind="household")
    elsewhere = before.with_applicant(kind=kind)
    assert (elsewhere.members, elsewhere.no_members) == (draft.members, draft.no_members)
    assert kind != "independent" or not state_of(elsewhere).of_step(StepId.FAMILY)
    assert state_of(elsewhere.with_applicant(kind="household")) == state_of(before)


# ── Going ───────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("applicant", "steps"), APPLICANTS.items())
def test_next_goes_through_all_steps_and_nothing_keeps_anybody(applicant, steps):
    kind, independent = applicant
    rows = steps_of(RegistrationDraft().with_applicant(kind=kind, independent=independent))
    walk, seen = Walk(), [StepId.KIND]
    while walk.next_step(rows) is not None:
        walk = walk.forward(rows)
        seen.append(walk.current)
    assert seen == steps
    assert walk.forward(rows).current is StepId.REVIEW
    assert walk.left == set(steps) - {StepId.REVIEW}
    while walk.step_before(rows) is not None:
        walk = walk.back(rows)
        seen.append(walk.current)
    assert seen == [*steps, *reversed(steps[:-1])]
    assert walk.back(rows).current is StepId.KIND


@pytest.mark.parametrize(("applicant", "steps"), APPLICANTS.items())
def test_a_change_from_the_review_comes_back_to_it(applicant, steps):
    rows = steps_of(RegistrationDraft().with_applicant(kind=applicant[0], independent=applicant[1]))
    for step in steps[:-1]:
        there = Walk(StepId.REVIEW).change(step)
        assert (there.current, there.returning) == (step, True)
        assert there.next_step(rows) is StepId.REVIEW
        for back in (there.forward(rows), there.back(rows), there.to(StepId.REVIEW)):
            assert (back.current, back.returning) == (StepId.REVIEW, False)
        # Whoever goes elsewhere in between is on the ordinary way again.
        assert not there.to(StepId.KIND).returning


def test_a_step_that_goes_away_leads_to_the_one_after_it():
    rows = steps_of(RegistrationDraft().with_applicant(kind="independent"))
    assert Walk(StepId.FAMILY, frozenset({StepId.KIND})).settled(rows) == Walk(StepId.BANK, frozenset({StepId.KIND}))
    assert Walk(StepId.BANK).settled(rows) == Walk(StepId.BANK)
    assert Walk(StepId.FAMILY).forward(rows).current is StepId.BANK
    assert Walk(StepId.FAMILY).back(rows).current is StepId.ADDRESS
    assert Walk(StepId.FAMILY, returning=True).settled(rows).current is StepId.REVIEW


def test_every_short_path_over_every_applicant(capsys):
    """All ways of four moves from every step, for each applicant: nobody ever stands where there is nothing."""
    counted = Counter()
    for kind, independent in APPLICANTS:
        draft = RegistrationDraft().with_applicant(kind=kind, independent=independent)
        rows = steps_of(draft)
        there = [row.id for row in rows]
        moves = [Walk.forward, Walk.back, *there]
        for path in itertools.product(moves, repeat=4):
            walk = Walk()
            for move in path:
                walk = walk.to(move) if isinstance(move, StepId) else move(walk, rows)
                assert walk.current in there
            assert walk.current in there
            counted[kind, independent] += 1
    with capsys.disabled():
        print(f"\n{sum(counted.values())} paths of four moves over {len(counted)} applicants")  # noqa: T201
    assert min(counted.values()) >= 9**4


TYPED = ["", "1", "١٢٣", "1000000008", "0500000000", "12/3/1410", "12//1410", "x", "\u200f5 ", "SA03"]
TEXT_FIELDS = ["national_id", "birth", "mobile", "building", "street", "short", "unit", "iban", "holder"]
KINDS = ["household", "independent", "social-security", "saudi-mother", "transport-card", None]


def a_deed(chance):
    """Something that a person may type, by chance."""
    match chance.randrange(6):
        case 0:
            return "kind", chance.choice(KINDS)
        case 1:
            return "independent", chance.choice([None, True, False])
        case 2:
            return "income", (chance.randrange(3), chance.choice(TYPED), chance.choice(list(Period)))
        case 3:
            return "member", (chance.randrange(3), chance.choice(TYPED), chance.choice(list(Relation)))
        case 4:
            return chance.choice(["no_income", "no_members"]), chance.choice([True, False])
        case _:
            return chance.choice(TEXT_FIELDS), chance.choice(TYPED)


def a_move(chance):
    """Somewhere that a person may go, by chance."""
    how = chance.choice(["forward", "forward", "back", "to", "change", "reopen"])
    return how, chance.choice(ALL) if how in {"to", "change"} else None


class Person:
    """Somebody in front of the form, who remembers what they typed."""

    def __init__(self):
        self.draft, self.walk = RegistrationDraft(), Walk()
        self.remembered, self.incomes, self.members = {}, [], []
        self.path = [StepId.KIND]

    def go(self, how, where):
        if how == "reopen":
            self.draft, self.walk = any_draft_from_json(draft_to_json(self.draft)), Walk()
            self.path.append(StepId.KIND)
            return
        rows = steps_of(self.draft)
        if where is not None and where not in [row.id for row in rows]:
            return
        self.walk = getattr(self.walk, how)(rows if where is None else where)
        self.path.append(self.walk.current)

    def type(self, what, text):
        match what:
            case "income":
                place, amount, period = min(text[0], len(self.incomes)), text[1], text[2]
                self.draft = self.draft.with_income(place, amount=amount, period=period)
                self.incomes[place : place + 1] = [(amount, period)]
            case "member":
                place, name, relation = min(text[0], len(self.members)), text[1], text[2]
                self.draft = self.draft.with_member(place, name=name, relation=relation)
                self.members[place : place + 1] = [(name, relation)]
            case _:
                self.draft = self._with(what, text)
                self.remembered[what] = text
        settled = self.walk.settled(steps_of(self.draft))
        if settled != self.walk:
            self.walk = settled
            self.path.append(settled.current)

    def _with(self, what, text):
        if what in {"no_income", "no_members"}:
            return self.draft.evolve(**{what: text})
        if what in {"iban", "holder"}:
            return self.draft.with_bank(**{what: text})
        if what in {"building", "street", "short", "unit"}:
            return self.draft.with_address(**{what: text})
        return self.draft.with_applicant(**{what: text})

    def check(self):
        """What was typed is there, and nothing else is."""
        expected = RegistrationDraft()
        for what, text in self.remembered.items():
            expected = Person._with(_Holding(expected), what, text)
        for place, (amount, period) in enumerate(self.incomes):
            expected = expected.with_income(place, amount=amount, period=period)
        for place, (name, relation) in enumerate(self.members):
            expected = expected.with_member(place, name=name, relation=relation)
        assert self.draft == expected
        state = state_of(self.draft)
        views = step_views(state, self.walk)
        assert [view.sign for view in views].count(StepSign.CURRENT) == 1
        assert self.walk.current in {row.id for row in state.steps}


class _Holding:
    def __init__(self, draft):
        self.draft = draft


def test_nothing_typed_is_lost_or_invented_on_any_way(capsys):
    paths, moves = set(), 0

    # The seed is hypothesis's, so that a path that fails is found again.
    @settings(max_examples=400)
    @given(st.integers(0, 2**64 - 1))
    def walk(seed):
        nonlocal moves
        chance = random.Random(seed)  # noqa: S311  no secret
        person = Person()
        for _deed in range(chance.randrange(5, 40)):
            if chance.random() < 0.5:
                person.type(*a_deed(chance))
            else:
                before = person.draft
                person.go(*a_move(chance))
                assert person.draft == before
            person.check()
            moves += 1
        paths.add(tuple(person.path))

    walk()
    with capsys.disabled():
        print(f"\n{len(paths)} different random paths with {moves} moves and answers")  # noqa: T201
    assert len(paths) > 300
