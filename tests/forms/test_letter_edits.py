"""The letter's paragraphs that a person wrote anew: kept, asked about, and let go by the person alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop import i18n, paths
from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.objection_models import ObjectionKind
from citizen_desktop.forms.draft import LetterEdit, ObjectionDraft
from citizen_desktop.forms.draft_file import draft_from_json, draft_to_json
from citizen_desktop.forms.letter import EDITABLE, ParagraphId, compose_letter, composed_texts, letter_text, typed
from citizen_desktop.forms.letter_edits import (
    edit_of,
    edit_paragraph,
    keep_paragraph,
    outdated_edits,
    restore_paragraph,
)
from citizen_desktop.forms.letter_gloss import letter_gloss
from tests.forms.strategies import CONTENT, TODAY, applicants, drafts, objections

PARAGRAPHS = st.sampled_from(sorted(EDITABLE))
MINE = "كلام آخر كتبته بنفسي"


@pytest.fixture(autouse=True, scope="module")
def _catalogues():
    before = i18n.language()
    i18n.use(i18n.Language.ENGLISH, paths.translations())
    yield
    i18n.use(before)


def original(draft, paragraph):
    return composed_texts(CONTENT, draft)[paragraph]


def edited(draft, paragraph, text=MINE):
    return edit_paragraph(draft, paragraph, text, original(draft, paragraph))


def text_of(draft):
    return letter_text(compose_letter(CONTENT, draft, TODAY))


@pytest.mark.parametrize("paragraph", sorted(EDITABLE))
def test_an_edited_paragraph_stands_in_place_of_the_composed_one(full_draft, paragraph):
    before = original(full_draft, paragraph)
    text = text_of(edited(full_draft, paragraph, f"{MINE}\nوسطر ثانٍ"))
    assert f"{MINE}\n\nوسطر ثانٍ" in text
    assert not before or before not in text
    others = [original(full_draft, other) for other in ParagraphId if other is not paragraph]
    assert all(other in text for other in others)


def test_the_portals_reason_is_nobodys_to_change(full_draft):
    with pytest.raises(ValueError, match="reason"):
        edit_paragraph(full_draft, ParagraphId.REASON, MINE, "")
    foreign = full_draft.evolve(
        letter=(LetterEdit(paragraph="reason", text=MINE), LetterEdit(paragraph="x", text=MINE))
    )
    assert text_of(foreign) == text_of(full_draft)
    assert outdated_edits(CONTENT, foreign) == ()


def test_an_emptied_paragraph_is_left_out(full_draft):
    text = text_of(edited(full_draft, ParagraphId.OPENING, " \n "))
    assert original(full_draft, ParagraphId.OPENING) not in text
    assert "\n\n\n" not in text


@given(drafts(), PARAGRAPHS)
def test_typing_the_composed_text_is_no_edit(draft, paragraph):
    draft = draft.evolve(letter=())
    assert edited(draft, paragraph, original(draft, paragraph)) == draft
    assert edited(edited(draft, paragraph), paragraph, original(draft, paragraph)) == draft
    assert restore_paragraph(edited(draft, paragraph), paragraph) == draft


def test_a_changed_answer_asks_and_overwrites_nothing(full_draft):
    mine = edited(full_draft, ParagraphId.OPENING)
    assert outdated_edits(CONTENT, mine) == ()
    later = mine.with_objection(period="2026-10")
    (asked,) = outdated_edits(CONTENT, later)
    assert (asked.paragraph, asked.mine) == (ParagraphId.OPENING, MINE)
    assert (asked.before, asked.now) == (
        original(full_draft, ParagraphId.OPENING),
        original(later, ParagraphId.OPENING),
    )
    assert asked.before != asked.now
    assert MINE in text_of(later)
    # Going on typing is no answer to the question.
    assert outdated_edits(CONTENT, edited(later, ParagraphId.OPENING, MINE + "!")) != ()
    kept = keep_paragraph(later, ParagraphId.OPENING, asked.now)
    assert outdated_edits(CONTENT, kept) == ()
    assert MINE in text_of(kept)
    # Back to the first month: asked once more, since that is another text again.
    assert len(outdated_edits(CONTENT, kept.with_objection(period="2026-11"))) == 1
    assert text_of(restore_paragraph(later, ParagraphId.OPENING)) == text_of(later.evolve(letter=()))
    # An answer that the paragraph doesn't name asks nothing.
    assert outdated_edits(CONTENT, mine.with_applicant(name="Somebody Else")) == ()


def test_a_paragraph_that_is_not_asked_for_any_more_stays_until_the_person_says_so(full_draft):
    draft = full_draft.with_objection(housing_proof="ejar-contract")
    mine = edited(draft, ParagraphId.HOUSING).with_applicant(kind="household")
    (asked,) = outdated_edits(CONTENT, mine)
    assert asked.now == ""
    assert MINE in text_of(mine)
    assert outdated_edits(CONTENT, keep_paragraph(mine, ParagraphId.HOUSING, "")) == ()


def test_edits_go_through_the_file(full_draft):
    draft = edited(edited(full_draft, ParagraphId.REQUEST), ParagraphId.OPENING, "")
    assert draft_from_json(draft_to_json(draft)).letter == draft.letter


STEPS = st.one_of(
    st.tuples(st.just("edit"), PARAGRAPHS, st.text(max_size=20)),
    st.tuples(st.just("answer"), objections(), applicants()),
    st.tuples(st.just("keep"), PARAGRAPHS, st.none()),
    st.tuples(st.just("restore"), PARAGRAPHS, st.none()),
)


@given(st.lists(STEPS, max_size=12))
def test_nothing_typed_is_lost_unless_the_person_restores_it(steps):
    draft, expected = ObjectionDraft(), {}
    for kind, first, second in steps:
        if kind == "edit":
            same = strip_controls(LetterEdit(paragraph=first, text=second).text) == original(draft, first)
            draft = edit_paragraph(draft, first, second, original(draft, first))
            expected.pop(first, None) if same else expected.__setitem__(first, second)
        elif kind == "answer":
            draft = draft.evolve(objection=first, applicant=second)
        elif kind == "keep":
            draft = keep_paragraph(draft, first, original(draft, first))
        else:
            draft = restore_paragraph(draft, first)
            expected.pop(first, None)
        kept = {paragraph: edit_of(draft, paragraph) for paragraph in EDITABLE}
        assert {paragraph: edit.text for paragraph, edit in kept.items() if edit is not None} == {
            paragraph: text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            for paragraph, text in expected.items()
        }
        text = text_of(draft)
        for mine in expected.values():
            assert all(strip_controls(typed(line)) in text for line in mine.splitlines())
        for asked in outdated_edits(CONTENT, draft):
            assert asked.mine == kept[asked.paragraph].text
            assert asked.now == original(draft, asked.paragraph) != asked.before


@given(drafts())
def test_the_gloss_of_any_draft(draft):
    gloss, texts = letter_gloss(CONTENT, draft), composed_texts(CONTENT, draft)
    assert {paragraph for paragraph in ParagraphId if gloss[paragraph]} == {
        paragraph for paragraph in ParagraphId if texts[paragraph]
    }
    answers = (draft.objection.portal_words, draft.objection.explanation)
    assert "{" in "".join(answers) or not any("{" in text for text in gloss.values())


def test_the_gloss_is_english_and_says_what_the_letter_says(full_draft):
    i18n.use(i18n.Language.ARABIC)
    try:
        gloss = letter_gloss(CONTENT, full_draft)
    finally:
        i18n.use(i18n.Language.ENGLISH)
    assert gloss[ParagraphId.OPENING].startswith("I object to the amount of support deposited for November 2026.")
    assert "10 November 2026" in gloss[ParagraphId.OPENING]
    assert strip_controls(gloss[ParagraphId.EXPLANATION]) == "My salary is lower since September."
    assert gloss[ParagraphId.HOUSING] == ""
    mine = letter_gloss(CONTENT, edited(full_draft, ParagraphId.OPENING))
    # What a person wrote is not translated: nobody may take the English words for theirs.
    assert mine == gloss | {ParagraphId.OPENING: f"Before it was edited: {gloss[ParagraphId.OPENING]}"}
    rules = CONTENT.rules
    reason = rules.reason("income-above-limit")
    request = rules.kind(ObjectionKind.AMOUNT).request
    draft = full_draft.with_objection(
        reason=reason.id, explanation=f"{reason.wording.ar}\n{request.ar}\n{MINE}", day=date(2090, 1, 1)
    )
    lines = letter_gloss(CONTENT, draft)[ParagraphId.EXPLANATION].splitlines()
    assert lines[:2] == [reason.wording.en, request.en]
    assert "not translated" in lines[2]
    assert reason.name.en in letter_gloss(CONTENT, draft)[ParagraphId.REASON]
