"""Puts together what goes into a package: the letter and the contents page as PDF, what was attached, and the same as text.

Painting needs a ``QGuiApplication``; nothing is written to a disk here.
"""

from collections.abc import Sequence
from pathlib import Path

from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.forms.completeness import completeness
from citizen_desktop.forms.contents_list import compose_contents, portal_steps_text
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.draft_file import draft_to_json
from citizen_desktop.forms.letter import compose_letter, document_name, letter_text
from citizen_desktop.forms.payload_names import (
    CONTENTS_PDF,
    DRAFT_JSON,
    LETTER_PDF,
    LETTER_TEXT,
    PAYLOAD,
    PORTAL_STEPS,
    SUMMARY_PDF,
    SUMMARY_TEXT,
    placed,
)
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import registration_state
from citizen_desktop.forms.registration_steps import registration_steps_text
from citizen_desktop.forms.registration_summary import compose_summary, summary_text
from citizen_desktop.i18n import Language, speaking
from citizen_desktop.package.source import PayloadFile, Stored
from citizen_desktop.printing.contents_page import contents_pdf
from citizen_desktop.printing.letter_page import letter_pdf
from citizen_desktop.printing.page_stamp import stamp_raster
from citizen_desktop.printing.summary_page import summary_pdf
from citizen_desktop.single_pdf import SinglePart


def assemble(
    content: ObjectionContent,
    draft: ObjectionDraft,
    files: Sequence[Path | Stored],
    clock: Clock,
    *,
    single: bool = False,
) -> Sequence[PayloadFile]:
    """Return the payload of a draft's package, in its order.

    Args:
        content: rows.
        draft: the answers and the attachments; it may lack something.
        files: the attachments, or where they lie, in the draft's order, one each.
        clock: tells the day.
        single: everything will be added as one PDF, too, which is not made here; the steps on the portal tell of it.

    Raises:
        ValueError: there are not as many files as attachments.
    """
    if len(files) != len(draft.attachments):
        raise ValueError(len(files))
    today = clock.now().date()
    letter = compose_letter(content, draft, today)
    places = placed(content.documents, draft.attachments)
    return (
        PayloadFile(LETTER_PDF, letter_pdf(letter)),
        PayloadFile(CONTENTS_PDF, contents_pdf(compose_contents(content, draft, today))),
        *(PayloadFile(place.name, files[place.index]) for place in places),
        PayloadFile(LETTER_TEXT, letter_text(letter).encode()),
        PayloadFile(PORTAL_STEPS, portal_steps_text(content, draft, today, single=single).encode()),
        PayloadFile(DRAFT_JSON, draft_to_json(packed_draft(content, draft, clock))),
    )


def assemble_registration(
    content: RegistrationContent,
    draft: RegistrationDraft,
    files: Sequence[Path | Stored],
    clock: Clock,
) -> Sequence[PayloadFile]:
    """Return the payload of a registration's package, in its order; in Arabic, the portal's language.

    Args:
        content: rows.
        draft: the answers and the attachments; it may lack something.
        files: the attachments, or where they lie, in the draft's order, one each.
        clock: tells the day.

    Raises:
        ValueError: there are not as many files as attachments.
    """
    if len(files) != len(draft.attachments):
        raise ValueError(len(files))
    today = clock.now().date()
    with speaking(Language.ARABIC):
        summary = compose_summary(content, draft, today)
        printed, written = summary_pdf(summary), summary_text(summary)
    places = placed(content.documents, draft.attachments)
    return (
        PayloadFile(SUMMARY_PDF, printed),
        *(PayloadFile(place.name, files[place.index]) for place in places),
        PayloadFile(SUMMARY_TEXT, written.encode()),
        PayloadFile(PORTAL_STEPS, registration_steps_text(content, draft, today).encode()),
        PayloadFile(DRAFT_JSON, draft_to_json(packed_registration(content, draft, clock))),
    )


def packed_registration(content: RegistrationContent, draft: RegistrationDraft, clock: Clock) -> RegistrationDraft:
    """Return the draft as its package holds it: what is asked, attachments in order with their paths, whether it is complete."""
    state = registration_state(content, draft, clock.now().date())
    asked = {step.id for step in state.steps}
    if StepId.FAMILY not in asked:
        # Other people's data that nobody sees any more must not leave with it.
        draft = draft.evolve(members=())
    return draft.evolve(
        attachments=tuple(
            place.attachment.evolve(path=PAYLOAD + place.name) for place in placed(content.documents, draft.attachments)
        ),
        complete=state.complete,
        missing=state.missing_slots,
    )


def single_parts(
    content: ObjectionContent, draft: ObjectionDraft, payload: Sequence[PayloadFile]
) -> tuple[SinglePart, ...]:
    """Return what is joined into the single PDF: the letter, the contents page, the attachments with their numbers.

    Args:
        content: rows.
        draft: the answers and the attachments.
        payload: of its package, as ``assemble`` returns it.
    """
    files = {file.name: file for file in payload}
    places = placed(content.documents, draft.attachments)
    words = content.letter.attachments.stamp
    return (
        SinglePart(files[LETTER_PDF]),
        SinglePart(files[CONTENTS_PDF]),
        *(
            SinglePart(
                files[place.name],
                place.attachment.original_name,
                stamp_raster(
                    words.format(number=number, count=len(places), name=document_name(content, place.attachment.slot))
                ),
            )
            for number, place in enumerate(places, 1)
        ),
    )


def packed_draft(content: ObjectionContent, draft: ObjectionDraft, clock: Clock) -> ObjectionDraft:
    """Return the draft as its package holds it: attachments in order with their paths, and whether it is complete."""
    state = completeness(content, draft, clock.now().date())
    return draft.evolve(
        attachments=tuple(
            place.attachment.evolve(path=PAYLOAD + place.name) for place in placed(content.documents, draft.attachments)
        ),
        complete=state.complete,
        missing=state.missing_slots,
    )
