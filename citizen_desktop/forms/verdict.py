"""How a draft of either kind stands, with names and sentences: for the command line, which has no form to show."""

from dataclasses import dataclass
from datetime import date

from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.forms.any_draft import AnyDraft
from citizen_desktop.forms.completeness import Item, completeness
from citizen_desktop.forms.progress_words import item_name, item_sentence
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.forms.registration_flow import registration_state
from citizen_desktop.forms.registration_items import FieldItem
from citizen_desktop.forms.registration_words import field_name, field_sentence


@dataclass(frozen=True)
class Remark:
    """Something that is missing or doubtful.

    Args:
        id: of the item.
        slot: the document's, None for anything else.
        name: what it is called, in the language in use.
        sentence: what is missing or doubtful about it.
    """

    id: str
    slot: str | None
    name: str
    sentence: str

    @property
    def short_id(self) -> str:
        """What a program calls it: the slot, which ``--attach`` takes, or the item's id."""
        return self.slot or self.id


@dataclass(frozen=True)
class Verdict:
    """How a draft stands.

    Args:
        missing: without which there is a gap.
        doubtful: that something speaks against.
    """

    missing: tuple[Remark, ...]
    doubtful: tuple[Remark, ...]

    @property
    def complete(self) -> bool:
        """Whether there is no gap; doubts may be left."""
        return not self.missing

    @property
    def missing_slots(self) -> tuple[str, ...]:
        """Slots that lack a file."""
        return tuple(remark.slot for remark in self.missing if remark.slot is not None)


def verdict(content: RegistrationContent, draft: AnyDraft, today: date) -> Verdict:
    """Judge a draft of either kind.

    Args:
        content: rows of both kinds.
        draft: the answers.
        today: a day in Riyadh.
    """
    if isinstance(draft, RegistrationDraft):
        state = registration_state(content, draft, today)
        return Verdict(
            tuple(_of_field(content, item) for item in state.missing),
            tuple(_of_field(content, item) for item in state.doubtful),
        )
    standing = completeness(content.objection, draft, today)
    return Verdict(
        tuple(_of_item(content, item) for item in standing.missing),
        tuple(_of_item(content, item) for item in standing.doubtful),
    )


def _of_field(content: RegistrationContent, item: FieldItem) -> Remark:
    return Remark(item.id, item.slot, field_name(content, item), field_sentence(item))


def _of_item(content: RegistrationContent, item: Item) -> Remark:
    return Remark(item.id, item.slot, item_name(content.objection, item), item_sentence(item))
