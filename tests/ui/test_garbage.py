"""Garbage ends on the GUI thread, whichever thread makes it."""

import gc
import threading

import pytest
from PySide6.QtCore import QAbstractEventDispatcher

from citizen_desktop.app import make_qt_application
from citizen_desktop.ui.garbage import collect_if_due, collect_on_this_thread
from tests.conftest import settle


def test_with_a_window_nothing_is_collected_wherever_something_is_made(qapp):
    gc.enable()
    make_qt_application([])
    assert not gc.isenabled()


@pytest.fixture
def collecting(qapp):
    collect_on_this_thread()
    yield
    QAbstractEventDispatcher.instance().awake.disconnect(collect_if_due)


def test_a_thread_that_makes_much_ends_nothing_of_the_windows(collecting):
    ended = []

    class Knot:
        """Refers to itself, and so is left to the collection."""

        def __init__(self):
            self.itself = self

        def __del__(self):
            ended.append(threading.current_thread())

    Knot()
    thread = threading.Thread(target=lambda: [[] for _number in range(100_000)])
    thread.start()
    thread.join()
    assert ended == []
    kept = [[] for _number in range(10_000)]
    settle()
    assert ended == [threading.main_thread()]
    assert kept
