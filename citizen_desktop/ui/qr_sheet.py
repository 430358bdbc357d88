"""A channel's address as a QR code, large enough to scan from the screen: nothing here opens a connection."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.content.models import Channel
from citizen_desktop.describe import countdown_line, state_words
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.hours.status import Status
from citizen_desktop.i18n import gettext as _
from citizen_desktop.printing.qr_code import qr_modules
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.label import Icon, Label, Rule
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.qr_view import QrView
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.step_sign import StepSign
from citizen_desktop.widgets.theme import Theme


class QrSheet(Sheet):
    """The code, the address in words, and what to do.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        channel: a row with a code.
        status: the channel now.
        switchboard: asked for usual hours.
    """

    copied = Signal(str)
    print_wanted = Signal(object)

    def __init__(
        self, theme: Theme, window: QWidget, channel: Channel, status: Status, switchboard: Switchboard
    ) -> None:
        super().__init__(theme, window, "qrcode", "ok", 800)
        if channel.qr is None:
            raise ValueError(channel.id)
        self._channel = channel
        code = channel.qr
        self.title.setText(str(code.title))
        self.subtitle.setText(
            f"{channel.name} {bidi.ltr(str(channel.value))}" if channel.value_is_address else str(channel.name)
        )
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        note = str(code.note).format(payload=bidi.ltr(code.payload))
        self.view = QrView(theme, qr_modules(code.payload), note)
        address = Label(theme, 48 if channel.value_is_number else 24, 700, wrap=True)
        address.setText(bidi.ltr(code.payload.partition(":")[2].removeprefix("//")))
        self.pill = Pill(theme)
        look = theme.state_looks[status.state.value]
        self.pill.show_state(look["look"], look["icon"], state_words(status))
        self._counting = Label(theme, 13, colour="text2", wrap=True)
        self._counting.setText(countdown_line(status, switchboard))
        self._notice = Notice(theme, "off", "shield-lock")
        self._notice.say(note)
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addWidget(address)
        words.addWidget(self.pill)
        words.addWidget(self._counting)
        words.addWidget(Rule(theme))
        for number, step in enumerate(code.steps, 1):
            words.addLayout(_step(theme, number, str(step)))
        words.addStretch(1)
        words.addWidget(self._notice)
        row = QHBoxLayout()
        row.setContentsMargins(24, 4, 24, 24)
        row.setSpacing(28)
        row.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row, 1)
        close = self._fill_foot(theme, channel)
        self._fit_code()
        self.open_sheet(close)

    def _fill_foot(self, theme: Theme, channel: Channel) -> Button:
        """Set the buttons below and return the safe one."""
        hint = Label(theme, 13, colour="text2")
        hint.setText(_("The code grows with the window"))
        print_button = Button(theme, Kind.OUTLINE, "printer", height=40)
        print_button.say(_("Print the code"))
        print_button.clicked.connect(lambda: self.print_wanted.emit(channel))
        copy = Button(theme, Kind.OUTLINE, "copy", height=40)
        copy.clicked.connect(self._copy)
        if channel.copy is not None:
            copy.say(str(channel.copy.label))
        close = Button(theme, Kind.PRIMARY, height=40)
        close.say(_("Close"))
        close.clicked.connect(self.close_sheet)
        self.foot.add(Icon(theme, "arrows-maximize"))
        self.foot.add(hint)
        for button in (print_button, copy, close):
            self.foot.add_at_end(button)
        return close

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the code grow with the window."""
        super().resizeEvent(event)
        self._fit_code()

    def _fit_code(self) -> None:
        self.view.fit(min(self._window.height() / 800, self._window.width() / 1280))
        self._width = max(800, round(self.view.width() / self.theme.size(100) * 100) + 432)

    def _place(self) -> None:
        if hasattr(self, "view"):
            self._fit_code()
        super()._place()

    def _copy(self) -> None:
        if self._channel.copy is not None:
            QGuiApplication.clipboard().setText(self._channel.copy.value)
            self.copied.emit(str(self._channel.copy.done))


def _step(theme: Theme, number: int, text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    label = Label(theme, 15, wrap=True)
    label.setText(text)
    row.addWidget(StepSign(theme, number, side=24, tinted=True), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label, 1)
    return row
