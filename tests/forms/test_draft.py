"""``draft.json``: there and back, and whatever else somebody may hand over."""

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.cli import main
from citizen_desktop.forms.draft import VERSION, Attachment, Objection, ObjectionDraft, sound_text
from citizen_desktop.forms.draft_file import DraftError, DraftProblem, draft_from_json, draft_schema, draft_to_json
from citizen_desktop.forms.sentences import draft_error_sentence
from tests.forms.strategies import drafts


@given(drafts())
def test_there_and_back(draft):
    assert draft_from_json(draft_to_json(draft)) == draft


def test_the_file_is_readable_and_ends_with_a_line(full_draft):
    data = draft_to_json(full_draft)
    assert data.endswith(b"}\n")
    assert json.loads(data)["applicant"]["national_id"] == "1000000008"
    assert draft_from_json(b"\xef\xbb\xbf" + data) == full_draft


@pytest.mark.parametrize("text", ["\ud800", "a\udcffb", "\ude00\ud83d"])
def test_half_a_surrogate_pair_does_not_stop_the_writing(text):
    draft = ObjectionDraft().with_applicant(name=text)
    assert draft_from_json(draft_to_json(draft)).applicant.name == sound_text(text)
    assert "\ufffd" in sound_text(text)


def test_a_whole_pair_is_one_character():
    assert sound_text("\ud83d\ude00") == "\U0001f600"


def changed(draft, **changes):
    return json.dumps({**json.loads(draft_to_json(draft)), **changes}).encode()


@pytest.mark.parametrize(
    ("data", "problem", "field"),
    [
        (b"", DraftProblem.NOT_JSON, ""),
        (b"\xff", DraftProblem.NOT_JSON, ""),
        (b"[" * 100_000, DraftProblem.NOT_JSON, ""),
        (b"[]", DraftProblem.NOT_A_DRAFT, ""),
        (b"{}", DraftProblem.NOT_A_DRAFT, ""),
        (b'{"draft": "registration", "version": 1}', DraftProblem.NOT_A_DRAFT, ""),
        (b'{"draft": "objection"}', DraftProblem.WRONG_FIELD, "version"),
        (b'{"draft": "objection", "version": 0}', DraftProblem.WRONG_FIELD, "version"),
        (b'{"draft": "objection", "version": true}', DraftProblem.WRONG_FIELD, "version"),
        (b'{"draft": "objection", "version": 3, "new": 1}', DraftProblem.NEWER, "version"),
        (b'{"draft": "objection", "version": 1, "appliant": {}}', DraftProblem.WRONG_FIELD, ""),
        (
            b'{"draft": "objection", "version": 1, "applicant": {"name": 3}}',
            DraftProblem.WRONG_FIELD,
            "applicant.name",
        ),
        (
            b'{"draft": "objection", "version": 1, "objection": {"period": "2026-13"}}',
            DraftProblem.WRONG_FIELD,
            "objection.period",
        ),
        (
            b'{"draft": "objection", "version": 1, "attachments": [{"slot": "../x", "original_name": ""}]}',
            DraftProblem.WRONG_FIELD,
            "attachments[0].slot",
        ),
        (b" " * (17 * 1024 * 1024), DraftProblem.TOO_LARGE, ""),
    ],
    ids=range(15),
)
def test_what_is_no_draft_is_refused_with_the_place(data, problem, field, language):
    with pytest.raises(DraftError) as caught:
        draft_from_json(data)
    assert (caught.value.problem, caught.value.field) == (problem, field)
    assert draft_error_sentence(caught.value)


def test_a_newer_version_is_refused_before_its_fields_are_judged(full_draft):
    with pytest.raises(DraftError) as caught:
        draft_from_json(changed(full_draft, version=VERSION + 1, applicant=[]))
    assert caught.value.problem is DraftProblem.NEWER


# As version 1 wrote it, word for word: nothing of it may ever be read differently.
FIRST = b"""{"draft": "objection", "version": 1,
 "applicant": {"kind": "independent", "independent": null, "name": "Somebody", "national_id": "1000000008",
  "mobile": "0500000000"},
 "objection": {"kind": "amount", "period": "2026-11", "day": "2026-11-10", "paid": true, "reason": "other",
  "portal_words": "Income differs", "explanation": "It fell.", "housing_proof": null},
 "attachments": [{"slot": "national-id", "original_name": "id.jpg", "media_type": "image/jpeg", "size": 9, "pages": 1,
  "sha256": null, "doubts": ["blurred"], "path": "data/02-national-id.jpg"}],
 "complete": false, "missing": ["income-proof"]}"""


def test_a_file_of_the_first_version_still_opens_and_becomes_one_of_this():
    draft = draft_from_json(FIRST)
    assert (draft.applicant.name, draft.objection.day, draft.missing) == (
        "Somebody",
        date(2026, 11, 10),
        ("income-proof",),
    )
    attachment = draft.attachments[0]
    assert (attachment.doubts, attachment.path) == (("blurred",), "data/02-national-id.jpg")
    assert (attachment.sources, attachment.edits, attachment.fingerprint, draft.letter) == ((), None, None, ())
    assert draft.version == VERSION
    # Written again it has fields that the first version does not know, and says so.
    assert json.loads(draft_to_json(draft))["version"] == VERSION
    # So it is in the store, which keeps no file.
    assert msgspec.json.decode(FIRST, type=ObjectionDraft) == draft
    assert draft_from_json(draft_to_json(draft)) == draft


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_answered(data):
    with pytest.raises(DraftError):
        draft_from_json(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(drafts(), st.sampled_from(["version", "applicant", "objection", "attachments"]), JSON)
def test_any_value_in_a_field_is_read_or_refused(draft, field, value):
    try:
        read = draft_from_json(changed(draft, **{field: value}))
    except DraftError:
        return
    assert draft_from_json(draft_to_json(read)) == read


def test_the_period_is_a_month():
    assert Objection(period="2026-11").month == date(2026, 11, 1)
    assert Objection().month is None


def test_changes_make_a_new_draft(full_draft):
    other = full_draft.with_objection(reason="abroad").with_applicant(name="")
    assert (other.objection.reason, other.applicant.name) == ("abroad", "")
    assert full_draft.objection.reason == "other"
    with pytest.raises(AttributeError):
        other.applicant.name = "x"
    with pytest.raises(TypeError):
        other.with_applicant(nmae="x")


def test_the_schema_describes_every_field(capsys):
    assert main(["schema", "draft"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema == json.loads(draft_schema())
    assert schema["$schema"].endswith("2020-12/schema")
    assert {"Source", "LetterEdit", "Edits", "PageEdit", "Box"} < set(schema["$defs"])
    objects = {name: entry for name, entry in schema["$defs"].items() if entry.get("type") == "object"}
    for name, definition in objects.items():
        assert definition["additionalProperties"] is False
        assert all(entry["description"] for entry in definition["properties"].values()), name
    assert schema["$defs"]["ObjectionDraft"]["properties"]["version"]["maximum"] == VERSION
    for written in (ObjectionDraft(), Attachment(slot="other", original_name="x")):
        found = set(schema["$defs"][type(written).__name__]["properties"])
        assert found == set(msgspec.to_builtins(written))
