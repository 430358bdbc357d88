"""Work off the GUI thread: the one job class."""

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QMetaMethod, QObject, Qt, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.errors import UserError
from citizen_desktop.package.errors import Cancelled

_TELL_EVERY: Final = 0.1
"""Seconds between two words on the progress: more would only keep the window busy."""
_FIRST_GUESS_AFTER: Final = 1.0
_MEMORY: Final = 3.0
"""Seconds over which the pace is averaged."""
PATIENCE: Final = 5.0
"""Seconds that a window waits for work which has been told to end, or for a disk: a dead network drive must not hold it."""


@dataclass(frozen=True)
class Progress:
    """How far the work is.

    Args:
        fraction: of it that is done, 0 to 1.
        seconds_left: a guess; nothing while there is too little to guess from.
    """

    fraction: float
    seconds_left: float | None


class Estimate:
    """Guesses the remaining time from the pace of the last seconds.

    Args:
        start: seconds on the clock when the work began.
    """

    def __init__(self, start: float) -> None:
        self._start = self._last = start
        self._fraction = 0.0
        self._pace: float | None = None

    def at(self, fraction: float, now: float) -> Progress:
        """Take in how far the work is at a moment and return it with the guess."""
        passed = now - self._last
        if passed > 0:
            pace = max(0.0, fraction - self._fraction) / passed
            weight = min(1.0, passed / _MEMORY)
            self._pace = pace if self._pace is None else self._pace + weight * (pace - self._pace)
            self._last, self._fraction = now, fraction
        if now - self._start < _FIRST_GUESS_AFTER or not self._pace:
            return Progress(fraction, None)
        return Progress(fraction, (1 - fraction) / self._pace)


class Control:
    """What the work is handed: it tells how far it is, and asks whether to go on. Nothing else of the job is its business."""

    def __init__(self, clock: Clock, tell: Callable[[], None]) -> None:
        self._clock, self._tell = clock, tell
        self._stop = threading.Event()
        self._told: float | None = None
        self.heard = True
        """Whether the window has taken in what it was told last."""
        self.done, self.total = 0, 0

    def progress(self, done: int, total: int) -> None:
        """Tell how much is done, and of how much; as often as one likes."""
        self.done, self.total = done, total
        now = self._clock.elapsed()
        due = self._told is None or now - self._told >= _TELL_EVERY or not self._clock.runs
        if self.heard and due:
            self.heard, self._told = False, now
            self._tell()

    def cancelled(self) -> bool:
        """Whether to break off."""
        return self._stop.is_set()

    def check(self) -> None:
        """Break off if that is wanted.

        Raises:
            Cancelled: it is.
        """
        if self._stop.is_set():
            raise Cancelled

    def stop(self) -> None:
        """Ask the work to break off."""
        self._stop.set()


class _Outcome:
    """How the work ended; filled in by its thread before the window is told."""

    result: object = None
    error: BaseException | None = None


class Job(QObject):
    """A piece of work off the GUI thread. All signals come in the GUI thread, the last three exclude each other.

    Work that is done when it is asked to break off is done: ``finished`` comes then, not ``cancelled``. A mistake of
    the program's own goes to ``sys.excepthook`` besides ``failed``, and so does a failure that nobody listens for.

    Args:
        work: called in a thread of its own with a ``Control`` and the arguments; it touches no widget.
        arguments: immutable ones; what cannot be hashed is refused.
        clock: measures the pace.

    Raises:
        TypeError: an argument can be changed.
    """

    started = Signal()
    progress = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    _told = Signal()
    _ended = Signal()

    def __init__(self, work: Callable[..., object], *arguments: object, clock: Clock) -> None:
        super().__init__()
        hash(arguments)
        self._silent = False
        self._outcome = _Outcome()
        self._estimate: Estimate | None = None
        self._clock = clock
        self._control = Control(clock, self._tell)
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, args=(work, arguments), name="job", daemon=True)

    def start(self) -> None:
        """Begin the work."""
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)
        _running.add(self)
        self._estimate = Estimate(self._clock.elapsed())
        self.started.emit()
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether its end has not been told yet."""
        return self in _running

    def cancel(self) -> None:
        """Ask the work to break off; its end is told as ever."""
        self._control.stop()

    def abandon(self) -> None:
        """Ask the work to break off and tell nothing more of it but a mistake of the program's own."""
        self._silent = True
        self._control.stop()

    def close(self) -> None:
        """Abandon the work and wait until it has ended: to be called when what waits for it goes away."""
        self.abandon()
        if self.is_running:
            self._thread.join(PATIENCE)
            self._settle()

    def _run(self, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
        try:
            self._outcome.result = work(self._control, *arguments)
        except BaseException as error:  # noqa: BLE001  whatever it is, the GUI thread hears of it
            self._outcome.error = error
        # The application may be gone by now, and the object with it.
        with suppress(RuntimeError):
            self._ended.emit()

    def _tell(self) -> None:
        with suppress(RuntimeError):
            self._told.emit()

    def _pass_on(self) -> None:
        self._control.heard = True
        if self._silent or self._estimate is None or not self.is_running:
            return
        done, total = self._control.done, self._control.total
        fraction = min(1.0, done / total) if total > 0 else 0.0
        self.progress.emit(self._estimate.at(fraction, self._clock.elapsed()))

    def _settle(self) -> None:
        """Tell the end, once."""
        if not self.is_running:
            return
        self._thread.join(PATIENCE)
        _running.discard(self)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.disconnect(self.close)
        error = self._outcome.error
        if isinstance(error, Cancelled) and self._control.cancelled():
            self._emit(self.cancelled.emit)
        elif error is not None:
            self._fail(error)
        else:
            self._emit(self.finished.emit, self._outcome.result)
        # What listened may hold the job in turn: Python can't see that through Qt, and neither would ever be freed.
        self.deleteLater()

    def _emit(self, signal: Callable[..., None], *values: object) -> None:
        if not self._silent:
            signal(*values)

    def _fail(self, error: BaseException) -> None:
        heard = not self._silent and self.isSignalConnected(QMetaMethod.fromSignal(self.failed))
        self._emit(self.failed.emit, error)
        if not isinstance(error, UserError) or (not heard and not self._silent):
            sys.excepthook(type(error), error, error.__traceback__)


_running: set[Job] = set()
"""Keeps the jobs at work alive, so that each is taken apart in the GUI thread."""
