"""The whole store leaves as one encrypted file, and is put back without anything being lost."""

import errno
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop.drafts.backup import back_up
from citizen_desktop.drafts.backup_format import BackupHead
from citizen_desktop.drafts.centre_keys import make_centre_key
from citizen_desktop.drafts.handover import hand_over
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.handover_in import open_offer
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.restore import discard, head_of_backup, note_restored, prepare, put_in_place, replaced
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch
from citizen_desktop.forms.draft import Applicant, ObjectionDraft
from citizen_desktop.package import disk
from citizen_desktop.package.errors import Cancelled
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode
from tests.drafts.conftest import KEY

NAME = "Somebody Somewhere"
ENVELOPE = b'{"how": "the key is kept"}'


@pytest.fixture
def files(tmp_path):
    return OwnedFiles.at(tmp_path / "data")


@pytest.fixture
def used(files, clock):
    """A store in use, with its key file."""
    files.data.mkdir()
    files.store_key.write_bytes(ENVELOPE)
    opened = Store(files.store, KEY, clock, create=True)
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def draft(store, name=NAME):
    draft_id = store.create(ObjectionDraft(applicant=Applicant(name=name)), Summary(name=name))
    store.add_file(draft_id, [name.encode() * 1000])
    return draft_id


def refusal(call, *arguments, **named):
    with pytest.raises(HandoverError) as caught:
        call(*arguments, **named)
    return caught.value.trouble


@pytest.fixture
def backed_up(used, files, stick, clock):
    draft(used)
    return back_up(used, KEY, files, stick, clock, Mode.PERSONAL)


def test_backup_is_put_back_and_what_was_in_use_is_kept(used, files, stick, clock):
    first, gone, changed = draft(used), draft(used, "Gone"), draft(used, "Changed")
    done = back_up(used, KEY, files, stick, clock, Mode.PERSONAL)
    assert done.drafts == 3
    made = clock.now()
    clock.pass_time(made - made.replace(hour=made.hour - 1))
    used.delete([gone], Action.ERASED)
    used.save(changed, ObjectionDraft(applicant=Applicant(name="Later")), Summary(name="Later"))
    new = draft(used, "New")
    preview = prepare(done.path, KEY, files, clock, Mode.PERSONAL, used.heads())
    assert (preview.drafts, preview.made, preview.newest) == (3, made, made)
    assert (preview.only_there, preview.only_here, preview.older_there) == (1, 1, 1)
    assert {head.id for head in used.heads()} == {first, changed, new}
    used.close()
    files.store_key.write_bytes(b"another one")
    (files.snapshots / "store-1.db").write_bytes(b"a snapshot of the one in use")
    files.store_lock.write_bytes(b"how far it came")
    aside = put_in_place(preview, files, clock, Mode.PERSONAL)
    back = Store(files.store, KEY, clock)
    note_restored(back)
    assert {head.id for head in back.heads()} == {first, gone, changed}
    assert back.load(changed).draft.applicant.name == "Changed"
    assert back.journal()[0].action is Action.RESTORED
    back.close()
    assert files.store_key.read_bytes() == ENVELOPE
    assert replaced(files) == (aside,)
    assert (aside / "store.key").read_bytes() == b"another one"
    assert (aside / "store-1.db").exists()
    assert not files.store_lock.exists()
    before = Store(aside / "store.db", KEY, clock)
    assert {head.id for head in before.heads()} == {first, changed, new}
    before.close()
    assert [path.name for path in files.snapshots.iterdir()] == [aside.name]


def test_backup_shows_one_moment_while_the_store_is_written_to(used, files, stick, clock):
    for number in range(200):
        draft(used, f"{NAME} {number}")
    watch = Watch(progress=lambda _done, _total: draft(used, "Meanwhile"))
    done = back_up(used, KEY, files, stick, clock, Mode.PERSONAL, watch=watch)
    assert done.drafts == 200
    assert prepare(done.path, KEY, files, clock, Mode.PERSONAL).drafts == 200
    assert len(used.heads()) > 200


def test_nothing_personal_is_in_it_in_the_open(backed_up, stick, files):
    content = backed_up.path.read_bytes()
    assert NAME.encode() not in content
    assert b"CREATE TABLE" not in content
    assert KEY not in content
    assert list(stick.iterdir()) == [backed_up.path]
    assert list(files.snapshots.iterdir()) == []


def test_another_key_says_so(backed_up, files, clock):
    assert head_of_backup(backed_up.path, Mode.PERSONAL).envelope == ENVELOPE
    trouble = refusal(prepare, backed_up.path, KEY[::-1], files, clock, Mode.PERSONAL)
    assert trouble is HandoverTrouble.OTHER_LOCK
    assert list(files.snapshots.iterdir()) == []


def test_kiosk_refuses_both(used, files, stick, clock, backed_up):
    before = list(stick.iterdir())
    assert refusal(back_up, used, KEY, files, stick, clock, Mode.KIOSK) is HandoverTrouble.KIOSK
    assert refusal(head_of_backup, backed_up.path, Mode.KIOSK) is HandoverTrouble.KIOSK
    assert refusal(prepare, backed_up.path, KEY, files, clock, Mode.KIOSK) is HandoverTrouble.KIOSK
    preview = prepare(backed_up.path, KEY, files, clock, Mode.PERSONAL)
    assert refusal(put_in_place, preview, files, clock, Mode.KIOSK) is HandoverTrouble.KIOSK
    assert list(stick.iterdir()) == before
    assert replaced(files) == ()


def test_rule_of_removable_media_is_kept(used, files, stick, clock):
    trouble = refusal(back_up, used, KEY, files, stick, clock, Mode.CENTRE, removable_only=True)
    assert trouble is HandoverTrouble.NOT_REMOVABLE
    assert list(stick.iterdir()) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_is_refused(backed_up, files, clock, data):
    content = bytearray(backed_up.path.read_bytes())
    broken = backed_up.path.with_name("broken.cdb")
    place = data.draw(st.one_of(st.integers(1, 100), st.integers(1, len(content) - 1)))
    if data.draw(st.booleans()):
        broken.write_bytes(content[:place])
        wanted = {HandoverTrouble.CUT}
    else:
        content[place] ^= 1 << data.draw(st.integers(0, 7))
        broken.write_bytes(content)
        wanted = {HandoverTrouble.ALTERED}
        if place < 26:
            wanted |= {
                HandoverTrouble.FOREIGN,
                HandoverTrouble.NEWER,
                HandoverTrouble.CUT,
                HandoverTrouble.NOT_A_BACKUP,
            }
    assert refusal(prepare, broken, KEY, files, clock, Mode.PERSONAL) in wanted
    assert list(files.snapshots.iterdir()) == []


def test_somebody_who_makes_the_digest_fit_still_cannot_alter_a_page(backed_up, files, clock):
    import hashlib

    content = bytearray(backed_up.path.read_bytes())
    content[-32 - 5000] ^= 1
    content[-32:] = hashlib.sha256(content[:-32]).digest()
    backed_up.path.write_bytes(content)
    assert refusal(prepare, backed_up.path, KEY, files, clock, Mode.PERSONAL) is HandoverTrouble.ALTERED


def test_a_draft_and_a_backup_are_not_mistaken_for_each_other(used, files, stick, clock, backed_up):
    draft_id = used.create(ObjectionDraft(), Summary())
    done = hand_over(used, draft_id, stick, make_centre_key(used))
    assert refusal(prepare, done.path, KEY, files, clock, Mode.PERSONAL) is HandoverTrouble.NOT_A_BACKUP
    assert refusal(open_offer, backed_up.path, used) is HandoverTrouble.NO_HANDOVER
    (stick / "letter.txt").write_bytes(b"Dear all, " * 100)
    assert refusal(prepare, stick / "letter.txt", KEY, files, clock, Mode.PERSONAL) is HandoverTrouble.FOREIGN


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_disk_that_refuses_leaves_nothing(used, files, stick, clock, monkeypatch, number):
    draft(used)

    def refuse(*_arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk, "_write", refuse)
    wanted = HandoverTrouble.FULL if number == errno.ENOSPC else HandoverTrouble.GONE
    assert refusal(back_up, used, KEY, files, stick, clock, Mode.PERSONAL) is wanted
    assert list(stick.iterdir()) == []
    assert list(files.snapshots.iterdir()) == []


def test_breaking_off_at_any_moment_leaves_nothing(used, files, stick, clock):
    draft(used)
    for after in range(1000):
        asked = []
        watch = Watch(cancelled=lambda asked=asked, after=after: asked.append(1) or len(asked) > after)
        try:
            done = back_up(used, KEY, files, stick, clock, Mode.PERSONAL, watch=watch)
        except Cancelled:
            assert list(stick.iterdir()) == []
        else:
            assert after > 2
            assert list(stick.iterdir()) == [done.path]
            return
        finally:
            assert list(files.snapshots.iterdir()) == []
    pytest.fail("never done")


def test_preview_that_is_not_wanted_leaves_nothing(backed_up, files, clock):
    preview = prepare(backed_up.path, KEY, files, clock, Mode.PERSONAL)
    assert list(files.snapshots.iterdir()) == [preview.part]
    discard(preview)
    assert list(files.snapshots.iterdir()) == []


def test_what_was_in_use_comes_back_where_the_backup_cannot_be_put(used, files, clock, backed_up, monkeypatch):
    preview = prepare(backed_up.path, KEY, files, clock, Mode.PERSONAL)
    used.close()
    before = files.store.read_bytes()
    monkeypatch.setattr(os, "open", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "")))
    assert refusal(put_in_place, preview, files, clock, Mode.PERSONAL) is HandoverTrouble.FULL
    monkeypatch.undo()
    assert files.store.read_bytes() == before
    assert files.store_key.read_bytes() == ENVELOPE


def test_head_tells_when_it_was_made(clock):
    assert BackupHead(int(clock.now().timestamp()), 0, b"").moment == clock.now()
