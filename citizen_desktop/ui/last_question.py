"""Asks once more before something is lost for good."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


class LastQuestion(Retranslated, Sheet):
    """The question; what is asked is said by the kinds of it.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        icon: of what is lost.
        role: of the colours of the icon.
    """

    accepted = Signal()

    def __init__(self, theme: Theme, window: QWidget, icon: str = "trash", role: str = "err") -> None:
        super().__init__(theme, window, icon, role, 480)
        self.words = Label(theme, 15, wrap=True)
        inset = QVBoxLayout()
        inset.setContentsMargins(24, 0, 24, 16)
        inset.addWidget(self.words)
        self.body.addLayout(inset)
        self.back = Button(theme, Kind.PRIMARY, height=40)
        self.go_on = Button(theme, Kind.OUTLINE, icon, height=40, colour="errT")
        self.back.clicked.connect(self.close_sheet)
        self.go_on.clicked.connect(self._accept)
        self.foot.add_at_end(self.back)
        self.foot.add_at_end(self.go_on)
        self.retranslate()
        self.open_sheet(self.back)

    def _question(self) -> str:
        raise NotImplementedError

    def _consequence(self) -> str:
        """Return what is lost."""
        raise NotImplementedError

    def _way_back(self) -> str:
        return _("Back")

    def _way_on(self) -> str:
        return _("Delete for good")

    def _accept(self) -> None:
        self.close_sheet()
        self.accepted.emit()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(self._question())
        self.words.setText(self._consequence())
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.back.say(self._way_back())
        self.go_on.say(self._way_on())
