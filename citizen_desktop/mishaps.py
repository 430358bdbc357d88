"""What is written down when the program itself goes wrong: where, and never with what values.

The text of an exception may quote what a person typed, so neither it nor any variable is kept: only kinds and places.
"""

import contextlib
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

from citizen_desktop.files import write_atomically

_KEPT_BYTES: Final = 64 * 1024


def describe(kind: type[BaseException], trace: TracebackType | None, moment: datetime) -> str:
    """Return one entry: the moment, the kind of the error, and the places it passed.

    Args:
        kind: class of the exception.
        trace: its traceback.
        moment: aware.
    """
    lines = [f"{moment.isoformat(timespec='seconds')} {kind.__module__}.{kind.__qualname__}"]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join(lines) + "\n"


def write_down(log: Path, entry: str) -> bool:
    """Add an entry to a log, of which the newest part is kept.

    Returns:
        Whether it could be written.
    """
    before = b""
    with contextlib.suppress(OSError):
        before = log.read_bytes()[-_KEPT_BYTES:]
    try:
        write_atomically(log, before + entry.encode())
    except OSError:
        return False
    return True
