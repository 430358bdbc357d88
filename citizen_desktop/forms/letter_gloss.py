"""What the letter says in plain English, for whoever helps without reading Arabic: from the same answers, never printed."""

from citizen_desktop.bidi import isolate, runs_right_to_left
from citizen_desktop.content.letter_models import GlossWords
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.formats import gregorian, hijri, month
from citizen_desktop.forms.draft import Objection, ObjectionDraft, sound_text
from citizen_desktop.forms.letter import ParagraphId, kind_words, typed
from citizen_desktop.forms.letter_edits import edit_of
from citizen_desktop.forms.slots import HOUSING, slots_of
from citizen_desktop.i18n import Language, speaking


def letter_gloss(content: ObjectionContent, draft: ObjectionDraft) -> dict[ParagraphId, str]:
    """Return in English what the answers give for every paragraph, and say so of one that a person wrote anew.

    What they give nothing for is empty.
    """
    words = content.letter.gloss
    with speaking(Language.ENGLISH):
        composed = {
            ParagraphId.OPENING: kind_words(content.letter, draft).gloss.format(
                period=_period(words, draft.objection), day=_day(words, draft.objection)
            ),
            ParagraphId.EXPLANATION: _explanation(content, draft.objection),
            ParagraphId.REASON: _reason(content, draft.objection),
            ParagraphId.HOUSING: _housing(content, draft),
            ParagraphId.REQUEST: _request(content, draft.objection),
        }
    return {
        paragraph: words.edited.format(text=text) if text and edit_of(draft, paragraph) is not None else text
        for paragraph, text in composed.items()
    }


def _period(words: GlossWords, objection: Objection) -> str:
    first = objection.month
    return words.unanswered if first is None else words.month.format(month=month(first), year=first.year)


def _day(words: GlossWords, objection: Objection) -> str:
    if objection.day is None:
        return words.unanswered
    other, day = hijri(objection.day), gregorian(objection.day)
    return words.both_calendars.format(gregorian=day, hijri=other) if other else day


def _explanation(content: ObjectionContent, objection: Objection) -> str:
    """Return it line by line: a suggested one is known in English, one in Latin letters is read as it stands."""
    known = {typed(reason.wording.ar): reason.wording.en for reason in content.rules.reasons}
    known |= {typed(kind.request.ar): kind.request.en for kind in content.rules.kinds}
    words = content.letter.gloss
    lines = [line for line in map(typed, sound_text(objection.explanation).splitlines()) if line]
    said = [known.get(line) or _own_words(words, line) for line in lines]
    return (
        "\n".join(text for text, before in zip(said, [None, *said], strict=False) if text != before) or words.unanswered
    )


def _own_words(words: GlossWords, line: str) -> str:
    return words.typed if runs_right_to_left(line) else line


def _reason(content: ObjectionContent, objection: Objection) -> str:
    words, reason = content.letter.gloss, content.rules.reason(objection.reason)
    if reason is not None and reason.own_words:
        line = typed(objection.portal_words)
        return f"{words.own_words}\n{_own_words(words, line) if line else words.unanswered}"
    return words.reason.format(reason=words.unanswered if reason is None else isolate(reason.name.en))


def _housing(content: ObjectionContent, draft: ObjectionDraft) -> str:
    proof = content.documents.housing_proof(draft.objection.housing_proof)
    if proof is None or all(slot.id != HOUSING for slot in slots_of(content, draft)):
        return ""
    return content.letter.gloss.housing.format(proof=isolate(proof.name.en))


def _request(content: ObjectionContent, objection: Objection) -> str:
    row = content.rules.kind(objection.kind)
    return content.letter.gloss.request if row is None else row.request.en
