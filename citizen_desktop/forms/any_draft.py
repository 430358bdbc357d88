"""Drafts of every kind: what they have in common, and how ``draft.json`` of either is read.

A draft says what it is a draft of in its first field, ``draft``.
"""

from typing import Final

import msgspec

from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.draft_file import DraftError, DraftProblem, found_draft, typed_draft
from citizen_desktop.forms.registration import RegistrationDraft

AnyDraft = ObjectionDraft | RegistrationDraft

BLANK: Final[AnyDraft] = ObjectionDraft()
"""What a form shows where nothing else is said."""
_TYPES: Final[tuple[type[AnyDraft], ...]] = (ObjectionDraft, RegistrationDraft)


def any_draft_from_json(data: bytes) -> AnyDraft:
    """Read ``draft.json`` of either kind, of this version or an older one, which lacks fields that have a default now.

    Raises:
        DraftError: it is none, or one of a newer program, or a field is wrong.
    """
    found = found_draft(data)
    match found.get("draft"):
        case "objection":
            return typed_draft(found, ObjectionDraft, newest_version(ObjectionDraft))
        case "registration":
            return typed_draft(found, RegistrationDraft, newest_version(RegistrationDraft))
    raise DraftError(DraftProblem.NOT_A_DRAFT)


def kind_name(kind: type[AnyDraft]) -> str:
    """Return what the field ``draft`` says of a kind of draft."""
    return str(kind.__struct_config__.tag)


def newest_version(kind: type[AnyDraft]) -> int:
    """Return the version of the schema that this program writes of a kind of draft."""
    return kind().version


class _Outline(msgspec.Struct):
    draft: str = ""
    version: int = 0


def is_newer(data: msgspec.Raw | bytes) -> bool:
    """Return whether something is a draft of a newer version than this program knows; anything may be asked about."""
    try:
        outline = msgspec.json.decode(data, type=_Outline)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return any(outline.draft == kind_name(kind) and outline.version > newest_version(kind) for kind in _TYPES)
