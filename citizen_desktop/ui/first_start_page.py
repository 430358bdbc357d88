"""The first start: where are drafts to be kept? Asked once, in plain words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.drafts.keeping import Keeping
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.page import COLUMN_GAP, PADDING_X, Page
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import set_across
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.choice_card import ChoiceCard
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.theme import Theme

_WIDTH: Final = 1040
_CARD: Final = 280
"""The least width of a card at 100 % that stands beside others."""
_TOP: Final = 44
_LOW: Final = 660
"""A window lower than this at 100 % has no room to give away."""
_CHECK: Final = ("check", "okT")
_BEWARE: Final = ("alert-triangle", "warnT")
_ICONS: Final = {
    Keeping.PERSONAL: ("device-laptop", (_CHECK, _CHECK, ("info-circle", "text2"))),
    Keeping.CENTRE: ("users-group", (_CHECK, _CHECK, _BEWARE)),
    Keeping.NOTHING: ("cloud-off", (_CHECK, _CHECK, _BEWARE)),
}


class FirstStartPage(Arranged, Page):
    """The page.

    Args:
        theme: colours and fonts.
        auto_lock_minutes: after which a shared computer locks, unless somebody chooses otherwise.
        retention_days: after which drafts are erased.
        offered: what can be chosen; the owner of the machine may have decided already.
        again: something else was chosen before the owner decided.
    """

    chosen = Signal(object)
    """A ``Keeping``; for a shared computer, a passphrase is still to be asked."""

    def __init__(
        self,
        theme: Theme,
        auto_lock_minutes: int,
        retention_days: int,
        offered: Sequence[Keeping] = tuple(Keeping),
        *,
        again: bool = False,
    ) -> None:
        self._minutes, self._days, self.again = auto_lock_minutes, retention_days, again
        super().__init__(theme)
        self.title = Label(theme, 32, 700, wrap=True, centred=True)
        self.subtitle = Label(theme, 17, colour="text2", wrap=True, centred=True)
        self.cards = {each: ChoiceCard(theme, *_ICONS[each]) for each in offered}
        self._group = QButtonGroup(self)
        for card in self.cards.values():
            self._group.addButton(card)
        self.cards[offered[0]].setChecked(True)
        self.proceed = Button(theme, Kind.PRIMARY, "arrow-left", height=44, after=True)
        self.proceed.clicked.connect(lambda: self.chosen.emit(self.choice))
        self._lay_out(theme)
        self.retranslate()

    @property
    def choice(self) -> Keeping:
        """What is chosen."""
        return next(each for each, card in self.cards.items() if card.isChecked())

    def _lay_out(self, theme: Theme) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(COLUMN_GAP)
        for card in self.cards.values():
            self._row.addWidget(card, 1)
        promise = Card(theme, radius=8)
        line = QHBoxLayout(promise)
        line.setContentsMargins(14, 12, 14, 12)
        line.setSpacing(10)
        self.promise = Label(theme, 13, colour="text2", wrap=True)
        line.addWidget(Icon(theme, "shield-lock", 20, "accent"))
        line.addWidget(self.promise, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.unofficial = Label(theme, 13, colour="text2", wrap=True)
        foot.addWidget(Icon(theme, "info-circle"))
        foot.addWidget(self.unofficial, 1)
        foot.addWidget(self.proceed)
        self._inner = QWidget()
        inner = self._inner_column = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, _TOP, 0, 8)
        inner.setSpacing(0)
        inner.addWidget(self.title)
        inner.addWidget(self.subtitle)
        inner.addSpacing(20)
        inner.addLayout(self._row)
        inner.addSpacing(16)
        inner.addWidget(promise)
        inner.addSpacing(16)
        inner.addStretch(1)
        inner.addLayout(foot)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._inner, 100)
        across.addStretch(1)
        self.column.addLayout(across, 1)
        self._arrange()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("Where are your drafts kept?"))
        self.subtitle.setText(
            _(
                "Whoever looks after this computer decided that drafts open with a passphrase here. "
                "Drafts that are kept already stay."
            )
            if self.again
            else _("This is the first start. Choose what suits this computer; you can change it later.")
        )
        for keeping, card in self.cards.items():
            card.say(*self._words(keeping))
        self.promise.setText(
            _(
                "In every case the application does not connect to the internet, sends your data to nobody, "
                "and does not ask you for a verification code or for the portal's password."
            )
        )
        self.unofficial.setText(
            _("Unofficial help tool: it does not belong to the programme and does not apply on your behalf")
        )
        self.proceed.say(_("Continue"))
        self.setAccessibleName(self.title.text())

    def _words(self, keeping: Keeping) -> tuple[str, str, tuple[str, ...]]:
        match keeping:
            case Keeping.PERSONAL:
                return (
                    keeping_name(keeping),
                    _("Nobody else uses it with my account"),
                    (
                        _("Your drafts are kept on this computer, encrypted"),
                        _("They open with your account in the system, without a passphrase"),
                        _("Whoever signs in with your account on this computer sees your drafts"),
                    ),
                )
            case Keeping.CENTRE:
                return (
                    keeping_name(keeping),
                    _("More than one person uses it"),
                    (
                        _("An encrypted safe that opens with a passphrase only"),
                        _("{locks}, and {erases}").format(locks=self._locks(), erases=self._erases()),
                        _("If the passphrase is forgotten, there is no way to get it back"),
                    ),
                )
            case _:
                return (
                    keeping_name(keeping),
                    _("Quick use without a trace"),
                    (
                        _("What you type stays in memory until you close the application"),
                        _("You can save the finished package wherever you like"),
                        _("If the power fails, what you typed is lost"),
                    ),
                )

    def _locks(self) -> str:
        return ngettext("It locks after {n} minute", "It locks after {n} minutes", self._minutes).format(
            n=self._minutes
        )

    def _erases(self) -> str:
        return ngettext(
            "drafts are erased {n} day after the last change",
            "drafts are erased {n} days after the last change",
            self._days,
        ).format(n=self._days)

    def _arrange(self) -> None:
        """Set the cards side by side where there is room."""
        room = min(self.viewport().width() - 2 * PADDING_X, self.theme.size(_WIDTH))
        beside = room >= len(self.cards) * self.theme.size(_CARD) + (len(self.cards) - 1) * COLUMN_GAP
        set_across(self._row, across=beside)
        self._inner.setMaximumWidth(max(1, self.theme.size(_WIDTH)))
        self.proceed.setMinimumWidth(self.theme.size(160))
        low = self.viewport().height() < self.theme.size(_LOW)
        self._inner_column.setContentsMargins(0, 0 if low else _TOP, 0, 0 if low else 8)


def keeping_name(keeping: Keeping) -> str:
    """Return the name of a way to keep drafts."""
    match keeping:
        case Keeping.PERSONAL:
            return _("My own computer")
        case Keeping.CENTRE:
            return _("A centre's shared computer")
        case _:
            return _("Keep nothing")
