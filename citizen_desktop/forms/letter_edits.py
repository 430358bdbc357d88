"""What a person wrote anew in the letter: kept when answers change, and asked about where it may not fit them any more.

Nothing here replaces what was typed: only ``restore_paragraph`` lets go of it, and the person asks for that.
"""

from dataclasses import dataclass

from citizen_desktop.bidi import strip_controls
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.draft import LetterEdit, ObjectionDraft, sound_text
from citizen_desktop.forms.letter import EDITABLE, ParagraphId, composed_texts


@dataclass(frozen=True)
class OutdatedEdit:
    """A paragraph that the answers would give another text now than the one which the person wrote theirs for.

    Args:
        paragraph: which.
        mine: what the person wrote.
        before: what the answers gave then.
        now: what they give now; empty where they ask for no such paragraph any more.
    """

    paragraph: ParagraphId
    mine: str
    before: str
    now: str


def edit_of(draft: ObjectionDraft, paragraph: ParagraphId) -> LetterEdit | None:
    """Return what a person wrote in place of a paragraph, None if they left it as it is; of several the last one holds."""
    if paragraph not in EDITABLE:
        return None
    return next((edit for edit in reversed(draft.letter) if edit.paragraph == paragraph), None)


def edit_paragraph(draft: ObjectionDraft, paragraph: ParagraphId, text: str, original: str) -> ObjectionDraft:
    """Return a draft with a paragraph written anew.

    Args:
        draft: the answers.
        paragraph: which.
        text: what stands there now; the same as what the answers give is no edit, and nothing at all leaves the paragraph out.
        original: what the answers give now.

    Raises:
        ValueError: this paragraph can't be edited.
    """
    if paragraph not in EDITABLE:
        raise ValueError(paragraph)
    text = sound_text(text)
    if strip_controls(text) == original:
        return restore_paragraph(draft, paragraph)
    before = edit_of(draft, paragraph)
    # What they began with stays noted while they go on typing: an open question is not answered by that.
    edit = LetterEdit(paragraph=paragraph, text=text, replaced=original if before is None else before.replaced)
    return draft.evolve(letter=_with(draft, edit))


def restore_paragraph(draft: ObjectionDraft, paragraph: ParagraphId) -> ObjectionDraft:
    """Return a draft in which a paragraph says what the answers give; what the person wrote there is let go."""
    return draft.evolve(letter=tuple(edit for edit in draft.letter if edit.paragraph != paragraph))


def keep_paragraph(draft: ObjectionDraft, paragraph: ParagraphId, original: str) -> ObjectionDraft:
    """Return a draft in which the person has decided for their own text, knowing what the answers give now.

    Args:
        draft: the answers.
        paragraph: which; without an edit nothing changes.
        original: what the answers give now.
    """
    edit = edit_of(draft, paragraph)
    return draft if edit is None else draft.evolve(letter=_with(draft, edit.evolve(replaced=original)))


def outdated_edits(content: ObjectionContent, draft: ObjectionDraft) -> tuple[OutdatedEdit, ...]:
    """Return the edits that the person is to be asked about, in the order of the letter."""
    if not draft.letter:
        return ()
    now = composed_texts(content, draft)
    edits = ((paragraph, edit_of(draft, paragraph)) for paragraph in ParagraphId)
    return tuple(
        OutdatedEdit(paragraph, edit.text, edit.replaced, now[paragraph])
        for paragraph, edit in edits
        if edit is not None and edit.replaced != now[paragraph]
    )


def _with(draft: ObjectionDraft, edit: LetterEdit) -> tuple[LetterEdit, ...]:
    """Return the edits with one in the place of those of the same paragraph, or after all others."""
    others = [each for each in draft.letter if each.paragraph != edit.paragraph]
    place = next((n for n, each in enumerate(draft.letter) if each.paragraph == edit.paragraph), len(others))
    return (*others[:place], edit, *others[place:])
