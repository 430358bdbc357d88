"""Everything that the file editor changes, so that it can be undone: a command is what there was, and what there is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from citizen_desktop.attachments.models import Edits, Value

_MERGES = 1


class Arrangement(Value, frozen=True):
    """All that can be undone.

    Args:
        edits: of the file.
        apart: of the files that some of its pages were made into.
    """

    edits: Edits
    apart: tuple[Edits, ...] = ()


class Change(QUndoCommand):
    """A step from one arrangement to another.

    Args:
        show: takes an arrangement as the one that holds.
        before: what there was.
        after: what there is.
        text: what was done, in words.
        series: steps of the same one become one step, as an edge that is moved by key after key; empty for a step of its own.
    """

    def __init__(
        self,
        show: Callable[[Arrangement], None],
        before: Arrangement,
        after: Arrangement,
        text: str,
        series: str = "",
    ) -> None:
        super().__init__(text)
        self._show, self.before, self.after, self.series = show, before, after, series

    def redo(self) -> None:
        """Do it."""
        self._show(self.after)

    def undo(self) -> None:
        """Take it back."""
        self._show(self.before)

    def id(self) -> int:
        """Tell Qt whether it may be part of a series."""
        return _MERGES if self.series else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802  Qt's name
        """Take in the next step of the same series."""
        if not isinstance(other, Change) or other.series != self.series:
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)
        return True


class History(QObject):
    """What holds, and how it came to be.

    Args:
        edits: to begin with.
    """

    changed = Signal()

    def __init__(self, edits: Edits) -> None:
        super().__init__()
        self.arrangement = Arrangement(edits=edits)
        self._stack = QUndoStack(self)
        self._stack.indexChanged.connect(self.changed)

    @property
    def edits(self) -> Edits:
        """What holds for the file."""
        return self.arrangement.edits

    @property
    def count(self) -> int:
        """How many steps lead to what holds."""
        return self._stack.index()

    @property
    def undoes(self) -> str:
        """What the next step back takes back, empty if there is none."""
        return self._stack.undoText()

    @property
    def redoes(self) -> str:
        """What the next step forward does again, empty if there is none."""
        return self._stack.redoText()

    def do(self, after: Edits | Arrangement, text: str, series: str = "") -> None:
        """Take a step; one that changes nothing is none."""
        if isinstance(after, Edits):
            after = self.arrangement.evolve(edits=after)
        if after != self.arrangement:
            self._stack.push(Change(self._show, self.arrangement, after, text, series))

    def undo(self) -> None:
        """Take the last step back."""
        self._stack.undo()

    def redo(self) -> None:
        """Take it again."""
        self._stack.redo()

    def _show(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
