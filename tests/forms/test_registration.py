"""The draft of a registration: what is kept of it, and what there is no place for."""

import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citizen_desktop.cli import main
from citizen_desktop.forms.any_draft import any_draft_from_json, is_newer, newest_version
from citizen_desktop.forms.draft import ObjectionDraft, Part
from citizen_desktop.forms.draft_file import DraftError, DraftProblem, draft_from_json, draft_to_json
from citizen_desktop.forms.registration import IncomeKind, RegistrationDraft, Relation
from tests.forms.registration_strategies import CONTENT, registrations, whole
from tests.forms.strategies import drafts

SECRETS = re.compile(r"pass|code$|otp|pin|secret|verif|رمز التحقق|كلمة المرور|رمز سري", re.IGNORECASE)


@given(registrations())
def test_what_is_written_is_read_again(draft):
    assert any_draft_from_json(draft_to_json(draft)) == draft


@given(drafts() | registrations())
def test_each_kind_is_read_as_itself(draft):
    again = any_draft_from_json(draft_to_json(draft))
    assert type(again) is type(draft)
    # As it lies in the store and in a hand-over.
    assert msgspec.json.decode(msgspec.json.encode(draft), type=ObjectionDraft | RegistrationDraft) == draft
    assert json.loads(draft_to_json(draft))["draft"] in {"objection", "registration"}


def test_a_registration_is_no_objection():
    with pytest.raises(DraftError) as caught:
        draft_from_json(draft_to_json(RegistrationDraft()))
    assert caught.value.problem is DraftProblem.NOT_A_DRAFT


@pytest.mark.parametrize("kind", [ObjectionDraft, RegistrationDraft])
def test_a_newer_draft_is_refused_as_such(kind):
    table = json.loads(draft_to_json(kind()))
    table["version"] = newest_version(kind) + 1
    data = json.dumps(table).encode()
    assert is_newer(data)
    assert not is_newer(draft_to_json(kind()))
    with pytest.raises(DraftError) as caught:
        any_draft_from_json(data)
    assert caught.value.problem is DraftProblem.NEWER


@pytest.mark.parametrize("data", [b"", b"x", b"[]", b"{}", b'{"draft": "letter", "version": 1}', b'{"version": 1}'])
def test_what_is_no_draft_is_refused(data):
    with pytest.raises(DraftError) as caught:
        any_draft_from_json(data)
    assert caught.value.problem in {DraftProblem.NOT_JSON, DraftProblem.NOT_A_DRAFT}
    assert not is_newer(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_answered(data):
    is_newer(data)
    with pytest.raises(DraftError):
        any_draft_from_json(data)


def test_there_is_no_place_for_a_code_or_a_password():
    names = set()

    def walk(kind):
        for field in msgspec.structs.fields(kind):
            names.add(field.name)
            for inner in (field.type, *getattr(field.type, "__args__", ())):
                if isinstance(inner, type) and issubclass(inner, Part):
                    walk(inner)

    walk(RegistrationDraft)
    assert {"national_id", "iban", "relation", "amount", "short", "slot"} < names
    # The postal code is a code that everybody may know.
    assert not [name for name in names - {"postal_code"} if SECRETS.search(name)]
    fields = [row for row in CONTENT.form.fields if row.id != "address.postal-code"]
    assert not [row.id for row in fields if SECRETS.search(f"{row.id} {row.name.ar} {row.name.en}")]
    # It does find what it looks for.
    assert SECRETS.search("password")
    assert SECRETS.search("رمز التحقق")
    assert SECRETS.search("verification_code")


def test_rows_are_added_changed_and_taken_out():
    draft = (
        RegistrationDraft().with_income(0, kind=IncomeKind.RENT).with_income(1, amount="5").with_income(0, amount="7")
    )
    assert [(row.kind, row.amount) for row in draft.incomes] == [(IncomeKind.RENT, "7"), (None, "5")]
    assert [row.amount for row in draft.without_income(0).incomes] == ["5"]
    draft = draft.with_member(0, relation=Relation.SON).with_member(1, name="x").without_member(0)
    assert [(row.relation, row.name) for row in draft.members] == [(None, "x")]
    for wrong in (lambda: draft.with_income(3), lambda: draft.without_income(2), lambda: draft.with_member(-1)):
        with pytest.raises(IndexError):
            wrong()
    with pytest.raises(TypeError):
        draft.with_income(0, amuont="x")


def test_a_list_calls_it_by_the_name_on_the_account():
    assert whole("household").name == "فلان بن فلان"
    assert RegistrationDraft().name == ""


def test_the_schema_describes_every_field(capsys):
    assert main(["schema", "registration"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["title"].endswith("draft of a registration")
    assert schema["$defs"]["RegistrationDraft"]["required"] == ["draft", "version"]
    for name, definition in schema["$defs"].items():
        if definition.get("type") == "object":
            assert definition["additionalProperties"] is False
            assert all(entry["description"] for entry in definition["properties"].values()), name
    assert set(schema["$defs"]["RegistrationDraft"]["properties"]) == set(msgspec.to_builtins(RegistrationDraft()))
