"""Says that nothing was found, and whom to ask instead: a person, now or when they are there."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.content.models import Channel
from citizen_desktop.describe import state_words
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.ticker import Ticker
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label, Rule, Tile
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme

_ASKED: Final = "phone"
"""The channel where somebody answers any question."""
_LONGEST: Final = 40
_LONGEST_WORD: Final = 20
_BREAK: Final = "\u200b"


class NothingFound(QWidget):
    """What stands above the nearest questions, on the card of the list.

    Args:
        theme: colours and fonts.
        switchboard: judges the channels.
        clock: the time.
    """

    channels_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, theme: Theme, switchboard: Switchboard, clock: Clock) -> None:
        super().__init__()
        self._theme, self._switchboard, self._clock = theme, switchboard, clock
        self._channel = next((each for each in switchboard.content.channels if each.id == _ASKED), None)
        self.ticker = Ticker(clock)
        self.ticker.ticked.connect(self._refresh_state)
        self.title = Label(theme, 17, 600, wrap=True)
        self.advice = Label(theme, 13, colour="text2", wrap=True)
        self.ask = Label(theme, 15, 600)
        self.pill = Pill(theme, small=True)
        self.channels = Button(theme, Kind.TONAL, "messages")
        self.channels.clicked.connect(self.channels_wanted)
        self.all = Button(theme, Kind.OUTLINE)
        self.all.clicked.connect(self.all_wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.advice)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Tile(theme, "search-off", "off", 36), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._asking = FlowRow(8)
        self._asking.add(self.ask)
        self._asking.add(self.pill)
        self._doing = FlowRow(8)
        self._doing.add(self.channels)
        self._doing.add(self.all)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 14, 16, 14)
        inner.setSpacing(12)
        inner.addLayout(head)
        inner.addWidget(self._asking)
        inner.addWidget(self._doing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner)
        column.addWidget(Rule(theme))

    def say(self, query: str, category: str, elsewhere: int) -> None:
        """Say what was not found.

        Args:
            query: what was searched for.
            category: the heading under which it was, empty for all.
            elsewhere: how many questions were found under other headings.
        """
        shown = bidi.isolate(shortened(query))
        if elsewhere:
            title = _("Nothing found for “{query}” under “{category}”").format(query=shown, category=category)
            found = ngettext(
                "{n} question under other headings fits.", "{n} questions under other headings fit.", elsewhere
            )
            advice = found.format(n=elsewhere)
        else:
            title = _("Nothing found for “{query}”").format(query=shown)
            advice = _("Try fewer words, or other words for the same thing. Or ask the programme itself:")
        self.title.setText(title)
        self.advice.setText(advice)
        self._asking.setVisible(not elsewhere and self._channel is not None)
        self.channels.setVisible(not elsewhere)
        self.channels.say(_("Open the contact channels"))
        self.all.setVisible(bool(elsewhere))
        self.all.say(_("Show all results"))
        if self._channel is not None:
            self.ask.setText(_name(self._channel))
        self._refresh_state()

    def _refresh_state(self) -> None:
        """Show whether somebody answers now, and look again when that changes."""
        board = self._switchboard.at(self._clock.now())
        status = next((each for each in board.statuses if each.channel is self._channel), None)
        if status is not None:
            look = self._theme.state_looks[status.state.value]
            self.pill.show_state(look["look"], look["icon"], state_words(status))
        change = board.next_change
        if self.isVisible() and change is not None:
            self.ticker.start_at(change.at)
        else:
            self.ticker.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock."""
        super().showEvent(event)
        self._refresh_state()

    def hideEvent(self, event: QHideEvent) -> None:
        """Order no wake-up: nobody sees the state."""
        super().hideEvent(event)
        self.ticker.stop()


def _name(channel: Channel) -> str:
    if channel.value is None:
        return str(channel.name)
    return f"{channel.name} {bidi.ltr(str(channel.value)) if channel.value_is_address else channel.value}"


def shortened(query: str) -> str:
    """Return a text short enough to be quoted in a title, with places to break in words that nobody can read anyway."""
    words = " ".join(query.split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rstrip() + "…"
    return " ".join(
        _BREAK.join(word[place : place + _LONGEST_WORD] for place in range(0, len(word), _LONGEST_WORD))
        for word in words.split()
    )
