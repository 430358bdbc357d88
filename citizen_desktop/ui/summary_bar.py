"""The bar above the channels: the present moment in both calendars, how many channels are open, and the one to try."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from citizen_desktop.describe import board_moment, recommendation
from citizen_desktop.hours.board import Board
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label, Rule, Tile
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.content.models import Channel


class SummaryBar(Card):
    """The first thing one reads.

    Args:
        theme: colours and fonts.
    """

    copy_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._best_channel: Channel | None = None
        self.moment = Label(theme, 17, 700, wrap=True)
        self.hijri = Label(theme, 13, colour="text2", wrap=True)
        self.count = Label(theme, 32, 700, "accent")
        self.count_words = Label(theme, 15, 600)
        self._best_tile = Tile(theme, "phone")
        self._best_title = Label(theme, 13, colour="text2")
        self.best_name = Label(theme, 15, 700)
        self.best_reason = Label(theme, 13, colour="text2")
        self.copy = Button(theme, Kind.PRIMARY, "copy")
        self.copy.clicked.connect(lambda: self.copy_wanted.emit(self._best_channel))
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.moment)
        words.addWidget(self.hijri)
        words.addStretch(1)
        moment = QHBoxLayout()
        moment.setSpacing(16)
        moment.addWidget(Tile(theme, "clock", "info"))
        moment.addLayout(words, 1)
        counting = QHBoxLayout()
        counting.setSpacing(8)
        counting.setContentsMargins(4, 0, 4, 0)
        counting.addWidget(self.count)
        counting.addWidget(self.count_words)
        best_words = QVBoxLayout()
        best_words.setSpacing(0)
        for label in (self._best_title, self.best_name, self.best_reason):
            best_words.addWidget(label)
        best = QHBoxLayout()
        best.setSpacing(12)
        best.addWidget(self._best_tile)
        best.addLayout(best_words, 1)
        best.addSpacing(8)
        best.addWidget(self.copy)
        self._first_rule = Rule(theme, vertical=True, length=44)
        second = QHBoxLayout()
        second.setSpacing(16)
        second.addLayout(counting)
        second.addWidget(Rule(theme, vertical=True, length=44))
        second.addLayout(best, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(17, 6, 17, 6)
        self._row.setSpacing(16)
        self._row.addLayout(moment, 1)
        self._row.addWidget(self._first_rule)
        self._row.addLayout(second)

    def restyle(self) -> None:
        """Keep the height of the design where the text allows."""
        self.setMinimumHeight(self.theme.size(76))
        super().restyle()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001  a setter
        """Set the moment above the rest."""
        set_across(self._row, across=not narrow)
        self._first_rule.setVisible(not narrow)

    def show_board(self, board: Board) -> None:
        """Show the channels at a moment."""
        first, second = board_moment(board)
        self.moment.setText(first)
        self.hijri.setText(second)
        self.hijri.set_colour("unvT" if board.unverified_day else "text2")
        self.hijri.set_look(13, 600 if board.unverified_day else 400)
        self.count.setText(str(board.open_count))
        if board.unverified_day:
            words = ngettext("of {n} channel\nconfirmed now", "of {n} channels\nconfirmed now", board.official_count)
            self.count_words.setText(words.format(n=board.official_count))
        else:
            self.count_words.setText(ngettext("channel\nopen now", "channels\nopen now", board.open_count))
        best = board.best
        self._best_channel = None if best is None else best.channel
        for widget in (self._best_tile, self._best_title, self.best_name, self.best_reason, self.copy):
            widget.setVisible(best is not None)
        if best is None:
            return
        self._best_tile.show_tile(best.channel.icon, "ok")
        self._best_title.setText(_("Best channel now"))
        name, reason = recommendation(best)
        self.best_name.setText(name)
        self.best_reason.setText(reason)
        if best.channel.copy is not None:
            self.copy.say(
                str(best.channel.copy.label),
                _("{action}: {channel}").format(action=best.channel.copy.label, channel=name),
            )
        self.copy.setVisible(best.channel.copy is not None)
