"""The explanation that is suggested for a reason: a beginning that the person makes their own.

It is formal Arabic in every language of the window, as the letter is that it goes into.
"""

from citizen_desktop.content.objection_models import ObjectionKind, ObjectionRules, Reason


def suggested_wording(rules: ObjectionRules, reason: Reason, kind: ObjectionKind | None) -> str:
    """Return the wording for a reason, with the request of the kind below it.

    Args:
        rules: rows.
        reason: the portal's.
        kind: what is objected to, None while it is not chosen.
    """
    row = rules.kind(kind)
    return reason.wording.ar if row is None else f"{reason.wording.ar}\n{row.request.ar}"


def is_suggested(rules: ObjectionRules, text: str) -> bool:
    """Return whether a text is one of the suggestions, with nothing of the person's own in it."""
    kinds = (None, *(row.id for row in rules.kinds))
    return any(text.strip() == suggested_wording(rules, reason, kind) for reason in rules.reasons for kind in kinds)
