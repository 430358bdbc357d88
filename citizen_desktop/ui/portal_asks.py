"""What the portal will ask, in its own order: what is prepared here, and what belongs to the portal alone."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.content.models import Paths, Place, PortalStep
from citizen_desktop.content.registration_models import StepId
from citizen_desktop.i18n import gettext as _
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.label import Label, Tile
from citizen_desktop.widgets.scrolling import FittingScroller
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.step_sign import StepSign
from citizen_desktop.widgets.theme import Theme


class _Row(QWidget):
    """One step of the portal."""

    def __init__(self, theme: Theme, number: int, step: PortalStep) -> None:
        super().__init__()
        self.step = step
        reserved = step.place is Place.PORTAL_ONLY
        self._sign = StepSign(theme, number, "lock" if reserved else "")
        self.text = Label(theme, 15, 500, wrap=True)
        look = {Place.PORTAL_ONLY: (500, "warnT"), Place.HERE: (500, "okT"), Place.PORTAL: (400, "text2")}[step.place]
        self.tag = Label(theme, 13, look[0], look[1], wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.tag)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_current(self, *, current: bool) -> None:
        """Show whether the answers that are being given go here."""
        self._sign.set_tinted(tinted=current)
        self.text.set_look(15, 700 if current else 500)
        self.retranslate(current=current)

    def retranslate(self, *, current: bool) -> None:
        """Say the step."""
        step = self.step
        self.text.setText(str(step.text))
        match step.place:
            case Place.PORTAL_ONLY:
                tag = _("On the official portal alone")
            case Place.HERE:
                tag = _("You are preparing this now") if current else _("Prepared here")
            case Place.PORTAL:
                tag = "" if step.detail is None else str(step.detail)
        self.tag.setText(tag)
        self.tag.setVisible(bool(tag))


class PortalAsks(Retranslated, QWidget):
    """The steps, and the caution below them.

    Args:
        theme: colours and fonts.
        paths: the way through the portal.
    """

    def __init__(self, theme: Theme, paths: Paths) -> None:
        super().__init__()
        self._paths = paths
        self._step: StepId | None = None
        self.rows = [_Row(theme, number, step) for number, step in enumerate(paths.paths[0].steps, 1)]
        self.caution = Notice(theme, "warn", "shield-lock")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for row in self.rows:
            column.addWidget(row)
            column.addStretch(1)
        column.addWidget(self.caution)
        self.retranslate()

    def show_step(self, step: StepId) -> None:
        """Show where the answers of a step of the form go."""
        self._step = step
        for row in self.rows:
            row.show_current(current=step in row.step.prepares)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.caution.say(str(self._paths.caution))
        for row in self.rows:
            row.retranslate(current=self._step is not None and self._step in row.step.prepares)


class PortalAsksCard(Retranslated, Card):
    """The card at the side.

    Args:
        theme: colours and fonts.
        paths: the way through the portal.
    """

    def __init__(self, theme: Theme, paths: Paths) -> None:
        super().__init__(theme)
        self.title = Label(theme, 17, 700, wrap=True)
        self.asks = PortalAsks(theme, paths)
        self.scroller = FittingScroller(theme, self.asks)
        head = QHBoxLayout()
        head.setContentsMargins(21, 21, 21, 0)
        head.setSpacing(8)
        head.addWidget(Tile(theme, "world-www", "info", 36))
        head.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 21)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.scroller, 1)
        self.scroller.pad(21)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the title in the language in use."""
        self.title.setText(portal_asks_title())


class PortalAsksSheet(Sheet):
    """The same on a sheet, where the card finds no room.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        paths: the way through the portal.
        step: of the form.
    """

    details_wanted = Signal()

    def __init__(self, theme: Theme, window: QWidget, paths: Paths, step: StepId) -> None:
        super().__init__(theme, window, "world-www", "info", 480)
        self.title.setText(portal_asks_title())
        self.subtitle.setText(str(paths.introduction))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.asks = PortalAsks(theme, paths)
        self.asks.show_step(step)
        inset = QVBoxLayout()
        inset.setContentsMargins(24, 0, 24, 16)
        inset.addWidget(self.asks)
        self.body.addLayout(inset)
        self.done = Button(theme, Kind.PRIMARY, height=40)
        self.done.say(_("Back to the form"))
        self.done.clicked.connect(self.close_sheet)
        self.details = Button(theme, Kind.GHOST, "route", height=40)
        self.details.say(_("Details and sources"), _("The steps on the portal: details and sources"))
        self.details.clicked.connect(self._want_details)
        self.foot.add(self.details)
        self.foot.add_at_end(self.done)

    def _want_details(self) -> None:
        self.close_sheet()
        self.details_wanted.emit()


def portal_asks_title() -> str:
    """Return what stands above the list."""
    return _("What will the portal ask?")
