"""Made to fit: the switch, and the same detail at full size before and after, with both sizes."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.formats import file_size
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Icon, Label
from citizen_desktop.widgets.switch import Switch
from citizen_desktop.widgets.theme import Theme

DETAIL = QSize(124, 72)
"""Of the file's own pixels, each one pixel of the screen."""


class Detail(Themed, QWidget):
    """A detail of a page, a pixel for a pixel.

    Args:
        theme: its frame.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setFixedSize(DETAIL)
        self.follow(theme)

    def show_image(self, image: QImage | None) -> None:
        """Show a detail, or nothing."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in a frame."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(rect, 6, 6)
        painter.fillPath(path, Qt.GlobalColor.white if self._image is not None else self.theme.colour("surface2"))
        if self._image is not None:
            painter.setClipPath(path)
            painter.drawImage(rect, self._image)
            painter.setClipping(False)
        painter.setPen(self.theme.colour("border2"))
        painter.drawPath(path)


class Sized(Retranslated, QWidget):
    """A detail with the size of its file below.

    Args:
        theme: colours and fonts.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.detail = Detail(theme)
        self.word = Label(theme, 13, colour="text2")
        self.size_word = Label(theme, 13, 700)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.word)
        line.addWidget(self.size_word)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.detail)
        column.addLayout(line)

    def say(self, word: str, size: int | None, budget: int) -> None:
        """Show a size in bytes, None while it is not known."""
        self.word.setText(word)
        self.size_word.setText("…" if size is None else file_size(size))
        self.size_word.set_colour("text2" if size is None else "okT" if size <= budget else "errT")
        self.setAccessibleName(f"{word}: {self.size_word.text()}")

    def retranslate(self) -> None:
        """Leave the words to the card."""


class FitCard(Retranslated, Card):
    """The card.

    Args:
        theme: colours and fonts.
        budget: largest size of a file, in bytes.
    """

    toggled = Signal(bool)

    def __init__(self, theme: Theme, budget: int) -> None:
        super().__init__(theme)
        self._budget = budget
        self._before: int | None = None
        self._after: int | None = None
        self._on = self._legible = False
        self.title = Label(theme, 15, 700, wrap=True)
        self.switch = Switch(theme)
        self.before, self.after = Sized(theme), Sized(theme)
        self.arrow = Icon(theme, "arrow-left")
        self.note = Label(theme, 13, colour="text2", wrap=True)
        self.title.setBuddy(self.switch)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.switch)
        pair = QHBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(self.before)
        pair.addStretch(1)
        pair.addWidget(self.arrow)
        pair.addStretch(1)
        pair.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 14, 17, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(pair)
        column.addWidget(self.note)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.switch.clicked.connect(self.toggled)
        self.retranslate()

    def show_sizes(self, *, on: bool, before: int | None, after: int | None, legible: bool) -> None:
        """Show how large the file is.

        Args:
            on: it is made to fit.
            before: its size without that, in bytes, None while it is not known.
            after: with it, likewise.
            legible: what was made can be read.
        """
        self._on, self._before, self._after, self._legible = on, before, after, legible
        self.switch.setChecked(on)
        self.retranslate()

    def show_details(self, before: QImage | None, after: QImage | None) -> None:
        """Show the same detail twice."""
        self.before.detail.show_image(before)
        self.after.detail.show_image(after)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self.title.setText(_("Shrink to fit the limit"))
        self.switch.setAccessibleName(_("Shrink to fit the limit"))
        self.before.say(
            pgettext("shrinking", "Before") if self._on else pgettext("shrinking", "Now"), self._before, self._budget
        )
        self.after.say(pgettext("shrinking", "After"), self._after, self._budget)
        self.after.setVisible(self._on)
        self.arrow.setVisible(self._on)
        for each in (self.before, self.after):
            each.detail.setAccessibleName(_("A detail at full size"))
        words = [
            _("The limit of a file is {size}: assumed and adjustable, not officially announced.").format(
                size=file_size(self._budget)
            )
        ]
        if self._on and self._after is not None:
            words.append(
                _("The text can still be read after shrinking.")
                if self._legible
                else _("The text was hard to read before, and is not made worse.")
            )
        elif not self._on and self._before is not None:
            words.append(
                _("The file is within it.")
                if self._before <= self._budget
                else _("The file is larger: switch this on.")
            )
        self.note.setText(" ".join(words))
