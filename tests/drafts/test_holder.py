"""One window writes; the others can say who it is; who is gone does not count."""

import errno
import os
import subprocess
import sys
from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop.drafts import holder as module
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.holder import Bystander, HeldError, Holder, Who
from citizen_desktop.drafts.store import Store
from tests.drafts.conftest import KEY
from tests.drafts.test_store import DRAFT, SUMMARY

HOLD = """
import sys
from pathlib import Path
from citizen_desktop.clock import SystemClock
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.store import Store
folder, clock = Path(sys.argv[1]), SystemClock()
holder = Holder(folder / "store.lock", clock)
store = Store(folder / "store.db", bytes(range(32)), clock, create=True, watcher=holder)
from tests.drafts.test_store import DRAFT, SUMMARY
print(store.create(DRAFT, SUMMARY), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def other(tmp_path):
    """Another process that holds the store, and the draft that it wrote."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    draft_id = process.stdout.readline().strip()
    assert draft_id
    yield process, draft_id
    process.kill()
    process.communicate()


def test_a_second_window_reads_and_says_who_writes(tmp_path, clock, other):
    process, draft_id = other
    with pytest.raises(HeldError) as held:
        Holder(tmp_path / "store.lock", clock)
    assert held.value.trouble is Trouble.READ_ONLY
    who = held.value.who
    assert (who.process, who.on_this_machine, who.same_user) == (process.pid, True, True)
    reading = Store(tmp_path / "store.db", KEY, clock, read_only=True, watcher=Bystander(held.value.floor))
    assert reading.load(draft_id).draft == DRAFT
    with pytest.raises(StoreError):
        reading.create(DRAFT, SUMMARY)
    reading.close()


def test_a_second_window_is_not_shown_less_than_was_saved(tmp_path, clock, other):
    with pytest.raises(HeldError) as held:
        Holder(tmp_path / "store.lock", clock)
    assert held.value.floor > 0
    with pytest.raises(StoreError):
        Store(tmp_path / "store.db", KEY, clock, read_only=True, watcher=Bystander(held.value.floor + 1))


def test_the_lock_of_a_killed_process_is_free_and_what_it_saved_is_known(tmp_path, clock, other):
    process, draft_id = other
    process.kill()
    process.wait()
    holder = Holder(tmp_path / "store.lock", clock)
    assert holder.left_behind.process == process.pid
    assert holder.floor > 0
    store = Store(tmp_path / "store.db", KEY, clock, watcher=holder)
    assert store.load(draft_id).draft == DRAFT
    store.close()
    holder.let_go()


def test_two_windows_of_one_process_are_two(tmp_path, clock):
    first = Holder(tmp_path / "store.lock", clock)
    with pytest.raises(HeldError):
        Holder(tmp_path / "store.lock", clock)
    first.let_go()
    first.let_go()
    second = Holder(tmp_path / "store.lock", clock)
    assert second.left_behind is None
    second.let_go()
    assert not (tmp_path / "store.lock").read_bytes()[:512].strip(b"\0 \n")


def test_the_file_tells_nothing_of_an_applicant_nor_the_machines_name(tmp_path, clock, monkeypatch):
    monkeypatch.setattr(module.platform, "node", lambda: "reception-desk")
    holder = Holder(tmp_path / "store.lock", clock)
    content = (tmp_path / "store.lock").read_bytes()
    assert b"reception" not in content
    assert set(msgspec.json.decode(content[:512].rstrip(b"\0"))) == {"process", "since", "booted", "machine", "user"}
    assert (tmp_path / "store.lock").stat().st_mode & 0o077 == 0
    holder.let_go()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_cut_or_changed_lock_file_never_keeps_anybody_out(tmp_path, clock, data):
    path = tmp_path / "store.lock"
    holder = Holder(path, clock)
    holder.saved(41)
    holder.saved(42)
    holder.let_go()
    content = bytearray(path.read_bytes())
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    again = Holder(path, clock)
    # What it does not know it does not claim: never more than was saved.
    assert again.floor in (0, 41, 42)
    again.let_go()
    path.unlink()


class TestWithoutLocks:
    """A drive that knows none: what stands in the file decides."""

    @pytest.fixture(autouse=True)
    def no_locks(self, monkeypatch):
        def refuse(_file, _how):
            raise OSError(errno.ENOLCK, "No locks available")

        monkeypatch.setattr(module.fcntl, "flock", refuse)

    def leave(self, path, clock, **changes):
        """Leave a lock file behind as if the process had ended at once."""
        holder = Holder(path, clock)
        assert holder.locks is False
        who = msgspec.json.decode(path.read_bytes()[:512].rstrip(b"\0 \n"), type=Who)
        os.close(holder._file)
        record = msgspec.json.encode(msgspec.structs.replace(who, **changes)).ljust(512, b"\0")
        path.write_bytes(record + path.read_bytes()[512:])

    def test_one_that_runs_is_there(self, tmp_path, clock):
        self.leave(tmp_path / "store.lock", clock)
        with pytest.raises(HeldError) as held:
            Holder(tmp_path / "store.lock", clock)
        assert held.value.who.process == os.getpid()

    def test_one_whose_process_is_gone_is_not(self, tmp_path, clock):
        ended = subprocess.Popen([sys.executable, "-c", ""])
        ended.wait()
        self.leave(tmp_path / "store.lock", clock, process=ended.pid)
        Holder(tmp_path / "store.lock", clock).let_go()

    def test_one_from_before_the_machine_was_started_is_not(self, tmp_path, clock):
        self.leave(tmp_path / "store.lock", clock)
        clock.pass_time(timedelta(hours=1))
        clock.seconds = 30.0
        Holder(tmp_path / "store.lock", clock).let_go()

    def test_one_on_another_machine_is_there(self, tmp_path, clock):
        self.leave(tmp_path / "store.lock", clock, machine="another", process=2**22 + 1)
        with pytest.raises(HeldError) as held:
            Holder(tmp_path / "store.lock", clock)
        assert not held.value.who.on_this_machine

    def test_a_cut_file_is_nobody(self, tmp_path, clock):
        self.leave(tmp_path / "store.lock", clock)
        path = tmp_path / "store.lock"
        path.write_bytes(path.read_bytes()[:40])
        Holder(path, clock).let_go()


def test_a_process_that_cannot_be_asked_counts_as_there():
    who = Who(process=1, since=0, booted=100, machine=module._machine())
    assert not who.is_gone(100)
    assert who.is_gone(500)


def test_a_full_disk_costs_the_note_and_nothing_else(tmp_path, clock, monkeypatch):
    holder = Holder(tmp_path / "store.lock", clock)

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "_write", full)
    holder.saved(7)
    assert holder.floor == 7
    holder.let_go()
