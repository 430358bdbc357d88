"""The way through a registration: which steps there are for whom, what makes each complete, and where the person stands.

The flow is a table: a row of content for each step says when it is there, a row here says what it asks. A step is complete when
nothing that it asks is missing. Any step can be gone to at any time, and going changes no answer.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from citizen_desktop.content.registration_models import RegistrationContent, StepId, StepRow
from citizen_desktop.forms.completeness import Judgement, Standing
from citizen_desktop.forms.registration import Address, BankAccount, RegistrationDraft
from citizen_desktop.forms.registration_family import family_items
from citizen_desktop.forms.registration_items import (
    Asking,
    FieldItem,
    address_items,
    bank_items,
    basic_items,
    document_step_items,
    income_items,
    kind_items,
    no_items,
)
from citizen_desktop.forms.registration_slots import lives_independently


@dataclass(frozen=True)
class FlowStep:
    """A row of the flow.

    Args:
        items: what the step asks.
        begun: whether a draft holds an answer of it, right or wrong.
    """

    items: Callable[[Asking], Iterator[FieldItem]]
    begun: Callable[[RegistrationDraft], bool]


FLOW: Final[Mapping[StepId, FlowStep]] = MappingProxyType(
    {
        StepId.KIND: FlowStep(
            kind_items, lambda draft: draft.applicant.kind is not None or draft.applicant.independent is not None
        ),
        StepId.BASIC: FlowStep(
            basic_items, lambda draft: any((draft.applicant.national_id, draft.applicant.birth, draft.applicant.mobile))
        ),
        StepId.INCOME: FlowStep(income_items, lambda draft: bool(draft.incomes) or draft.no_income),
        StepId.ADDRESS: FlowStep(address_items, lambda draft: draft.address != Address()),
        StepId.FAMILY: FlowStep(family_items, lambda draft: bool(draft.members) or draft.no_members),
        StepId.BANK: FlowStep(bank_items, lambda draft: draft.bank != BankAccount()),
        StepId.DOCUMENTS: FlowStep(
            document_step_items, lambda draft: bool(draft.attachments) or draft.housing_proof is not None
        ),
        StepId.REVIEW: FlowStep(no_items, lambda _draft: False),
    }
)
"""What each step asks; when it is there stands in its row of content."""


def visible_steps(content: RegistrationContent, draft: RegistrationDraft) -> tuple[StepRow, ...]:
    """Return the steps that there are for this applicant, in their order."""
    independent = lives_independently(content, draft) is True
    return tuple(row for row in content.form.steps if not (row.hidden_if_independent and independent))


@dataclass(frozen=True)
class RegistrationState(Judgement[FieldItem]):
    """How a registration stands. Answers of steps that are not there count for nothing.

    Args:
        steps: those that there are for this applicant.
        begun: steps that hold an answer.
    """

    steps: tuple[StepRow, ...]
    begun: frozenset[StepId]

    def of_step(self, step_id: StepId) -> tuple[FieldItem, ...]:
        """Return what a step asks."""
        return tuple(item for item in self.items if item.step is step_id)


def registration_state(content: RegistrationContent, draft: RegistrationDraft, today: date) -> RegistrationState:
    """Judge a draft.

    Args:
        content: rows.
        draft: the answers so far.
        today: a day in Riyadh.
    """
    asking = Asking(content, draft, today)
    steps = visible_steps(content, draft)
    return RegistrationState(
        steps=steps,
        items=tuple(item for row in steps for item in FLOW[row.id].items(asking)),
        begun=frozenset(row.id for row in steps if FLOW[row.id].begun(draft)),
    )


class StepSign(StrEnum):
    """How a step is drawn in the list of steps."""

    DONE = "done"
    CURRENT = "current"
    ATTENTION = "attention"
    TODO = "todo"


@dataclass(frozen=True)
class StepView:
    """A step as the list of steps shows it.

    Args:
        id: which.
        number: counted from 1, among those that there are for this applicant.
        sign: how it is drawn; the current step is current however it stands.
        to_mend: items that are wrong, doubtful, or were left empty.
        begun: something was answered there.
        complete: nothing is missing there.
    """

    id: StepId
    number: int
    sign: StepSign
    to_mend: tuple[FieldItem, ...]
    begun: bool
    complete: bool


@dataclass(frozen=True)
class Walk:
    """Where a person stands in the form; it knows no answer and changes none.

    Args:
        current: the step that is shown.
        left: steps that have been left once: what is empty there is marked from then on.
        returning: the step was opened from the review to change something, and the next one is the review again.
    """

    current: StepId = StepId.KIND
    left: frozenset[StepId] = frozenset()
    returning: bool = False

    @classmethod
    def resumed(cls, state: "RegistrationState") -> "Walk":
        """Return where a draft is gone on with: at the first step at which something is missing; a new one at its beginning."""
        if not state.begun:
            return cls()
        open_steps = (
            row.id for row in state.steps if any(i.standing is Standing.MISSING for i in state.of_step(row.id))
        )
        return cls(next(open_steps, StepId.REVIEW))

    def to(self, step: StepId) -> "Walk":
        """Go to any step."""
        if step is self.current:
            return replace(self, returning=False)
        return Walk(step, self.left | {self.current})

    def change(self, step: StepId) -> "Walk":
        """Go from the review to a step, to come back with the next press of "next" or "back"."""
        return replace(self.to(step), returning=step is not StepId.REVIEW)

    def forward(self, steps: tuple[StepRow, ...]) -> "Walk":
        """Go to the next step; nothing that is missing keeps anybody. At the last one nothing changes.

        Args:
            steps: those that there are now.
        """
        return self.to(self._beside(steps, 1))

    def back(self, steps: tuple[StepRow, ...]) -> "Walk":
        """Go to the step before; at the first one nothing changes.

        Args:
            steps: those that there are now.
        """
        return self.to(self._beside(steps, -1))

    def settled(self, steps: tuple[StepRow, ...]) -> "Walk":
        """Return this, or where to stand when the current step is there no more: at the one after it.

        Args:
            steps: those that there are now.
        """
        if any(row.id is self.current for row in steps):
            return self
        return Walk(self._beside(steps, 1), self.left)

    def next_step(self, steps: tuple[StepRow, ...]) -> StepId | None:
        """Return where "next" leads, None at the last step."""
        step = self._beside(steps, 1)
        return None if step is self.current else step

    def step_before(self, steps: tuple[StepRow, ...]) -> StepId | None:
        """Return where "back" leads, None at the first step."""
        step = self._beside(steps, -1)
        return None if step is self.current else step

    def _beside(self, steps: tuple[StepRow, ...], direction: int) -> StepId:
        if self.returning:
            return StepId.REVIEW
        order = list(StepId)
        there = [row.id for row in steps]
        place = order.index(self.current) + direction
        while 0 <= place < len(order):
            if order[place] in there:
                return order[place]
            place += direction
        return self.current


def step_views(state: RegistrationState, walk: Walk) -> tuple[StepView, ...]:
    """Return the list of steps.

    Args:
        state: of the draft.
        walk: where the person stands.
    """
    return tuple(_view(state, walk, number, row.id) for number, row in enumerate(state.steps, 1))


def _view(state: RegistrationState, walk: Walk, number: int, step_id: StepId) -> StepView:
    items = state.of_step(step_id)
    complete = state.complete if step_id is StepId.REVIEW else all(i.standing is not Standing.MISSING for i in items)
    begun = step_id in state.begun
    # A draft that was opened again knows no walk: a step that holds an answer has been there before.
    looked_at = step_id in walk.left or (begun and step_id is not walk.current)
    to_mend = tuple(item for item in items if item.standing is not Standing.FINE and (looked_at or not item.is_empty))
    if step_id is walk.current:
        sign = StepSign.CURRENT
    elif to_mend:
        sign = StepSign.ATTENTION
    elif complete and (step_id is not StepId.REVIEW or step_id in walk.left):
        sign = StepSign.DONE
    else:
        sign = StepSign.TODO
    return StepView(step_id, number, sign, to_mend, begun, complete)
