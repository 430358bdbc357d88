"""Reads texts aloud by a program of the system: one at a time, and without ever waiting for it."""

import os
import shutil
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from citizen_desktop.clock import Clock
from citizen_desktop.i18n import Language
from citizen_desktop.i18n import gettext as _
from citizen_desktop.speech.speakers import Command, Search, Speaker, Speakers, look_for_speakers
from citizen_desktop.speech.wording import least_seconds, patience, spoken_text

_SEARCH_LIMIT: Final = 6_000
"""Milliseconds for one program to say what voices it has: PowerShell takes two when the computer has just been started."""
_HUSH_LIMIT: Final = 2_000
"""Milliseconds for a word to the dispatcher, which hangs where there is no sound."""
_END_LIMIT: Final = 1_000
"""Milliseconds that a closing window waits for a program which has been ended."""


class Run(QObject):
    """A program that runs beside the window, with a time limit, and is ended with it.

    Args:
        command: program and arguments; no shell is between.
        limit: milliseconds without a sign of life.
        parent: ends it when it goes.
    """

    ended = Signal(object)
    """What it printed, or None if it failed: not there, crashed, too long, or a status other than 0."""

    def __init__(self, command: Command, limit: int, parent: QObject) -> None:
        super().__init__(parent)
        self._command = command
        self._output = b""
        self._over = False
        self.was_late = False
        """Whether it was ended because it took too long."""
        self._process = QProcess(self)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.errorOccurred.connect(self._failed)
        self._process.finished.connect(self._finished)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(limit)
        self._limit.timeout.connect(self._run_out)

    def start(self, text: bytes = b"") -> None:
        """Start it and hand it a text on standard input."""
        self._limit.start()
        self._process.start(self._command.program, self._command.arguments)
        # It may have failed already.
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.write(text)
            self._process.closeWriteChannel()

    def stop(self) -> None:
        """End it and tell nothing."""
        self._over = True
        self._limit.stop()
        self._process.kill()
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self.deleteLater()

    def _run_out(self) -> None:
        """End it and tell that it failed."""
        self.was_late = True
        self._tell(None)
        self._process.kill()

    def close(self) -> None:
        """End it, and wait until the system has taken it away."""
        self.stop()
        self._process.waitForFinished(_END_LIMIT)

    def _read(self) -> None:
        self._output += self._process.readAllStandardOutput().data()
        if self._limit.isActive():
            self._limit.start()

    def _failed(self, error: QProcess.ProcessError) -> None:
        # Only then there is no end to hear of; a pipe that is not read to its end is the program's own business.
        if error is QProcess.ProcessError.FailedToStart:
            self._tell(None)
            self.deleteLater()

    def _finished(self, status: int, how: QProcess.ExitStatus) -> None:
        self._read()
        fine = how is QProcess.ExitStatus.NormalExit and status == 0
        self._tell(self._output.decode(errors="replace") if fine else None)
        self.deleteLater()

    def _tell(self, output: str | None) -> None:
        """Tell the end, once."""
        if not self._over:
            self._over = True
            self._limit.stop()
            self.ended.emit(output)


class Reader(QObject):
    """Reads aloud, for one window.

    Args:
        clock: tells how long a program took.
        parent: the window; ``close`` is to be called when that closes.
        speakers: who speaks, where that is known already, as in pictures and tests; otherwise ``look`` finds out.
    """

    changed = Signal()
    """It began or ended to speak, or can speak a language now, or no more."""
    failed = Signal(str)
    """A sentence on what went wrong."""

    def __init__(self, clock: Clock, parent: QObject, speakers: Speakers | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._speakers: Speakers = speakers or {}
        self._looked = speakers is not None
        self._closing = False
        self._searching: Run | None = None
        self._run: Run | None = None
        self._speaker: Speaker | None = None
        self._text = ""
        self._began = 0.0

    @property
    def is_speaking(self) -> bool:
        """Whether a text is being read."""
        return self._run is not None

    def can_speak(self, language: Language) -> bool:
        """Whether there is a voice of a language."""
        return language in self._speakers

    def look(self) -> None:
        """Find out who can speak; only the first call does anything. ``changed`` comes when it is known."""
        if not self._looked:
            self._looked = True
            root = os.environ.get("SYSTEMROOT", r"C:\Windows")
            search = look_for_speakers(sys.platform, shutil.which, root, tuple(Language))
            self._step(lambda: next(search), search)

    def read(self, markdown: str, language: Language) -> None:
        """Read a text aloud; what was being read is broken off.

        Args:
            markdown: a text of the content, in the language that is in use.
            language: of the text.
        """
        self.stop()
        speaker = self._speakers.get(language)
        text = spoken_text(markdown)
        if speaker is None or not text:
            return
        self._speaker, self._text, self._began = speaker, text, self._clock.elapsed()
        self._run = Run(speaker.speak, round(patience(text, echoes=speaker.echoes) * 1000), self)
        self._run.ended.connect(self._ended)
        self._run.start(speaker.input_for(text))
        self.changed.emit()

    def stop(self) -> None:
        """Be silent."""
        if self._run is not None:
            self._run.stop()
            self._forget()

    def close(self) -> None:
        """Be silent and leave no program behind: to be called when the window closes."""
        self._looked = self._closing = True
        for run in (self._searching, self._run):
            if run is not None:
                run.close()
        self._searching = None
        if self._run is not None:
            self._forget()

    def _step(self, advance: Callable[[], Command], search: Search) -> None:
        """Walk the search as far as its next command, and go on when that has ended."""
        try:
            command = advance()
        except StopIteration as found:
            self._searching = None
            self._speakers = found.value
            self.changed.emit()
            return
        self._searching = Run(command, _SEARCH_LIMIT, self)
        self._searching.ended.connect(lambda output: self._step(lambda: search.send(output), search))
        self._searching.start()

    def _forget(self) -> None:
        """Take note that nothing is being read, and silence what goes on by itself."""
        speaker, self._run, self._speaker = self._speaker, None, None
        if speaker is not None and speaker.hush is not None and self._closing:
            QProcess.startDetached(speaker.hush.program, speaker.hush.arguments)
        elif speaker is not None and speaker.hush is not None:
            Run(speaker.hush, _HUSH_LIMIT, self).start()
        self.changed.emit()

    def _ended(self, output: str | None) -> None:
        late = self._run is not None and self._run.was_late
        soon = self._clock.runs and self._clock.elapsed() - self._began < least_seconds(self._text)
        if output is not None and not soon:
            self._run = self._speaker = None
            self.changed.emit()
            return
        # Whatever it was, it would be so again.
        self._speakers = {}
        self._forget()
        self.failed.emit(
            _("Nothing can be heard: this computer has no working sound output. The answer is here to read.")
            if late or output is not None
            else _("The program that reads aloud has stopped. The answer is here to read.")
        )
