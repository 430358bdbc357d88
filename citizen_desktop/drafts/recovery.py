"""What was being worked on when the application was closed without a word: by a crash, a kill or a power cut."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from citizen_desktop.clock import in_riyadh
from citizen_desktop.drafts.models import DraftId, StoredDraft
from citizen_desktop.drafts.store import Store
from citizen_desktop.identity.mobile import MobileProblem, check_mobile
from citizen_desktop.identity.national_id import IdProblem, check_national_id

OPEN_SESSION: Final = "open_session"
"""Name under which the store notes which drafts are open, and when it was last told: gone after a clean end."""

_LAST_WORDS: Final = 8


class Doubt(StrEnum):
    """What a person should look at again."""

    MOBILE = "mobile"
    """The number was not typed to its end."""
    NATIONAL_ID = "national-id"
    """The same."""
    FILES = "files"
    """A file was still being taken in."""


class _OpenSession(msgspec.Struct, frozen=True):
    at: float
    drafts: tuple[DraftId, ...] = ()


class Recovered(msgspec.Struct, frozen=True, kw_only=True):
    """A draft that was open.

    Args:
        stored: the draft as it was saved last.
        before: how long before the end that was.
        doubts: what to look at again; none if it is sound.
    """

    stored: StoredDraft
    before: timedelta
    doubts: tuple[Doubt, ...] = ()

    @property
    def id(self) -> DraftId:
        """Of the draft."""
        return self.stored.head.id

    @property
    def last_words(self) -> int:
        """Where the words that were typed last begin in the explanation."""
        return last_words(self.stored.draft.objection.explanation)


class Interruption(msgspec.Struct, frozen=True, kw_only=True):
    """The application ended without a word.

    Args:
        at: when it was last heard of, Riyadh time.
        drafts: those that were open and are still there, the one changed last first.
    """

    at: datetime
    drafts: tuple[Recovered, ...]


def interruption(store: Store) -> Interruption | None:
    """Return what was open when the application ended without a word; None after a clean end, or if nothing of it is left.

    Raises:
        StoreError: the store can't be read.
    """
    noted = store.value(OPEN_SESSION)
    if not noted:
        return None
    try:
        session = msgspec.json.decode(noted, type=_OpenSession)
        at = in_riyadh(datetime.fromtimestamp(session.at, UTC))
    except (msgspec.MsgspecError, ValueError, OverflowError, OSError):
        return None
    found = []
    for draft_id in dict.fromkeys(session.drafts):
        try:
            stored = store.load(draft_id)
        except KeyError:
            continue  # deleted, or its time was over
        # What is saved last is later than what the session was told last.
        before = max(timedelta(), at - stored.head.changed)
        found.append(Recovered(stored=stored, before=before, doubts=_doubts(stored)))
    if not found:
        return None
    found.sort(key=lambda each: each.stored.head.changed, reverse=True)
    return Interruption(at=max(at, found[0].stored.head.changed), drafts=tuple(found))


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
