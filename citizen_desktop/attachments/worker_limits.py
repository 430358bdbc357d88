"""Takes from the process for untrusted bytes what it has no need of, before the first of them comes.

Where the system knows no such limit, or does not let it be set, that is no error: the window watches the clock, and untrusted bytes
still meet another process than its own. What Windows has instead is set from outside, by ``worker_windows``.
"""

import contextlib
import ctypes
import os
import signal
import sys
from typing import Final

from citizen_desktop.attachments.limits import Limits

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_NO_NEW_PRIVS: Final = 38
_FILES: Final = 64
"""Files that may be open at once: fonts and colour profiles."""
_NICE: Final = 10


def confine(limits: Limits) -> None:
    """Bind this process: memory, no dumps, no bytes to any file, few files open; it gives way to the window, and ends with it.

    Args:
        limits: what a file may cost.
    """
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_NICE)
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415  not on Windows

        for kind, bound in (
            (resource.RLIMIT_CORE, 0),
            # A pipe is no file: what is decoded can be answered, and nothing else be kept.
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, _FILES),
            (resource.RLIMIT_AS, limits.memory),
        ):
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(kind, (bound, bound))
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            prctl = ctypes.CDLL(None).prctl
            prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
            prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
            # Of the thread that started this one: that thread lives as long as the workshop.
            prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def allow_seconds(seconds: int) -> None:
    """Let this process have so many more seconds on a processor, and be ended by the system after them.

    Args:
        seconds: for the next task.
    """
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  not on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))
