"""What was typed with the keyboard in the other language."""

from itertools import product
from typing import Final

from citizen_desktop.content.faq_models import Keyboard

_MOST_READINGS: Final = 8


class KeyboardLayouts:
    """Two layouts of the same keys.

    Args:
        keys: what the keys write in each.
    """

    def __init__(self, keys: Keyboard) -> None:
        pairs = tuple(zip(keys.latin.split(), keys.arabic.split(), strict=True))
        self._arabic = dict(pairs)
        self._latin: dict[str, str] = {}
        for latin, arabic in pairs:
            self._latin.setdefault(arabic, latin)

    def as_arabic(self, text: str) -> str:
        """Return what the keys would have written in the Arabic layout."""
        typed = text.lower() if text.isupper() else text
        keys = self._arabic
        return "".join(keys.get(key) or keys.get(key.lower(), key) for key in typed)

    def as_latin(self, text: str) -> tuple[str, ...]:
        """Return what the keys may have written in the Latin layout: one key writes lam-alef, and so do two after each other."""
        parts: list[tuple[str, ...]] = []
        place = 0
        while place < len(text):
            pair = text[place : place + 2]
            if len(pair) == 2 and pair in self._latin:
                parts.append((self._latin[pair], "".join(self._latin.get(letter, letter) for letter in pair)))
                place += 2
            else:
                parts.append((self._latin.get(text[place], text[place]),))
                place += 1
        readings = product(*parts)
        return tuple("".join(reading) for reading, _number in zip(readings, range(_MOST_READINGS), strict=False))
