"""Asks for a new passphrase: twice, with its strength, and after how many minutes to lock."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from citizen_desktop.content.passphrase_models import PassphraseRules
from citizen_desktop.drafts.strength import Reason, Step, Strength, StrengthMeter
from citizen_desktop.drafts.wrapping import normal
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.ui.passphrase_field import PassphraseField
from citizen_desktop.ui.question import Question
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.choice import ChoiceField
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.meter import Meter
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme

_STEPS: Final = len(Step)
_COLOURS: Final = {Step.WEAK: "errT", Step.FAIR: "warnT"}


class Purpose(StrEnum):
    """What the passphrase is asked for."""

    NEW = "new"
    """The first one."""
    CHANGE = "change"
    """Another one; the old one is asked too."""
    RESET = "reset"
    """Another one after the recovery code opened the drafts."""


class PassphraseSheet(Retranslated, Sheet):
    """The sheet. Its owner closes it, or says what was wrong.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        rules: what is easy to guess, and the minutes on offer.
        purpose: what it is asked for.
        minutes: that were chosen before, or that the owner of the machine decided.
        fixed: the minutes are not to be chosen.
    """

    wanted = Signal(str, str, int, bool)
    """The old passphrase (or nothing), the new one, the minutes, and whether to make a recovery code."""

    def __init__(
        self,
        theme: Theme,
        window: QWidget,
        rules: PassphraseRules,
        purpose: Purpose,
        minutes: int,
        *,
        fixed: bool = False,
    ) -> None:
        super().__init__(theme, window, "lock-password", "ok", 520)
        self._rules, self._purpose = rules, purpose
        self._meter = StrengthMeter(rules)
        self._default = minutes
        self.beware = Notice(theme, "warn", "alert-triangle")
        self.old = PassphraseField(theme)
        self.new = PassphraseField(theme, keyboard=purpose is not Purpose.CHANGE)
        self.again = PassphraseField(theme, keyboard=False)
        self.strength = Meter(theme, strong=True)
        self.minutes = ChoiceField(theme, helper=False)
        self.code = Question(theme, (True, False))
        self.code.choose(True)
        column = QVBoxLayout()
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(10)
        for part in (self.beware, self.old, self.new, self.strength, self.again, self.minutes, self.code):
            column.addWidget(part)
        self.body.addLayout(column)
        self.old.setVisible(purpose is Purpose.CHANGE)
        self.code.setVisible(purpose is Purpose.NEW)
        self.minutes.setVisible(purpose is Purpose.NEW and not fixed)
        self.cancel = Button(theme, height=40)
        self.cancel.clicked.connect(self.close_sheet)
        self.done = Button(theme, Kind.PRIMARY, height=40)
        self.done.clicked.connect(self._take)
        self.foot.add_at_end(self.cancel)
        self.foot.add_at_end(self.done)
        self.new.edited.connect(lambda _text: self._judge())
        self.old.edited.connect(lambda _text: self.old.show_state(State.PLAIN))
        self.again.edited.connect(lambda _text: self.again.show_state(State.PLAIN))
        for field in (self.old, self.new, self.again):
            field.entered.connect(self._take)
        self.closed.connect(self.forget)
        self.code.cards.chosen.connect(lambda value: setattr(self, "_with_code", value))
        self._with_code = True
        self.retranslate()

    def open_here(self) -> None:
        """Open with the keyboard in the first field."""
        self.open_sheet(self.old.line if self._purpose is Purpose.CHANGE else self.new.line)
        # The fields know their height once they were laid out.
        QTimer.singleShot(0, self, self._place)

    def forget(self) -> None:
        """Forget what was typed."""
        for field in (self.old, self.new, self.again):
            field.empty()

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001  a setter
        """Keep hands off while the key is being wrapped."""
        for part in (self.old, self.new, self.again, self.done, self.cancel, self.minutes, self.code):
            part.setEnabled(not busy)

    def refuse_old(self, sentence: str) -> None:
        """Say that the old passphrase does not open."""
        self.set_busy(False)
        self.old.empty()
        self.old.show_state(State.ERROR, sentence)
        self.old.line.setFocus()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        titles = {
            Purpose.NEW: _("A passphrase for this computer"),
            Purpose.CHANGE: _("Change the passphrase"),
            Purpose.RESET: _("Choose a new passphrase"),
        }
        self.title.setText(titles[self._purpose])
        self.subtitle.setText(_("Four words or more that nobody would put together are better than signs and digits."))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.beware.say(
            _(
                "Nobody keeps a copy of the passphrase. If it is forgotten, only a recovery code still opens the drafts, "
                "if one was made."
            )
        )
        self.old.say(_("The passphrase so far"))
        self.new.say(_("New passphrase"), self._least())
        self.again.say(_("The new passphrase once more"))
        self.minutes.say(_("Lock after"))
        choices = sorted({*self._rules.auto_lock.choices, self._default})
        self.minutes.choice.offer([(each, minutes_words(each)) for each in choices], minutes_words(self._default))
        if self.minutes.choice.value is None:
            self.minutes.choice.choose(self._default)
        self.code.say(
            _("Make a recovery code?"),
            {
                True: (pgettext("answer", "Yes"), _("To print now and lock away")),
                False: (pgettext("answer", "No"), _("A forgotten passphrase then loses the drafts")),
            },
        )
        self.cancel.say(_("Cancel"))
        self.done.say(_("Keep the passphrase"))
        self._judge()

    def _least(self) -> str:
        least = self._rules.shortest
        return ngettext("At least {n} character", "At least {n} characters", least).format(n=least)

    def _judge(self) -> Strength:
        found = self._meter.judge(self.new.text)
        typed = bool(self.new.text)
        name = step_words(found.step) if typed else ""
        share = found.step / _STEPS if typed else 0.0
        self.strength.say(_("Strength"), name, strength_sentence(found) if typed else "", share)
        colour = _COLOURS.get(found.step, "") if typed else ""
        self.strength.bar.show_share(share, colour or "seg")
        self.strength.number.set_colour(colour or "accent")
        self.new.show_state(State.PLAIN)
        return found

    def _take(self) -> None:
        """Hand the passphrase over if it will do; else say what is missing, where it is missing."""
        if not self.done.isEnabled():
            return
        found = self._judge()
        if self._purpose is Purpose.CHANGE and not self.old.text:
            self._stop(self.old, _("Type the passphrase that opens the drafts now."))
        elif not found.enough:
            self._stop(self.new, _("This passphrase is too easy to guess."))
        elif normal(self.again.text) != normal(self.new.text):
            self._stop(self.again, _("This is not the same passphrase."))
        else:
            value = self.minutes.choice.value
            minutes = value if isinstance(value, int) else self._default
            self.wanted.emit(self.old.text, self.new.text, minutes, self._with_code)

    def _stop(self, field: PassphraseField, sentence: str) -> None:
        field.show_state(State.ERROR, sentence)
        field.line.setFocus()


def step_words(step: Step) -> str:
    """Return the name of a step."""
    match step:
        case Step.WEAK:
            return pgettext("passphrase", "Weak")
        case Step.FAIR:
            return pgettext("passphrase", "Fair")
        case Step.GOOD:
            return pgettext("passphrase", "Good")
        case _:
            return pgettext("passphrase", "Strong")


def strength_sentence(found: Strength) -> str:
    """Return what would help most."""
    match found.reason:
        case Reason.SHORT:
            return _("Too short: add words.")
        case Reason.REPEATED:
            return _("The same thing again and again is guessed at once.")
        case Reason.SEQUENCE:
            return _("Rows of keys, letters or digits are guessed first.")
        case Reason.COMMON:
            return _("It holds words that are guessed first.")
        case Reason.MORE_WORDS:
            return _("Another word would make it stronger.")
        case _:
            return _("Hard to guess.")


def minutes_words(number: int) -> str:
    """Return how long nobody touches a computer before it locks."""
    return ngettext("{n} minute without use", "{n} minutes without use", number).format(n=number)
