"""The bar below the file editor: which file, how much was done to it, and how to leave."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.footer_bar import FooterBar
from citizen_desktop.widgets.label import Icon, Label, Tile
from citizen_desktop.widgets.theme import Theme


class EditorFooter(Retranslated, FooterBar):
    """The bar.

    Args:
        theme: colours and fonts.
        slot: name of the document.
        name: of the file.
        icon: of its kind.
    """

    restore_wanted = Signal()
    cancelled = Signal()
    accepted = Signal()

    def __init__(self, theme: Theme, slot: str, name: str, icon: str) -> None:
        super().__init__(theme)
        self._name, self._steps, self._touched = name, 0, False
        self._working = False
        self.slot = Label(theme, 15, 600)
        self.slot.setText(bidi.isolate(slot))
        self.detail = Label(theme, 13, colour="text2", wrap=True)
        self.steps = Label(theme, 13, colour="text2")
        self.restore = Button(theme, height=44)
        self.cancel = Button(theme, height=44)
        self.accept = Button(theme, Kind.PRIMARY, "check", height=44)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.slot)
        words.addWidget(self.detail)
        words.addStretch(1)
        what = QWidget()
        line = QHBoxLayout(what)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(Tile(theme, icon, side=36))
        line.addLayout(words, 1)
        counted = QWidget()
        row = QHBoxLayout(counted)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(Icon(theme, "history"))
        row.addWidget(self.steps)
        self.ends = FlowRow(12)
        for part in (counted, self.restore, self.cancel, self.accept):
            self.ends.add_at_end(part)
        self.ends.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.row.addWidget(what, 1)
        self.row.addWidget(self.ends)
        self.restore.clicked.connect(self.restore_wanted)
        self.cancel.clicked.connect(self.cancelled)
        self.accept.clicked.connect(self.accepted)
        self.retranslate()

    def show_state(self, steps: int, *, touched: bool, working: bool) -> None:
        """Show how far the editing is.

        Args:
            steps: that can be taken back.
            touched: the file would not be what it was.
            working: it is being made.
        """
        self._steps, self._touched, self._working = steps, touched, working
        self.retranslate()

    def fit(self, width: int) -> int:
        """Set name and buttons side by side if they find room, else below each other, and return the height."""
        across = self.ends.sizeHint().width() + self.theme.size(260) + 3 * self.row.spacing() <= width
        set_across(self.row, across=across)
        return max(self.minimumHeight(), self.row.totalHeightForWidth(width))

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        kept = _("{name} · the original is kept until you accept").format(name=bidi.isolate(self._name))
        self.detail.setText(kept)
        self.steps.setText(ngettext("{n} change", "{n} changes", self._steps).format(n=self._steps))
        self.restore.say(_("Restore the original"))
        self.restore.setEnabled(self._touched)
        self.cancel.say(_("Cancel"))
        self.accept.say(_("Making the file …") if self._working else _("Accept and attach"))
        self.accept.setEnabled(not self._working)
