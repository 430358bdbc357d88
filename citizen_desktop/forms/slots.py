"""Which documents an objection asks for: a function of applicant's kind, objection's kind and reason, read from rows."""

from dataclasses import dataclass, field
from typing import Final

from citizen_desktop.content.document_models import DocumentSlot
from citizen_desktop.content.models import Fact, Text
from citizen_desktop.content.objection_models import ObjectionContent, ObjectionKind, ObjectionRules, SlotRule
from citizen_desktop.forms.draft import ObjectionDraft

HOUSING: Final = "housing-proof"
"""The one document that the programme may verify by itself."""


@dataclass(frozen=True)
class AskedSlot:
    """A document that an objection asks for.

    Args:
        slot: its row.
        required: without it there is a gap; else it is welcome.
        because: why, each in a few words.
        hint: what is meant here: what the reason says about it, or else the document's own hint.
        facts: sources of the document and of the rules that ask for it.
    """

    slot: DocumentSlot
    required: bool
    because: tuple[Text, ...]
    hint: Text
    facts: tuple[Fact, ...] = field(repr=False)

    @property
    def id(self) -> str:
        """The slot's id."""
        return self.slot.id


def asked_slots(
    content: ObjectionContent,
    applicant_kind: str | None,
    objection_kind: ObjectionKind | None,
    reason_id: str | None,
    *,
    independent: bool | None = None,
) -> tuple[AskedSlot, ...]:
    """Return the documents, in the content's order. What is not answered yet, or not known, asks for nothing of its own.

    Args:
        content: rows.
        applicant_kind: id of an applicant kind.
        objection_kind: what is objected to.
        reason_id: id of a reason.
        independent: the applicant's answer, where their kind leaves it open.
    """
    rules = content.rules
    lives_independently = is_independent(rules, applicant_kind, independent=independent)
    valid = [
        rule for rule in rules.rules if _holds(rule, applicant_kind, objection_kind, reason_id, lives_independently)
    ]
    return tuple(
        _asked(content, slot, bearing, reason_id)
        for slot in content.documents.slots
        if (bearing := [rule for rule in valid if slot.id in rule.slots])
    )


def slots_of(content: ObjectionContent, draft: ObjectionDraft) -> tuple[AskedSlot, ...]:
    """Return the documents that a draft asks for."""
    applicant, objection = draft.applicant, draft.objection
    return asked_slots(content, applicant.kind, objection.kind, objection.reason, independent=applicant.independent)


def is_independent(rules: ObjectionRules, applicant_kind: str | None, *, independent: bool | None) -> bool | None:
    """Return whether the applicant lives independently: by their kind, or by their answer where the kind leaves it open.

    None means that it is not known yet. An answer that is left from another kind counts for nothing.
    """
    kind = rules.applicant(applicant_kind)
    if kind is None:
        return None
    return independent if kind.asks_independent else kind.independent


def _holds(
    rule: SlotRule,
    applicant_kind: str | None,
    objection_kind: ObjectionKind | None,
    reason_id: str | None,
    lives_independently: bool | None,  # noqa: FBT001
) -> bool:
    return (
        (not rule.applicants or applicant_kind in rule.applicants)
        and (not rule.kinds or objection_kind in rule.kinds)
        and (not rule.reasons or reason_id in rule.reasons)
        and (rule.independent is None or rule.independent is lives_independently)
    )


def _asked(content: ObjectionContent, slot: DocumentSlot, bearing: list[SlotRule], reason_id: str | None) -> AskedSlot:
    required = any(rule.required for rule in bearing)
    telling = [rule for rule in bearing if rule.required is required]
    reason = content.rules.reason(reason_id)
    answers = reason is not None and any(rule.reasons for rule in bearing)
    return AskedSlot(
        slot=slot,
        required=required,
        because=tuple(dict.fromkeys(rule.because for rule in telling)),
        hint=reason.paper if reason is not None and answers and reason.paper is not None else slot.hint,
        facts=(*slot.facts, *(fact for rule in bearing for fact in rule.facts)),
    )
