"""Where a statement comes from, when it was last checked, and how sure it is."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.content.models import Fact, FactStatus
from citizen_desktop.formats import gregorian
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.sheet import Sheet
from citizen_desktop.widgets.theme import Theme


def status_words(status: FactStatus) -> str:
    """Return the word on the chip of a status."""
    match status:
        case FactStatus.ARTICLE:
            return pgettext("status of a fact", "Article")
        case FactStatus.PRESS:
            return pgettext("status of a fact", "Press")
        case FactStatus.CONTESTED:
            return pgettext("status of a fact", "Contested")
        case FactStatus.UNKNOWN:
            return pgettext("status of a fact", "Unknown")


def status_meaning(status: FactStatus) -> str:
    """Return what a status means."""
    match status:
        case FactStatus.ARTICLE:
            return _("the document this is built from")
        case FactStatus.PRESS:
            return _("confirmed by dated news")
        case FactStatus.CONTESTED:
            return _("sources disagree")
        case FactStatus.UNKNOWN:
            return _("no source")


def status_pill(theme: Theme, status: FactStatus) -> Pill:
    """Return the chip of a status."""
    look = theme.fact_looks[status.value]
    pill = Pill(theme, small=True)
    pill.show_state(look["look"], look["icon"], status_words(status))
    return pill


class StatusChips(FlowRow):
    """How sure a fact is, as chips in a row.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(4)
        self._theme = theme

    def show_statuses(self, statuses: Iterable[FactStatus]) -> None:
        """Show these, in the language in use."""
        for chip in self.parts:
            self.take(chip)
        for status in statuses:
            chip = status_pill(self._theme, status)
            self.add(chip)
            chip.show()


class SourcesSheet(Sheet):
    """All facts of a topic with their sources.

    Args:
        theme: colours and fonts.
        window: what it lies over.
        topic: what the facts are about.
        facts: rows.
        version: of the content.
    """

    def __init__(self, theme: Theme, window: QWidget, topic: str, facts: Sequence[Fact], version: int) -> None:
        super().__init__(theme, window, "file-search", "info", 960)
        self._facts = facts
        self.title.setText(_("Sources: {topic}").format(topic=topic))
        self.subtitle.setText(_("This application cannot reach the programme's site, so nothing here is “official”."))
        self.panel.setAccessibleName(self.title.text())
        self.cross.say("", _("Close"))
        self.body.addWidget(_Head(theme))
        for fact in facts:
            self.body.addWidget(_row(theme, fact))
            self.body.addWidget(Rule(theme))
        self.body.addStretch(1)
        self.body.addWidget(_Meanings(theme))
        self.version = Label(theme, 13, colour="text2")
        self.version.setText(_("Content version {version}").format(version=version))
        self.copy = Button(theme, Kind.OUTLINE, "copy", height=40)
        self.copy.say(_("Copy the list"))
        self.copy.clicked.connect(self._copy)
        close = Button(theme, Kind.PRIMARY, height=40)
        close.say(_("Close"))
        close.clicked.connect(self.close_sheet)
        self.foot.add(self.version)
        self.foot.add_at_end(self.copy)
        self.foot.add_at_end(close)
        self.open_sheet(close)

    def _copy(self) -> None:
        """Put the list on the clipboard as plain text."""
        lines = [
            "\n".join(
                (
                    str(fact.what).replace("\n", " "),
                    f"  {fact.source}",
                    f"  {gregorian(fact.verified)} · " + _(", ").join(status_words(status) for status in fact.status),
                )
            )
            for fact in self._facts
        ]
        QGuiApplication.clipboard().setText(bidi.strip_controls("\n".join([self.title.text(), *lines])))
        self.copy.say(_("Copied"))


def _columns(theme: Theme, grid: QGridLayout) -> None:
    grid.setContentsMargins(24, 8, 24, 8)
    grid.setHorizontalSpacing(16)
    for column, stretch in enumerate((210, 342, 112, 172)):
        grid.setColumnStretch(column, stretch)
    # As wide as two chips, so that all rows break their columns at the same places.
    grid.setColumnMinimumWidth(3, theme.size(180))


class _Head(Themed, QWidget):
    """The names of the columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        _columns(theme, grid)
        for column, text in enumerate((_("Fact"), _("Where it comes from"), _("Last verified"), _("Status"))):
            label = Label(theme, 13, 600, "text2", wrap=True)
            label.setText(text)
            grid.addWidget(label, 0, column)
        self.follow(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.colour("surface2"))
        painter.setPen(self.theme.colour("border"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _row(theme: Theme, fact: Fact) -> QWidget:
    row = QWidget()
    row.setMinimumHeight(theme.size(63))
    grid = QGridLayout(row)
    _columns(theme, grid)
    what = Label(theme, 15, 600, wrap=True)
    what.setText(str(fact.what))
    source = Label(theme, 13, wrap=True)
    source.setText(str(fact.source))
    verified = Label(theme, 13, colour="text2", wrap=True)
    verified.setText(gregorian(fact.verified))
    chips = FlowRow(4)
    for status in fact.status:
        chips.add(status_pill(theme, status))
    for column, widget in enumerate((what, source, verified)):
        grid.addWidget(widget, 0, column)
    grid.addWidget(chips, 0, 3)
    row.setAccessibleName(
        f"{fact.what}. {fact.source}. " + _(", ").join(status_words(status) for status in fact.status)
    )
    return row


class _Meanings(Themed, QWidget):
    """What the chips mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._label = Label(theme, 13, colour="text2", wrap=True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        heading = _("What the status means")
        parts = [f"<b>{heading}</b>"]
        parts += [f"<b>{status_words(status)}:</b> {status_meaning(status)}" for status in FactStatus]
        self._label.setText("&nbsp;&nbsp; ".join(parts))
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 14, 24, 14)
        row.addWidget(self._label)
        self.follow(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), self.theme.colour("surface2"))
