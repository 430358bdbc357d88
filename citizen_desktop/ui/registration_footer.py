"""The bar below a page of the registration: what is saved, how much is ready, and the way on and back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.saved_note import SavedNote
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme


class RegistrationFooter(QWidget):
    """The bar.

    Args:
        theme: colours and fonts.
    """

    back_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.saved = SavedNote(theme)
        self.ready = Label(theme, 13, 600)
        self.back = Button(theme, Kind.OUTLINE, "arrow-right", height=44)
        self.back.clicked.connect(self.back_wanted)
        self.next = Button(theme, Kind.PRIMARY, "arrow-left", height=44, after=True)
        self.next.clicked.connect(self.next_wanted)
        self.action = Button(theme, Kind.PRIMARY, "check", height=44)
        self.action.clicked.connect(self.next_wanted)
        self.flow = FlowRow(12)
        self.flow.add(self.saved)
        self.flow.add(self.ready)
        self.flow.add_at_end(self.back)
        self.flow.add_at_end(self.next)
        self.flow.add_at_end(self.action)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 14)
        row.addWidget(self.flow)

    def show_ready(self, ready: int, total: int) -> None:
        """Say how many of the things that are asked are there."""
        self.ready.setText(_("{n} of {total} ready").format(n=ready, total=total) if total else "")
        self.ready.setVisible(bool(total))
        self.ready.set_colour("okT" if ready == total else "warnT")

    def show_way(self, back: str, way_on: str, action: tuple[str, str] | None) -> None:
        """Set the buttons.

        Args:
            back: words of the way back, empty for none.
            way_on: words of the way on, empty for none.
            action: icon and words of what stands in its place.
        """
        self.back.say(back)
        self.back.setVisible(bool(back))
        self.next.say(way_on)
        self.next.setVisible(bool(way_on) and action is None)
        if action is not None:
            self.action.set_icon(action[0])
            self.action.say(action[1])
        self.action.setVisible(action is not None)
