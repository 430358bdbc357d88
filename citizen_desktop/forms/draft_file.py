"""``draft.json``: writing a draft, reading one that anybody may have written, and its JSON Schema."""

import inspect
import json
from enum import StrEnum
from typing import Any, Final, TypeVar

import msgspec

from citizen_desktop.forms.draft import VERSION, ObjectionDraft, Part, sound_text

_LARGEST: Final = 16 * 1024 * 1024
"""Bytes: many thousand times what a draft has."""

_D = TypeVar("_D", bound=Part)


class DraftProblem(StrEnum):
    """Why something is no draft that this program can read."""

    NOT_JSON = "not-json"
    NOT_A_DRAFT = "not-a-draft"
    NEWER = "newer"
    WRONG_FIELD = "wrong-field"
    TOO_LARGE = "too-large"


class DraftError(Exception):
    """A draft can't be read.

    Args:
        problem: why.
        field: the key it is about, dotted; empty for the whole.
        detail: for a technician, in English, without what the field holds.
    """

    def __init__(self, problem: DraftProblem, field: str = "", detail: str = "") -> None:
        self.problem, self.field, self.detail = problem, field, detail
        super().__init__(": ".join(part for part in (problem.value, field, detail) if part))


def draft_to_json(draft: Part) -> bytes:
    """Return a draft as ``draft.json``: UTF-8, indented, ending with a new line."""
    return msgspec.json.format(msgspec.json.encode(sound(msgspec.to_builtins(draft))), indent=2) + b"\n"


def draft_from_json(data: bytes) -> ObjectionDraft:
    """Read ``draft.json`` of an objection, of this version or an older one, which lacks fields that have a default now.

    Raises:
        DraftError: it is none, or one of a newer program, or a field is wrong.
    """
    found = found_draft(data)
    if found.get("draft") != "objection":
        raise DraftError(DraftProblem.NOT_A_DRAFT)
    return typed_draft(found, ObjectionDraft, VERSION)


def found_draft(data: bytes) -> dict[str, Any]:
    """Return what a file holds that may be a draft.

    Raises:
        DraftError: it is too large, no JSON, or no object.
    """
    if len(data) > _LARGEST:
        raise DraftError(DraftProblem.TOO_LARGE)
    try:
        # A file that Windows' Notepad has saved begins with a byte order mark.
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DraftError(DraftProblem.NOT_JSON, detail=str(error)) from error
    if not isinstance(found, dict):
        raise DraftError(DraftProblem.NOT_A_DRAFT)
    return found


def typed_draft(found: dict[str, Any], kind: type[_D], newest: int) -> _D:
    """Return what was found as a draft of its kind.

    Args:
        found: what the file holds.
        kind: of the draft.
        newest: version of its schema that this program knows.

    Raises:
        DraftError: it is one of a newer program, or a field is wrong.
    """
    version = found.get("version")
    if isinstance(version, int) and version > newest:
        raise DraftError(DraftProblem.NEWER, "version", f"{version} is newer than {newest}")
    if version is None:
        raise DraftError(DraftProblem.WRONG_FIELD, "version", "Object missing required field `version`")
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at ")
        raise DraftError(
            DraftProblem.WRONG_FIELD, path.strip("`").removeprefix("$").removeprefix("."), reason
        ) from error


def draft_schema(kind: type[Part] = ObjectionDraft, title: str = "draft of an objection") -> str:
    """Return the JSON Schema of ``draft.json``, as text.

    Args:
        kind: of the draft.
        title: what it is a schema of.
    """
    schema = msgspec.json.schema(kind)
    for definition in schema["$defs"].values():
        _describe_properties(definition)
    schema["$defs"][kind.__name__]["properties"]["draft"]["description"] = "what it is a draft of."
    # What a reader asks for though the types have a default for it: nothing passes for a draft that does not say so.
    schema["$defs"][kind.__name__]["required"] = ["draft", "version"]
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Citizen Desktop: {title}",
        **schema,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _describe_properties(definition: dict[str, Any]) -> None:
    """Move what a class says of its arguments to the properties of its definition."""
    text, _, arguments = inspect.cleandoc(definition.get("description", "")).partition("\n\nArgs:\n")
    if text:
        definition["description"] = text
    for line in arguments.splitlines():
        name, _, meaning = line.strip().partition(": ")
        definition["properties"][name]["description"] = meaning


def sound(value: Any) -> Any:  # noqa: ANN401  whatever JSON can hold
    """Return a value of JSON with every text in it one that can be stored."""
    match value:
        case str():
            return sound_text(value)
        case list() | tuple():
            return [sound(item) for item in value]
        case dict():
            return {name: sound(item) for name, item in value.items()}
    return value
