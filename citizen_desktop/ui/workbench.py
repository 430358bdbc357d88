"""The one place of a window where untrusted files are decoded: a process that is started when it is first needed."""

from collections.abc import Callable

from citizen_desktop import paths
from citizen_desktop.attachments.thresholds import Thresholds
from citizen_desktop.attachments.workshop import Workshop
from citizen_desktop.content.legibility_loader import load_legibility_rules


class Workbench:
    """Gives the workshop to whoever needs it.

    Args:
        make: makes it, with the thresholds of legibility; another one for tests.
    """

    def __init__(self, make: Callable[[Thresholds], Workshop] = Workshop) -> None:
        self._make = make
        self._workshop: Workshop | None = None
        self._thresholds: Thresholds | None = None

    @property
    def thresholds(self) -> Thresholds:
        """What a page has to reach to count as legible."""
        if self._thresholds is None:
            self._thresholds = load_legibility_rules(paths.resources() / "content").thresholds
        return self._thresholds

    @property
    def workshop(self) -> Workshop:
        """The workshop; its process is started by what is asked of it first."""
        if self._workshop is None:
            self._workshop = self._make(self.thresholds)
        return self._workshop

    def close(self) -> None:
        """End the process, and what it is doing."""
        if self._workshop is not None:
            self._workshop.close()
