"""The drafts of a shared computer are locked: a passphrase opens them."""

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.clock import Clock
from citizen_desktop.drafts.envelope import KeyTrouble
from citizen_desktop.drafts.keys import Keys
from citizen_desktop.drafts.secret import Secret
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.auto_lock import LockReason
from citizen_desktop.ui.key_work import Outcome, key_job
from citizen_desktop.ui.page import PADDING_X, Page
from citizen_desktop.ui.passphrase_field import PassphraseField
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.input_frame import State
from citizen_desktop.widgets.label import Icon, Label, Rule, Tile
from citizen_desktop.widgets.meter import Bar
from citizen_desktop.widgets.theme import Theme

if TYPE_CHECKING:
    from citizen_desktop.ui.jobs import Job

_WIDTH: Final = 520
_THREE: Final = 3


class UnlockPage(Arranged, Page):
    """The page.

    Args:
        theme: colours and fonts.
        keys: judges what is typed.
        clock: of the work.
    """

    unlocked = Signal(object)
    """The passphrase was right: the ``Secret``, whose owner wipes it."""
    recovered = Signal(object)
    """The recovery code was right: the ``Secret``; a new passphrase should be asked."""
    troubled = Signal(object)
    """Something is wrong with the key file: a ``KeyTrouble``."""
    keep_nothing_wanted = Signal()
    erase_wanted = Signal()

    def __init__(self, theme: Theme, keys: Keys, clock: Clock) -> None:
        super().__init__(theme)
        self._keys, self._clock = keys, clock
        self._reason, self._minutes = LockReason.START, 0
        self._has_code = self._asks_code = False
        self._trouble: KeyTrouble | None = None
        self._job: Job | None = None
        self._waited = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self.title = Label(theme, 24, 700, wrap=True)
        self.subtitle = Label(theme, 15, colour="text2", wrap=True)
        self.unsaved = Notice(theme, "warn", "alert-triangle")
        self.unsaved.hide()
        self.field = PassphraseField(theme, lines=1)
        self.wait_words = Label(theme, 13, 600, wrap=True)
        self.wait_next = Label(theme, 13, colour="text2", wrap=True, at_end=True)
        self.wait_bar = Bar(theme)
        self.open = _Wide(theme, Kind.PRIMARY, "lock-open", height=44)
        self.forgotten = Label(theme, 15, 700)
        self.explanation = Label(theme, 15, colour="text2", wrap=True)
        self.use_code = Button(theme, icon="key")
        self.keep_nothing = Button(theme)
        self.erase = Button(theme, icon="trash", colour="errT")
        self._lay_out(theme)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.field.edited.connect(lambda _text: self._typed())
        self.field.entered.connect(self.try_it)
        self.open.clicked.connect(self.try_it)
        self.use_code.clicked.connect(lambda: self._ask_code(code=not self._asks_code))
        self.keep_nothing.clicked.connect(self.keep_nothing_wanted)
        self.erase.clicked.connect(self.erase_wanted)

    def _lay_out(self, theme: Theme) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        head.addWidget(Tile(theme, "lock-password", "ok", 56), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._wait = QWidget()
        wait = QVBoxLayout(self._wait)
        wait.setContentsMargins(0, 0, 0, 0)
        wait.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.wait_words, 1)
        line.addWidget(self.wait_next, 1)
        wait.addLayout(line)
        wait.addWidget(self.wait_bar)
        self.card = Card(theme)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(33, 29, 33, 29)
        column.setSpacing(16)
        column.addLayout(head)
        for widget in (Rule(theme), self.unsaved, self.field, self._wait, self.open, self._ways(theme)):
            column.addWidget(widget)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self.card)
        across.addStretch(1)
        self.column.addStretch(1)
        self.column.addLayout(across)
        self.column.addStretch(1)
        self._arrange()

    def _ways(self, theme: Theme) -> Card:
        """Return what there is for those who can't open the drafts."""
        box = Card(theme, "surface2", radius=8)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(17, 15, 17, 15)
        inner.setSpacing(4)
        question = QHBoxLayout()
        question.setSpacing(8)
        question.addWidget(Icon(theme, "help-circle", 20))
        question.addWidget(self.forgotten, 1)
        ways = FlowRow(8)
        for way in (self.use_code, self.keep_nothing, self.erase):
            ways.add(way)
        inner.addLayout(question)
        inner.addWidget(self.explanation)
        inner.addSpacing(8)
        inner.addWidget(ways)
        return box

    # ---------------------------------------------------------------- what is asked

    def show_locked(self, reason: LockReason, minutes: int, *, has_code: bool) -> None:
        """Begin anew: nothing typed, nothing said.

        Args:
            reason: why the drafts are locked.
            minutes: without use after which they lock.
            has_code: a recovery code was made.
        """
        self._reason, self._minutes, self._has_code = reason, minutes, has_code
        self._trouble = None
        self._waited = False
        self._ask_code(code=False)

    def tell_unsaved(self, *, holds: bool) -> None:
        """Say whether something could not be saved so far, and is held in memory."""
        self.unsaved.setVisible(holds)

    def try_it(self) -> None:
        """Try what is typed."""
        typed = self.field.text
        if self._job is not None or not self.open.isEnabled() or not typed:
            return
        code, keys = self._asks_code, self._keys
        self._job = key_job(
            (lambda: keys.unlock_with_code(typed)) if code else (lambda: keys.unlock(typed)), self._clock, self._tried
        )
        self._trouble = None
        self.look()

    def let_go(self) -> None:
        """Give up work in hand: the window closes."""
        self._timer.stop()
        if self._job is not None:
            self._job.close()
            self._job = None
        self.field.empty()

    def _tried(self, outcome: Outcome) -> None:
        self._job = None
        self._trouble = outcome.trouble
        if isinstance(outcome.result, Secret):
            self.field.empty()
            self.look()
            (self.recovered if self._asks_code else self.unlocked).emit(outcome.result)
            return
        self.look()
        if outcome.trouble in {KeyTrouble.WRONG, KeyTrouble.MISSPELT, KeyTrouble.WAIT}:
            self._take_keyboard()
            self._announce(self._sentence())
        else:
            self.troubled.emit(outcome.trouble)

    def _ask_code(self, *, code: bool) -> None:
        self._asks_code = code
        self._trouble = None
        self.field.empty()
        self.retranslate()
        self._take_keyboard()

    def _typed(self) -> None:
        """What was wrong is no longer said of what is typed now."""
        if self._trouble is not None:
            self._trouble = None
            self.look()

    def _take_keyboard(self) -> None:
        if self.isVisible() and self.field.isEnabled():
            self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            # What was wrong may be looked at, and goes with the first key.
            self.field.line.selectAll()

    # ---------------------------------------------------------------- what is shown

    def look(self) -> None:
        """Look at the clock: show how long there is still to wait, and look again in a second if there is."""
        attempts = self._keys.attempts
        left, whole = attempts.seconds_left(), attempts.whole_wait
        waits = left > 0 and self._job is None
        self._wait.setVisible(waits)
        self.field.setEnabled(not waits and self._job is None)
        self.open.setEnabled(not waits and self._job is None)
        # What is being tried may open the drafts: whoever went another way would find them open there.
        for way in (self.use_code, self.keep_nothing, self.erase):
            way.setEnabled(self._job is None)
        self.open.say(_("Opening…") if self._job is not None else _("Open the drafts"))
        sentence = self._sentence()
        state = State.ERROR if waits or self._trouble is not None else State.PLAIN
        self.field.show_state(state, sentence if state is State.ERROR else "")
        if waits:
            seconds = math.ceil(left)
            self.wait_words.setText(
                ngettext("You can try in {n} second", "You can try in {n} seconds", seconds).format(n=seconds)
            )
            later = attempts.next_wait
            self.wait_next.setText(
                ngettext("Then {n} second after each error", "Then {n} seconds after each error", later).format(n=later)
            )
            self.wait_bar.show_share((whole - left) / whole if whole else 0.0, "text3")
            if self._clock.runs and self.isVisible():
                self._timer.start(min(1000, math.ceil(left * 1000)))
        elif self._waited:
            self._take_keyboard()
        self._waited = waits

    def _sentence(self) -> str:
        if self._trouble is KeyTrouble.MISSPELT:
            return _("This is not how the code was printed: look at it again. It was not tried.")
        errors = self._keys.attempts.errors
        if self._asks_code:
            wrong = _("The recovery code is not right.")
            later = _("The recovery code is not right. Wait before you try again.")
        elif errors == _THREE:
            wrong = later = _(
                "The passphrase is not right. It was typed three times, so wait a little before the fourth attempt."
            )
        else:
            wrong = _("The passphrase is not right.")
            later = _("The passphrase is not right. Wait before you try again.")
        return later if self._keys.attempts.seconds_left() > 0 else wrong

    def _announce(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("The drafts are locked"))
        self.setAccessibleName(self.title.text())
        self.subtitle.setText(self._why())
        self.unsaved.say(
            _(
                "Not everything could be saved yet. It is held in memory, and saving is tried again by itself:"
                " don't close the application."
            )
        )
        self.field.say(_("Recovery code") if self._asks_code else _("Passphrase"))
        self.forgotten.setText(_("Forgot the passphrase?"))
        no_copy = _(
            "We keep no copy of it, and nobody can open the drafts without it: neither we nor whoever looks after the computer."
        )
        rest = (
            _("The recovery code that was made at the start opens them too.")
            if self._has_code
            else _("What remains is to erase the drafts and start anew.")
        )
        spared = _("Packages that you saved outside of the application stay as they are.")
        self.explanation.setText(f"{no_copy} {rest} {spared}")
        self.use_code.setVisible(self._has_code)
        self.use_code.say(_("Type the passphrase") if self._asks_code else _("Enter the recovery code"))
        self.keep_nothing.say(_("Go on without keeping anything"))
        self.erase.say(_("Erase the drafts and start anew"))
        self.look()

    def _why(self) -> str:
        match self._reason:
            case LockReason.IDLE:
                return ngettext(
                    "Locked after {n} minute without use", "Locked after {n} minutes without use", self._minutes
                ).format(n=self._minutes)
            case LockReason.ASKED:
                return _("You locked them")
            case LockReason.CHANGED:
                return _("The new passphrase holds from now on: open the drafts with it")
            case LockReason.ASLEEP:
                return _("Locked when the screen was locked or the computer went to sleep")
            case _:
                return _("The passphrase of this computer opens them")

    # ---------------------------------------------------------------- where things stand

    def showEvent(self, event: QShowEvent) -> None:
        """Go on looking at the clock."""
        super().showEvent(event)
        self.look()
        self._take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at no clock that nobody sees, and keep nothing that was typed."""
        super().hideEvent(event)
        self._timer.stop()
        self.field.empty()

    def _arrange(self) -> None:
        """Keep the card within the window."""
        room = self.viewport().width() - 2 * PADDING_X
        self.card.setFixedWidth(max(1, min(self.theme.size(_WIDTH), room)))


class _Wide(Button):
    """A button as wide as its card."""

    def __init__(self, theme: Theme, kind: Kind, icon: str, *, height: int) -> None:
        super().__init__(theme, kind, icon, height=height)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)
