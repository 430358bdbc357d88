"""Asks whether to make the package with its gaps, and leads to each of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.forms.completeness import Completeness, Item
from citizen_desktop.forms.progress_words import item_name, item_sentence
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class GapsSheet(Retranslated, Sheet):
    """The sheet.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        content: names.
        completeness: what is missing, and what is doubtful.
    """

    item_wanted = Signal(str)
    accepted = Signal()

    def __init__(self, theme: Theme, window: QWidget, content: ObjectionContent, completeness: Completeness) -> None:
        super().__init__(theme, window, "alert-triangle", "warn", 480)
        self._content, self._missing = content, completeness.missing
        self._rows: list[tuple[Item, Button, Label]] = []
        column = QVBoxLayout()
        column.setContentsMargins(16, 0, 24, 16)
        column.setSpacing(4)
        for item in completeness.missing:
            button, sentence = Button(theme, Kind.GHOST), Label(theme, 13, colour="text2", wrap=True)
            button.clicked.connect(lambda _on=False, item=item: self._go(item))
            inset = QVBoxLayout()
            inset.setContentsMargins(10, 0, 10, 4)
            inset.addWidget(sentence)
            column.addWidget(button)
            column.addLayout(inset)
            self._rows.append((item, button, sentence))
        column.addStretch(1)
        self.body.addLayout(column)
        self.links = {item.id: button for item, button, _sentence in self._rows}
        self.back = Button(theme, Kind.PRIMARY, height=40)
        self.back.clicked.connect(self.close_sheet)
        self.go_on = Button(theme, Kind.OUTLINE, height=40)
        self.go_on.clicked.connect(self._accept)
        self.foot.add_at_end(self.back)
        self.foot.add_at_end(self.go_on)
        self.retranslate()

    def _go(self, item: Item) -> None:
        self.close_sheet()
        self.item_wanted.emit(item.id)

    def _accept(self) -> None:
        self.close_sheet()
        self.accepted.emit()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        count = len(self._missing)
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
        for item, button, sentence in self._rows:
            button.say(item_name(self._content, item))
            sentence.setText(item_sentence(item))
            button.setAccessibleDescription(sentence.text())
        self.back.say(_("Back to the form"))
        self.go_on.say(_("Make it with gaps"))
