"""Folding of what people type and paste: every digit becomes a Western one, and what can't be seen goes.

Sources: the Unicode Standard, Arabic block (U+0660 to U+0669 Arabic-Indic, U+06F0 to U+06F9 extended Arabic-Indic digits) and its
general categories (Cf format characters, Z* separators, Pd dashes).
"""

import unicodedata
from typing import Final

_ARABIC_INDIC: Final = 0x0660
_EXTENDED: Final = 0x06F0
_DIGITS: Final = {zero + digit: str(digit) for zero in (_ARABIC_INDIC, _EXTENDED) for digit in range(10)}

# Format characters (direction marks, isolates, zero-width ones, the byte order mark, the soft hyphen), separators and dashes.
_DROPPED: Final = frozenset({"Cf", "Zs", "Zl", "Zp", "Pd"})
# The minus sign, a mathematical symbol, passes for a hyphen.
_MINUS: Final = "\u2212"


def fold_digits(text: str) -> str:
    """Return the text with Arabic-Indic and extended Arabic-Indic digits as Western ones; all else is as it was."""
    return text.translate(_DIGITS)


def compact(text: str) -> str:
    """Return a number as it is meant: digits folded, without white space, hyphens and marks that come with pasted text."""
    if text.isascii() and text.isalnum():
        return text
    return "".join(character for character in fold_digits(text) if not _is_dropped(character))


def _is_dropped(character: str) -> bool:
    return character.isspace() or character == _MINUS or unicodedata.category(character) in _DROPPED


def only_digits(text: str) -> bool:
    """Whether the text holds nothing but Western digits; an empty one does."""
    return not text or (text.isascii() and text.isdecimal())


def only_letters(text: str) -> bool:
    """Whether the text holds nothing but letters of the basic Latin alphabet; an empty one does."""
    return not text or (text.isascii() and text.isalpha())


def upper(text: str) -> str:
    """Return the text with basic Latin letters as capitals; no other letter changes, so its length stays."""
    return "".join(character.upper() if character.isascii() else character for character in text)
