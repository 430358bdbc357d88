"""The questions as rows of a list, in groups under titles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from citizen_desktop.content.faq_models import Faq, Question
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.search.findings import Span
from citizen_desktop.ui.question_groups import Group, Kind, listing

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_FOUND: Final = frozenset({Kind.RESULTS, Kind.NEAREST})

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class TitleRow:
    """The title of a group.

    Args:
        kind: of the group.
        count: of its questions.
    """

    kind: Kind
    count: int


@dataclass(frozen=True)
class QuestionRow:
    """A question in a group.

    Args:
        question: itself.
        place: in its group, from 1.
        title: of the group.
    """

    question: Question
    place: int
    title: TitleRow


class QuestionModel(QAbstractListModel):
    """The questions as rows.

    Args:
        faq: the content.
        parent: lives as long.
    """

    def __init__(self, faq: Faq, parent: QWidget) -> None:
        super().__init__(parent)
        self.questions = faq.questions
        self._categories = {category.id: category.name for category in faq.categories}
        self._rows: list[TitleRow | QuestionRow] = []
        self._find_marks: Callable[[str], tuple[Span, ...]] = _no_marks
        self._marks: dict[str, tuple[Span, ...]] = {}
        self.show_groups(listing(faq, None, None).groups)

    def show_groups(self, groups: Sequence[Group], marks: Callable[[str], tuple[Span, ...]] | None = None) -> None:
        """Show these questions.

        Args:
            groups: from the top.
            marks: says where a text answers what is searched for; None where nothing is.
        """
        self.beginResetModel()
        self._find_marks, self._marks = marks or _no_marks, {}
        self._rows = []
        for group in groups:
            title = TitleRow(group.kind, len(group.questions))
            self._rows.append(title)
            self._rows += [QuestionRow(question, place, title) for place, question in enumerate(group.questions, 1)]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let titles be passed over."""
        if isinstance(self.row(index), QuestionRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, what a screen reader says of it, or the row itself."""
        row = self.row(index)
        match role, row:
            case (Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole, TitleRow()):
                return title_words(row)
            case (Qt.ItemDataRole.DisplayRole, QuestionRow()):
                return str(row.question.question)
            case (Qt.ItemDataRole.AccessibleTextRole, QuestionRow()):
                return _("{question} {category}, {place} of {count}").format(
                    question=row.question.question,
                    category=self.category(row.question),
                    place=row.place,
                    count=row.title.count,
                )
            case (Qt.ItemDataRole.AccessibleDescriptionRole, QuestionRow()):
                return title_words(row.title)
        return row if role == ROW_ROLE else None

    def row(self, index: Index) -> TitleRow | QuestionRow | None:
        """Return a row, None beyond the last."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def question_at(self, index: Index) -> Question | None:
        """Return the question in a row, None where there is a title."""
        row = self.row(index)
        return row.question if isinstance(row, QuestionRow) else None

    def index_of(self, question: Question | None) -> QModelIndex:
        """Return where a question stands; an invalid index where it doesn't."""
        for number, row in enumerate(self._rows):
            if isinstance(row, QuestionRow) and row.question is question:
                return self.index(number)
        return QModelIndex()

    def category(self, question: Question) -> str:
        """Return the heading that a question stands under."""
        return str(self._categories[question.category])

    def marks(self, row: QuestionRow, text: str) -> tuple[Span, ...]:
        """Return where a text of a row answers what is searched for: nowhere, in a row that the search did not bring.

        Args:
            row: says whether it was found.
            text: its question, or its answer.
        """
        if row.title.kind not in _FOUND:
            return ()
        found = self._marks.get(text)
        if found is None:
            found = self._marks[text] = self._find_marks(text)
        return found


def title_words(row: TitleRow) -> str:
    """Return the words of a title."""
    match row.kind:
        case Kind.ALL:
            return _("Questions")
        case Kind.RESULTS:
            return ngettext("{n} result", "{n} results", row.count).format(n=row.count)
        case Kind.FREQUENT:
            return _("Frequently asked")
        case Kind.NEAREST:
            return _("Nearest questions")


def _no_marks(_text: str) -> tuple[Span, ...]:
    return ()
