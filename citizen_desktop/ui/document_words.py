"""What is said of a document's place and of a file."""

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QImage

from citizen_desktop.attachments.limits import Limits
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.formats import file_size
from citizen_desktop.forms.completeness import MEGABYTE, Item, Standing
from citizen_desktop.forms.doubt_words import doubt_name, doubt_sentence
from citizen_desktop.forms.draft import Attachment, ObjectionDraft
from citizen_desktop.forms.file_doubts import DUPLICATE
from citizen_desktop.forms.media_words import media_words
from citizen_desktop.forms.progress_words import item_headline
from citizen_desktop.forms.refusal_words import shown_name
from citizen_desktop.forms.slots import HOUSING, AskedSlot, slots_of
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.widgets.file_row import FileRow, Part
from citizen_desktop.widgets.slot_card import SlotState

if TYPE_CHECKING:
    from citizen_desktop.ui.file_copying import Arrived

REST = "other"
"""The slot for whatever has no place of its own; shown once something lies in it."""
_REMOVE_ONLY: Final = frozenset({Part.REMOVE})


def shown_slots(content: ObjectionContent, draft: ObjectionDraft) -> dict[str, AskedSlot | None]:
    """Return the places to show, in the content's order, then those that nothing asks for but that hold a file."""
    held = dict.fromkeys(attachment.slot for attachment in draft.attachments)
    asked = {slot.id: slot for slot in slots_of(content, draft) if slot.required or slot.id != REST or slot.id in held}
    return {**asked, **{slot_id: None for slot_id in held if slot_id not in asked}}


def next_slots(content: ObjectionContent, draft: ObjectionDraft) -> list[str]:
    """Return the places that still lack a file, those that must have one first."""
    held = {attachment.slot for attachment in draft.attachments}
    proof = content.documents.housing_proof(draft.objection.housing_proof)
    needless = {HOUSING} if proof is not None and proof.verified_by_programme else set()
    empty = [slot for slot in slots_of(content, draft) if slot.id not in held | needless | {REST}]
    return [slot.id for slot in sorted(empty, key=lambda slot: not slot.required)]


def slot_state(draft: ObjectionDraft, slot_id: str, item: Item | None) -> SlotState:
    """Return how a place looks."""
    if item is None or item.standing is Standing.MISSING:
        return SlotState.PROBLEM if draft.attached(slot_id) else SlotState.MISSING
    return SlotState.PROBLEM if item.standing is Standing.DOUBTFUL else SlotState.FILLED


def slot_detail(
    content: ObjectionContent, draft: ObjectionDraft, slot_id: str, asked: AskedSlot | None, item: Item | None
) -> str:
    """Return the line below a document's name."""
    files = draft.attached(slot_id)
    if item is not None and item.standing is Standing.DOUBTFUL:
        return item_headline(item)
    if len(files) == 1 and files[0].pages is not None:
        pages = page_words(files[0].pages)
        attached = pgettext("document", "Attached and clear")
        return _(" · ").join((pgettext("document", "Attached"), pages)) if pages else attached
    if files:
        return ngettext("{n} file attached", "{n} files attached", len(files)).format(n=len(files))
    proof = content.documents.housing_proof(draft.objection.housing_proof)
    if slot_id == HOUSING and proof is not None and proof.verified_by_programme:
        return _("Verified by the programme, nothing to attach")
    if asked is None:
        return _("Missing · {because}").format(because="")
    because = pgettext("between parts of a list", ", ").join(str(text) for text in asked.because)
    if asked.hint is not asked.slot.hint:
        # What may answer this reason tells more than what the document is called.
        because = _(" · ").join((because, str(asked.hint)))
    return _("Missing · {because}").format(because=because) if asked.required else because


def file_row(
    content: ObjectionContent, attachment: Attachment, doubts: tuple[str, ...], thumb: QImage | None = None
) -> FileRow:
    """Return what is shown of a file.

    Args:
        content: rows.
        attachment: the file.
        doubts: what speaks against it, the weightiest first.
        thumb: its picture, None while there is none.
    """
    slot = content.documents.slot(attachment.slot)
    picture = attachment.media_type.startswith("image/")
    state, look, icon = _file_state(content, attachment, doubts)
    return FileRow(
        title=attachment.slot if slot is None else str(slot.name),
        name=shown_name(attachment.original_name),
        kind=media_words(attachment.media_type),
        size=file_size(attachment.size),
        state=state,
        look=look,
        state_icon=icon,
        icon="photo" if picture else "file-text",
        pages=page_words(attachment.pages),
        remark=doubt_name(DUPLICATE) if DUPLICATE in doubts and state != doubt_name(DUPLICATE) else "",
        note=" ".join(doubt_sentence(doubt) for doubt in doubts),
        thumb=thumb,
    )


def pending_row(content: ObjectionContent, arrived: "Arrived", *, locked: bool) -> FileRow:
    """Return what is shown of a file that is here and not judged yet.

    Args:
        content: rows.
        arrived: the file.
        locked: it waits for its password.
    """
    slot = content.documents.slot(arrived.coming.slot)
    return FileRow(
        title=_("New file") if slot is None else str(slot.name),
        name=shown_name(arrived.coming.original_name),
        kind="",
        size=file_size(arrived.file.size),
        state=pgettext("file", "Locked") if locked else pgettext("file", "Checking…"),
        look="warn" if locked else "info",
        state_icon="lock" if locked else "hourglass",
        icon="file-search",
        parts=_REMOVE_ONLY,
    )


def page_words(pages: int | None) -> str:
    """Return "2 pages"; nothing for one, and where nobody has counted."""
    return "" if pages is None or pages < 2 else ngettext("{n} page", "{n} pages", pages).format(n=pages)


def _file_state(content: ObjectionContent, attachment: Attachment, doubts: tuple[str, ...]) -> tuple[str, str, str]:
    if attachment.size > content.documents.limits.file_mb * MEGABYTE:
        return pgettext("file", "Too large"), "warn", "alert-triangle"
    if doubts:
        return doubt_name(doubts[0]), "warn", "alert-triangle"
    # One that nobody looked into, as of an older draft, is there and no more is known.
    # Of a long file the first pages alone were measured.
    known = attachment.pages is not None and attachment.pages <= Limits().measured_pages
    return pgettext("file", "Clear") if known else pgettext("file", "Attached"), "ok", "check"
