"""Saudi IBANs: the exact reason why one can't be right, down to two neighbours exchanged.

Sources: ISO 13616 (country, two check digits 02 to 98, remainder 1 modulo 97 after the first four characters are moved to the end
and letters become 10 to 35); the Saudi structure is SA, 2 check digits, 2 digits of the bank's code, 18 letters or digits.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from citizen_desktop.identity.digits import compact, only_digits, upper

LENGTH: Final = 24
COUNTRY: Final = "SA"
_BANK: Final = slice(4, 6)
# Check digits that the formula never gives although they leave the right remainder.
_NO_CHECK_DIGITS: Final = frozenset({"00", "01", "99"})


class IbanProblem(StrEnum):
    """Why an IBAN is not right."""

    EMPTY = "empty"
    COUNTRY = "country"
    LETTERS = "letters"
    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    EXCHANGED = "exchanged"
    CHECKSUM = "checksum"


@dataclass(frozen=True)
class Iban:
    """What was found about an IBAN.

    Args:
        value: as it is stored: folded, capitals, without spaces.
        problem: why it is not right, None if it is.
        count: by how many characters it is too short or too long.
        place: of the first character that may not stand there, counted from 1.
        exchanged: places, counted from 1, where exchanging the character with the one after it makes the IBAN right.
        bank_known: False for a bank's code that is in no row: a doubt, never a reason to refuse.
    """

    value: str
    problem: IbanProblem | None = None
    count: int = 0
    place: int = 0
    exchanged: tuple[int, ...] = ()
    bank_known: bool = True

    @property
    def ok(self) -> bool:
        """Whether it can be a real one."""
        return self.problem is None

    @property
    def bank_code(self) -> str:
        """The two digits that name the bank, empty until both are there."""
        code = self.value[_BANK]
        readable = self.value.startswith(COUNTRY) and len(code) == 2 and only_digits(code)
        return code if readable else ""

    @property
    def exchanged_pairs(self) -> tuple[str, ...]:
        """The neighbours that seem to be exchanged, as they stand now."""
        return tuple(self.value[place - 1 : place + 1] for place in self.exchanged)

    @property
    def in_fours(self) -> str:
        """The value as it is shown: ``SA03 8000 0000 6080 1016 7519``."""
        return in_fours(self.value)


def check_iban(text: str, bank_codes: Container[str] | None = None) -> Iban:
    """Judge an IBAN as it was typed or pasted; any text is answered.

    Args:
        text: what was typed.
        bank_codes: the codes of known banks; None asks nothing about the bank.
    """
    iban = _judge(upper(compact(text)))
    if bank_codes is None or not iban.bank_code or iban.bank_code in bank_codes:
        return iban
    return Iban(iban.value, iban.problem, iban.count, iban.place, iban.exchanged, bank_known=False)


def in_fours(value: str) -> str:
    """Return an IBAN in groups of four."""
    return " ".join(value[start : start + 4] for start in range(0, len(value), 4))


def _judge(value: str) -> Iban:
    if not value:
        return Iban(value, IbanProblem.EMPTY)
    if not (value.startswith(COUNTRY) or COUNTRY.startswith(value)):
        return Iban(value, IbanProblem.COUNTRY)
    place = next((place for place, character in enumerate(value) if not _may_stand(character, place)), None)
    if place is not None:
        return Iban(value, IbanProblem.LETTERS, place=place + 1)
    if len(value) != LENGTH:
        too_short = len(value) < LENGTH
        return Iban(value, IbanProblem.TOO_SHORT if too_short else IbanProblem.TOO_LONG, count=abs(LENGTH - len(value)))
    if adds_up(value):
        return Iban(value)
    exchanged = tuple(_mending_exchanges(value))
    return Iban(value, IbanProblem.EXCHANGED if exchanged else IbanProblem.CHECKSUM, exchanged=exchanged)


def _may_stand(character: str, place: int) -> bool:
    """Whether a character may stand at a place, counted from 0: letters in front, four digits, then either."""
    if place < len(COUNTRY):
        return True
    if place < _BANK.stop:
        return only_digits(character)
    return character.isascii() and character.isalnum()


def adds_up(value: str) -> bool:
    """Whether the check digits are those of the rest."""
    number = "".join(str(int(character, 36)) for character in value[4:] + value[:4])
    return int(number) % 97 == 1 and value[2:4] not in _NO_CHECK_DIGITS


def _mending_exchanges(value: str) -> Iterator[int]:
    """Give the places where exchanging a character with the next one makes the IBAN right: one is probable, more are possible."""
    for place in range(len(COUNTRY), len(value) - 1):
        first, second = value[place], value[place + 1]
        if first == second or not (_may_stand(second, place) and _may_stand(first, place + 1)):
            continue
        if adds_up(f"{value[:place]}{second}{first}{value[place + 2 :]}"):
            yield place + 1
