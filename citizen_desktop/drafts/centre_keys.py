"""The key of a help centre: others encrypt for it without a code, and its secret half lies in the centre's store alone."""

import hashlib
from typing import Final

from citizen_desktop.drafts.store import Store

_NAME: Final = "centre-identity"
_GROUP: Final = 4
_GROUPS: Final = 4


def centre_key(store: Store) -> str | None:
    """Return the public key, ``age1…``; None where the centre has made none."""
    identity = centre_identity(store)
    return None if identity is None else _public(identity)


def make_centre_key(store: Store) -> str:
    """Return the public key, and make the key where there is none; one that is there is never replaced.

    Raises:
        StoreError: it can't be kept.
    """
    import pyrage  # noqa: PLC0415  few starts need it

    with store.exclusive:
        identity = centre_identity(store)
        if identity is None:
            identity = str(pyrage.x25519.Identity.generate())
            store.set_personal(_NAME, identity)
    return _public(identity)


def centre_identity(store: Store) -> str | None:
    """Return the secret half; it leaves the store for this process only."""
    return store.personal(_NAME)


def parse_public_key(typed: str) -> str:
    """Return a public key that was typed, pasted or read from a file, without the white space that came along.

    Raises:
        ValueError: it is none; what was typed is not in it.
    """
    import pyrage  # noqa: PLC0415  few starts need it

    key = "".join(typed.split()).lower()
    try:
        return str(pyrage.x25519.Recipient.from_str(key))
    except pyrage.RecipientError:
        raise ValueError("no public key") from None


def key_fingerprint(public_key: str) -> str:
    """Return a few digits by which two people can compare a key on the phone."""
    return grouped(hashlib.sha256(public_key.encode()).hexdigest())


def grouped(digest: str) -> str:
    """Return the first digits of a digest, in groups."""
    return " ".join(digest[start : start + _GROUP] for start in range(0, _GROUP * _GROUPS, _GROUP))


def _public(identity: str) -> str:
    import pyrage  # noqa: PLC0415  few starts need it

    return str(pyrage.x25519.Identity.from_str(identity).to_public())
