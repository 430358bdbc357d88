"""Values that are planted in a store with its copies, and the search for them in every file, as it lies and decrypted."""

import shutil
from contextlib import closing
from pathlib import Path

from citizen_desktop.drafts.database import connect
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.store import Store
from citizen_desktop.forms.draft import Applicant, Attachment, Objection, ObjectionDraft
from tests.drafts.conftest import KEY

DRAFTS = 200
_WAL_HEADER, _FRAME_HEADER = 32, 24


class Person:
    """Five values of one person: name, ID number, explanation, name of a file, bytes of a file."""

    def __init__(self, number: int, stem: str = "planted") -> None:
        self.name = f"{stem}-name-{number:04} محمد"
        self.national_id = f"1{stem}{number:06}"
        self.words = f"{stem}-words-{number:04} راتبي أقل"
        self.file_name = f"{stem}-file-{number:04}.pdf"
        self.content = f"{stem}-bytes-{number:04}\0\xff".encode("latin-1")

    @property
    def values(self) -> tuple[bytes, ...]:
        texts = (self.name, self.national_id, self.words, self.file_name)
        return (*(text.encode() for text in texts), self.content)

    def patterns(self) -> tuple[bytes, ...]:
        texts = (self.name, self.national_id, self.words, self.file_name)
        wide = (text.encode(coding) for text in texts for coding in ("utf-16-le", "utf-16-be"))
        return (*self.values, *wide)

    def draft(self) -> ObjectionDraft:
        attachment = Attachment(
            slot="other", original_name=self.file_name, media_type="application/pdf", size=1000, pages=1
        )
        return ObjectionDraft(
            applicant=Applicant(name=self.name, national_id=self.national_id),
            objection=Objection(explanation=self.words),
            attachments=(attachment,),
        )

    def plant(self, store: Store) -> str:
        """Keep it as a person would who writes, corrects and takes files back."""
        summary = Summary(name=self.name, last_four=self.national_id[-4:])
        draft_id = store.create(ObjectionDraft(applicant=Applicant(name=self.name)), summary)
        store.add_file(draft_id, [self.content * 20])
        file_id = store.add_file(draft_id, [self.content * 300])
        store.save(draft_id, self.draft(), summary, (file_id,))
        with store.exclusive:
            store.connection.execute("INSERT INTO thumbnails VALUES (?, ?)", (file_id, self.content * 50))
        return draft_id


PEOPLE = tuple(Person(number) for number in range(DRAFTS))
NEIGHBOURS = tuple(Person(number, "staying") for number in range(20))
VALUES = frozenset(value for person in PEOPLE for value in person.values)
_STEMS = tuple("planted".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))


def found_in(data: bytes, people: tuple[Person, ...] = PEOPLE) -> set[bytes]:
    """Return the planted values that are in some bytes; a mere piece of one counts."""
    stems = _STEMS if people is PEOPLE else (b"staying",)
    if not any(stem in data for stem in stems):
        return set()
    whole = {pattern for person in people for pattern in person.patterns() if pattern in data}
    return whole or {b"a piece of a value"}


def plain(folder: Path, people: tuple[Person, ...] = PEOPLE) -> set[bytes]:
    """Return the values in the names and the bytes of all files in a folder, as they lie there."""
    found = set()
    for path in folder.rglob("*"):
        found |= found_in(str(path).encode(), people)
        if path.is_file():
            found |= found_in(path.read_bytes(), people)
    return found


def decrypted(
    folder: Path, work: Path, people: tuple[Person, ...] = PEOPLE, *, states: bool = True, enough: bool = False
) -> set[bytes]:
    """Return the values in every file that the key opens: each page, free ones and gaps too.

    Args:
        folder: with the files.
        work: for copies to open.
        people: whose values are looked for.
        states: look at each state that a journal file goes back to, until something is found.
        enough: look no further than the first file with something.
    """
    found: set[bytes] = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(("-wal", "-shm", "-journal")):
            for state in _states(path, work):
                found |= found_in(b"".join(state), people)
                if found or not states:
                    break
        if found and enough:
            break
    return found


def _states(path: Path, work: Path):
    """Give the decrypted pages with the whole journal file beside it, then with it cut after every transaction, and without."""
    journal = path.with_name(f"{path.name}-wal")
    content = journal.read_bytes() if journal.exists() else b""
    yield _pages(path, content, work)
    frame = _FRAME_HEADER + 4096
    for end in range(_WAL_HEADER + frame, len(content) + 1, frame):
        if content[end - frame + 4 : end - frame + 8] != bytes(4):
            yield _pages(path, content[:end], work)
    if content:
        yield _pages(path, b"", work)


def _pages(path: Path, journal: bytes, work: Path):
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    copy = work / "copy.db"
    shutil.copy(path, copy)
    if journal:
        (work / "copy.db-wal").write_bytes(journal)
    try:
        with closing(connect(copy, KEY)) as connection:
            yield connection.serialize("main")
            for table in ("drafts", "files", "chunks", "thumbnails", "consents", "journal", "personal", "meta"):
                yield repr(connection.execute(f"SELECT * FROM {table}").fetchall()).encode()  # noqa: S608
    except StoreError:
        return


def plant(store: Store, folder: Path, take_copy) -> tuple[str, ...]:
    """Plant the people and their neighbours, with copies in between, and return the ids of the people's drafts."""
    ids = []
    for number, person in enumerate(PEOPLE):
        ids.append(person.plant(store))
        if number % 10 == 0:
            NEIGHBOURS[number // 10].plant(store)
        if number in {60, 120}:
            take_copy()
    take_copy()
    store.note(Action.OPENED, 1, "AB")
    return tuple(ids)
