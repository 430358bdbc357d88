"""Opens the head of a file that was handed over: by a code, or by the centre's key."""

from typing import Final

from citizen_desktop.drafts.centre_keys import centre_identity
from citizen_desktop.drafts.code_seal import SealError, SealTrouble, unseal
from citizen_desktop.drafts.handover_errors import HandoverError, HandoverTrouble
from citizen_desktop.drafts.handover_format import Head, Wrapping
from citizen_desktop.drafts.handover_words import Code
from citizen_desktop.drafts.store import Store
from citizen_desktop.drafts.way_out import Watch

OF_A_SEAL: Final = 32 << 20
"""Bytes that could be written in the time that a code takes: it counts for the progress."""

_SEALS: Final = {
    SealTrouble.WRONG_CODE: HandoverTrouble.WRONG_CODE,
    SealTrouble.NOT_SEALED: HandoverTrouble.ALTERED,
    SealTrouble.TOO_DEAR: HandoverTrouble.TOO_DEAR,
}


def unwrap_by_code(head: Head, code: Code, watch: Watch) -> str:
    """Return the identity behind a head.

    Raises:
        HandoverError: the code does not open it.
        Cancelled: it was broken off.
    """
    try:
        found = unseal(head.key, code.passphrase, watch.cancelled)
    except SealError as error:
        raise HandoverError(_SEALS[error.trouble]) from None
    watch.step(OF_A_SEAL)
    return _checked(found)


def _checked(identity: bytes) -> str:
    """Return an identity, after a look at whether it is one."""
    import pyrage  # noqa: PLC0415  few starts need it

    try:
        return str(pyrage.x25519.Identity.from_str(identity.decode("ascii")))
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise HandoverError(HandoverTrouble.ALTERED) from None


def unwrap(head: Head, key: Code | Store, watch: Watch) -> str:
    """Return the identity behind a head.

    Args:
        head: of the file.
        key: the code, or the store that holds the centre's key.
        watch: asked whether to go on.

    Raises:
        HandoverError: the key does not open it.
        Cancelled: it was broken off.
    """
    import pyrage  # noqa: PLC0415  few starts need it

    if isinstance(key, Code):
        if head.wrapping is not Wrapping.WORDS:
            raise HandoverError(HandoverTrouble.OTHER_KEY)
        return unwrap_by_code(head, key, watch)
    secret = centre_identity(key)
    if secret is None or head.wrapping is not Wrapping.CENTRE:
        raise HandoverError(HandoverTrouble.OTHER_KEY)
    try:
        found = pyrage.decrypt(head.key, [pyrage.x25519.Identity.from_str(secret)])
    except pyrage.DecryptError as error:
        other = str(error).startswith("No matching")
        raise HandoverError(HandoverTrouble.OTHER_KEY if other else HandoverTrouble.ALTERED) from None
    return _checked(found)
