"""Saudi mobile numbers: every usual spelling, one normal form.

Source: the numbering plan of Saudi Arabia as people write it: 05 and eight digits, or the country code 966
(with ``+``, ``00`` or bare), 5 and eight digits. Operators' prefixes change and are not checked.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from citizen_desktop.identity.digits import compact, only_digits

LENGTH: Final = 10
"""Digits of the normal form, 05xxxxxxxx."""

# What stands between the groups of a number besides spaces and hyphens.
_SEPARATORS: Final = str.maketrans("", "", "().")
_COUNTRY: Final = "966"


class MobileProblem(StrEnum):
    """Why a number is not right."""

    EMPTY = "empty"
    LETTERS = "letters"
    START = "start"
    NO_ZERO = "no-zero"
    EXTRA_ZERO = "extra-zero"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"


@dataclass(frozen=True)
class Mobile:
    """What was found about a number.

    Args:
        value: the normal form, 05xxxxxxxx, if it is right; else what was typed, folded and without spaces.
        problem: why it is not right, None if it is.
        count: by how many digits it is too short or too long.
    """

    value: str
    problem: MobileProblem | None = None
    count: int = 0

    @property
    def ok(self) -> bool:
        """Whether it can be a real number."""
        return self.problem is None

    @property
    def international(self) -> str:
        """The number as it is dialled from anywhere, +9665xxxxxxxx; empty if it is not right."""
        return f"+{_COUNTRY}{self.value[1:]}" if self.ok else ""


def check_mobile(text: str) -> Mobile:
    """Judge a number as it was typed or pasted; any text is answered."""
    value = compact(text).translate(_SEPARATORS)
    if not value:
        return Mobile(value, MobileProblem.EMPTY)
    digits = value.removeprefix("+")
    if not only_digits(digits):
        return Mobile(value, MobileProblem.LETTERS)
    if digits.startswith("00") and not value.startswith("+"):
        return _after_country(value, digits, f"00{_COUNTRY}")
    if value.startswith(("+", _COUNTRY[0])):
        return _after_country(value, digits, _COUNTRY)
    return _national(value, digits)


def _national(value: str, digits: str) -> Mobile:
    """Judge a number that is written as it is dialled in the country."""
    if digits.startswith("5"):
        return Mobile(value, MobileProblem.NO_ZERO)
    return _measured(value, digits) if _agree(digits, "05") else Mobile(value, MobileProblem.START)


def _after_country(value: str, digits: str, prefix: str) -> Mobile:
    """Judge a number that is written with the country code."""
    if not _agree(digits, prefix):
        return Mobile(value, MobileProblem.START)
    rest = digits[len(prefix) :]
    if rest.startswith("05"):
        return Mobile(value, MobileProblem.EXTRA_ZERO)
    if not _agree(rest, "5"):
        return Mobile(value, MobileProblem.START)
    if not rest:
        return Mobile(value, MobileProblem.TOO_SHORT, len(prefix) + LENGTH - 1 - len(digits))
    return _measured(value, f"0{rest}")


def _measured(value: str, normal: str) -> Mobile:
    if len(normal) < LENGTH:
        return Mobile(value, MobileProblem.TOO_SHORT, LENGTH - len(normal))
    if len(normal) > LENGTH:
        return Mobile(value, MobileProblem.TOO_LONG, len(normal) - LENGTH)
    return Mobile(normal)


def _agree(text: str, beginning: str) -> bool:
    """Whether a text, perhaps not typed to its end, begins in this way."""
    return text.startswith(beginning) or beginning.startswith(text)
