"""Keeps the memory of this process out of files that the system writes when a program crashes."""

import contextlib
import ctypes
import sys
from dataclasses import dataclass
from typing import Final

_PR_SET_DUMPABLE: Final = 4
# Windows: no box that offers to send a report, and none of the heap in a report.
_SEM_FAILCRITICALERRORS: Final = 0x0001
_SEM_NOGPFAULTERRORBOX: Final = 0x0002
_WER_FAULT_REPORTING_FLAG_NOHEAP: Final = 0x0001


@dataclass(frozen=True)
class Guard:
    """What the platform let us do.

    Args:
        no_core: no core dump is written, for size 0 is the most it may have.
        not_dumpable: no other process of the same user may read this one's memory or attach to it, on Linux.
        no_report: reports of Windows hold no heap.
    """

    no_core: bool = False
    not_dumpable: bool = False
    no_report: bool = False


def guard_process() -> Guard:
    """Disable dumps of this process as far as the platform lets it; what it does not let is no error."""
    return Guard(no_core=_without_core(), not_dumpable=_not_dumpable(), no_report=_without_reports())


def _without_core() -> bool:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        return True
    return False


def _not_dumpable() -> bool:
    """Linux pipes dumps to a program whatever the limit on their size, but not those of such a process."""
    if not sys.platform.startswith("linux"):
        return False
    with contextlib.suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    return False


def _without_reports() -> bool:
    if sys.platform == "win32":
        with contextlib.suppress(OSError, AttributeError):
            kernel = ctypes.windll.kernel32
            kernel.SetErrorMode(kernel.GetErrorMode() | _SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
            return bool(kernel.WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP) == 0)
    return False
