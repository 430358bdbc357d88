"""What people take for a channel of the programme and is none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from citizen_desktop.content.models import Channel
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui import why
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink


class CautionCard(Card):
    """An amber card.

    Args:
        theme: colours and fonts.
        channel: a row that is not official.
    """

    details_wanted = Signal()

    def __init__(self, theme: Theme, channel: Channel) -> None:
        super().__init__(theme, "warnBg", "warnBd")
        self.channel = channel
        self._name = Label(theme, 17, 600)
        self.pill = Pill(theme, small=True)
        self.why = WhyLink(theme)
        why.lead(self.why, channel.why)
        self._sentence = Label(theme, 13, wrap=True)
        self._sentence.setTextFormat(Qt.TextFormat.RichText)
        self.details = Button(theme, Kind.OUTLINE)
        self.details.clicked.connect(self.details_wanted)
        names = FlowRow()
        for part in (self._name, self.pill, self.why):
            names.add(part)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(names)
        words.addWidget(self._sentence)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 12, 17, 12)
        row.setSpacing(16)
        row.addWidget(Tile(theme, channel.icon, "warn", framed=True))
        row.addLayout(words, 1)
        row.addWidget(self.details)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        channel = self.channel
        look = self.theme.state_looks["not_official"]
        self._name.setText(str(channel.name))
        self.pill.show_state(look["look"], look["icon"], _("No number officially announced"))
        if channel.caution is not None:
            self._sentence.setText(f"<b>{channel.caution.emphasis}</b> {channel.caution.text}")
        why.name(self.why, _("Why beware?"), str(channel.name))
        self.details.say(_("Details"), _("{action}: {channel}").format(action=_("Details"), channel=channel.name))

    def restyle(self) -> None:
        """Keep the height of the design where the text allows."""
        self.setMinimumHeight(self.theme.size(84))
        super().restyle()
