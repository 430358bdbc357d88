"""Which file of a package goes where on the portal."""

from dataclasses import dataclass

from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.payload_names import CONTENTS_PDF, LETTER_PDF, placed


@dataclass(frozen=True)
class PortalFile:
    """A file that is attached on the portal.

    Args:
        file: its name in the package, ``02-national-id.pdf``.
        slot: the document that it is, None for the letter and the contents page.
    """

    file: str
    slot: str | None = None


def portal_files(content: ObjectionContent, draft: ObjectionDraft) -> tuple[PortalFile, ...]:
    """Return the files that are attached, in the order of the package: the letter, the contents page, the documents."""
    documents = placed(content.documents, draft.attachments)
    return (
        PortalFile(LETTER_PDF),
        PortalFile(CONTENTS_PDF),
        *(PortalFile(place.name, place.attachment.slot) for place in documents),
    )
