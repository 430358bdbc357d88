"""How well a page can be read: each measure beside its threshold, and what follows from them."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.attachments.models import Doubt, Legibility
from citizen_desktop.attachments.thresholds import Thresholds
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.ui.editor_words import doubt_words
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.meter import Bar
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme

SHARP: Final = 100
"""The sharpness that is asked for, by its definition."""
_MARK: Final = (2, 14)


class MeasureBar(Bar):
    """A bar with a mark at its middle, where what is asked for begins.

    Args:
        theme: colours.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setFixedHeight(_MARK[1])

    def show_measure(self, value: int, threshold: int) -> None:
        """Show a measure; what is twice as much as asked for fills it."""
        self.show_share(value / (2 * threshold), "seg" if value >= threshold else "errT")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        rect = QRectF(0, 3, self.width(), self.height() - 6)
        painter.setBrush(self.theme.colour("track"))
        painter.drawRoundedRect(rect, 4, 4)
        width = rect.width() * self.share
        to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if width:
            painter.setBrush(self.theme.colour(self._colour))
            painter.drawRoundedRect(QRectF(rect.right() - width if to_left else 0, 3, width, rect.height()), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(QRectF(round(self.width() / 2) - 1, 0, *_MARK), self.theme.colour("now"))


class MeasureRow(QWidget):
    """A measure: what it is, how much, and how much is asked for.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = Label(theme, 13)
        self.value = Label(theme, 13, 600, at_end=True)
        self.asked = Label(theme, 13, colour="text2", at_end=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.value)
        row.addWidget(self.asked)

    def say(self, name: str, value: str, asked: str, *, enough: bool) -> None:
        """Show a measure."""
        self.name.setText(name)
        self.value.setText(value)
        self.value.set_colour("text" if enough else "errT")
        self.asked.setText(asked)
        self.setAccessibleName(f"{name}: {value} {asked}")


class LegibilityCard(Retranslated, Card):
    """The card.

    Args:
        theme: colours and fonts.
        thresholds: what is asked for.
    """

    def __init__(self, theme: Theme, thresholds: Thresholds) -> None:
        super().__init__(theme)
        self._thresholds = thresholds
        self._shown: tuple[Legibility | None, bool, bool] = (None, False, False)
        self.title = Label(theme, 15, 700)
        self.verdict = Pill(theme, small=True)
        self.sharpness, self.dpi, self.line = (MeasureRow(theme) for _row in range(3))
        self.bar = MeasureBar(theme)
        self.note = Label(theme, 13, colour="text2", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.verdict)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 14, 17, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.sharpness)
        column.addWidget(self.bar)
        column.addWidget(self.dpi)
        column.addWidget(self.line)
        column.addWidget(self.note)
        self.retranslate()

    def show_legibility(self, legibility: Legibility | None, *, measuring: bool, text: bool) -> None:
        """Show the measures of a page.

        Args:
            legibility: None where there is none.
            measuring: they are those from before the last change; the new ones are on their way.
            text: the page is text, which can be read at any size.
        """
        self._shown = (legibility, measuring, text)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        legibility, measuring, text = self._shown
        self.title.setText(_("Legibility"))
        rows = (self.sharpness, self.bar, self.dpi, self.line)
        for row in rows:
            row.setVisible(legibility is not None)
        self.note.setVisible(True)
        if legibility is None:
            if measuring:
                self.verdict.show_state("off", "hourglass", _("Measuring"))
                self.note.setText("")
            elif text:
                self.verdict.show_state("ok", "check", pgettext("legibility", "Text"))
                self.note.setText(_("This page is text and no picture: it can be read at any size."))
            else:
                self.verdict.show_state("off", "help-circle", _("Not measured"))
                self.note.setText(_("Only the first pages of a long file are measured."))
            self.note.setVisible(bool(self.note.text()))
            return
        self._say_measures(legibility)
        self._say_verdict(legibility, measuring=measuring)

    def _say_measures(self, found: Legibility) -> None:
        asked = self._thresholds
        words = _("· required {n}")
        sharp, dots = str(found.sharpness), _("{n} dots per inch").format(n=found.dpi)
        self.sharpness.say(_("Sharpness"), sharp, words.format(n=SHARP), enough=found.sharpness >= SHARP)
        self.bar.show_measure(found.sharpness, SHARP)
        if not found.dpi:
            dots = _("not known")
        self.dpi.say(_("Resolution"), dots, words.format(n=asked.dpi), enough=not found.dpi or found.dpi >= asked.dpi)
        line = _("{n} pixels").format(n=found.line) if found.line else _("no text found")
        enough = not found.line or found.line >= asked.line
        self.line.say(_("Smallest line"), line, words.format(n=asked.line), enough=enough)

    def _say_verdict(self, found: Legibility, *, measuring: bool) -> None:
        doubts = [doubt for doubt in found.doubts if doubt not in {Doubt.FORMAT, Doubt.UPSIDE_DOWN}]
        if measuring:
            self.verdict.show_state("off", "hourglass", _("Measuring"))
        elif not doubts:
            self.verdict.show_state("ok", "check", pgettext("legibility", "Clear"))
        else:
            self.verdict.show_state("warn", "alert-triangle", _("Hard to read"))
        self.note.setText("\n".join(doubt_words(doubt) for doubt in found.doubts))
        self.note.set_colour("warnT" if doubts else "text2")
        self.note.setVisible(bool(found.doubts))
