"""How long to wait after wrong passphrases. Counted before a passphrase is tried, and kept over a new start of the program.

Time is what passed since the computer was started, sleep included, which nobody can set. After a new start of the computer that
count begins anew: it is still no more than what really passed, so that no wait becomes shorter.
"""

from pathlib import Path
from threading import Lock

import msgspec

from citizen_desktop.clock import Clock, StoppedClock, SystemClock
from citizen_desktop.content.passphrase_models import Waits
from citizen_desktop.settings import UnlockErrors, change_window_state, load_window_state


class Attempts:
    """The errors so far.

    Args:
        state: where they are noted: how many, and when; None to note them nowhere.
        clock: the time; one that was stopped for a picture or a test by hand stops no wait.
        waits: how many seconds after how many errors.
    """

    def __init__(self, state: Path | None, clock: Clock, waits: Waits) -> None:
        self._state, self._waits = state, waits
        self._clock: Clock = SystemClock() if isinstance(clock, StoppedClock) else clock
        self._lock = Lock()
        self._known = load_window_state(state).unlock_errors if state is not None else UnlockErrors()

    @property
    def errors(self) -> int:
        """How many errors since the last success."""
        return self._now_known().count

    @property
    def whole_wait(self) -> int:
        """How many seconds there are to wait in all, since the last error."""
        return self._waits.after(self.errors)

    @property
    def next_wait(self) -> int:
        """How many seconds there will be to wait after another error."""
        return self._waits.after(self.errors + 1)

    def seconds_left(self) -> float:
        """Return how long there is still to wait; 0 for no more."""
        known = self._now_known()
        wait = self._waits.after(known.count)
        if not wait:
            return 0.0
        now = self._clock.elapsed()
        # Before the note was written: the computer was started anew since.
        passed = now - known.at if now >= known.at else now
        return max(0.0, wait - max(0.0, passed))

    def begin(self) -> None:
        """Count an attempt as an error before it is judged: who ends the program meanwhile gains nothing."""
        with self._lock:
            known = self._now_known()
            self._note(UnlockErrors(count=min(known.count + 1, 1_000_000), at=self._clock.elapsed()))

    def finish(self, *, right: bool) -> None:
        """Take note of how an attempt ended; the wait begins when a wrong one is told."""
        with self._lock:
            if right:
                self._note(UnlockErrors())
            else:
                known = self._now_known()
                self._note(msgspec.structs.replace(known, at=self._clock.elapsed()))

    def withdraw(self) -> None:
        """Take back an attempt that could not be judged."""
        with self._lock:
            known = self._now_known()
            self._note(msgspec.structs.replace(known, count=max(0, known.count - 1)))

    def forget(self) -> None:
        """Begin anew: what the passphrase opened is gone."""
        with self._lock:
            self._note(UnlockErrors())

    def _now_known(self) -> UnlockErrors:
        """Return what this window knows or what another one noted, whichever is worse."""
        if self._state is None:
            return self._known
        noted = load_window_state(self._state).unlock_errors
        return max(noted, self._known, key=lambda each: (each.count, each.at))

    def _note(self, errors: UnlockErrors) -> None:
        self._known = errors
        if self._state is not None:
            change_window_state(self._state, lambda state: msgspec.structs.replace(state, unlock_errors=errors))
