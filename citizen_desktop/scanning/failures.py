"""Why ``scanimage`` ended without a page: its exit status is SANE's own status, and its last words say more.

Status and words are those of ``SANE_Status`` and ``sane_strstatus`` in the SANE standard. A device that can't be opened ends it
with 1 whatever the reason, so there the words decide.
"""

import re
from typing import Final

from citizen_desktop.scanning.models import Failure

_STATUSES: Final = {
    2: Failure.CANCELLED,
    3: Failure.BUSY,
    4: Failure.UNSUPPORTED,
    6: Failure.JAMMED,
    7: Failure.NO_PAPER,
    8: Failure.COVER_OPEN,
    9: Failure.BROKEN_OFF,
    10: Failure.NO_MEMORY,
    11: Failure.NOT_PERMITTED,
}
_WORDS: Final = {
    "Operation not supported": Failure.UNSUPPORTED,
    "Operation was canceled": Failure.CANCELLED,
    "Device busy": Failure.BUSY,
    "Invalid argument": Failure.UNSUPPORTED,
    "Document feeder jammed": Failure.JAMMED,
    "Document feeder out of documents": Failure.NO_PAPER,
    "Scanner cover is open": Failure.COVER_OPEN,
    "Error during device I/O": Failure.BROKEN_OFF,
    "Out of memory": Failure.NO_MEMORY,
    "Access to resource has been denied": Failure.NOT_PERMITTED,
}
_OPENING: Final = "open of device"
_NOT_THERE: Final = frozenset({Failure.UNSUPPORTED, Failure.BROKEN_OFF})
"""What drivers say of a scanner that can't be opened because it is not there."""
_NONE_AT_ALL: Final = "no SANE devices found"
_LINE: Final = re.compile(r"[\r\n]+")


def failure_of(status: int, words: str) -> Failure:
    """Return why it ended.

    Args:
        status: with which it ended; below 0 the signal that ended it.
        words: what it said on standard error, in English.
    """
    for line in reversed(_LINE.split(words)):
        if _NONE_AT_ALL in line:
            return Failure.NO_DEVICE
        said = next((failure for text, failure in _WORDS.items() if line.rstrip(" )").endswith(text)), None)
        if said is not None and _OPENING in line:
            return Failure.NO_DEVICE if said in _NOT_THERE else said
        if said is not None and status == 1:
            return said
    return _STATUSES.get(status, Failure.NO_PICTURE)
