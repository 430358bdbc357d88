"""How the key of the drafts is kept: in which place, behind what, and what damage, errors and new passphrases do to it."""

import base64
import os
import stat
import sys
import threading
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

import msgspec
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring

from citizen_desktop.clock import StoppedClock
from citizen_desktop.content.passphrase_loader import load_passphrase_rules
from citizen_desktop.content.passphrase_models import Waits
from citizen_desktop.drafts import keys as keys_module
from citizen_desktop.drafts import recovery_code, wrapping
from citizen_desktop.drafts.attempts import Attempts
from citizen_desktop.drafts.envelope import EnvelopeFile, KeyFileError, KeyTrouble
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.drafts.keyrings import SystemKeyring, real
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.strength import Reason, Step, StrengthMeter
from citizen_desktop.drafts.wrapping import Cost
from citizen_desktop.paths import OwnedFiles, resources
from tests.conftest import SUNDAY, HandClock

CHEAP = Cost(passes=1, memory=64, lanes=1)
PASSPHRASE = "قهوة الصباح مع ياسمين البيت"  # noqa: S105
OTHER = "a lamp beside the old harbour"


@dataclass
class MemoryKeyring:
    works: bool = True
    kept: dict = field(default_factory=dict)

    def get(self, name):
        return self.kept.get(name) if self.works else None

    def put(self, name, value):
        if self.works:
            self.kept[name] = value
        return self.works

    def remove(self, name):
        self.kept.pop(name, None)


@pytest.fixture
def files(tmp_path):
    return OwnedFiles.at(tmp_path / "data")


@pytest.fixture
def make(files, clock):
    def make_it(keyring=None, cost=CHEAP):
        return Keys(files, Attempts(files.state, clock, Waits()), keyring or MemoryKeyring(works=False), cost)

    return make_it


def trouble(call, *arguments):
    with pytest.raises(KeyFileError) as caught:
        call(*arguments)
    return caught.value.trouble


# ---------------------------------------------------------------- one person's own computer


def test_a_keyring_keeps_the_key_and_the_file_does_not(files, make):
    keyring = MemoryKeyring()
    made = make(keyring).make_personal()
    assert made.place is KeyPlace.KEYRING
    assert make(keyring).open_personal().same_as(made.secret)
    content = files.store_key.read_bytes()
    assert bytes(made.secret) not in content
    assert base64.b64encode(made.secret.view()) not in content
    assert make(keyring).known().place is KeyPlace.KEYRING


def test_without_a_keyring_the_file_keeps_the_key_and_it_says_so(files, make):
    made = make().make_personal()
    assert made.place is make().known().place is KeyPlace.FILE
    assert make().open_personal().same_as(made.secret)
    assert not make().make_personal().secret.same_as(made.secret)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_the_user_alone_may_read_the_file(files, make):
    before = os.umask(0)
    try:
        make().make_personal()
    finally:
        os.umask(before)
    for path in (files.store_key, files.snapshots / "store.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_keyring_that_lost_the_key_is_named(make):
    keyring = MemoryKeyring()
    make(keyring).make_personal()
    keyring.kept.clear()
    assert trouble(make(keyring).open_personal) is KeyTrouble.LOST
    keyring.works = False
    assert trouble(make(keyring).open_personal) is KeyTrouble.LOST


def test_only_real_keyrings_count():
    class Plain(KeyringBackend):
        priority = 9

        def get_password(self, *_arguments):
            return "x"

        def set_password(self, *_arguments):
            raise AssertionError("a key was handed to a keyring nobody knows")

        delete_password = set_password

    for backend in (FailKeyring(), NullKeyring(), Plain()):
        assert real(backend) is None
        assert not SystemKeyring(lambda backend=backend: backend).put("name", "x")
    assert real(ChainerBackend()) is None
    secret_service = type("Keyring", (Plain,), {"__module__": "keyring.backends.SecretService"})()
    assert real(secret_service) is secret_service


def known_keyring(**methods):
    return type("Keyring", (), {"__module__": "keyring.backends.SecretService", **methods})()


def test_a_keyring_that_does_not_answer_is_given_up():
    never = threading.Event()
    silent = known_keyring(
        get_password=lambda *_arguments: never.wait(60), set_password=lambda *_arguments: never.wait(60)
    )
    keyring = SystemKeyring(lambda: silent, patience=0.01)
    assert keyring.get("name") is None
    assert not keyring.put("name", "value")
    never.set()


def test_a_keyring_that_forgets_or_fails_does_not_count():
    forgetful = known_keyring(get_password=lambda *_arguments: None, set_password=lambda *_arguments: None)
    assert not SystemKeyring(lambda: forgetful).put("name", "value")

    def fail(*_arguments):
        raise RuntimeError("value")

    assert not SystemKeyring(lambda: known_keyring(set_password=fail)).put("name", "value")
    assert SystemKeyring(fail).get("name") is None


# ---------------------------------------------------------------- a centre's computer


def test_the_passphrase_opens_and_nothing_else_does(make):
    made = make().make_centre(PASSPHRASE, 5, with_code=False)
    assert made.code == ""
    assert make().unlock(PASSPHRASE).same_as(made.secret)
    assert make().known().auto_lock_minutes == 5
    assert trouble(make().unlock, PASSPHRASE + "x") is KeyTrouble.WRONG
    assert trouble(make().unlock, "") is KeyTrouble.WRONG


def test_the_same_letters_in_other_codes_open_too(make):
    made = make().make_centre("café of the old harbour", 5, with_code=False)
    assert make().unlock(" cafe\u0301 of the old harbour ").same_as(made.secret)


def test_neither_key_nor_passphrase_stands_anywhere(files, make):
    made = make().make_centre(PASSPHRASE, 5, with_code=True)
    trouble(make().unlock, OTHER)
    needles = [bytes(made.secret), base64.b64encode(made.secret.view()), bytes(made.secret).hex().encode()]
    needles += [text.encode() for text in (PASSPHRASE, OTHER, made.code, made.code.replace("-", ""))]
    for path in files.data.rglob("*"):
        if path.is_file():
            assert not [needle for needle in needles if needle in path.read_bytes()], path.name
    assert bytes(made.secret).hex() not in repr(made) + repr(make().known())


def test_a_new_passphrase_wraps_the_same_key(files, make, clock):
    made = make().make_centre(PASSPHRASE, 5, with_code=True)
    with closing(Store(files.store, made.secret.view(), clock, create=True)) as store:
        store.set_personal("x", "kept")
    make().change_passphrase(PASSPHRASE, OTHER)
    assert trouble(make().unlock, PASSPHRASE) is KeyTrouble.WRONG
    assert make().unlock_with_code(made.code).same_as(made.secret)
    with make().unlock(OTHER) as again, closing(Store(files.store, again.view(), clock)) as store:
        assert store.personal("x") == "kept"
    # The old passphrase opens the copy as little as the file.
    files.store_key.unlink()
    assert trouble(make().unlock, PASSPHRASE) is KeyTrouble.WRONG
    assert make().unlock(OTHER).same_as(made.secret)


def test_a_wrong_old_passphrase_changes_nothing(files, make):
    make().make_centre(PASSPHRASE, 5, with_code=False)
    before = files.store_key.read_bytes()
    assert trouble(make().change_passphrase, OTHER, OTHER) is KeyTrouble.WRONG
    assert files.store_key.read_bytes() == before


@pytest.mark.parametrize("fails_at", [0, 1])
def test_a_change_that_breaks_off_loses_neither(files, make, monkeypatch, fails_at):
    """The disk fills while the file, or its copy, is replaced: one of the two passphrases opens, whatever happened."""
    from citizen_desktop.drafts import envelope

    made = make().make_centre(PASSPHRASE, 5, with_code=False)
    real_write, calls = envelope.write_atomically, []

    def write(path, data):
        calls.append(path)
        if len(calls) == fails_at + 1:
            raise OSError(28, "full")
        real_write(path, data)

    keys = make()
    secret = keys.unlock(PASSPHRASE)
    monkeypatch.setattr(envelope, "write_atomically", write)
    if fails_at == 0:
        assert trouble(keys.set_passphrase, secret, OTHER) is KeyTrouble.UNREADABLE
    else:
        keys.set_passphrase(secret, OTHER)
    monkeypatch.setattr(envelope, "write_atomically", real_write)
    # A copy that could not follow would still open with the passphrase that holds no more.
    assert (files.snapshots / "store.key").exists() is (fails_at == 0)
    holds, holds_not = (PASSPHRASE, OTHER) if fails_at == 0 else (OTHER, PASSPHRASE)
    assert make().unlock(holds).same_as(made.secret)
    files.store_key.unlink()
    assert trouble(make().unlock, holds_not) is KeyTrouble.WRONG
    assert make().unlock(holds).same_as(made.secret)


# ---------------------------------------------------------------- another way of keeping it


@pytest.fixture
def keyring():
    return MemoryKeyring()


def test_a_passphrase_comes_around_the_key_that_was_in_the_keyring_and_goes_again(make, keyring):
    made = make(keyring=keyring).make_personal()
    with make(keyring=keyring).make_centre(PASSPHRASE, 5, with_code=True, secret=made.secret).secret as wrapped:
        assert wrapped.same_as(made.secret)
    assert keyring.kept == {}
    keys = make(keyring=keyring)
    assert keys.known().leftover is None
    assert trouble(keys.open_personal) is KeyTrouble.LOST
    keys.make_personal(keys.unlock(PASSPHRASE)).secret.wipe()
    assert list(keyring.kept) == [keys.known().id]
    assert keys.known().passphrase is None
    assert keys.known().recovery is None
    assert make(keyring=keyring).open_personal().same_as(made.secret)


@pytest.mark.skipif(os.name != "posix", reason="a file that is open is not replaced there")
def test_the_key_that_lay_in_a_file_is_overwritten(files, make):
    made = make().make_personal()
    with files.store_key.open("rb") as before, (files.snapshots / "store.key").open("rb") as copy:
        make().make_centre(PASSPHRASE, 5, with_code=False, secret=made.secret).secret.wipe()
        assert set(before.read()) == {0}
        assert set(copy.read()) == {0}
    assert make().unlock(PASSPHRASE).same_as(made.secret)


@pytest.mark.parametrize("works", [True, False])
@pytest.mark.parametrize("back", [False, True])
def test_killed_on_the_way_one_of_both_ways_opens(files, make, keyring, monkeypatch, works, back):
    """Whatever was reached: where a passphrase is asked, the key is nowhere without it once it was typed."""
    from citizen_desktop.drafts import envelope

    real_write, real_put, real_remove = envelope.write_atomically, keyring.put, keyring.remove
    both, moments = (files.store_key, files.snapshots / "store.key"), []
    keyring.works = works
    keys = make(keyring=keyring)
    made = keys.make_centre(PASSPHRASE, 5, with_code=False) if back else keys.make_personal()

    def noted(step):
        def do_it(*arguments):
            done = step(*arguments)
            moments.append(([path.read_bytes() for path in both], dict(keyring.kept)))
            return done

        return do_it

    with monkeypatch.context() as patch:
        patch.setattr(envelope, "write_atomically", noted(real_write))
        patch.setattr(keyring, "put", noted(real_put))
        patch.setattr(keyring, "remove", noted(real_remove))
        if back:
            keys.make_personal(made.secret)
        else:
            keys.make_centre(PASSPHRASE, 5, with_code=False, secret=made.secret)
    ways = []
    for contents, kept in moments:
        for path, content in zip(both, contents, strict=True):
            path.write_bytes(content)
        keyring.kept = dict(kept)
        again = make(keyring=keyring)
        ways.append(again.known().keeping)
        if ways[-1] is Keeping.CENTRE:
            assert again.unlock(PASSPHRASE).same_as(made.secret)
            assert keyring.kept == {}
            assert again.known().leftover is None
        else:
            assert again.open_personal().same_as(made.secret)
    assert len(ways) > 1
    assert ways[-1] is (Keeping.PERSONAL if back else Keeping.CENTRE)


@pytest.mark.parametrize("fails_at", [0, 1, 2])
def test_a_disk_that_refuses_leaves_the_key_behind_its_passphrase(make, keyring, monkeypatch, fails_at):
    from citizen_desktop.drafts import envelope

    made = make(keyring=keyring).make_centre(PASSPHRASE, 5, with_code=False)
    real_write, left = envelope.write_atomically, [fails_at]

    def write(path, content):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "full")
        real_write(path, content)

    monkeypatch.setattr(envelope, "write_atomically", write)
    assert trouble(make(keyring=keyring).make_personal, made.secret) is KeyTrouble.UNREADABLE
    monkeypatch.undo()
    assert keyring.kept == {}
    assert make(keyring=keyring).unlock(PASSPHRASE).same_as(made.secret)


def test_a_passphrase_that_is_there_is_not_replaced_by_the_way(files, make):
    made = make().make_centre(PASSPHRASE, 5, with_code=False)
    before = files.store_key.read_bytes()
    with pytest.raises(KeyFileError):
        make().make_centre(OTHER, 5, with_code=False, secret=made.secret)
    assert files.store_key.read_bytes() == before


def test_drafts_that_are_there_get_no_new_key(files, make, clock):
    made = make().make_personal()
    with closing(Store(files.store, made.secret.view(), clock, create=True)):
        pass
    for begin in (make().make_personal, lambda: make().make_centre(PASSPHRASE, 5, with_code=False)):
        assert trouble(begin) is KeyTrouble.UNREADABLE
    assert make().open_personal().same_as(made.secret)


def test_erasing_takes_what_a_kill_left_in_the_keyring(make, keyring):
    keys = make(keyring=keyring)
    made = keys.make_personal()
    remove, keyring.remove = keyring.remove, lambda _name: None
    keys.make_centre(PASSPHRASE, 5, with_code=False, secret=made.secret)
    keys._file.write(msgspec.structs.replace(keys.known(), leftover=next(iter(keyring.kept))))
    keyring.remove = remove
    make(keyring=keyring).erase()
    assert keyring.kept == {}


def test_the_cost_of_a_guess_is_kept_and_authenticated(files, make):
    make().make_centre(PASSPHRASE, 5, with_code=False)
    # Another program's default does not change what was wrapped.
    assert make(cost=Cost(passes=2, memory=128, lanes=2)).unlock(PASSPHRASE)
    envelope = make().known()
    assert envelope.passphrase.cost == CHEAP
    cheaper = msgspec.structs.replace(envelope.passphrase, cost=Cost(passes=2, memory=64, lanes=1))
    EnvelopeFile(files.store_key, files.snapshots / "store.key").write(
        msgspec.structs.replace(envelope, passphrase=cheaper)
    )
    assert trouble(make().unlock, PASSPHRASE) is KeyTrouble.WRONG


def test_a_guess_costs_what_it_should():
    cost = Cost()
    # RFC 9106, section 4: the second recommended choice.
    assert (cost.passes, cost.memory, cost.lanes) == (3, 64 * 1024, 4)


def test_a_wrapping_is_good_for_one_thing_only(make):
    keys = make()
    keys.make_centre(PASSPHRASE, 5, with_code=True)
    envelope = keys.known()
    swapped = msgspec.structs.replace(envelope, passphrase=envelope.recovery, recovery=envelope.passphrase)
    keys._file.write(swapped)
    assert trouble(make().unlock, PASSPHRASE) is KeyTrouble.WRONG


# ---------------------------------------------------------------- the recovery code


def test_the_code_opens_as_people_type_it(make):
    made = make().make_centre(PASSPHRASE, 5, with_code=True)
    assert len(made.code.split("-")) == 8
    for typed in (made.code, made.code.lower(), made.code.replace("-", " "), made.code.replace("0", "o")):
        assert make().unlock_with_code(typed).same_as(made.secret)


def test_a_slip_in_the_code_is_told_and_costs_no_attempt(make):
    made = make().make_centre(PASSPHRASE, 5, with_code=True)
    alphabet = recovery_code.ALPHABET
    told = 0
    plain = made.code.replace("-", "")
    for place in range(30):
        slip = plain[:place] + alphabet[(alphabet.index(plain[place]) + 1) % 32] + plain[place + 1 :]
        told += recovery_code.read_code(slip) is None
    assert told >= 29  # one in 1024 would slip through
    for typed in ("", plain[:-1], plain + "0", "؟" * 32):
        assert trouble(make().unlock_with_code, typed) is KeyTrouble.MISSPELT
    assert make().attempts.errors == 0


def test_another_code_is_wrong_and_counts(make):
    make().make_centre(PASSPHRASE, 5, with_code=True)
    assert trouble(make().unlock_with_code, recovery_code.make_code()) is KeyTrouble.WRONG
    assert make().attempts.errors == 1


def test_codes_hold_150_random_bits():
    codes = {recovery_code.make_code() for _turn in range(200)}
    assert len(codes) == 200
    used = set("".join(codes)) - {"-"}
    assert used == set(recovery_code.ALPHABET)
    assert not used & set("ILOU")


# ---------------------------------------------------------------- errors and waits


def test_a_wrong_passphrase_takes_the_whole_derivation_whatever_it_is(make, monkeypatch):
    make().make_centre(PASSPHRASE, 5, with_code=False)
    derived = []
    derive = wrapping._derive

    def counted(passphrase, salt, cost):
        derived.append(cost)
        return derive(passphrase, salt, cost)

    monkeypatch.setattr(wrapping, "_derive", counted)
    keys = make()
    messages = set()
    for typed in ("", "x" * 10_000):
        with pytest.raises(KeyFileError) as caught:
            keys.unlock(typed)
        messages.add(str(caught.value))
    keys.unlock(PASSPHRASE)
    assert derived == [CHEAP] * 3
    assert messages == {"wrong"}


def test_after_three_errors_a_wait_of_30_seconds_then_60_each(make, clock):
    keys = make()
    keys.make_centre(PASSPHRASE, 5, with_code=False)
    for errors in range(1, 4):
        assert keys.attempts.seconds_left() == 0
        assert trouble(keys.unlock, OTHER) is KeyTrouble.WRONG
        assert keys.attempts.errors == errors
    assert keys.attempts.seconds_left() == 30
    # While it lasts not even the right one opens, and trying makes it no longer.
    assert trouble(keys.unlock, PASSPHRASE) is KeyTrouble.WAIT
    clock.pass_time(timedelta(seconds=29.5))
    assert trouble(keys.unlock, PASSPHRASE) is KeyTrouble.WAIT
    clock.pass_time(timedelta(seconds=0.5))
    for _turn in range(2):
        assert trouble(keys.unlock, OTHER) is KeyTrouble.WRONG
        assert keys.attempts.seconds_left() == 60
        clock.pass_time(timedelta(seconds=60))
    keys.unlock(PASSPHRASE)
    assert (keys.attempts.errors, keys.attempts.seconds_left()) == (0, 0)


def spoil(keys, times=3):
    keys.make_centre(PASSPHRASE, 5, with_code=False)
    for _turn in range(times):
        trouble(keys.unlock, OTHER)


def test_a_wait_survives_a_new_start_of_the_program(make, clock):
    spoil(make())
    clock.pass_time(timedelta(seconds=10))
    assert make().attempts.seconds_left() == 20
    assert trouble(make().unlock, PASSPHRASE) is KeyTrouble.WAIT


def test_a_clock_that_is_set_shortens_no_wait(make, clock):
    spoil(make())
    for days in (1, -1, 4000):
        clock.set(SUNDAY + timedelta(days=days))
        assert make().attempts.seconds_left() == 30


def test_a_new_start_of_the_computer_shortens_no_wait(files, make, clock):
    clock.seconds = 5000.0
    spoil(make())
    booted = HandClock(SUNDAY + timedelta(hours=1))
    attempts = Attempts(files.state, booted, Waits())
    assert attempts.seconds_left() == 30
    booted.pass_time(timedelta(seconds=12))
    assert attempts.seconds_left() == 18


def test_a_clock_stopped_by_hand_is_no_way_round(files, make, clock):
    """``--at`` stops what is shown, and begins at zero: a wait noted by it would be over at once elsewhere."""
    attempts = Attempts(files.state, StoppedClock(SUNDAY), Waits())
    attempts.begin()
    assert msgspec.toml.decode(files.state.read_bytes())["unlock_errors"]["at"] > 0


def test_who_ends_the_program_during_an_attempt_gains_nothing(make, monkeypatch):
    keys = make()
    spoil(keys, 2)

    class KilledError(BaseException):
        pass

    def kill(*_arguments):
        # What a kill would leave: nothing after this point runs.
        monkeypatch.setattr(keys.attempts, "withdraw", lambda: None)
        raise KilledError

    monkeypatch.setattr(keys_module, "unwrap", kill)
    with pytest.raises(KilledError):
        keys.unlock(PASSPHRASE)
    assert make().attempts.errors == 3
    assert make().attempts.seconds_left() == 30


def test_an_attempt_that_could_not_be_judged_costs_nothing(make, monkeypatch):
    keys = make()
    spoil(keys, 1)

    def fail(*_arguments):
        raise MemoryError

    monkeypatch.setattr(keys_module, "unwrap", fail)
    with pytest.raises(MemoryError):
        keys.unlock(PASSPHRASE)
    assert keys.attempts.errors == 1


def test_errors_in_another_window_count_here(make):
    one, two = make(), make()
    spoil(one, 2)
    trouble(two.unlock, OTHER)
    assert one.attempts.seconds_left() == 30


# ---------------------------------------------------------------- damage


@pytest.mark.parametrize("centre", [True, False])
def test_any_damage_to_the_file_is_made_good_from_its_copy(files, make, centre, monkeypatch):
    # A thousand files are mended here, and no power is cut.
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)
    keys = make()
    made = keys.make_centre(PASSPHRASE, 5, with_code=True) if centre else keys.make_personal()
    whole = files.store_key.read_bytes()
    damages = [whole[:cut] for cut in range(0, len(whole), 7)]
    damages += [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in range(len(whole))]
    for damage in damages:
        files.store_key.write_bytes(damage)
        known = make().known()
        assert known.keeping is (Keeping.CENTRE if centre else Keeping.PERSONAL)
        if files.store_key.read_bytes() != whole:
            # White space that means nothing was touched: what counts is untouched.
            assert damage.split() != whole.split() or known == keys.known()
    opened = make().unlock(PASSPHRASE) if centre else make().open_personal()
    assert opened.same_as(made.secret)


def test_damage_to_both_has_a_name_of_its_own_and_tells_nothing(files, make):
    made = make().make_centre(PASSPHRASE, 5, with_code=False)
    whole = files.store_key.read_bytes()
    spot = whole.index(b"wrapped") + 15
    damaged = whole[:spot] + bytes([whole[spot] ^ 1]) + whole[spot + 1 :]
    files.store_key.write_bytes(damaged)
    (files.snapshots / "store.key").write_bytes(damaged[:40])
    with pytest.raises(KeyFileError) as caught:
        make().unlock(PASSPHRASE)
    assert caught.value.trouble is KeyTrouble.DAMAGED
    assert caught.value.__cause__ is None
    assert made.secret
    # Nothing was thrown away or written over.
    assert files.store_key.read_bytes() == damaged


def test_a_damaged_copy_is_made_anew(files, make):
    make().make_personal()
    copy = files.snapshots / "store.key"
    copy.write_bytes(b"x")
    make().known()
    assert copy.read_bytes() == files.store_key.read_bytes()


def test_a_newer_file_is_refused_and_left_alone(files, make):
    import hashlib

    make().make_personal()
    text = '{"version":2,"something":"new"}'
    content = msgspec.json.encode({"sha256": hashlib.sha256(text.encode()).hexdigest(), "envelope": text})
    files.store_key.write_bytes(content)
    assert trouble(make().known) is KeyTrouble.NEWER
    assert files.store_key.read_bytes() == content


def test_drafts_without_their_key_file_are_no_first_start(files, make, clock):
    assert not make().decided
    made = make().make_personal()
    Store(files.store, made.secret.view(), clock, create=True).close()
    assert make().decided
    files.store_key.unlink()
    (files.snapshots / "store.key").unlink()
    assert make().orphaned
    assert not make().decided


# ---------------------------------------------------------------- nothing kept, and everything erased


def test_keeping_nothing_is_remembered_without_a_key(files, make):
    make().keep_nothing()
    assert make().decided
    assert (make().known().keeping, make().known().place) == (Keeping.NOTHING, KeyPlace.NOWHERE)


def test_erasing_leaves_neither_key_nor_drafts(files, make, clock):
    keyring = MemoryKeyring()
    made = make(keyring).make_personal()
    Store(files.store, made.secret.view(), clock, create=True).close()
    (files.snapshots / "one.db").write_bytes(b"x")
    make(keyring).erase()
    assert not make(keyring).decided
    assert not make(keyring).orphaned
    assert keyring.kept == {}
    assert [path.name for path in files.data.rglob("*") if path.is_file() and path != files.state] == []


# ---------------------------------------------------------------- strength


@pytest.fixture(scope="module")
def meter():
    return StrengthMeter(load_passphrase_rules(resources() / "content"))


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("", Reason.SHORT),
        ("Tz7!k", Reason.SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Reason.REPEATED),
        ("abcabcabcabcabcabcabc", Reason.REPEATED),
        ("12345678901234567890", Reason.SEQUENCE),
        ("1234567890987654321", Reason.SEQUENCE),
        ("٠١٢٣٤٥٦٧٨٩٩٨٧٦٥٤٣٢١٠", Reason.SEQUENCE),
        ("qwertyuiopasdfghjkl", Reason.SEQUENCE),
        ("poiuytrewqlkjhgfdsa", Reason.SEQUENCE),
        ("ضصثقفغعهخحجدشسيبلاتنمكط", Reason.SEQUENCE),
        ("طكمنتالبيسش", Reason.SEQUENCE),
        ("password password password", Reason.COMMON),
        ("P@ssword123", Reason.SEQUENCE),
        ("محمد احمد محمد", Reason.COMMON),
        ("كلمة المرور السعودية", Reason.COMMON),
        ("بِسمِ اللهِ الرحمنِ الرحيم", Reason.COMMON),
        ("0501234567", Reason.SEQUENCE),
        ("abdullah1410", Reason.COMMON),
    ],
)
def test_what_is_guessed_first_is_refused(meter, passphrase, reason):
    found = meter.judge(passphrase)
    assert (found.step, found.enough) == (Step.WEAK, False)
    assert found.reason is reason


@pytest.mark.parametrize("passphrase", [PASSPHRASE, OTHER, "مفتاح البحر يطفو فوق غيم أزرق", "Vq7#mZ!x2Lp@9rTw"])
def test_what_is_hard_to_guess_is_taken(meter, passphrase):
    assert meter.judge(passphrase).step >= Step.GOOD


def test_more_words_make_it_harder_step_by_step(meter):
    words = ["lamp", "copper", "meadow", "sixty", "drawer", "violet", "thumb"]
    steps = [meter.judge(" ".join(words[: number + 1])).step for number in range(len(words))]
    assert steps == sorted(steps)
    assert set(steps) == set(Step)


def test_the_strength_of_a_very_long_text_takes_no_time(meter):
    assert meter.judge("لا" * 100_000).step is Step.WEAK
