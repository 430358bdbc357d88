"""What can be undone in the letter: the paragraphs that a person wrote anew, step by step."""

from citizen_desktop.forms.draft import LetterEdit
from citizen_desktop.forms.letter import ParagraphId

Edits = tuple[LetterEdit, ...]


class LetterHistory:
    """The steps that were taken and those taken back. A word typed in one go is one step."""

    def __init__(self) -> None:
        self._past: list[Edits] = []
        self._future: list[Edits] = []
        self._run: tuple[ParagraphId, bool] | None = None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    def note_typing(self, before: Edits, paragraph: ParagraphId, old: str, new: str) -> None:
        """Take note that something was typed.

        Args:
            before: the edits as they stood.
            paragraph: where.
            old: its text as it stood.
            new: its text now.
        """
        adds = len(new) > len(old)
        longer, shorter = (new, old) if adds else (old, new)
        place = next(
            (n for n, pair in enumerate(zip(longer, shorter, strict=False)) if len(set(pair)) > 1), len(shorter)
        )
        letter = longer[place : place + 1]
        single = longer == shorter[:place] + letter + shorter[place:]
        run = (paragraph, adds) if single and not letter.isspace() else None
        if run is None or run != self._run:
            self.note(before)
        self._run = run

    def note(self, before: Edits) -> None:
        """Take note of a step of its own.

        Args:
            before: the edits as they stood.
        """
        self._past.append(before)
        self._future.clear()
        self._run = None

    def undo(self, now: Edits) -> Edits:
        """Return the edits as they stood before the last step.

        Raises:
            IndexError: there is no step.
        """
        self._future.append(now)
        self._run = None
        return self._past.pop()

    def redo(self, now: Edits) -> Edits | None:
        """Return the edits as they stood before the last undoing, None if there was none since."""
        if not self._future:
            return None
        self._past.append(now)
        self._run = None
        return self._future.pop()

    def clear(self) -> None:
        """Forget all, as when another draft is shown."""
        self._past.clear()
        self._future.clear()
        self._run = None
