"""Reads what can be read of a damaged store, draft by draft, and copies drafts from one store into another.

Every page that is read is authenticated: a draft comes out as it was written, or not at all.
"""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import apsw
import msgspec

from citizen_desktop.drafts import schema
from citizen_desktop.drafts.database import connect, translated
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.inspection import Key
from citizen_desktop.drafts.models import DraftId, FileId, Summary
from citizen_desktop.forms.any_draft import AnyDraft

_COLUMNS: Final = "id, number, summary, body, created, changed, locked, packed, handed_over, initials"
_Consent = tuple[str, int, str]
"""Purpose, seconds since 1970, initials."""
_FAR: Final = 1000
"""Rows looked for behind the last one that is known."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A draft whose answers can be read.

    Args:
        id: of the draft.
        number: of its case.
        summary: what lists show: values for the screen alone.
        locked: whether its name is hidden.
        changed: when it was changed last, seconds since 1970.
        listed: its files in order; None if even the list can't be read.
        files: those that can be read whole.
        consents: what was agreed to, as it lies in the store; None if it can't be read.
        mark: two drafts with the same one say the same.
    """

    id: DraftId
    number: int
    summary: Summary
    locked: bool
    changed: int
    listed: tuple[FileId, ...] | None
    files: frozenset[FileId]
    consents: tuple[_Consent, ...] | None
    mark: str

    @property
    def touched(self) -> int:
        """When it was changed or agreed to last, seconds since 1970."""
        return max((self.changed, *(at for _purpose, at, _initials in self.consents or ())))

    @property
    def lost(self) -> frozenset[FileId] | None:
        """The files that can't be read; None if it can't even be said which."""
        return None if self.listed is None else frozenset(self.listed) - self.files


class Readable(msgspec.Struct, frozen=True, kw_only=True):
    """What can be read of a store.

    Args:
        drafts: by their ids.
        whole: whether the list of drafts is complete, so that one that isn't in it isn't there.
    """

    drafts: dict[DraftId, Found]
    whole: bool


class Salvage:
    """A store that is read as far as it can be.

    Args:
        path: of the file; nothing is changed in it or beside it.
        key: 32 bytes.

    Raises:
        StoreError: nothing can be read.
    """

    def __init__(self, path: Path, key: Key) -> None:
        self.db = connect(path, key, read_only=True)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def read(self, *, files: bool = True) -> Readable:
        """Return what can be read.

        Args:
            files: read the files too, and not their list alone.
        """
        ids, whole = self._ids()
        drafts = {}
        for draft_id in ids:
            try:
                drafts[draft_id] = self._draft(draft_id, files=files)
            except StoreError:
                whole = False
        return Readable(drafts=drafts, whole=whole)

    def _ids(self) -> tuple[list[DraftId], bool]:
        """Return the ids that can be found: by the rows from both ends and one by one, and by the indexes."""
        found: dict[DraftId, None] = {}
        whole = False
        for query in (
            "SELECT id FROM drafts NOT INDEXED ORDER BY rowid",
            "SELECT id FROM drafts ORDER BY id",
            "SELECT id FROM drafts NOT INDEXED ORDER BY rowid DESC",
        ):
            try:
                with translated():
                    for (draft_id,) in self.db.execute(query):
                        found[str(draft_id)] = None
                whole = True
                break
            except StoreError:
                continue
        if not whole:
            for row in range(1, self._last_row() + _FAR):
                with contextlib.suppress(StoreError), translated():
                    for (draft_id,) in self.db.execute("SELECT id FROM drafts WHERE rowid = ?", (row,)):
                        found[str(draft_id)] = None
        return list(found), whole

    def _last_row(self) -> int:
        with contextlib.suppress(StoreError), translated():
            for (number,) in self.db.execute("SELECT max(rowid) FROM drafts"):
                return int(str(number or 0))
        with contextlib.suppress(StoreError), translated():
            for (number,) in self.db.execute("SELECT value FROM meta WHERE name = 'last_number'"):
                return int(str(number))
        return 0

    def _draft(self, draft_id: DraftId, *, files: bool) -> Found:
        with translated():
            rows = self.db.execute(f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", (draft_id,)).fetchall()  # noqa: S608  our own names
            if not rows:
                raise StoreError(Trouble.DAMAGED)
            row = rows[0]
            try:
                summary = msgspec.json.decode(str(row[2]), type=Summary)
                msgspec.json.decode(str(row[3]), type=AnyDraft)
            except msgspec.MsgspecError:
                raise StoreError(Trouble.DAMAGED) from None
        listed = self._listed(draft_id)
        whole = [each[0] for each in listed or () if not files or self._file_is_whole(*each)]
        ids = None if listed is None else tuple(each[0] for each in listed)
        mark = hashlib.sha256(repr((row[3], row[6:], ids)).encode("utf-8", "surrogatepass")).hexdigest()
        return Found(
            id=draft_id,
            number=int(str(row[1])),
            summary=summary,
            locked=bool(row[6]),
            changed=int(str(row[5])),
            listed=ids,
            files=frozenset(whole),
            consents=self._consents(draft_id),
            mark=mark,
        )

    def _consents(self, draft_id: DraftId) -> tuple[_Consent, ...] | None:
        try:
            with translated():
                query = "SELECT purpose, at, initials FROM consents WHERE draft = ? ORDER BY purpose"
                rows = self.db.execute(query, (draft_id,)).fetchall()
        except StoreError:
            return None
        return tuple((str(row[0]), int(str(row[1])), str(row[2])) for row in rows)

    def _listed(self, draft_id: DraftId) -> list[tuple[FileId, int, str]] | None:
        try:
            with translated():
                # One without a digest was never written to its end; what no draft named yet was on its way, and stands before all.
                query = (
                    "SELECT id, size, sha256 FROM files WHERE draft = ? AND place >= 0 AND sha256 <> '' ORDER BY place"
                )
                rows = self.db.execute(query, (draft_id,)).fetchall()
        except StoreError:
            return None
        return [(str(row[0]), int(str(row[1])), str(row[2])) for row in rows]

    def _file_is_whole(self, file_id: FileId, size: int, digest: str) -> bool:
        found, length = hashlib.sha256(), 0
        try:
            for block in self.blocks(file_id):
                found.update(block)
                length += len(block)
        except StoreError:
            return False
        return length == size and found.hexdigest() == digest

    def blocks(self, file_id: FileId) -> Iterator[bytes]:
        """Yield the content of a file in order.

        Raises:
            StoreError: it can't be read.
        """
        with translated():
            for (content,) in self.db.execute("SELECT content FROM chunks WHERE file = ? ORDER BY number", (file_id,)):
                if not isinstance(content, bytes):
                    raise StoreError(Trouble.DAMAGED)
                yield content


def transplant(source: Salvage, found: Found, target: apsw.Connection, *, new_id: DraftId, new_number: int) -> None:
    """Copy a draft into another store, in place of the one that has its id; to be called inside a transaction.

    A file that can't be read is taken from the draft that is replaced, if it is there; one that is nowhere is left out of the
    answers too.

    Args:
        source: where it is read.
        found: the draft.
        target: where it goes.
        new_id: its id there.
        new_number: the number of its case there.

    Raises:
        StoreError: it can't be read.
    """
    with translated():
        known = {str(row[0]) for row in target.execute("SELECT id FROM files WHERE draft = ?", (new_id,))}
        kept = [file_id for file_id in found.listed or () if file_id in found.files or file_id in known]
        row = source.db.execute(f"SELECT {_COLUMNS} FROM drafts WHERE id = ?", (found.id,)).fetchall()[0]  # noqa: S608  our own names
        body = _without_lost(str(row[3]), found.listed, kept)
        values = (new_id, new_number, row[2], body, *row[4:])
        names = _COLUMNS.split(", ")
        changes = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        target.execute(
            f"INSERT INTO drafts ({_COLUMNS}) VALUES ({', '.join('?' * len(names))}) "  # noqa: S608
            f"ON CONFLICT (id) DO UPDATE SET {changes}",
            values,
        )
        _copy_consents(found, target, new_id)
        for file_id in known - set(kept):
            target.execute("DELETE FROM files WHERE id = ?", (file_id,))
        attached = len(msgspec.json.decode(body, type=AnyDraft).attachments)
        for number, file_id in enumerate(kept):
            place = number if number < attached else schema.BESIDE + number - attached
            if file_id in known:
                target.execute("UPDATE files SET place = ? WHERE id = ?", (place, file_id))
            else:
                _copy_file(source, file_id, target, new_id, place)


def _copy_file(source: Salvage, file_id: FileId, target: apsw.Connection, draft_id: DraftId, place: int) -> None:
    """Copy a file, under an id of its own where a draft comes in beside the one that has it."""
    ((size, digest),) = source.db.execute("SELECT size, sha256 FROM files WHERE id = ?", (file_id,)).fetchall()
    taken = target.execute("SELECT 1 FROM files WHERE id = ?", (file_id,)).fetchall()
    new_file = hashlib.sha256((draft_id + file_id).encode()).hexdigest()[:32] if taken else file_id
    target.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", (new_file, draft_id, place, size, digest))
    for number, block in enumerate(source.blocks(file_id)):
        target.execute("INSERT INTO chunks VALUES (?, ?, ?)", (new_file, number, block))


def _copy_consents(found: Found, target: apsw.Connection, draft_id: DraftId) -> None:
    if found.consents is None:
        return  # what was agreed to before stays as it is
    target.execute("DELETE FROM consents WHERE draft = ?", (draft_id,))
    for consent in found.consents:
        target.execute("INSERT INTO consents VALUES (?, ?, ?, ?)", (draft_id, *consent))


def _without_lost(body: str, listed: tuple[FileId, ...] | None, kept: list[FileId]) -> str:
    """Return the answers without the attachments whose files are lost: the two are told together by their order."""
    if listed is not None and len(kept) == len(listed):
        return body
    draft = msgspec.json.decode(body, type=AnyDraft)
    attachments = zip(draft.attachments, listed or (), strict=False)
    whole = tuple(attachment for attachment, file_id in attachments if file_id in kept)
    return msgspec.json.encode(draft.evolve(attachments=whole)).decode()
