"""Locks the drafts when nobody is there: after some minutes without a touch, when the computer sleeps, or when somebody says so."""

import math
from datetime import timedelta
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from citizen_desktop.clock import Clock
from citizen_desktop.ui.session_watch import SessionWatch
from citizen_desktop.ui.wall_timer import WallTimer

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.Drop,
    }
)
_MAY_OPEN: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease})
"""Touches that a menu or a list may pop up at, which is a window of its own and gets no focus."""


class LockReason(StrEnum):
    """Why the drafts are locked."""

    START = "start"
    IDLE = "idle"
    ASKED = "asked"
    ASLEEP = "asleep"
    CHANGED = "changed"
    """A passphrase holds from now on, and is to be typed once to see that it does."""


class AutoLock(QObject):
    """Watches for touches; a single timer is ordered at a time, for the moment at which it would be too long.

    Touches are seen where the system hands them over, at the windows. A filter of the whole application would be called for
    each event of each object, half-made ones too, for which Qt's binding then has to make wrappers: that ended the process
    now and then.

    Args:
        clock: the time; a stopped one never locks by itself.
        parent: lives as long.
    """

    locking = Signal()
    """Save what is typed now: this comes first, and the key is still there."""
    locked = Signal(object)
    """Then this, with the ``LockReason``: let go of the store and of the key."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._timer = WallTimer(clock) if clock.runs else None
        if self._timer is not None:
            self._timer.fired.connect(self.look)
        self._limit = 0.0
        self._touched = 0.0
        self._moving = False
        self.watching = False
        self._session: SessionWatch | None = None

    def listen_to_system(self) -> None:
        """Lock also when the screen is locked or the computer goes to sleep, where the system tells."""
        if self._session is None:
            self._session = SessionWatch(self)
            self._session.left.connect(lambda: self.lock_now(LockReason.ASLEEP))

    def start(self, minutes: int) -> None:
        """Watch from now on: the drafts were opened.

        Args:
            minutes: without a touch after which to lock; 0 for never by itself.
        """
        self.stop()
        self._limit = minutes * 60.0
        self._touched = self._clock.elapsed()
        self.watching = True
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)
            application.focusWindowChanged.connect(self._watch_windows)
            # What an input method writes comes past the windows.
            application.focusObjectChanged.connect(self._keyboard_moves)
            application.inputMethod().cursorRectangleChanged.connect(self._cursor_moved)
            self._watch_windows()
        self._order()

    def stop(self) -> None:
        """Watch no more."""
        if not self.watching:
            return
        self.watching = False
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.disconnect(self._state_changed)
            application.focusWindowChanged.disconnect(self._watch_windows)
            application.focusObjectChanged.disconnect(self._keyboard_moves)
            application.inputMethod().cursorRectangleChanged.disconnect(self._cursor_moved)
            for window in application.allWindows():
                window.removeEventFilter(self)
        if self._timer is not None:
            self._timer.disarm()

    def close(self) -> None:
        """Give the timer back."""
        self.stop()
        if self._timer is not None:
            self._timer.close()
            self._timer = None

    def lock_now(self, reason: LockReason = LockReason.ASKED) -> None:
        """Lock at once."""
        if self.watching:
            self.stop()
            self.locking.emit()
            self.locked.emit(reason)

    def look(self) -> None:
        """Look at the clock: the time came, or the clock was set, or the computer woke up."""
        if not self.watching:
            return
        if self._is_over:
            self.lock_now(LockReason.IDLE)
        else:
            self._order()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  Qt's
        """Take note of a touch; one that comes too late, as the first after a sleep, opens nothing."""
        if self.watching and event.type() in _TOUCHES:
            if not self._touch():
                return True
            if event.type() in _MAY_OPEN:
                QTimer.singleShot(0, self, self._watch_windows)
        return False

    @property
    def _is_over(self) -> bool:
        """Whether the last touch is too long ago."""
        # Time asleep counts, and a clock that is set changes nothing.
        return bool(self._limit) and self._clock.elapsed() - self._touched >= self._limit

    def _touch(self) -> bool:
        """Take note that somebody is there; return whether that came in time."""
        if self._is_over:
            # Not here: Qt is at work with the widget that it tells of, and locking takes that away.
            QTimer.singleShot(0, self, self.look)
            return False
        self._touched = self._clock.elapsed()
        return True

    def _cursor_moved(self) -> None:
        """Take note of what an input method may have written."""
        if not self._moving or self._is_over:
            self._touch()

    def _keyboard_moves(self) -> None:
        """Until Qt is done with it the cursor moves since something else gets the keyboard, as a page can ask for: no touch."""
        self._moving = True
        QTimer.singleShot(0, self, self._keyboard_moved)

    def _keyboard_moved(self) -> None:
        self._moving = False

    def _watch_windows(self) -> None:
        """Watch the windows that there are; a second time changes nothing."""
        if self.watching:
            for window in QGuiApplication.allWindows():
                window.installEventFilter(self)

    def _order(self) -> None:
        """Order the timer for the moment at which the last touch is too long ago; later touches are seen to then."""
        if self._timer is not None and self._limit:
            left = max(0.0, self._limit - (self._clock.elapsed() - self._touched))
            self._timer.arm(self._clock.now() + timedelta(milliseconds=math.ceil(left * 1000)))

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationSuspended:
            self.lock_now(LockReason.ASLEEP)
