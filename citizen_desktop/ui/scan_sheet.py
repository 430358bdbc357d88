"""Scans paper, page after page: which scanner, which document, how; each page goes to the form as it comes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.clock import Clock
from citizen_desktop.errors import UserError
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.scanning.models import Device, Paper, ScanError, Shade, Wish
from citizen_desktop.scanning.scanner import Scanner
from citizen_desktop.ui.jobs import Control
from citizen_desktop.ui.question import Question
from citizen_desktop.ui.scan_places import Places
from citizen_desktop.ui.scan_words import device_names, failure_sentence
from citizen_desktop.ui.work_sheet import WorkSheet
from citizen_desktop.widgets.card import Notice
from citizen_desktop.widgets.choice import ChoiceField
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_ENDING: Final = ".png"


@dataclass
class Setup:
    """What was found and chosen, for the next sheet: looking for scanners takes a while, and most people have one.

    Args:
        devices: the scanners found last.
        device: the one that was chosen, None to take the first.
        wish: how it scans.
    """

    devices: tuple[Device, ...] = ()
    device: Device | None = None
    wish: Wish = field(default_factory=Wish)

    def find(self, devices: Sequence[Device]) -> None:
        """Take in which scanners there are; the one that was chosen stays so, if it is there."""
        self.devices = tuple(devices)
        if self.device not in self.devices:
            self.device = next(iter(self.devices), None)


class ScanSheet(WorkSheet):
    """The sheet; ``begin`` opens it.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        scanner: what scans.
        setup: what was found and chosen before; it is changed.
        places: where pages can go to.
        clock: measures the pace.
    """

    scanned = Signal(str, str, object)
    """A page: the id of its document, a file name, and the bytes of a picture, which nobody has looked into."""

    def __init__(
        self, theme: Theme, window: QWidget, scanner: Scanner, setup: Setup, places: Places, clock: Clock
    ) -> None:
        super().__init__(theme, window, "scan", 560, clock)
        self._scanner, self._setup = scanner, setup
        self._names = set(places.names)
        self._slot = places.slot
        self.pages = 0
        """So many were scanned."""
        self.say(
            _("Scan a paper"), _("The page goes straight into the form: the scanner's program keeps no copy of it.")
        )
        self._build_nothing_found(theme)
        self._build_choices(theme, places)
        self.close_button = self.add_button(_("Close"), self.leave)
        self.again = self.add_button(_("Look for scanners again"), self._look)
        self.start = self.add_button(pgettext("button", "Scan"), self._scan, primary=True, icon="scan")

    def _build_nothing_found(self, theme: Theme) -> None:
        self._nothing = self.add_part()
        self.none = Label(theme, 15, wrap=True)
        self.none.setText(
            _("No scanner was found. Check that it is switched on and connected to this computer, then look again.")
        )
        instead = Label(theme, 15, colour="text2", wrap=True)
        instead.setText(_("Or close this, and attach a photo or a file of the paper."))
        for label in (self.none, instead):
            self._nothing.addWidget(label)

    def _build_choices(self, theme: Theme, places: Places) -> None:
        self._page = self.add_part()
        self.taken = Notice(theme, "ok", "circle-check")
        self.taken.hide()
        self.devices = ChoiceField(theme, helper=False)
        self.devices.say(_("Scanner"))
        self.devices.chosen.connect(self._choose_device)
        self.slots = ChoiceField(theme, helper=False)
        self.slots.say(_("Which document is it?"))
        self.slots.choice.offer(list(places.slots), _("Choose"))
        self.slots.choice.choose(places.slot)
        self.slots.chosen.connect(self._choose_slot)
        self.paper = Question(theme, tuple(Paper))
        self.paper.say(
            _("What lies on the glass?"),
            {
                Paper.DOCUMENT: (_("A page"), _("Up to A4")),
                Paper.CARD: (_("A card"), _("Such as an ID card: a finger's breadth from the marked corner")),
            },
        )
        self.shade = Question(theme, tuple(Shade))
        self.shade.say(
            _("In colour?"),
            {
                Shade.COLOUR: (_("In colour"), _("As the paper is")),
                Shade.GREY: (_("In shades of grey"), _("A smaller file")),
            },
        )
        self.paper.choose(self._setup.wish.paper)
        self.shade.choose(self._setup.wish.shade)
        self.paper.chosen.connect(self._choose_paper)
        self.shade.chosen.connect(self._choose_shade)
        for widget in (self.taken, self.devices, self.slots, self.paper, self.shade):
            self._page.addWidget(widget)

    def begin(self) -> None:
        """Open the sheet: with the scanners of last time, or looking for them."""
        if self._setup.devices:
            self._offer()
            self.open_sheet(self.start)
        else:
            self._look()
            self.open_sheet(self.job_row.cancel)

    # ---------------------------------------------------------------- scanners

    def _look(self) -> None:
        self.run(lambda: _("Looking for scanners"), _devices, self._found, self._scanner)
        self.job_row.meter.hide()
        self.job_row.state.setText("")

    def _found(self, devices: object) -> None:
        if isinstance(devices, tuple):
            self._setup.find(devices)
            self._offer()

    def _offer(self) -> None:
        """Show what can be chosen, or that there is nothing to choose from."""
        setup = self._setup
        if not setup.devices:
            self.none.show()
            self.show_part(self._nothing, self.again, self.close_button)
            return
        names = device_names(setup.devices)
        self.devices.choice.offer(list(zip(setup.devices, names, strict=True)), _("Choose"))
        self.devices.choice.choose(setup.device)
        self.devices.setVisible(len(names) > 1)
        self.show_part(self._page, self.start, self.again, self.close_button)

    def _choose_device(self, device: object) -> None:
        if isinstance(device, Device):
            self._setup.device = device

    def _choose_slot(self, slot: object) -> None:
        self._slot = str(slot)

    def _choose_paper(self, paper: Paper) -> None:
        self._setup.wish = replace(self._setup.wish, paper=paper)

    def _choose_shade(self, shade: Shade) -> None:
        self._setup.wish = replace(self._setup.wish, shade=shade)

    # ---------------------------------------------------------------- a page

    def _scan(self) -> None:
        device = self._setup.device
        if device is not None:
            self.taken.hide()
            self.job_row.meter.show()
            words = _("Scanning the page")
            self.run(lambda: words, _page, self._scanned, self._scanner, device, self._setup.wish)

    def _scanned(self, content: object) -> None:
        name = free_name(self._names)
        self._names.add(name)
        self.pages += 1
        sentence = _("{name} is scanned and goes into the form. Lay the next page down, or close.").format(
            name=isolate(name)
        )
        self.taken.say(sentence)
        self.taken.setAccessibleName(sentence)
        self.taken.show()
        self.start.say(_("Scan another page"))
        self.show_part(self._page, self.start, self.again, self.close_button)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.taken, sentence))
        self.scanned.emit(self._slot, name, content)

    def broken_off(self) -> None:
        """Go back to what was shown before; where that was nothing, the sheet has nothing to say."""
        if self.has_shown:
            super().broken_off()
        else:
            self.close_sheet()

    def failed(self, error: Exception) -> None:
        """Say what went wrong, above the choices; without any scanner known, only that."""
        if not self._setup.devices:
            self.none.hide()
            self.show_part(self._nothing, self.again, self.close_button)
        super().failed(error)


def free_name(taken: Collection[str]) -> str:
    """Return a name for a page that no other file has.

    Args:
        taken: the others'.
    """
    number = 1
    while (name := _("Scan {n}").format(n=number) + _ENDING) in taken:
        number += 1
    return name


def _devices(control: Control, scanner: Scanner) -> tuple[Device, ...]:
    try:
        return tuple(scanner.devices(control.check))
    except ScanError as error:
        raise UserError(failure_sentence(error.failure)) from error


def _page(control: Control, scanner: Scanner, device: Device, wish: Wish) -> bytes:
    try:
        return scanner.scan(device, wish, control.check, control.progress)
    except ScanError as error:
        raise UserError(failure_sentence(error.failure)) from error
