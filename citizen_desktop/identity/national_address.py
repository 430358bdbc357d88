"""The Saudi national address: its parts, and the short address of four letters and four digits.

Source: the parts as the national address is written: building number of 4 digits, street, district, city, postal code of 5 digits,
secondary number of 4 digits, and a unit where there is one.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from citizen_desktop.identity.digits import compact, fold_digits, only_digits, only_letters, upper


class AddressPart(StrEnum):
    """The parts, in the order in which they are written."""

    BUILDING = "building"
    STREET = "street"
    DISTRICT = "district"
    CITY = "city"
    POSTAL_CODE = "postal-code"
    SECONDARY = "secondary"
    UNIT = "unit"
    SHORT = "short"


class AddressProblem(StrEnum):
    """Why a part is not right."""

    EMPTY = "empty"
    LETTERS = "letters"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    NOT_FOUR_LETTERS = "not-four-letters"
    NOT_FOUR_DIGITS = "not-four-digits"


@dataclass(frozen=True)
class AddressPartCheck:
    """What was found about a part.

    Args:
        part: which one.
        value: as it is stored.
        problem: why it is not right, None if it is.
        count: by how many characters it is too short or too long.
        length: how many characters it has when it is right, 0 if any number.
    """

    part: AddressPart
    value: str
    problem: AddressProblem | None = None
    count: int = 0
    length: int = 0

    @property
    def ok(self) -> bool:
        """Whether it can be right."""
        return self.problem is None


_DIGITS: Final = {AddressPart.BUILDING: 4, AddressPart.POSTAL_CODE: 5, AddressPart.SECONDARY: 4}
_MAY_BE_EMPTY: Final = frozenset({AddressPart.UNIT, AddressPart.SHORT})
_SHORT_LETTERS: Final = 4
_SHORT_LENGTH: Final = 8


def check_address_part(part: AddressPart, text: str) -> AddressPartCheck:
    """Judge one part as it was typed or pasted; any text is answered. The unit and the short form may be left empty."""
    length = _DIGITS.get(part)
    if part is AddressPart.SHORT:
        return _check_short(text)
    if length is not None:
        return _check_number(part, compact(text), length)
    value = " ".join(fold_digits(text).split())
    empty = not compact(value) and part not in _MAY_BE_EMPTY
    return AddressPartCheck(part, value, AddressProblem.EMPTY if empty else None)


def _check_number(part: AddressPart, value: str, length: int) -> AddressPartCheck:
    if not value:
        return AddressPartCheck(part, value, AddressProblem.EMPTY, length=length)
    if not only_digits(value):
        return AddressPartCheck(part, value, AddressProblem.LETTERS, length=length)
    return _measured(part, value, length)


def _check_short(text: str) -> AddressPartCheck:
    value = upper(compact(text))
    letters, digits = value[:_SHORT_LETTERS], value[_SHORT_LETTERS:]
    part, length = AddressPart.SHORT, _SHORT_LENGTH
    if not value:
        return AddressPartCheck(part, value, length=length)
    if not only_letters(letters):
        return AddressPartCheck(part, value, AddressProblem.NOT_FOUR_LETTERS, length=length)
    if not only_digits(digits):
        return AddressPartCheck(part, value, AddressProblem.NOT_FOUR_DIGITS, length=length)
    return _measured(part, value, length)


def _measured(part: AddressPart, value: str, length: int) -> AddressPartCheck:
    missing = length - len(value)
    if missing > 0:
        return AddressPartCheck(part, value, AddressProblem.TOO_SHORT, missing, length)
    if missing < 0:
        return AddressPartCheck(part, value, AddressProblem.TOO_LONG, -missing, length)
    return AddressPartCheck(part, value, length=length)
