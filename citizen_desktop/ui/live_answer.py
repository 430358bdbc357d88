"""What an answer computes from the clock, shown above it and kept right while somebody sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.faq_models import Live, Question
from citizen_desktop.content.models import Payment
from citizen_desktop.content.objection_models import DeadlineRule
from citizen_desktop.hours.board import Switchboard
from citizen_desktop.ui.live_channel import ChannelPanel
from citizen_desktop.ui.live_deadline import DeadlinePanel
from citizen_desktop.ui.live_panel import LivePanel
from citizen_desktop.ui.live_payment import PaymentPanel
from citizen_desktop.ui.ticker import Ticker
from citizen_desktop.widgets.theme import Theme


@dataclass(frozen=True)
class LiveSources:
    """What answers are computed from.

    Args:
        clock: the time.
        switchboard: judges the channels.
        payment: the usual pattern of the payment.
        deadline: how long there is time to object.
    """

    clock: Clock
    switchboard: Switchboard
    payment: Payment
    deadline: DeadlineRule


class LiveAnswer(QWidget):
    """The place of the panel that a question asks for; empty, and hidden, where it asks for none.

    A panel is made when it is first wanted and kept, so that what is typed into it stays while the window lives.

    Args:
        theme: colours and fonts.
        sources: what is computed from.
    """

    copied = Signal(str)
    link_wanted = Signal(object)

    def __init__(self, theme: Theme, sources: LiveSources) -> None:
        super().__init__()
        self._theme, self._sources = theme, sources
        self._panels: dict[Live, LivePanel] = {}
        self.panel: LivePanel | None = None
        """The one that is shown."""
        self.ticker = Ticker(sources.clock)
        self.ticker.ticked.connect(self.refresh)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_question(self, question: Question) -> None:
        """Show what a question asks for.

        A channel that is named without ``live`` is the one to ask, since the answer itself does not know more.
        """
        wanted = question.live
        if wanted is None and question.channel is not None:
            wanted = Live.CHANNEL
        self.panel = None if wanted is None else self._panel(wanted)
        if isinstance(self.panel, ChannelPanel):
            best = wanted is Live.BEST_CHANNEL
            self.panel.show_channel(None if best else question.channel, to_ask=question.live is None)
        for panel in self._panels.values():
            panel.setVisible(panel is self.panel)
        self.setVisible(self.panel is not None)
        self.refresh()

    def words(self) -> str:
        """Return what is shown in one line, nothing where nothing is."""
        return "" if self.panel is None else self.panel.words()

    def refresh(self) -> None:
        """Show the present moment, and order the next look at the clock for when something shown changes."""
        change = None if self.panel is None else self.panel.show_moment(self._sources.clock.now())
        if change is not None and self.isVisible() and not self.window().isMinimized():
            self.ticker.start_at(change)
        else:
            self.ticker.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock again."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Order no wake-up: nobody sees the time."""
        super().hideEvent(event)
        self.ticker.stop()

    def _panel(self, wanted: Live) -> LivePanel:
        if wanted not in self._panels:
            panel = self._makers()[wanted]()
            panel.copied.connect(self.copied)
            panel.link_wanted.connect(self.link_wanted)
            panel.changed.connect(self.refresh)
            self._panels[wanted] = panel
            self._column.addWidget(panel)
        return self._panels[wanted]

    def _makers(self) -> dict[Live, Callable[[], LivePanel]]:
        theme, sources = self._theme, self._sources
        return {
            Live.PAYMENT: lambda: PaymentPanel(theme, sources.payment, sources.switchboard.special_days),
            Live.BEST_CHANNEL: lambda: ChannelPanel(theme, sources.switchboard),
            Live.CHANNEL: lambda: ChannelPanel(theme, sources.switchboard),
            Live.DEADLINE: lambda: DeadlinePanel(theme, sources.deadline),
        }
