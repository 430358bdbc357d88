"""What the colours of the week strips mean, and how far the hours can be trusted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.strips import Swatch
from citizen_desktop.widgets.theme import Theme


class StripKey(Card):
    """The key of the week strips.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._title = Label(theme, 15, 600)
        self._labels = [Label(theme, 13, colour="text2", wrap=True) for _swatch in range(5)]
        swatches = [
            Swatch(theme, None),
            Swatch(theme, "seg"),
            Swatch(theme, "segPast"),
            Swatch(theme, "track"),
            Swatch(theme, None, marker=True),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 13, 17, 13)
        column.setSpacing(4)
        column.addWidget(self._title)
        self._rows = []
        for swatch, label in zip(swatches, self._labels, strict=True):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            line.addWidget(swatch)
            line.addWidget(label, 1)
            column.addWidget(row)
            self._rows.append(row)
        column.addStretch(1)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self._title.setText(_("Week strip key"))
        texts = (
            _("Usual hours, unverified"),
            _("Open hours ahead"),
            _("Open hours passed"),
            _("Outside working hours"),
            _("This moment"),
        )
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)

    def show_unverified(self, unverified: bool) -> None:  # noqa: FBT001  a setter
        """Explain the hatching while it can be seen."""
        self._rows[0].setVisible(unverified)


class HoursNote(Card):
    """A word on how far the hours can be trusted.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.label = Label(theme, 13, colour="text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 16, 17, 16)
        row.setSpacing(12)
        row.addWidget(Tile(theme, "info-circle", "off", 36), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def show_day(self, *, unverified: bool) -> None:
        """Say what holds on such a day."""
        self.label.setText(
            _("In Ramadan, Eids and holidays staff hours are unknown: neither open nor closed.")
            if unverified
            else _("Stored hours may change; confirm them on the official channels.")
        )
