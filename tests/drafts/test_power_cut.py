"""The power fails, or the process is killed: what was told to be saved is there, and nothing is half there."""

import errno
import itertools
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import apsw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop.clock import SystemClock
from citizen_desktop.drafts import database, holder, witness
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.inspection import inspect
from citizen_desktop.drafts.store import Store
from tests.conftest import SUNDAY, HandClock
from tests.drafts.conftest import KEY, everything
from tests.drafts.disk import Disk, connection
from tests.drafts.killed_writer import SAVES
from tests.drafts.test_damage import lay_out
from tests.drafts.test_store import DRAFT, SUMMARY

SECTOR = 512
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """What reached the disk while drafts were saved, in order, and what the store held after each save."""
    folder = tmp_path_factory.mktemp("recorded")
    events, states, clock = [], [], HandClock(SUNDAY)
    disk = Disk(lambda *event: events.append(event))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(database, "apsw", SimpleNamespace(**{**vars(apsw), "Connection": connection}))
        patched.setattr(witness, "_MERGE_AT", 20)
        write, flush = holder._write, holder.os.fsync

        def noted_write(file, place, data):
            events.append(("write", "store.lock", place, data))
            write(file, place, data)

        def noted_flush(file):
            flush(file)
            events.append(("sync", "store.lock"))

        patched.setattr(holder, "_write", noted_write)
        patched.setattr(holder.os, "fsync", noted_flush)
        held = Holder(folder / "store.lock", clock)
        store = Store(folder / "store.db", KEY, clock, create=True, watcher=held)
        states.append(everything(store))
        events.append(("saved", len(states)))

        def saved():
            states.append(everything(store))
            events.append(("saved", len(states)))

        draft_id = store.create(DRAFT, SUMMARY)
        saved()
        for number in range(SAVES):
            store.save(draft_id, DRAFT.with_objection(explanation=f"{number} " * 900), SUMMARY)
            saved()
            if number % 4 == 3:
                store.add_file(draft_id, [bytes([number]) * 20_000])
                saved()
        store.close()
        held.let_go()
    assert any(event[:2] == ("truncate", "store.db-wal") for event in events)
    assert sum(event[:2] == ("sync", "store.db") for event in events) > 3, "the journal was merged several times"
    del disk
    return events, states


def after_power_cut(events, choose) -> dict[str, bytes]:
    """Return what lies on the disk: all that was flushed, and of the rest what ``choose`` lets through, in any order.

    Args:
        events: up to the cut.
        choose: asked for each write that was not flushed: 0 it is lost, 1 it is there, 2 half of it is.
    """
    disk: dict[str, bytearray] = {}
    waiting: dict[str, list[tuple]] = {}
    for event in events:
        kind, name = event[0], event[1]
        if kind in ("write", "truncate"):
            waiting.setdefault(name, []).append(event)
        elif kind == "sync":
            for each in waiting.pop(name, []):
                put(disk, each)
        elif kind == "delete":
            waiting.pop(name, None)
            disk.pop(name, None)
    for each in (each for left in waiting.values() for each in left):
        how = choose()
        if how == 1 or (how == 2 and each[0] == "truncate"):
            put(disk, each)
        elif how == 2:
            put(disk, (*each[:3], each[3][: len(each[3]) // 2 // SECTOR * SECTOR]))
    return {name: bytes(content) for name, content in disk.items()}


def put(disk: dict[str, bytearray], event: tuple) -> None:
    content = disk.setdefault(event[1], bytearray())
    if event[0] == "truncate":
        del content[event[2] :]
        return
    place, data = event[2], event[3]
    content.extend(bytes(max(0, place + len(data) - len(content))))
    content[place : place + len(data)] = data


def started_again(folder: Path) -> dict:
    """Start on what is there, as the application does, and return what it holds; everything is checked."""
    clock = HandClock(SUNDAY)
    held = Holder(folder / "store.lock", clock)
    store = Store(folder / "store.db", KEY, clock, create=not held.floor, watcher=held)
    found = everything(store)
    store.close()
    held.let_go()
    inspect(folder / "store.db", KEY)
    return found


@settings(max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_power_cut_loses_nothing_that_was_told_to_be_saved(tmp_path, recorded, data):
    """The promise is "at most the last two saves"; what is kept is more: every save that was told."""
    events, states = recorded
    first = next(number for number, event in enumerate(events) if event[0] == "saved")
    cut = data.draw(st.integers(first + 1, len(events)))
    dice = data.draw(st.randoms(use_true_random=False))
    happened = events[:cut]
    told = max(event[1] for event in happened if event[0] == "saved")
    lay_out(tmp_path / "s", after_power_cut(happened, lambda: dice.choice((0, 0, 1, 2))))
    found = started_again(tmp_path / "s")
    assert found in states[max(0, told - 1) : told + 1], "older than what was told, or never written"


def test_the_simulation_loses_what_is_not_flushed(tmp_path, recorded):
    """A disk that forgets all flushes is noticed: the test above could fail."""
    events, _states = recorded
    unflushed = [event for event in events if event[0] != "sync" or event[1] == "store.lock"]
    lay_out(tmp_path / "s", after_power_cut(unflushed, lambda: 0))
    with pytest.raises(StoreError):
        started_again(tmp_path / "s")


def test_killed_after_any_change_to_the_disk(tmp_path):
    """SIGKILL at every third write, flush and truncation of creating, saving, attaching, merging and closing."""
    subprocess.run(
        [sys.executable, "-m", "tests.drafts.killed_writer", str(tmp_path), "3"], cwd=ROOT, check=True, timeout=300
    )
    folders = sorted(tmp_path.iterdir(), key=lambda path: int(path.name))
    assert len(folders) > 50
    for folder in folders:
        told = (folder / "acknowledged").stat().st_size
        if not told and not (folder / "store.db").exists():
            continue
        found = started_again(folder)
        assert len(found) in ({0, 1} if not told else {1}), folder.name
        for head, draft, files in found.values():
            saved = int(draft.objection.explanation.split()[0]) + 2 if draft.objection.explanation else 1
            assert saved in (told, told + 1), folder.name
            assert head.files == len(files)


@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
@pytest.mark.parametrize("note", ["kept", "lost"])
def test_a_disk_that_fails_once_at_the_end_costs_nothing(tmp_path, monkeypatch, error, note):
    """The journal file is merged when the store is closed. What fails there once is no damage at the next start."""
    closing, changes = [], []

    def tell(*event):
        # What SQLite deletes at the very end it is rid of whatever the disk says.
        if closing and event[0] != "delete":
            changes.append(event)
            if closing == [len(changes)]:
                raise error("made by a test")

    disk = Disk(tell)
    for step in itertools.count(1):
        folder, clock = tmp_path / str(step), HandClock(SUNDAY)
        with monkeypatch.context() as patched:
            patched.setattr(database, "apsw", SimpleNamespace(**{**vars(apsw), "Connection": connection}))
            held = Holder(folder / "store.lock", clock)
            store = Store(folder / "store.db", KEY, clock, create=True, watcher=held)
            store.add_file(store.create(DRAFT, SUMMARY), [bytes(9_000)])
            before = everything(store)
            if note == "lost":
                patched.setattr(holder, "_write", lambda *_: refuse())
            changes.clear()
            closing[:] = [step]
            with suppress(StoreError):
                store.close()
            closing.clear()
            held.let_go()
        assert started_again(folder) == before, changes[-1]
        if len(changes) < step:
            break
    assert step > 5
    del disk


def refuse():
    raise OSError(errno.EIO, "")


WRITE = """
import sys
from pathlib import Path
from citizen_desktop.clock import SystemClock
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.store import Store
from tests.drafts.test_store import DRAFT, SUMMARY
folder, clock = Path(sys.argv[1]), SystemClock()
holder = Holder(folder / "store.lock", clock)
store = Store(folder / "store.db", bytes(range(32)), clock, create=True, watcher=holder)
draft_id = store.create(DRAFT, SUMMARY)
number = 0
while True:
    number += 1
    store.save(draft_id, DRAFT.with_objection(explanation=f"{number} " * 300), SUMMARY)
    print(number, flush=True)
"""


@pytest.mark.parametrize("saves", [1, 5, 60])
def test_killed_from_outside_while_it_writes_without_pause(tmp_path, saves):
    process = subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    for _turn in range(saves):
        assert process.stdout.readline()
    process.kill()
    rest, _none = process.communicate()
    told = saves + rest.count(b"\n")
    held = Holder(tmp_path / "store.lock", SystemClock())
    store = Store(tmp_path / "store.db", KEY, SystemClock(), watcher=held)
    ((_head, draft, _files),) = everything(store).values()
    assert int(draft.objection.explanation.split()[0]) in (told, told + 1)
    store.close()
    held.let_go()
