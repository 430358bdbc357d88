"""The purpose mark: a switch, its words, and that nobody knows whether the portal takes it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.input_frame import InputFrame
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.switch import Switch
from citizen_desktop.widgets.theme import Theme

_PAUSE = 300
"""Milliseconds without a key after which typed words are laid over the page."""
MOST = 60
"""Letters."""


class MarkCard(Retranslated, Card):
    """The card.

    Args:
        theme: colours and fonts.
        words: that the mark begins with.
        offered: the file shows an identity: the mark is advised.
    """

    toggled = Signal(bool)
    edited = Signal(str)

    def __init__(self, theme: Theme, words: str, *, offered: bool) -> None:
        super().__init__(theme)
        self._offered = offered
        self.title = Label(theme, 15, 700, wrap=True)
        self.switch = Switch(theme)
        self.title.setBuddy(self.switch)
        self.offer = Label(theme, 13, 600, "accent", wrap=True)
        self.line = QLineEdit(words)
        self.line.setCursorPosition(0)
        self.line.setFrame(False)
        self.line.setMaxLength(MOST)
        # A file let go here would leave its path in the text.
        self.line.setAcceptDrops(False)
        self.line.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, on=False)
        self.frame = InputFrame(theme, self.line)
        self.frame.row.setContentsMargins(12, 4, 12, 4)
        self.frame.row.addWidget(Icon(theme, "pencil", 16))
        self.note = Label(theme, 13, colour="unvT", wrap=True)
        self._unknown = QWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out(theme)
        self.switch.clicked.connect(self.toggled)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.line.editingFinished.connect(self._finish)
        self._pause.timeout.connect(self._finish)
        self.restyle()
        self.retranslate()

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.switch)
        unknown = QHBoxLayout(self._unknown)
        unknown.setContentsMargins(0, 0, 0, 0)
        unknown.setSpacing(8)
        unknown.addWidget(Icon(theme, "calendar-question", 18, "unvT"), 0, Qt.AlignmentFlag.AlignTop)
        unknown.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 14, 17, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.offer)
        column.addWidget(self.frame)
        column.addWidget(self._unknown)
        self.offer.setVisible(self._offered)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def words(self) -> str:
        """What is typed."""
        return self.line.text()

    def show_mark(self, words: str, *, on: bool) -> None:
        """Show a mark.

        Args:
            words: of it; those that stand there are kept where it has none.
            on: it lies over the pages.
        """
        self._pause.stop()
        self.switch.setChecked(on)
        if words and words != self.line.text():
            self.line.setText(words)
            self.line.setCursorPosition(0)
        self.frame.setVisible(on)
        self.offer.setVisible(self._offered and not on)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "line"):
            self.line.setFont(self.theme.font(13))
            self.frame.setMinimumHeight(self.theme.size(40))

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.title.setText(_("Purpose mark"))
        self.switch.setAccessibleName(_("Lay a purpose mark over each page"))
        self.line.setAccessibleName(_("Words of the purpose mark"))
        self.line.setToolTip(_("Words of the purpose mark"))
        self.offer.setText(_("For a copy of an ID you may want one: it says what the copy is for."))
        self.note.setText(
            _("Nobody knows whether the portal takes a picture with a mark. Switch it off if it is refused.")
        )

    def _finish(self) -> None:
        self._pause.stop()
        if self.switch.isChecked() and self.words.strip():
            self.edited.emit(self.words.strip())
