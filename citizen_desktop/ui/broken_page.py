"""A tab whose content cannot be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.page import Page
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.theme import Theme


class BrokenPage(Page):
    """Says so, and what to do.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.card = Card(theme)
        self.title = Label(theme, 20, 700, wrap=True)
        self.advice = Label(theme, 15, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.advice)
        row = QHBoxLayout(self.card)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(16)
        row.addWidget(Tile(theme, "file-alert", "err"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("The questions cannot be shown"))
        self.advice.setText(
            _(
                "The file that holds them is missing or damaged. The application needs to be installed again. "
                "The other tabs work as ever."
            )
        )
        self.setAccessibleName(self.title.text())
