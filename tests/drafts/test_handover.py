"""A draft leaves as one encrypted file and comes in elsewhere: the same, or not at all."""

import errno
import json
import os
import struct
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citizen_desktop import paths
from citizen_desktop.drafts import code_seal, handover_format, way_out
from citizen_desktop.drafts.centre_keys import centre_key, key_fingerprint, make_centre_key, parse_public_key
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.handover import hand_over
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.handover_format import Head, Manifest, Unpacker, Wrapping, pack_manifest, read_head
from citizen_desktop.drafts.handover_in import open_offer, take_in, wrapping_of
from citizen_desktop.drafts.handover_words import Code, CodeError, CodeTrouble, load_word_list
from citizen_desktop.drafts.models import Action, Summary
from citizen_desktop.drafts.removable import is_removable, mounted_from, removable_device
from citizen_desktop.drafts.store import CHUNK, Store
from citizen_desktop.drafts.way_out import Watch
from citizen_desktop.forms.draft import Applicant, Attachment, ObjectionDraft
from citizen_desktop.package import disk
from citizen_desktop.package.errors import Cancelled
from tests.conftest import SUNDAY, HandClock
from tests.drafts.conftest import KEY

NAME = "Somebody Somewhere"


@pytest.fixture(scope="session")
def words():
    return load_word_list(paths.resources() / "content")


@pytest.fixture
def there(tmp_path, clock):
    """The store of a centre, with a key of its own."""
    (tmp_path / "there").mkdir()
    opened = Store(tmp_path / "there" / "store.db", KEY[::-1], clock, create=True)
    make_centre_key(opened)
    yield opened
    opened.close()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def blocks(content):
    return [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)]


def case(store, contents=(b"first file", b"", b"x" * (CHUNK + 1)), name=NAME):
    attachments = tuple(
        Attachment(slot="other", original_name=f"{name} {n}.pdf", size=len(content), path=f"data/{n}.pdf")
        for n, content in enumerate(contents)
    )
    draft = ObjectionDraft(applicant=Applicant(name=name), attachments=attachments)
    draft_id = store.create(draft, Summary(name=name), "AB")
    for content in contents:
        store.add_file(draft_id, blocks(content))
    return draft_id


def refusal(call, *arguments, **named):
    with pytest.raises(HandoverError) as caught:
        call(*arguments, **named)
    return caught.value.trouble


# ---------------------------------------------------------------------- there and back


def test_draft_comes_in_with_files_and_history_under_a_new_number(store, there, stick, clock):
    case(there, name="Other")
    store.create(ObjectionDraft(), Summary())
    draft_id = case(store)
    store.consent(draft_id, ("keep",), "AB")
    store.mark(draft_id, Action.LOCKED, locked=True, by="AB")
    clock.pass_time(timedelta(days=3))
    before = store.load(draft_id)
    done = hand_over(store, draft_id, stick, centre_key(there), by="AB")
    offer = open_offer(done.path, there)
    assert offer.manifest.number == 2
    new = take_in(there, offer, by="CD")
    came = there.load(new)
    assert came.draft.evolve(attachments=()) == before.draft.evolve(attachments=())
    assert [each.original_name for each in came.draft.attachments] == [
        each.original_name for each in before.draft.attachments
    ]
    assert all(each.path == "" for each in came.draft.attachments)
    for one, other in zip(before.files, came.files, strict=True):
        assert b"".join(there.file_blocks(other)) == b"".join(store.file_blocks(one))
        assert there.file_digest(other) == store.file_digest(one)
    head = came.head
    assert (head.number, head.former_number, head.locked, head.initials) == (2, 2, True, "CD")
    assert head.consents == before.head.consents
    assert (head.created, head.changed) == (before.head.created, clock.now())
    history = [entry for entry in reversed(there.journal()) if entry.number == head.number]
    assert [entry.action for entry in history] == [
        Action.CREATED, Action.CONSENTED, Action.LOCKED, Action.IMPORTED,
    ]  # fmt: skip
    assert history[0].at == before.head.created
    assert store.head(draft_id).handed_over == clock.now()
    assert store.journal()[0].action is Action.HANDED_OVER


def test_code_opens_the_file_however_it_is_typed_and_another_does_not(store, there, stick, words):
    draft_id = case(store)
    code = words.draw()
    done = hand_over(store, draft_id, stick, code)
    assert wrapping_of(done.path) is Wrapping.WORDS
    typed = words.read("  ".join(word.upper() for word in code.latin))
    assert open_offer(done.path, typed).manifest.summary.name == NAME
    other = Code(code.arabic[1:] + code.arabic[:1], code.latin[1:] + code.latin[:1])
    assert refusal(open_offer, done.path, other) is HandoverTrouble.WRONG_CODE
    assert refusal(open_offer, done.path, there) is HandoverTrouble.OTHER_KEY
    with done.path.open("rb") as stream:
        head = read_head(stream, done.size)
    # The head is a plain age file: age itself opens it with the words.
    assert pyrage.passphrase.decrypt(head.key, "-".join(code.latin)).startswith(b"AGE-SECRET-KEY-1")


def test_another_centre_cannot_open_it(store, there, stick, tmp_path, clock):
    done = hand_over(store, case(store), stick, centre_key(there))
    assert refusal(open_offer, done.path, store) is HandoverTrouble.OTHER_KEY
    make_centre_key(store)
    assert refusal(open_offer, done.path, store) is HandoverTrouble.OTHER_KEY


def test_nothing_personal_is_seen_from_outside(store, there, stick):
    done = hand_over(store, case(store, (b"a secret line of a letter",)), stick, centre_key(there))
    assert list(stick.iterdir()) == [done.path]
    assert done.path.name.startswith("handover-")
    assert len(done.path.name) == len("handover-ABCD.cdh")
    content = done.path.read_bytes()
    for planted in (NAME.encode(), b"a secret line", b"objection", b"AGE-SECRET-KEY"):
        assert planted not in content
    if os.name == "posix":
        assert done.path.stat().st_mode & 0o077 == 0
    assert NAME not in repr(open_offer(done.path, there))
    assert "AGE" not in repr(open_offer(done.path, there))


@settings(max_examples=25)
@given(
    contents=st.lists(st.one_of(st.binary(max_size=300), st.integers(0, 3 * 65536 + 1).map(bytes)), max_size=4),
    name=st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
def test_round_trip(contents, name):
    clock = HandClock(SUNDAY)
    with tempfile.TemporaryDirectory() as folder:
        one = Store(Path(folder) / "one.db", KEY, clock, create=True)
        other = Store(Path(folder) / "other.db", KEY, clock, create=True)
        try:
            done = hand_over(one, case(one, contents, name), Path(folder), make_centre_key(other))
            came = other.load(take_in(other, open_offer(done.path, other)))
            assert [b"".join(other.file_blocks(each)) for each in came.files] == contents
            assert came.head.summary.name == name
        finally:
            one.close()
            other.close()


# ---------------------------------------------------------------------- damage


@pytest.fixture
def written(store, there, stick):
    return hand_over(store, case(store, (b"0123456789" * 14_000,)), stick, centre_key(there)).path


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_bit_anywhere_is_refused(written, there, data):
    content = bytearray(written.read_bytes())
    # The first bytes are where most can go wrong.
    place = data.draw(st.one_of(st.integers(0, 700), st.integers(0, len(content) - 1)))
    content[place] ^= 1 << data.draw(st.integers(0, 7))
    broken = written.with_name("broken.cdh")
    broken.write_bytes(content)
    trouble = refusal(open_offer, broken, there)
    if place < 8:
        assert trouble is HandoverTrouble.FOREIGN
    elif 19 <= place < 23:
        # The length of the key: what lies behind it is not where it says.
        assert trouble in {HandoverTrouble.ALTERED, HandoverTrouble.CUT}
    else:
        assert trouble is HandoverTrouble.ALTERED
    assert there.heads() == ()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_cut_anywhere_is_refused_as_a_cut(written, there, data):
    content = written.read_bytes()
    length = data.draw(st.one_of(st.integers(1, 700), st.integers(1, len(content) - 1)))
    broken = written.with_name("broken.cdh")
    broken.write_bytes(content[:length])
    assert refusal(open_offer, broken, there) is HandoverTrouble.CUT


def test_what_is_no_such_file_is_said_to_be_none(there, stick, tmp_path):
    for content in (b"", b"PK\x03\x04", b"age-encryption.org/v1\n", bytes(1000)):
        (stick / "file").write_bytes(content)
        assert refusal(open_offer, stick / "file", there) is HandoverTrouble.FOREIGN
    assert refusal(open_offer, stick, there) is HandoverTrouble.FOREIGN
    assert refusal(open_offer, stick / "absent", there) is HandoverTrouble.NOT_THERE


def test_what_follows_the_end_is_noticed(written, there):
    with written.open("ab") as stream:
        stream.write(b"more")
    assert refusal(open_offer, written, there) is HandoverTrouble.ALTERED


def test_a_payload_of_another_file_is_not_taken(store, there, stick):
    key = centre_key(there)
    one = hand_over(store, case(store, (b"a",), "One"), stick, key).path
    other = hand_over(store, case(store, (b"b",), "Two"), stick, key).path
    with one.open("rb") as stream:
        head = read_head(stream, one.stat().st_size)
    with other.open("rb") as stream:
        read_head(stream, other.stat().st_size)
        payload = stream.read()
    # Everything that stands in the open agrees.
    (stick / "mixed.cdh").write_bytes(head._replace(length=head.size + len(payload)).pack() + payload)
    assert refusal(open_offer, stick / "mixed.cdh", there) is HandoverTrouble.ALTERED


def test_newer_file_says_so(written, there):
    with written.open("rb") as stream:
        head = read_head(stream, written.stat().st_size)
        rest = stream.read()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handover_format, "VERSION", 2)
        packed = head.pack()
    written.write_bytes(packed + rest)
    assert refusal(open_offer, written, there) is HandoverTrouble.NEWER


def test_a_file_that_changes_after_the_preview_is_not_taken_in(written, there):
    offer = open_offer(written, there)
    content = bytearray(written.read_bytes())
    content[-5] ^= 1
    written.write_bytes(content)
    assert refusal(take_in, there, offer) is HandoverTrouble.ALTERED
    assert there.heads() == ()
    assert there.journal() == ()
    ((left,),) = there.connection.execute("SELECT count(*) FROM chunks").fetchall()
    assert left == 0


def manifest_of(there, **changes):
    sha = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    record = {
        "number": 1, "summary": {}, "draft": {"draft": "objection", "version": 1,
        "attachments": [{"slot": "other", "original_name": "../../x"}]},
        "created": "2026-11-22T16:12:00+03:00", "changed": "2026-11-22T16:12:00+03:00",
        "files": [{"size": 0, "sha256": sha}],
    }  # fmt: skip
    record.update(changes)
    return json.dumps(record).encode()


def forged(there, stick, manifest, payload=b""):
    """A file by somebody who has the centre's public key and means no good."""
    identity = pyrage.x25519.Identity.generate()
    recipient = pyrage.x25519.Recipient.from_str(centre_key(there))
    key = pyrage.encrypt(str(identity).encode(), [recipient])
    body = pyrage.encrypt(struct.pack(">I", len(manifest)) + manifest + payload, [identity.to_public()])
    head = Head(Wrapping.CENTRE, 0, key)
    head = head._replace(length=head.size + len(body))
    path = stick / "forged.cdh"
    path.write_bytes(head.pack() + body)
    return path


@pytest.mark.parametrize(
    ("changes", "payload", "trouble"),
    [
        ({}, b"", None),
        ({}, b"more than was said", HandoverTrouble.ALTERED),
        ({"files": [{"size": 10**15, "sha256": "0" * 64}]}, b"", HandoverTrouble.ALTERED),
        ({"files": [{"size": -1, "sha256": "0" * 64}]}, b"", HandoverTrouble.ALTERED),
        ({"files": [{"size": 4, "sha256": "0" * 64}]}, b"four", HandoverTrouble.ALTERED),
        ({"files": [{"size": 5, "sha256": "0" * 64}]}, b"four", HandoverTrouble.ALTERED),
        ({"files": [{"size": 0, "sha256": "../../etc/passwd"}]}, b"", HandoverTrouble.ALTERED),
        ({"files": []}, b"", HandoverTrouble.ALTERED),
        ({"created": "0001-01-01T00:00:00Z"}, b"", HandoverTrouble.ALTERED),
        ({"created": "2026-11-22T16:12:00"}, b"", HandoverTrouble.ALTERED),
        ({"number": -1}, b"", HandoverTrouble.ALTERED),
        ({"number": 10**30}, b"", HandoverTrouble.ALTERED),
        ({"summary": {"name": 5}}, b"", HandoverTrouble.ALTERED),
        ({"history": [{"at": "2026-11-22T16:12:00Z", "action": "no such"}]}, b"", HandoverTrouble.ALTERED),
        ({"draft": {"draft": "objection", "version": 99}}, b"", HandoverTrouble.NEWER),
        ({"draft": {"draft": "registration", "version": 99}}, b"", HandoverTrouble.NEWER),
        ({"draft": {"draft": "no such", "version": 1}}, b"", HandoverTrouble.ALTERED),
        ({"unknown": 1}, b"", HandoverTrouble.ALTERED),
    ],
)
def test_lies_in_a_file_are_refused(there, stick, changes, payload, trouble):
    path = forged(there, stick, manifest_of(there, **changes), payload)
    if trouble is None:
        new = there.load(take_in(there, open_offer(path, there)))
        assert new.draft.attachments[0].original_name == "../../x"
    else:
        assert refusal(open_offer, path, there) is trouble


def test_nesting_without_end_is_refused(there, stick):
    path = forged(there, stick, b'{"draft":' * 100_000)
    assert refusal(open_offer, path, there) is HandoverTrouble.ALTERED


def test_more_than_is_allowed_is_refused_before_anything_is_read(store, there, stick):
    done = hand_over(store, case(store, (bytes(200_000),)), stick, centre_key(there))
    assert refusal(open_offer, done.path, there, largest=199_999) is HandoverTrouble.TOO_LARGE
    assert open_offer(done.path, there, largest=200_000).manifest.size == 200_000


def test_manifest_length_that_lies_takes_no_memory():
    unpacker = Unpacker(largest=10**9, available=1000)
    assert refusal(unpacker.feed, struct.pack(">I", 2**32 - 1)) is HandoverTrouble.ALTERED


# ---------------------------------------------------------------------- writing


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, HandoverTrouble.FULL),
        (errno.EIO, HandoverTrouble.GONE),
        (errno.ENODEV, HandoverTrouble.GONE),
        (errno.EFBIG, HandoverTrouble.LIMIT),
        (errno.EROFS, HandoverTrouble.FORBIDDEN),
    ],
)
@pytest.mark.parametrize("call", ["_write", "_flush_all"])
def test_disk_that_refuses_leaves_nothing_and_has_its_own_sentence(
    store, there, stick, monkeypatch, number, trouble, call
):
    draft_id = case(store)

    def refuse(*_arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(disk, call, refuse)
    assert refusal(hand_over, store, draft_id, stick, centre_key(there)) is trouble
    assert list(stick.iterdir()) == []
    assert store.head(draft_id).handed_over is None


def test_every_trouble_has_a_sentence_of_its_own():
    said = [HandoverError(trouble).message for trouble in HandoverTrouble]
    assert len(set(said)) == len(said)


def test_full_disk_is_said_at_once(store, there, stick, monkeypatch):
    monkeypatch.setattr(way_out.shutil, "disk_usage", lambda _folder: type("Room", (), {"total": 9, "free": 1}))
    assert refusal(hand_over, store, case(store), stick, centre_key(there)) is HandoverTrouble.FULL


def test_what_reads_back_otherwise_is_not_handed_over(store, there, stick, monkeypatch):
    draft_id = case(store)
    flush = disk.TargetFile.flush

    def fail_quietly(self):
        flush(self)
        size = os.fstat(self._descriptor).st_size
        os.pwrite(self._descriptor, b"\0\0", size - 100)

    monkeypatch.setattr(disk.TargetFile, "flush", fail_quietly)
    assert refusal(hand_over, store, draft_id, stick, centre_key(there)) is HandoverTrouble.READ_BACK
    assert list(stick.iterdir()) == []
    assert store.head(draft_id).handed_over is None


def test_file_is_flushed_and_let_go_before_it_is_read_back_and_named(store, there, stick, monkeypatch):
    done = []
    flush, rename, read = disk._flush_all, disk.rename_to_new, handover_format.read_head
    monkeypatch.setattr(disk, "_flush_all", lambda fd: (done.append("flush"), flush(fd)))
    monkeypatch.setattr(disk, "rename_to_new", lambda one, other: (done.append("rename"), rename(one, other)))
    monkeypatch.setattr("citizen_desktop.drafts.handover.read_head", lambda *a: (done.append("read"), read(*a))[1])
    hand_over(store, case(store), stick, centre_key(there))
    assert done == ["flush", "read", "rename"]


def test_breaking_off_at_any_moment_leaves_nothing(store, there, stick):
    draft_id = case(store, (bytes(300_000),))
    for after in range(1000):
        asked = []
        watch = Watch(cancelled=lambda asked=asked, after=after: asked.append(1) or len(asked) > after)
        try:
            done = hand_over(store, draft_id, stick, centre_key(there), watch=watch)
        except Cancelled:
            assert list(stick.iterdir()) == []
            assert store.head(draft_id).handed_over is None
        else:
            assert after > 5
            assert list(stick.iterdir()) == [done.path]
            return
    pytest.fail("never done")


def test_what_can_not_be_noted_does_not_leave(store, there, stick, clock):
    draft_id = case(store)
    reader = Store(store.path, KEY, clock, read_only=True)
    assert refusal(hand_over, reader, draft_id, stick, centre_key(there)) is HandoverTrouble.NOT_NOTED
    reader.close()
    assert list(stick.iterdir()) == []


def test_breaking_off_while_the_code_is_worked_out(store, stick, words):
    draft_id = case(store)
    with pytest.raises(Cancelled):
        hand_over(store, draft_id, stick, words.draw(), watch=Watch(cancelled=lambda: True))
    assert list(stick.iterdir()) == []


def test_progress_goes_up_to_the_end(store, there, stick):
    told = []
    hand_over(store, case(store), stick, centre_key(there), watch=Watch(lambda *step: told.append(step)))
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    assert told[-1][0] == told[-1][1]


def test_a_draft_whose_files_are_still_being_saved_does_not_leave(store, there, stick):
    draft_id = store.create(ObjectionDraft(attachments=(Attachment(slot="other", original_name="a.pdf"),)), Summary())
    assert refusal(hand_over, store, draft_id, stick, centre_key(there)) is HandoverTrouble.NOT_SAVED


def test_full_store_takes_in_nothing(store, there, stick, monkeypatch):
    done = hand_over(store, case(store), stick, centre_key(there))
    offer = open_offer(done.path, there)
    there.connection.pragma("max_page_count", int(there.connection.pragma("page_count")) + 2)
    assert refusal(take_in, there, offer) is HandoverTrouble.STORE
    assert there.heads() == ()
    there.connection.pragma("max_page_count", 1_000_000)
    take_in(there, offer)


def test_read_only_store_takes_in_nothing(store, there, stick, clock):
    done = hand_over(store, case(store), stick, centre_key(there))
    offer = open_offer(done.path, there)
    reader = Store(there.path, KEY[::-1], clock, read_only=True)
    assert refusal(take_in, reader, offer) is HandoverTrouble.STORE
    reader.close()
    with pytest.raises(StoreError) as caught, reader.receive():
        pass
    assert caught.value.trouble is Trouble.READ_ONLY


_LARGE = """
import resource, sys, tracemalloc
from pathlib import Path
from citizen_desktop.drafts.centre_keys import make_centre_key
from citizen_desktop.drafts.handover import hand_over
from citizen_desktop.drafts.handover_in import open_offer, take_in
from citizen_desktop.drafts.store import Store, CHUNK
from citizen_desktop.drafts.models import Summary
from citizen_desktop.forms.draft import Attachment, ObjectionDraft
from citizen_desktop.clock import SystemClock
folder = Path(sys.argv[1])
key = bytes(32)
one = Store(folder / "one.db", key, SystemClock(), create=True)
other = Store(folder / "other.db", key, SystemClock(), create=True)
draft = ObjectionDraft(attachments=(Attachment(slot="other", original_name="large"),))
draft_id = one.create(draft, Summary())
block = bytes(CHUNK)
one.add_file(draft_id, (block for _ in range(800)))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
tracemalloc.start()
done = hand_over(one, draft_id, folder, make_centre_key(other))
came = take_in(other, open_offer(done.path, other))
print(done.size, tracemalloc.get_traced_memory()[1], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
assert other.head(came).size == 800 * CHUNK
"""


@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
def test_200_mb_go_through_bounded_memory(tmp_path):
    ran = subprocess.run(
        [sys.executable, "-c", _LARGE, str(tmp_path)], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    size, peak, grown = map(int, ran.stdout.split())
    assert size > 200 << 20
    assert peak < 8 << 20
    assert grown < 64 << 10  # kilobytes


# ---------------------------------------------------------------------- codes


def test_words_are_enough_and_of_our_own_making(words):
    assert len(words) ** 6 >= 2**62
    assert 'origin = "compiled for this project"' in (paths.resources() / "content" / "handover-words.toml").read_text(
        encoding="utf-8"
    )


def test_every_word_is_understood_in_either_script_and_with_the_other_keyboard(words):
    keyboard = words._keyboard
    for place, (arabic, latin) in enumerate(zip(words._arabic, words._latin, strict=True)):
        typed = {arabic, latin, latin.upper(), keyboard.as_arabic(latin), *keyboard.as_latin(arabic)}
        for each in typed:
            assert words._understood(each) == [place], (arabic, latin, each)


@given(st.data())
def test_code_is_read_however_it_is_set_down(words, data):
    places = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=6, max_size=6))
    code = words._code(places)
    script = data.draw(st.sampled_from([code.arabic, code.latin]))
    between = data.draw(st.sampled_from([" ", "   ", "-", ", ", "\n", " - ", ""]))
    numbered = data.draw(st.booleans())
    typed = between.join(f"{n}. {word}" if numbered and between else word for n, word in enumerate(script, 1))
    assert words.read(f"  {typed} ") == code


def test_one_slip_is_forgiven_where_it_leads_to_one_word(words):
    code = words._code(
        [words._latin.index(word) for word in ("aquarium", "artist", "backpack", "saffron", "tiger", "loaf")]
    )
    assert words.read("aquarum artits bacckpack safron tiger loaf") == code


@pytest.mark.parametrize(
    ("typed", "trouble", "place"),
    [
        ("", CodeTrouble.COUNT, 0),
        ("tiger aquarium", CodeTrouble.COUNT, 0),
        ("tiger " * 7, CodeTrouble.COUNT, 0),
        ("tiger tiger qqqqqqq tiger tiger tiger", CodeTrouble.UNKNOWN_WORD, 3),
        ("x" * 100_000, CodeTrouble.UNKNOWN_WORD, 1),
    ],
)
def test_what_is_no_code_says_why(words, typed, trouble, place):
    with pytest.raises(CodeError) as caught:
        words.read(typed)
    assert (caught.value.trouble, caught.value.place) == (trouble, place)
    assert "qqq" not in str(caught.value)


def test_codes_are_drawn_from_the_whole_list(words):
    drawn = [words.draw() for _ in range(2000)]
    assert len({word for code in drawn for word in code.latin}) > 0.99 * len(words)
    assert len(set(drawn)) == 2000
    assert drawn[0].latin[0] not in repr(drawn[0])


# ---------------------------------------------------------------------- keys of a centre, places


def test_centre_key_is_made_once_and_lies_in_the_store_alone(store, tmp_path):
    assert centre_key(store) is None
    key = make_centre_key(store)
    assert key.startswith("age1")
    assert make_centre_key(store) == centre_key(store) == key
    assert parse_public_key(f" {key[:20]}\n{key[20:].upper()} ") == key
    assert len(key_fingerprint(key).split()) == 4
    for wrong in ("", "age1", key[:-1], key[:-1] + ("q" if key[-1] != "q" else "p"), "AGE-SECRET-KEY-1"):
        with pytest.raises(ValueError, match="no public key"):
            parse_public_key(wrong)
    secret = store.personal("centre-identity").encode()
    store.checkpoint()
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or secret not in path.read_bytes()


@pytest.fixture
def devices(tmp_path):
    """Devices as a kernel shows them."""

    def device(number, place, *, removable="0", partition=False, mmc=""):
        folder = tmp_path / "sys" / "devices" / place
        folder.mkdir(parents=True, exist_ok=True)
        disk_folder = folder.parent if partition else folder
        (disk_folder / "removable").write_text(f"{removable}\n")
        if partition:
            (folder / "partition").write_text("1\n")
        if mmc:
            (disk_folder / "device").mkdir()
            (disk_folder / "device" / "type").write_text(mmc)
        link = tmp_path / "sys" / "dev" / "block" / number
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder)
        return folder

    return device


def test_devices_are_told_apart(devices, tmp_path):
    system = tmp_path / "sys"
    inner = devices("8:1", "pci0/ata1/host0/block/sda/sda1", partition=True)
    devices("8:17", "pci0/usb1/1-1/host1/block/sdb/sdb1", removable="1", partition=True)
    outer = devices("8:33", "pci0/usb2/2-1/host2/block/sdc/sdc1", partition=True)
    devices("179:1", "pci0/mmc_host/mmc0/block/mmcblk0/mmcblk0p1", partition=True, mmc="SD\n")
    devices("179:9", "pci0/mmc_host/mmc1/block/mmcblk1/mmcblk1p1", partition=True, mmc="MMC\n")
    locked = devices("253:0", "virtual/block/dm-0")
    (locked / "slaves").mkdir()
    (locked / "slaves" / "sdc1").symlink_to(outer)
    mixed = devices("253:1", "virtual/block/dm-1")
    (mixed / "slaves").mkdir()
    (mixed / "slaves" / "sdc1").symlink_to(outer)
    (mixed / "slaves" / "sda1").symlink_to(inner)
    found = {number: removable_device(number, system) for number in ("8:1", "8:17", "8:33", "179:1", "179:9")}
    assert found == {"8:1": False, "8:17": True, "8:33": True, "179:1": True, "179:9": False}
    assert removable_device("253:0", system)
    assert not removable_device("253:1", system)
    assert not removable_device("7:7", system)


def test_place_is_found_among_what_is_mounted():
    mounts = (
        "1 0 0:30 /root / rw - btrfs /dev/sda2 rw\n"
        "2 1 0:50 / /media/my\\040stick rw shared:1 - btrfs /dev/sdb1 rw\nnonsense\n"
    )
    assert mounted_from(Path("/media/my stick/folder"), mounts) == Path("/dev/sdb1")
    assert mounted_from(Path("/media/my"), mounts) == Path("/dev/sda2")


def test_rule_of_removable_media_is_kept(store, there, stick, monkeypatch):
    draft_id = case(store)
    assert not is_removable(stick / "absent")
    monkeypatch.setattr(way_out, "is_removable", lambda _folder: False)
    trouble = refusal(hand_over, store, draft_id, stick, centre_key(there), removable_only=True)
    assert trouble is HandoverTrouble.NOT_REMOVABLE
    assert list(stick.iterdir()) == []
    monkeypatch.setattr(way_out, "is_removable", lambda folder: folder == stick)
    assert hand_over(store, draft_id, stick, centre_key(there), removable_only=True).path.parent == stick


def test_manifest_too_long_to_come_in_does_not_leave(clock):
    draft = ObjectionDraft(applicant=Applicant(name="x" * (17 << 20)))
    manifest = Manifest(number=1, summary=Summary(), draft=draft, created=clock.now(), changed=clock.now())
    assert refusal(pack_manifest, manifest) is HandoverTrouble.TOO_LARGE


# ---------------------------------------------------------------------- the program that seals


def test_code_stands_in_no_argument_and_the_window_goes_on_meanwhile(words, monkeypatch):
    asked, started = [], []
    popen = subprocess.Popen

    def start(command, **named):
        started.append((command, named))
        return popen(command, **named)

    monkeypatch.setattr(code_seal.subprocess, "Popen", start)
    code = words.draw()
    sealed = code_seal.seal(b"a secret", code.passphrase, lambda: bool(asked.append(1)))
    ((command, named),) = started
    assert not any(word in str(argument) for argument in command[1:] for word in ("secret", code.passphrase))
    assert "env" not in named
    # Asked again and again: Python was not held still.
    assert len(asked) > 2
    assert pyrage.passphrase.decrypt(sealed, code.passphrase) == b"a secret"


@pytest.mark.skipif(sys.platform == "win32", reason="core dumps are of other systems")
def test_program_that_holds_a_code_leaves_no_core_dump():
    helper = Path(code_seal.__file__).with_name("code_seal_helper.py")
    around = (
        "import resource, runpy, sys; runpy.run_path(sys.argv[1], run_name=sys.argv[2]); "
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0] == 0)"
    )

    def ends(name):
        command = [
            sys.executable,
            "-I",
            "-c",
            f"import resource; resource.setrlimit(resource.RLIMIT_CORE, (1, 1)); {around}",
        ]
        return subprocess.run(
            [*command, str(helper), name], input=b'["unseal", "", ""]', capture_output=True, check=True
        )

    assert ends("__main__").stdout == b"brokenTrue\n"
    # Loaded without being started it guards nothing, so the limit above was another one.
    assert ends("other").stdout == b"False\n"


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (b"", code_seal.SealTrouble.TOO_DEAR),
        (b"dear", code_seal.SealTrouble.TOO_DEAR),
        (b"broken", code_seal.SealTrouble.NOT_SEALED),
        (b"wrong", code_seal.SealTrouble.WRONG_CODE),
    ],
)
def test_a_program_that_dies_is_no_wrong_code(monkeypatch, answer, trouble):
    monkeypatch.setattr(code_seal, "_answer", lambda *_: answer)
    with pytest.raises(code_seal.SealError) as caught:
        code_seal.unseal(b"", "")
    assert caught.value.trouble is trouble
