"""Three copies that rotate, are read back, and never stand in the way of who writes."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop.drafts import schema, snapshots
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.inspection import Interrupted, inspect
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.drafts.store import Store
from tests.drafts.conftest import KEY, everything
from tests.drafts.test_store import DRAFT, SUMMARY


@pytest.fixture
def copies(tmp_path, store, clock):
    return Snapshots(tmp_path / "snapshots", store.path, KEY, clock)


def change(store, clock, words="more"):
    clock.pass_time(timedelta(minutes=5))
    draft_id = store.create(DRAFT.with_objection(explanation=words), SUMMARY)
    store.add_file(draft_id, [bytes(range(256)) * 100])
    return draft_id


def test_a_copy_holds_everything_and_tells_nothing(tmp_path, store, clock, copies):
    change(store, clock)
    taken = copies.take()
    assert taken.contents.at == int(clock.now().timestamp())
    with_key = Store(taken.path, KEY, clock, read_only=True)
    assert everything(with_key) == everything(store)
    with_key.close()
    raw = taken.path.read_bytes()
    assert b"Somebody" not in raw
    assert b"SQLite" not in raw
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == ["store-1.db"]
    assert taken.path.stat().st_mode & 0o077 == 0
    with pytest.raises(StoreError):
        inspect(taken.path, bytes(32))


def test_the_oldest_of_three_gives_way(store, clock, copies):
    taken = []
    for _turn in range(4):
        change(store, clock)
        taken.append(copies.take())
    assert [snapshot.path.name for snapshot in taken] == ["store-1.db", "store-2.db", "store-3.db", "store-1.db"]
    assert len(copies.paths()) == snapshots.KEPT
    assert copies.newest_sound() == taken[-1]


def test_nothing_new_takes_no_place(store, clock, copies):
    change(store, clock)
    first = copies.take()
    clock.pass_time(timedelta(days=1))
    assert copies.take() == first
    assert len(copies.paths()) == 1


def test_a_like_copy_that_is_damaged_is_taken_again(store, clock, copies):
    change(store, clock)
    first = copies.take()
    content = bytearray(first.path.read_bytes())
    content[-2000] ^= 1
    first.path.write_bytes(content)
    assert copies.newest_sound() is None
    again = copies.take()
    assert inspect(again.path, KEY).rows == first.contents.rows
    assert copies.newest_sound() == again


def test_a_damaged_copy_is_passed_over(store, clock, copies):
    change(store, clock)
    older = copies.take()
    change(store, clock)
    newer = copies.take()
    newer.path.write_bytes(newer.path.read_bytes()[:-4096])
    assert copies.newest_sound() == older


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_byte_and_any_cut_of_a_copy_is_noticed(tmp_path, store, clock, copies, data):
    if not store.heads():
        change(store, clock)
    copies.take()
    whole = (tmp_path / "snapshots" / "store-1.db").read_bytes()
    content = bytearray(whole)
    if data.draw(st.booleans()):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    else:
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    (tmp_path / "snapshots" / "store-1.db").write_bytes(content)
    try:
        assert copies.newest_sound() is None
    finally:
        (tmp_path / "snapshots" / "store-1.db").write_bytes(whole)


def test_who_writes_meanwhile_does_not_wait_and_the_copy_is_of_one_moment(tmp_path, store, clock, copies):
    for _turn in range(3):
        change(store, clock)
    before = len(store.heads())
    seen = []

    def go_on():
        if len(seen) < 3:
            seen.append(change(store, clock))
        return True

    taken = copies.take(go_on)
    assert taken.contents.rows["drafts"] == before
    assert len(store.heads()) == before + 3


def test_one_that_is_stopped_leaves_the_others_as_they_are(tmp_path, store, clock, copies):
    change(store, clock)
    first = copies.take()
    change(store, clock)
    with pytest.raises(Interrupted):
        copies.take(lambda: False)
    assert copies.newest_sound() == first
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["store-1.db"]


def test_a_damaged_store_is_not_copied(tmp_path, store, clock, copies):
    change(store, clock)
    first = copies.take()
    file_id = store.load(change(store, clock)).files[0]
    store.connection.execute("UPDATE chunks SET content = zeroblob(25600) WHERE file = ?", (file_id,))
    with pytest.raises(StoreError) as refused:
        copies.take()
    assert refused.value.trouble is Trouble.DAMAGED
    assert copies.newest_sound() == first
    with pytest.raises(StoreError):
        inspect(store.path, KEY)


def test_a_full_disk_leaves_the_others_as_they_are(tmp_path, store, clock, copies, monkeypatch):
    change(store, clock)
    first = copies.take()
    change(store, clock)

    def full(_path):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots, "_flush", full)
    with pytest.raises(StoreError) as refused:
        copies.take()
    assert refused.value.trouble is Trouble.FULL
    assert copies.newest_sound() == first


def test_an_older_store_is_changed_after_a_copy(tmp_path, store, clock, copies, monkeypatch):
    change(store, clock)
    written = everything(store)
    store.close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "ALTER TABLE drafts ADD COLUMN later TEXT"))
    monkeypatch.setattr(schema, "VERSION", 2)
    newer = Store(store.path, KEY, clock, before_migration=copies.take)
    assert schema.version_of(newer.connection) == 2
    newer.close()
    taken = copies.newest_sound()
    monkeypatch.undo()
    older = Store(taken.path, KEY, clock, read_only=True)
    assert (schema.version_of(older.connection), everything(older)) == (1, written)
    older.close()


def test_without_room_for_a_copy_an_older_store_stays_as_it_is(tmp_path, store, clock, monkeypatch):
    change(store, clock)
    store.close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "ALTER TABLE drafts ADD COLUMN later TEXT"))
    monkeypatch.setattr(schema, "VERSION", 2)

    def full():
        raise StoreError(Trouble.FULL)

    with pytest.raises(StoreError):
        Store(store.path, KEY, clock, before_migration=full)
    monkeypatch.undo()
    again = Store(store.path, KEY, clock)
    assert schema.version_of(again.connection) == 1
    again.close()


def test_a_checked_store_is_left_as_it_is(tmp_path, store, clock):
    change(store, clock)
    files = [tmp_path / "store.db", tmp_path / "store.db-wal"]
    before = [path.read_bytes() for path in files]
    assert inspect(store.path, KEY).rows["drafts"] == 1
    assert [path.read_bytes() for path in files] == before
