"""Holds the process for untrusted bytes in a job of Windows: its memory, no process of its own, and its end with the window's.

Source: "Job Objects" and ``JOBOBJECT_EXTENDED_LIMIT_INFORMATION`` in Microsoft's documentation of Win32.
"""

import ctypes
import sys
from ctypes import wintypes
from typing import TYPE_CHECKING, Final

from citizen_desktop.attachments.limits import Limits

if TYPE_CHECKING:
    import subprocess

_EXTENDED_LIMITS: Final = 9
_ACTIVE_PROCESSES: Final = 0x0008
_PROCESS_MEMORY: Final = 0x0100
_NO_BOX_AFTER_A_CRASH: Final = 0x0400
_END_WITH_THE_JOB: Final = 0x2000


class _BasicLimits(ctypes.Structure):
    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", wintypes.DWORD),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", wintypes.DWORD),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", wintypes.DWORD),
        ("SchedulingClass", wintypes.DWORD),
    )


class _Counters(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_uint64)
        for name in (
            "ReadOperationCount",
            "WriteOperationCount",
            "OtherOperationCount",
            "ReadTransferCount",
            "WriteTransferCount",
            "OtherTransferCount",
        )
    )


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (
        ("BasicLimitInformation", _BasicLimits),
        ("IoInfo", _Counters),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


class Job:
    """What holds one process. It is closed with the window however that ends, and the process ends with it.

    The process was started before it was put in: until its first frame, which is sent later, it reads nothing of others.

    Args:
        process: that was just started.
        limits: what a file may cost; time is watched from the window.
    """

    def __init__(self, process: "subprocess.Popen[bytes]", limits: Limits) -> None:
        self._handle: int | None = None
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = wintypes.HANDLE
            kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
            kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
            kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
            wanted = _ExtendedLimits()
            wanted.BasicLimitInformation.LimitFlags = (
                _ACTIVE_PROCESSES | _PROCESS_MEMORY | _NO_BOX_AFTER_A_CRASH | _END_WITH_THE_JOB
            )
            wanted.BasicLimitInformation.ActiveProcessLimit = 1
            wanted.ProcessMemoryLimit = limits.memory
            self._handle = kernel.CreateJobObjectW(None, None)
            held = (
                self._handle is not None
                and kernel.SetInformationJobObject(
                    self._handle, _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted)
                )
                and kernel.AssignProcessToJobObject(self._handle, int(process._handle))  # noqa: SLF001  nothing else has it
            )
            if not held:
                process.kill()
                self.close()
                raise ctypes.WinError(ctypes.get_last_error())

    def close(self) -> None:
        """Let it go, and end the process if it is still there."""
        if sys.platform == "win32" and self._handle is not None:
            kernel = ctypes.WinDLL("kernel32")
            kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
            kernel.CloseHandle(self._handle)
            self._handle = None
