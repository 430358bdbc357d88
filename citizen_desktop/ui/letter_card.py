"""The letter in small, and what it says in short."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import ngettext
from citizen_desktop.ui.ready_package import ReadyPackage, Words
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_PAGE: Final = QSize(150, 212)
# Lines of a page drawn in place of the real one: from the top, the share of the width, and where they stand.
_MIDDLE, _START, _END = "middle", "start", "end"
_LINES: Final = (
    (15, 0.6, _MIDDLE), (27, 0.4, _MIDDLE), (49, 0.45, _START), (59, 1, _START), (69, 1, _START), (79, 0.92, _START),
    (89, 1, _START), (99, 0.7, _START), (119, 1, _START), (129, 0.96, _START), (139, 0.55, _START),
    (182, 0.3, _START), (192, 0.4, _START),
)  # fmt: skip


class LetterPage(Themed, QWidget):
    """The first page of the letter in small.

    Args:
        theme: colours.
        picture: of the page; without one, a page is sketched.
    """

    def __init__(self, theme: Theme, picture: QPixmap | None) -> None:
        super().__init__()
        self._picture = picture
        self.setFixedSize(_PAGE)
        self.follow(theme)

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show another picture of the page."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, white in both themes as paper is."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect())
        painter.setPen(theme.colour("border2"))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = rect.adjusted(2, 2, -2, -2)
        if self._picture is not None and not self._picture.isNull():
            size = self._picture.size().scaled(inner.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(inner.center())
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        room, margin = rect.width() - 26, 13
        for number, (top, share, stand) in enumerate(_LINES):
            width = room * share
            x = margin + ((room - width) / 2 if stand == _MIDDLE else room - width if right_to_left else 0)
            painter.setBrush(theme.colour("n200" if number else "g300"))
            painter.drawRoundedRect(QRectF(x, top, width, 4 if number else 6), 2, 2)


class LetterCard(Card):
    """The letter in small, who it is from, what it is about, and its last day.

    Args:
        theme: colours and fonts.
        package: says these.
        picture: of the first page, or nothing.
    """

    def __init__(self, theme: Theme, package: ReadyPackage, picture: QPixmap | None) -> None:
        super().__init__(theme)
        self._pages = package.letter_pages
        self.page = LetterPage(theme, picture)
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
        words.setSpacing(8)
        words.addWidget(self._title)
        for name, value, _text in self._facts:
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(name)
            pair.addWidget(value)
            words.addLayout(pair)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 15, 17, 17)
        row.setSpacing(16)
        row.addLayout(sheet)
        row.addLayout(words, 1)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._title.setText(_("The letter"))
        names = (_("From"), _("Subject"), _("Period"), _("Last day"))
        for (label, value, text), name in zip(self._facts, names, strict=True):
            label.setText(name)
            value.setText(bidi.isolate(str(text)))
        if self._pages is not None:
            pages = ngettext("{n} page", "{n} pages", self._pages).format(n=self._pages)
            self._caption.setText(_(" · ").join((pages, bidi.ltr("A4"))))
        self._caption.setVisible(self._pages is not None)
        self.page.setAccessibleName(_("The letter in small"))
