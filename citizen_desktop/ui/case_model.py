"""The drafts as rows of a list, and what a screen reader says of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from citizen_desktop.drafts.case_list import Case, Retention, retention
from citizen_desktop.drafts.models import DraftId
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.case_words import (
    below_name,
    edited_words,
    kind_words,
    left_words,
    name_words,
    number_words,
    percent_words,
    state_words,
)

if TYPE_CHECKING:
    from datetime import datetime

CASE_ROLE: Final = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class CaseModel(QAbstractListModel):
    """The rows.

    Args:
        desk: whose drafts they are.
        parent: lives as long.
    """

    def __init__(self, desk: CaseDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self._cases: tuple[Case, ...] = ()
        self._rows: dict[DraftId, int] | None = {}
        self.now: datetime = desk.clock.now()

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Show these, from the top."""
        self.beginResetModel()
        self.now = self.desk.clock.now()
        self._cases, self._rows = tuple(cases), None
        self.endResetModel()

    @property
    def cases(self) -> tuple[Case, ...]:
        """What is shown, from the top."""
        return self._cases

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._cases)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be chosen."""
        del index
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a row, what a screen reader says of it, or the draft itself."""
        case = self.case(index)
        if case is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name_words(case)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(case)
            case Qt.ItemDataRole.ToolTipRole:
                return None if case.locked else case.head.summary.name or None
        return case if role == CASE_ROLE else None

    def case(self, index: Index) -> Case | None:
        """Return the draft in a row, None beyond the last."""
        return self._cases[index.row()] if 0 <= index.row() < len(self._cases) else None

    def index_of(self, draft_id: DraftId) -> QModelIndex:
        """Return where a draft stands; an invalid index where it doesn't."""
        if self._rows is None:
            self._rows = {case.head.id: row for row, case in enumerate(self._cases)}
        row = self._rows.get(draft_id)
        return QModelIndex() if row is None else self.index(row)

    def retention(self, case: Case) -> Retention:
        """Return how long a draft is kept."""
        return retention(case.head, self.now.date(), self.desk.retention_days)

    def spoken(self, case: Case) -> str:
        """Return a whole row in words."""
        head = case.head
        return _("{name}, {number}, {kind}, {state}, {percent}, {note}, last edit: {edited}, erased {left}").format(
            name=name_words(case),
            number=number_words(head.number),
            kind=kind_words(head.summary.kind),
            state=state_words(case.state),
            percent=percent_words(head),
            note=below_name(case, centre=self.desk.centre)[2],
            edited=edited_words(head.changed, self.now),
            left=left_words(self.retention(case).days_left),
        )
