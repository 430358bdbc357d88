"""Programs that hang, flood, crash or leave others behind: nothing of them is left."""

import os
import select
import signal
import sys

import pytest

from citizen_desktop.scanning.child import Bounds, run
from citizen_desktop.scanning.models import Failure, ScanError
from tests.scanning.sane import processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals, groups and descriptors of processes")

PATIENT = Bounds(silence=60, size=1 << 20)


@pytest.fixture
def left():
    """What was started since, and is still there."""
    before = processes("python")
    return lambda: [process for process in processes("python") if process not in before]


def go_on() -> None:
    """Break nothing off."""


def python(program: str) -> list[str]:
    return [sys.executable, "-ISc", program]


def ends(process: int) -> bool:
    """Whether a process that is not our own child has ended, or does so before long: a signal takes a moment."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 30)[0])
    finally:
        os.close(descriptor)


def test_status_output_and_words_come_back():
    ended = run(python("import sys; print('page'); sys.stderr.write('words'); sys.exit(7)"), PATIENT, go_on)
    assert (ended.status, ended.output, ended.words) == (7, b"page\n", "words")


def test_a_program_that_is_not_there():
    with pytest.raises(ScanError) as told:
        run(["/nowhere/scanimage"], PATIENT, go_on)
    assert told.value.failure is Failure.NO_PROGRAM


def test_silence_ends_it(left):
    with pytest.raises(ScanError) as told:
        run(python("import signal; signal.pause()"), Bounds(silence=0.3, size=100), go_on)
    assert told.value.failure is Failure.SILENT
    assert left() == []


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_flood_ends_it(stream, left):
    flood = f"import sys\nwhile True: sys.{stream}.write('x' * 65536)"
    with pytest.raises(ScanError) as told:
        run(python(flood), PATIENT, go_on)
    assert told.value.failure is Failure.NO_PICTURE
    assert left() == []


def test_one_that_will_not_end_is_killed_with_those_that_it_started(tmp_path, left):
    note = tmp_path / "helper"
    program = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "helper = os.fork()\n"
        f"if helper: open({str(note)!r}, 'w').write(str(helper)); print('ready', flush=True)\n"
        "while True: signal.pause()"
    )

    def check() -> None:
        if note.exists() and note.read_text():
            raise InterruptedError

    with pytest.raises(InterruptedError):
        run(python(program), PATIENT, check)
    assert left() == []
    assert ends(int(note.read_text()))


def test_one_that_heeds_the_first_word_may_tidy_up(tmp_path):
    note, ready = tmp_path / "tidied", tmp_path / "ready"
    program = (
        "import signal, sys\n"
        f"def tidy(*_): open({str(note)!r}, 'w').write('yes'); sys.exit()\n"
        f"signal.signal(signal.{signal.SIGTERM.name}, tidy)\n"
        f"open({str(ready)!r}, 'w').close()\n"
        "while True: signal.pause()"
    )

    def check() -> None:
        if ready.exists():
            raise InterruptedError

    with pytest.raises(InterruptedError):
        run(python(program), PATIENT, check)
    assert note.read_text() == "yes"


def test_words_are_heard_as_they_come():
    heard = []
    run(
        python("import sys; sys.stderr.write('Progress: 50.0%\\r')"),
        PATIENT,
        go_on,
        lambda words: bool(heard.append(words)),
    )
    assert heard[-1] == b"Progress: 50.0%\r"


def test_one_that_has_said_its_last_word_and_hangs_is_ended_without_patience(left):
    program = "import sys, signal; sys.stderr.write('jammed'); sys.stderr.flush(); signal.pause()"
    ended = run(python(program), PATIENT, go_on, lambda words: words == b"jammed")
    assert ended.status < 0
    assert ended.words == "jammed"
    assert left() == []


def test_what_it_says_is_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "ar_SA.UTF-8")
    monkeypatch.setenv("LANGUAGE", "ar")
    assert run(python("import os; print(os.environ['LC_ALL'])"), PATIENT, go_on).output == b"C\n"
