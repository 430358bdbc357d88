"""Records what a person agrees to before staff work on a draft of theirs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.drafts.models import KEEP, Consent, Head
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.case_desk import CaseDesk
from citizen_desktop.ui.case_words import moment_words, number_words, purpose_words
from citizen_desktop.ui.consent_words import PURPOSES, consent_paper
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.tick import Tick

if TYPE_CHECKING:
    from collections.abc import Mapping


class ConsentSheet(Sheet):
    """A tick for each purpose; what was recorded says when, and by whom.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        desk: whose drafts they are.
        initials: of who records it.
        head: of the draft, None for one that is to be made.
    """

    recorded = Signal(object)
    """The person agrees to these purposes, a tuple of ids."""
    awaited = Signal()
    """A new draft is made before the person has agreed."""
    print_wanted = Signal(object)
    """A ``ConsentPaper`` is to be printed."""

    def __init__(self, theme: Theme, window: QWidget, desk: CaseDesk, initials: str, head: Head | None = None) -> None:
        super().__init__(theme, window, "clipboard-check", "ok", 560)
        self._desk, self._draft = desk, head
        known: Mapping[str, Consent] = {} if head is None else {each.purpose: each for each in head.consents}
        self._known = known
        self.title.setText(_("What does the person agree to?"))
        who = _("What you tick is recorded with the time and your initials, {initials}.").format(
            initials=isolate(initials)
        )
        case = "" if head is None else _("Case {number}.").format(number=number_words(head.number)) + " "
        self.subtitle.setText(case + who)
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.ticks = {purpose: Tick(theme) for purpose in PURPOSES}
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(14)
        ask = Label(theme, 15, wrap=True)
        ask.setText(_("Ask for each, in words the person understands, and tick what they agree to."))
        column.addWidget(ask)
        for purpose, tick in self.ticks.items():
            tick.say(purpose_words(purpose, desk.retention_days), self._detail(purpose))
            tick.setChecked(purpose in known)
            tick.toggled.connect(self._fit)
            column.addWidget(tick)
        self.note = Notice(theme, "warn", "info-circle")
        # As high as its words are at this width, and no higher: else the sheet would scroll for nothing.
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column.addWidget(self.note)
        self.body.addWidget(holder)
        self.paper = Button(theme, Kind.OUTLINE, "printer", height=40)
        self.paper.say(_("Print"), _("Print the consent to be signed"))
        self.paper.clicked.connect(self._print)
        self.later = Button(theme, Kind.OUTLINE, height=40)
        self.later.say(_("Record it later"), _("Make the case now and record the consent later"))
        self.later.clicked.connect(self._later)
        if head is not None:
            self.later.hide()
        self.accept = Button(theme, Kind.PRIMARY, height=40)
        self.accept.clicked.connect(self._record)
        self.foot.add(self.paper)
        self.foot.add_at_end(self.later)
        self.foot.add_at_end(self.accept)
        self._fit()
        self.open_sheet(next(iter(self.ticks.values())))

    @property
    def purposes(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(purpose for purpose, tick in self.ticks.items() if tick.isChecked())

    def _detail(self, purpose: str) -> str:
        consent = self._known.get(purpose)
        if consent is not None:
            return _("Recorded {time}, by {initials}.").format(
                time=moment_words(consent.at), initials=isolate(consent.initials)
            )
        match purpose:
            case "keep":
                return _("Encrypted on this device, and erased by itself.")
            case "help":
                return _("Staff see the answers and the files while they help.")
            case _:
                return _("Only if the person wants to go on elsewhere.")

    def _fit(self) -> None:
        """Say what follows from what is ticked."""
        withdrawn = [purpose for purpose in self._known if purpose not in self.purposes]
        if KEEP in withdrawn:
            words = _("Without this consent the draft must not stay here: delete it after this.")
        elif withdrawn:
            words = _("What is no longer ticked counts as withdrawn.")
        elif KEEP not in self.purposes and self._draft is None:
            words = _(
                "“Record and begin” needs the person's consent to keep the draft. “Record it later” begins the case with no "
                "consent recorded: the draft is kept all the same, and the list shows that the consent is awaited."
            )
        elif KEEP not in self.purposes:
            words = _(
                "The draft is kept here, and the person's consent to that is not recorded yet. Record it as soon as they "
                "agree, or delete the case."
            )
        else:
            words = ""
        self.note.say(words)
        self.note.setVisible(bool(words))
        # A new case is begun with the consent to keep it, or knowingly without any.
        needed = KEEP in self.purposes if self._draft is None else self.purposes or self._known
        self.accept.setEnabled(bool(needed))
        self.accept.say(_("Record and begin") if self._draft is None else _("Record"))
        if self.isVisible():
            self._place()

    def _record(self) -> None:
        purposes = self.purposes
        self.close_sheet()
        self.recorded.emit(purposes)

    def _later(self) -> None:
        self.close_sheet()
        self.awaited.emit()

    def _print(self) -> None:
        number = None if self._draft is None else self._draft.number
        wanted = self.purposes or PURPOSES
        days, now = self._desk.retention_days, self._desk.clock.now()
        self.print_wanted.emit(consent_paper(number, wanted, self._known, days, now))
