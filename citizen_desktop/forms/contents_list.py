"""The contents page and the steps on the portal as data and as text: formal Arabic, like the letter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from citizen_desktop.bidi import isolate, strip_controls
from citizen_desktop.content.letter_models import ContentsWords
from citizen_desktop.content.models import PortalPath
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.formats import gregorian
from citizen_desktop.forms.completeness import completeness
from citizen_desktop.forms.deadline import deadline_of
from citizen_desktop.forms.draft import Attachment, ObjectionDraft
from citizen_desktop.forms.letter import both_calendars, date_lines, document_name, kind_words, typed
from citizen_desktop.forms.payload_names import LETTER_PDF, LETTER_TEXT, SINGLE_PDF, placed
from citizen_desktop.forms.portal_files import portal_files
from citizen_desktop.i18n import Language, speaking

_KILO: Final = 1000
_MEGA: Final = 1_000_000


@dataclass(frozen=True)
class ListedDocument:
    """A line of the contents page.

    Args:
        title: number and name of the document.
        original_names: of the file as it came, isolated; of each one where it was made of several; none if it had none.
        file: its name in the package.
        pages: how many, in words; empty if nobody has counted them.
        size: in words.
    """

    title: str
    original_names: tuple[str, ...]
    file: str
    pages: str
    size: str


@dataclass(frozen=True)
class ContentsList:
    """The contents page.

    Args:
        incomplete: the mark of a draft that lacks something, else empty.
        title: above it.
        about: what it belongs to: subject and date.
        original_name: label of the files' own names.
        file: label of their names in the package.
        documents: in the order of the package.
        none: in place of an empty list.
        missing_heading: above the documents that are asked for and not there.
        missing: these; empty if none is.
        footer: that this is not official.
        page: the number of a page, with ``{number}`` and ``{count}``.
    """

    incomplete: str
    title: str
    about: tuple[str, ...]
    original_name: str
    file: str
    documents: tuple[ListedDocument, ...]
    none: str
    missing_heading: str
    missing: tuple[str, ...]
    footer: str
    page: str


def compose_contents(content: ObjectionContent, draft: ObjectionDraft, today: date) -> ContentsList:
    """Compose the contents page of a draft's package.

    Args:
        content: rows.
        draft: the answers so far.
        today: a day in Riyadh.
    """
    words = content.letter
    state = completeness(content, draft, today)
    with speaking(Language.ARABIC):
        return ContentsList(
            incomplete="" if state.complete else words.head.incomplete,
            title=words.contents.title,
            about=(
                words.head.subject.format(subject=kind_words(words, draft).subject),
                *date_lines(words, today),
            ),
            original_name=words.contents.original_name,
            file=words.contents.file,
            documents=tuple(_documents(content, draft)),
            none=words.contents.none,
            missing_heading=words.contents.missing,
            missing=tuple(document_name(content, slot_id) for slot_id in state.missing_slots),
            footer=words.footer,
            page=words.page,
        )


def _documents(content: ObjectionContent, draft: ObjectionDraft) -> Iterator[ListedDocument]:
    words = content.letter
    for number, place in enumerate(placed(content.documents, draft.attachments), 1):
        attachment = place.attachment
        yield ListedDocument(
            title=words.attachments.line.format(number=number, name=document_name(content, attachment.slot)),
            original_names=_original_names(attachment),
            file=place.name,
            pages="" if attachment.pages is None else words.contents.pages.format(pages=attachment.pages),
            size=words.contents.size.format(size=_size(words.contents, attachment.size)),
        )


def _original_names(attachment: Attachment) -> tuple[str, ...]:
    """Return the names under which the person knows a file: those it was made of, where it was made here."""
    names = [source.original_name for source in attachment.sources] or [attachment.original_name]
    return tuple(dict.fromkeys(name for name in map(typed, names) if name))


def _size(words: ContentsWords, size: int) -> str:
    """Return a size in words, with one decimal where that tells something."""
    if size < _KILO:
        return words.bytes.format(n=size)
    unit, words_of_unit = (_KILO, words.kilobytes) if size < _MEGA else (_MEGA, words.megabytes)
    return words_of_unit.format(n=f"{size / unit:.1f}".removesuffix(".0"))


def portal_steps_text(content: ObjectionContent, draft: ObjectionDraft, today: date, *, single: bool = False) -> str:
    """Return ``portal-steps.txt``: the way through the portal, and which file goes where.

    Args:
        content: rows.
        draft: the answers so far; without a kind of objection every known way is told.
        today: a day in Riyadh.
        single: the package also has everything as one PDF.
    """
    kind = draft.objection.kind
    paths = [path for path in content.portal.paths if kind is None or path.id == kind]
    with speaking(Language.ARABIC):
        parts = (
            list(_opening(content, draft, today)),
            *(list(_steps(content, draft, path, single=single)) for path in paths),
            [] if all(_attaches(path) for path in paths) else list(_files(content, draft, single=single)),
            [content.letter.portal.sources, *(line for path in paths for line in _sources(content, path))],
            [content.letter.footer],
        )
    return strip_controls("\n\n".join("\n".join(part) for part in parts if part)) + "\n"


def _opening(content: ObjectionContent, draft: ObjectionDraft, today: date) -> Iterator[str]:
    words = content.letter
    if not completeness(content, draft, today).complete:
        yield words.head.incomplete
    yield words.portal.title
    yield words.portal.prepared.format(date=both_calendars(words, today))
    last = deadline_of(content.rules.deadline, draft.objection.day, today).last
    if last is not None:
        yield words.portal.deadline.format(date=both_calendars(words, last))
    yield content.portal.caution.ar


def _attaches(path: PortalPath) -> bool:
    """Return whether a way says where files are attached."""
    return any(step.attaches for step in path.steps)


def _steps(content: ObjectionContent, draft: ObjectionDraft, path: PortalPath, *, single: bool) -> Iterator[str]:
    yield path.title.ar
    if path.note is not None:
        yield path.note.ar
    for number, step in enumerate(path.steps, 1):
        yield f"{number}. {step.text.ar}"
        if step.detail is not None:
            yield f"   {step.detail.ar}"
        if step.attaches:
            yield from (f"   {line}" for line in _files(content, draft, single=single))


def _files(content: ObjectionContent, draft: ObjectionDraft, *, single: bool) -> Iterator[str]:
    words = content.letter
    yield words.portal.files
    yield words.portal.place
    for file in portal_files(content, draft):
        own = words.contents.letter if file.file == LETTER_PDF else words.contents.contents
        name = own if file.slot is None else document_name(content, file.slot)
        yield "- " + words.portal.file.format(name=name, file=file.file)
    if single:
        yield words.portal.single.format(file=isolate(SINGLE_PDF))
    yield words.portal.own_words.format(file=isolate(LETTER_TEXT))


def _sources(content: ObjectionContent, path: PortalPath) -> Iterator[str]:
    for fact in path.facts:
        yield "- " + content.letter.portal.source.format(
            what=fact.what.ar, source=fact.source.ar, date=gregorian(fact.verified)
        )
