"""One channel as it stands now: the one that is asked about, the one to ask, or the best one."""

from datetime import datetime

from PySide6.QtGui import QGuiApplication

from citizen_desktop import bidi
from citizen_desktop.content.models import Channel
from citizen_desktop.describe import countdown_line, recommendation, state_words
from citizen_desktop.hours.board import Board, Switchboard
from citizen_desktop.hours.status import State, Status
from citizen_desktop.i18n import gettext as _
from citizen_desktop.links import Link, Place
from citizen_desktop.ui.live_panel import LiveHead, LivePanel, midnight_after, next_minute
from citizen_desktop.ui.week_words import show_week
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.strips import WeekStrip
from citizen_desktop.widgets.theme import Theme


class ChannelPanel(LivePanel):
    """A channel, or the best one.

    Args:
        theme: colours and fonts.
        switchboard: judges the channels.
    """

    def __init__(self, theme: Theme, switchboard: Switchboard) -> None:
        super().__init__(theme)
        self._switchboard = switchboard
        self._channel_id: str | None = None
        self._to_ask = False
        self._shown: Channel | None = None
        self.tile = Tile(theme, "messages", "ok", 44)
        self.title = Label(theme, 13, colour="text2")
        self.name = Label(theme, 17, 600)
        self.value = Label(theme, 20, 700)
        self.line = Label(theme, 13, colour="text2")
        self.pill = Pill(theme)
        self.head = LiveHead(theme, self.tile, (self.title, self.name, self.value, self.line), self.pill)
        self.week = WeekStrip(theme)
        self.copy = Button(theme, Kind.OUTLINE, "copy")
        self.copy.clicked.connect(self._copy)
        self.qr = Button(theme, Kind.OUTLINE, "qrcode")
        self.qr.clicked.connect(self._show_code)
        self.buttons = FlowRow()
        self.buttons.add(self.copy)
        self.buttons.add(self.qr)
        self.column.addWidget(self.head)
        self.column.addWidget(self.week)
        self.column.addWidget(self.buttons)

    def show_channel(self, channel_id: str | None, *, to_ask: bool = False) -> None:
        """Show another channel from now on.

        Args:
            channel_id: its id, None for the best one.
            to_ask: it is not what the question is about, but whom to ask where the answer is not known.
        """
        self._channel_id, self._to_ask = channel_id, to_ask

    def show_moment(self, now: datetime) -> datetime | None:
        """Show how things stand; a countdown holds until the next minute."""
        board = self._switchboard.at(now)
        status = self._status(board)
        self._shown = None if status is None else status.channel
        self.pill.setVisible(status is not None)
        if status is None:
            self._show_none()
        else:
            self._show_status(status)
        self.head.arrange()
        return self._holds_until(board, status)

    def _holds_until(self, board: Board, status: Status | None) -> datetime | None:
        midnight = midnight_after(board.at.date())
        if self._channel_id is None:
            # The best one may become another whenever any of them opens or closes; "until midnight" is another midnight tomorrow.
            moments = [each.change.at for each in board.statuses if each.change is not None]
        elif status is None or status.turn is None:
            return midnight if status is not None and status.channel.staffed else None
        else:
            moments = [next_minute(board.at)]
        return min([*moments, *([midnight] if midnight is not None else [])], default=None)

    def words(self) -> str:
        """Return "Toll-free phone 19912 · Open now · Closes in 5 h 48 min (10:00 PM)"."""
        labels = (label.text() for label in (self.name, self.value) if not label.isHidden())
        heading = "" if self.title.isHidden() else self.title.text()
        named = " ".join(filter(None, labels))
        first = _("{title}: {name}").format(title=heading, name=named) if heading and named else heading or named
        line = "" if self.line.isHidden() else self.line.text()
        pill = "" if self.pill.isHidden() else self.pill.text
        return _(" · ").join(filter(None, (first, pill, line)))

    def _status(self, board: Board) -> Status | None:
        if self._channel_id is None:
            return board.best
        return next((status for status in board.statuses if status.channel.id == self._channel_id), None)

    def _show_none(self) -> None:
        self.tile.show_tile("messages", "off")
        self.set_ground("surface2", "border")
        self.title.setText(_("Best channel now"))
        self.title.show()
        self.name.setText(_("No channel is known to be open now"))
        for widget in (self.value, self.line, self.week, self.buttons):
            widget.hide()

    def _show_status(self, status: Status) -> None:
        channel, best = status.channel, self._channel_id is None
        look = self.theme.state_looks[status.state.value]
        self.tile.show_tile(channel.icon, look["look"])
        self.title.setText(_("Best channel now") if best else _("Ask"))
        # Whoever asks about a number that nobody announced is not to be sent to it.
        self.title.setVisible(best or (self._to_ask and channel.official))
        self.set_ground(*("accentBg", "accentBd") if status.state is State.OPEN else ("surface2", "border"))
        name, line = recommendation(status) if best else (str(channel.name), countdown_line(status, self._switchboard))
        self.name.setText(name)
        value = "" if best else str(channel.value or "")
        self.value.setText(bidi.ltr(value) if value and channel.value_is_address else value)
        self.value.setVisible(bool(value))
        self.line.setText(line)
        self.line.setVisible(bool(line))
        self.pill.show_state(look["look"], look["icon"], state_words(status))
        self.week.setVisible(channel.staffed and not best and status.state is not State.NOT_OFFICIAL)
        if not self.week.isHidden():
            show_week(self.week, status, self._switchboard)
        self._show_actions(channel)

    def _show_actions(self, channel: Channel) -> None:
        if channel.copy is not None:
            name = _("{action}: {channel}").format(action=channel.copy.label, channel=channel.name)
            self.copy.say(str(channel.copy.label), name)
        self.copy.setVisible(channel.copy is not None)
        self.qr.say(_("QR code"), _("{action}: {channel}").format(action=_("QR code"), channel=channel.name))
        self.qr.setVisible(channel.qr is not None)
        self.buttons.setVisible(channel.copy is not None or channel.qr is not None)

    def _copy(self) -> None:
        if self._shown is not None and self._shown.copy is not None:
            QGuiApplication.clipboard().setText(self._shown.copy.value)
            self.copied.emit(str(self._shown.copy.done))

    def _show_code(self) -> None:
        if self._shown is not None:
            self.link_wanted.emit(Link(Place.QR, self._shown.id))
