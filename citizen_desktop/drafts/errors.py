"""What can go wrong with the store. No error holds a value that a person typed, a key or a passphrase."""

from enum import StrEnum


class Trouble(StrEnum):
    """What is wrong with a store."""

    WRONG_KEY = "wrong-key"
    DAMAGED = "damaged"
    NEWER = "newer"
    FULL = "full"
    READ_ONLY = "read-only"
    UNREADABLE = "unreadable"


class StoreError(Exception):
    """The store did not do what it was asked.

    Args:
        trouble: what is wrong.
    """

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.value)
