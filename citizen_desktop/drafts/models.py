"""What the store keeps of a draft besides the answers themselves."""

from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec

from citizen_desktop.forms.any_draft import AnyDraft

DraftId = str
"""32 hexadecimal digits, random: it says nothing of anybody."""
FileId = str
"""The same, of a file in the store."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the store."""


class DraftKind(StrEnum):
    """What a draft is a draft of."""

    OBJECTION = "objection"
    REGISTRATION = "registration"


class Summary(Row, frozen=True, kw_only=True):
    """What lists show of a draft; worked out from the answers whenever they are saved.

    Args:
        kind: of the draft.
        name: the person's, as typed.
        last_four: the last digits of the ID number, folded; empty while there are fewer.
        subject: id of what it is about, such as ``amount``; empty while not answered.
        period: the month it is about, ``2026-11``; empty while not answered.
        done: items that are answered.
        total: items there are.
        missing: ids of what is missing.
        doubtful: ids of what bears a doubt.
    """

    kind: DraftKind = DraftKind.OBJECTION
    name: str = ""
    last_four: str = ""
    subject: str = ""
    period: str = ""
    done: int = 0
    total: int = 0
    missing: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing is missing and nothing bears a doubt."""
        return self.total > 0 and not self.missing and not self.doubtful


KEEP: Final = "keep"
"""The purpose without which a draft should not stay in a centre."""


class Consent(Row, frozen=True, kw_only=True):
    """What a person agreed to.

    Args:
        purpose: id of what for.
        at: when, Riyadh time.
        initials: of the member of staff who recorded it.
    """

    purpose: str
    at: datetime
    initials: str


class Head(Row, frozen=True, kw_only=True):
    """What is known of a draft without opening it.

    Args:
        id: of the draft.
        number: of the case: counted up and never used again, without meaning.
        summary: what lists show.
        created: Riyadh time.
        changed: when an answer or a file was changed last, Riyadh time: retention counts from it.
        locked: whether its name is hidden until the passphrase is typed again.
        packed: when a package was made of it last.
        handed_over: when it left as an encrypted file.
        initials: of the member of staff who works on it.
        consents: what was agreed to.
        files: how many are attached.
        size: of these together, in bytes.
        former_number: of the case in the store that handed it over; None for one that was made here.
    """

    id: DraftId
    number: int
    summary: Summary
    created: datetime
    changed: datetime
    locked: bool = False
    packed: datetime | None = None
    handed_over: datetime | None = None
    initials: str = ""
    consents: tuple[Consent, ...] = ()
    files: int = 0
    size: int = 0
    former_number: int | None = None

    @property
    def may_be_kept(self) -> bool:
        """Whether it is recorded that the person agrees to the draft being kept."""
        return any(consent.purpose == KEEP for consent in self.consents)


class StoredDraft(Row, frozen=True, kw_only=True):
    """A draft as the store gives it back.

    Args:
        head: what lists show.
        draft: the answers.
        files: the files in the order of the draft's attachments.
        beside: files that are kept with it and are no attachments, such as originals of edited ones.
    """

    head: Head
    draft: AnyDraft
    files: tuple[FileId, ...] = ()
    beside: tuple[FileId, ...] = ()


class Action(StrEnum):
    """What the journal notes."""

    CREATED = "created"
    OPENED = "opened"
    CHANGED = "changed"
    PACKED = "packed"
    HANDED_OVER = "handed-over"
    IMPORTED = "imported"
    CONSENTED = "consented"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    ERASED = "erased"
    EXPIRED = "expired"
    RESTORED = "restored"


class JournalEntry(Row, frozen=True, kw_only=True):
    """A line of the journal: no personal value is in it.

    Args:
        at: when, Riyadh time.
        action: what was done.
        number: of the case, 0 for the store itself.
        initials: of the member of staff; empty on a person's own computer.
    """

    at: datetime
    action: Action
    number: int = 0
    initials: str = ""
