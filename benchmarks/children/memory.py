"""How much memory this process has resident, in MiB."""

from pathlib import Path
from typing import Final

from benchmarks.support import own_peak

_STATUS: Final = Path("/proc/self/status")
_CLEAR: Final = Path("/proc/self/clear_refs")


def idle() -> float | None:
    """Return what is resident now, and begin to watch for the peak; nothing where the system does not tell."""
    if not _STATUS.exists():
        return own_peak()
    try:
        _CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return peak()
    return _of_status("VmRSS")


def now() -> float | None:
    """Return what is resident now; nothing where the system does not tell."""
    return _of_status("VmRSS") if _STATUS.exists() else None


def peak() -> float | None:
    """Return the most that was resident since ``idle``."""
    # What Linux tells of a process at its end also counts the peak of its parent.
    return _of_status("VmHWM") if _STATUS.exists() else own_peak()


def _of_status(name: str) -> float:
    lines = _STATUS.read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024
