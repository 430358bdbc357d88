"""What can be taken back: a word on what was just done, and a button; there is nothing to hurry for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from citizen_desktop.ui.registration_page import Change


@dataclass(frozen=True)
class Step:
    """Something that was done.

    Args:
        say: returns what was done, in the language in use.
        back: what takes it back.
    """

    say: "Callable[[], str]"
    back: "Change"


class UndoRow(Retranslated, Notice):
    """The row; the newest step is taken back first.

    Args:
        theme: colours and fonts.
        page: where Ctrl+Z takes back too, unless a line of text has the keyboard, which has its own.
    """

    undone = Signal(object)
    """The ``Change`` that takes it back."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, "off", "history")
        self._steps: list[Step] = []
        self.button = Button(theme, Kind.GHOST, "arrow-back-up")
        self.row.setContentsMargins(13, 5, 7, 5)
        self.row.addWidget(self.button)
        self.row.setAlignment(self.label, Qt.AlignmentFlag.AlignVCenter)
        self.button.clicked.connect(self.take_back)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.take_back)
        self.retranslate()

    @property
    def offers(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._steps)

    def offer(self, step: Step) -> None:
        """Offer to take back what was just done."""
        self._steps.append(step)
        self.retranslate()

    def forget(self) -> None:
        """Offer nothing any more: another draft is shown."""
        self._steps.clear()
        self.retranslate()

    def take_back(self) -> None:
        """Take back the newest step."""
        if self._steps:
            step = self._steps.pop()
            self.retranslate()
            self.undone.emit(step.back)

    def retranslate(self) -> None:
        """Say what can be taken back."""
        words = self._steps[-1].say() if self._steps else ""
        self.say(words)
        self.button.say(_("Undo"), _("Undo: {what}").format(what=words) if words else "")
        self.setVisible(bool(self._steps))
