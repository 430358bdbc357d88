"""Work with the key off the GUI thread: it may take a second, or wait for another program."""

from collections.abc import Callable
from dataclasses import dataclass

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.envelope import KeyFileError, KeyTrouble
from citizen_desktop.ui.jobs import Control, Job


@dataclass(frozen=True)
class Outcome:
    """How it ended.

    Args:
        result: of the work, if nothing was wrong.
        trouble: what was wrong.
    """

    result: object = None
    trouble: KeyTrouble | None = None

    def __repr__(self) -> str:
        """Tell nothing of the result."""
        return f"<Outcome {self.trouble}>"


def key_job(work: Callable[[], object], clock: Clock, then: Callable[[Outcome], None]) -> Job:
    """Start work with the key.

    Args:
        work: touches no widget; a ``KeyFileError`` of it becomes a trouble.
        clock: of the job.
        then: called in the GUI thread with the outcome.
    """

    def run(_control: Control) -> Outcome:
        try:
            return Outcome(work())
        except KeyFileError as error:
            return Outcome(trouble=error.trouble)

    job = Job(run, clock=clock)
    job.finished.connect(then)
    # A mistake of the program's own is told elsewhere; whoever waits goes on.
    job.failed.connect(lambda _error: then(Outcome(trouble=KeyTrouble.UNREADABLE)))
    job.start()
    return job
