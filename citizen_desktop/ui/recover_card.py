"""A draft that was open when the application ended: what is known of it, and a look into it before it is opened."""

from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from citizen_desktop import bidi
from citizen_desktop.clock import Clock
from citizen_desktop.content.objection_models import ObjectionContent
from citizen_desktop.drafts.recovery import Doubt, Recovered
from citizen_desktop.i18n import gettext as _
from citizen_desktop.i18n import pgettext
from citizen_desktop.ui import recover_words as words
from citizen_desktop.widgets.base import Retranslated
from citizen_desktop.widgets.beside import set_beside
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import RADIUS, Card
from citizen_desktop.widgets.flow import FlowRow
from citizen_desktop.widgets.label import Icon, Label, Rule, Tile
from citizen_desktop.widgets.marked_words import MarkedWords
from citizen_desktop.widgets.pill import Pill
from citizen_desktop.widgets.theme import Theme

PREVIEW: Final = 392
_LABELS: Final = 96
_HEIGHT: Final = 248


class InfoLine(QWidget):
    """An icon and a sentence.

    Args:
        theme: colours and fonts.
        icon: file name of its icon without the ending.
        colour: token of the icon.
    """

    def __init__(self, theme: Theme, icon: str, colour: str = "okT") -> None:
        super().__init__()
        self.label = Label(theme, 13, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(theme, icon, 18, colour), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def say(self, text: str) -> None:
        """Set the sentence; without one the line is not there."""
        self.label.setText(text)
        self.setVisible(bool(text))


class Preview(Retranslated, QWidget):
    """The explanation with what was typed last, and two or three answers.

    Args:
        theme: colours and fonts.
        draft: to look into.
        content: names.
    """

    def __init__(self, theme: Theme, draft: Recovered, content: ObjectionContent) -> None:
        super().__init__()
        self._draft, self._content = draft, content
        self.hidden = True
        paper = Card(theme, "surface", "border2", radius=6)
        self.title = Label(theme, 13, 700)
        self.text = MarkedWords(theme)
        self._names = tuple(Label(theme, 13, colour="text2") for _row in range(3))
        self.national_id, self.reason = Label(theme, 13, 500), Label(theme, 13, 500, wrap=True)
        self.mobile = Label(theme, 13, 600, "warnT", wrap=True)
        answers = QGridLayout()
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setHorizontalSpacing(8)
        answers.setVerticalSpacing(6)
        answers.setColumnMinimumWidth(0, _LABELS)
        answers.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(
            zip(self._names, (self.national_id, self.reason, self.mobile), strict=True)
        ):
            answers.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            answers.addWidget(value, row, 1)
        column = QVBoxLayout(paper)
        column.setContentsMargins(15, 13, 15, 13)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addStretch(1)
        column.addWidget(Rule(theme))
        column.addLayout(answers)
        around = QVBoxLayout(self)
        around.setContentsMargins(16, 16, 16, 16)
        around.addWidget(paper)
        self.retranslate()

    def hide_numbers(self, *, hidden: bool) -> None:
        """Hide the numbers, or show them."""
        self.hidden = hidden
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        stored = self._draft.stored
        self.title.setText(_("Explanation of the objection"))
        text, spans = words.explanation(self._draft, hidden=self.hidden)
        self.text.show_text(text or _("Nothing has been written here yet."), spans)
        for label, name in zip(self._names, (_("ID number"), _("Reason"), _("Mobile number")), strict=True):
            label.setText(name)
        number = stored.draft.applicant.national_id
        self.national_id.setText(words.masked(number, hidden=self.hidden) if number else _("Not answered yet."))
        self.reason.setText(words.reason_words(stored, self._content))
        unfinished = Doubt.MOBILE in self._draft.doubts
        mobile = words.masked(stored.draft.applicant.mobile, hidden=self.hidden)
        self.mobile.setText(_("{number} · incomplete").format(number=mobile))
        for widget in (self._names[2], self.mobile):
            widget.setVisible(unfinished)


class RecoverCard(Retranslated, Card):
    """The card.

    Args:
        theme: colours and fonts.
        draft: that was open.
        content: names.
        clock: the time.
    """

    continue_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, theme: Theme, draft: Recovered, content: ObjectionContent, clock: Clock) -> None:
        super().__init__(theme)
        self.draft, self._content, self._clock = draft, content, clock
        self.title, self.subtitle = Label(theme, 17, 700, wrap=True), Label(theme, 13, colour="text2", wrap=True)
        self.pill = Pill(theme, small=True)
        self.saved = InfoLine(theme, "device-floppy")
        self.files = InfoLine(theme, "paperclip")
        self.doubts = tuple((doubt, InfoLine(theme, "alert-triangle", "warnT")) for doubt in draft.doubts)
        self.written = InfoLine(theme, "pencil", "text2")
        self.go_on = Button(theme, Kind.PRIMARY, "arrow-left", height=40, after=True)
        self.delete = Button(theme, Kind.OUTLINE, "trash", height=40, colour="errT")
        self.go_on.clicked.connect(lambda: self.continue_wanted.emit(draft.id))
        self.delete.clicked.connect(lambda: self.delete_wanted.emit(draft.id))
        self.preview = Preview(theme, draft, content)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 1)
        self._halves.setSpacing(0)
        self._halves.addWidget(self._known(theme), 1)
        self._halves.addWidget(self.preview)
        self.retranslate()

    def _known(self, theme: Theme) -> QWidget:
        left = QWidget()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Tile(theme, "gavel", "warn" if self.draft.doubts else "ok"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(titles, 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignVCenter)
        lines = QVBoxLayout()
        lines.setSpacing(6)
        for line in (self.saved, *(line for _doubt, line in self.doubts), self.files, self.written):
            lines.addWidget(line)
        buttons = FlowRow(12)
        buttons.add(self.go_on)
        buttons.add(self.delete)
        column = QVBoxLayout(left)
        column.setContentsMargins(21, 20, 21, 19)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(lines)
        column.addStretch(1)
        column.addWidget(buttons)
        return left

    def fit(self, room: int) -> None:
        """Set the preview beside what is known, or below it where there is no room.

        Args:
            room: pixels across.
        """
        wide = self.theme.size(PREVIEW)
        beside = room >= wide + self.theme.size(420)
        set_beside(self._halves, self.preview, wide, beside=beside)
        self.setMinimumHeight(self.theme.size(_HEIGHT) if beside else 0)

    def hide_numbers(self, *, hidden: bool) -> None:
        """Hide the numbers, or show them."""
        self.preview.hide_numbers(hidden=hidden)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        draft, now = self.draft, self._clock.now()
        self.title.setText(words.title(draft.stored, self._content))
        self.subtitle.setText(words.subtitle(draft.stored))
        if draft.doubts:
            self.pill.show_state("warn", "alert-triangle", _("Partly restored"))
        else:
            self.pill.show_state("ok", "shield-check", pgettext("state of a draft", "Sound"))
        self.saved.say(words.saved_line(draft, now))
        self.files.say(words.files_line(draft))
        for doubt, line in self.doubts:
            line.say(words.doubt_line(doubt))
        self.written.say(words.last_words_line(draft, hidden=self.preview.hidden))
        name = words.case_number(draft.stored.head)
        self.go_on.say(_("Continue with this draft"), _("Continue with this draft: {name}").format(name=name))
        self.delete.say(_("Delete"), _("Delete this draft: {name}").format(name=name))
        self.setAccessibleName(bidi.strip_controls(f"{self.title.text()}, {self.subtitle.text()}"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, and a darker one behind the preview."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), RADIUS - 1, RADIUS - 1)
        painter.setClipPath(outline)
        place = self.preview.geometry()
        painter.fillRect(place, self.theme.colour("sunken"))
        if self._halves.direction() is QBoxLayout.Direction.TopToBottom:
            painter.fillRect(place.left(), place.top(), place.width(), 1, self.theme.colour("border"))
            return
        right_to_left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = place.right() if right_to_left else place.left()
        painter.fillRect(x, place.top(), 1, place.height(), self.theme.colour("border"))
