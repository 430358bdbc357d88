"""Where drafts are kept, and what opens them."""

from enum import StrEnum


class Keeping(StrEnum):
    """What the person, or the owner of the machine, decided at the first start."""

    PERSONAL = "personal"
    """One person's own computer: a random key, kept for the user alone."""
    CENTRE = "centre"
    """A computer that several people use: a passphrase opens the drafts."""
    NOTHING = "nothing"
    """Nothing is kept: drafts live in memory."""


class KeyPlace(StrEnum):
    """Where the key of the drafts is."""

    KEYRING = "keyring"
    """In the system's keyring, which opens with the user's account."""
    FILE = "file"
    """In a file that the user alone may read: who can read it can read the drafts."""
    PASSPHRASE = "passphrase"  # noqa: S105  no passphrase but the word
    """Nowhere in the clear: it is wrapped by a passphrase."""
    WORDS = "words"
    """In a backup alone: wrapped by six words, which open it on any computer."""
    NOWHERE = "nowhere"
    """There is no key: nothing is kept."""
