"""Measures the store, encrypted and plain in turn; argument: how many rounds. Prints JSON."""

import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

import apsw

from citizen_desktop.clock import RIYADH, StoppedClock
from citizen_desktop.drafts import store as store_module
from citizen_desktop.drafts.case_list import CaseList, SortKey, Wish
from citizen_desktop.drafts.erasure import Eraser
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.wrapping import unwrap, wrap
from citizen_desktop.forms.draft import Applicant, Attachment, Objection, ObjectionDraft

DRAFTS: Final = 10_000
FILES: Final = 100
FILE_BYTES: Final = 200_000
KEY: Final = bytes(range(32))
CLOCK: Final = StoppedClock(datetime(2026, 11, 22, 16, 12, tzinfo=RIYADH))
DRAFT: Final = ObjectionDraft(
    applicant=Applicant(kind="independent", name="Somebody Somewhere", national_id="1000000008", mobile="0500000000"),
    objection=Objection(explanation="My salary is lower since September. " * 20),
)


def plainly(path: Path, _key: bytes | bytearray, *, create: bool = False, read_only: bool = False) -> apsw.Connection:
    """Open the same tables without a key."""
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY if read_only else flags)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    return connection


def milliseconds(step: Callable[[], object]) -> float:
    """Return how long a step takes."""
    began = perf_counter()
    step()
    return (perf_counter() - began) * 1000


def fill(store: Store, number: int) -> list[str]:
    """Put many drafts into a store at once, and return their ids."""
    ids = []
    with store.exclusive:
        store.connection.execute("BEGIN")
        for place in range(1, number + 1):
            draft_id = f"{place:032x}"
            summary = Summary(name=f"Person {place * 7919 % 9973}", last_four=f"{place % 10_000:04}", done=3, total=9)
            store.connection.execute(
                "INSERT INTO drafts (id, number, summary, body, created, changed) VALUES (?, ?, ?, ?, ?, ?)",
                (draft_id, place, store_module._json(summary), store_module._json(DRAFT), place, place),  # noqa: SLF001
            )
            ids.append(draft_id)
        store.connection.execute("COMMIT")
        store.set_value("last_number", str(number))
    return ids


def measure(folder: Path, connect: Callable[..., apsw.Connection], rounds: int) -> tuple[dict[str, list[float]], int]:
    """Measure one kind of store; return times by what was done, and the size of the file."""
    before, store_module.connect = store_module.connect, connect
    times: dict[str, list[float]] = {}
    try:
        path = folder / "store.db"
        store = Store(path, KEY, CLOCK, create=True)
        ids = fill(store, DRAFTS)
        store.close()
        size = path.stat().st_size
        for _round in range(rounds):
            began = perf_counter()
            opened = Store(path, KEY, CLOCK)
            times.setdefault(f"open, {DRAFTS:,} drafts", []).append((perf_counter() - began) * 1000)
            times.setdefault(f"read the heads of {DRAFTS:,} drafts", []).append(milliseconds(opened.heads))
            opened.close()
        store = Store(path, KEY, CLOCK)
        block = os.urandom(FILE_BYTES)
        times[f"keep a file of {FILE_BYTES // 1000} kB"] = [
            milliseconds(lambda: store.add_file(ids[0], [block])) for _ in range(FILES)
        ]
        draft = DRAFT.evolve(
            attachments=tuple(Attachment(slot="other", original_name=f"{place}.pdf") for place in range(FILES))
        )
        summary = Summary(name="Somebody", done=1, total=9)
        times[f"save a draft with {FILES} attachments"] = [
            milliseconds(lambda: store.save(ids[0], draft, summary)) for _ in range(200)
        ]
        times[f"open a draft with {FILES} attachments"] = [milliseconds(lambda: store.load(ids[0])) for _ in range(50)]
        times[f"delete a draft with {FILES} attachments"] = [
            milliseconds(lambda: store.delete([ids[0]], Action.ERASED))
        ]
        times["delete a draft"] = [
            milliseconds(lambda draft_id=draft_id: store.delete([draft_id], Action.ERASED)) for draft_id in ids[1:51]
        ]
        store.close()
    finally:
        store_module.connect = before
    return times, size


def measure_alone(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Measure what a plain store has nothing like."""
    times: dict[str, list[float]] = {}
    wrapped = wrap(Secret(KEY), "four words and a number 42", "benchmark")
    times["unlock: the key out of its passphrase (Argon2id)"] = [
        milliseconds(lambda: unwrap(wrapped, "four words and a number 42", "benchmark").wipe()) for _ in range(rounds)
    ]
    path = folder / "store.db"
    store = Store(path, KEY, CLOCK, create=True)
    ids = fill(store, DRAFTS)
    times[f"read and prepare {DRAFTS:,} drafts for the list"] = [
        milliseconds(lambda: CaseList(store.heads())) for _ in range(rounds)
    ]
    cases = CaseList(store.heads())
    for name, wish in (
        ("show all, sorted by name", Wish(sort=SortKey.NAME)),
        ("search a name", Wish(query="Person 77")),
        ("search four digits", Wish(query="0421")),
    ):
        times[f"{name}, {DRAFTS:,} drafts"] = [
            milliseconds(lambda wish=wish: cases.select(wish)) for _ in range(rounds * 4)
        ]
    snapshots = Snapshots(folder / "snapshots", path, KEY, CLOCK)
    times[f"snapshot of {DRAFTS:,} drafts, read back"] = [milliseconds(snapshots.take)]
    eraser = Eraser(store, folder / "snapshots", tuple, KEY, CLOCK)
    times[f"erase a draft among {DRAFTS:,}, with a snapshot"] = [
        milliseconds(lambda draft_id=draft_id: eraser.erase([draft_id], Action.ERASED)) for draft_id in ids[:3]
    ]
    store.close()
    return times


def main(rounds: int) -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        for name in ("encrypted", "plain"):
            (Path(folder) / name).mkdir()
        encrypted, size = measure(Path(folder) / "encrypted", store_module.connect, rounds)
        plain, plain_size = measure(Path(folder) / "plain", plainly, rounds)
        (Path(folder) / "alone").mkdir()
        alone = measure_alone(Path(folder) / "alone", rounds)
    both = {name: {"encrypted": encrypted[name], "plain": plain[name]} for name in encrypted}
    print(json.dumps({"both": both, "alone": alone, "drafts": DRAFTS, "size": size, "plain_size": plain_size}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
