"""A job at work, as a row with words, bar and cancel."""

from collections.abc import Callable
from datetime import timedelta

from citizen_desktop.formats import duration
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.jobs import Job, Progress
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.progress_row import ProgressRow
from citizen_desktop.widgets.theme import Theme


class JobRow(Retranslated, ProgressRow):
    """Shows one job after the other, from its start to its end.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._job: Job | None = None
        self._words: Callable[[], str] = str
        self._last = Progress(0, None)
        self.cancel_wanted.connect(self._cancel)
        self.retranslate()

    def watch(self, job: Job, words: Callable[[], str]) -> None:
        """Show this job from now on; to be called before it starts.

        Args:
            job: the job.
            words: says what it does, in the language in use.
        """
        self._job, self._words = job, words
        self._last = Progress(0, None)
        self.cancel.setEnabled(True)
        job.progress.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.say(self._words(), _("Cancel"))
        self.show_progress(self._last.fraction, self._state())

    def _show(self, progress: Progress) -> None:
        self._last = progress
        self.show_progress(progress.fraction, self._state())

    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()
            self.state.setText(_("Breaking off…"))

    def _state(self) -> str:
        share = _("{n}%").format(n=int(self._last.fraction * 100))
        left = self._last.seconds_left
        return share if left is None else _(" · ").join((share, time_left(left)))


def time_left(seconds: float) -> str:
    """Return "about 12 seconds left"."""
    if seconds < 60:
        n = max(1, round(seconds))
        return ngettext("about {n} second left", "about {n} seconds left", n).format(n=n)
    return _("about {time} left").format(time=duration(timedelta(seconds=seconds)))
