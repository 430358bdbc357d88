"""Writes a case that comes from elsewhere into the store, as its parts arrive; the transaction is the store's."""

import secrets
from collections.abc import Iterable
from datetime import datetime

import apsw
import msgspec

from citizen_desktop.drafts import schema
from citizen_desktop.drafts.models import Action, Consent, DraftId, JournalEntry, Row, Summary
from citizen_desktop.forms.draft import ObjectionDraft


class ForeignCase(Row, frozen=True, kw_only=True):
    """A case that was kept elsewhere.

    Args:
        summary: what lists show.
        draft: the answers.
        number: that it had there.
        created: when it was made there.
        locked: whether its name is hidden until the passphrase is typed again.
        consents: what was agreed to there.
        history: what was done there, the first first.
        initials: of the member of staff who takes it in.
    """

    summary: Summary
    draft: ObjectionDraft
    number: int
    created: datetime
    locked: bool = False
    consents: tuple[Consent, ...] = ()
    history: tuple[JournalEntry, ...] = ()
    initials: str = ""


class Intake:
    """Takes one case in.

    Args:
        db: in a transaction.
        now: seconds since 1970.
        number: that the case gets here.
        chunk: bytes of a file that lie in one row.
    """

    def __init__(self, db: apsw.Connection, now: int, number: int, chunk: int) -> None:
        self._db, self._now, self.number, self._chunk = db, now, number, chunk
        self.draft_id: DraftId = secrets.token_hex(16)
        self._file = ""
        self._place = self._row = self._attachments = 0
        self._waiting = bytearray()

    def begin(self, case: ForeignCase) -> None:
        """Take the case itself; its days of retention begin anew, since it has a new purpose here."""
        number, run = self.number, self._db.execute
        self._attachments = len(case.draft.attachments)
        run("INSERT OR REPLACE INTO meta VALUES ('last_number', ?)", (str(number),))
        created = min(int(case.created.timestamp()), self._now)
        run(
            "INSERT INTO drafts (id, number, summary, body, created, changed, locked, initials, former_number)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.draft_id,
                number,
                _json(case.summary),
                _json(case.draft),
                created,
                self._now,
                int(case.locked),
                case.initials,
                case.number,
            ),
        )
        for consent in case.consents:
            run(
                "INSERT OR REPLACE INTO consents VALUES (?, ?, ?, ?)",
                (self.draft_id, consent.purpose, int(consent.at.timestamp()), consent.initials),
            )
        for entry in case.history:
            self._note(int(entry.at.timestamp()), entry.action, entry.initials)
        self._note(self._now, Action.IMPORTED, case.initials)

    def begin_file(self, size: int, sha256: str) -> None:
        """Take the next file; the one before is whole now."""
        self.end()
        self._file = secrets.token_hex(16)
        # What comes after the attachments is kept beside them.
        beside = self._place - self._attachments
        place = self._place if beside < 0 else schema.BESIDE + beside
        self._db.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", (self._file, self.draft_id, place, size, sha256))
        self._place += 1
        self._row = 0

    def write(self, block: bytes | memoryview) -> None:
        """Take the next bytes of the file that was begun."""
        self._waiting += block
        while len(self._waiting) >= self._chunk:
            self._put(self._chunk)

    def end(self) -> None:
        """Write what waits: the last file is whole."""
        if self._waiting:
            self._put(len(self._waiting))

    def _put(self, length: int) -> None:
        self._db.execute("INSERT INTO chunks VALUES (?, ?, ?)", (self._file, self._row, bytes(self._waiting[:length])))
        del self._waiting[:length]
        self._row += 1

    def _note(self, at: int, action: Action, initials: str) -> None:
        self._db.execute(
            "INSERT INTO journal (at, action, draft_number, initials) VALUES (?, ?, ?, ?)",
            (at, action.value, self.number, initials),
        )


def history_of(entries: Iterable[JournalEntry], number: int) -> tuple[JournalEntry, ...]:
    """Return what was done with one case, the first first, of a journal whose latest comes first."""
    return tuple(entry for entry in reversed(tuple(entries)) if entry.number == number)


def _json(record: msgspec.Struct) -> str:
    return msgspec.json.encode(record).decode()
