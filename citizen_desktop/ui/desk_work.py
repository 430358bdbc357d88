"""Work on the store before a form has it: one thing at a time, off the GUI thread, and nothing stays open for a closed window."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtWidgets import QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.errors import StoreError
from citizen_desktop.drafts.opening import Opened
from citizen_desktop.ui.jobs import Control, Job


class DeskWork:
    """Does one thing at a time.

    Args:
        clock: measures the pace of jobs.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._job: Job | None = None
        self._coming: list[object] = []
        """What came of the job, until it is taken over; or of one that nobody waits for any more."""

    @property
    def busy(self) -> bool:
        """Whether something is being done: nothing else is begun."""
        return self._job is not None

    def do(self, work: Callable[[], object], then: Callable[[object], None], page: QWidget | None = None) -> None:
        """Do something, and hand over what came of it; a ``StoreError`` or an ``OSError`` too.

        Args:
            work: done in a thread; it touches no widget.
            then: called in the GUI thread.
            page: takes no press meanwhile: a second one would do it a second time.
        """
        if self.busy:
            return
        coming = self._coming

        def run(control: Control) -> object:
            try:
                result = work()
            except (StoreError, OSError) as error:
                return error
            coming.append(result)
            if control.cancelled():
                _give_up(coming)
            return result

        job = self._job = Job(run, clock=self._clock)

        def done(result: object) -> None:
            self._job = None
            coming.clear()
            if page is not None:
                page.setEnabled(True)
            then(result)

        if page is not None:
            page.setEnabled(False)
        job.finished.connect(done)
        job.failed.connect(done)
        job.start()

    def close(self) -> None:
        """Wait for nobody any more; a store that is being opened is closed as soon as it is open."""
        if self._job is not None:
            self._job.close()
            self._job = None
            _give_up(self._coming)
        self._coming = []


def _give_up(coming: list[object]) -> None:
    """Close what was opened for nobody. Any thread may call it, also two at once."""
    with suppress(IndexError):
        while True:
            opened = coming.pop()
            if isinstance(opened, Opened):
                opened.close()
