"""Wake-ups and CPU time of windows that nobody touches."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.support import FONTS, ROOT, Failed, Options, environment, print_table, python

NAME: Final = "rest"

_SETTLING: Final = 3.0
_PATIENCE: Final = 60.0


@dataclass(frozen=True)
class Reading:
    """What one thread has used so far.

    Args:
        switches: how often it was put on a processor, of its own will or not.
        seconds: on a processor.
    """

    switches: int
    seconds: float


def run(options: Options) -> None:
    """Let all windows rest at the same time, and count."""
    if sys.platform != "linux":
        print("Skipped: only Linux tells the context switches of another process.")
        return
    resting = "benchmarks.children.resting_window"
    with TemporaryDirectory() as data, ExitStack() as stack:
        windows = {
            "application, channels": stack.enter_context(_started("-m", "citizen_desktop", "--data-dir", data)),
            "bare QMainWindow": stack.enter_context(_started("-m", "benchmarks.children.bare_window", "stay", *FONTS)),
        }
        for number, condition in enumerate(("faq", "hidden", "minimised")):
            folder = str(Path(data) / str(number))
            windows[f"application, {condition}"] = stack.enter_context(_started("-m", resting, folder, condition))
        for name, process in list(windows.items())[1:]:
            if _announcement(process) == "refused":
                del windows[name]
                print(f"Skipped: {name}: there is no window manager here that would do it.")
        time.sleep(_SETTLING)
        began = time.time()
        first = {name: _readings(process) for name, process in windows.items()}
        time.sleep(options.seconds)
        last = {name: _readings(process) for name, process in windows.items()}
        minutes = int((began + options.seconds) // 60 - began // 60)
    print(f"All at once for {options.seconds} s, in which {minutes} full minute(s) began; all threads together.")
    rows = []
    for name, before in first.items():
        after = last[name]
        nothing = Reading(0, 0.0)
        switches = sum(now.switches - before.get(thread, nothing).switches for thread, now in after.items())
        seconds = sum(now.seconds - before.get(thread, nothing).seconds for thread, now in after.items())
        rows.append(
            [name, str(switches), f"{switches * 60 / options.seconds:.1f}", f"{seconds * 1000:.1f}", str(len(after))]
        )
    print_table(["", "switches", "a minute", "CPU ms", "threads"], rows)


@contextmanager
def _started(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(python(*arguments), cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _announcement(process: "subprocess.Popen[str]") -> str:
    """Wait for the line that says how the window stands.

    Raises:
        Failed: the process ended, or says nothing.
    """
    watchdog = threading.Timer(_PATIENCE, process.kill)
    watchdog.start()
    line = process.stdout.readline().strip() if process.stdout is not None else ""
    watchdog.cancel()
    if not line:
        raise Failed("a window did not come up")
    return line


def _readings(process: "subprocess.Popen[str]") -> dict[str, Reading]:
    """Return the threads of a process.

    Raises:
        Failed: it is gone.
    """
    if process.poll() is not None:
        raise Failed("a window closed by itself")
    threads = Path(f"/proc/{process.pid}/task")
    return {thread.name: _reading(thread) for thread in threads.iterdir()}


def _reading(thread: Path) -> Reading:
    switches = sum(
        int(line.split()[-1])
        for line in (thread / "status").read_text(encoding="ascii", errors="replace").splitlines()
        if "ctxt_switches:" in line
    )
    # schedstat counts nanoseconds; the times in stat are too coarse for a window at rest.
    return Reading(switches, int((thread / "schedstat").read_text(encoding="ascii").split()[0]) / 1e9)
