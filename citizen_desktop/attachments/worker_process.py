"""Starts the process that decodes untrusted bytes, and ends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from citizen_desktop.attachments.limits import Limits
from citizen_desktop.attachments.models import Refusal
from citizen_desktop.attachments.worker import WORD
from citizen_desktop.attachments.worker_protocol import (
    Answer,
    BrokenProtocolError,
    Request,
    Setting,
    read_answer,
    write_request,
    write_setting,
)

if TYPE_CHECKING:
    from citizen_desktop.attachments.worker_windows import Job

_WORKER: Final = Path(__file__).with_name("worker.py")
_PATIENCE: Final = 5.0
"""Seconds that a process has to be gone once its pipes are."""
_LOOK_EVERY: Final = 0.01
_NEARLY: Final = 0.4
"""Share of the memory allowed that a process had at its end if it died for want of more: what grows is copied when it doubles."""
_UNIT: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes that ``ru_maxrss`` counts in."""
_KEPT_ON_WINDOWS: Final = ("SYSTEMROOT", "WINDIR", "TEMP", "TMP")
"""Without the first, Windows loads no library of its own; the others only name folders, which the system insists on."""


class WorkerEndedError(Exception):
    """The process ended, or said nonsense, before it answered.

    Args:
        refusal: what that says of the file.
    """

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


def command() -> list[str]:
    """Return what starts the process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    # -I: no variable of the environment, no folder but Python's own.
    return [sys.executable, "-I", str(_WORKER)]


class WorkerProcess:
    """One process. Only one thread uses it, but for ``kill``.

    Args:
        arguments: what starts it.
        setting: what it is told once.

    Raises:
        OSError: it can't be started.
    """

    def __init__(self, arguments: Sequence[str], setting: Setting) -> None:
        self._limits = setting.limits
        self.tasks = 0
        self._killed = False
        # Linux counts what a process had before it became another program, and that is what this one has.
        self._inherited = _peak()
        self._process = subprocess.Popen(  # noqa: S603  our own program, by its full path
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor or None,
            env=_environment(),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        self._bound = _bind(self._process, setting.limits)
        try:
            write_setting(self._input, setting)
        except OSError:
            self.kill()
            self.leave()
            raise

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended, and was not told to."""
        return not self._killed and self._process.poll() is None

    def ask(self, request: Request, contents: Sequence[bytes]) -> Answer:
        """Send a request and wait for its answer.

        Args:
            request: what is asked.
            contents: the files that it is about.

        Raises:
            WorkerEndedError: the process ended instead.
        """
        self.tasks += 1
        try:
            write_request(self._input, request, contents)
            answer = read_answer(self._output)
        except (OSError, ValueError, BrokenProtocolError):
            answer = None
        if answer is None:
            raise WorkerEndedError(self._reason())
        return answer

    def worn(self) -> bool:
        """Return whether another process should take its place: it has done much, or keeps much memory."""
        return self.tasks >= self._limits.tasks or _resident(self.pid) > self._limits.resident

    def kill(self) -> None:
        """End it at once; any thread may."""
        self._killed = True
        self._process.kill()

    def leave(self) -> None:
        """Let it go, and wait until it is gone."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    # What was not sent yet can't be sent any more.
                    continue
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._bound is not None:
            self._bound.close()
            self._bound = None

    def _reason(self) -> Refusal:
        """What its end says of the file. Signals mean nothing on Windows: there it has crashed."""
        if sys.platform == "win32":
            return Refusal.CRASHED
        status, peak = self._end()
        if status == -signal.SIGXCPU:
            return Refusal.TOO_LONG
        # Libraries in C end the process where Python would raise, and the system takes away what is largest.
        if status < 0 and peak > max(self._limits.memory * _NEARLY, self._inherited):
            return Refusal.TOO_MUCH_MEMORY
        return Refusal.CRASHED

    def _end(self) -> tuple[int, int]:
        """The status with which it ended, or is made to end, and the most memory that it had, in bytes."""
        left = round(_PATIENCE / _LOOK_EVERY)
        while (found := os.wait4(self.pid, os.WNOHANG))[0] == 0:
            left -= 1
            if left < 0:
                self.kill()
                found = os.wait4(self.pid, 0)
                break
            time.sleep(_LOOK_EVERY)
        status = os.waitstatus_to_exitcode(found[1])
        self._process.returncode = status
        return status, found[2].ru_maxrss * _UNIT

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None  # noqa: S101  for the type checker: it is a pipe
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout is not None  # noqa: S101  as above
        return self._process.stdout


def _bind(process: "subprocess.Popen[bytes]", limits: Limits) -> "Job | None":
    """Hold the process from outside, where the system does not let it bind itself."""
    if sys.platform == "win32":
        from citizen_desktop.attachments.worker_windows import Job  # noqa: PLC0415  Windows only

        return Job(process, limits)
    return None


def _environment() -> dict[str, str]:
    """Nothing that tells who is there and what lies where."""
    if sys.platform == "win32":
        return {name: os.environ[name] for name in _KEPT_ON_WINDOWS if name in os.environ}
    return {"LC_ALL": "C.UTF-8"}


def _resident(pid: int) -> int:
    """Bytes of memory that a process has, 0 where the system does not say."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _peak() -> int:
    """The most memory that this process has ever had, in bytes; 0 on Windows, where nothing is inherited."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415  not there on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT
