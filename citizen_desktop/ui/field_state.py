"""How a field of the registration looks, by what was found about its answer."""

from typing import Final

from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.registration_items import FieldItem
from citizen_desktop.forms.registration_words import field_sentence
from citizen_desktop.identity.amounts import AmountProblem
from citizen_desktop.identity.dates import DateProblem
from citizen_desktop.identity.iban import IbanProblem
from citizen_desktop.identity.mobile import MobileProblem
from citizen_desktop.identity.national_address import AddressProblem
from citizen_desktop.identity.national_id import IdProblem
from citizen_desktop.widgets.field import Field
from citizen_desktop.widgets.input_frame import State

_UNFINISHED: Final = frozenset(
    {
        IdProblem.TOO_SHORT,
        MobileProblem.TOO_SHORT,
        IbanProblem.TOO_SHORT,
        AddressProblem.TOO_SHORT,
        DateProblem.INCOMPLETE,
        DateProblem.YEAR_DIGITS,
        AmountProblem.FRACTION,
    }
)
"""What more typing mends."""


def state_of(item: FieldItem | None, *, typing: bool, marked: bool, answered: bool) -> State:
    """Return how an answer looks.

    Args:
        item: what was found about it, None where it is not asked for.
        typing: the keyboard is in the field.
        marked: what is empty is an error: the person has been on this step and went on.
        answered: there is an answer, right or wrong.
    """
    if item is None:
        return State.PLAIN
    match item.standing:
        case Standing.FINE:
            return State.OK if answered else State.PLAIN
        case Standing.DOUBTFUL:
            return State.WARNING
        case Standing.MISSING if item.is_empty:
            return State.ERROR if marked else State.PLAIN
        case Standing.MISSING:
            unfinished = item.check is not None and item.check.problem in _UNFINISHED
            return State.PLAIN if unfinished and typing and not marked else State.ERROR


def show_item(
    field: Field, item: FieldItem | None, *, marked: bool, answered: bool, right: str = "", typing: bool | None = None
) -> State:
    """Show in a field how its answer stands, and return that.

    Args:
        field: where it is typed.
        item: what was found about it.
        marked: as above.
        answered: as above.
        right: a sentence for an answer that is right; none leaves the words that help.
        typing: whether the keyboard is in it, where the editor alone doesn't tell.
    """
    here = field.editor.hasFocus() if typing is None else typing
    state = state_of(item, typing=here, marked=marked, answered=answered)
    sentence = right
    if state is not State.OK:
        empty = item is None or (item.is_empty and state is State.PLAIN)
        sentence = "" if item is None or empty else field_sentence(item)
    field.show_state(state, sentence)
    return state
