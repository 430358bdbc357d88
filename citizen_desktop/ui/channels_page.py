"""The contact channels: whom to ask now."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.content.models import Channel, Payment
from citizen_desktop.hours.board import Board, Switchboard
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui import why
from citizen_desktop.ui.caution_card import CautionCard
from citizen_desktop.ui.channel_card import ChannelCard
from citizen_desktop.ui.page import CARD_GAP, COLUMN_GAP, PADDING_X, Page
from citizen_desktop.ui.payment_card import PaymentCard
from citizen_desktop.ui.strip_key import HoursNote, StripKey
from citizen_desktop.ui.summary_bar import SummaryBar
from citizen_desktop.ui.ticker import Ticker
from citizen_desktop.widgets.beside import set_across, set_beside
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.theme import Theme

_CARD: Final = 420
_SIDE: Final = 296


class ChannelsPage(Page):
    """The first tab.

    Args:
        theme: colours and fonts.
        switchboard: judges the channels.
        payment: the pattern of the payment.
        clock: the time.
    """

    copied = Signal(str)
    qr_wanted = Signal(object)
    details_wanted = Signal(object)
    payment_details_wanted = Signal()
    why_wanted = Signal(str)

    def __init__(self, theme: Theme, switchboard: Switchboard, payment: Payment, clock: Clock) -> None:
        self._switchboard = switchboard
        self._clock = clock
        self._jumped = False
        self._arrangement: tuple[int, bool] | None = None
        self.ticker = Ticker(clock)
        self.ticker.ticked.connect(self.refresh)
        self.ticker.jumped.connect(self._clock_jumped)
        super().__init__(theme)
        self.clock_warning = Notice(theme, "warn", "alert-triangle")
        self.clock_is_right = Button(theme, Kind.OUTLINE)
        self.clock_is_right.clicked.connect(self._clock_confirmed)
        self.clock_warning.row.addWidget(self.clock_is_right, 0, Qt.AlignmentFlag.AlignVCenter)
        self.summary = SummaryBar(theme)
        self.summary.copy_wanted.connect(self._copy)
        self.cards: dict[str, ChannelCard] = {}
        self.cautions: dict[str, CautionCard] = {}
        for channel in switchboard.content.channels:
            if channel.official:
                self.cards[channel.id] = self._make_card(channel)
            else:
                caution = CautionCard(theme, channel)
                caution.details_wanted.connect(lambda channel=channel: self.details_wanted.emit(channel))
                self.cautions[channel.id] = caution
        self.payment = PaymentCard(theme, payment, switchboard.special_days)
        self.payment.details_wanted.connect(self.payment_details_wanted)
        self.key = StripKey(theme)
        self.note = HoursNote(theme)
        self._lay_out()
        self.whys = (*(caution.why for caution in self.cautions.values()), self.payment.why)
        why.gather(self.whys, self.why_wanted)
        self.retranslate()

    def _make_card(self, channel: Channel) -> ChannelCard:
        card = ChannelCard(self.theme, channel, self._switchboard)
        card.copy_wanted.connect(lambda: self._copy(channel))
        card.qr_wanted.connect(lambda: self.qr_wanted.emit(channel))
        card.details_wanted.connect(lambda: self.details_wanted.emit(channel))
        card.confirmation_wanted.connect(self._confirm)
        return card

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setSpacing(CARD_GAP)
        self._fill_grid(2)
        self._main = QWidget()
        main = QVBoxLayout(self._main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(CARD_GAP)
        main.addLayout(self._grid, 1)
        for caution in self.cautions.values():
            main.addWidget(caution)
        self._aside = QWidget()
        self._side = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._aside)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.setSpacing(CARD_GAP)
        self._side.addWidget(self.payment, 1)
        self._side.addWidget(self.key)
        self._side.addWidget(self.note)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(COLUMN_GAP)
        self._halves.addWidget(self._main, 1)
        self._halves.addWidget(self._aside)
        self.column.addWidget(self.clock_warning)
        self.column.addWidget(self.summary)
        self.column.addLayout(self._halves, 1)

    def _arrange(self) -> None:
        """Set the cards in one or two columns, and the side column beside or below them, by the room there is."""
        room = self.viewport().width() - 2 * PADDING_X
        widest = max(card.minimumSizeHint().width() for card in self.cards.values())
        card, side = max(self.theme.size(_CARD), widest), self.theme.size(_SIDE)
        two = 2 * card + CARD_GAP
        beside = room >= two + COLUMN_GAP + side or two > room >= card + COLUMN_GAP + side
        columns = 2 if room >= two + (COLUMN_GAP + side if beside else 0) else 1
        set_beside(self._halves, self._aside, side, beside=beside)
        self.summary.set_narrow(room < self.theme.size(860))
        if (columns, beside) == self._arrangement:
            return
        self._arrangement = (columns, beside)
        self._fill_grid(columns)
        set_across(self._side, across=not beside and columns > 1)

    def _fill_grid(self, columns: int) -> None:
        for index, widget in enumerate(self.cards.values()):
            self._grid.addWidget(widget, index // columns, index % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the cards for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        """Arrange the cards for the new text size."""
        super().restyle()
        if hasattr(self, "_side"):
            self._arrange()
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock again."""
        super().showEvent(event)
        self.ticker.check_for_jump()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Order no wake-up: nobody sees the time."""
        super().hideEvent(event)
        self.ticker.stop()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.setAccessibleName(_("Contact channels"))
        self.key.retranslate()
        for caution in self.cautions.values():
            caution.retranslate()
        self.clock_is_right.say(_("The clock is right"))
        self.refresh()

    def refresh(self) -> None:
        """Show the present moment and order the next look at the clock."""
        now = self._clock.now()
        board = self._switchboard.at(now)
        best = board.best
        self.summary.show_board(board)
        for status in board.statuses:
            if status.channel.id in self.cards:
                self.cards[status.channel.id].show_status(
                    status, best=best is not None and status.channel.id == best.channel.id
                )
        self.payment.show_day(now.date())
        self.key.show_unverified(any(card.shows_unverified for card in self.cards.values()))
        self.note.show_day(unverified=board.unverified_day)
        self._show_clock_warning(board)
        if self.isVisible() and not self.window().isMinimized():
            change = board.next_change
            self.ticker.start(change.at if change is not None else None)
        else:
            self.ticker.stop()

    def _show_clock_warning(self, board: Board) -> None:
        if board.clock_is_early:
            self.clock_warning.say(
                _(
                    "This computer's clock looks wrong: it shows a day before this content was made. "
                    "Set it, or what is shown here is wrong."
                )
            )
        elif board.clock_is_beyond:
            message = _(
                "This computer's clock looks wrong: it shows the year {year}. Set it, or what is shown here is wrong."
            )
            self.clock_warning.say(message.format(year=board.at.year))
        elif self._jumped:
            self.clock_warning.say(
                _(
                    "This computer's clock was just moved and may be wrong. Compare the time below with a clock you trust."
                )
            )
        wrong = board.clock_is_early or board.clock_is_beyond
        self.clock_warning.setVisible(wrong or self._jumped)
        self.clock_is_right.setVisible(not wrong)

    def _clock_jumped(self) -> None:
        self._jumped = True

    def _clock_confirmed(self) -> None:
        self._jumped = False
        self.refresh()

    def _copy(self, channel: Channel) -> None:
        if channel.copy is not None:
            QGuiApplication.clipboard().setText(channel.copy.value)
            self.copied.emit(str(channel.copy.done))

    def _confirm(self) -> None:
        """Lead to the account that announces: the first official one on the web with staff."""
        for channel in self._switchboard.content.channels:
            if (
                channel.official
                and channel.staffed
                and channel.qr is not None
                and channel.qr.payload.startswith("https:")
            ):
                self.qr_wanted.emit(channel)
                return
