"""Amounts of money as people type them: riyals and halalas, with or without signs between the thousands.

A point or an Arabic decimal sign stands before the halalas; a comma of any kind or a space stands between thousands, and only
there. What could be read in two ways is asked about and never guessed.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from unicodedata import lookup

from citizen_desktop.identity.digits import fold_digits

HALALAS: Final = 100
"""In a riyal."""
MONTHS: Final = 12
_MOST_DIGITS: Final = 9
"""Of riyals: a thousand million is a slip."""

# Riyal in words and signs as they come with pasted amounts: the word, its short form, the ligature, the sign of 2025, Latin ones.
_RIYAL: Final = (
    r"(?:\u0631\u064a\u0627\u0644(?:\s*\u0633\u0639\u0648\u062f\u064a)?|\u0631\s*\.\s*\u0633\.?|\ufdfc|\u20c1|SAR|SR)"
)
_CURRENCY: Final = re.compile(rf"\A{_RIYAL}\s*|\s*{_RIYAL}\Z", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
_SIGNS: Final = str.maketrans(
    {
        lookup("ARABIC THOUSANDS SEPARATOR"): ",",
        lookup("ARABIC COMMA"): ",",
        lookup("ARABIC DECIMAL SEPARATOR"): ".",
    }
)
_MINUS: Final = "-\u2212\u2010\u2011\u2012\u2013\u2014\u2015"
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")


class AmountProblem(StrEnum):
    """Why an amount is not right."""

    EMPTY = "empty"
    LETTERS = "letters"
    NEGATIVE = "negative"
    COMMA = "comma"
    FRACTION = "fraction"
    TOO_LARGE = "too-large"


@dataclass(frozen=True)
class Amount:
    """What was found about an amount.

    Args:
        halalas: a hundredth of a riyal each; 0 if it is not right.
        problem: why it is not right, None if it is.
    """

    halalas: int = 0
    problem: AmountProblem | None = None

    @property
    def ok(self) -> bool:
        """Whether it can be read in one way."""
        return self.problem is None


def check_amount(text: str) -> Amount:  # noqa: PLR0911  a reason each
    """Judge an amount as it was typed or pasted; any text is answered."""
    seen = "".join(character for character in fold_digits(text) if unicodedata.category(character) != "Cf").strip()
    # A space between digits parts thousands, or else it could be two amounts.
    bare = "".join(_BETWEEN.sub(",", _CURRENCY.sub("", seen).strip().translate(_SIGNS)).split())
    if not bare:
        return Amount(problem=AmountProblem.LETTERS if seen else AmountProblem.EMPTY)
    if bare[0] in _MINUS:
        return Amount(problem=AmountProblem.NEGATIVE)
    whole, point, fraction = bare.partition(".")
    if not re.fullmatch(r"[0-9,]+", whole) or not re.fullmatch(r"[0-9]*", fraction):
        return Amount(problem=AmountProblem.LETTERS)
    if not _GROUPED.fullmatch(whole):
        return Amount(problem=AmountProblem.COMMA)
    if point and not 1 <= len(fraction) <= 2:
        return Amount(problem=AmountProblem.FRACTION)
    riyals = whole.replace(",", "").lstrip("0")
    if len(riyals) > _MOST_DIGITS:
        return Amount(problem=AmountProblem.TOO_LARGE)
    return Amount(int(riyals or "0") * HALALAS + int(fraction.ljust(2, "0")))


def per_month(halalas: int) -> int:
    """Return a twelfth of a yearly amount, rounded to the nearest halala, half a one up."""
    return (2 * halalas + MONTHS) // (2 * MONTHS)
