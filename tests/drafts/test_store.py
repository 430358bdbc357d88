"""What the store keeps, and what a file without its key tells."""

from datetime import timedelta

import pytest

from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.store import CHUNK, Store
from citizen_desktop.drafts.stored_file import StoredFile
from citizen_desktop.forms.draft import Applicant, ObjectionDraft
from tests.drafts.conftest import KEY

DRAFT = ObjectionDraft(applicant=Applicant(name="Somebody Somewhere", national_id="1000000008"))
SUMMARY = Summary(name="Somebody Somewhere", last_four="0008", done=1, total=4, missing=("mobile",))


def test_what_is_kept_comes_back_after_a_new_start(tmp_path, store, clock):
    draft_id = store.create(DRAFT, SUMMARY, "AB")
    clock.pass_time(timedelta(minutes=5))
    saved = store.save(draft_id, DRAFT.with_applicant(mobile="0500000000"), SUMMARY)
    store.close()
    again = Store(tmp_path / "store.db", KEY, clock)
    found = again.load(draft_id)
    assert found.draft.applicant.mobile == "0500000000"
    assert (found.head.summary, found.head.number, found.head.initials) == (SUMMARY, 1, "AB")
    assert found.head.changed == saved == clock.now()
    assert found.head.created == clock.now() - timedelta(minutes=5)
    again.close()


def test_files_come_back_whole_and_in_order(store):
    draft_id = store.create(DRAFT, SUMMARY)
    content = [bytes([number]) * CHUNK for number in range(3)] + [b"end"]
    first = store.add_file(draft_id, content)
    second = store.add_file(draft_id, [b"two"])
    assert b"".join(store.file_blocks(first)) == b"".join(content)
    assert (store.load(draft_id).files, store.head(draft_id).files) == ((first, second), 2)
    assert store.head(draft_id).size == 3 * CHUNK + 6
    store.save(draft_id, DRAFT, SUMMARY, (second,))
    assert store.load(draft_id).files == (second,)
    with pytest.raises(KeyError):
        store.file_size(first)


def test_a_file_that_breaks_off_leaves_nothing(store):
    draft_id = store.create(DRAFT, SUMMARY)

    def broken():
        yield b"one"
        raise OSError(5, "gone")

    with pytest.raises(OSError, match="gone"):
        store.add_file(draft_id, broken())
    assert store.load(draft_id).files == ()


def test_numbers_of_cases_are_never_used_again(store):
    first = store.create(DRAFT, SUMMARY)
    store.create(DRAFT, SUMMARY)
    assert store.delete([first, "nothing"], Action.ERASED) == 1
    store.create(DRAFT, SUMMARY)
    assert sorted(head.number for head in store.heads()) == [2, 3]
    assert [(entry.action, entry.number) for entry in store.journal()][:2] == [(Action.CREATED, 3), (Action.ERASED, 1)]


def test_marks_are_noted_and_do_not_move_the_day_of_retention(store, clock):
    draft_id = store.create(DRAFT, SUMMARY)
    changed = store.head(draft_id).changed
    clock.pass_time(timedelta(days=1))
    store.mark(draft_id, Action.PACKED, by="AB")
    store.mark(draft_id, Action.LOCKED, locked=True)
    store.consent(draft_id, ["keep"], "AB")
    head = store.head(draft_id)
    assert (head.packed, head.locked, head.changed) == (clock.now(), True, changed)
    assert [(each.purpose, each.at, each.initials) for each in head.consents] == [("keep", clock.now(), "AB")]
    store.consent(draft_id, [], "AB")
    assert store.head(draft_id).consents == ()


def test_without_the_key_nothing_is_told(tmp_path, store, clock):
    store.create(DRAFT, SUMMARY)
    store.close()
    raw = (tmp_path / "store.db").read_bytes()
    for planted in (b"Somebody", b"1000000008", b"CREATE TABLE", b"SQLite format"):
        assert planted not in raw
    with pytest.raises(StoreError) as refused:
        Store(tmp_path / "store.db", bytes(32), clock)
    assert refused.value.trouble is Trouble.WRONG_KEY
    assert not [path for path in tmp_path.iterdir() if path.name != "store.db"]


def test_another_one_reads_and_cannot_write(tmp_path, store, clock):
    draft_id = store.create(DRAFT, SUMMARY)
    other = Store(tmp_path / "store.db", KEY, clock, read_only=True)
    assert other.load(draft_id).draft == DRAFT
    with pytest.raises(StoreError) as refused:
        other.save(draft_id, DRAFT, SUMMARY)
    assert refused.value.trouble is Trouble.READ_ONLY
    other.close()


def test_a_newer_file_is_refused_and_left_as_it_is(tmp_path, store, clock):
    store.connection.pragma("user_version", 999)
    store.close()
    before = (tmp_path / "store.db").read_bytes()
    with pytest.raises(StoreError) as refused:
        Store(tmp_path / "store.db", KEY, clock)
    assert refused.value.trouble is Trouble.NEWER
    assert (tmp_path / "store.db").read_bytes() == before


def test_a_file_that_is_not_what_was_taken_in_goes_into_no_package(store):
    draft_id = store.create(DRAFT, SUMMARY)
    file = StoredFile.of(store, store.add_file(draft_id, [b"one", b"two"]))
    assert b"".join(file.blocks()) == b"onetwo"
    with store.changing():
        store.connection.execute("UPDATE chunks SET content = ? WHERE number = 1", (b"owt",))
    with pytest.raises(OSError, match="error"):
        list(file.blocks())
    with store.changing():
        store.connection.execute("DELETE FROM files")
    with pytest.raises(FileNotFoundError):
        list(file.blocks())
