"""Where scanned pages can go to in a form."""

from dataclasses import dataclass

from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.ui.document_words import REST, next_slots, shown_slots


@dataclass(frozen=True)
class Places:
    """Where pages can go to.

    Args:
        slots: documents: id and name.
        slot: the one that is proposed.
        names: of files that are there already.
    """

    slots: tuple[tuple[str, str], ...]
    slot: str
    names: frozenset[str] = frozenset()


def places_of(content: ObjectionContent, draft: ObjectionDraft) -> Places:
    """Return the documents of an objection, those that are asked for first; the first that still lacks a file is proposed."""
    asked = shown_slots(content, draft)
    slots = sorted(content.documents.slots, key=lambda slot: slot.id not in asked)
    return Places(
        tuple((slot.id, str(slot.name)) for slot in slots),
        next(iter(next_slots(content, draft)), REST),
        frozenset(attachment.original_name for attachment in draft.attachments),
    )
