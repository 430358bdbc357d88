"""Where drafts are kept: how it is now, and what else can be chosen."""

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.content.passphrase_models import PassphraseRules
from citizen_desktop.drafts.keeping import Keeping, KeyPlace
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.first_start_page import keeping_name
from citizen_desktop.ui.gate import words_of_file_key
from citizen_desktop.ui.passphrase_sheet import minutes_words
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.choice import ChoiceField
from citizen_desktop.widgets.radio_card import RadioCards
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


@dataclass(frozen=True)
class Kept:
    """How drafts are kept now.

    Args:
        keeping: the way.
        place: where the key is.
        minutes: without a touch after which a centre's drafts lock.
        fixed: the owner of the machine decided the minutes.
        offered: the ways that may be chosen.
        writable: no other window has the drafts open.
    """

    keeping: Keeping
    place: KeyPlace
    minutes: int = 0
    fixed: bool = False
    offered: tuple[Keeping, ...] = tuple(Keeping)
    writable: bool = True


class KeepingSheet(Sheet):
    """The sheet; it is closed when the language is switched.

    Args:
        theme: colours and fonts.
        window: it lies over.
        kept: how it is now.
        rules: the minutes on offer.
    """

    way_wanted = Signal(object)
    """Another ``Keeping``."""
    minutes_wanted = Signal(int)
    passphrase_wanted = Signal()

    def __init__(self, theme: Theme, window: QWidget, kept: Kept, rules: PassphraseRules) -> None:
        super().__init__(theme, window, "database", "ok", 560)
        self._kept, self._rules = kept, rules
        self.cards = RadioCards(theme, kept.offered)
        self.cards.row.setDirection(QBoxLayout.Direction.TopToBottom)
        self.cards.row.setSpacing(8)
        self.elsewhere = Notice(theme, "info", "info-circle")
        self.in_file = Notice(theme, "warn", "alert-triangle")
        self.next = Notice(theme, "info", "info-circle")
        self.minutes = ChoiceField(theme, helper=False)
        self.locks = Notice(theme, "off", "lock")
        self.passphrase = Button(theme, Kind.OUTLINE, "lock-password", height=40)
        column = QVBoxLayout()
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(12)
        for part in (self.elsewhere, self.cards, self.in_file, self.next, self.locks, self.minutes, self.passphrase):
            column.addWidget(part)
        # What is left of the height is nobody's: else the cards would grow with what stands below them.
        column.addStretch(1)
        self.body.addLayout(column)
        self.stay = Button(theme, Kind.OUTLINE, height=40)
        self.accept = Button(theme, Kind.PRIMARY, height=40)
        self.foot.add_at_end(self.stay)
        self.foot.add_at_end(self.accept)
        self._say()
        self.cards.choose(kept.keeping)
        for card in self.cards.cards.values():
            card.toggled.connect(self._look)
            card.setEnabled(kept.writable)
        self.minutes.chosen.connect(lambda _minutes: self._look())
        self.passphrase.clicked.connect(self._change_passphrase)
        self.stay.clicked.connect(self.close_sheet)
        self.accept.clicked.connect(self._accept)
        self._look()
        self.open_sheet(self.cards.cards[kept.keeping] if kept.writable else self.stay)
        # What breaks into lines knows its height once it was laid out.
        QTimer.singleShot(0, self, self._place)

    @property
    def chosen(self) -> Keeping:
        """The way that is chosen."""
        return next(way for way in self._kept.offered if self.cards.cards[way].isChecked())

    def _say(self) -> None:
        kept = self._kept
        self.title.setText(_("Where your drafts are kept"))
        self.subtitle.setText(_("As it is now: {way}").format(way=keeping_name(kept.keeping)))
        self.panel.setAccessibleName(self.title.text())
        self.panel.setAccessibleDescription(self.subtitle.text())
        self.cards.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        for way in kept.offered:
            self.cards.cards[way].say(keeping_name(way), _hint(way))
        self.elsewhere.say(
            _("Another window has the drafts open, and this one only reads them. Change it in the other window.")
        )
        self.in_file.say(words_of_file_key())
        self.minutes.say(_("Lock after"))
        choices = sorted({*self._rules.auto_lock.choices, kept.minutes})
        self.minutes.choice.offer([(each, minutes_words(each)) for each in choices], minutes_words(kept.minutes))
        self.minutes.choice.choose(kept.minutes)
        locks = ngettext("It locks after {n} minute", "It locks after {n} minutes", kept.minutes).format(n=kept.minutes)
        self.locks.say(_("{locks}; whoever looks after this computer decided so.").format(locks=locks))
        self.passphrase.say(_("Change the passphrase…"))
        self.stay.say(_("Leave it as it is") if kept.writable else _("Close"))
        self.accept.say(_("Change"), _("Change where drafts are kept"))

    def _look(self) -> None:
        """Show what belongs to the way that is chosen, and what comes of it."""
        kept, chosen = self._kept, self.chosen
        same = chosen is kept.keeping
        centre = same and chosen is Keeping.CENTRE and kept.writable
        self.elsewhere.setVisible(not kept.writable)
        self.in_file.setVisible(same and kept.place is KeyPlace.FILE)
        self.next.say("" if same else _next(kept.keeping, chosen))
        self.next.setVisible(not same)
        self.locks.setVisible(centre and kept.fixed)
        self.minutes.setVisible(centre and not kept.fixed)
        self.passphrase.setVisible(centre)
        self.accept.setVisible(kept.writable)
        self.accept.setEnabled(not same or (centre and self._minutes() != kept.minutes))
        self._place()
        QTimer.singleShot(0, self, self._place)

    def _minutes(self) -> int:
        value = self.minutes.choice.value
        return value if isinstance(value, int) else self._kept.minutes

    def _accept(self) -> None:
        chosen, minutes = self.chosen, self._minutes()
        self.close_sheet()
        if chosen is not self._kept.keeping:
            self.way_wanted.emit(chosen)
        else:
            self.minutes_wanted.emit(minutes)

    def _change_passphrase(self) -> None:
        self.close_sheet()
        self.passphrase_wanted.emit()


def _hint(way: Keeping) -> str:
    match way:
        case Keeping.PERSONAL:
            return _("They open with your account in the system, without a passphrase")
        case Keeping.CENTRE:
            return _("An encrypted safe that opens with a passphrase only")
        case _:
            return _("What you type stays in memory until you close the application")


def _next(now: Keeping, chosen: Keeping) -> str:
    """Return what comes of another choice."""
    match now, chosen:
        case _, Keeping.NOTHING:
            return _("All drafts on this computer are erased. You are asked once more before that.")
        case Keeping.NOTHING, Keeping.CENTRE:
            return _("You choose a passphrase next. What is in the form now becomes the first draft.")
        case Keeping.NOTHING, _:
            return _("What is in the form now becomes the first draft.")
        case _, Keeping.CENTRE:
            return _("You choose a passphrase next. The drafts stay; they lock at once, and open with it.")
        case _:
            return _(
                "The passphrase is asked once more, and never again. The drafts stay; whoever signs in with your account "
                "on this computer sees them."
            )
