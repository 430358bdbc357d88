"""Reads and checks the content files behind an objection. An error names the file, the row and the field."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from citizen_desktop.content.document_models import Banks, Documents
from citizen_desktop.content.errors import ContentError
from citizen_desktop.content.letter_loader import load_letter_words
from citizen_desktop.content.loader import load_file, row_name
from citizen_desktop.content.models import Paths
from citizen_desktop.content.objection_models import ObjectionContent, ObjectionKind, ObjectionRules
from citizen_desktop.policy import Policy

BANKS: Final = "banks.toml"
DOCUMENTS: Final = "documents.toml"
RULES: Final = "objection-rules.toml"
PATHS: Final = "objections.toml"


def load_objection_content(folder: Path, policy: Policy | None = None) -> ObjectionContent:
    """Read the files behind an objection.

    Args:
        folder: where they lie.
        policy: whose limits stand in the place of the assumed ones.

    Raises:
        ContentError: one of them is missing or not right.
    """
    content = ObjectionContent(
        banks=load_banks(folder),
        documents=_limited(
            load_file(folder / DOCUMENTS, Documents, ("slots", "housing_proofs", "registration_rules")),
            policy or Policy(),
        ),
        rules=load_file(folder / RULES, ObjectionRules, ("kinds", "applicants", "reasons", "rules")),
        letter=load_letter_words(folder, set(ObjectionKind)),
        portal=load_file(folder / PATHS, Paths, ("paths",)),
    )
    _check_rules(content.rules, content.documents)
    for missing in sorted(set(ObjectionKind) - {path.id for path in content.portal.paths}):
        raise ContentError(PATHS, "", "paths", f'has no row "{missing}", a kind of objection')
    return content


def _limited(documents: Documents, policy: Policy) -> Documents:
    limits = msgspec.structs.replace(
        documents.limits,
        file_mb=policy.size_limit_file_mb or documents.limits.file_mb,
        package_mb=policy.size_limit_package_mb or documents.limits.package_mb,
    )
    return msgspec.structs.replace(documents, limits=limits)


def load_banks(folder: Path) -> Banks:
    """Read ``banks.toml`` alone.

    Raises:
        ContentError: it is missing or not right.
    """
    banks = load_file(folder / BANKS, Banks, ())
    seen: set[str] = set()
    for number, bank in enumerate(banks.banks, 1):
        if bank.code in seen:
            raise ContentError(BANKS, f'banks[{number}] "{bank.code}"', "code", "stands there twice")
        seen.add(bank.code)
    return banks


def _check_rules(rules: ObjectionRules, documents: Documents) -> None:
    if rules.deadline.red_below > rules.deadline.amber_from:
        raise ContentError(RULES, "", "deadline.red_below", "is more than amber_from")
    for missing in set(ObjectionKind) - {row.id for row in rules.kinds}:
        raise ContentError(RULES, "", "kinds", f'has no row "{missing}"')
    if not any(reason.own_words for reason in rules.reasons):
        raise ContentError(RULES, "", "reasons", "has none with own_words: no list of the portal's reasons is complete")
    for number, rule in enumerate(rules.rules, 1):
        row = row_name("rules", number, {"id": rule.id})
        _refuse_unknown(row, "slots", rule.slots, (slot.id for slot in documents.slots))
        _refuse_unknown(row, "applicants", rule.applicants, (kind.id for kind in rules.applicants))
        _refuse_unknown(row, "reasons", rule.reasons, (reason.id for reason in rules.reasons))


def _refuse_unknown(row: str, field: str, named: Iterable[str], known: Iterable[str]) -> None:
    strangers = set(named) - set(known)
    if strangers:
        raise ContentError(RULES, row, field, f'names what no row has: "{min(strangers)}"')
