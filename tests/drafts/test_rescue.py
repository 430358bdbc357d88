"""What is done about a damaged store: the newest sound snapshot, what differs, and the damaged file until somebody decides."""

from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop.drafts import rescue
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.rescue import Difference, NothingSoundError, damage_of, kept_aside, open_store
from citizen_desktop.drafts.salvage import Salvage
from citizen_desktop.drafts.snapshots import Snapshots
from citizen_desktop.drafts.store import CHUNK
from citizen_desktop.forms.draft import Attachment
from citizen_desktop.paths import OwnedFiles
from tests.conftest import SUNDAY, HandClock
from tests.drafts.conftest import KEY, everything
from tests.drafts.test_store import DRAFT, SUMMARY

LONG = "A long explanation that fills some pages. " * 150


class Desk:
    """A store as the application keeps it, started again and again."""

    def __init__(self, folder):
        self.files, self.clock = OwnedFiles.at(folder), HandClock(SUNDAY)
        self.holder = self.store = None

    def start(self, **options):
        self.holder = Holder(self.files.store_lock, self.clock)
        try:
            self.store = open_store(self.files, KEY, self.clock, self.holder, **options)
        except BaseException:
            self.holder.let_go()
            raise
        return self.store

    def start_noticed(self):
        """Start where damage was found before: in a page that is not read on opening."""
        holder = Holder(self.files.store_lock, self.clock)
        holder.notice_damage()
        holder.let_go()
        return self.start()

    def stop(self):
        self.store.close()
        self.holder.let_go()

    def snapshot(self):
        return Snapshots(self.files.snapshots, self.files.store, KEY, self.clock).take()

    def later(self):
        self.clock.pass_time(timedelta(minutes=10))

    def damage(self, *, place):
        content = bytearray(self.files.store.read_bytes())
        content[place] ^= 1
        self.files.store.write_bytes(content)


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path / "data")
    made.files.data.mkdir()
    yield made
    if made.store is not None:
        made.store.close()
        made.holder.let_go()


@pytest.fixture
def worked(desk):
    """Three drafts; a snapshot; then one is changed, one is new, one is deleted; all written into the one file."""
    store = desk.start(create=True)
    desk.ids = [store.create(DRAFT.with_objection(explanation=f"{n}" + LONG), SUMMARY) for n in range(3)]
    desk.first = everything(store)
    desk.later()
    desk.snapshot()
    desk.taken_at = desk.clock.now()
    desk.later()
    store.save(desk.ids[0], DRAFT.with_objection(explanation="newer" + LONG), SUMMARY)
    desk.ids.append(store.create(DRAFT.with_objection(explanation="only there" + LONG), SUMMARY))
    store.delete([desk.ids[2]], Action.ERASED)
    desk.last = everything(store)
    desk.stop()
    desk.later()
    return desk


def test_a_sound_store_is_opened_and_nothing_lies_aside(worked):
    store = worked.start()
    assert everything(store) == worked.last
    assert damage_of(worked.files, KEY, store) is None
    assert kept_aside(worked.files) == ()


def test_damage_on_opening_is_answered_with_the_newest_snapshot(worked):
    worked.damage(place=3)
    worked.damage(place=100)
    damaged = worked.files.store.read_bytes()
    store = worked.start()
    assert everything(store) == worked.first
    damage = damage_of(worked.files, KEY, store)
    # The first page is gone, and with it the way to all others.
    assert not damage.readable
    assert {each.how for each in damage.differing} == {Difference.UNREADABLE}
    assert damage.snapshot == worked.taken_at
    assert damage.noticed == worked.clock.now() == rescue.aside_since(damage.aside)
    assert damage.aside.read_bytes() == damaged
    assert kept_aside(worked.files) == (damage.aside,)
    assert store.journal()[0].action is Action.RESTORED


def test_what_differs_is_told_by_draft(worked):
    store = worked.start_noticed()
    assert everything(store) == worked.first
    damage = damage_of(worked.files, KEY, store)
    assert damage.readable
    assert [(each.id, each.number, each.how) for each in damage.differing] == [
        (worked.ids[0], 1, Difference.NEWER),
        (worked.ids[2], 3, Difference.ONLY_HERE),
        (worked.ids[3], 4, Difference.ONLY_THERE),
    ]
    newer = damage.differing[0]
    assert newer.there - newer.here == timedelta(minutes=20)


def test_later_means_that_it_still_lies_there_at_the_next_start(worked):
    store = worked.start_noticed()
    first = damage_of(worked.files, KEY, store)
    worked.stop()
    worked.later()
    again = damage_of(worked.files, KEY, worked.start())
    assert again == first
    assert again.aside in kept_aside(worked.files)


def test_what_can_be_read_is_used_and_the_file_goes(worked):
    store = worked.start_noticed()
    damage = damage_of(worked.files, KEY, store)
    assert rescue.use_readable(damage, KEY, store) == 2
    found = everything(store)
    assert found[worked.ids[0]] == worked.last[worked.ids[0]]
    assert found[worked.ids[3]] == worked.last[worked.ids[3]]
    assert found[worked.ids[2]] == worked.first[worked.ids[2]]
    assert kept_aside(worked.files) == ()
    assert store.head(store.create(DRAFT, SUMMARY)).number == 5


def test_only_what_is_chosen_is_used(worked):
    store = worked.start_noticed()
    assert rescue.use_readable(damage_of(worked.files, KEY, store), KEY, store, {worked.ids[3]}) == 1
    assert everything(store)[worked.ids[0]] == worked.first[worked.ids[0]]


def test_keeping_the_snapshot_does_away_with_the_file(worked):
    store = worked.start_noticed()
    rescue.keep_snapshot(damage_of(worked.files, KEY, store))
    assert everything(store) == worked.first
    assert kept_aside(worked.files) == ()
    assert damage_of(worked.files, KEY, store) is None


def test_work_done_since_is_never_overwritten(worked):
    store = worked.start_noticed()
    worked.later()
    store.save(worked.ids[0], DRAFT.with_objection(explanation="since"), SUMMARY)
    damage = damage_of(worked.files, KEY, store)
    # The store's is the later one now, but the file still holds words that are nowhere else.
    assert worked.ids[0] in {each.id for each in damage.to_use}
    rescue.use_readable(damage, KEY, store)
    texts = [store.load(head.id).draft.objection.explanation for head in store.heads()]
    assert "since" in texts
    assert "newer" + LONG in texts
    assert len(texts) == 5


def test_a_draft_whose_file_is_damaged_keeps_that_of_the_snapshot(desk):
    store = desk.start(create=True)
    attachment = Attachment(slot="national-id", original_name="a.jpg")
    draft = DRAFT.evolve(attachments=(attachment,))
    draft_id = store.create(draft, SUMMARY)
    store.add_file(draft_id, [bytes([5]) * 40_000])
    whole = everything(store)[draft_id][2]
    desk.later()
    desk.snapshot()
    desk.later()
    store.save(draft_id, draft.with_objection(explanation="newer"), SUMMARY)
    lone = store.create(draft, SUMMARY)
    store.add_file(lone, [bytes([6]) * 40_000])
    last = [store.load(each).files[0] for each in (draft_id, lone)]
    for file_id in last:
        store.connection.execute("UPDATE chunks SET content = zeroblob(40000) WHERE file = ?", (file_id,))
    desk.stop()
    desk.later()
    store = desk.start_noticed()
    damage = damage_of(desk.files, KEY, store)
    assert [each.lost_files for each in damage.to_use] == [1, 1]
    rescue.use_readable(damage, KEY, store)
    found = everything(store)
    assert (found[draft_id][1].objection.explanation, found[draft_id][2]) == ("newer", whole)
    # What is nowhere is not claimed either.
    assert (found[lone][1].attachments, found[lone][2]) == ((), [])


def test_without_a_snapshot_nothing_is_started_anew_unasked(desk):
    store = desk.start(create=True)
    store.create(DRAFT, SUMMARY)
    written = everything(store)
    desk.stop()
    content = bytearray(desk.files.store.read_bytes())
    content[200] ^= 1
    desk.files.store.write_bytes(content)
    with pytest.raises(NothingSoundError):
        desk.start()
    assert desk.files.store.read_bytes() == bytes(content)
    store = desk.start(start_anew=True)
    assert everything(store) == {}
    damage = damage_of(desk.files, KEY, store)
    assert (damage.snapshot, damage.readable) == (None, False)
    # Whoever mends the file by hand finds it as it was.
    content[200] ^= 1
    damage.aside.write_bytes(content)
    rescue.use_readable(damage_of(desk.files, KEY, store), KEY, store)
    assert {key: value[1:] for key, value in everything(store).items()} == {
        key: value[1:] for key, value in written.items()
    }


def test_a_wrong_key_sets_nothing_aside(worked):
    worked.snapshot_key = bytes(32)
    before = worked.files.store.read_bytes()
    worked.holder = Holder(worked.files.store_lock, worked.clock)
    with pytest.raises(NothingSoundError):
        open_store(worked.files, bytes(32), worked.clock, worked.holder)
    worked.holder.let_go()
    assert worked.files.store.read_bytes() == before
    assert everything(worked.start()) == worked.last


def test_a_newer_store_is_not_taken_for_a_damaged_one(worked):
    store = worked.start()
    store.connection.pragma("user_version", 999)
    worked.stop()
    with pytest.raises(StoreError) as refused:
        worked.start()
    assert refused.value.trouble is Trouble.NEWER
    assert kept_aside(worked.files) == ()


@pytest.mark.parametrize("fails_at", range(1, 12))
def test_a_rescue_that_breaks_off_is_done_again(worked, monkeypatch, fails_at):
    """Whichever step was the last one, the next start ends where the first should have."""
    worked.damage(place=100)
    damaged = worked.files.store.read_bytes()
    steps = 0

    def stop_here(_kind):
        nonlocal steps
        steps += 1
        if steps == fails_at:
            raise KeyboardInterrupt

    original = {name: getattr(rescue.Path, name) for name in ("replace", "unlink", "touch")}

    def breaking(name):
        def do(path, *arguments, **options):
            if path.is_relative_to(worked.files.data):
                stop_here(name)
            return original[name](path, *arguments, **options)

        return do

    with monkeypatch.context() as patched:
        for name in original:
            patched.setattr(rescue.Path, name, breaking(name))
        try:
            worked.start()
            worked.stop()
        except KeyboardInterrupt:
            pass
    store = worked.start()
    assert everything(store) == worked.first
    assert any(path.read_bytes() == damaged for path in kept_aside(worked.files))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_damaged_the_start_gives_what_was_written(tmp_path_factory, data):
    """The store as it was, or the snapshot with the rest offered; never anything else."""
    desk = Desk(tmp_path_factory.mktemp("any") / "data")
    desk.files.data.mkdir()
    store = desk.start(create=True)
    ids = [store.create(DRAFT.with_objection(explanation=f"{n}" + LONG), SUMMARY) for n in range(2)]
    first = everything(store)
    desk.later()
    desk.snapshot()
    store.save(ids[0], DRAFT.with_objection(explanation="newer" + LONG), SUMMARY)
    last = everything(store)
    desk.stop()
    content = bytearray(desk.files.store.read_bytes())
    for _turn in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    desk.files.store.write_bytes(content)
    try:
        store = desk.start()
        try:
            assert everything(store) in (first, last)
        except StoreError:
            desk.holder.notice_damage()
            desk.stop()
            store = desk.start()
            assert everything(store) == first
        damage = damage_of(desk.files, KEY, store)
        if damage is not None:
            rescue.use_readable(damage, KEY, store)
            found = everything(store)
            assert found[ids[1]] == first[ids[1]]
            assert found[ids[0]] in (first[ids[0]], last[ids[0]])
    finally:
        desk.stop()


def test_a_file_that_was_never_finished_is_missed_by_nobody(desk):
    store = desk.start(create=True)
    draft_id, missed = store.create(DRAFT, SUMMARY), []

    def look():
        with closing(Salvage(store.path, KEY)) as salvage:
            missed.append(salvage.read().drafts[draft_id].lost)

    store.put_file(draft_id, [bytes([9]) * CHUNK] * 20, look)
    assert len(missed) > 2
    assert set(missed) == {frozenset()}


def test_consents_since_the_snapshot_are_newer_in_the_file(worked):
    store = worked.start()
    store.consent(worked.ids[1], ["keep"], "SA")
    agreed = store.head(worked.ids[1])
    worked.stop()
    worked.later()
    store = worked.start_noticed()
    damage = damage_of(worked.files, KEY, store)
    differing = next(each for each in damage.to_use if each.id == worked.ids[1])
    assert differing.there == agreed.consents[0].at
    assert differing.here == agreed.changed
    rescue.use_readable(damage, KEY, store, {worked.ids[1]})
    assert store.head(worked.ids[1]).consents == agreed.consents


def test_consents_given_since_are_never_overwritten(worked):
    store = worked.start_noticed()
    worked.later()
    for draft_id in worked.ids[:2]:
        store.consent(draft_id, ["keep"], "SA")
    damage = damage_of(worked.files, KEY, store)
    # One was worked on in the file too, and comes in beside; of the other the file has nothing more.
    assert [each.id for each in damage.to_use] == [worked.ids[0], worked.ids[3]]
    rescue.use_readable(damage, KEY, store)
    assert all(store.head(draft_id).consents for draft_id in worked.ids[:2])
    assert len(store.heads()) == 5


def test_a_case_that_was_locked_since_the_snapshot_stays_locked(worked):
    store = worked.start()
    store.mark(worked.ids[1], Action.LOCKED, locked=True)
    worked.stop()
    store = worked.start_noticed()
    assert [head.id for head in store.heads() if head.locked] == [worked.ids[1]]
    # The rest of what differs is offered as ever; a lock alone is nothing to choose.
    assert worked.ids[1] not in {each.id for each in damage_of(worked.files, KEY, store).to_use}
    # Somebody types the passphrase, and decides later again.
    store.mark(worked.ids[1], Action.UNLOCKED, locked=False)
    worked.stop()
    assert not any(head.locked for head in worked.start().heads())


def test_a_rescue_that_breaks_off_before_the_locks_leaves_nothing_open(worked, monkeypatch):
    store = worked.start()
    store.mark(worked.ids[1], Action.LOCKED, locked=True)
    worked.stop()

    def refuse(_store, _draft_id):
        raise StoreError(Trouble.FULL)

    monkeypatch.setattr(rescue, "_lock", refuse)
    with pytest.raises(StoreError):
        worked.start_noticed()
    monkeypatch.undo()
    assert worked.start().head(worked.ids[1]).locked


def test_what_was_locked_since_stays_locked_whatever_is_taken_over(worked):
    store = worked.start_noticed()
    store.mark(worked.ids[0], Action.LOCKED, locked=True)
    rescue.use_readable(damage_of(worked.files, KEY, store), KEY, store)
    assert store.load(worked.ids[0]).draft.objection.explanation == "newer" + LONG
    assert store.head(worked.ids[0]).locked
