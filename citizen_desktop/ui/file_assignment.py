"""Gives files to the documents that they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.package.source import Stored
from citizen_desktop.ui.document_words import REST, next_slots
from citizen_desktop.ui.file_intake import Refused, take_in


@dataclass(frozen=True)
class Attached:
    """A draft with more files, and why others were not taken.

    Args:
        draft: with an attachment for every file.
        files: where they lie, or what keeps them, in the draft's order.
        refused: a sentence each.
    """

    draft: ObjectionDraft
    files: tuple[Path | Stored, ...]
    refused: tuple[str, ...]


def attach_files(
    content: ObjectionContent,
    draft: ObjectionDraft,
    files: Sequence[Path | Stored],
    slot_id: str,
    more: Sequence[Path],
) -> Attached:
    """Take more files in.

    Args:
        content: rows.
        draft: with the files so far.
        files: where those lie, or what keeps them.
        slot_id: the document that all of the new ones are; empty to fill the empty places in their order.
        more: the new ones; one that is there already is left out.
    """
    kept, refused = list(files), []
    for file in more:
        if file in kept:
            continue
        free = next_slots(content, draft)
        slot = slot_id or (free[0] if free else REST)
        found = take_in(file, slot, content.documents.limits.formats)
        if isinstance(found, Refused):
            refused.append(found.sentence)
        else:
            draft = draft.evolve(attachments=(*draft.attachments, found))
            kept.append(file)
    return Attached(draft, tuple(kept), tuple(refused))
