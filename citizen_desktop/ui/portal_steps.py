"""What is left to do on the portal: numbered steps in a row, below each other where there is no room."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from citizen_desktop.bidi import ltr
from citizen_desktop.formats import gregorian
from citizen_desktop.forms.payload_names import PORTAL_STEPS
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui.portal_words import attaching_words
from citizen_desktop.ui.ready_package import ReadyPackage, Step
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.beside import ANY_WIDTH, set_across
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.icons import draw_icon
from citizen_desktop.widgets.label import Label
from citizen_desktop.widgets.theme import Theme

_CIRCLE: Final = 32
_STEP: Final = 170
_GAP: Final = 16


class _Number(Themed, QWidget):
    """The number of a step in a circle, with an arrow to the next one."""

    def __init__(self, theme: Theme, number: int, *, last: bool) -> None:
        super().__init__()
        self._number, self._last = number, last
        self._across = True
        self.follow(theme)

    def set_across(self, across: bool) -> None:  # noqa: FBT001  a setter
        """Point to the next step beside, or be the circle alone."""
        self._across = across
        self.restyle()

    def restyle(self) -> None:
        """Take the size from the theme."""
        side = self.theme.size(_CIRCLE)
        self.setFixedHeight(side)
        self.setMinimumWidth(side)
        self.setMaximumWidth(ANY_WIDTH if self._across else side)
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle, number and arrow."""
        theme = self.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side, width = theme.size(_CIRCLE), self.width()
        circle = QRectF(width - side if right_to_left else 0, 0, side, side)
        painter.setPen(QPen(theme.colour("primary"), 2))
        painter.setBrush(theme.colour("accentBg"))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        painter.setFont(theme.font(15, 700))
        painter.setPen(theme.colour("accent"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        if self._last or not self._across:
            return
        arrow = theme.size(18)
        start, end = side + 8, width - arrow + 4
        line = QRectF(width - end if right_to_left else start, side / 2 - 1, end - start, 2)
        painter.fillRect(line, theme.colour("accentBd"))
        place = QRectF(0 if right_to_left else width - arrow, (side - arrow) / 2, arrow, arrow)
        colour = theme.colour("g500")
        draw_icon(painter, theme.icon_folder, "chevron-left", place, colour, stroke=2, mirrored=not right_to_left)


class _StepView(QWidget):
    """One step."""

    def __init__(self, theme: Theme, step: Step, number: int, *, last: bool) -> None:
        super().__init__()
        self._step = step
        self._number = _Number(theme, number, last=last)
        self._text = Label(theme, 15, 600, wrap=True)
        self._detail = Label(theme, 13, colour="text2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        words.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self._box.addWidget(self._number)
        self._box.addLayout(words, 1)

    def set_across(self, across: bool) -> None:  # noqa: FBT001  a setter
        """Stand beside the next step, or above it."""
        self._number.set_across(across)
        set_across(self._box, across=not across)
        self._box.setSpacing(4 if across else 12)
        self._box.setAlignment(self._number, Qt.AlignmentFlag(0) if across else Qt.AlignmentFlag.AlignTop)

    def retranslate(self) -> None:
        """Say the step in the language in use."""
        self._text.setText(str(self._step.text))
        self._detail.setText(str(self._step.detail))
        self._detail.setVisible(bool(self._detail.text()))


class StepsCard(Card):
    """The steps.

    Args:
        theme: colours and fonts.
        package: says which.
    """

    def __init__(self, theme: Theme, package: ReadyPackage) -> None:
        super().__init__(theme)
        self._package = package
        self._verified = package.steps_verified
        self._title = Label(theme, 17, 700)
        self._note = Label(theme, 13, colour="text2")
        last = len(package.steps)
        self._steps = [_StepView(theme, step, n, last=n == last) for n, step in enumerate(package.steps, 1)]
        head = FlowRow(12)
        head.add(self._title)
        head.add_at_end(self._note)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for step in self._steps:
            self._row.addWidget(step, 1)
        self.attaching = Label(theme, 13, 600, wrap=True)
        self.files = Label(theme, 13, colour="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(21, 12, 21, 13)
        column.setSpacing(8)
        column.addWidget(head)
        column.addLayout(self._row)
        column.addWidget(self.attaching)
        column.addWidget(self.files)
        column.addStretch(1)

    def fit(self, room: int) -> None:
        """Set the steps side by side where there is room.

        Args:
            room: the width that the card will have.
        """
        across = room - 42 >= len(self._steps) * (self.theme.size(_STEP) + _GAP) - _GAP
        set_across(self._row, across=across)
        self._row.setSpacing(_GAP if across else 12)
        for step in self._steps:
            step.set_across(across)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        self._title.setText(_("Your next steps on the portal"))
        note = _("The portal's menus may differ")
        if self._verified is not None:
            verified = _("last verified {date}").format(date=gregorian(self._verified))
            note = _(" · ").join((note, verified))
        self._note.setText(note)
        for step in self._steps:
            step.retranslate()
        number = next((number for number, step in enumerate(self._package.steps, 1) if step.attaches), None)
        lines = self._package.attached() if number is not None else ()
        self.attaching.setVisible(bool(lines) or not self._package.steps)
        self.files.setVisible(bool(lines))
        if lines:
            self.attaching.setText(_("In step {n}: {words}").format(n=number, words=self._attaching_words()))
            self.files.setText(_(" · ").join(lines))
        elif not self._package.steps:
            file = ltr(PORTAL_STEPS)
            self.attaching.setText(
                _("What you object to is not chosen yet: {file} tells every known way.").format(file=file)
            )

    def _attaching_words(self) -> str:
        if self._package.is_registration:
            return _("attach each file where its document is asked for:")
        return attaching_words()
