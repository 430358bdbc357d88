"""The timer that fires at a moment of the wall clock."""

import ctypes
import errno
import os
import sys
from datetime import datetime, timedelta

import pytest

from citizen_desktop.clock import RIYADH, SystemClock
from citizen_desktop.ui import wall_timer
from citizen_desktop.ui.wall_timer import TimerFile, WallTimer, WindowsTimeMessages

linux = pytest.mark.skipif(sys.platform != "linux", reason="timerfd is Linux's")


@pytest.fixture(params=["timerfd", "qtimer"])
def timer(request, qapp, monkeypatch):
    """Both kinds of timer, on the computer's real clock."""
    if request.param == "qtimer":
        monkeypatch.setattr(TimerFile, "open", classmethod(lambda _cls: None))
    elif sys.platform != "linux":
        pytest.skip("timerfd is Linux's")
    made = WallTimer(SystemClock())
    yield made
    made.close()


def test_it_fires_at_the_moment_and_not_before(timer, qtbot):
    moment = SystemClock().now() + timedelta(milliseconds=80)
    with qtbot.waitSignal(timer.fired):
        timer.arm(moment)
    # Qt counts in whole milliseconds.
    assert SystemClock().now() >= moment - timedelta(milliseconds=1)


def test_a_moment_that_is_past_fires_at_once(timer, qtbot):
    with qtbot.waitSignal(timer.fired):
        timer.arm(datetime(2000, 1, 1, tzinfo=RIYADH))


def test_a_disarmed_timer_is_silent(timer, qtbot):
    fired = []
    timer.fired.connect(lambda: fired.append("first"))
    timer.arm(SystemClock().now() + timedelta(milliseconds=30))
    timer.disarm()
    other = WallTimer(SystemClock())
    with qtbot.waitSignal(other.fired):
        other.arm(SystemClock().now() + timedelta(milliseconds=120))
    other.close()
    assert not fired


@linux
def test_linux_is_asked_to_wake_it_when_the_clock_is_set(monkeypatch):
    """Setting the clock needs rights that a test should not have: what is asked of the kernel is looked at instead."""
    asked = []
    file = TimerFile.open()
    real = file._library.timerfd_settime

    class Library:
        def timerfd_settime(self, descriptor, flags, setting, old):
            asked.append(flags)
            return real(descriptor, flags, setting, old)

    monkeypatch.setattr(file, "_library", Library())
    file.set(datetime(2030, 1, 1, tzinfo=RIYADH))
    file.close()
    assert asked == [wall_timer._TFD_TIMER_ABSTIME | wall_timer._TFD_TIMER_CANCEL_ON_SET]


@linux
def test_a_clock_that_was_set_is_told_from_a_moment_that_came(monkeypatch):
    file = TimerFile.open()

    def cancelled(_descriptor, _count):
        raise OSError(errno.ECANCELED, "the clock was set")

    assert file.drain() is False
    monkeypatch.setattr(os, "read", cancelled)
    assert file.drain() is True
    monkeypatch.undo()
    file.close()


def test_windows_messages_of_a_set_clock_and_of_waking_up_are_heard(timer, qtbot):
    heard = WindowsTimeMessages(timer)
    fired = []
    timer.fired.connect(lambda: fired.append(True))
    timer.arm(SystemClock().now() + timedelta(hours=1))
    for number in (0x001E, 0x0218, 0x0200):
        message = wall_timer._WindowsMessage(None, number)
        assert heard.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)
    assert len(fired) == 2
    heard.nativeEventFilter(b"xcb_generic_event_t", 0)
    assert len(fired) == 2
