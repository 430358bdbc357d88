"""The one job class: every end is told once, in the GUI thread, and nothing is lost."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from citizen_desktop.errors import UserError
from citizen_desktop.package.errors import Cancelled
from citizen_desktop.ui import jobs
from citizen_desktop.ui.jobs import Estimate, Job, Progress
from tests.conftest import SUNDAY, HandClock, settle

LONG = 60_000


class Log:
    """Notes what a job tells, and in which thread."""

    def __init__(self, job: Job) -> None:
        self.told: list[tuple] = []
        self.threads = set()
        for name in ("started", "progress", "finished", "failed", "cancelled"):
            getattr(job, name).connect(lambda *values, name=name: self.note(name, values))

    def note(self, name: str, values: tuple) -> None:
        self.told.append((name, *values))
        self.threads.add(threading.current_thread())

    @property
    def names(self) -> list[str]:
        return [name for name, *_ in self.told]


@pytest.fixture
def make(qapp):
    """Make jobs with a clock that is moved by hand; none outlives the test."""
    made = []

    def make_it(work, *arguments, clock=None) -> Job:
        job = Job(work, *arguments, clock=clock or HandClock(SUNDAY))
        made.append(job)
        return job

    yield make_it
    for job in made:
        job.close()
    assert not jobs._running


def until_told(_control, release: threading.Event) -> str:
    assert release.wait(LONG)
    return "done"


def until_stopped(control, begun: threading.Event) -> None:
    begun.set()
    assert control._stop.wait(LONG)
    control.check()


def raise_it(_control, error: BaseException) -> None:
    raise error


def test_the_result_comes_in_the_gui_thread(make, qtbot):
    threads = []

    def work(_control, path: Path, number: int) -> tuple:
        threads.append(threading.current_thread())
        return path.name, number

    job = make(work, Path("folder/file"), 7)
    log = Log(job)
    with qtbot.waitSignal(job.finished):
        job.start()
    assert log.told == [("started",), ("finished", ("file", 7))]
    assert log.threads == {threading.main_thread()}
    assert threads[0] is not threading.main_thread()
    assert not job.is_running


def test_a_window_goes_on_while_the_work_is_at_work(make, qtbot):
    release = threading.Event()
    job = make(until_told, release)
    log = Log(job)
    job.start()
    settle()
    assert job.is_running
    assert log.names == ["started"]
    with qtbot.waitSignal(job.finished):
        release.set()


def test_arguments_that_can_be_changed_are_refused(qapp):
    with pytest.raises(TypeError):
        Job(raise_it, ["a list"], clock=HandClock(SUNDAY))


def test_the_progress_is_told_with_the_time_that_is_left(make, qtbot):
    clock = HandClock(SUNDAY)
    *steps, last = [threading.Event() for _ in range(4)]

    def work(control) -> None:
        for number, step in enumerate(steps, 1):
            assert step.wait(LONG)
            control.progress(number * 25, 100)
        assert last.wait(LONG)

    job = make(work, clock=clock)
    log = Log(job)
    job.start()
    for step in steps:
        clock.seconds += 2
        with qtbot.waitSignal(job.progress):
            step.set()
    with qtbot.waitSignal(job.finished):
        last.set()
    assert [value for name, *values in log.told if name == "progress" for value in values] == [
        Progress(0.25, pytest.approx(6)),
        Progress(0.5, pytest.approx(4)),
        Progress(0.75, pytest.approx(2)),
    ]


def test_ten_thousand_words_of_progress_are_few_for_the_window(make, qtbot):
    def work(control) -> None:
        for number in range(10_000):
            control.progress(number, 10_000)

    job = make(work, clock=HandClock(SUNDAY, runs=True))
    log = Log(job)
    with qtbot.waitSignal(job.finished):
        job.start()
    assert log.names.count("progress") <= 1


def test_an_estimate_waits_for_something_to_go_by():
    estimate = Estimate(100)
    assert estimate.at(0.0, 100) == Progress(0.0, None)
    assert estimate.at(0.1, 100.5) == Progress(0.1, None)
    assert estimate.at(0.2, 101).seconds_left == pytest.approx(4)
    stalled = estimate.at(0.2, 104)
    assert stalled.seconds_left is None


def test_work_breaks_off_when_asked(make, qtbot):
    begun = threading.Event()
    job = make(until_stopped, begun)
    log = Log(job)
    job.start()
    assert begun.wait(LONG)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    assert log.names == ["started", "cancelled"]


def test_work_that_is_done_before_it_notices_is_done(make, qtbot):
    release = threading.Event()
    job = make(until_told, release)
    log = Log(job)
    job.start()
    job.cancel()
    with qtbot.waitSignal(job.finished):
        release.set()
    assert log.names == ["started", "finished"]


def test_what_a_person_can_act_on_is_told_to_who_asked(make, qtbot):
    error = UserError("There is no room.")
    job = make(raise_it, error)
    log = Log(job)
    with qtbot.waitSignal(job.failed):
        job.start()
    assert log.told[-1] == ("failed", error)


@pytest.mark.parametrize("error", [ValueError("a mistake"), SystemExit(3), Cancelled()])
def test_a_mistake_of_the_program_is_told_twice(make, qtbot, monkeypatch, error):
    caught = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, value, trace: caught.append((value, trace is not None)))
    job = make(raise_it, error)
    log = Log(job)
    with qtbot.waitSignal(job.failed):
        job.start()
    assert log.told[-1] == ("failed", error)
    assert caught == [(error, True)]


def test_a_failure_that_nobody_listens_for_is_not_lost(make, qtbot, monkeypatch):
    caught = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, value, _trace: caught.append(value))
    error = UserError("There is no room.")
    job = make(raise_it, error)
    job.start()
    qtbot.waitUntil(lambda: not job.is_running)
    assert caught == [error]


def test_closing_waits_for_the_end_and_tells_nothing(make):
    begun, ended = threading.Event(), threading.Event()

    def work(control) -> None:
        begun.set()
        try:
            assert control._stop.wait(LONG)
            control.check()
        finally:
            ended.set()

    job = make(work)
    log = Log(job)
    job.start()
    assert begun.wait(LONG)
    job.close()
    assert ended.is_set()
    settle()
    assert log.names == ["started"]
    assert not job.is_running
    job.close()


def test_closing_before_the_start_is_no_matter(make):
    job = make(until_told, threading.Event())
    job.close()
    assert not job.is_running


def test_a_job_that_nobody_holds_ends_in_the_gui_thread(qapp, qtbot):
    ended = []
    release = threading.Event()
    job = Job(until_told, release, clock=HandClock(SUNDAY))
    job.finished.connect(lambda result: ended.append((result, QThread.currentThread() is qapp.thread())))
    job.start()
    del job
    release.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [("done", True)]
    assert not jobs._running
