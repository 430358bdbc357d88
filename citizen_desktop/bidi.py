"""Bidirectional isolation: the one place that puts isolates around text of another or unknown direction.

Source: Unicode Standard Annex 9, section 2.4 (explicit directional isolates).
"""

import unicodedata
from typing import Final

LEFT_TO_RIGHT_ISOLATE: Final = "\u2066"
RIGHT_TO_LEFT_ISOLATE: Final = "\u2067"
FIRST_STRONG_ISOLATE: Final = "\u2068"
POP_DIRECTIONAL_ISOLATE: Final = "\u2069"

_CONTROLS: Final = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def ltr(text: str) -> str:
    """Isolate a phone number, an ID, an address or a handle, which read left to right everywhere."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"


def isolate(text: str) -> str:
    """Isolate a text that somebody else wrote, so that its direction is its own."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own is one of a script that runs to the left."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in strong if direction in {"L", "R", "AL"}), "L") != "L"


def strip_controls(text: str) -> str:
    """Return the text without direction marks, embeddings, overrides and isolates: for the clipboard and a terminal."""
    return text.translate(_CONTROLS)
