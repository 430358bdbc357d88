"""What is told of an erasure: no personal value is in it."""

from datetime import datetime

from citizen_desktop.drafts.models import Action, Row


class Receipt(Row, frozen=True, kw_only=True):
    """What was erased, and how.

    Args:
        at: when it was done, Riyadh time.
        why: ``ERASED`` at somebody's wish, ``EXPIRED`` when the days were over.
        numbers: of the cases, rising; empty where the whole store was erased without being opened.
        everything: whether the store was erased with all that belongs to it.
        rewritten: snapshots and files kept aside that were written anew without the drafts, and read back.
        destroyed: snapshots and files kept aside that were overwritten and removed, since they could not be written anew.
        left: files that the system would not let go; they can't be opened without the key.
    """

    at: datetime
    why: Action = Action.ERASED
    numbers: tuple[int, ...] = ()
    everything: bool = False
    rewritten: int = 0
    destroyed: int = 0
    left: int = 0
