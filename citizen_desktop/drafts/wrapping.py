"""Wraps a key by a passphrase: Argon2id makes a key of it, ChaCha20-Poly1305 wraps with that.

A wrapping that was tampered with or a wrong passphrase look the same: the tag does not fit.
Sources: RFC 9106 (Argon2, section 4: its second recommended choice is the default here), RFC 8439 (ChaCha20-Poly1305).
"""

import secrets
import unicodedata
from typing import Annotated, Final

import msgspec

from citizen_desktop.drafts.secret import KEY_BYTES, Secret

_SALT: Final = 16
_NONCE: Final = 12
_TAG: Final = 16


class Cost(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one guess costs; bounded, so that a file somebody made can't keep the computer busy for hours.

    Args:
        passes: over the memory.
        memory: in KiB.
        lanes: that run side by side.
    """

    passes: Annotated[int, msgspec.Meta(ge=1, le=64)] = 3
    memory: Annotated[int, msgspec.Meta(ge=64, le=2**20)] = 2**16
    lanes: Annotated[int, msgspec.Meta(ge=1, le=8)] = 4


class Wrapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wrapped key.

    Args:
        cost: of a guess when it was made.
        salt: random.
        nonce: random.
        wrapped: the key and its tag.
    """

    cost: Cost
    salt: Annotated[bytes, msgspec.Meta(min_length=_SALT, max_length=_SALT)]
    nonce: Annotated[bytes, msgspec.Meta(min_length=_NONCE, max_length=_NONCE)]
    wrapped: Annotated[bytes, msgspec.Meta(min_length=KEY_BYTES + _TAG, max_length=KEY_BYTES + _TAG)]


class WrongPassphraseError(Exception):
    """The passphrase is not the right one; nothing more is told."""

    def __init__(self) -> None:
        super().__init__("wrong passphrase")


def wrap(key: Secret, passphrase: str, label: str, cost: Cost | None = None) -> Wrapping:
    """Wrap a key.

    Args:
        key: 32 bytes.
        passphrase: what unwraps it.
        label: what the wrapping is for; it unwraps for nothing else.
        cost: of a guess.
    """
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415  few starts need it

    cost = cost or Cost()
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    with _derive(passphrase, salt, cost) as wrapper:
        wrapped = ChaCha20Poly1305(wrapper.view()).encrypt(nonce, key.view(), _context(label, salt, cost))
    return Wrapping(cost=cost, salt=salt, nonce=nonce, wrapped=wrapped)


def unwrap(wrapping: Wrapping, passphrase: str, label: str) -> Secret:
    """Unwrap a key. It takes as long for a wrong passphrase, of whatever length, as for the right one.

    Args:
        wrapping: of the key.
        passphrase: as typed.
        label: what the wrapping is for.

    Raises:
        WrongPassphraseError: it is wrong, or the wrapping is not what it was.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415  few starts need it
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415

    key = Secret.empty(KEY_BYTES)
    with _derive(passphrase, wrapping.salt, wrapping.cost) as wrapper:
        context = _context(label, wrapping.salt, wrapping.cost)
        try:
            ChaCha20Poly1305(wrapper.view()).decrypt_into(wrapping.nonce, wrapping.wrapped, context, key.view())
        except InvalidTag:
            key.wipe()
            raise WrongPassphraseError from None
    return key


def normal(passphrase: str) -> str:
    """Return a passphrase as it is compared: keyboards write the same letters in different codes."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _derive(passphrase: str, salt: bytes, cost: Cost) -> Secret:
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415  few starts need it

    # A half of a pair, which some input methods send, has no code in UTF-8.
    typed = normal(passphrase).encode("utf-8", "surrogatepass")
    made = hash_secret_raw(typed, salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)
    return Secret(made)


def _context(label: str, salt: bytes, cost: Cost) -> bytes:
    """Return what is authenticated besides the key: a wrapping whose cost was changed does not unwrap."""
    return b"|".join((label.encode(), salt, msgspec.json.encode(cost)))
