"""One contact channel: its state, a countdown, its week, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from citizen_desktop import bidi
from citizen_desktop.content.models import Channel
from citizen_desktop.describe import countdown, state_words
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.hours.status import State, Status
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.week_words import show_week
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Icon, Label, Tile
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.strips import WeekStrip
from citizen_desktop.widgets.theme import Theme


class ChannelCard(Card):
    """A card on the channels page.

    Args:
        theme: colours and fonts.
        channel: the row that it shows.
        switchboard: asked for usual hours and the week.
    """

    copy_wanted = Signal()
    qr_wanted = Signal()
    details_wanted = Signal()
    confirmation_wanted = Signal()

    def __init__(self, theme: Theme, channel: Channel, switchboard: Switchboard) -> None:
        super().__init__(theme)
        self.channel = channel
        self._switchboard = switchboard
        self.shows_unverified = False
        self._tile = Tile(theme, channel.icon)
        self.name = Label(theme, 17, 600)
        self._star = Icon(theme, "star", 14, "accent")
        self.best = Label(theme, 13, 600, "accent")
        self._summary = Label(theme, 13, colour="text2", wrap=True)
        self.countdown_title = Label(theme, 13, colour="text2", at_end=True)
        self.countdown = Label(theme, 13, 700, at_end=True)
        self.value = Label(
            theme,
            24 if channel.value_is_number else 20,
            700,
        )
        self.pill = Pill(theme)
        self.week = WeekStrip(theme)
        self.copy = Button(theme, Kind.TONAL, "copy")
        self.qr = Button(theme, Kind.OUTLINE, "qrcode")
        self.details = Button(theme, Kind.GHOST)
        # On an unverified day the words beside the actions lead to the account, and the details go to a sign beside the name.
        self.info = Button(theme, Kind.GHOST, "info-circle", height=24)
        self.info.set_compact(True)
        self.info.clicked.connect(self.details_wanted)
        self.confirm = Button(theme, Kind.GHOST, colour="unvT")
        self.copy.clicked.connect(self.copy_wanted)
        self.qr.clicked.connect(self.qr_wanted)
        self.details.clicked.connect(self.details_wanted)
        self.confirm.clicked.connect(self.confirmation_wanted)
        self._lay_out()
        self.restyle()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _lay_out(self) -> None:
        names = QHBoxLayout()
        names.setSpacing(8)
        names.addWidget(self.name)
        best = QHBoxLayout()
        best.setSpacing(4)
        best.addWidget(self._star)
        best.addWidget(self.best)
        names.addLayout(best)
        names.addWidget(self.info)
        names.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(names)
        words.addWidget(self._summary)
        words.addStretch(1)
        counting = QVBoxLayout()
        counting.setSpacing(0)
        counting.addWidget(self.countdown_title)
        counting.addWidget(self.countdown)
        counting.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addLayout(counting)
        value_row = FlowRow(12)
        value_row.add(self.value)
        value_row.add_at_end(self.pill)
        actions = FlowRow()
        actions.add(self.copy)
        actions.add(self.qr)
        actions.add_at_end(self.confirm)
        actions.add_at_end(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 17, 17, 17)
        column.setSpacing(8)
        column.addLayout(head)
        column.addStretch(1)
        column.addWidget(value_row)
        column.addStretch(1)
        column.addWidget(self.week)
        column.addStretch(1)
        column.addWidget(actions)

    def restyle(self) -> None:
        """Give the value the same height on every card, so that the strips of a row stand level."""
        if hasattr(self, "value"):
            self.value.setMinimumHeight(self.theme.size(36))
        super().restyle()

    def show_status(self, status: Status, *, best: bool) -> None:
        """Show the channel at a moment.

        Args:
            status: its state and what comes next.
            best: whether it is the one to try now.
        """
        channel = self.channel
        look = self.theme.state_looks[status.state.value]
        unverified = status.state is State.UNVERIFIED
        self._tile.set_look(look["look"])
        self.name.setText(str(channel.name))
        self._star.setVisible(best)
        self.best.setVisible(best)
        self.best.setText(_("Best now"))
        self._summary.setText(str(channel.summary or ""))
        title, left = countdown(status, self._switchboard)
        self.countdown_title.setText(title)
        self.countdown.setText(left)
        value = str(channel.value or "")
        self.value.setText(bidi.ltr(value) if channel.value_is_address else value)
        self.value.set_colour("text" if status.state.is_open else "text2")
        self.pill.show_state(look["look"], look["icon"], state_words(status))
        self.set_border("g500" if self.theme.dark else "g600", 2) if best else self.set_border("border")
        self.copy.set_kind(Kind.PRIMARY if best else Kind.TONAL)
        if channel.copy is not None:
            self.copy.say(
                str(channel.copy.label),
                _("{action}: {channel}").format(action=channel.copy.label, channel=channel.name),
            )
        self.copy.setVisible(channel.copy is not None)
        self.qr.setVisible(channel.qr is not None)
        self.qr.say(_("QR code"), _("{action}: {channel}").format(action=_("QR code"), channel=channel.name))
        self.details.say(_("Details"), _("{action}: {channel}").format(action=_("Details"), channel=channel.name))
        self.details.setVisible(not unverified)
        self.info.say("", self.details.accessibleName())
        self.info.setVisible(unverified)
        self.confirm.setVisible(unverified)
        self.confirm.say(_("Confirm on X"))
        self.shows_unverified = show_week(self.week, status, self._switchboard)
