"""What an objection still lacks: one pure function, whose answer the meter, the slots, the button and the command line all show.

- *missing*: without it the objection has a gap: nothing was answered, or what was answered can't be right.
- *doubtful*: the person may go on with it, and is told what speaks against it.
- *fine*: nothing more to do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Generic, Protocol, TypeVar

from citizen_desktop.content.document_models import Documents, FileLimits, HousingProof
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.deadline import DeadlineState, deadline_of
from citizen_desktop.forms.draft import Attachment, Objection, ObjectionDraft
from citizen_desktop.forms.file_doubts import by_weight, doubts_of
from citizen_desktop.forms.slots import HOUSING, AskedSlot, slots_of
from citizen_desktop.identity.mobile import MobileProblem, check_mobile
from citizen_desktop.identity.national_id import IdProblem, check_national_id

SLOT_PREFIX: Final = "slot."
MEGABYTE: Final = 1_000_000


class Standing(StrEnum):
    """How one item stands."""

    MISSING = "missing"
    DOUBTFUL = "doubtful"
    FINE = "fine"


class ItemId(StrEnum):
    """The items that are no documents, in the order of the form. A document's item is ``slot.`` and the slot's id."""

    APPLICANT_KIND = "applicant.kind"
    INDEPENDENT = "applicant.independent"
    NAME = "applicant.name"
    NATIONAL_ID = "applicant.national-id"
    MOBILE = "applicant.mobile"
    OBJECTION_KIND = "objection.kind"
    PERIOD = "objection.period"
    DAY = "objection.day"
    PAID = "objection.paid"
    REASON = "objection.reason"
    PORTAL_WORDS = "objection.portal-words"
    EXPLANATION = "objection.explanation"
    PACKAGE_SIZE = "package.size"


class Flaw(StrEnum):
    """Why an item is not fine; numbers of ID card and mobile have reasons of their own."""

    EMPTY = "empty"
    NOT_IN_LIST = "not-in-list"
    NO_LETTERS = "no-letters"
    TOO_LONG = "too-long"
    FUTURE = "future"
    BEFORE_PERIOD = "before-period"
    TIME_IS_UP = "time-is-up"
    NOT_PAID_YET = "not-paid-yet"
    NO_FILE = "no-file"
    FEWER_FILES = "fewer-files"
    EMPTY_FILE = "empty-file"
    DOUBTFUL_FILE = "doubtful-file"
    FILE_TOO_LARGE = "file-too-large"
    FILES_TOO_LARGE = "files-too-large"
    UNKNOWN_SLOT = "unknown-slot"


@dataclass(frozen=True)
class Remark:
    """One more thing to be said about an item that is not fine.

    Args:
        flaw: why.
        count: what the flaw counts.
    """

    flaw: Flaw
    count: int = 0


@dataclass(frozen=True)
class Item:
    """One thing that the objection needs, or has.

    Args:
        id: stable: a value of ``ItemId``, or ``slot.`` and a slot's id.
        standing: how it stands.
        flaw: why it is not fine.
        count: what the flaw counts: characters too many, days late, digits missing, megabytes allowed.
        doubts: what speaks against its files, by their ids, the weightiest first.
        further: what else is not fine about its files.
    """

    id: str
    standing: Standing = Standing.FINE
    flaw: Flaw | IdProblem | MobileProblem | None = None
    count: int = 0
    doubts: tuple[str, ...] = ()
    further: tuple[Remark, ...] = ()

    @property
    def slot(self) -> str | None:
        """The document's slot, None for anything else."""
        return self.id.removeprefix(SLOT_PREFIX) if self.id.startswith(SLOT_PREFIX) else None


@dataclass(frozen=True)
class _File:
    """A file and what speaks against it."""

    attachment: Attachment
    doubts: tuple[str, ...]


class Judged(Protocol):
    """One thing that a draft needs, or has."""

    @property
    def id(self) -> str:
        """Stable."""

    @property
    def standing(self) -> Standing:
        """How it stands."""

    @property
    def slot(self) -> str | None:
        """The document's slot, None for anything else."""


_J = TypeVar("_J", bound=Judged)


@dataclass(frozen=True)
class Judgement(Generic[_J]):
    """How a draft of whatever kind stands.

    Args:
        items: all that it needs or has, in the order of the form.
    """

    items: tuple[_J, ...]

    def item(self, item_id: str) -> _J | None:
        """Return the item with this id, None if the draft is not asked for it."""
        return next((item for item in self.items if item.id == item_id), None)

    def standing(self, standing: Standing) -> tuple[_J, ...]:
        """Return the items that stand so."""
        return tuple(item for item in self.items if item.standing is standing)

    @property
    def missing(self) -> tuple[_J, ...]:
        """Items without which there is a gap: not answered, or wrong."""
        return self.standing(Standing.MISSING)

    @property
    def doubtful(self) -> tuple[_J, ...]:
        """Items that something speaks against."""
        return self.standing(Standing.DOUBTFUL)

    @property
    def complete(self) -> bool:
        """Whether there is no gap; doubts may be left."""
        return not self.missing

    @property
    def missing_slots(self) -> tuple[str, ...]:
        """Slots that lack a file."""
        return tuple(item.slot for item in self.missing if item.slot is not None)


@dataclass(frozen=True)
class Completeness(Judgement[Item]):
    """How an objection stands; its documents come after the answers."""

    @property
    def percent(self) -> int:
        """How much is done, rounded down; a doubtful item counts half, and only an objection without gap or doubt is at 100."""
        points = sum(2 if item.standing is Standing.FINE else item.standing is Standing.DOUBTFUL for item in self.items)
        return 100 * points // (2 * len(self.items))


def completeness(content: ObjectionContent, draft: ObjectionDraft, today: date) -> Completeness:
    """Judge a draft.

    Args:
        content: rows.
        draft: the answers so far.
        today: a day in Riyadh.
    """
    documents = document_items(
        content.documents, slots_of(content, draft), draft.attachments, draft.objection.housing_proof
    )
    return Completeness((*_applicant(content, draft), *_objection(content, draft, today), *documents))


def _missing(item_id: str, flaw: Flaw | IdProblem | MobileProblem, count: int = 0) -> Item:
    return Item(item_id, Standing.MISSING, flaw, count)


def _doubtful(item_id: str, flaw: Flaw, count: int = 0) -> Item:
    return Item(item_id, Standing.DOUBTFUL, flaw, count)


def _choice(item_id: str, answer: object, row: object) -> Item:
    """Judge an answer that must name a row."""
    if answer is None:
        return _missing(item_id, Flaw.EMPTY)
    return Item(item_id) if row is not None else _missing(item_id, Flaw.NOT_IN_LIST)


def _prose(item_id: str, text: str, limit: int | None = None) -> Item:
    """Judge a text that must say something in letters, of any script."""
    if not text.strip():
        return _missing(item_id, Flaw.EMPTY)
    if not any(character.isalpha() for character in text):
        return _missing(item_id, Flaw.NO_LETTERS)
    if limit is not None and len(text.strip()) > limit:
        return _missing(item_id, Flaw.TOO_LONG, len(text.strip()) - limit)
    return Item(item_id)


def _applicant(content: ObjectionContent, draft: ObjectionDraft) -> Iterator[Item]:
    applicant, rules = draft.applicant, content.rules
    kind = rules.applicant(applicant.kind)
    yield _choice(ItemId.APPLICANT_KIND, applicant.kind, kind)
    if kind is not None and kind.asks_independent:
        yield _choice(ItemId.INDEPENDENT, applicant.independent, applicant.independent)
    yield _prose(ItemId.NAME, applicant.name)
    national_id = check_national_id(applicant.national_id)
    yield (
        Item(ItemId.NATIONAL_ID)
        if national_id.problem is None
        else _missing(ItemId.NATIONAL_ID, national_id.problem, national_id.count)
    )
    mobile = check_mobile(applicant.mobile)
    yield (Item(ItemId.MOBILE) if mobile.problem is None else _missing(ItemId.MOBILE, mobile.problem, mobile.count))


def _objection(content: ObjectionContent, draft: ObjectionDraft, today: date) -> Iterator[Item]:
    objection, rules = draft.objection, content.rules
    kind = rules.kind(objection.kind)
    yield _choice(ItemId.OBJECTION_KIND, objection.kind, kind)
    yield _period(objection, today)
    yield _day(content, objection, today)
    if kind is not None and kind.asks_paid:
        yield _paid(objection)
    reason = rules.reason(objection.reason)
    yield _choice(ItemId.REASON, objection.reason, reason)
    if reason is not None and reason.own_words:
        yield _prose(ItemId.PORTAL_WORDS, objection.portal_words)
    yield _prose(ItemId.EXPLANATION, objection.explanation, rules.explanation.characters)


def _period(objection: Objection, today: date) -> Item:
    if objection.month is None:
        return _missing(ItemId.PERIOD, Flaw.EMPTY)
    return _doubtful(ItemId.PERIOD, Flaw.FUTURE) if objection.month > today else Item(ItemId.PERIOD)


def _day(content: ObjectionContent, objection: Objection, today: date) -> Item:
    deadline = deadline_of(content.rules.deadline, objection.day, today)
    if objection.day is None:
        return _missing(ItemId.DAY, Flaw.EMPTY)
    if deadline.state is DeadlineState.FUTURE:
        return _missing(ItemId.DAY, Flaw.FUTURE)
    if deadline.state is DeadlineState.PASSED:
        return _doubtful(ItemId.DAY, Flaw.TIME_IS_UP, deadline.days_late)
    kind = content.rules.kind(objection.kind)
    # A payment is made in the month that it is for, or later.
    if kind is not None and kind.asks_paid and objection.month is not None and objection.day < objection.month <= today:
        return _doubtful(ItemId.DAY, Flaw.BEFORE_PERIOD)
    return Item(ItemId.DAY)


def _paid(objection: Objection) -> Item:
    if objection.paid is None:
        return _missing(ItemId.PAID, Flaw.EMPTY)
    return Item(ItemId.PAID) if objection.paid else _doubtful(ItemId.PAID, Flaw.NOT_PAID_YET)


def document_items(
    documents: Documents, asked: Sequence[AskedSlot], attachments: Sequence[Attachment], housing_proof: str | None
) -> Iterator[Item]:
    """Judge documents, in the order in which they are asked for, then what else is attached, then all files together.

    Args:
        documents: rows.
        asked: the documents that are asked for.
        attachments: of a draft.
        housing_proof: id of the way in which independent housing is proved.
    """
    limits = documents.limits
    held = _held(attachments)
    for slot in asked:
        proof = documents.housing_proof(housing_proof) if slot.id == HOUSING else None
        item = _slot(limits, slot, held.get(slot.id, ()), proof)
        if item is not None:
            yield item
    asked_ids = {slot.id for slot in asked}
    for slot_id, files in held.items():
        if slot_id in asked_ids:
            continue
        if documents.slot(slot_id) is None:
            yield _doubtful(SLOT_PREFIX + slot_id, Flaw.UNKNOWN_SLOT)
        else:
            # It was asked for before another answer changed, or the person thinks it useful: it goes along.
            yield _files(SLOT_PREFIX + slot_id, files, limits)
    if sum(attachment.size for attachment in attachments) > limits.package_mb * MEGABYTE:
        yield _doubtful(ItemId.PACKAGE_SIZE, Flaw.FILES_TOO_LARGE, limits.package_mb)


def _held(attachments: Sequence[Attachment]) -> dict[str, tuple[_File, ...]]:
    """Return the files of every slot that holds some, each with what speaks against it."""
    files = tuple(map(_File, attachments, doubts_of(attachments)))
    slots = dict.fromkeys(attachment.slot for attachment in attachments)
    return {slot_id: tuple(file for file in files if file.attachment.slot == slot_id) for slot_id in slots}


def _slot(limits: FileLimits, asked: AskedSlot, files: tuple[_File, ...], proof: HousingProof | None) -> Item | None:
    """Judge a document that is asked for; None for one that is welcome only and not there."""
    item_id = SLOT_PREFIX + asked.id
    if any(file.attachment.size for file in files) or (files and not asked.required):
        return _files(item_id, files, limits, len(proof.papers) if proof else 1)
    if not asked.required:
        return None
    if proof is not None and proof.verified_by_programme:
        return Item(item_id)
    return _missing(item_id, Flaw.EMPTY_FILE if files else Flaw.NO_FILE)


def _files(item_id: str, files: tuple[_File, ...], limits: FileLimits, papers: int = 1) -> Item:
    """Judge the files of one document: all that speaks against them is said at once, what weighs most first."""
    doubts = by_weight(doubt for file in files for doubt in file.doubts)
    sizes = [file.attachment.size for file in files]
    remarks = []
    if doubts:
        remarks.append(Remark(Flaw.DOUBTFUL_FILE))
    if not all(sizes):
        remarks.append(Remark(Flaw.EMPTY_FILE))
    if max(sizes) > limits.file_mb * MEGABYTE:
        remarks.append(Remark(Flaw.FILE_TOO_LARGE, limits.file_mb))
    # One scan may hold both papers, so this is a doubt and no gap.
    if len(files) < papers:
        remarks.append(Remark(Flaw.FEWER_FILES, papers))
    if not remarks:
        return Item(item_id)
    first, *further = remarks
    return Item(item_id, Standing.DOUBTFUL, first.flaw, first.count, doubts, tuple(further))
