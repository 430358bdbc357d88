"""Reads and checks the content files behind a registration. An error names the file, the row and the field."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.loader import load_file, row_name
from citizen_desktop.content.models import Paths
from citizen_desktop.content.objection_loader import DOCUMENTS
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.content.registration_models import (
    IncomeKind,
    RegistrationContent,
    RegistrationForm,
    Relation,
    StepId,
)
from citizen_desktop.paths import resources

FORM: Final = "registration-form.toml"
PATHS: Final = "registration.toml"


def load_registration_content(folder: Path, objection: ObjectionContent) -> RegistrationContent:
    """Read the files behind a registration.

    Args:
        folder: where they lie.
        objection: what was read for objections: the two share banks, documents and kinds of applicants.

    Raises:
        ContentError: one of them is missing or not right.
    """
    content = RegistrationContent(
        form=load_file(folder / FORM, RegistrationForm, ("steps", "fields", "incomes", "relations")),
        objection=objection,
        portal=load_file(folder / PATHS, Paths, ("paths",)),
    )
    _check_steps(content)
    _check_fields(content.form)
    _check_documents(content)
    return content


def _check_steps(content: RegistrationContent) -> None:
    if [row.id for row in content.form.steps] != list(StepId):
        raise ContentError(FORM, "", "steps", f"must be these, in this order: {', '.join(StepId)}")
    for number, step in enumerate(content.form.steps, 1):
        if not (resources() / "icons" / f"{step.icon}.svg").is_file():
            row = row_name("steps", number, {"id": step.id})
            raise ContentError(FORM, row, "icon", f'names no icon: "{step.icon}"')
    path = content.portal.paths[0]
    for number, portal_step in enumerate(path.steps, 1):
        _refuse_unknown(PATHS, f"steps[{number}]", "prepares", portal_step.prepares, StepId)


def _check_fields(form: RegistrationForm) -> None:
    for name, rows, known in (
        ("incomes", form.incomes, list(IncomeKind)),
        ("relations", form.relations, list(Relation)),
    ):
        if [row.id for row in rows] != known:
            raise ContentError(FORM, "", name, f"must be these, in this order: {', '.join(known)}")
    for number, row in enumerate(form.fields, 1):
        step = row.id.partition(".")[0]
        _refuse_unknown(FORM, row_name("fields", number, {"id": row.id}), "id", [step], StepId)


def _check_documents(content: RegistrationContent) -> None:
    documents = content.documents
    for number, rule in enumerate(documents.registration_rules, 1):
        row = row_name("registration_rules", number, {"id": rule.id})
        _refuse_unknown(DOCUMENTS, row, "slots", rule.slots, (slot.id for slot in documents.slots))
        _refuse_unknown(DOCUMENTS, row, "applicants", rule.applicants, (kind.id for kind in content.applicants))


def _refuse_unknown(file: str, row: str, field: str, named: Iterable[str], known: Iterable[str]) -> None:
    strangers = set(named) - set(known)
    if strangers:
        raise ContentError(file, row, field, f'names what no row has: "{min(strangers)}"')
