"""Registrations in the store, beside objections: saved, listed, found, handed over and brought back."""

import pytest

from citizen_desktop.drafts.case_list import CaseList, CaseState, Wish, case_of
from citizen_desktop.drafts.centre_keys import centre_key, make_centre_key
from citizen_desktop.drafts.handover import hand_over
from citizen_desktop.drafts.handover_in import open_offer, take_in
from citizen_desktop.drafts.inspection import inspect
from citizen_desktop.drafts.models import DraftKind
from citizen_desktop.drafts.recovery import last_words, prose_of
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.summary import summarise as summarise_objection
from citizen_desktop.drafts.summary import summarise_registration
from citizen_desktop.forms.draft import Applicant, ObjectionDraft
from citizen_desktop.forms.registration import RegistrationDraft
from tests.drafts.conftest import KEY
from tests.forms.registration_strategies import CONTENT, whole
from tests.forms.strategies import TODAY

OBJECTION = ObjectionDraft(applicant=Applicant(name="Somebody Somewhere", national_id="1000000008"))
REGISTRATION = whole("household")


def summarise(draft):
    if isinstance(draft, RegistrationDraft):
        return summarise_registration(CONTENT, draft, TODAY)
    return summarise_objection(CONTENT.objection, draft, TODAY)


def test_both_kinds_lie_side_by_side(tmp_path, store, clock):
    kept = {store.create(draft, summarise(draft)): draft for draft in (OBJECTION, REGISTRATION, RegistrationDraft())}
    store.close()
    again = Store(tmp_path / "store.db", KEY, clock)
    assert {draft_id: again.load(draft_id).draft for draft_id in kept} == kept
    kinds = {head.id: head.summary.kind for head in again.heads()}
    assert [kinds[draft_id] for draft_id in kept] == [
        DraftKind.OBJECTION,
        DraftKind.REGISTRATION,
        DraftKind.REGISTRATION,
    ]
    again.close()


def test_what_lists_show_of_a_registration(store):
    complete = REGISTRATION
    head = store.head(store.create(complete, summarise(complete)))
    summary = head.summary
    assert (summary.name, summary.last_four, summary.subject) == ("فلان بن فلان", "0008", "household")
    assert summary.done == summary.total
    assert case_of(head).state is CaseState.READY
    lacking = complete.evolve(attachments=())
    assert case_of(store.head(store.create(lacking, summarise(lacking)))).state is CaseState.INCOMPLETE
    unanswered = complete.with_bank(iban="")
    assert case_of(store.head(store.create(unanswered, summarise(unanswered)))).state is CaseState.IN_PREPARATION
    cases = CaseList(store.heads())
    for query, found in (("فلان", 3), ("0008", 3), ("1000000008", 0), ("somebody", 0)):
        assert len(cases.select(Wish(query)).cases) == found


def test_a_form_saves_the_kind_that_it_holds(tmp_path, store, clock):
    session = DraftSession(store, clock)
    held = session.new(summarise, RegistrationDraft())
    assert held.content == (RegistrationDraft(), ())
    assert held.is_kept
    draft = RegistrationDraft()
    for typed in ("1", "10", "100"):
        draft = draft.with_applicant(national_id=typed)
        held.change(draft, ())
    assert session.flush()
    assert session.store.load(held.id).draft == draft
    assert session.store.head(held.id).summary.kind is DraftKind.REGISTRATION
    session.release(held)
    assert session.open(held.id, summarise).content == (draft, ())
    # What was deleted leaves a blank of its own kind.
    session.forget([held.id])
    assert session.close()
    again = Store(tmp_path / "store.db", KEY, clock)
    assert again.load(held.id).draft == draft
    again.close()


def test_a_forgotten_registration_is_blank(store, clock):
    session = DraftSession(store, clock)
    held = session.new(summarise, RegistrationDraft())
    held.change(REGISTRATION.evolve(attachments=()), ())
    held.forget()
    assert held.content == (RegistrationDraft(), ())
    session.close()


def test_a_store_with_both_reads_through(tmp_path, store):
    for draft in (OBJECTION, RegistrationDraft()):
        store.create(draft, summarise(draft))
    store.close()
    assert inspect(tmp_path / "store.db", KEY).rows["drafts"] == 2


def test_a_registration_is_handed_over_with_its_files(tmp_path, store, clock):
    (tmp_path / "there").mkdir()
    there = Store(tmp_path / "there" / "store.db", KEY[::-1], clock, create=True)
    make_centre_key(there)
    draft = REGISTRATION.evolve(attachments=REGISTRATION.attachments[:1])
    draft_id = store.create(draft, summarise(draft))
    store.add_file(draft_id, [b"a picture"])
    done = hand_over(store, draft_id, tmp_path, centre_key(there))
    offer = open_offer(done.path, there)
    assert offer.manifest.draft == draft
    for judge in (summarise, lambda _draft: None, None):
        found = there.load(take_in(there, offer, summarise=judge))
        assert (found.draft, found.head.summary) == (draft, summarise(draft))
        assert b"".join(there.file_blocks(found.files[0])) == b"a picture"
    there.close()


def test_a_registration_has_no_sentences_to_go_on_with(store):
    stored = store.load(store.create(REGISTRATION.evolve(attachments=()), summarise(REGISTRATION)))
    assert prose_of(stored) == ""
    assert last_words(prose_of(stored)) == 0
    with pytest.raises(AttributeError):
        stored.draft.objection  # noqa: B018  there is none
