"""The letter of an objection as data: formal Arabic, whatever language the window speaks; printed or written as text elsewhere.

What a person typed stands in it between isolates, so that its direction is its own, and holds no control characters. A paragraph
that a person wrote anew stands in place of the one that the answers give; ``letter_edits`` tells where the two have come apart.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from citizen_desktop.bidi import isolate, strip_controls
from citizen_desktop.content.letter_loader import UNDECIDED
from citizen_desktop.content.letter_models import KindWords, LetterWords
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.formats import gregorian, gregorian_with_weekday, hijri, month
from citizen_desktop.forms.completeness import completeness
from citizen_desktop.forms.draft import Applicant, ObjectionDraft, sound_text
from citizen_desktop.forms.payload_names import placed
from citizen_desktop.forms.slots import HOUSING, slots_of
from citizen_desktop.i18n import Language, speaking
from citizen_desktop.identity.mobile import check_mobile
from citizen_desktop.identity.national_id import check_national_id


class ParagraphId(StrEnum):
    """The paragraphs between greeting and closing, in their order; drafts name them by these."""

    OPENING = "opening"
    EXPLANATION = "explanation"
    REASON = "reason"
    HOUSING = "housing"
    REQUEST = "request"


EDITABLE: Final = frozenset(ParagraphId) - {ParagraphId.REASON}
"""What can be written anew: the portal's reason stands as the portal said it."""


@dataclass(frozen=True)
class Entry:
    """A label and what belongs to it.

    Args:
        label: a word or two, with a colon.
        value: what was answered, or room for a pen.
    """

    label: str
    value: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the letter, or a line of one that has several.

    Args:
        id: which.
        text: what it says.
        quoted: what a person typed from the portal, below it; empty if there is nothing.
    """

    id: ParagraphId
    text: str
    quoted: str = ""


@dataclass(frozen=True)
class Letter:
    """A letter, ready to be set.

    Args:
        incomplete: the mark of a letter that lacks something, else empty.
        head: date, the same day in the other calendar, subject, period.
        title: above it; nothing personal stands in it.
        salutation: whom it addresses.
        greeting: below it.
        paragraphs: opening, explanation, reason, proof of housing, request.
        closing: the last sentence.
        attachments_heading: above their list.
        attachments: numbered, in the order of the package.
        signer_heading: above the signer.
        signer: name, kind, ID number and mobile number, in their normal form where they are right.
        signature: label of the line to sign on.
        footer: that this is not official.
        page: the number of a page, with ``{number}`` and ``{count}``.
    """

    incomplete: str
    head: tuple[str, ...]
    title: str
    salutation: str
    greeting: str
    paragraphs: tuple[Paragraph, ...]
    closing: str
    attachments_heading: str
    attachments: tuple[str, ...]
    signer_heading: str
    signer: tuple[Entry, ...]
    signature: str
    footer: str
    page: str


def compose_letter(content: ObjectionContent, draft: ObjectionDraft, today: date) -> Letter:
    """Compose the letter of a draft, however little has been answered.

    Args:
        content: rows.
        draft: the answers so far.
        today: a day in Riyadh.
    """
    words = content.letter
    kind = kind_words(words, draft)
    with speaking(Language.ARABIC):
        return Letter(
            incomplete="" if completeness(content, draft, today).complete else words.head.incomplete,
            head=_head(words, kind, draft, today),
            title=kind.title,
            salutation=words.body.salutation,
            greeting=words.body.greeting,
            paragraphs=_edited(_paragraphs(content, kind, draft), draft),
            closing=words.body.closing,
            attachments_heading=words.attachments.heading,
            attachments=tuple(
                words.attachments.line.format(number=number, name=document_name(content, place.attachment.slot))
                for number, place in enumerate(placed(content.documents, draft.attachments), 1)
            ),
            signer_heading=words.signer.heading,
            signer=_signer(content, draft.applicant),
            signature=words.signer.signature,
            footer=words.footer,
            page=words.page,
        )


def composed_texts(content: ObjectionContent, draft: ObjectionDraft) -> dict[ParagraphId, str]:
    """Return what the answers alone give for every paragraph, as it can be edited: no isolates, one line below the other.

    What they give nothing for, as for a proof of housing that is not asked for, is empty.
    """
    with speaking(Language.ARABIC):
        paragraphs = _paragraphs(content, kind_words(content.letter, draft), draft)
    lines: dict[ParagraphId, list[str]] = {paragraph_id: [] for paragraph_id in ParagraphId}
    for paragraph in paragraphs:
        lines[paragraph.id] += [line for line in (paragraph.text, paragraph.quoted) if line]
    return {paragraph_id: strip_controls("\n".join(parts)) for paragraph_id, parts in lines.items()}


def letter_text(letter: Letter) -> str:
    """Return the letter as plain text: ``letter.txt``."""
    signer = [f"{entry.label} {entry.value}" for entry in letter.signer]
    parts = (
        [letter.incomplete],
        letter.head,
        [letter.title],
        [letter.salutation, letter.greeting],
        *([paragraph.text, *([paragraph.quoted] if paragraph.quoted else [])] for paragraph in letter.paragraphs),
        [letter.closing],
        [letter.attachments_heading, *letter.attachments] if letter.attachments else [],
        [letter.signer_heading, *signer, letter.signature],
        [letter.footer],
    )
    return strip_controls("\n\n".join("\n".join(part) for part in parts if any(part))) + "\n"


def kind_words(words: LetterWords, draft: ObjectionDraft) -> KindWords:
    """Return the words for a draft's kind of objection, which may not be chosen yet."""
    return words.kind(draft.objection.kind or UNDECIDED)


def document_name(content: ObjectionContent, slot_id: str) -> str:
    """Return what a document is called in Arabic; one that no row knows is called another document."""
    slot = content.documents.slot(slot_id)
    return content.letter.attachments.unknown if slot is None else slot.name.ar


def both_calendars(words: LetterWords, day: date) -> str:
    """Return a day in both calendars, in the language in use; in one, where the other has no tables."""
    other = hijri(day)
    return words.both_calendars.format(gregorian=gregorian(day), hijri=other) if other else gregorian(day)


def date_lines(words: LetterWords, today: date) -> tuple[str, ...]:
    """Return the lines of the date, in the language in use: in both calendars, where both have tables."""
    other = hijri(today)
    first = words.head.date.format(date=gregorian_with_weekday(today))
    return (first, words.head.hijri_date.format(date=other)) if other else (first,)


def typed(text: str) -> str:
    """Return one line of what a person typed, or a file was called, as it can be printed, isolated; empty if nothing is left."""
    plain = strip_controls(sound_text(text))
    printable = "".join(" " if unicodedata.category(character) == "Cc" else character for character in plain)
    line = " ".join(printable.split())
    return isolate(line) if line else ""


def _head(words: LetterWords, kind: KindWords, draft: ObjectionDraft, today: date) -> tuple[str, ...]:
    return (
        *date_lines(words, today),
        words.head.subject.format(subject=kind.subject),
        words.head.period.format(period=_period(words, draft)),
    )


def _period(words: LetterWords, draft: ObjectionDraft) -> str:
    first = draft.objection.month
    return words.unanswered if first is None else words.month.format(month=month(first), year=first.year)


def _paragraphs(content: ObjectionContent, kind: KindWords, draft: ObjectionDraft) -> tuple[Paragraph, ...]:
    """Return what the answers alone give."""
    words, objection = content.letter, draft.objection
    day = words.unanswered if objection.day is None else both_calendars(words, objection.day)
    return (
        Paragraph(ParagraphId.OPENING, kind.opening.format(period=_period(words, draft), day=day)),
        *_explanation(content, draft),
        _reason(content, draft),
        *(Paragraph(ParagraphId.HOUSING, line) for line in _housing(content, draft)),
        Paragraph(ParagraphId.REQUEST, _request(content, draft)),
    )


def _edited(paragraphs: tuple[Paragraph, ...], draft: ObjectionDraft) -> tuple[Paragraph, ...]:
    """Return the paragraphs with those in place that the person wrote anew; one that they emptied is left out."""
    edits = {edit.paragraph: edit.text for edit in draft.letter if edit.paragraph in EDITABLE}
    return tuple(
        paragraph
        for paragraph_id in ParagraphId
        for paragraph in (
            _lines(paragraph_id, edits[paragraph_id])
            if paragraph_id in edits
            else (each for each in paragraphs if each.id is paragraph_id)
        )
    )


def _lines(paragraph_id: ParagraphId, text: str) -> tuple[Paragraph, ...]:
    """Return what a person typed, line by line."""
    return tuple(Paragraph(paragraph_id, line) for line in map(typed, sound_text(text).splitlines()) if line)


def _explanation(content: ObjectionContent, draft: ObjectionDraft) -> tuple[Paragraph, ...]:
    """Return the explanation; the request that a suggested wording ends with is left to its own paragraph."""
    lines = _lines(ParagraphId.EXPLANATION, draft.objection.explanation)
    if not lines:
        return (Paragraph(ParagraphId.EXPLANATION, content.letter.unanswered),)
    request = _request(content, draft)
    return tuple(line for line in lines if strip_controls(line.text) != request)


def _reason(content: ObjectionContent, draft: ObjectionDraft) -> Paragraph:
    words = content.letter
    reason = content.rules.reason(draft.objection.reason)
    if reason is not None and reason.own_words:
        return Paragraph(
            ParagraphId.REASON, words.body.own_words, typed(draft.objection.portal_words) or words.unanswered
        )
    name = words.unanswered if reason is None else reason.name.ar
    return Paragraph(ParagraphId.REASON, words.body.reason.format(reason=name))


def _housing(content: ObjectionContent, draft: ObjectionDraft) -> tuple[str, ...]:
    """Return how independent housing is proved, where that is asked: a way that the programme verifies has no file to show."""
    proof = content.documents.housing_proof(draft.objection.housing_proof)
    if proof is None or all(slot.id != HOUSING for slot in slots_of(content, draft)):
        return ()
    return (content.letter.body.housing.format(proof=proof.name.ar),)


def _request(content: ObjectionContent, draft: ObjectionDraft) -> str:
    row = content.rules.kind(draft.objection.kind)
    return content.letter.body.request if row is None else row.request.ar


def _signer(content: ObjectionContent, applicant: Applicant) -> tuple[Entry, ...]:
    words, unanswered = content.letter.signer, content.letter.unanswered
    national_id, mobile = check_national_id(applicant.national_id), check_mobile(applicant.mobile)
    return (
        Entry(words.name, typed(applicant.name) or unanswered),
        Entry(words.kind, _applicant_kind(content, applicant)),
        Entry(words.national_id, typed(national_id.value) or unanswered),
        Entry(words.mobile, typed(mobile.value) or unanswered),
    )


def _applicant_kind(content: ObjectionContent, applicant: Applicant) -> str:
    row = content.rules.applicant(applicant.kind)
    if row is None:
        return content.letter.unanswered
    if not row.asks_independent or applicant.independent is None:
        return row.name.ar
    words = content.letter.signer
    return (words.independent if applicant.independent else words.not_independent).format(kind=row.name.ar)
