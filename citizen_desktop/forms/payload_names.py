"""In which order attachments lie in a package, and under which names: a number, the slot, the type's ending, nothing personal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from citizen_desktop.attachments.media_type import extension
from citizen_desktop.content.document_models import Documents
from citizen_desktop.forms.draft import Attachment

LETTER_PDF: Final = "00-letter.pdf"
CONTENTS_PDF: Final = "01-contents.pdf"
SINGLE_PDF: Final = "all-in-one.pdf"
"""Letter, contents page and attachments once more, joined; in packages of those who wanted it."""
LETTER_TEXT: Final = "letter.txt"
PORTAL_STEPS: Final = "portal-steps.txt"
DRAFT_JSON: Final = "draft.json"
PAYLOAD: Final = "data/"
"""The folder of a package that holds all of them."""

_FIRST: Final = 2


@dataclass(frozen=True)
class Placed:
    """An attachment and its place.

    Args:
        index: among the attachments of the draft.
        attachment: the draft's.
        name: in the package, ``02-national-id.pdf``.
    """

    index: int
    attachment: Attachment
    name: str


def placed(documents: Documents, attachments: Iterable[Attachment]) -> tuple[Placed, ...]:
    """Return attachments in the order of the content's slots, those of unknown slots last.

    Args:
        documents: rows.
        attachments: of a draft.
    """
    order = {slot.id: number for number, slot in enumerate(documents.slots)}
    sorted_ones = sorted(enumerate(attachments), key=lambda pair: order.get(pair[1].slot, len(order)))
    return tuple(
        Placed(index, attachment, f"{number:02}-{attachment.slot}.{extension(attachment.media_type)}")
        for number, (index, attachment) in enumerate(sorted_ones, _FIRST)
    )
