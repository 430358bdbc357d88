"""What is said of the files that go to the portal."""

from typing import Final

from citizen_desktop.bidi import ltr
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.draft import ObjectionDraft
from citizen_desktop.forms.payload_names import LETTER_PDF, LETTER_TEXT
from citizen_desktop.forms.portal_files import PortalFile, portal_files
from citizen_desktop.i18n import gettext as _

_WORD_JOINER: Final = "\u2060"


def file_lines(content: ObjectionContent, draft: ObjectionDraft) -> tuple[str, ...]:
    """Return a line for every file of a draft's package that is attached on the portal: its document and its name."""
    return tuple(
        _("{document}: {file}").format(document=_document(content, file), file=ltr(_whole(file.file)))
        for file in portal_files(content, draft)
    )


def _whole(name: str) -> str:
    """Return a name that no line is broken in: a hyphen at the end of a line looks like one that is not part of it."""
    return name.replace("-", f"-{_WORD_JOINER}")


def attaching_words() -> str:
    """Return what is done with these files, and with the text."""
    return _("Paste the text of {file}, and attach each file where its document is asked for:").format(
        file=ltr(LETTER_TEXT)
    )


def _document(content: ObjectionContent, file: PortalFile) -> str:
    if file.slot is None:
        return _("Objection letter") if file.file == LETTER_PDF else _("Table of contents")
    slot = content.documents.slot(file.slot)
    return ltr(file.slot) if slot is None else str(slot.name)
