"""Damage anywhere is noticed: what is read is what was written, or nothing is."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.inspection import inspect
from citizen_desktop.drafts.store import Store
from tests.conftest import SUNDAY, HandClock
from tests.drafts.conftest import KEY, everything
from tests.drafts.test_store import DRAFT, SUMMARY

NAMES = ("store.db", "store.db-wal", "store.lock")


def fill(store: Store, clock: HandClock, rounds: int) -> None:
    draft_id = store.create(DRAFT, SUMMARY)
    store.add_file(draft_id, [bytes([7]) * 6000])
    for number in range(rounds):
        clock.pass_time(timedelta(seconds=1))
        store.save(draft_id, DRAFT.with_objection(explanation=f"Word {number} " * 20), SUMMARY)
        store.create(DRAFT, SUMMARY)


@pytest.fixture(scope="module")
def images(tmp_path_factory) -> dict[str, tuple[dict[str, bytes], dict]]:
    """The files of a store as they lie there after a clean end and after two kinds of crash, and what was written."""
    made = {}
    for kind in ("closed", "young", "crashed", "merging"):
        folder = tmp_path_factory.mktemp(kind)
        clock = HandClock(SUNDAY)
        holder = Holder(folder / "store.lock", clock)
        store = Store(folder / "store.db", KEY, clock, create=True, watcher=holder)
        fill(store, clock, 3)
        if kind != "young":
            store.checkpoint()
        if kind != "closed":
            fill(store, clock, 3)
        if kind == "merging":
            # Killed while the journal file was written into the store: all but one page is there already.
            before = (folder / "store.db").read_bytes()
            holder.merge_begins()
            store.connection.wal_checkpoint()
        written = everything(store)
        if kind == "closed":
            store.close()
        files = {name: (folder / name).read_bytes() for name in NAMES if (folder / name).exists()}
        if kind == "merging":
            files["store.db"] = files["store.db"][:-4096].ljust(len(files["store.db"]), b"\0")
            assert files["store.db"] != before
        made[kind] = (files, written)
        store.close()
        holder.let_go()
    return made


def read_back(folder: Path) -> dict | None:
    """Read all that a damaged store gives, None if it was noticed."""
    clock = HandClock(SUNDAY)
    holder = Holder(folder / "store.lock", clock)
    try:
        store = Store(folder / "store.db", KEY, clock, watcher=holder)
    except StoreError:
        return None
    else:
        try:
            return everything(store)
        except StoreError:
            return None
        finally:
            store.connection.close()
    finally:
        holder.let_go()


def lay_out(folder: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)


@pytest.mark.parametrize("kind", ["closed", "young", "crashed", "merging"])
def test_an_image_that_nobody_damaged_is_read(tmp_path, images, kind):
    files, written = images[kind]
    lay_out(tmp_path / "s", files)
    assert read_back(tmp_path / "s") == written


@pytest.mark.parametrize(
    ("kind", "name"),
    [("closed", "store.db"), ("crashed", "store.db"), ("crashed", "store.db-wal"), ("merging", "store.db-wal")],
)
@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_byte_is_noticed_or_changes_nothing(tmp_path, images, kind, name, data):
    files, written = images[kind]
    content = bytearray(files[name])
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    lay_out(tmp_path / "s", files | {name: bytes(content)})
    assert read_back(tmp_path / "s") in (None, written)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("closed", "store.db"), ("crashed", "store.db"), ("crashed", "store.db-wal"), ("merging", "store.db-wal")],
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_cut_file_is_noticed(tmp_path, images, kind, name, data):
    files, written = images[kind]
    content = files[name]
    # Where a page or a frame ends is where a cut is hardest to notice.
    page = 4096 if name == "store.db" else 4096 + 24
    head = 0 if name == "store.db" else 32
    bounds = st.integers(0, (len(content) - head) // page - 1).map(lambda number: head + number * page)
    length = data.draw(st.one_of(st.integers(0, len(content) - 1), bounds, st.just(0)))
    lay_out(tmp_path / "s", files | {name: content[:length]})
    assert read_back(tmp_path / "s") in (None, written)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_closed_store_that_is_cut_does_not_even_open(tmp_path, images, data):
    """The page that the cut goes through may be one that is not read today."""
    files, _written = images["closed"]
    length = data.draw(st.one_of(st.integers(0, 2), st.integers(0, len(files["store.db"]) - 1)))
    lay_out(tmp_path / "s", files | {"store.db": files["store.db"][:length]})
    with pytest.raises(StoreError):
        Store(tmp_path / "s" / "store.db", KEY, HandClock(SUNDAY))


@pytest.mark.parametrize("kind", ["closed", "young", "crashed", "merging"])
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_stretches_of_zeros_and_of_other_places_are_noticed(tmp_path, images, kind, data):
    files, written = images[kind]
    name = data.draw(st.sampled_from([name for name in files if name != "store.lock"]))
    content = bytearray(files[name])
    length = data.draw(st.sampled_from([1, 512, 4096, 4120, 3 * 4096]))
    place = data.draw(
        st.one_of(st.integers(0, len(content) - 1), st.integers(0, len(content) // 4096).map((4096).__mul__))
    )
    other = data.draw(st.integers(0, len(content) // 4096)) * 4096
    piece = data.draw(st.sampled_from([bytes(length), bytes(content[other : other + length])]))
    content[place : place + len(piece)] = piece
    lay_out(tmp_path / "s", files | {name: bytes(content[: len(files[name])])})
    assert read_back(tmp_path / "s") in (None, written)


@pytest.mark.parametrize("kind", ["young", "crashed", "merging"])
def test_a_missing_journal_file_is_noticed(tmp_path, images, kind):
    files, _written = images[kind]
    lay_out(tmp_path / "s", {name: content for name, content in files.items() if name != "store.db-wal"})
    assert read_back(tmp_path / "s") is None


def test_the_witness_is_what_notices_it(tmp_path, images):
    files, written = images["crashed"]
    lay_out(tmp_path / "s", {"store.db": files["store.db"]})
    store = Store(tmp_path / "s" / "store.db", KEY, HandClock(SUNDAY))
    assert everything(store) != written
    store.close()


@pytest.mark.parametrize(
    "content", [b"", b"1", b"garbage" * 5000, bytes(4096 * 4)], ids=["none", "one", "words", "zeros"]
)
@pytest.mark.parametrize(
    ("kind", "name"), [("closed", "store.db"), ("crashed", "store.db"), ("crashed", "store.db-wal")]
)
def test_garbage_and_nothing_at_all_are_noticed(tmp_path, images, content, kind, name):
    files, _written = images[kind]
    lay_out(tmp_path / "s", files | {name: content})
    assert read_back(tmp_path / "s") is None


@pytest.mark.parametrize("kind", ["closed", "crashed"])
def test_a_missing_store_is_no_first_start(tmp_path, images, kind):
    files, _written = images[kind]
    lay_out(tmp_path / "s", {name: content for name, content in files.items() if name != "store.db"})
    clock = HandClock(SUNDAY)
    holder = Holder(tmp_path / "s" / "store.lock", clock)
    with pytest.raises(StoreError) as refused:
        Store(tmp_path / "s" / "store.db", KEY, clock, create=True, watcher=holder)
    assert refused.value.trouble is Trouble.DAMAGED
    assert (tmp_path / "s" / "store.db-wal").exists() is (kind == "crashed")
    holder.let_go()


def test_an_older_file_in_its_place_is_noticed(tmp_path, images):
    """Every page of it is right, and every one is old."""
    folder = tmp_path / "s"
    clock = HandClock(SUNDAY)
    lay_out(folder, {})
    holder = Holder(folder / "store.lock", clock)
    store = Store(folder / "store.db", KEY, clock, create=True, watcher=holder)
    fill(store, clock, 1)
    store.checkpoint()
    older = (folder / "store.db").read_bytes()
    fill(store, clock, 1)
    store.close()
    holder.let_go()
    (folder / "store.db").write_bytes(older)
    assert read_back(folder) is None


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_full_check_finds_what_no_draft_was_read_for(tmp_path, images, data):
    """Pages that no screen reads today are found by the check too: all but those that are free."""
    files, _written = images["closed"]
    content = bytearray(files["store.db"])
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    lay_out(tmp_path / "s", {"store.db": bytes(content)})
    sound = tmp_path / "sound"
    lay_out(sound, {"store.db": files["store.db"]})
    expected = inspect(sound / "store.db", KEY)
    try:
        assert inspect(tmp_path / "s" / "store.db", KEY) == expected
    except StoreError:
        return
    pytest.fail(f"byte {place} was changed unseen")
