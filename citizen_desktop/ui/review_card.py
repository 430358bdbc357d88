"""The answers of a step on the review: a line for each field of the portal, each with a button that copies it."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.forms.completeness import Standing
from citizen_desktop.forms.registration_lines import SummaryLine
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.widgets.base import Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card
from citizen_desktop.widgets.label import Icon, Label, Rule
from citizen_desktop.widgets.theme import Theme

_LABEL: Final = 112
_TICKED_MS: Final = 2000
_SIGNS: Final = {Standing.DOUBTFUL: ("alert-triangle", "warnT"), Standing.MISSING: ("alert-circle", "errT")}


class ReviewRow(Themed, QWidget):
    """A field and its answer.

    Args:
        theme: colours and fonts.
        line: both.
        group: what it is about besides the field, such as a member of the family; empty for nothing.
    """

    copied = Signal(str)
    change_wanted = Signal(str)

    def __init__(self, theme: Theme, line: SummaryLine, group: str) -> None:
        super().__init__()
        self.line = line
        self.name = Label(theme, 13, colour="text2", wrap=True)
        self.name.setText(line.label)
        self.value = Label(theme, 15, 600, wrap=True)
        self.remark = Label(theme, 13, wrap=True)
        self.remark.setText(line.remark)
        self.remark.setVisible(bool(line.remark))
        self.copy = Button(theme, Kind.GHOST, "copy", height=24, colour="text2")
        self.change = Button(theme, Kind.GHOST, "pencil", height=24)
        field = _("{field}: {part}").format(field=group, part=line.label) if group else line.label
        self.copy.say("", _("Copy: {what}").format(what=field))
        self.copy.setToolTip(self.copy.accessibleName())
        self.copy.setVisible(bool(line.copied))
        self.change.say("", _("Change: {what}").format(what=field))
        self.change.setToolTip(self.change.accessibleName())
        self.change.setVisible(line.standing is not Standing.FINE)
        if line.standing in _SIGNS:
            colour = _SIGNS[line.standing][1]
            self.remark.set_colour(colour)
            self.change.set_kind(Kind.GHOST, colour)
            if not line.copied:
                self.value.set_colour(colour)
        self._ticked = QTimer(self)
        self._ticked.setSingleShot(True)
        self._ticked.setInterval(_TICKED_MS)
        self._ticked.timeout.connect(lambda: self._show_sign("copy", "text2"))
        self.copy.clicked.connect(self._copy)
        self.change.clicked.connect(lambda: self.change_wanted.emit(line.id))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.value)
        words.addWidget(self.remark)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addLayout(words, 1)
        row.addWidget(self.change)
        row.addWidget(self.copy)
        self.follow(theme)

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show the answer with dots, or as it is."""
        shown = self.line.masked if hidden else self.line.value
        self.value.setText(shown)
        self.copy.setAccessibleDescription(shown)
        self.change.setAccessibleDescription(" ".join(part for part in (shown, self.line.remark) if part))

    def _copy(self) -> None:
        self.copied.emit(self.line.copied)
        self._show_sign("check", "okT")
        self._ticked.start()

    def _show_sign(self, icon: str, colour: str) -> None:
        self.copy.set_icon(icon)
        self.copy.set_kind(Kind.GHOST, colour)

    def restyle(self) -> None:
        """Take the width of the names from the theme."""
        self.name.setFixedWidth(self.theme.size(_LABEL))
        self.setMinimumHeight(self.theme.size(32))
        super().restyle()


class ReviewCard(Card):
    """The answers of one step, or what stands for them.

    Args:
        theme: colours and fonts.
        icon: of the step.
        heading: its name.
        where: where the answers go on the portal, empty where no source says.
    """

    copied = Signal(str)
    change_wanted = Signal(str)
    """A field's id, empty for the step as a whole."""

    def __init__(self, theme: Theme, icon: str, heading: str, where: str) -> None:
        super().__init__(theme, "surface", "border2", radius=8)
        self.rows: list[ReviewRow] = []
        self.heading = Label(theme, 15, 700)
        self.heading.setText(heading)
        self.change = Button(theme, Kind.GHOST, height=24)
        self.change.say(pgettext("review", "Change"), _("Change: {what}").format(what=heading))
        self.change.clicked.connect(lambda: self.change_wanted.emit(""))
        head = Card(theme, "surface2", "surface2", radius=7)
        line = QHBoxLayout(head)
        line.setContentsMargins(12, 5, 8, 5)
        line.setSpacing(8)
        line.addWidget(Icon(theme, icon, 18, "accent"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        if where:
            place = Label(theme, 13, colour="text2", wrap=True)
            place.setText(where)
            words.addWidget(place)
        line.addLayout(words, 1)
        line.addWidget(self.change)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 3)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self.setAccessibleName(heading)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add_group(self, heading: str) -> None:
        """Add a line that says what the next ones are about."""
        label = Label(self.theme, 13, 700, wrap=True)
        label.setText(isolate(heading))
        inset = QHBoxLayout()
        inset.setContentsMargins(12, 5, 12, 1)
        inset.addWidget(label)
        self._column.addWidget(Rule(self.theme))
        self._column.addLayout(inset)

    def add_line(self, line: SummaryLine, group: str = "") -> None:
        """Add a field and its answer."""
        row = ReviewRow(self.theme, line, group)
        row.copied.connect(self.copied)
        row.change_wanted.connect(self.change_wanted)
        self._column.addWidget(Rule(self.theme))
        self._column.addWidget(row)
        self.rows.append(row)

    @property
    def weight(self) -> int:
        """About how high it is, in lines."""
        return 1 + len(self.rows)

    def hide_numbers(self, *, hidden: bool) -> None:
        """Show the answers with dots, or as they are."""
        for row in self.rows:
            row.hide_numbers(hidden=hidden)
