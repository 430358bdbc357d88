"""The whole store leaves as one encrypted file, and is put back without anything being lost."""

import base64
import contextlib
import errno
import os
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop import paths
from citizen_desktop.content.passphrase_models import Waits
from citizen_desktop.drafts import placing
from citizen_desktop.drafts.attempts import Attempts
from citizen_desktop.drafts.backup import back_up
from citizen_desktop.drafts.backup_format import BackupHead
from citizen_desktop.drafts.centre_keys import make_centre_key
from citizen_desktop.drafts.envelope import KeyFileError, KeyTrouble, parse_envelope
from citizen_desktop.drafts.erasure import erase
from citizen_desktop.drafts.handover import hand_over
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.handover_in import open_offer
from citizen_desktop.drafts.handover_words import load_word_list
from citizen_desktop.drafts.holder import Holder
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.placing import replaced
from citizen_desktop.drafts.restore import discard, head_of_backup, note_restored, prepare, put_in_place, sweep_parts
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch
from citizen_desktop.drafts.wrapping import Cost
from citizen_desktop.forms.draft import Applicant, ObjectionDraft
from citizen_desktop.package import disk
from citizen_desktop.package.errors import Cancelled
from citizen_desktop.paths import OwnedFiles
from citizen_desktop.policy import Mode
from tests.drafts.conftest import KEY

NAME = "Somebody Somewhere"
CHEAP = Cost(passes=1, memory=64, lanes=1)
PASSPHRASE = "a lamp beside the old harbour"  # noqa: S105
NEWER = "another lamp in the new harbour"


class MemoryKeyring:
    def __init__(self, *, works=True):
        self.works, self.kept = works, {}

    def get(self, name):
        return self.kept.get(name)

    def put(self, name, value):
        if self.works:
            self.kept[name] = value
        return self.works

    def remove(self, name):
        self.kept.pop(name, None)


@pytest.fixture(scope="session")
def words():
    return load_word_list(paths.resources() / "content")


@pytest.fixture
def files(tmp_path):
    return OwnedFiles.at(tmp_path / "data")


def keys_at(files, clock, keyring=None):
    return Keys(files, Attempts(files.state, clock, Waits()), keyring or MemoryKeyring(works=False), CHEAP)


@pytest.fixture
def keys(files, clock, monkeypatch):
    """Keeps the key of the store in use, in a file."""
    monkeypatch.setattr(Secret, "random", classmethod(lambda cls: cls(KEY)))
    made = keys_at(files, clock)
    made.make_personal()
    monkeypatch.undo()
    return made


@pytest.fixture
def code(words):
    return words.draw()


@pytest.fixture
def envelope(keys, code):
    return keys.backup_envelope(Secret(KEY), code)


@pytest.fixture
def used(files, clock, keys):
    """A store in use, with its key file."""
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


def kept_beside(files):
    """Return what lies among the snapshots but for the copy of the key file."""
    return [path for path in files.snapshots.iterdir() if path.name != "store.key"]


def refusal(call, *arguments, **named):
    with pytest.raises(HandoverError) as caught:
        call(*arguments, **named)
    return caught.value.trouble


@pytest.fixture
def backed_up(used, files, stick, clock, envelope):
    draft(used)
    return back_up(used, KEY, envelope, files, stick, clock, Mode.PERSONAL)


def test_backup_is_put_back_and_what_was_in_use_is_kept(used, files, stick, clock, envelope):
    first, gone, changed = draft(used), draft(used, "Gone"), draft(used, "Changed")
    done = back_up(used, KEY, envelope, files, stick, clock, Mode.PERSONAL)
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
    in_use = files.store_key.read_bytes()
    (files.snapshots / "store-1.db").write_bytes(b"a snapshot of the one in use")
    files.store_lock.write_bytes(b"how far it came")
    aside = put_in_place(preview, files, clock, Mode.PERSONAL)
    back = Store(files.store, KEY, clock)
    note_restored(back)
    assert {head.id for head in back.heads()} == {first, gone, changed}
    assert back.load(changed).draft.applicant.name == "Changed"
    assert back.journal()[0].action is Action.RESTORED
    back.close()
    assert files.store_key.read_bytes() == in_use
    assert replaced(files) == (aside,)
    assert not (aside / "store.key").exists()
    assert (aside / "store-1.db").exists()
    assert not files.store_lock.exists()
    before = Store(aside / "store.db", KEY, clock)
    assert {head.id for head in before.heads()} == {first, changed, new}
    before.close()
    assert kept_beside(files) == [aside]


def test_backup_shows_one_moment_while_the_store_is_written_to(used, files, stick, clock, envelope):
    for number in range(200):
        draft(used, f"{NAME} {number}")
    watch = Watch(progress=lambda _done, _total: draft(used, "Meanwhile"))
    done = back_up(used, KEY, envelope, files, stick, clock, Mode.PERSONAL, watch=watch)
    assert done.drafts == 200
    assert prepare(done.path, KEY, files, clock, Mode.PERSONAL).drafts == 200
    assert len(used.heads()) > 200


def test_nothing_personal_is_in_it_in_the_open(backed_up, stick, files):
    content = backed_up.path.read_bytes()
    assert NAME.encode() not in content
    assert b"CREATE TABLE" not in content
    assert KEY not in content
    assert list(stick.iterdir()) == [backed_up.path]
    assert kept_beside(files) == []


def test_another_key_says_so(backed_up, files, clock, envelope):
    assert head_of_backup(backed_up.path, Mode.PERSONAL).envelope == envelope
    trouble = refusal(prepare, backed_up.path, KEY[::-1], files, clock, Mode.PERSONAL)
    assert trouble is HandoverTrouble.OTHER_LOCK
    assert kept_beside(files) == []


def test_kiosk_refuses_both(used, files, stick, clock, backed_up, envelope):
    before = list(stick.iterdir())
    assert refusal(back_up, used, KEY, envelope, files, stick, clock, Mode.KIOSK) is HandoverTrouble.KIOSK
    assert refusal(head_of_backup, backed_up.path, Mode.KIOSK) is HandoverTrouble.KIOSK
    assert refusal(prepare, backed_up.path, KEY, files, clock, Mode.KIOSK) is HandoverTrouble.KIOSK
    preview = prepare(backed_up.path, KEY, files, clock, Mode.PERSONAL)
    assert refusal(put_in_place, preview, files, clock, Mode.KIOSK) is HandoverTrouble.KIOSK
    assert list(stick.iterdir()) == before
    assert replaced(files) == ()


def test_rule_of_removable_media_is_kept(used, files, stick, clock, envelope):
    trouble = refusal(back_up, used, KEY, envelope, files, stick, clock, Mode.CENTRE, removable_only=True)
    assert trouble is HandoverTrouble.NOT_REMOVABLE
    assert list(stick.iterdir()) == []


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    assert kept_beside(files) == []


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
def test_disk_that_refuses_leaves_nothing(used, files, stick, clock, monkeypatch, number, envelope):
    draft(used)

    def refuse(*_arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk, "_write", refuse)
    wanted = HandoverTrouble.FULL if number == errno.ENOSPC else HandoverTrouble.GONE
    assert refusal(back_up, used, KEY, envelope, files, stick, clock, Mode.PERSONAL) is wanted
    assert list(stick.iterdir()) == []
    assert kept_beside(files) == []


def test_breaking_off_at_any_moment_leaves_nothing(used, files, stick, clock, envelope):
    draft(used)
    for after in range(1000):
        asked = []
        watch = Watch(cancelled=lambda asked=asked, after=after: asked.append(1) or len(asked) > after)
        try:
            done = back_up(used, KEY, envelope, files, stick, clock, Mode.PERSONAL, watch=watch)
        except Cancelled:
            assert list(stick.iterdir()) == []
        else:
            assert after > 2
            assert list(stick.iterdir()) == [done.path]
            return
        finally:
            assert kept_beside(files) == []
    pytest.fail("never done")


def test_preview_that_is_not_wanted_leaves_nothing(backed_up, files, clock):
    preview = prepare(backed_up.path, KEY, files, clock, Mode.PERSONAL)
    assert kept_beside(files) == [preview.part]
    discard(preview)
    assert kept_beside(files) == []


def test_head_tells_when_it_was_made(clock):
    assert BackupHead(int(clock.now().timestamp()), 0, b"").moment == clock.now()


# ---------------------------------------------------------------- the key in a backup


def forms(key):
    """Return how a key could stand in a file in the clear."""
    return (
        key, key.hex().encode(), key.hex().upper().encode(), base64.b64encode(key), base64.urlsafe_b64encode(key),
        base64.b64encode(key).rstrip(b"="),
    )  # fmt: skip


@pytest.mark.parametrize("keyring", [True, False])
def test_the_key_is_in_no_backup_wherever_it_is_kept(tmp_path, clock, stick, words, keyring):
    files = OwnedFiles.at(tmp_path / "any")
    keys = keys_at(files, clock, MemoryKeyring(works=keyring))
    made = keys.make_personal()
    assert made.place is (KeyPlace.KEYRING if keyring else KeyPlace.FILE)
    key = bytes(made.secret)
    with closing(Store(files.store, key, clock, create=True)) as store:
        draft(store)
        in_backup = keys.backup_envelope(made.secret, words.draw())
        done = back_up(store, key, in_backup, files, stick, clock, Mode.PERSONAL)
    content = done.path.read_bytes()
    assert not any(form in content for form in forms(key))
    # And this would be noticed: the key file of a computer without a keyring does hold it.
    assert any(form in files.store_key.read_bytes() for form in forms(key)) is not keyring


@pytest.mark.parametrize("keyring", [True, False])
def test_it_opens_by_its_words_where_nothing_of_the_first_computer_is(
    backed_up, files, tmp_path, clock, code, words, keyring
):
    here = OwnedFiles.at(tmp_path / "here")
    ring = MemoryKeyring(works=keyring)
    keys = keys_at(here, clock, ring)
    own = keys.make_personal()
    before = bytes(own.secret)
    with closing(Store(here.store, before, clock, create=True)) as store:
        draft(store, "Here")
    head = head_of_backup(backed_up.path, Mode.PERSONAL)
    typed = "  ".join(code.arabic)
    with keys.open_other(head.envelope, typed, words) as secret:
        assert bytes(secret) == KEY
        preview = prepare(backed_up.path, secret.view(), here, clock, Mode.PERSONAL)
        aside = put_in_place(preview, here, clock, Mode.PERSONAL, keys.adopt_personal(secret))
    anew = keys_at(here, clock, ring)
    assert anew.known().place is (KeyPlace.KEYRING if keyring else KeyPlace.FILE)
    with anew.open_personal() as secret, closing(Store(here.store, secret.view(), clock)) as back:
        assert [head.summary.name for head in back.heads()] == [NAME]
    # What was in use lies aside with its own key file.
    with closing(Store(aside / "store.db", before, clock)) as old:
        assert [head.summary.name for head in old.heads()] == ["Here"]
    assert parse_envelope((aside / "store.key").read_bytes()).id != anew.known().id
    assert (here.snapshots / "store.key").read_bytes() == here.store_key.read_bytes()


def test_wrong_words_tell_nothing_and_count(backed_up, keys, words, code, files, clock):
    head = head_of_backup(backed_up.path, Mode.PERSONAL)
    other = "-".join(reversed(code.latin)) if code.latin[::-1] != code.latin else "tiger " * 6
    assert keys.open_other(head.envelope, other, words) is None
    assert keys.attempts.errors == 1
    assert refusal_of_key(keys.open_other, head.envelope, "no words at all", words) is KeyTrouble.MISSPELT
    assert keys.attempts.errors == 1
    for _attempt in range(2):
        assert keys.open_other(head.envelope, other, words) is None
    assert refusal_of_key(keys.open_other, head.envelope, code.passphrase, words) is KeyTrouble.WAIT


def refusal_of_key(call, *arguments):
    with pytest.raises(KeyFileError) as caught:
        call(*arguments)
    return caught.value.trouble


def test_a_key_file_behind_words_belongs_into_a_backup_alone(files, envelope, clock):
    files.store_key.write_bytes(envelope)
    (files.snapshots / "store.key").unlink()
    keys = keys_at(files, clock)
    assert refusal_of_key(keys.known) is KeyTrouble.DAMAGED
    assert refusal_of_key(keys.open_personal) is KeyTrouble.DAMAGED


def test_words_are_drawn_where_they_are_needed_and_only_there(keys, code, tmp_path, clock):
    with pytest.raises(ValueError, match="file"):
        keys.backup_envelope(Secret(KEY), None)
    centre = keys_at(OwnedFiles.at(tmp_path / "centre"), clock)
    with centre.make_centre(PASSPHRASE, 5, with_code=False).secret as secret, pytest.raises(ValueError, match="pass"):
        centre.backup_envelope(secret, code)


def test_a_backup_of_a_centre_is_opened_by_its_passphrase_and_its_code(tmp_path, clock, stick, words):
    files = OwnedFiles.at(tmp_path / "centre")
    keys = keys_at(files, clock)
    made = keys.make_centre(PASSPHRASE, 5, with_code=True)
    key = bytes(made.secret)
    in_backup = keys.backup_envelope(made.secret, None)
    assert not any(form in in_backup for form in forms(key))
    elsewhere = keys_at(OwnedFiles.at(tmp_path / "elsewhere"), clock)
    for typed in (PASSPHRASE, made.code):
        with elsewhere.open_other(in_backup, typed, words) as secret:
            assert bytes(secret) == key
    assert elsewhere.open_other(in_backup, NEWER, words) is None


def test_a_restore_on_the_same_computer_keeps_the_newer_passphrase(tmp_path, clock, stick):
    files = OwnedFiles.at(tmp_path / "centre")
    keys = keys_at(files, clock)
    made = keys.make_centre(PASSPHRASE, 5, with_code=False)
    with closing(Store(files.store, made.secret.view(), clock, create=True)) as store:
        draft(store)
        in_backup = keys.backup_envelope(made.secret, None)
        done = back_up(store, made.secret.view(), in_backup, files, stick, clock, Mode.CENTRE)
    keys.change_passphrase(PASSPHRASE, NEWER)
    aside = put_in_place(prepare(done.path, made.secret.view(), files, clock, Mode.CENTRE), files, clock, Mode.CENTRE)
    with keys.unlock(NEWER) as secret, closing(Store(files.store, secret.view(), clock)) as back:
        assert len(back.heads()) == 1
    assert refusal_of_key(keys.unlock, PASSPHRASE) is KeyTrouble.WRONG
    assert not (aside / "store.key").exists()


def test_an_older_backup_with_the_key_in_front_is_still_opened(used, keys, files, stick, clock):
    draft(used)
    done = back_up(used, KEY, files.store_key.read_bytes(), files, stick, clock, Mode.PERSONAL)
    head = head_of_backup(done.path, Mode.PERSONAL)
    with keys.open_other(head.envelope, "") as secret:
        assert prepare(done.path, secret.view(), files, clock, Mode.PERSONAL).drafts == 1


# ---------------------------------------------------------------- either the old pair or the new one


class Stop(BaseException):
    """The power fails."""


@pytest.fixture
def waiting(backed_up, used, tmp_path, clock, code, words):
    """Another computer, its key, and a backup that waits to be put in place there."""
    here = OwnedFiles.at(tmp_path / "here")
    ring = MemoryKeyring()
    keys = keys_at(here, clock, ring)
    own = keys.make_personal().secret
    store = Store(here.store, own.view(), clock, create=True)
    draft(store, "Here")
    store.close()
    (here.snapshots / "store-1.db").write_bytes(b"a snapshot of the one in use")
    preview = prepare(backed_up.path, KEY, here, clock, Mode.PERSONAL)
    return here, keys, ring, preview


def pair(here, ring, clock):
    """Return the names in the store that the key opens which the key file leads to."""
    keys = keys_at(here, clock, ring)
    with keys.open_personal() as secret, closing(Store(here.store, secret.view(), clock)) as store:
        return [head.summary.name for head in store.heads()]


def fail_at(patch, step, failure):
    """Let one call to the disk fail; return what counts down to it."""
    left = [step]

    def counted(method):
        def call(*arguments, **named):
            left[0] -= 1
            if left[0] == -1:
                raise failure(errno.EIO, "")
            return method(*arguments, **named)

        return call

    for name in ("replace", "unlink", "rmdir", "mkdir"):
        patch.setattr(Path, name, counted(getattr(Path, name)))
    patch.setattr(os, "fsync", counted(os.fsync))
    return left


@pytest.mark.parametrize("failure", [Stop, OSError])
@pytest.mark.parametrize("step", range(30))
def test_whatever_happens_the_old_pair_counts_or_the_new_one(waiting, clock, monkeypatch, failure, step):
    here, keys, ring, preview = waiting
    entries = dict(ring.kept)
    coming = keys.adopt_personal(Secret(KEY))
    with monkeypatch.context() as patch:
        left = fail_at(patch, step, failure)
        with contextlib.suppress(Stop, HandoverError):
            put_in_place(preview, here, clock, Mode.PERSONAL, coming)
    # There are no more than thirty.
    assert left[0] < 0 or step > 20
    next_start = keys_at(here, clock, ring)
    if next_start.restoring:
        next_start.settle()
    assert not next_start.restoring
    if pair(here, ring, clock) == [NAME]:
        return
    assert pair(here, ring, clock) == ["Here"]
    assert (here.snapshots / "store-1.db").exists()
    # As the sheet does it; where a note was left, it was done already.
    keys.forget_adopted(coming)
    assert ring.kept == entries
    sweep_parts(here)
    assert replaced(here) == ()


def test_a_crash_after_the_note_leaves_no_key_in_the_keyring(waiting, clock, monkeypatch):
    here, keys, ring, preview = waiting
    entries = dict(ring.kept)
    coming = keys.adopt_personal(Secret(KEY))
    monkeypatch.setattr(placing.EnvelopeFile, "put", lambda *_: (_ for _ in ()).throw(Stop))
    with pytest.raises(Stop):
        put_in_place(preview, here, clock, Mode.PERSONAL, coming)
    monkeypatch.undo()
    assert keys.restoring
    assert ring.kept != entries
    keys.settle()
    assert ring.kept == entries
    assert pair(here, ring, clock) == ["Here"]


def test_nothing_is_put_in_place_under_another_window(waiting, clock):
    here, _keys, ring, preview = waiting
    other = Holder(here.store_lock, clock)
    assert refusal(put_in_place, preview, here, clock, Mode.PERSONAL) is HandoverTrouble.HELD
    other.let_go()
    assert pair(here, ring, clock) == ["Here"]


# ---------------------------------------------------------------- what was set aside


def test_the_first_erasure_removes_what_was_set_aside_with_another_key(waiting, clock):
    here, keys, _ring, preview = waiting
    aside = put_in_place(preview, here, clock, Mode.PERSONAL, keys.adopt_personal(Secret(KEY)))
    with closing(Store(here.store, KEY, clock)) as store:
        receipt = erase(store, [store.heads()[0].id], here.snapshots, sorted(aside.glob("*.db")), KEY, clock)
    assert receipt.destroyed == 2
    assert not aside.exists()


def test_what_was_set_aside_with_the_same_key_is_written_anew(backed_up, used, files, clock):
    preview = prepare(backed_up.path, KEY, files, clock, Mode.PERSONAL)
    other = draft(used, "Stays")
    gone = used.heads()[0].id if used.heads()[0].id != other else used.heads()[1].id
    used.close()
    aside = put_in_place(preview, files, clock, Mode.PERSONAL)
    with closing(Store(files.store, KEY, clock)) as store:
        receipt = erase(store, [gone], files.snapshots, sorted(aside.glob("*.db")), KEY, clock)
    assert (receipt.rewritten, receipt.destroyed) == (1, 0)
    with closing(Store(aside / "store.db", KEY, clock)) as before:
        assert [head.id for head in before.heads()] == [other]


def test_erasing_everything_reaches_what_was_set_aside_and_its_keys(waiting, clock):
    here, keys, ring, preview = waiting
    put_in_place(preview, here, clock, Mode.PERSONAL, keys.adopt_personal(Secret(KEY)))
    assert len(ring.kept) == 2
    keys_at(here, clock, ring).erase()
    assert ring.kept == {}
    assert not here.snapshots.exists()
    assert not keys.decided
    assert sorted(path.name for path in here.data.rglob("*")) in ([], ["state.toml"])
    assert keys_at(here, clock, ring).make_personal().place is KeyPlace.KEYRING
    assert keys.known().keeping is Keeping.PERSONAL
