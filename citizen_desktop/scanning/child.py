"""Runs a program that is not ours and may hang: with bounds on its silence and on what it writes, and gone when this returns."""

import os
import queue
import signal
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final, NamedTuple

from citizen_desktop.scanning.models import Failure, ScanError

_LOOK_EVERY: Final = 0.1
"""Seconds after which it is asked whether to break off."""
_GRACE: Final = 3.0
"""Seconds that a program has to end once it was told to, as a scanner moves its lamp back. A closing window waits longer."""
_BLOCK: Final = 1 << 16
_MOST_WORDS: Final = 1 << 20
"""Bytes on standard error: what says more than that is out of order."""
_LAST_WORDS: Final = 1 << 12


@dataclass(frozen=True)
class Bounds:
    """How long and how much.

    Args:
        silence: seconds without a sign of life.
        size: bytes on standard output.
    """

    silence: float
    size: int


@dataclass(frozen=True)
class Ended:
    """How a program ended.

    Args:
        status: its exit status; below 0 the signal that ended it.
        output: what it wrote on standard output.
        words: the last of what it said on standard error.
    """

    status: int
    output: bytes
    words: str


class _Heard(NamedTuple):
    stream: int
    block: bytes


_OUTPUT: Final = 1
_ERRORS: Final = 2


def run(
    command: Sequence[str],
    bounds: Bounds,
    check: Callable[[], object],
    hear: Callable[[bytes], object] = lambda _words: None,
) -> Ended:
    """Run a program to its end. Nothing of it is left when this returns, whether or not it raises.

    Args:
        command: program and arguments; no shell is between.
        bounds: beyond them it is ended.
        check: called now and then; may raise to break off.
        hear: given what is said on standard error, as it comes.

    Raises:
        ScanError: it could not be started, or went beyond its bounds.
    """
    try:
        process = subprocess.Popen(  # noqa: S603  a program of the system, found by its name; no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # What it says is read by a program: in English. A group of its own, since drivers start helpers.
            env={**os.environ, "LC_ALL": "C"},
            start_new_session=True,
        )
    except OSError as error:
        raise ScanError(Failure.NO_PROGRAM) from error
    heard: queue.SimpleQueue[_Heard] = queue.SimpleQueue()
    for number, stream in ((_OUTPUT, process.stdout), (_ERRORS, process.stderr)):
        threading.Thread(target=_listen, args=(number, stream, heard), name="scanner", daemon=True).start()
    try:
        output, words = _follow(heard, bounds, check, hear)
        # Its pipes are closed: it has ended, or is about to.
        status = process.wait(_GRACE)
    except subprocess.TimeoutExpired as error:
        raise ScanError(Failure.SILENT) from error
    finally:
        _end(process)
    return Ended(status, output, words.decode(errors="replace"))


def _follow(
    heard: "queue.SimpleQueue[_Heard]", bounds: Bounds, check: Callable[[], object], hear: Callable[[bytes], object]
) -> tuple[bytes, bytes]:
    output, words = bytearray(), b""
    said, quiet, open_pipes = 0, 0.0, 2
    while open_pipes:
        check()
        try:
            stream, block = heard.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            quiet += _LOOK_EVERY
            if quiet >= bounds.silence:
                raise ScanError(Failure.SILENT) from None
            continue
        quiet = 0.0
        if not block:
            open_pipes -= 1
        elif stream == _OUTPUT:
            output += block
        else:
            said += len(block)
            words = (words + block)[-_LAST_WORDS:]
            hear(block)
        if len(output) > bounds.size or said > _MOST_WORDS:
            raise ScanError(Failure.NO_PICTURE)
    return bytes(output), words


def _listen(number: int, stream: IO[bytes], heard: "queue.SimpleQueue[_Heard]") -> None:
    """Pass on what comes, to its end; the last word is empty."""
    with stream:
        while block := os.read(stream.fileno(), _BLOCK):
            heard.put(_Heard(number, block))
    heard.put(_Heard(number, b""))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End it with all that it started, kindly at first."""
    if process.poll() is not None:
        return
    _signal(process, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    # Those that it leaves behind, too: its group bears its number as long as one of them lives.
    _signal(process, signal.SIGKILL)
    process.wait()


def _signal(process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)
