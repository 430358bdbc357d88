"""What lists show of a draft, worked out from its answers."""

from datetime import date
from typing import Final

from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.drafts.models import DraftKind, Summary
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.forms.completeness import Standing, completeness
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import registration_state
from citizen_desktop.identity.digits import compact, only_digits

_SHOWN: Final = 4


def blank_draft(kind: DraftKind) -> tuple[AnyDraft, Summary]:
    """Return a draft of a kind in which nothing is answered, and what lists show of it until something is."""
    draft = RegistrationDraft() if kind is DraftKind.REGISTRATION else ObjectionDraft()
    return draft, Summary(kind=kind)


def summarise(content: ObjectionContent, draft: ObjectionDraft, today: date) -> Summary:
    """Return what lists show of an objection.

    Args:
        content: rows.
        draft: the answers.
        today: a day in Riyadh.
    """
    standing = completeness(content, draft, today)
    objection = draft.objection
    return Summary(
        kind=DraftKind.OBJECTION,
        name=draft.applicant.name,
        last_four=last_four(draft.applicant.national_id),
        subject="" if objection.kind is None else objection.kind.value,
        period=objection.period or "",
        done=len(standing.standing(Standing.FINE)),
        total=len(standing.items),
        missing=tuple(item.id for item in standing.missing),
        doubtful=tuple(item.id for item in standing.doubtful),
    )


def summarise_registration(content: RegistrationContent, draft: RegistrationDraft, today: date) -> Summary:
    """Return what lists show of a registration.

    Args:
        content: rows.
        draft: the answers.
        today: a day in Riyadh.
    """
    state = registration_state(content, draft, today)
    return Summary(
        kind=DraftKind.REGISTRATION,
        name=draft.name,
        last_four=last_four(draft.applicant.national_id),
        subject=draft.applicant.kind or "",
        done=len(state.standing(Standing.FINE)),
        total=len(state.items),
        missing=tuple(item.id for item in state.missing),
        doubtful=tuple(item.id for item in state.doubtful),
    )


def last_four(number: str) -> str:
    """Return the last digits of an ID number as typed, folded; nothing while there are fewer or others than digits."""
    bare = compact(number)
    return bare[-_SHOWN:] if len(bare) >= _SHOWN and only_digits(bare) else ""
