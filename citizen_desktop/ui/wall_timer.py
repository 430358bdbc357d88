"""A timer that fires at a moment of the wall clock, and tells when that clock is set.

A timer that counts milliseconds sleeps along with the computer and knows nothing of a clock that is moved. Each system has its own
cure; all of them are here, behind one class.
"""

import contextlib
import ctypes
import os
import sys
from datetime import datetime
from typing import Final

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QAbstractNativeEventFilter,
    QByteArray,
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    Signal,
)

from citizen_desktop.clock import Clock

_TFD_TIMER_ABSTIME: Final = 1
_TFD_TIMER_CANCEL_ON_SET: Final = 2
_CLOCK_REALTIME: Final = 0
_WM_TIMECHANGE: Final = 0x001E
_WM_POWERBROADCAST: Final = 0x0218


class WallTimer(QObject):
    """Fires once at a moment of the wall clock.

    Args:
        clock: told the time by it where the system has no timer for moments.
    """

    fired = Signal()
    """The moment came, the clock was set, or the computer woke up: look at the clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._timer_file = TimerFile.open()
        if self._timer_file is not None:
            self._notifier = QSocketNotifier(self._timer_file.descriptor, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._readable)
        else:
            self._timer = QTimer(self)
            self._timer.setSingleShot(True)
            self._timer.setTimerType(Qt.TimerType.PreciseTimer)
            self._timer.timeout.connect(self.fired)
        self._filter = WindowsTimeMessages(self) if sys.platform == "win32" else None
        if self._filter is not None:
            _dispatcher().installNativeEventFilter(self._filter)
        self.armed = False

    def arm(self, moment: datetime) -> None:
        """Fire at this moment (aware), at once if it is past; an earlier wish is forgotten."""
        self.armed = True
        if self._timer_file is not None:
            self._timer_file.set(moment)
        else:
            self._timer.start(max(0, round((moment - self._clock.now()).total_seconds() * 1000)))

    def disarm(self) -> None:
        """Fire no more, whatever happens to the clock."""
        self.armed = False
        if self._timer_file is not None:
            self._timer_file.clear()
        else:
            self._timer.stop()

    def close(self) -> None:
        """Give back what the system lent."""
        self.disarm()
        if self._timer_file is not None:
            self._notifier.setEnabled(False)
            self._timer_file.close()
            self._timer_file = None
            self._timer = QTimer(self)
        if self._filter is not None:
            _dispatcher().removeNativeEventFilter(self._filter)

    def clock_was_set(self) -> None:
        """Tell that the system says so."""
        if self.armed:
            self.fired.emit()

    def _readable(self) -> None:
        if self._timer_file is not None:
            self._timer_file.drain()
        if self.armed:
            self.fired.emit()


def _dispatcher() -> QAbstractEventDispatcher:
    """Return the dispatcher of the running application.

    Raises:
        RuntimeError: there is none yet.
    """
    dispatcher = QAbstractEventDispatcher.instance()
    if dispatcher is None:
        raise RuntimeError("a timer needs an application")
    return dispatcher


class TimerFile:
    """Linux's ``timerfd`` on the real-time clock: also readable at once when that clock is set or the computer wakes up.

    Python has it from 3.13 on; until then it is called through the C library. Source: timerfd_create(2).

    Args:
        library: the C library.
        descriptor: the open timer.
    """

    def __init__(self, library: ctypes.CDLL, descriptor: int) -> None:
        self._library = library
        self.descriptor = descriptor

    @classmethod
    def open(cls) -> "TimerFile | None":
        """Return a timer, or None where the system has none."""
        if sys.platform != "linux":
            return None
        try:
            library = ctypes.CDLL(None, use_errno=True)
            descriptor = library.timerfd_create(_CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC)
        except (OSError, AttributeError):
            return None
        return cls(library, descriptor) if descriptor >= 0 else None

    def set(self, moment: datetime) -> None:
        """Fire at this moment (aware).

        Raises:
            OSError: the system refuses.
        """
        # A setting of zero would disarm it.
        nanoseconds = max(1, round(moment.timestamp() * 1e9))
        self._settime(nanoseconds, _TFD_TIMER_ABSTIME | _TFD_TIMER_CANCEL_ON_SET)

    def clear(self) -> None:
        """Fire no more."""
        self._settime(0, 0)

    def drain(self) -> bool:
        """Read the timer empty; return whether the clock was set (``ECANCELED``)."""
        try:
            os.read(self.descriptor, 8)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return False

    def close(self) -> None:
        """Close the timer."""
        with contextlib.suppress(OSError):
            os.close(self.descriptor)

    def _settime(self, nanoseconds: int, flags: int) -> None:
        seconds, rest = divmod(nanoseconds, 1_000_000_000)
        setting = _TimerSetting(0, 0, seconds, rest)
        if self._library.timerfd_settime(self.descriptor, flags, ctypes.byref(setting), None) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))


class _TimerSetting(ctypes.Structure):
    """``struct itimerspec``: no interval, one moment."""

    _fields_ = (
        ("interval_seconds", ctypes.c_long),
        ("interval_nanoseconds", ctypes.c_long),
        ("seconds", ctypes.c_long),
        ("nanoseconds", ctypes.c_long),
    )


class WindowsTimeMessages(QAbstractNativeEventFilter):
    """Hears Windows say that the time was changed or that the computer woke up.

    Args:
        timer: told of it.
    """

    def __init__(self, timer: WallTimer) -> None:
        super().__init__()
        self._timer = timer

    def nativeEventFilter(
        self, kind: "QByteArray | bytes | bytearray | memoryview[int]", message: int
    ) -> tuple[bool, int]:
        """Look at a message of the system and let it pass."""
        if kind == b"windows_generic_MSG":
            number = _WindowsMessage.from_address(int(message)).number
            if number in {_WM_TIMECHANGE, _WM_POWERBROADCAST}:
                self._timer.clock_was_set()
        return False, 0


class _WindowsMessage(ctypes.Structure):
    """The head of ``MSG``."""

    _fields_ = (("window", ctypes.c_void_p), ("number", ctypes.c_uint))
