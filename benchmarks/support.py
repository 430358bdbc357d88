"""What the benchmarks share: processes that are timed, and tables."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
FONTS: Final = tuple(str(path) for path in sorted((ROOT / "resources" / "fonts").glob("*.ttf")))

_PATIENCE: Final = 120.0
"""Seconds after which a process that should have ended is ended."""


class Failed(Exception):  # noqa: N818  a sentence for the person
    """Something that was to be measured did not run."""


@dataclass(frozen=True)
class Options:
    """What the command line asks for.

    Args:
        runs: how often a program is started.
        seconds: how long windows are watched at rest.
        size_mib: how much is packed.
    """

    runs: int
    seconds: int
    size_mib: int


@dataclass(frozen=True)
class Ended:
    """A process that came to its end.

    Args:
        seconds: from before its start to its end.
        cpu: seconds on a processor, which other work on the computer hardly changes; None where the system does not tell.
        peak: most memory it ever had resident, in MiB; None where the system does not tell.
    """

    seconds: float
    cpu: float | None
    peak: float | None


def python(*arguments: str) -> list[str]:
    """Return the command line of this Python."""
    return [sys.executable, *arguments]


def environment(**changes: str) -> dict[str, str]:
    """Return the variables for a child: compiled modules are stored and used, as those of an installed program are."""
    return {**{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}, **changes}


def run_to_end(command: Sequence[str]) -> Ended:
    """Run a command and measure it.

    Raises:
        Failed: it ended with an error, or not at all.
    """
    began = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL)
    watchdog = threading.Timer(_PATIENCE, process.kill)
    watchdog.start()
    try:
        cpu, peak = _wait(process)
    finally:
        watchdog.cancel()
    seconds = perf_counter() - began
    if process.returncode != 0:
        raise Failed(f"exit status {process.returncode} from {' '.join(command)}")
    return Ended(seconds, cpu, peak)


def _wait(process: "subprocess.Popen[bytes]") -> tuple[float | None, float | None]:
    """Wait for the end; return the time on a processor and the peak of memory."""
    if sys.platform == "win32":
        process.wait()
        return None, None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, _mebibytes(usage.ru_maxrss)


def _mebibytes(peak: int) -> float:
    """Read ``ru_maxrss``, which macOS counts in bytes and Linux in units of 1024."""
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def own_peak() -> float | None:
    """Return this process's own peak in MiB: Linux hands it down to a child, whose peak never reads lower."""
    if sys.platform == "win32":
        return None
    import resource

    return _mebibytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def ask(module: str, *arguments: str, patience: float = _PATIENCE, **variables: str) -> dict[str, Any]:
    """Run one of the ``children`` and return the JSON that it prints last.

    Args:
        module: its name.
        arguments: of its command line.
        patience: seconds after which it is ended.
        variables: of its environment.

    Raises:
        Failed: it did not print any.
    """
    command = python("-m", module, *arguments)
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(**variables),
            stdout=subprocess.PIPE,
            check=True,
            timeout=patience,
        )
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (subprocess.SubprocessError, ValueError, IndexError) as error:
        raise Failed(f"no answer from {module}: {error}") from error
    return answer


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Return least, median and greatest."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return ordered[0], median, ordered[-1]


def cells(values: Sequence[float | None], form: str) -> list[str]:
    """Return least, median and greatest as cells of a table; dashes for what could not be measured."""
    known = [value for value in values if value is not None]
    return [format(value, form) for value in spread(known)] if known else ["-"] * 3


def gap_cells(gaps: dict[str, float]) -> list[str]:
    """Return what ``Gaps.told`` tells as cells of a table."""
    return [f"{gaps['longest']:.0f}", f"{gaps['p99']:.0f}", f"{gaps['long']:.0f}", f"{gaps['work']:.0f}"]


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: the first column to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        name, *numbers = (
            text.rjust(width) if column else text.ljust(width)
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join([name, *numbers]).rstrip())
    sys.stdout.flush()
