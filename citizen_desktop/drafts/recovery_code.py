"""A code on paper that opens the drafts when the passphrase is forgotten: 32 characters in eight groups of four.

30 of them are random, 150 bits, which nobody guesses; the last two are worked out from them, so that a slip is told before anything
is tried. The alphabet is Crockford's: no I, L, O, U, which are read as other characters.
"""

import hashlib
import secrets
from typing import Final

from citizen_desktop.identity.digits import compact

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 8
GROUP: Final = 4
_CHECK: Final = 2
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def make_code() -> str:
    """Return a new code, in groups."""
    digits = "".join(secrets.choice(ALPHABET) for _place in range(GROUPS * GROUP - _CHECK))
    return grouped(digits + _check(digits))


def grouped(code: str) -> str:
    """Return a code in its groups."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str | None:
    """Return the code without its groups, None where it can't be one: too short, or with a slip."""
    code = compact(typed).upper().translate(_READ_AS)
    if len(code) != GROUPS * GROUP or set(code) - set(ALPHABET):
        return None
    return code if _check(code[:-_CHECK]) == code[-_CHECK:] else None


def _check(digits: str) -> str:
    """Return the characters that show a slip; they say of the rest no more than their own ten bits."""
    number = int.from_bytes(hashlib.sha256(digits.encode()).digest()[:2], "big")
    return ALPHABET[number & 31] + ALPHABET[number >> 5 & 31]
