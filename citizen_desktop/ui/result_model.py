"""The rows of a judged package: one a file, the damaged ones first, sound tag files together in the last one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics

from citizen_desktop import bidi
from citizen_desktop.content.models import Text
from citizen_desktop.formats import file_size
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.package.examination import Examination, FileResult, State
from citizen_desktop.package.names import shown
from citizen_desktop.ui.package_words import icon_of, title_of
from citizen_desktop.widgets.theme import Theme

ROW_ROLE: Final = Qt.ItemDataRole.UserRole

LOOKS: Final = {
    State.ALTERED: ("err", "file-alert", "alert-circle"),
    State.MISSING: ("warn", "file-off", "file-off"),
    State.UNEXPECTED: ("warn", "file-plus", "file-plus"),
    State.FAULTY: ("err", "alert-triangle", "alert-triangle"),
    State.INTACT: ("ok", "", "circle-check"),
}
"""How a state looks: the look, the icon of the file, the icon of the state."""

_NAMED_TAG_FILES: Final = 4
_TITLE: Final = 170
_WIDEST_TITLE: Final = 240

_Index = QModelIndex | QPersistentModelIndex


def state_words(state: State) -> str:
    """Return the word for a state."""
    match state:
        case State.ALTERED:
            return pgettext("state of a file", "altered")
        case State.MISSING:
            return pgettext("state of a file", "missing")
        case State.UNEXPECTED:
            return pgettext("state of a file", "unexpected")
        case State.FAULTY:
            return pgettext("state of a file", "faulty")
        case State.INTACT:
            return pgettext("state of a file", "intact")


@dataclass(frozen=True, slots=True)
class Line:
    """A line below the file: what was expected, what was found, or a sentence.

    Args:
        label: its first word, or the sentence.
        digest: of the file, whole.
        size: in words.
        alarming: in the colour of the state.
    """

    label: str
    digest: str = ""
    size: str = ""
    alarming: bool = False

    @property
    def text(self) -> str:
        """All of it, the digest whole."""
        return " ".join(part for part in (self.label, bidi.ltr(self.digest) if self.digest else "", self.size) if part)


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A row as it is shown, in one language.

    Args:
        state: of the file.
        icon: of the file.
        title: what the file is.
        path: from the package's folder, or several, safe to show.
        lines: below it.
    """

    state: State
    icon: str
    title: str
    path: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All of it as one text, for a screen reader and a report."""
        parts = (self.title, bidi.ltr(self.path) if self.path else "", state_words(self.state))
        return _(" · ").join(part for part in (*parts, *(line.text for line in self.lines)) if part)


class ResultModel(QAbstractListModel):
    """The rows of a judged package, each made when it is first shown.

    Args:
        slots: the names of the documents by slot id.
        parent: lives as long.
    """

    def __init__(self, slots: Mapping[str, Text], parent: QObject) -> None:
        super().__init__(parent)
        self._slots = slots
        self._package = ""
        self._results: tuple[FileResult, ...] = ()
        self._sound_tag_files: tuple[str, ...] = ()
        self._made: dict[int, ResultRow] = {}
        self._title_width: tuple[int, int] | None = None

    def show_results(self, examination: Examination | None) -> None:
        """Show this package from now on, or nothing."""
        self.beginResetModel()
        results = examination.results if examination else ()
        together = [result for result in results if result.is_tag_file and result.state is State.INTACT]
        self._package = examination.verdict.name if examination else ""
        self._results = results[: len(results) - len(together)]
        self._sound_tag_files = tuple(result.path for result in together)
        self._made.clear()
        self.endResetModel()

    def title_width(self, theme: Theme) -> int:
        """Return the room that the names of documents need, within reason."""
        if self._title_width is None or self._title_width[0] != theme.text_size:
            metrics = QFontMetrics(theme.font(15, 700))
            widest = max((metrics.horizontalAdvance(str(name)) + 4 for name in self._slots.values()), default=0)
            width = max(theme.size(_TITLE), min(theme.size(_WIDEST_TITLE), widest))
            self._title_width = theme.text_size, width
        return self._title_width[1]

    def retranslate(self) -> None:
        """Say every row in the new language."""
        self._made.clear()
        self._title_width = None
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._results) + bool(self._sound_tag_files)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, all of the row as a text, or the row."""
        if role == ROW_ROLE:
            return self.row(index.row())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self.row(index.row()).text
        return self.row(index.row()).title if role == Qt.ItemDataRole.DisplayRole else None

    def row(self, number: int) -> ResultRow:
        """Return a row in the language in use."""
        found = self._made.get(number)
        if found is None:
            found = self._made[number] = self._make(number)
        return found

    def state(self, number: int) -> State:
        """Return the state of a row without making it."""
        return self._results[number].state if number < len(self._results) else State.INTACT

    def _make(self, number: int) -> ResultRow:
        if number >= len(self._results):
            named = " · ".join(map(shown, self._sound_tag_files[:_NAMED_TAG_FILES]))
            return ResultRow(State.INTACT, "shield-check", _("Verification files"), named, ())
        result = self._results[number]
        if not result.path:
            return ResultRow(result.state, "alert-triangle", _("The package itself"), "", tuple(_remarks(result)))
        icon = LOOKS[result.state][1] or icon_of(result.path)
        title = title_of(result.path, self._package, self._slots)
        return ResultRow(result.state, icon, title, shown(result.path), tuple(_lines(result)))


def _lines(result: FileResult) -> list[Line]:
    lines = []
    if result.state is State.ALTERED:
        expected_size = "" if result.expected_size is None else file_size(result.expected_size)
        if result.expected or expected_size:
            lines.append(Line(_("expected"), result.expected or "", expected_size))
        if result.found or result.size is not None:
            size = "" if result.size is None else file_size(result.size)
            lines.append(Line(_("found"), result.found or "", size, alarming=True))
    elif result.state is State.UNEXPECTED and result.size is not None:
        lines.append(Line(_("found"), "", file_size(result.size)))
    return lines + _remarks(result)


def _remarks(result: FileResult) -> list[Line]:
    return [Line(problem.detail, alarming=True) for problem in result.remarks]
