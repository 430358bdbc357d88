"""The process for untrusted bytes: what it is kept from, what its end costs, and that the next file is taken in."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from citizen_desktop.attachments.errors import RefusedError
from citizen_desktop.attachments.models import Box, Edits, PageEdit, Refusal
from citizen_desktop.attachments.workshop import Workshop, WorkshopClosedError
from tests.attachments import corpus

POSIX = pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def refusal(call, *arguments, **options):
    with pytest.raises(RefusedError) as caught:
        call(*arguments, **options)
    return caught.value.refusal


def takes_in(workshop):
    return workshop.inspect(corpus.jpeg()).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param(b"ABORT", Refusal.CRASHED, id="crash"),
        pytest.param(b"EXIT", Refusal.CRASHED, id="end without a word"),
        pytest.param(b"RUBBISH", Refusal.CRASHED, id="answer that is none"),
        pytest.param(b"LIE", Refusal.CRASHED, id="answer to something else"),
        pytest.param(b"EAT", Refusal.TOO_MUCH_MEMORY, id="memory"),
    ],
)
def test_what_ends_the_process_costs_that_file_only(rogue, file, expected):
    workshop = rogue()
    assert takes_in(workshop)
    assert refusal(workshop.inspect, file) is expected
    assert takes_in(workshop)


@POSIX
def test_a_file_that_keeps_the_processor_busy_is_ended_by_the_system(rogue):
    workshop = rogue(processor_seconds=1, seconds=120)
    assert refusal(workshop.inspect, b"HANG") is Refusal.TOO_LONG
    assert takes_in(workshop)


def test_a_file_that_waits_for_ever_is_ended_by_the_clock(rogue):
    workshop = rogue(seconds=0.4)
    assert refusal(workshop.inspect, b"SLEEP") is Refusal.TOO_LONG


def test_a_file_that_crashes_only_a_sick_process_is_taken_in(rogue):
    """A process that ends at its second file says nothing about that file."""
    workshop = rogue()
    first = workshop.inspect(b"PID").media_type
    assert refusal(workshop.inspect, b"ABORT") is Refusal.CRASHED
    assert workshop.inspect(b"PID").media_type != first


def test_memory_that_the_window_has_is_not_put_down_to_the_file(rogue):
    """A process that is started inherits, on Linux, the most memory that its parent ever had."""
    held = b"x" * (300 << 20)
    workshop = rogue(memory=512 << 20)
    assert refusal(workshop.inspect, b"ABORT") is Refusal.CRASHED
    assert held


def test_a_process_that_was_ended_while_idle_is_replaced(rogue):
    workshop = rogue()
    pid = int(workshop.inspect(b"PID").media_type)
    os.kill(pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    assert takes_in(workshop)


def test_a_process_is_replaced_after_its_tasks(rogue):
    workshop = rogue(tasks=2)
    pids = [workshop.inspect(b"PID").media_type for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


@LINUX
def test_a_process_that_keeps_memory_is_replaced(rogue):
    workshop = rogue(resident=120 << 20)
    first = workshop.inspect(b"PID").media_type
    workshop.inspect(b"KEEP")
    workshop.inspect(b"KEEP")
    assert workshop.inspect(b"PID").media_type != first


def test_breaking_off_ends_the_task_and_the_next_file_is_taken_in(rogue):
    workshop = rogue()

    class BrokenOffError(Exception):
        pass

    def check():
        raise BrokenOffError

    with pytest.raises(BrokenOffError):
        workshop.inspect(b"HANG", check=check)
    assert takes_in(workshop)


def test_a_closed_workshop_does_nothing_more(rogue):
    workshop = rogue()
    seen = []

    def wait():
        try:
            workshop.inspect(b"HANG", check=started.set)
        except WorkshopClosedError as error:
            seen.append(error)

    started = threading.Event()
    thread = threading.Thread(target=wait)
    thread.start()
    assert started.wait(60)
    workshop.close()
    thread.join(60)
    assert len(seen) == 1
    with pytest.raises(WorkshopClosedError):
        workshop.inspect(corpus.jpeg())


def test_threads_take_turns(rogue):
    workshop, found = rogue(), []
    threads = [threading.Thread(target=lambda: found.append(workshop.inspect(b"PID").media_type)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert len(found) == 6
    assert len(set(found)) == 1


def test_what_libraries_print_is_no_answer(rogue):
    workshop = rogue()
    assert workshop.inspect(b"PRINT").media_type == "printed"
    assert takes_in(workshop)


@POSIX
def test_the_process_knows_nothing_of_the_person(rogue, monkeypatch):
    monkeypatch.setenv("SECRET_OF_A_TEST", "secret")
    workshop = rogue()
    assert workshop.inspect(b"ENVIRONMENT").media_type == "LC_ALL"
    assert workshop.inspect(b"FOLDER").media_type == "/"


@LINUX
def test_the_process_holds_no_file_of_ours(rogue, tmp_path):
    store = tmp_path / "store.db"
    store.write_bytes(b"drafts")
    with store.open("r+b") as stream:
        os.set_inheritable(stream.fileno(), True)
        held = rogue().inspect(b"FILES").media_type.splitlines()
    assert held
    assert all(place.startswith(("pipe:", "/dev/null", "/proc/")) for place in held)


@POSIX
def test_the_process_writes_to_no_file(rogue, tmp_path):
    path = tmp_path / "written"
    assert rogue().inspect(b"WRITE " + os.fsencode(path)).media_type.startswith(("OSError", "PermissionError"))
    assert not path.exists() or not path.stat().st_size


@POSIX
def test_the_process_is_bound(rogue):
    core, size, memory = rogue(memory=900 << 20).inspect(b"LIMITS").media_type.split()
    assert (core, size, memory) == ("0", "0", str(900 << 20))


@LINUX
def test_the_process_ends_with_the_window():
    """The window is killed in the middle of a task: nobody is left to close a pipe, and the task never ends."""
    script = (
        "import sys, threading; from tests.attachments.conftest import ROGUE\n"
        "from citizen_desktop import paths\n"
        "from citizen_desktop.attachments.workshop import Workshop\n"
        "from citizen_desktop.content.legibility_loader import load_legibility_rules\n"
        "w = Workshop(load_legibility_rules(paths.resources() / 'content').thresholds, None, ROGUE)\n"
        "print(w.inspect(b'PID').media_type, flush=True)\n"
        "w.inspect(b'SLEEP')\n"
    )
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen([sys.executable, "-c", script], cwd=root, stdout=subprocess.PIPE) as window:
        pid = int(window.stdout.readline())
        window.kill()
    end = time.monotonic() + 60
    while _runs(pid) and time.monotonic() < end:
        threading.Event().wait(0.02)
    assert not _runs(pid)


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@LINUX
def test_a_thread_that_ends_does_not_end_the_process(rogue):
    workshop, found = rogue(), []
    for _ in range(2):
        thread = threading.Thread(target=lambda: found.append(workshop.inspect(b"PID").media_type))
        thread.start()
        thread.join(60)
    assert len(found) == 2
    assert found[0] == found[1]


@LINUX
def test_memory_of_the_window_returns(workshop):
    content = corpus.scan(300)
    workshop.inspect(content)
    gc.collect()
    before = _resident()
    for _ in range(3):
        workshop.inspect(bytes(content))
    gc.collect()
    assert _resident() - before < 30 << 20


def _resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_a_page_is_drawn_after_its_edit(workshop):
    plain = workshop.render(corpus.jpeg(), 0, None, 310)
    assert (plain.width, len(plain.pixels)) == (310, 4 * plain.width * plain.height)
    turned = workshop.render(corpus.jpeg(), 0, PageEdit(turns=1), 438)
    assert (turned.width, turned.height) == (438, 310)
    half = workshop.render(corpus.scan(), 0, PageEdit(box=Box(right=5_000)), 200)
    assert half.width == 200
    assert half.height == pytest.approx(2 * 200 * 842 / 595, abs=6)


def test_a_page_that_there_is_not_is_refused(workshop):
    assert refusal(workshop.render, corpus.jpeg(), 7, None, 100) is Refusal.NO_PAGES


def test_too_large_and_empty_files_never_reach_the_process(thresholds):
    workshop = Workshop(thresholds, None, ["/no/such/program"])
    assert refusal(workshop.inspect, b"") is Refusal.EMPTY
    workshop.close()


def test_a_process_that_can_not_be_started_is_no_fault_of_the_file(thresholds):
    workshop = Workshop(thresholds, None, ["/no/such/program"])
    with pytest.raises(OSError, match="such"):
        workshop.inspect(corpus.jpeg())
    workshop.close()


def test_a_file_is_made(workshop):
    edits = Edits(pages=(PageEdit(source=1), PageEdit(source=0, turns=1)))
    made = workshop.make([corpus.jpeg(), corpus.text()], edits, None, 1 << 20)
    assert made.media_type == "application/pdf"
    assert len(made.inspection.pages) == 2
    assert workshop.inspect(made.content).pages == made.inspection.pages
