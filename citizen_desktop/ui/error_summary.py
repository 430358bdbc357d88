"""What is to be mended on a page, with links that lead into each field.

It is made when the person comes to the page and keeps its rows until they leave, ticking off what has been mended: nothing on the
page moves while they type.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.todo_row import TodoRow


@dataclass(frozen=True)
class SummaryLine:
    """A line.

    Args:
        item: id of what it is about.
        words: the field, and what is wrong.
        mended: it is right by now.
    """

    item: str
    words: str
    mended: bool = False


class ErrorSummary(Retranslated, Card):
    """The box; hidden while there is nothing in it.

    Args:
        theme: colours and fonts.
    """

    item_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "errBg", "errBd", radius=8, flat=True)
        self.lines: tuple[SummaryLine, ...] = ()
        self.rows: dict[str, TodoRow] = {}
        self.title = Label(theme, 15, 700, "errT", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(13, 10, 13, 12)
        self._column.setSpacing(6)
        self._column.addWidget(self.title)
        self.hide()

    def show_lines(self, lines: Sequence[SummaryLine]) -> None:
        """Show lines; none hides the box."""
        lines = tuple(lines)
        if lines == self.lines and lines:
            return
        self.lines = lines
        for row in self.rows.values():
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = {}
        for line in lines:
            row = self.rows[line.item] = TodoRow(
                self.theme,
                "circle-check" if line.mended else "alert-circle",
                "okT" if line.mended else "errT",
                _("{words} Mended.").format(words=line.words) if line.mended else line.words,
                "text2" if line.mended else "text",
                _("Go to the field"),
            )
            row.clicked.connect(lambda _on=False, item=line.item: self.item_wanted.emit(item))
            self._column.addWidget(row)
        self.setVisible(bool(lines))
        self.retranslate()

    def focus_first(self) -> bool:
        """Bring the keyboard to the first line that is not mended; return whether there is one."""
        wanted = next((self.rows[line.item] for line in self.lines if not line.mended), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.TabFocusReason)
        return wanted is not None

    def retranslate(self) -> None:
        """Say how many there are."""
        count = sum(not line.mended for line in self.lines)
        words = _("Everything on this page is mended.")
        if count:
            words = ngettext(
                "One answer on this page is missing or needs another look",
                "{n} answers on this page are missing or need another look",
                count,
            ).format(n=count)
        self.title.setText(words)
        self.title.set_colour("errT" if count else "okT")
        self.setAccessibleName(words)
        self.set_ground("errBg" if count else "okBg", "errBd" if count else "okBd")
