"""The number of the national ID card and of the residence permit (iqama): the exact reason why one can't be right.

Sources: ten digits of which the first tells a citizen (1) from a resident (2), the last being the check digit of the Luhn formula
(ISO/IEC 7812-1, annex B).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from citizen_desktop.identity.digits import compact, only_digits

LENGTH: Final = 10


class Holder(StrEnum):
    """Whose number it is, by its first digit."""

    CITIZEN = "citizen"
    RESIDENT = "resident"


class IdProblem(StrEnum):
    """Why a number is not right."""

    EMPTY = "empty"
    LETTERS = "letters"
    FIRST_DIGIT = "first-digit"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    CHECKSUM = "checksum"


@dataclass(frozen=True)
class NationalId:
    """What was found about a number.

    Args:
        value: as it is stored: folded, without spaces.
        holder: whose it is, as soon as the first digit tells.
        problem: why it is not right, None if it is.
        count: by how many digits it is too short or too long.
    """

    value: str
    holder: Holder | None = None
    problem: IdProblem | None = None
    count: int = 0

    @property
    def ok(self) -> bool:
        """Whether it can be a real number."""
        return self.problem is None


_HOLDERS: Final = {"1": Holder.CITIZEN, "2": Holder.RESIDENT}


def check_national_id(text: str) -> NationalId:
    """Judge a number as it was typed or pasted; any text is answered.

    What no further digit can mend comes first: letters, then the first digit, then the length, then the checksum.
    """
    value = compact(text)
    holder = _HOLDERS.get(value[:1])
    problem, count = _problem(value)
    return NationalId(value, None if problem is IdProblem.LETTERS else holder, problem, count)


def _problem(value: str) -> tuple[IdProblem | None, int]:
    if not value:
        return IdProblem.EMPTY, 0
    if not only_digits(value):
        return IdProblem.LETTERS, 0
    if value[0] not in _HOLDERS:
        return IdProblem.FIRST_DIGIT, 0
    if len(value) < LENGTH:
        return IdProblem.TOO_SHORT, LENGTH - len(value)
    if len(value) > LENGTH:
        return IdProblem.TOO_LONG, len(value) - LENGTH
    return (None, 0) if luhn(value) else (IdProblem.CHECKSUM, 0)


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of those before it."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
