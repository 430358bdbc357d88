"""The steps of a registration on the portal as text, with the files that go up there: ``portal-steps.txt``, in Arabic."""

from collections.abc import Iterator
from datetime import date

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.models import PortalPath
from citizen_desktop.content.registration_models import RegistrationContent
from citizen_desktop.formats import gregorian
from citizen_desktop.forms.letter import both_calendars, document_name
from citizen_desktop.forms.payload_names import placed
from citizen_desktop.forms.registration import RegistrationDraft
from citizen_desktop.i18n import Language, speaking


def registration_steps_text(content: RegistrationContent, draft: RegistrationDraft, today: date) -> str:
    """Return ``portal-steps.txt``: the way through the portal, and which file goes up where.

    Args:
        content: rows.
        draft: the answers so far.
        today: a day in Riyadh.
    """
    words, path = content.objection.letter, content.portal.paths[0]
    with speaking(Language.ARABIC):
        parts = (
            [path.title.ar, words.portal.prepared.format(date=both_calendars(words, today)), content.portal.caution.ar],
            list(_steps(content, draft, path)),
            [words.portal.sources, *_sources(content, path)],
            [words.footer],
        )
    return strip_controls("\n\n".join("\n".join(part) for part in parts)) + "\n"


def _steps(content: RegistrationContent, draft: RegistrationDraft, path: PortalPath) -> Iterator[str]:
    for number, step in enumerate(path.steps, 1):
        yield f"{number}. {step.text.ar}"
        if step.detail is not None:
            yield f"   {step.detail.ar}"
        if step.attaches:
            yield from (f"   {line}" for line in _files(content, draft))


def _files(content: RegistrationContent, draft: RegistrationDraft) -> Iterator[str]:
    words = content.objection.letter.portal
    for place in placed(content.documents, draft.attachments):
        name = document_name(content.objection, place.attachment.slot)
        yield "- " + words.file.format(name=name, file=place.name)


def _sources(content: RegistrationContent, path: PortalPath) -> Iterator[str]:
    for fact in path.facts:
        yield "- " + content.objection.letter.portal.source.format(
            what=fact.what.ar, source=fact.source.ar, date=gregorian(fact.verified)
        )
