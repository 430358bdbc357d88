"""Bidirectional isolation: the one place that puts isolates around text of another or unknown direction.

Source: Unicode Standard Annex 9, section 2.4 (explicit directional isolates).
"""

import unicodedata
from typing import Final

LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
RIGHT_TO_LEFT_ISOLATE: Final = "\u2067"
FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_DIRECTIONAL_ISOLATE: Final = "\u2069"

_ISOLATES: Final = frozenset({LEFT_TO_RIGHT_ISOLATE, RIGHT_TO_LEFT_ISOLATE, FIRST_STRONG_ISOLATE})
_CONTROLS: Final = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def ltr(text: str) -> str:
    """Isolate a phone number, an ID, an address or a handle, which read left to right everywhere."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"


def isolate(text: str) -> str:
    """Isolate a text that somebody else wrote, so that its direction is its own."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"


def closed(text: str) -> str:
    """Return a text that was cut, with an end to every isolate which it begins, so that nothing added to it falls into one."""
    still_open = 0
    for character in text:
        if character in _ISOLATES:
            still_open += 1
        elif character == POP_DIRECTIONAL_ISOLATE:
            still_open = max(0, still_open - 1)
    return text + POP_DIRECTIONAL_ISOLATE * still_open


def runs_right_to_left(text: str) -> bool:
    """Whether a paragraph runs to the left: one that has letters of such a script, or none at all."""
    return not _has(text, "L") or _has(text, "R", "AL")


def runs(text: str) -> list[str]:
    """Cut a text where its direction turns: letters that run to the left, and everything else; white space ends a part.

    Whoever reads a page back puts parts of several directions on one line in an order of their own.
    """
    parts: list[tuple[bool, str]] = []
    for character in text:
        direction = unicodedata.bidirectional(character)
        # White space and marks on letters have no direction of their own.
        to_left = direction in {"R", "AL"} or (bool(parts) and parts[-1][0] and direction in {"WS", "NSM", "BN"})
        if parts and (parts[-1][0] is to_left or direction in {"WS", "NSM", "BN"}):
            parts[-1] = (parts[-1][0], parts[-1][1] + character)
        else:
            parts.append((to_left, character))
    return [part.strip() for _direction, part in parts if part.strip()]


def prose_parts(text: str) -> list[str]:
    """Cut a paragraph before and after words that run to the right; numbers stay with what they follow.

    An account number or the name of a file in the middle of an Arabic line would not read back whole.
    """
    parts: list[tuple[bool, str]] = []
    for word in text.split():
        for number, piece in enumerate(runs(word) if _has(word, "L") else [word]):
            foreign = parts[-1][0] if parts else False
            if _has(piece, "L"):
                foreign = True
            elif _has(piece, "R", "AL"):
                foreign = False
            if parts and parts[-1][0] is foreign:
                parts[-1] = (foreign, parts[-1][1] + ("" if number else " ") + piece)
            else:
                parts.append((foreign, piece))
    return [part for _foreign, part in parts]


def _has(text: str, *directions: str) -> bool:
    return any(unicodedata.bidirectional(character) in directions for character in text)


def strip_controls(text: str) -> str:
    """Return the text without direction marks, embeddings, overrides and isolates: for the clipboard and a terminal."""
    return text.translate(_CONTROLS)
