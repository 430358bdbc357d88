"""What was being worked on when the application was closed without a word: by a crash, a kill or a power cut."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from citizen_desktop.drafts.crash_mark import read_mark
from citizen_desktop.drafts.models import DraftId, StoredDraft
from citizen_desktop.drafts.rescue import rescued_at
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.identity.mobile import MobileProblem, check_mobile
from citizen_desktop.identity.national_id import IdProblem, check_national_id

_LAST_WORDS: Final = 8


class Doubt(StrEnum):
    """What a person should look at again."""

    MOBILE = "mobile"
    """The number was not typed to its end."""
    NATIONAL_ID = "national-id"
    """The same."""
    FILES = "files"
    """A file was still being taken in."""


class Recovered(msgspec.Struct, frozen=True, kw_only=True):
    """A draft that was open.

    Args:
        stored: the draft as it was saved last.
        before: how long before the end that was; None where no end is known.
        doubts: what to look at again; none if it is sound.
    """

    stored: StoredDraft
    before: timedelta | None
    doubts: tuple[Doubt, ...] = ()

    @property
    def id(self) -> DraftId:
        """Of the draft."""
        return self.stored.head.id

    @property
    def last_words(self) -> int:
        """Where the words that were typed last begin in the explanation."""
        return last_words(prose_of(self.stored))


class Interruption(msgspec.Struct, frozen=True, kw_only=True):
    """The work did not come to a clean end: the application ended without a word, or the store was damaged.

    Args:
        at: when the application was last heard of, Riyadh time; None where a copy tells, which took the place of a damaged store:
            what it notes as open was open when it was made, and nobody knows how that ended.
        drafts: those that were open and are still there, the one changed last first.
    """

    at: datetime | None
    drafts: tuple[Recovered, ...]


def prose_of(stored: StoredDraft) -> str:
    """Return what was written in sentences; only an objection asks for any."""
    return stored.draft.objection.explanation if isinstance(stored.draft, ObjectionDraft) else ""


def interruption(store: Store) -> Interruption | None:
    """Return what was open when the work did not come to a clean end; None if it did, or if nothing of it is left.

    Raises:
        StoreError: the store can't be read.
    """
    session = read_mark(store)
    if session is None:
        return None
    found = []
    for draft_id in dict.fromkeys(each.id for each in session.drafts):
        try:
            stored = store.load(draft_id)
        except KeyError:
            continue  # deleted, or its time was over
        # The passphrase that opened the store shows no case that was locked in it.
        if not stored.head.locked:
            found.append(stored)
    if not found:
        return None
    found.sort(key=lambda each: each.head.changed, reverse=True)
    # It was last heard of when it saved last.
    at = None if session.opened.timestamp() < rescued_at(store) else found[0].head.changed
    return Interruption(
        at=at,
        drafts=tuple(
            Recovered(stored=each, before=None if at is None else at - each.head.changed, doubts=_doubts(each))
            for each in found
        ),
    )


def last_words(text: str) -> int:
    """Return where the last few words of a text begin."""
    end = len(text.rstrip())
    start = end
    for _word in range(_LAST_WORDS):
        while start and text[start - 1].isspace():
            start -= 1
        while start and not text[start - 1].isspace():
            start -= 1
    while start < end and text[start].isspace():
        start += 1
    return start


def _doubts(stored: StoredDraft) -> tuple[Doubt, ...]:
    applicant = stored.draft.applicant
    doubts = []
    if check_mobile(applicant.mobile).problem is MobileProblem.TOO_SHORT:
        doubts.append(Doubt.MOBILE)
    if check_national_id(applicant.national_id).problem is IdProblem.TOO_SHORT:
        doubts.append(Doubt.NATIONAL_ID)
    if len(stored.files) != len(stored.draft.attachments):
        doubts.append(Doubt.FILES)
    return tuple(doubts)
