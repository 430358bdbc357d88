"""Asks whether to make the package with its gaps, and leads to each of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


@dataclass(frozen=True)
class Gap:
    """Something that is missing.

    Args:
        item: its id.
        name: says what it is, in the language in use.
        sentence: says what is missing about it.
    """

    item: str
    name: Callable[[], str]
    sentence: Callable[[], str]


class GapsSheet(Retranslated, Sheet):
    """The sheet.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        gaps: what is missing.
    """

    item_wanted = Signal(str)
    accepted = Signal()

    def __init__(self, theme: Theme, window: QWidget, gaps: Sequence[Gap]) -> None:
        super().__init__(theme, window, "alert-triangle", "warn", 480)
        self._rows: list[tuple[Gap, Button, Label]] = []
        column = QVBoxLayout()
        column.setContentsMargins(16, 0, 24, 16)
        column.setSpacing(4)
        for gap in gaps:
            button, sentence = Button(theme, Kind.GHOST), Label(theme, 13, colour="text2", wrap=True)
            button.clicked.connect(lambda _on=False, gap=gap: self._go(gap))
            inset = QVBoxLayout()
            inset.setContentsMargins(10, 0, 10, 4)
            inset.addWidget(sentence)
            column.addWidget(button)
            column.addLayout(inset)
            self._rows.append((gap, button, sentence))
        column.addStretch(1)
        self.body.addLayout(column)
        self.links = {gap.item: button for gap, button, _sentence in self._rows}
        self.back = Button(theme, Kind.PRIMARY, height=40)
        self.back.clicked.connect(self.close_sheet)
        self.go_on = Button(theme, Kind.OUTLINE, height=40)
        self.go_on.clicked.connect(self._accept)
        self.foot.add_at_end(self.back)
        self.foot.add_at_end(self.go_on)
        self.retranslate()

    def _go(self, gap: Gap) -> None:
        self.close_sheet()
        self.item_wanted.emit(gap.item)

    def _accept(self) -> None:
        self.close_sheet()
        self.accepted.emit()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        count = len(self._rows)
        self.title.setText(_("Make the package with gaps?"))
        self.subtitle.setText(
            ngettext(
                "One thing is missing. The package will say so.",
                "{n} things are missing. The package will say so.",
                count,
            ).format(n=count)
        )
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        for gap, button, sentence in self._rows:
            button.say(gap.name())
            sentence.setText(gap.sentence())
            button.setAccessibleDescription(sentence.text())
        self.back.say(_("Back to the form"))
        self.go_on.say(_("Make it with gaps"))
