"""The proof: of a thousand planted values none is found after erasing, as plain bytes or decrypted; and that this can fail."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from citizen_desktop.drafts import copies, erasure
from citizen_desktop.drafts.database import connect
from citizen_desktop.drafts.erasure import Eraser, Step, erase
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.store import Store
from tests.drafts.conftest import KEY
from tests.drafts.planted import DRAFTS, NEIGHBOURS, PEOPLE, VALUES, Person, decrypted, plain, plant

REPOSITORY = Path(__file__).parents[2]


class Folder:
    """A data folder with a store, three snapshots and a file kept aside, all with the planted values in them."""

    def __init__(self, path: Path, clock) -> None:
        self.path, self.clock = path, clock
        self.snapshots = path / "snapshots"
        self.snapshots.mkdir(parents=True)
        self.aside = self.snapshots / "damaged-20261122.db"
        self.open = Store(path / "store.db", KEY, clock, create=True)
        self.ids = plant(self.open, path, self.copy)
        # What was set aside was in use: its journal file lies beside it.
        shutil.copy(self.open.path, self.aside)
        shutil.copy(path / "store.db-wal", self.snapshots / "damaged-20261122.db-wal")

    def copy(self) -> None:
        number = len(list(self.snapshots.glob("store-?.db"))) + 1
        with closing(connect(self.snapshots / f"store-{number}.db", KEY, create=True)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE").fetchall()
            with copy.backup("main", self.open.connection, "main") as backup:
                backup.step()

    def eraser(self) -> Eraser:
        return Eraser(self.open, self.snapshots, lambda: [self.aside], KEY, self.clock)

    def erase(self):
        return self.eraser().erase(self.ids, Action.ERASED)

    def found(self) -> set[bytes]:
        return plain(self.path) | decrypted(self.path, self.path.parent / "work")

    @property
    def something(self) -> bool:
        """Whether anything is found: no more than that."""
        return bool(decrypted(self.path, self.path.parent / "work", states=False, enough=True))

    def staying(self) -> int:
        known = {value for person in NEIGHBOURS for value in person.values}
        return len(known & decrypted(self.path, self.path.parent / "work", NEIGHBOURS, states=False))


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """Planting takes a while: it is done once, and copied."""
    from tests.conftest import SUNDAY, HandClock

    folder = Folder(tmp_path_factory.mktemp("planted") / "data", HandClock(SUNDAY))
    # At rest, as a computer that was switched off leaves it.
    still = folder.path.parent / "still"
    shutil.copytree(folder.path, still, ignore=shutil.ignore_patterns("*-shm"))
    folder.open.close()
    return folder, still


@pytest.fixture
def folder(planted, tmp_path, clock):
    """A data folder of the test's own."""
    made, still = planted
    own = Folder.__new__(Folder)
    own.path, own.clock, own.ids = tmp_path / "data", clock, made.ids
    shutil.copytree(still, own.path)
    own.snapshots, own.aside = own.path / "snapshots", own.path / "snapshots" / made.aside.name
    own.open = Store(own.path / "store.db", KEY, clock)
    yield own
    own.open.close()


def test_a_thousand_values_are_gone_and_the_neighbours_are_not(folder):
    assert len(VALUES) == 1000
    before = folder.found()
    assert before >= VALUES
    receipt = folder.erase()
    folder.open.close()
    assert folder.found() == set()
    # The search still finds what was to stay: name, ID number, words, file name and bytes of every neighbour.
    assert folder.staying() == 5 * len(NEIGHBOURS)
    assert (len(receipt.numbers), receipt.rewritten, receipt.destroyed, receipt.left) == (DRAFTS, 4, 0, 0)
    assert sorted(path.name for path in folder.path.rglob("*") if path.is_file()) == [
        "damaged-20261122.db",
        "store-1.db",
        "store-2.db",
        "store-3.db",
        "store.db",
    ]


def test_before_it_is_closed_the_journal_file_is_empty_already(folder):
    folder.erase()
    assert (folder.path / "store.db-wal").stat().st_size == 0
    assert folder.found() == set()


def test_a_large_store_is_written_anew_by_way_of_a_file(folder, monkeypatch):
    monkeypatch.setattr(erasure, "_IN_MEMORY", 0)
    size = folder.open.path.stat().st_size
    folder.erase()
    folder.open.close()
    assert folder.found() == set()
    assert folder.staying() == 5 * len(NEIGHBOURS)
    assert folder.open.path.stat().st_size < size / 4
    assert not list(folder.path.glob("*.anew*"))


# --------------------------------------------------------------------- the search can fail


def test_it_would_be_noticed_if_rows_were_deleted_without_overwriting(folder, monkeypatch):
    folder.open.connection.execute("PRAGMA secure_delete=OFF").fetchall()
    monkeypatch.setattr(Eraser, "_compact", lambda _self: None)
    folder.erase()
    folder.open.close()
    assert any(person.content in folder.found() for person in PEOPLE)


def test_writing_anew_clears_what_was_not_overwritten(folder):
    """As in a file that a program without overwriting had in its hands: free pages are full of values."""
    folder.open.connection.execute("PRAGMA secure_delete=OFF").fetchall()
    folder.erase()
    folder.open.close()
    assert folder.found() == set()


def test_it_would_be_noticed_if_snapshots_were_left_as_they_are(folder, monkeypatch):
    monkeypatch.setattr(copies, "write_anew", lambda *_: True)
    folder.erase()
    folder.open.close()
    assert folder.found() >= VALUES


def test_it_would_be_noticed_if_the_file_kept_aside_were_forgotten(folder, monkeypatch):
    monkeypatch.setattr(copies, "copies_in", lambda *_: tuple(sorted(folder.snapshots.glob("store-?.db"))))
    folder.erase()
    folder.open.close()
    assert folder.found() >= VALUES


def test_it_would_be_noticed_if_the_journal_file_were_kept(folder, monkeypatch):
    # Somebody has just changed something: the journal file holds it.
    folder.open.connection.execute("PRAGMA wal_autocheckpoint=0").fetchall()
    for draft_id, person in zip(folder.ids[:5], PEOPLE, strict=False):
        folder.open.save(draft_id, person.draft(), folder.open.head(draft_id).summary)
    monkeypatch.setattr(Eraser, "_empty_journal", lambda _self: None)
    folder.erase()
    assert folder.found()


def test_it_would_be_noticed_in_plain_bytes_of_either_kind(folder):
    folder.erase()
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        (folder.path / "log").write_bytes(b"\1" + PEOPLE[7].name.encode(coding))
        assert folder.found()
    (folder.path / "log").unlink()
    assert not folder.found()


# --------------------------------------------------------------------- broken off

_KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from citizen_desktop.clock import StoppedClock
from citizen_desktop.drafts.erasure import Eraser
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.store import Store
folder, wanted, ids = Path(sys.argv[1]), int(sys.argv[2]), sys.stdin.read().split()
clock, key = StoppedClock(datetime(2026, 11, 22, 16, 12)), bytes(range(32))
store = Store(folder / "store.db", key, clock)
aside = folder / "snapshots" / "damaged-20261122.db"
seen = 0
def told(step, done, parts):
    global seen
    seen += 1
    if seen == wanted:
        os.kill(os.getpid(), signal.SIGKILL)
Eraser(store, folder / "snapshots", lambda: [aside], key, clock).erase(ids, Action.ERASED, told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize("step", range(1, 9))
def test_killed_at_any_step_it_is_finished_at_the_next_start(folder, step):
    folder.open.close()
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(folder.path), str(step)],
        input="\n".join(folder.ids).encode(),
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert folder.something is (step < 8)
    folder.open = Store(folder.path / "store.db", KEY, folder.clock)
    receipt = folder.eraser().erase_due(14)
    folder.open.close()
    assert folder.found() == set()
    assert folder.staying() == 5 * len(NEIGHBOURS)
    assert receipt is not None
    assert (len(receipt.numbers), receipt.why) == (DRAFTS, Action.ERASED)


@pytest.mark.parametrize("point", ["path.replace", "new.replace", "destroy"])
def test_broken_off_while_a_snapshot_is_replaced_nothing_stays(folder, monkeypatch, point):
    """Each of these is a moment between two calls of the system."""
    calls = {"path.replace": 1, "new.replace": 2, "destroy": 3}[point]
    happened = 0

    class Broken(BaseException):
        pass

    replace, sound = Path.replace, copies.flush_folder

    def broken_replace(path, target):
        nonlocal happened
        happened += 1
        if happened == calls:
            raise Broken
        return replace(path, target)

    def broken_flush(path):
        if calls == 3:
            raise Broken
        sound(path)

    monkeypatch.setattr(Path, "replace", broken_replace)
    monkeypatch.setattr(copies, "flush_folder", broken_flush)
    with pytest.raises(Broken):
        folder.erase()
    monkeypatch.undo()
    assert folder.found()
    folder.eraser().erase_due(14)
    folder.open.close()
    assert folder.found() == set()
    # The replaced snapshot is there again: what had been read back took its place.
    assert [path.name for path in copies.copies_in(folder.snapshots)] == [
        "damaged-20261122.db",
        "store-1.db",
        "store-2.db",
        "store-3.db",
    ]


def test_a_full_disk_leaves_the_rest_to_the_next_start(folder, monkeypatch):
    sound = copies.write_anew

    def full(*_):
        raise StoreError(Trouble.FULL)

    monkeypatch.setattr(copies, "write_anew", full)
    with pytest.raises(StoreError):
        folder.erase()
    assert {head.id for head in folder.open.heads()}.isdisjoint(folder.ids)
    assert folder.something
    monkeypatch.setattr(copies, "write_anew", sound)
    assert folder.eraser().erase_due(14) is not None
    folder.open.close()
    assert folder.found() == set()


def test_somebody_who_still_reads_the_store_delays_it(folder):
    with closing(connect(folder.open.path, KEY, read_only=True)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM drafts").fetchall()
        with pytest.raises(StoreError) as refused:
            folder.erase()
        assert refused.value.trouble is Trouble.READ_ONLY
    assert folder.eraser().erase_due(14) is not None
    folder.open.close()
    assert folder.found() == set()


# --------------------------------------------------------------------- when the days are over


@pytest.fixture
def small(tmp_path, store, clock):
    """A store with three drafts of different days, and a snapshot of each day."""
    snapshots = tmp_path / "snapshots"
    snapshots.mkdir()
    ids = []
    for number in range(3):
        ids.append(Person(number).plant(store))
        with (
            closing(connect(snapshots / f"store-{number}.db", KEY, create=True)) as copy,
            copy.backup("main", store.connection, "main") as backup,
        ):
            backup.step()
        with closing(connect(snapshots / f"store-{number}.db", KEY)) as copy:
            copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        clock.pass_time(timedelta(days=1))
    return Eraser(store, snapshots, list, KEY, clock), ids, snapshots


def test_what_is_due_is_erased_at_the_next_start_however_long_that_was(small, store, clock):
    eraser, ids, _snapshots = small
    assert eraser.erase_due(14) is None
    clock.pass_time(timedelta(days=12))
    receipt = eraser.erase_due(14)
    assert (receipt.numbers, receipt.why, receipt.at) == ((1, 2), Action.EXPIRED, clock.now())
    assert [head.id for head in store.heads()] == ids[2:]
    assert [(entry.action, entry.number) for entry in store.journal()][:2] == [(Action.EXPIRED, 2), (Action.EXPIRED, 1)]
    clock.pass_time(timedelta(days=400))
    assert eraser.erase_due(14).numbers == (3,)
    assert eraser.erase_due(14) is None


def test_a_change_moves_the_day_and_opening_does_not(small, store, clock):
    eraser, ids, _snapshots = small
    clock.pass_time(timedelta(days=9))
    store.save(ids[0], PEOPLE[0].draft(), store.head(ids[0]).summary)
    store.mark(ids[1], Action.OPENED)
    clock.pass_time(timedelta(days=3))
    assert eraser.erase_due(14).numbers == (2,)


def test_a_newer_state_kept_aside_keeps_a_draft_from_being_due(small, store, clock, tmp_path):
    """As after damage: what was put in the place of the store is older."""
    _eraser, ids, snapshots = small
    older = tmp_path / "older"
    older.mkdir()
    clock.pass_time(timedelta(days=9))
    store.save(ids[0], PEOPLE[0].draft(), store.head(ids[0]).summary)
    store.checkpoint()
    shutil.copy(store.path, snapshots / "damaged.db")
    with closing(Store(snapshots / "store-2.db", KEY, clock)) as put_in_place:
        eraser = Eraser(put_in_place, older, lambda: [snapshots / "damaged.db"], KEY, clock)
        clock.pass_time(timedelta(days=3))
        assert eraser.erase_due(14).numbers == (2,)
        assert ids[0] in {head.id for head in put_in_place.heads()}
        clock.pass_time(timedelta(days=11))
        assert eraser.erase_due(14).numbers == (1, 3)


def test_a_clock_that_stands_before_the_newest_change_erases_nothing(small, store, clock):
    eraser, _ids, _snapshots = small
    clock.pass_time(timedelta(days=100))
    late = Person(9).plant(store)
    clock.pass_time(timedelta(days=-1))
    assert eraser.erase_due(14) is None
    assert len(store.heads()) == 4
    clock.pass_time(timedelta(days=1))
    assert eraser.erase_due(14).numbers == (1, 2, 3)
    assert [head.id for head in store.heads()] == [late]


def test_a_draft_that_lies_in_a_snapshot_alone_is_due_all_the_same(small, store, clock, tmp_path):
    eraser, ids, snapshots = small
    store.delete(ids[:1], Action.ERASED)
    clock.pass_time(timedelta(days=11, minutes=1))
    assert eraser.erase_due(14).numbers == (1,)
    assert not decrypted(snapshots, tmp_path / "work", (Person(0),))


def test_a_copy_that_cannot_be_opened_goes_with_the_first_erasure(small, store, tmp_path):
    eraser, ids, snapshots = small
    damaged = snapshots / "store-1.db"
    with damaged.open("r+b") as stream:
        stream.seek(4096 * 3)
        stream.write(bytes(64))
    receipt = eraser.erase(ids[:1], Action.ERASED)
    assert (receipt.rewritten, receipt.destroyed) == (2, 1)
    assert not damaged.exists()


def test_a_copy_that_cannot_be_opened_goes_when_the_days_are_over(small, store, clock):
    eraser, _ids, snapshots = small
    damaged = snapshots / "store-1.db"
    damaged.write_bytes(os.urandom(8192))
    at = (clock.now() - timedelta(days=14)).timestamp()
    os.utime(damaged, (at + 60, at + 60))
    assert eraser.erase_due(14) is None
    assert damaged.exists()
    os.utime(damaged, (at - 1, at - 1))
    receipt = eraser.erase_due(14)
    assert (receipt.numbers, receipt.destroyed, damaged.exists()) == ((), 1, False)


def test_it_tells_how_far_it_is(small, store):
    eraser, ids, _snapshots = small
    heard = []
    eraser.erase(ids, Action.ERASED, lambda *step: heard.append(step))
    assert [step for step, _done, _parts in heard] == [
        Step.NOTED, Step.DELETED, Step.OVERWRITTEN, Step.COMPACTED, Step.COPY, Step.COPY, Step.COPY, Step.DONE,
    ]  # fmt: skip
    assert [done for _step, done, _parts in heard[:-1]] == list(range(1, 8))
    assert {parts for _step, _done, parts in heard} == {7}


def test_one_who_only_reads_erases_nothing(small, store, clock):
    _eraser, ids, snapshots = small
    with closing(Store(store.path, KEY, clock, read_only=True)) as other, pytest.raises(StoreError):
        erase(other, ids, snapshots, [], KEY, clock)
    assert len(store.heads()) == 3
    assert len(list(snapshots.glob("store-?.db"))) == 3
