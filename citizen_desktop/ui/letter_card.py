"""The letter in small, and what it says in short."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext, pgettext
from citizen_desktop.printing.paper import SetSheet
from citizen_desktop.printing.setting import A4_WIDTH
from citizen_desktop.ui.ready_package import ReadyPackage, Words
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.button import Button
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_PAGE: Final = QSize(150, 212)


class LetterPage(Themed, QWidget):
    """The first page of the letter in small: the printer's own painting, scaled down.

    Args:
        theme: colours.
        letter: as it is printed; without one, the paper is empty.
    """

    def __init__(self, theme: Theme, letter: SetSheet | None) -> None:
        super().__init__()
        self._letter = letter
        self.follow(theme)

    def restyle(self) -> None:
        """Grow with the text."""
        self.setFixedSize(self.theme.size(_PAGE.width()), self.theme.size(_PAGE.height()))
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, white in both themes as paper is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        edge = QPainterPath()
        edge.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillPath(edge, Qt.GlobalColor.white)
        if self._letter is not None:
            painter.save()
            painter.setClipPath(edge)
            scale = rect.width() / A4_WIDTH
            painter.scale(scale, scale)
            self._letter.paint(painter, 1)
            painter.restore()
        painter.setPen(self.theme.colour("border2"))
        painter.drawPath(edge)


class LetterCard(Card):
    """The letter in small, who it is from, what it is about, and its last day.

    Args:
        theme: colours and fonts.
        package: says these.
        letter: as it is printed; None for a package without one.
    """

    preview_wanted = Signal()

    def __init__(self, theme: Theme, package: ReadyPackage, letter: SetSheet | None) -> None:
        super().__init__(theme)
        self._letter = letter
        self.page = LetterPage(theme, letter)
        self.preview = Button(theme, icon="eye")
        self.preview.setVisible(letter is not None)
        self.preview.clicked.connect(self.preview_wanted)
        self._caption = Label(theme, 13, colour="text2", centred=True, wrap=True)
        self._title = Label(theme, 17, 700, wrap=True)
        texts: tuple[Words, ...] = (package.applicant_name, package.subject, package.period, package.deadline)
        self._facts = [
            (Label(theme, 13, colour="text2", wrap=True), Label(theme, 15, 500, wrap=True), t) for t in texts
        ]
        sheet = QVBoxLayout()
        sheet.setSpacing(8)
        sheet.addStretch(1)
        sheet.addWidget(self.page, 0, Qt.AlignmentFlag.AlignHCenter)
        sheet.addWidget(self._caption)
        sheet.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._title)
        for name, value, _text in self._facts:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(name)
            pair.addWidget(value)
            words.addLayout(pair)
        words.addStretch(1)
        # Without a side to keep to, the button would hold all words to its own width.
        words.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignLeft)
        # Beside a long list of files it stays together at the top, where it is seen first.
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 15, 17, 17)
        row = QHBoxLayout()
        column.addLayout(row)
        column.addStretch(1)
        row.setSpacing(16)
        row.addLayout(sheet)
        row.addLayout(words, 1)

        self.restyle()

    def restyle(self) -> None:
        """Leave the room beside the page to the words."""
        super().restyle()
        if hasattr(self, "_caption"):
            self._caption.setFixedWidth(self.theme.size(_PAGE.width()))

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._title.setText(_("The letter"))
        names = (_("From"), _("Subject"), _("Period"), _("Last day"))
        for (label, value, text), name in zip(self._facts, names, strict=True):
            label.setText(name)
            value.setText(bidi.isolate(str(text)))
        if self._letter is not None:
            pages = ngettext("{n} page", "{n} pages", self._letter.count).format(n=self._letter.count)
            self._caption.setText(_(" · ").join((pages, bidi.ltr("A4"))))
            self.page.setAccessibleDescription(pages)
        self._caption.setVisible(self._letter is not None)
        self.page.setAccessibleName(_("The letter in small"))
        self.preview.say(pgettext("button", "Preview"), _("See the letter as it will be printed"))
