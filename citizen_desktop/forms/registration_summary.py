"""The summary of a registration as data: what a person types into the portal from, in the portal's order, and what to have at hand.

It is composed in the language in use; a package holds it in Arabic, the portal's language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.registration_models import RegistrationContent, StepId
from citizen_desktop.formats import gregorian, hijri
from citizen_desktop.forms.completeness import SLOT_PREFIX, Standing
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import RegistrationState, registration_state
from citizen_desktop.forms.registration_lines import SummaryGroup, answer_groups
from citizen_desktop.forms.registration_slots import asked_documents, asks_housing
from citizen_desktop.forms.registration_words import assumed_limits, document_detail, place_on_portal
from citizen_desktop.forms.slots import HOUSING
from citizen_desktop.i18n import gettext as _

EMPTY_BOX = "\u2610"
TICKED_BOX = "\u2611"


@dataclass(frozen=True)
class SummarySection:
    """The answers of a step.

    Args:
        step: which.
        heading: its name.
        where: where they go on the portal; empty where no source says.
        groups: of lines.
    """

    step: StepId
    heading: str
    where: str
    groups: tuple[SummaryGroup, ...]


@dataclass(frozen=True)
class DocumentLine:
    """A document to have at hand, with a box to tick.

    Args:
        slot: its id.
        name: of the document.
        detail: what is attached, or why it is asked for.
        ready: attached and nothing speaks against it, or verified by the programme; the box is ticked.
        required: without it there is a gap.
        papers: its parts, where it is made up of several.
    """

    slot: str
    name: str
    detail: str
    ready: bool
    required: bool
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class HousingOption:
    """A way to prove independent housing, with a box to tick.

    Args:
        id: of the way.
        name: of the way.
        hint: its condition, or nothing.
        papers: what is uploaded; none if the programme verifies it by itself.
        verified_by_programme: whether nothing is uploaded.
        chosen: by the person; the box is ticked.
    """

    id: str
    name: str
    hint: str
    papers: tuple[str, ...]
    verified_by_programme: bool
    chosen: bool

    @property
    def details(self) -> tuple[str, ...]:
        """Its condition, and what is uploaded for it."""
        own = (self.hint,) if self.hint else ()
        if self.verified_by_programme:
            return (*own, _("Verified by the programme, nothing to attach"))
        return (*own, *(paper for paper in self.papers if paper != self.name))


@dataclass(frozen=True)
class SummarySheet:
    """The sheet, ready to be set.

    Args:
        title: above it; nothing personal stands in it.
        prepared: the day, in both calendars where both have tables.
        incomplete: the mark of a registration that lacks something, else empty.
        sections: the answers, in the portal's order.
        documents_title: above the documents.
        documents: with boxes.
        documents_note: that formats and sizes are assumed.
        housing_title: above the ways to prove independent housing; empty where that is not asked.
        housing: with boxes; empty where that is not asked.
        caution: that code and password belong to the portal alone.
        footer: that this is not official.
    """

    title: str
    prepared: str
    incomplete: str
    sections: tuple[SummarySection, ...]
    documents_title: str
    documents: tuple[DocumentLine, ...]
    documents_note: str
    housing_title: str
    housing: tuple[HousingOption, ...]
    caution: str
    footer: str


def compose_summary(content: RegistrationContent, draft: RegistrationDraft, today: date) -> SummarySheet:
    """Compose the summary of a draft, however little has been answered, in the language in use.

    Args:
        content: rows.
        draft: the answers so far.
        today: a day in Riyadh.
    """
    state = registration_state(content, draft, today)
    housing = asks_housing(content, draft)
    return SummarySheet(
        title=_("Summary for registering on the portal"),
        prepared=_("Prepared on {date}").format(date=_both_calendars(today)),
        incomplete="" if state.complete else _("Incomplete draft"),
        sections=tuple(_sections(content, draft, state)),
        documents_title=_("Documents to have at hand"),
        documents=tuple(_documents(content, draft, state)),
        documents_note=assumed_limits(content),
        housing_title=_("Proof of independent housing: one of these is enough") if housing else "",
        housing=tuple(_housing(content, draft)) if housing else (),
        caution=str(content.portal.caution),
        footer=_("Made with an unofficial helper. You type these data into the portal yourself."),
    )


def _both_calendars(day: date) -> str:
    other = hijri(day)
    return gregorian(day) if other is None else _("{gregorian}, {hijri}").format(gregorian=gregorian(day), hijri=other)


def _sections(
    content: RegistrationContent, draft: RegistrationDraft, state: RegistrationState
) -> Iterator[SummarySection]:
    for row in state.steps:
        groups = answer_groups(content, draft, state, row.id)
        if groups:
            yield SummarySection(row.id, str(row.name), place_on_portal(content, row.id), groups)


def _documents(
    content: RegistrationContent, draft: RegistrationDraft, state: RegistrationState
) -> Iterator[DocumentLine]:
    for asked in asked_documents(content, draft):
        item = state.item(SLOT_PREFIX + asked.id)
        if item is None and not asked.required:
            continue
        proof = content.documents.housing_proof(draft.housing_proof) if asked.id == HOUSING else None
        yield DocumentLine(
            slot=asked.id,
            name=str(asked.slot.name),
            detail=document_detail(content, draft, asked, item),
            ready=item is not None and item.standing is Standing.FINE,
            required=asked.required,
            papers=tuple(str(paper) for paper in proof.papers) if proof else (),
        )


def _housing(content: RegistrationContent, draft: RegistrationDraft) -> Iterator[HousingOption]:
    for proof in content.documents.housing_proofs:
        yield HousingOption(
            id=proof.id,
            name=str(proof.name),
            hint="" if proof.hint is None else str(proof.hint),
            papers=tuple(str(paper) for paper in proof.papers),
            verified_by_programme=proof.verified_by_programme,
            chosen=proof.id == draft.housing_proof,
        )


def summary_text(sheet: SummarySheet) -> str:
    """Return the sheet as plain text: ``summary.txt``."""
    parts = [
        [sheet.title, sheet.incomplete, sheet.prepared],
        [sheet.caution],
        *([section.heading, section.where, *_answers(section)] for section in sheet.sections),
        [sheet.documents_title, *map(_document, sheet.documents), sheet.documents_note],
        [sheet.housing_title, *map(_option, sheet.housing)],
        [sheet.footer],
    ]
    texts = ("\n".join(line for line in part if line) for part in parts)
    return strip_controls("\n\n".join(text for text in texts if text)) + "\n"


def _answers(section: SummarySection) -> Iterator[str]:
    for group in section.groups:
        yield group.heading
        for line in group.lines:
            yield f"{line.label}: {line.value}"
            if line.remark:
                yield _("Check this: {reason}").format(reason=line.remark)


def _document(line: DocumentLine) -> str:
    box = TICKED_BOX if line.ready else EMPTY_BOX
    return f"{box} {line.name}: {line.detail}" if line.detail else f"{box} {line.name}"


def _option(option: HousingOption) -> str:
    box = TICKED_BOX if option.chosen else EMPTY_BOX
    detail = _(" · ").join(option.details)
    return f"{box} {option.name}: {detail}" if detail else f"{box} {option.name}"
