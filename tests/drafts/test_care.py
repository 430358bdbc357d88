"""Snapshots at rest, checks once a day, and neither while somebody writes."""

from datetime import timedelta

import pytest

from citizen_desktop.drafts.care import REST, Care, Task
from citizen_desktop.drafts.errors import Trouble
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.drafts.store import CHUNK
from tests.drafts.conftest import KEY
from tests.drafts.test_store import DRAFT, SUMMARY


@pytest.fixture
def copies(tmp_path, store, clock):
    return Snapshots(tmp_path / "snapshots", store.path, KEY, clock)


@pytest.fixture
def holder(tmp_path, clock):
    made = Holder(tmp_path / "store.lock", clock)
    yield made
    made.let_go()


@pytest.fixture
def care(store, clock, copies, holder):
    return Care(store, copies, KEY, clock, holder)


def test_the_store_is_checked_at_the_start_of_each_day_and_once(care, clock):
    assert care.due() is Task.CHECK
    assert care.run(Task.CHECK) is None
    assert care.due() is None
    clock.pass_time(timedelta(hours=7))
    assert care.due() is None
    clock.pass_time(timedelta(hours=1))
    assert care.due() is Task.CHECK


def test_a_snapshot_is_taken_when_nothing_was_saved_for_a_while(care, clock, store, copies):
    care.run(Task.CHECK)
    store.create(DRAFT, SUMMARY)
    care.saved()
    clock.pass_time(REST / 2)
    care.saved()
    clock.pass_time(REST / 2)
    assert care.due() is None
    assert care.next_look() == clock.now() + REST / 2
    clock.pass_time(REST / 2)
    assert care.due() is Task.SNAPSHOT
    assert care.run(Task.SNAPSHOT) is None
    assert copies.newest_sound().contents.rows["drafts"] == 1
    assert care.due() is None
    assert care.next_look().date() > clock.now().date()


@pytest.mark.parametrize("task", list(Task))
def test_a_file_that_is_being_written_is_no_damage(care, store, holder, copies, task):
    draft_id, troubles = store.create(DRAFT, SUMMARY), []

    def look():
        troubles.append(care.run(task))

    blocks = [b"a" * CHUNK] * 40
    file_id = store.put_file(draft_id, blocks, look)
    assert len(troubles) > 2
    assert set(troubles) == {None}
    assert not holder.damage_noticed
    store.save(draft_id, DRAFT, SUMMARY, [file_id])
    look()
    assert b"".join(store.file_blocks(file_id)) == b"".join(blocks)
    assert troubles[-1] is None


def test_what_is_saved_meanwhile_asks_for_another(care, clock, store):
    care.run(Task.CHECK)
    store.create(DRAFT, SUMMARY)
    care.saved()
    clock.pass_time(REST)

    def go_on():
        clock.pass_time(timedelta(seconds=1))
        care.saved()
        return True

    care.run(Task.SNAPSHOT, go_on)
    clock.pass_time(REST)
    assert care.due() is Task.SNAPSHOT


def test_a_clean_end_takes_one_too(care, store, copies):
    assert care.at_end() is None
    assert copies.paths() == ()
    store.create(DRAFT, SUMMARY)
    care.saved()
    assert care.at_end() is None
    assert len(copies.paths()) == 1


def test_damage_in_a_page_that_nobody_reads_is_found_and_noted(tmp_path, care, clock, store, copies, holder):
    draft_id = store.create(DRAFT, SUMMARY)
    store.add_file(draft_id, [bytes([9]) * CHUNK] * 2)
    store.checkpoint()
    content = bytearray(store.path.read_bytes())
    content[-CHUNK] ^= 1
    store.path.write_bytes(content)
    assert store.load(draft_id).draft == DRAFT
    assert care.run(Task.SNAPSHOT) is Trouble.DAMAGED
    assert holder.damage_noticed
    assert copies.paths() == ()
    holder.let_go()
    again = Holder(tmp_path / "store.lock", clock)
    assert again.damage_noticed
    again.let_go()


def test_one_that_is_stopped_is_done_again(care, clock):
    assert care.run(Task.CHECK, lambda: False) is None
    assert care.due() is Task.CHECK


class TestInTheWindow:
    @pytest.fixture
    def keeper(self, qtbot, care, clock):  # noqa: ARG002  there must be an application
        from citizen_desktop.ui.store_care import StoreCare

        made = StoreCare(care, clock)
        yield made
        made.close()

    def test_what_is_due_is_done_off_the_thread_of_the_window(self, keeper, care, qtbot):
        with qtbot.waitSignal(keeper.done) as told:
            keeper.look()
        assert told.args == [Task.CHECK]
        assert care.due() is None

    def test_damage_is_told(self, keeper, store, qtbot):
        store.add_file(store.create(DRAFT, SUMMARY), [bytes([9]) * CHUNK])
        store.checkpoint()
        store.path.write_bytes(store.path.read_bytes()[:-4096])
        with qtbot.waitSignal(keeper.damaged):
            keeper.look()

    def test_closing_stops_it(self, keeper):
        keeper.look()
        keeper.close()
        keeper.close()
