"""Ways through the portal, step by step: what can be prepared here, and what belongs to the portal alone."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.content.models import Paths, Place, PortalPath, PortalStep, Text
from citizen_desktop.i18n import gettext as _
from citizen_desktop.ui import why
from citizen_desktop.ui.page import CARD_GAP, COLUMN_GAP, PADDING_X, Page
from citizen_desktop.ui.portal_words import attaching_words
from citizen_desktop.widgets.base import Arranged
from citizen_desktop.widgets.beside import set_across, set_beside
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.card import Card, Notice
from citizen_desktop.widgets.label import Label, Rule, Tile
from citizen_desktop.widgets.step_sign import StepSign
from citizen_desktop.widgets.theme import Theme
from citizen_desktop.widgets.why_link import WhyLink

_SIDE: Final = 304
_PATH: Final = 360


class PortalPage(Arranged, Page):
    """A tab that shows ways through the portal.

    Args:
        theme: colours and fonts.
        name: of the tab, as a message id.
        paths: the content.
        caution_look: prefix of the tokens of the caution's colours.
        caution_icon: file name of its icon without the ending.
    """

    sources_wanted = Signal(object)
    why_wanted = Signal(str)

    def __init__(self, theme: Theme, paths: Paths, caution_look: str, caution_icon: str) -> None:
        super().__init__(theme)
        self._paths = paths
        self._introduction = Label(theme, 17, 600, wrap=True)
        self.caution = Notice(theme, caution_look, caution_icon)
        self._legend = Label(theme, 13, colour="text2", wrap=True)
        self.cards = [PathCard(theme, path) for path in paths.paths]
        for card in self.cards:
            card.sources_wanted.connect(lambda path=card.path: self.sources_wanted.emit(path))
        aside = Card(theme)
        side = QVBoxLayout(aside)
        side.setContentsMargins(21, 21, 21, 21)
        side.setSpacing(16)
        side.addWidget(Tile(theme, "world-www", "info", 36))
        side.addWidget(self._introduction)
        side.addWidget(self._legend)
        side.addWidget(self.caution)
        side.addStretch(1)
        self._aside = aside
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(CARD_GAP)
        for card in self.cards:
            self._columns.addWidget(card, 1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(COLUMN_GAP)
        self._halves.addLayout(self._columns, 1)
        self._halves.addWidget(aside)
        self.column.addLayout(self._halves, 1)
        self.whys = tuple(link for card in self.cards for link, _step in card.whys)
        why.gather(self.whys, self.why_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self._introduction.setText(str(self._paths.introduction))
        self.caution.say(str(self._paths.caution))
        self._legend.setText(_("Nothing is sent from here: you enter everything on the portal yourself."))
        for card in self.cards:
            card.retranslate()

    def show_files(self, lines: Sequence[str]) -> None:
        """Say on every way which file goes where.

        Args:
            lines: one for each file, in the language in use; none for no draft.
        """
        for card in self.cards:
            card.show_files(lines)

    def _arrange(self) -> None:
        """Set the cards side by side where there is room."""
        room = self.viewport().width() - 2 * PADDING_X
        side = self.theme.size(_SIDE)
        beside = room >= self.theme.size(_PATH) + COLUMN_GAP + side
        set_beside(self._halves, self._aside, side, beside=beside)
        left = room - (COLUMN_GAP + side if beside else 0)
        set_across(self._columns, across=left >= len(self.cards) * self.theme.size(240))


class PathCard(Card):
    """One way through the portal.

    Args:
        theme: colours and fonts.
        path: the row.
    """

    sources_wanted = Signal()

    def __init__(self, theme: Theme, path: PortalPath) -> None:
        super().__init__(theme)
        self.path = path
        self.files: Label | None = None
        """Where it says which file goes where, on a way that says so."""
        self._texts: list[tuple[Label, Text]] = []
        self.whys: list[tuple[WhyLink, PortalStep]] = []
        title = self._label(Label(theme, 20, 700, wrap=True), path.title)
        self.sources = Button(theme, Kind.GHOST)
        self.sources.clicked.connect(self.sources_wanted)
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        if path.note is not None:
            words.addWidget(self._label(Label(theme, 13, colour="text2", wrap=True), path.note))
        head.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(25, 21, 25, 13)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(Rule(theme))
        for number, step in enumerate(path.steps, 1):
            column.addWidget(self._step(theme, number, step))
        column.addStretch(1)
        column.addWidget(self.sources, 0, Qt.AlignmentFlag.AlignLeading)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_files(self, lines: Sequence[str]) -> None:
        """Say which file goes where, at the step where they are attached.

        Args:
            lines: one for each file, in the language in use; none for no draft.
        """
        if self.files is not None:
            self.files.setText("\n".join((attaching_words(), *lines)) if lines else "")
            self.files.setVisible(bool(lines))

    def _label(self, label: Label, text: Text) -> Label:
        self._texts.append((label, text))
        return label

    def _step(self, theme: Theme, number: int, step: PortalStep) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        reserved = step.place is Place.PORTAL_ONLY
        line.addWidget(StepSign(theme, number, "lock" if reserved else ""), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label(Label(theme, 15, 600, wrap=True), step.text), 1)
        if step.why is not None:
            link = WhyLink(theme)
            why.lead(link, step.why)
            head.addWidget(link)
            self.whys.append((link, step))
        words.addLayout(head)
        if step.detail is not None:
            words.addWidget(
                self._label(Label(theme, 13, colour="warnT" if reserved else "text2", wrap=True), step.detail)
            )
        if step.attaches:
            self.files = Label(theme, 13, colour="text2", wrap=True)
            self.files.hide()
            words.addWidget(self.files)
        line.addLayout(words, 1)
        return row

    def retranslate(self) -> None:
        """Say everything in the new language."""
        for label, text in self._texts:
            label.setText(str(text))
        for link, step in self.whys:
            why.name(
                link,
                _("Why there alone?") if step.place is Place.PORTAL_ONLY else _("Why is this asked?"),
                str(step.text),
            )
        self.sources.say(_("Sources"), _("Sources: {topic}").format(topic=self.path.title))
