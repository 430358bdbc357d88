"""What a list of amounts comes to."""

from PySide6.QtWidgets import QHBoxLayout

from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme


class TotalCard(Card):
    """The sum, in a box of its own; nothing to be summed up takes it away.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "accentBg", "accentBd", radius=8)
        self.name = Label(theme, 15, 500, wrap=True)
        self.amount = Label(theme, 17, 700, "okT")
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 9, 13, 9)
        row.setSpacing(10)
        row.addWidget(Icon(theme, "calendar-dollar", 20, "okT"))
        row.addWidget(self.name, 1)
        row.addWidget(self.amount)

    def say(self, name: str, amount: str) -> None:
        """Show a sum.

        Args:
            name: of what.
            amount: in words; empty for none.
        """
        self.name.setText(name)
        self.amount.setText(amount)
        self.setAccessibleName(f"{name}: {amount}" if amount else "")
        self.setVisible(bool(amount))
