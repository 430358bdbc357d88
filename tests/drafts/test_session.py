"""What is changed is saved, soon, once, and in the right draft; what can't be saved waits and is lost to nothing but the power."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citizen_desktop.drafts.crash_mark import read_mark
from citizen_desktop.drafts.errors import StoreError, Trouble
from citizen_desktop.drafts.models import Action
from citizen_desktop.drafts.session import GATHER, DraftSession, Phase, SaveState
from citizen_desktop.drafts.store import CHUNK, Store
from citizen_desktop.drafts.stored_file import StoredFile
from citizen_desktop.forms.draft import ObjectionDraft
from tests.conftest import SUNDAY, HandClock
from tests.drafts.conftest import KEY
from tests.drafts.pace import HandPace, named, summary_of, with_file
from tests.forms.strategies import applicants, objections

LONG = 60


@pytest.fixture
def pace():
    return HandPace()


@pytest.fixture
def session(store, clock, pace):
    opened = DraftSession(store, clock, pace=pace, initials="AB")
    pace.pass_time(opened, 1)
    yield opened
    store.connection.pragma("max_page_count", 2**30) if not store._closed else None
    opened.close()


def names(store) -> list[str]:
    return [head.summary.name for head in store.heads()]


def fill_the_disk(store) -> None:
    """As little room as there is; what is in the file can be changed no further than its pages reach."""
    store.checkpoint()
    store.connection.pragma("max_page_count", store.connection.pragma("page_count"))


def make_room(store) -> None:
    store.connection.pragma("max_page_count", 2**30)


LARGE = "x" * 20_000
"""More than any page that is there has room for."""


# ---------------------------------------------------------------- when


def test_an_untouched_draft_is_none(session, store, pace):
    draft = session.new(summary_of)
    draft.change(ObjectionDraft(), ())
    assert pace.rest(session) is None
    assert store.heads() == ()
    assert draft.is_kept
    assert session.all_kept


def test_a_change_is_saved_after_the_gathering_and_not_before(session, store, pace):
    draft = session.new(summary_of)
    draft.change(named("one"), ())
    assert session.state.phase is Phase.SAVING
    assert pace.rest(session) == pytest.approx(GATHER)
    pace.pass_time(session, GATHER - 0.01)
    assert names(store) == []
    assert pace.pass_time(session, 0.01) is None, "with nothing to save it sleeps until something changes"
    assert names(store) == ["one"]
    assert session.state == SaveState(Phase.KEPT)
    assert draft.is_kept


def test_typing_on_and_on_is_saved_every_300_milliseconds(session, store, pace, monkeypatch):
    saves = []
    real = Store.save
    monkeypatch.setattr(Store, "save", lambda *args: saves.append(pace.seconds) or real(*args))
    draft = session.new(summary_of)
    draft.change(named("0"), ())
    pace.pass_time(session, 1)
    typed = []
    for number in range(1, 40):
        draft.change(named(str(number)), ())
        typed.append(pace.seconds)
        pace.pass_time(session, 0.05)
    for _turn in range(6):
        pace.pass_time(session, 0.05)
    assert names(store) == ["39"]
    for moment in typed:
        assert any(moment <= save <= moment + 0.3 for save in saves), moment
    assert len(saves) <= len(typed) / 3, "many changes go into one save"


def test_the_newest_state_of_each_draft_wins(session, store, pace):
    first, second = session.new(summary_of), session.new(summary_of)
    for number in range(5):
        first.change(named(f"first {number}"), ())
        second.change(named(f"second {number}"), ())
    pace.pass_time(session, 1)
    assert sorted(names(store)) == ["first 4", "second 4"]
    assert first.id != second.id


def test_a_flush_waits_for_no_clock(session, store):
    draft = session.new(summary_of)
    draft.change(named("at once"), ())
    assert session.flush()
    assert names(store) == ["at once"]
    assert session.flush(), "with nothing to save it is done"


def test_the_caller_never_waits_for_the_disk(session, store, pace, monkeypatch):
    """While the disk stands still, typing goes on."""
    begun = threading.Event()
    real = Store.create
    monkeypatch.setattr(Store, "create", lambda *args: begun.set() or real(*args))
    draft = session.new(summary_of)
    with store.exclusive:
        draft.change(named("one"), ())
        with session._due:
            pace.seconds += 1
            session._due.notify_all()
        assert begun.wait(LONG)
        draft.change(named("two"), ())
        assert draft.content[0] == named("two")
        assert not session.flush(patience=0)
    assert session.flush()
    assert names(store) == ["two"]


# ---------------------------------------------------------------- whose


def test_no_call_saves_answers_under_an_id_of_ones_choice(session):
    """The id of a draft in hand is given once, by the store, and nothing else leads to a save."""
    draft = session.new(summary_of)
    draft.change(named("one"), ())
    session.flush()
    with pytest.raises(AttributeError):
        draft.id = "other"
    public = {name for name in dir(session) if not name.startswith("_")}
    assert public == {
        "all_kept", "carry_over", "close", "discard", "flush", "forget", "held", "initials", "keep_all", "left_open",
        "listen", "new", "open", "release", "state", "stop_listening", "store", "take_in", "unkept",
    }  # fmt: skip


def test_opening_another_draft_leaves_the_one_before_as_it_was(session, store):
    first = session.new(summary_of)
    first.change(named("first"), ())
    session.flush()
    session.release(first)
    second = session.new(summary_of)
    second.change(named("second"), ())
    session.flush()
    again = session.open(first.id, summary_of)
    again.change(named("first, changed"), ())
    session.flush()
    assert store.load(first.id).draft == named("first, changed")
    assert store.load(second.id).draft == named("second")


def test_a_draft_that_is_not_saved_yet_is_opened_as_it_is_in_memory(session, store):
    draft = session.new(summary_of)
    draft.change(named("old"), ())
    session.flush()
    draft.change(named("new"), ())
    session.release(draft)
    assert session.open(draft.id, summary_of).content[0] == named("new")


def test_what_was_deleted_does_not_come_back(session, store):
    draft, other = session.new(summary_of), session.new(summary_of)
    for each in (draft, other):
        each.change(named("gone"), ())
    session.flush()
    draft.change(named("typed after it"), ())
    other.change(named("typed after it too"), ())
    session.forget([draft.id])
    store.delete([draft.id, other.id], Action.ERASED)
    assert session.flush()
    assert store.heads() == ()
    assert draft.is_gone
    assert other.is_gone, "it was deleted by somebody who told nobody"
    draft.change(named("again"), ())
    assert session.flush()
    assert store.heads() == ()


# ---------------------------------------------------------------- the journal and the mark of a crash


def test_the_journal_has_what_was_done_and_each_only_once(session, store):
    draft = session.new(summary_of)
    draft.change(named("one"), ())
    session.flush()
    draft.change(named("two"), ())
    session.flush()
    session.release(draft)
    again = session.open(draft.id, summary_of)
    for name in ("three", "four"):
        again.change(named(name), ())
        session.flush()
    again.note(Action.PACKED)
    session.flush()
    entries = [(entry.action, entry.number, entry.initials) for entry in reversed(store.journal())]
    actions = (Action.CREATED, Action.CHANGED, Action.OPENED, Action.PACKED)
    assert sorted(entries) == sorted((action, 1, "AB") for action in actions)
    assert store.head(draft.id).packed is not None


def test_a_clean_end_leaves_no_mark_and_any_other_end_does(tmp_path, session, store, clock):
    assert session.left_open is None
    assert read_mark(store).drafts == ()
    first, second = session.new(summary_of), session.new(summary_of)
    for draft in (first, second):
        draft.change(named("x"), ())
        session.flush()
    clock.pass_time(timedelta(minutes=1))
    session.release(first)
    assert session.flush()
    crashed = DraftSession(Store(tmp_path / "store.db", KEY, clock, read_only=True), clock)
    assert [draft.id for draft in crashed.left_open.drafts] == [second.id]
    assert crashed.left_open.opened == crashed.left_open.drafts[0].since == clock.now() - timedelta(minutes=1)
    crashed.close()
    assert session.close()
    after = DraftSession(Store(tmp_path / "store.db", KEY, clock), clock)
    assert after.left_open is None
    after.close()


# ---------------------------------------------------------------- when it can't be saved


def test_a_full_disk_keeps_all_in_memory_and_goes_on_by_itself(session, store, pace):
    draft = session.new(summary_of)
    draft.change(named("before"), ())
    session.flush()
    fill_the_disk(store)
    draft.change(named("during").with_objection(explanation=LARGE), ())
    wait = pace.pass_time(session, 1)
    assert session.state == SaveState(Phase.FAILING, Trouble.FULL)
    assert not draft.is_kept
    assert names(store) == ["before"]
    waits = [wait]
    for _try in range(8):
        draft.change(named(f"typed on {_try}").with_objection(explanation=LARGE), ())
        assert pace.rest(session) == pytest.approx(waits[-1]), "a change makes no try come sooner"
        waits.append(pace.pass_time(session, waits[-1]))
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (1, 30)
    assert not session.flush()
    make_room(store)
    assert pace.pass_time(session, 60) is None
    assert session.state == SaveState(Phase.KEPT)
    assert names(store) == ["typed on 7"]
    assert store.load(draft.id).draft.objection.explanation == LARGE


def test_a_disk_that_is_full_from_the_start_keeps_a_new_draft_in_memory(session, store, pace):
    fill_the_disk(store)
    draft = session.new(summary_of)
    draft.change(named("new").with_objection(explanation=LARGE), ())
    assert not session.flush()
    assert draft.id is None
    make_room(store)
    assert session.flush()
    assert names(store) == ["new"]


@pytest.mark.parametrize("trouble", [Trouble.READ_ONLY, Trouble.UNREADABLE, Trouble.DAMAGED])
def test_other_troubles_are_told_and_tried_again(session, store, pace, monkeypatch, trouble):
    def refuse(*_args):
        raise StoreError(trouble)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "create", refuse)
        draft = session.new(summary_of)
        draft.change(named("one"), ())
        pace.pass_time(session, 1)
        assert session.state == SaveState(Phase.FAILING, trouble)
    pace.pass_time(session, 1)
    assert names(store) == ["one"]


def test_a_mistake_of_the_programs_own_ends_no_thread_and_loses_nothing(session, store, pace):
    broken = [True]

    def summarise(draft):
        if broken:
            raise ZeroDivisionError
        return summary_of(draft)

    draft = session.new(summarise)
    draft.change(named("one"), ())
    pace.pass_time(session, 1)
    assert isinstance(session.state.mistake, ZeroDivisionError)
    broken.clear()
    pace.pass_time(session, 1)
    assert names(store) == ["one"]


def test_who_only_reads_is_told_so_and_asks_the_disk_for_nothing(tmp_path, session, store, clock):
    draft = session.new(summary_of)
    draft.change(named("one"), ())
    session.flush()
    reader = DraftSession(Store(tmp_path / "store.db", KEY, clock, read_only=True), clock)
    seen = reader.open(draft.id, summary_of)
    assert seen.content[0] == named("one")
    assert reader.all_kept
    seen.change(named("two"), ())
    assert reader.state == SaveState(Phase.FAILING, Trouble.READ_ONLY)
    assert not reader.flush()
    assert not reader.close()
    assert store.load(draft.id).draft == named("one")


# ---------------------------------------------------------------- files


def test_a_file_is_the_drafts_with_the_save_that_names_it(session, store):
    draft = session.new(summary_of)
    content = b"a" * (3 * CHUNK + 5)
    file, digest = session.take_in(draft, (content[at : at + CHUNK] for at in range(0, len(content), CHUNK)))
    assert store.load(draft.id).files == (), "it is there and no draft names it"
    answers = with_file(named("one"), content)
    assert answers.attachments[0].sha256 == digest
    draft.change(answers, (file,))
    session.flush()
    found = store.load(draft.id)
    assert (found.draft, found.files) == (answers, (file.id,))
    assert b"".join(file.blocks()) == content


def test_answers_are_saved_while_a_file_is_copied(session, store):
    draft = session.new(summary_of)
    saved = []

    def blocks():
        for number in range(20):
            draft.change(named(str(number)), ())
            assert session.flush(LONG)
            saved.append(names(store))
            yield bytes(CHUNK)

    # In another thread, as it is done: a lock that was held from block to block would stop the saves.
    worker = threading.Thread(target=lambda: session.take_in(draft, blocks()))
    worker.start()
    worker.join(LONG)
    assert saved == [[str(number)] for number in range(20)]


def test_a_file_that_breaks_off_leaves_nothing_and_a_crash_leaves_it_to_the_next_start(tmp_path, session, store, clock):
    draft = session.new(summary_of)
    draft.change(named("one"), ())

    def broken():
        yield bytes(CHUNK)
        raise OSError(5, "the stick is gone")

    with pytest.raises(OSError, match="gone"):
        session.take_in(draft, broken())
    count = "SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM chunks)"
    assert store.connection.execute(count).fetchall() == [(0, 0)]
    session.take_in(draft, [b"never named"])
    session.close()
    after = Store(tmp_path / "store.db", KEY, clock)
    assert after.connection.execute(count).fetchall() == [(0, 0)]
    after.close()


def test_a_file_that_is_removed_is_gone_from_the_store_whether_it_was_saved_or_not(session, store):
    draft = session.new(summary_of)
    first, _digest = session.take_in(draft, [b"first"])
    second, _digest = session.take_in(draft, [b"second"])
    one = with_file(named("x"), b"first")
    draft.change(one, (first,))
    session.flush()
    draft.change(with_file(one, b"second"), (first, second))
    draft.change(named("x"), ())
    assert session.flush()
    assert store.connection.execute("SELECT count(*) FROM chunks").fetchall() == [(0,)]


def test_a_file_that_is_not_what_was_taken_in_is_not_passed_on(session, store):
    draft = session.new(summary_of)
    file, _digest = session.take_in(draft, [b"what it was"])
    store.connection.execute("UPDATE chunks SET content = ?", (b"what it is_",))
    with pytest.raises(OSError, match=r"\[Errno 5\]"):
        list(file.blocks())
    store.drop_files([file.id])
    with pytest.raises(FileNotFoundError):
        list(file.blocks())


def test_a_full_disk_refuses_a_file_and_keeps_nothing_of_it(session, store):
    draft = session.new(summary_of)
    draft.change(named("one"), ())
    session.flush()
    fill_the_disk(store)
    with pytest.raises(StoreError) as refused:
        session.take_in(draft, [bytes(CHUNK)] * 3)
    assert refused.value.trouble is Trouble.FULL
    make_room(store)
    assert store.connection.execute("SELECT count(*) FROM chunks").fetchall() == [(0,)]


def test_half_a_surrogate_pair_is_kept_as_a_sign_and_stops_nothing(session, store):
    draft = session.new(summary_of)
    draft.change(named("a\ud83d"), ())
    assert session.flush()
    assert names(store) == ["a\ufffd"]


# ---------------------------------------------------------------- whatever is done in whatever order

_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.builds(lambda a, o: ObjectionDraft(applicant=a, objection=o), applicants(), objections())),
        st.tuples(st.just("attach"), st.binary(max_size=40)),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.tuples(st.sampled_from(["new", "flush", "full", "room", "wait"]), st.none()),
        st.tuples(st.sampled_from(["open", "restart"]), st.integers(0, 5)),
    ),
    max_size=14,
)  # fmt: skip


class Person:
    """Works with one store, and knows what each draft must hold.

    Args:
        folder: of the store.
    """

    def __init__(self, folder: str) -> None:
        self.path, self.clock, self.pace = Path(folder) / "store.db", HandClock(SUNDAY), HandPace()
        self.known: dict = {}
        self.bytes: dict = {}
        self.start(create=True)
        self.draft = self.session.new(summary_of)

    def start(self, *, create: bool = False) -> None:
        self.session = DraftSession(Store(self.path, KEY, self.clock, create=create), self.clock, pace=self.pace)
        assert self.session.left_open is None

    def do(self, kind: str, value) -> None:
        getattr(self, kind)(value)
        self.known[self.draft] = self.draft.content

    def edit(self, answers) -> None:
        before, files = self.draft.content
        self.draft.change(answers.evolve(attachments=before.attachments), files)

    def attach(self, content) -> None:
        answers, files = self.draft.content
        with suppress(StoreError):
            file, _digest = self.session.take_in(self.draft, [content])
            self.bytes[file.id] = content
            self.draft.change(with_file(answers, content), (*files, file))

    def remove(self, row) -> None:
        answers, files = self.draft.content
        left = tuple(each for place, each in enumerate(answers.attachments) if place != row)
        self.draft.change(answers.evolve(attachments=left), tuple(f for place, f in enumerate(files) if place != row))

    def new(self, _value) -> None:
        self.session.release(self.draft)
        self.draft = self.session.new(summary_of)

    def wait(self, _value) -> None:
        self.pace.pass_time(self.session, 0.3)

    def flush(self, _value) -> None:
        self.session.flush()

    def full(self, _value) -> None:
        fill_the_disk(self.session.store)

    def room(self, _value) -> None:
        make_room(self.session.store)
        assert self.session.flush()

    def open(self, value) -> None:
        self.room(None)
        drafts = sorted(draft.id for draft in self.known if draft.id is not None)
        if drafts:
            self.session.release(self.draft)
            self.draft = self.session.open(drafts[value % len(drafts)], summary_of)
            self.known = {draft: content for draft, content in self.known.items() if draft.id != self.draft.id}

    def restart(self, value) -> None:
        self.room(None)
        assert self.session.close()
        self.start()
        self.check()
        expected = {draft.id: content for draft, content in self.known.items() if draft.id is not None}
        self.known = {self.session.open(draft_id, summary_of): None for draft_id in expected}
        for draft in self.known:
            answers, files = draft.content
            assert (answers, [file.id for file in files]) == (
                expected[draft.id][0],
                [f.id for f in expected[draft.id][1]],
            )
            self.known[draft] = draft.content
        self.draft = self.session.new(summary_of)
        self.open(value)

    def check(self) -> None:
        """Compare all that the store has with all that it must have."""
        expected = {draft.id: content for draft, content in self.known.items() if draft.id is not None}
        assert all(draft.id or content == (ObjectionDraft(), ()) for draft, content in self.known.items())
        store = self.session.store
        assert {head.id for head in store.heads()} == set(expected)
        for draft_id, (answers, files) in expected.items():
            found = store.load(draft_id)
            assert (found.draft, found.files) == (answers, tuple(file.id for file in files))
            for file_id in found.files:
                assert b"".join(StoredFile.of(store, file_id).blocks()) == self.bytes[file_id]


@settings(max_examples=60)
@given(_STEPS)
def test_no_order_of_edits_flushes_and_restarts_loses_anything(steps):
    with tempfile.TemporaryDirectory() as folder:
        person = Person(folder)
        for kind, value in steps:
            person.do(kind, value)
        person.room(None)
        person.check()
        assert person.session.close()


# ---------------------------------------------------------------- the process is killed

_TYPIST = """
import sys
from pathlib import Path
from citizen_desktop.clock import SystemClock
from citizen_desktop.drafts.session import DraftSession
from citizen_desktop.drafts.store import Store
from tests.drafts.pace import named, summary_of

clock = SystemClock()
session = DraftSession(Store(Path(sys.argv[1]), bytes(range(32)), clock, create=True), clock)
draft = session.new(summary_of)
told = set()

def tell(_saved):
    if draft.is_kept and draft.content[0].applicant.name not in told:
        told.add(draft.content[0].applicant.name)
        sys.stdout.write(f"kept {draft.content[0].applicant.name} {clock.elapsed()}\\n")
        sys.stdout.flush()

session.listen(tell)
for line in sys.stdin:
    draft.change(named(line.strip()), ())
    sys.stdout.write(f"typed {line.strip()} {clock.elapsed()}\\n")
    sys.stdout.flush()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
@pytest.mark.parametrize("seconds", [1.3, 2.5])
def test_a_killed_process_loses_at_most_the_last_second(tmp_path, clock, seconds):
    path = tmp_path / "store.db"
    child = subprocess.Popen(
        [sys.executable, "-c", _TYPIST, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    typed: list[tuple[int, float]] = []
    kept = [0]
    try:
        # The typist types on as fast as the pipe goes: no pause lets a save come in. The clock is the child's own.
        while not typed or typed[-1][1] - typed[0][1] < seconds:
            child.stdin.write(f"{len(typed) + 1}\n")
            child.stdin.flush()
            word = ""
            while word != "typed":
                word, what, moment = child.stdout.readline().split()
                (typed.append((int(what), float(moment))) if word == "typed" else kept.append(int(what)))
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdin.close()
        child.stdout.close()
    store = Store(path, KEY, clock)
    (head,) = store.heads()
    found = int(head.summary.name)
    assert store.load(head.id).draft == named(str(found))
    owed = max(number for number, moment in typed if moment <= typed[-1][1] - 1)
    assert owed > 1
    assert found >= max(owed, *kept)
    session = DraftSession(store, clock)
    assert [draft.id for draft in session.left_open.drafts] == [head.id]
    session.close()
