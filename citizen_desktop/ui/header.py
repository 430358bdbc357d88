"""The head of the window: what it is, text size, theme, language."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from citizen_desktop.bidi import isolate
from citizen_desktop.i18n import Language, language, pgettext
from citizen_desktop.i18n import gettext as _
from citizen_desktop.settings import TEXT_SIZES, ThemeChoice
from citizen_desktop.widgets.base import Retranslated, Themed
from citizen_desktop.widgets.button import Button, Kind
from citizen_desktop.widgets.label import Label, Rule
from citizen_desktop.widgets.logo import Logo
from citizen_desktop.widgets.menu import ask_below
from citizen_desktop.widgets.mode_chip import ModeChip
from citizen_desktop.widgets.theme import Theme


class Header(Retranslated, Themed, QWidget):
    """The head of the window.

    Args:
        theme: colours and fonts; what is chosen here takes effect at once.
    """

    language_wanted = Signal(object)
    theme_wanted = Signal(object)
    text_size_wanted = Signal(int)
    lock_wanted = Signal()
    """The whole store is to be locked now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Label(theme, 20, 700)
        self.note = Label(theme, 13, colour="text2")
        self.text_size = Button(theme, Kind.GHOST, "text-size", colour="text2")
        self.colours = Button(theme, Kind.GHOST, "moon", colour="text2")
        self.language = Button(theme, Kind.OUTLINE, "language")
        self.text_size.clicked.connect(self._choose_text_size)
        self.colours.clicked.connect(self._choose_theme)
        self.language.clicked.connect(lambda: self.language_wanted.emit(language().other))
        self._centre: str | None = None
        self.mode = ModeChip(theme, "users")
        self.staff = Label(theme, 13, colour="text2")
        self.lock = Button(theme, Kind.OUTLINE, "lock")
        self.lock.clicked.connect(self.lock_wanted)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.note)
        words.addStretch(1)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 24, 4)
        row.setSpacing(12)
        row.addWidget(Logo(theme))
        row.addLayout(words)
        row.addStretch(1)
        for part in (self.mode, self.staff, self.lock):
            row.addWidget(part)
            part.hide()
        row.addWidget(self.text_size)
        row.addWidget(self.colours)
        row.addSpacing(4)
        row.addWidget(Rule(theme, vertical=True, length=28))
        row.addSpacing(4)
        row.addWidget(self.language)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow(theme)
        self.retranslate()

    def show_centre(self, initials: str) -> None:
        """Show that this is a help centre's computer, and who works at it; empty while nobody has said so."""
        self._centre = initials
        self.retranslate()

    def hide_centre(self) -> None:
        """Show nothing of a help centre any more: its drafts are locked."""
        self._centre = None
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return room for the signs alone: words go where the window is narrow."""
        return QSize(320, self.theme.size(64))

    def restyle(self) -> None:
        """Show the sign of the theme that one can switch to."""
        self.setMinimumHeight(self.theme.size(64))
        self._show_colours()
        self._fit()
        super().restyle()

    def retranslate(self) -> None:
        """Say everything in the new language."""
        self.title.setText(_("Citizen Desktop"))
        self.note.setText(_("Unofficial help tool · Works offline"))
        self.text_size.say(_("Text size"))
        if self._centre is not None:
            self.mode.say(_("Help-centre mode"))
            self.staff.setText(_("Staff: {initials}").format(initials=isolate(self._centre)) if self._centre else "")
            self.lock.say(_("Lock now"), _("Lock all drafts now"))
        self._show_colours()
        # A person who can't read this language finds the way out in their own.
        self.language.say(_own_name(language().other))
        self._fit()

    def _show_colours(self) -> None:
        self.colours.set_icon("sun" if self.theme.dark else "moon")
        self.colours.say(pgettext("theme", "Light") if self.theme.dark else pgettext("theme", "Dark"), _("Theme"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop words where the window is narrow."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Drop first the words of the buttons, then the line below the title, as far as the width asks for."""
        for button in (self.text_size, self.colours, self.lock):
            button.set_compact(False)
        centre = self._centre is not None
        self.mode.set_compact(compact=False)
        self.mode.setVisible(centre)
        self.staff.setVisible(bool(self._centre))
        self.lock.setVisible(centre)
        self.note.setVisible(True)
        self.title.setVisible(True)
        if self._row.minimumSize().width() > self.width() > 0:
            for button in (self.text_size, self.colours):
                button.set_compact(True)
        if self._row.minimumSize().width() > self.width() > 0:
            self.mode.set_compact(compact=True)
        if self._row.minimumSize().width() > self.width() > 0:
            self.note.setVisible(False)
        if self._row.minimumSize().width() > self.width() > 0:
            self.lock.set_compact(True)
        if self._row.minimumSize().width() > self.width() > 0:
            self.staff.setVisible(False)
        self.title.setVisible(self._row.minimumSize().width() <= self.width() or self.width() <= 0)

    def _choose_text_size(self) -> None:
        labels = [_("{n}%").format(n=size) for size in TEXT_SIZES]
        chosen = ask_below(self.text_size, self.theme, labels, TEXT_SIZES.index(self.theme.text_size))
        if chosen is not None:
            self.text_size_wanted.emit(TEXT_SIZES[chosen])

    def _choose_theme(self) -> None:
        choices = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.SYSTEM)
        labels = [pgettext("theme", "Light"), pgettext("theme", "Dark"), pgettext("theme", "As the system")]
        chosen = ask_below(self.colours, self.theme, labels, choices.index(self.theme.choice))
        if chosen is not None:
            self.theme_wanted.emit(choices[chosen])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(event.rect(), self.theme.colour("surface"))


def _own_name(of: Language) -> str:
    """Return a language's name in that language, whichever is in use."""
    if of is Language.ARABIC:
        return pgettext("name of the language in itself", "Arabic")
    return pgettext("name of the language in itself", "English")
