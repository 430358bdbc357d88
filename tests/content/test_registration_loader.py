"""The content files behind a registration: as shipped, and with mistakes in them."""

import tomllib

import pytest
import tomli_w

from citizen_desktop import paths
from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.models import FactStatus
from citizen_desktop.content.objection_loader import load_objection_content
from citizen_desktop.content.registration_loader import load_registration_content
from citizen_desktop.content.registration_models import StepId, facts_behind_registration

FOLDER = paths.resources() / "content"
OBJECTION = load_objection_content(FOLDER)
FORM, PATHS, DOCUMENTS = "registration-form.toml", "registration.toml", "documents.toml"


@pytest.fixture
def change(tmp_path):
    """Writes the shipped files with something changed, and reads them."""
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())

    def load(file, edit):
        table = tomllib.loads((FOLDER / file).read_text(encoding="utf-8"))
        edit(table)
        (tmp_path / file).write_text(tomli_w.dumps(table), encoding="utf-8")
        return load_registration_content(tmp_path, load_objection_content(tmp_path))

    return load


def test_what_is_shipped_is_right():
    content = load_registration_content(FOLDER, OBJECTION)
    assert [row.id for row in content.form.steps] == list(StepId)
    assert [row.id for row in content.form.steps if row.hidden_if_independent] == [StepId.FAMILY]
    assert content.form.ages.independent_from == 18


def test_every_step_that_is_prepared_here_has_its_place_on_the_portal():
    content = load_registration_content(FOLDER, OBJECTION)
    prepared = [step for portal in content.portal.paths[0].steps for step in portal.prepares]
    # Where the portal asks for the kind of applicant is in no source.
    assert prepared == [step for step in StepId if step not in {StepId.KIND, StepId.REVIEW}]
    assert content.on_portal(StepId.KIND) is None
    secret = [step for step in content.portal.paths[0].steps if step.place == "portal-only"]
    assert len(secret) == 2
    assert not any(step.prepares for step in secret)


def test_what_is_assumed_says_so():
    content = load_registration_content(FOLDER, OBJECTION)
    assert all(rule.facts for rule in content.documents.registration_rules)
    everybody = content.documents.registration_rules[0]
    assert FactStatus.CONTESTED in everybody.facts[0].status
    assert any(FactStatus.UNKNOWN in fact.status for fact in content.form.facts)
    assert str(content.documents.limits.assumed)


def test_the_sources_of_all_of_it_each_once():
    content = load_registration_content(FOLDER, OBJECTION)
    facts = facts_behind_registration(content)
    assert len(set(facts)) == len(facts)
    for expected in (
        content.form.facts[0],
        content.form.ages.facts[0],
        content.banks.facts[0],
        content.documents.registration_rules[1].facts[0],
        content.documents.limits.facts[-1],
        content.portal.paths[0].facts[0],
    ):
        assert expected in facts


def test_links_lead_to_questions_that_there_are():
    content = load_registration_content(FOLDER, OBJECTION)
    questions = tomllib.loads((FOLDER / "faq.toml").read_text(encoding="utf-8"))["questions"]
    links = {row.why for row in (*content.form.steps, *content.form.fields) if row.why is not None}
    assert {"national-address", "iban-rules", "dependants"} <= links
    assert links <= {question["id"] for question in questions}


MISTAKES = [
    (FORM, lambda table: table["steps"].pop(), FORM, "steps"),
    (FORM, lambda table: table["steps"].reverse(), FORM, "steps"),
    (FORM, lambda table: table["steps"][0].update(icon="no-such"), 'steps[1] "kind"', "icon"),
    (FORM, lambda table: table["steps"][0].update(id="payment"), 'steps[1] "payment"', "id"),
    (FORM, lambda table: table["fields"][0].update(id="payment.day"), 'fields[1] "payment.day"', "id"),
    (FORM, lambda table: table["fields"][0].update(id="kind"), 'fields[1] "kind"', "id"),
    (FORM, lambda table: table["fields"].append(table["fields"][0]), '"kind.kind"', "id"),
    (FORM, lambda table: table["incomes"].pop(), FORM, "incomes"),
    (FORM, lambda table: table["relations"].pop(), FORM, "relations"),
    (FORM, lambda table: table["incomes"][0].update(id="gift"), FORM, "incomes"),
    (FORM, lambda table: table["ages"].update(parent_from=0), FORM, "ages.parent_from"),
    (FORM, lambda table: table.update(facts=[]), FORM, "facts"),
    (PATHS, lambda table: table["paths"][0]["steps"][2].update(prepares=["payment"]), "steps[3]", "prepares"),
    (
        DOCUMENTS,
        lambda table: table["registration_rules"][0].update(slots=["no-such"]),
        'registration_rules[1] "everybody"',
        "slots",
    ),
    (
        DOCUMENTS,
        lambda table: table["registration_rules"][0].update(applicants=["no-such"]),
        'registration_rules[1] "everybody"',
        "applicants",
    ),
]


@pytest.mark.parametrize(("file", "edit", "row", "field"), MISTAKES)
def test_a_mistake_is_named_with_its_row_and_field(change, file, edit, row, field):
    with pytest.raises(ContentError) as caught:
        change(file, edit)
    assert file in str(caught.value)
    assert row in str(caught.value)
    assert field in str(caught.value)
