"""Which documents a registration asks for: a function of the applicant's kind, read from rows."""

from dataclasses import dataclass

from citizen_desktop.content.document_models import DocumentRule, DocumentSlot
from citizen_desktop.content.models import Text
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.slots import HOUSING, AskedSlot, is_independent


@dataclass(frozen=True)
class PaperPlace:
    """A paper of the chosen proof of housing.

    Args:
        name: of the paper.
        attachment: the file that is taken for it; None while it is missing.
    """

    name: Text
    attachment: Attachment | None


def lives_independently(content: RegistrationContent, draft: RegistrationDraft) -> bool | None:
    """Return whether the applicant is an independent individual: by their kind, or by their answer where the kind leaves it open.

    None means that it is not known yet. An answer that is left from another kind counts for nothing.
    """
    return is_independent(content.objection.rules, draft.applicant.kind, independent=draft.applicant.independent)


def asked_documents(content: RegistrationContent, draft: RegistrationDraft) -> tuple[AskedSlot, ...]:
    """Return the documents that a registration asks for, in the content's order."""
    independent = lives_independently(content, draft)
    rules = content.documents.registration_rules
    valid = [rule for rule in rules if _holds(rule, draft.applicant.kind, independent)]
    return tuple(
        _asked(slot, bearing)
        for slot in content.documents.slots
        if (bearing := [rule for rule in valid if slot.id in rule.slots])
    )


def asks_housing(content: RegistrationContent, draft: RegistrationDraft) -> bool:
    """Return whether independent housing is to be proved."""
    return any(slot.id == HOUSING for slot in asked_documents(content, draft))


def housing_papers(content: RegistrationContent, draft: RegistrationDraft) -> tuple[PaperPlace, ...]:
    """Return the papers of the chosen proof of housing: its files are taken for them in their order.

    Nothing is chosen, or the programme verifies it by itself: there are none. One scan may hold all papers, so a paper without a
    file of its own is a doubt and no gap.
    """
    proof = content.documents.housing_proof(draft.housing_proof)
    if proof is None:
        return ()
    files = draft.attached(HOUSING)
    return tuple(
        PaperPlace(name, files[place] if place < len(files) else None) for place, name in enumerate(proof.papers)
    )


def _holds(rule: DocumentRule, applicant_kind: str | None, independent: bool | None) -> bool:  # noqa: FBT001  three answers
    return (not rule.applicants or applicant_kind in rule.applicants) and (
        rule.independent is None or rule.independent is independent
    )


def _asked(slot: DocumentSlot, bearing: list[DocumentRule]) -> AskedSlot:
    required = any(rule.required for rule in bearing)
    telling = [rule for rule in bearing if rule.required is required]
    return AskedSlot(
        slot=slot,
        required=required,
        because=tuple(dict.fromkeys(rule.because for rule in telling)),
        hint=slot.hint,
        facts=(*slot.facts, *(fact for rule in bearing for fact in rule.facts)),
    )
