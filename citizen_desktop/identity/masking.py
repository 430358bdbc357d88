"""Numbers as they are shown where others can see the screen: enough to tell them apart, too little to use."""

from typing import Final

from citizen_desktop.identity.digits import compact
from citizen_desktop.identity.iban import in_fours

DOT: Final = "\u2022"
_SHOWN: Final = 2
_SHOWN_OF_IBAN: Final = 4
_AMOUNT: Final = 4


def masked(number: str) -> str:
    """Return a number with two characters at each end, ``10••••••08``; one of four or fewer shows none."""
    return _masked(compact(number), _SHOWN)


def masked_iban(iban: str) -> str:
    """Return an IBAN with four characters at each end, in fours; one of eight or fewer shows none."""
    return in_fours(_masked(compact(iban), _SHOWN_OF_IBAN))


def masked_amount() -> str:
    """Return what stands for an amount: not even its length is told."""
    return DOT * _AMOUNT


def _masked(value: str, shown: int) -> str:
    hidden = len(value) - 2 * shown
    return DOT * len(value) if hidden <= 0 else f"{value[:shown]}{DOT * hidden}{value[-shown:]}"
