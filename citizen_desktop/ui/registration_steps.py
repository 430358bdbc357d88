"""The card with the steps of the registration, how far one has come, and what leads away from them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.meter import Bar
from citizen_desktop.widgets.stepper import HALO, Step, Stepper
from citizen_desktop.widgets.theme import Theme

_PADDING = 21


class StepsCard(Retranslated, Card):
    """The card.

    Args:
        theme: colours and fonts.
    """

    step_wanted = Signal(int)
    """The place of a step, counted from 0."""
    new_wanted = Signal()
    portal_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._place = (0, 1)
        self.title = Label(theme, 17, 700)
        self.number = Label(theme, 13, 600, "text2", at_end=True)
        self.bar = Bar(theme)
        self.stepper = Stepper(theme)
        self.stepper.chosen.connect(self.step_wanted)
        self.current = Label(theme, 15, 700, "accent", wrap=True)
        self.fresh = Button(theme, Kind.GHOST, "file-plus")
        self.fresh.clicked.connect(self.new_wanted)
        self.fresh.hide()
        self.portal = Button(theme, Kind.GHOST, "world-www")
        self.portal.clicked.connect(self.portal_wanted)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.number)
        foot = self.foot = FlowRow(0)
        foot.add(self.fresh)
        foot.add_at_end(self.portal)
        column = QVBoxLayout(self)
        # The halo of a node lies in the padding, so that nodes stand where the title begins.
        column.setContentsMargins(_PADDING - HALO, _PADDING, _PADDING - HALO, 9)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(HALO, 0, HALO, 20 - HALO)
        above.setSpacing(6)
        above.addLayout(head)
        above.addWidget(self.bar)
        column.addLayout(above)
        column.addWidget(self.stepper, 1)
        column.addWidget(self.current)
        column.addStretch(0)
        column.addWidget(foot)
        self.current.hide()
        self.retranslate()

    def show_steps(self, steps: Sequence[Step], here: int) -> None:
        """Show the steps, and where one stands."""
        self._place = (here, len(steps))
        self.stepper.show_steps(steps, here)
        self.bar.show_share((here + 0.5) / len(steps))
        self.current.setText(_("{name}: {detail}").format(name=steps[here].name, detail=steps[here].detail))
        self._say_number()

    def offer(self, *, fresh: bool) -> None:
        """Offer a new registration, or don't."""
        self.fresh.setVisible(fresh)

    def set_across(self, *, across: bool) -> None:
        """Lie above the page, or stand beside it."""
        self.stepper.set_across(across=across)
        self.current.setVisible(across)

    def _say_number(self) -> None:
        here, count = self._place
        self.number.setText(_("{n} of {total}").format(n=here + 1, total=count))

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("Registration steps"))
        self.stepper.setAccessibleName(self.title.text())
        self.fresh.say(_("New registration"))
        self.portal.say(_("On the portal"), _("The steps on the portal"))
        self._say_number()
