"""What can be done with an answer: copy it, print it, enlarge it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.answer_view import ZOOMS
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.theme import Theme


class AnswerTools(Retranslated, FlowRow):
    """The buttons beside the question.

    Args:
        theme: colours and fonts.
    """

    zoom_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._zoom = ZOOMS[0]
        self.smaller = Button(theme, Kind.OUTLINE, "text-decrease")
        self.larger = Button(theme, Kind.OUTLINE, "text-increase")
        self.print = Button(theme, Kind.OUTLINE, "printer")
        self.copy = Button(theme, Kind.OUTLINE, "copy")
        for button in (self.smaller, self.larger, self.print):
            button.set_compact(True)
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger.clicked.connect(lambda: self._step(1))
        for button in (self.smaller, self.larger, self.print, self.copy):
            self.add(button)
        self.retranslate()

    def add_first(self, widget: QWidget) -> None:
        """Add a tool before all others."""
        self.insert(0, widget)

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.smaller.say(_("Smaller answer text"))
        self.larger.say(_("Larger answer text"))
        self.print.say(_("Print the answer"))
        self.copy.say(_("Copy"), _("Copy the answer"))
        self._show_zoom()

    def _step(self, step: int) -> None:
        place = ZOOMS.index(self._zoom) + step
        if 0 <= place < len(ZOOMS):
            self._zoom = ZOOMS[place]
            self._show_zoom()
            self.zoom_wanted.emit(self._zoom)

    def _show_zoom(self) -> None:
        """Say how large the text is; a button at its end stays, so that it does not lose the keyboard, and does nothing."""
        size = _("Answer text at {n} %").format(n=self._zoom)
        for button in (self.smaller, self.larger):
            button.setAccessibleDescription(size)
            button.setToolTip(_(" · ").join((button.accessibleName(), size)))
